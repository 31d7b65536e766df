"""Init: a dossier that lint reads without complaint about its form, and nothing that was there is touched."""

import json
from datetime import date

import pytest
from jsonschema import Draft7Validator

from zcdossier.app.init_dossier import init_dossier
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.errors import CannotRunError


def test_a_new_dossier(desk) -> None:
    root = desk.base / "new" / "li-ming"
    started = init_dossier(root, str(desk.base / "profiles" / "case"), "副高级")
    assert (started.level, started.folders) == ("senior", ("09-论文", "附件/医德"))
    assert all((root / folder).is_dir() for folder in started.folders)
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    assert "level: senior" in text
    assert "\r" not in text
    Draft7Validator.check_schema(json.loads((root / ".zcdossier" / "schema.json").read_text(encoding="utf-8")))


def test_lint_of_it_asks_for_what_is_missing_only(desk) -> None:
    root = desk.base / "li-ming"
    init_dossier(root, "case", "full")
    findings = lint_dossier(root, as_of=date(2023, 6, 30)).verdict.findings
    assert [(finding.code, finding.rule) for finding in findings] == [("ZC201", "applicant-name-required")]


def test_an_existing_manifest_is_left_alone(desk) -> None:
    root = desk.dossier()
    with pytest.raises(CannotRunError, match="not changed"):
        init_dossier(root, "case", "full")
    assert (root / "dossier.yaml").read_text(encoding="utf-8") == desk.manifest
    assert not (root / ".zcdossier").exists()


def test_no_dossier_is_made_in_or_around_another(desk) -> None:
    root = desk.dossier()
    with pytest.raises(CannotRunError, match="is inside another dossier"):
        init_dossier(root / "09-论文" / "甲", "case", "full")
    with pytest.raises(CannotRunError, match="holds other dossiers"):
        init_dossier(root.parent, "case", "full")


def test_files_in_the_folder_stay(desk) -> None:
    root = desk.base / "li-ming"
    (root / "09-论文").mkdir(parents=True)
    (root / "09-论文" / "扫描.jpg").write_bytes(b"x")
    init_dossier(root, "case", "full")
    assert (root / "09-论文" / "扫描.jpg").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("profile", "level", "zh"),
    [
        ("case", "", "请用 --level 写明级别：副高、正高"),
        ("case", "教授", "没有“教授”这个级别，可选：副高、正高"),
        ("base", "full", "base 只是共用的底本"),
        ("cas", "full", "没有申报要求 cas，是不是 case？"),
    ],
)
def test_what_can_not_be_begun(desk, profile, level, zh) -> None:
    desk.profile("base", "id: base\nabstract: true\n")
    with pytest.raises(CannotRunError) as raised:
        init_dossier(desk.base / "li-ming", profile, level)
    assert raised.value.why.zh.startswith(zh)
    assert not (desk.base / "li-ming").exists()


def test_a_place_that_can_not_be_written(desk) -> None:
    (desk.base / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CannotRunError, match="can't write to"):
        init_dossier(desk.base / "file", "case", "full")
    with pytest.raises(CannotRunError, match="can't write to"):
        init_dossier(desk.base / ("x" * 300), "case", "full")


@pytest.mark.parametrize("folder", ["/etc/x", "../x", "a/../../x", "\\x"])
def test_no_profile_makes_folders_elsewhere(desk, folder) -> None:
    desk.profile(
        "odd", f"id: odd\ntitle: 例\nlevels: {{full: 正高}}\nsections: {{x: {{label: 一, folder: '{folder}'}}}}\n"
    )
    with pytest.raises(CannotRunError, match="leads out of the dossier"):
        init_dossier(desk.base / "li-ming", "odd", "full")
