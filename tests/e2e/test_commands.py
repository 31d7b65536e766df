"""Whole commands as a user or a script meets them: exit codes, streams, languages, formats."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from grey_noise import grey_noise

Run = Callable[..., Any]
COMMANDS = ("init", "lint", "build", "photo-check", "status", "checklist", "explain", "schema", "profile")


def test_nothing_wrong_is_zero(zc: Run, built: Any) -> None:
    ran = zc("lint", built.root, cwd=built.root.parent)
    assert (ran.code, ran.err) == (0, "")
    assert "没有发现问题" in ran.out


def test_errors_are_one(zc: Run, office: Any) -> None:
    office.dossier("an", awards="    - {folder: 01-获奖/不在, date: 2023-07}\n")
    ran = zc("lint", "an", cwd=office.path)
    assert ran.code == 1
    assert "dossier.yaml:5:" in ran.out


def test_strict_counts_warnings(zc: Run, office: Any) -> None:
    office.dossier("an", awards="    - {title: 甲, date: 2021-03}\n")
    assert zc("lint", "an", cwd=office.path).code == 0
    assert zc("lint", "--strict", "an", cwd=office.path).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "不在"),
        ("lint",),
        ("lint", "--format", "xml", "."),
        ("explain", "ZC999"),
        ("schema", "没有"),
        ("oops",),
    ],
)
def test_could_not_run_is_two(zc: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = zc(*arguments, cwd=tmp_path)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.strip()


def test_one_bad_dossier_hides_no_other(zc: Run, office: Any) -> None:
    office.dossier("a", "profile: tiny\n\tlevel: senior\n")
    office.dossier("b", awards="    - {title: 乙, date: 2023-07}\n")
    office.dossier("c", b"\xff\xfe\x00")
    ran = zc("lint", "--format", "json", ".", cwd=office.path)
    assert ran.code == 1
    codes = {
        Path(dossier["path"]).name: [finding["code"] for finding in dossier["findings"]]
        for dossier in ran.json["dossiers"]
    }
    assert codes["a"] == ["ZC001"]
    assert "ZC301" in codes["b"]
    assert codes["c"] == ["ZC001"]


def test_the_json_of_lint_is_the_contract(zc: Run, office: Any) -> None:
    root = office.dossier("an", awards="    - {title: 甲, date: 2023-07}\n")
    manifest = root / "dossier.yaml"
    waiver = 'waivers: [{code: ZC301, at: "sections.awards[0]", reason: 人事处同意}]\nanswers: {T-5: 是}\n'
    manifest.write_text(manifest.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    plain = zc("lint", "--format", "json", "an", cwd=office.path)
    verbose = zc("lint", "--format", "json", "-v", "an", cwd=office.path)
    assert plain.json == verbose.json
    assert plain.json["version"] == 1
    (dossier,) = plain.json["dossiers"]
    keys = {"path", "profile", "level", "findings", "waived", "not_evaluated", "checklist", "counts"}
    assert keys <= dossier.keys()
    assert (dossier["path"], dossier["profile"], dossier["level"]) == ("an", "tiny", "senior")
    assert [waived["code"] for waived in dossier["waived"]] == ["ZC301"]
    finding = {"code", "rule", "severity", "message", "hint", "file", "line", "column", "path", "clauses"}
    assert all(finding <= found.keys() for found in dossier["findings"])
    assert dossier["counts"]["warning"] == sum(found["severity"] == "warning" for found in dossier["findings"])
    assert {asked["clause"]: asked["answered"] for asked in dossier["checklist"]}["T-5"] is True


def test_other_formats_parse(zc: Run, office: Any) -> None:
    office.dossier("an", awards="    - {title: 甲, date: 2023-07}\n")
    sarif = zc("lint", "--format", "sarif", "an", cwd=office.path)
    assert json.loads(sarif.out)["version"] == "2.1.0"
    github = zc("lint", "--format", "github", "an", cwd=office.path)
    assert any(line.startswith("::error file=") for line in github.out.splitlines())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(zc: Run, tmp_path: Path, command: str) -> None:
    chinese, english = (zc("--lang", lang, command, "--help", cwd=tmp_path) for lang in ("zh", "en"))
    assert chinese.code == english.code == 0
    assert chinese.out != english.out


@pytest.mark.parametrize("how", [{"ZCDOSSIER_LANG": "en"}, {"LANG": "en_US.UTF-8"}, {"LC_ALL": "de_DE.UTF-8"}])
def test_the_language_follows_the_surroundings(zc: Run, office: Any, how: dict[str, str]) -> None:
    office.dossier("an", awards="    - {title: 甲, date: 2023-07}\n")
    assert "错误" in zc("lint", "an", cwd=office.path).out
    assert "error" in zc("lint", "an", cwd=office.path, env=how).out
    assert "错误" in zc("--lang", "zh", "lint", "an", cwd=office.path, env=how).out


@pytest.mark.parametrize("command", ["lint", "status", "checklist", "build"])
def test_a_strict_gbk_stream_survives(zc: Run, office: Any, scan: bytes, command: str) -> None:
    root = office.with_scan("an", scan)
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("title: 甲", "title: 甲😀𠮷é"), encoding="utf-8")
    ran = zc(command, "an", cwd=office.path, encoding="gbk")
    assert ran.code in (0, 1)
    assert ran.out


def test_the_schema_is_draft_7_and_takes_the_sample(zc: Run, built: Any) -> None:
    import jsonschema
    from fast_yaml import load_strings

    ran = zc("schema", "zj-hznu-2023", cwd=built.root)
    jsonschema.Draft7Validator.check_schema(ran.json)
    manifest = load_strings((built.root / "dossier.yaml").read_text(encoding="utf-8"))
    assert list(jsonschema.Draft7Validator(ran.json).iter_errors(manifest)) == []


def test_a_new_dossier_can_be_linted(zc: Run, tmp_path: Path) -> None:
    made = zc("init", "li-ming", "--profile", "zj-hznu-2023", "--level", "副高", cwd=tmp_path)
    assert made.code == 0
    first = (tmp_path / "li-ming" / "dossier.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.zcdossier/schema.json"
    ran = zc("lint", "--format", "json", "li-ming", cwd=tmp_path)
    codes = {found["code"] for found in ran.json["dossiers"][0]["findings"]}
    assert codes <= {"ZC101", "ZC103", "ZC201"}
    assert zc("init", "li-ming", "--profile", "zj-hznu-2023", "--level", "副高", cwd=tmp_path).code == 2


def test_coverage_says_why_a_clause_with_a_question_is_open(zc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "profiles" / "mine"
    folder.mkdir(parents=True)
    question = "checklist: [{clauses: [A-1], question: 好吗？}]"
    section = "sections: {papers: {label: 论文, fields: {title: 题}}}"
    (folder / "profile.yaml").write_text(f"id: mine\ntitle: 例\n{section}\n{question}\n", encoding="utf-8")
    (folder / "clauses.yaml").write_text("A-1: {where: 一, kind: auto, says: 甲}\n", encoding="utf-8")
    ran = zc("profile", "coverage", "mine", cwd=tmp_path)
    assert "现在只有一个问题：加上，或改成 kind: manual" in ran.out


def test_explain_photo_shows_a_row_to_copy(zc: Run, tmp_path: Path) -> None:
    card = zc("explain", "照片", cwd=tmp_path).out
    assert "size: 358x441" in card
    assert "background" in card
    assert "照片里只有本人一张脸吗？" in card


def test_explain_takes_a_code_a_rule_and_a_clause(zc: Run, tmp_path: Path) -> None:
    for name in ("ZC101", "papers-limit", "HZNU-3.9-02"):
        ran = zc("explain", name, cwd=tmp_path)
        assert ran.code == 0
        assert name in ran.out


@pytest.mark.parametrize(
    ("name", "count"),
    [("zj-hznu-2023", 165), ("zj-hangzhou-health-2021", 126), ("zj-huzhou-2020", 185), ("sd-jinan-2024", 291)],
)
def test_coverage_accounts_for_every_clause(zc: Run, tmp_path: Path, name: str, count: int) -> None:
    ran = zc("profile", "coverage", name, "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    assert ran.json["profile"] == name
    clauses = ran.json["clauses"]
    assert len(clauses) == count
    assert {clause["disposition"] for clause in clauses} <= {"enforced", "asked", "shown", "excluded"}
    assert all(clause["rules"] for clause in clauses if clause["disposition"] == "enforced")
    assert all(clause["reason"] for clause in clauses if clause["disposition"] == "excluded")


def test_a_photo_is_measured_and_mended(zc: Run, tmp_path: Path) -> None:
    from PIL import Image

    photo = Image.new("RGB", (1200, 1300), "white")
    photo.paste(grey_noise((500, 900), 40).convert("RGB"), (350, 400))
    photo.save(tmp_path / "wide.png")
    measured = zc("photo-check", "wide.png", cwd=tmp_path)
    assert measured.code == 1
    mended = zc("photo-check", "wide.png", "--fix", "new.jpg", cwd=tmp_path)
    assert (tmp_path / "new.jpg").is_file(), mended.both
    again = zc("photo-check", "--format", "json", "new.jpg", cwd=tmp_path)
    statuses = {row["rule"]: row["status"] for row in json.loads(again.out)["photos"][0]["measures"]}
    assert "bad" not in statuses.values()
    before = (tmp_path / "new.jpg").read_bytes()
    assert zc("photo-check", "wide.png", "--fix", "new.jpg", cwd=tmp_path).code == 2
    assert (tmp_path / "new.jpg").read_bytes() == before


def test_a_photo_is_never_enlarged(zc: Run, tmp_path: Path) -> None:

    grey_noise((150, 200), 40).convert("RGB").save(tmp_path / "small.jpg")
    ran = zc("photo-check", "small.jpg", "--fix", "new.jpg", cwd=tmp_path)
    assert ran.code == 1
    assert not (tmp_path / "new.jpg").exists()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readmes_begin_with_the_two_commands(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    blocks = [block.split("```", 1)[0].strip() for block in text.split("```sh\n")[1:]]
    assert blocks[0] == "pip install . && zcdossier build sample_dossier"
    assert blocks[1] == 'pip install ".[test]" && pytest'
    other = {"README.md": "README.zh-CN.md", "README.zh-CN.md": "README.md"}[name]
    assert other in text.splitlines()[0]
    for command in COMMANDS:
        assert f"zcdossier {command}" in text
