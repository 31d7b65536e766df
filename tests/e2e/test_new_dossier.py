"""A dossier begun with `init`: nothing to mend but what is still to be filled, for editors and for people."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

Run = Callable[..., Any]
NOTICES: Mapping[str, str] = {
    "zj-hznu-2023": "副高",
    "zj-hangzhou-health-2021": "副高",
    "zj-huzhou-2020": "高级",
    "sd-jinan-2024": "中级",
}
# What may be found in a manifest that nobody has filled yet: too few records, a missing year, an empty field.
UNFILLED = {"ZC101", "ZC103", "ZC105", "ZC201"}
TEMPLATE_LINE = re.compile(r"(?m)^(  )# (?=(?:- |  )\w+:)")


class Editor(yaml.SafeLoader):
    """Values as an editor's YAML 1.2 takes them: nothing, true and false, numbers; no dates, no other yes."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", list("tf")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]*", list("-+0123456789")),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def read(text: str) -> Any:
    return yaml.load(text, Loader=Editor)


def codes(ran: Any) -> set[str]:
    return {finding["code"] for finding in ran.json["dossiers"][0]["findings"]}


@pytest.fixture(scope="module")
def begun(zc: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one new dossier for each notice, named like it."""
    office = tmp_path_factory.mktemp("begun")
    for notice, level in NOTICES.items():
        ran = zc("init", notice, "--profile", notice, "--level", level, cwd=office)
        assert (ran.code, ran.err) == (0, "")
        assert f"zcdossier lint {notice}" in ran.out
    return office


@pytest.mark.parametrize("notice", NOTICES)
def test_it_lacks_only_what_is_to_be_filled(zc: Run, begun: Path, notice: str) -> None:
    ran = zc("lint", notice, "--format", "json", cwd=begun)
    assert ran.code == 1
    assert codes(ran) <= UNFILLED
    assert ran.json["dossiers"][0]["counts"]["error"] > 0


@pytest.mark.parametrize("notice", NOTICES)
def test_its_editor_schema_is_that_of_the_notice_and_takes_it(zc: Run, begun: Path, notice: str) -> None:
    text = (begun / notice / "dossier.yaml").read_text(encoding="utf-8")
    name = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", text.splitlines()[0])
    assert name is not None
    printed = zc("schema", notice, cwd=begun)
    assert (printed.code, printed.err) == (0, "")
    jsonschema.Draft7Validator.check_schema(printed.json)
    assert read((begun / notice / name[1]).read_text(encoding="utf-8")) == read(printed.out)
    assert list(jsonschema.Draft7Validator(printed.json).iter_errors(read(text))) == []


@pytest.mark.parametrize("notice", NOTICES)
def test_an_editor_finds_nothing_wrong_in_the_samples(zc: Run, root: Path, tmp_path: Path, notice: str) -> None:
    own = root / "tests" / "profiles" / notice / "sample"
    sample = own if own.is_dir() else root / "sample_dossier"
    manifest = read((sample / "dossier.yaml").read_text(encoding="utf-8"))
    assert manifest["profile"] == notice
    schema = zc("schema", notice, cwd=tmp_path).json
    assert [str(error.message) for error in jsonschema.Draft7Validator(schema).iter_errors(manifest)] == []


def test_nothing_that_is_there_is_touched(zc: Run, begun: Path) -> None:
    manifest = begun / "zj-hznu-2023" / "dossier.yaml"
    before = manifest.read_bytes()
    ran = zc("init", "zj-hznu-2023", "--profile", "zj-hznu-2023", "--level", "副高", cwd=begun)
    assert (ran.code, ran.out) == (2, "")
    assert "已经有了，没有改动" in ran.err
    assert manifest.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--level 副高", "--profile"),
        ("--profile zj-hznu-2023", "--level"),
        ("--profile zj-hznu --level 副高", "zj-hznu-2023"),
        ("--profile zj-hznu-2023 --level 院士", "可选：正高、副高、中级"),
        ("--profile zj-platform --level 副高", "profile list"),
    ],
)
def test_what_it_has_to_be_told(zc: Run, tmp_path: Path, options: str, message: str) -> None:
    ran = zc("init", "li", *options.split(), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_folder(zc: Run, tmp_path: Path, bound: dict[str, Any]) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "locked").mkdir(mode=0o555)
    for name in ("file", "file/li", "locked/li"):
        ran = zc("init", name, "--profile", "zj-hznu-2023", "--level", "副高", cwd=tmp_path, **bound)
        assert (ran.code, ran.out) == (2, "")
        assert "写不进" in ran.err


def test_from_nothing_to_uploads_by_following_the_hints(zc: Run, office: Any, scan: bytes) -> None:
    """Begin, put scans where one would, do what each finding says, build."""
    assert zc("init", "li", "--profile", "tiny", "--level", "高级职称", cwd=office.path).code == 0
    root = office.path / "li"
    manifest = root / "dossier.yaml"
    text = TEMPLATE_LINE.sub(r"\1", manifest.read_text(encoding="utf-8"))
    (folder,) = re.findall(r"folder: (.+?)  #", text)
    manifest.write_text(text, encoding="utf-8")
    hints = hints_of(zc("lint", "li", "--format", "json", cwd=office.path))
    assert "建好这个文件夹并放入扫描件" in hints["ZC503"]
    (root / folder).mkdir(parents=True)
    (root / folder / "IMG_2023.jpg").write_bytes(scan)
    hints = hints_of(zc("lint", "li", "--format", "json", cwd=office.path))
    assert "ZC502" not in hints  # the only file of a record needs no name
    for empty, filled in (("title:", "title: 一等奖"), ("date:", "date: 2021-03")):
        assert "ZC201" in hints_of(zc("lint", "li", "--format", "json", cwd=office.path))
        manifest.write_text(manifest.read_text(encoding="utf-8").replace(empty, filled, 1), encoding="utf-8")
    assert zc("lint", "--strict", "li", cwd=office.path).code == 0
    ran = zc("build", "li", cwd=office.path)
    assert ran.code == 0
    assert len(list((root / "build" / "upload").rglob("*.pdf"))) == 1


def hints_of(ran: Any) -> dict[str, str]:
    return {finding["code"]: finding["hint"] for finding in ran.json["dossiers"][0]["findings"]}
