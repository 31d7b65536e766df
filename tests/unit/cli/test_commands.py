"""The commands on real dossiers on disk: exit codes, batches, formats, languages."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Run = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("office")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("lint an", 0),
        ("lint bo", 1),
        ("lint chen", 0),
        ("lint chen --strict", 1),
        ("lint .", 1),
        ("lint an chen", 0),
        ("status .", 0),
        ("checklist an", 0),
        ("profile list", 0),
        ("profile show tiny", 0),
        ("profile check tiny", 0),
        ("profile show nope", 2),
        ("schema tiny", 0),
        ("explain ZC101", 0),
        ("explain awards-limit", 0),
        ("explain nope-nope", 2),
        ("init new --profile tiny --level 高级", 0),
        ("init new --profile tiny", 2),
        ("init new", 2),
        ("init an --profile tiny --level senior", 2),
    ],
)
def test_exit_codes(run: Run, line: str, code: int) -> None:
    ran = run(*line.split())
    assert ran.code == code, ran.out + ran.err
    assert bool(ran.out) is (code != 2)
    assert bool(ran.err) is (code == 2)


def test_lint_says_where_and_what_to_do(run: Run) -> None:
    ran = run("lint", "bo")
    assert ran.out.startswith("bo/dossier.yaml:6:8: 错误 ZC101 [awards-limit] ")
    assert "6 |     - {title: 二等奖 ✓, place: 杭州}\n" in ran.out
    assert "T-1" in ran.out
    assert "获奖   2/1     1     -" in ran.out
    assert "zcdossier explain ZC101" in ran.out
    assert ran.err == ""


def test_several_dossiers_stand_under_their_names(run: Run) -> None:
    ran = run("lint", ".", "--lang", "en")
    for name in ("an", "bo", "chen"):
        assert f"\n{name} (tiny, senior)\n" in "\n" + ran.out
    assert ran.out.endswith("3 dossiers; 1 with errors; 1 error, 1 warning\n")
    assert ran.err == ""


def test_many_dossiers_end_with_a_row_each(run: Run) -> None:
    rows = [line.split() for line in run("lint", ".").out.split("申报材料")[1].splitlines()[1:4]]
    assert [row[0] for row in rows] == ["bo", "chen", "an"]
    assert rows[0] == ["bo", "高级", "2", "1", "-", "1"]
    assert [line.split() for line in run("status", ".").out.splitlines()[-3:]] == rows


def test_only_sections_with_findings_are_listed(run: Run) -> None:
    assert "获奖   1/1     -     -" not in run("lint", "bo").out
    assert "获奖   1/1" in run("lint", "an", "-v").out


def test_the_ending_of_the_file_says_the_format(run: Run) -> None:
    assert run("lint", "an", "--output", "found.json").code == 0
    assert json.loads(Path("found.json").read_text(encoding="utf-8"))["dossiers"][0]["path"] == "an"
    assert run("lint", ".", "--output", "found.xlsx").code == 1
    assert Path("found.xlsx").read_bytes().startswith(b"PK")
    assert "found.txt 的扩展名认不出来" in run("lint", "an", "--output", "found.txt").err


def test_a_folder_that_lacks_its_manifest_is_named(run: Run) -> None:
    for name in ("dai/01-获奖", "tools", "fu/01-获奖"):
        Path(name).mkdir(parents=True)
    Path("fu/dossier.yaml.txt").write_text("profile: tiny\n", encoding="utf-8")
    ran = run("lint", ".", "-q")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "注意：dai 里没有 申报表.xlsx 或 dossier.yaml；这一份没有检查",
        "注意：fu 里没有 申报表.xlsx 或 dossier.yaml，有 dossier.yaml.txt，请改名；这一份没有检查",
    ]
    alone = run("lint", "fu")
    assert (alone.code, alone.out) == (2, "")
    assert "改名为 dossier.yaml" in alone.err


def test_quiet_is_for_scripts(run: Run) -> None:
    lines = run("lint", ".", "-q").out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["bo/dossier.yaml", "chen/dossier.yaml"]
    assert run("lint", "an", "-q").out == ""


def test_json_is_one_document(run: Run) -> None:
    document = json.loads(run("lint", ".", "--format", "json").out)
    assert document["version"] == 1
    assert [dossier["path"] for dossier in document["dossiers"]] == ["an", "bo", "chen"]
    assert [dossier["counts"]["error"] for dossier in document["dossiers"]] == [0, 1, 0]
    (asked,) = document["dossiers"][0]["checklist"]
    assert (asked["clause"], asked["question"], asked["answered"]) == ("T-4", "都是真的吗？", False)


@pytest.mark.parametrize("name", ["sarif", "github"])
def test_other_formats(run: Run, name: str) -> None:
    ran = run("lint", "bo", "--format", name)
    assert ran.code == 1
    assert "ZC101" in ran.out


def test_a_broken_dossier_hides_no_other(run: Run, office: Path) -> None:
    (office / "broken").mkdir()
    (office / "broken" / "dossier.yaml").write_text("profile: tiny\na: [1\n", encoding="utf-8")
    ran = run("lint", ".", "-q")
    assert ran.code == 1
    assert [line.split("/")[0] for line in ran.out.splitlines()] == ["bo", "broken", "chen"]


def test_a_dossier_whose_notice_is_bad_is_told_about_and_hides_no_other(run: Run, office: Path) -> None:
    folder = office / "profiles" / "bad"
    folder.mkdir()
    (folder / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    (office / "an" / "dossier.yaml").write_text("profile: bad\nlevel: senior\n", encoding="utf-8")
    ran = run("lint", ".", "--format", "json")
    assert ran.code == 2
    assert ran.err.startswith("错误：an：")
    dossiers = json.loads(ran.out)["dossiers"]
    assert [("error" in dossier, dossier["counts"]["error"]) for dossier in dossiers] == [
        (True, 0),
        (False, 1),
        (False, 0),
    ]
    assert run("profile", "check", "bad").code == 1


def test_a_strict_gbk_stream(run: Run) -> None:
    ran = run("lint", ".", encoding="gbk")
    assert ran.code == 1
    assert "bo/dossier.yaml:6:8: 错误 ZC101" in ran.out
    assert "6 |     - {title: 二等奖 √, place: 杭州}\n" in ran.out
    document = json.loads(run("lint", "bo", "--format", "json", encoding="gbk").out)
    assert document["dossiers"][0]["path"] == "bo"


def test_the_day_can_be_given(run: Run) -> None:
    assert run("lint", "an", "--as-of", "2023-06-30").code == 0


def test_status_and_checklist_as_data(run: Run) -> None:
    status = json.loads(run("status", ".", "--format", "json").out)
    rows = {row["section"]: row for row in status["dossiers"][1]["sections"]}
    assert (rows["awards"]["records"], rows["awards"]["limit"], rows["awards"]["errors"]) == (2, 1, 1)
    checklist = json.loads(run("checklist", "an", "--format", "json").out)
    assert checklist["dossiers"][0]["checklist"][0]["clause"] == "T-4"


def picture(path: Path, width: int = 300) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, 400), "white").save(path)
    return path


def test_build(run: Run, office: Path) -> None:
    picture(office / "an" / "01-获奖" / "2021 一等奖" / "1-证书.jpg")
    manifest = office / "an" / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("{title", "{folder: 01-获奖/2021 一等奖, title"), encoding="utf-8")
    ran = run("build", "an", "--out", "up")
    assert ran.code == 0, ran.out + ran.err
    assert len(list((office / "up").rglob("*.pdf"))) == 1
    assert "1 份 PDF（新生成 1，未变 0），共 1 页" in ran.out
    assert "新生成 0，未变 1" in run("build", "an", "--out", "up").out


def test_several_builds_get_a_folder_each(run: Run) -> None:
    ran = run("build", ".", "--out", "up", "--format", "json")
    assert ran.code == 1
    assert [Path(dossier["out"]).parent.name for dossier in json.loads(ran.out)["dossiers"]] == ["an", "bo", "chen"]


def test_photo_check(run: Run, office: Path) -> None:
    good, bad = picture(office / "good.png"), picture(office / "bad.png", width=200)
    assert run("photo-check", good, "--profile", "tiny").code == 0
    ran = run("photo-check", good, bad, "--profile", "tiny")
    assert ran.code == 1
    assert f"{bad}：不合格" in ran.out
    assert "= 改法 换一张" in ran.out
    photos = json.loads(run("photo-check", bad, "--profile", "tiny", "--format", "json").out)["photos"]
    assert photos[0]["measures"][0]["status"] == "bad"


def test_photo_check_of_dossiers_goes_on_after_a_bad_one(run: Run, office: Path) -> None:
    picture(office / "an" / "photo.png")
    with (office / "an" / "dossier.yaml").open("a", encoding="utf-8") as file:
        file.write("photo: photo.png\n")
    ran = run("photo-check", "bo", "an", "nowhere.jpg")
    assert ran.code == 2
    assert "合格" in ran.out
    assert ran.err.startswith("错误：找不到 nowhere.jpg；")
    assert ran.err.endswith("\n错误：bo：dossier.yaml 里没有写照片的文件名\n")


def test_photo_fix_takes_one_photo(run: Run, office: Path) -> None:
    first, second = picture(office / "a.png"), picture(office / "b.png")
    assert run("photo-check", first, second, "--fix", office / "c.jpg").code == 2
    assert run("photo-check", first, "--fix", office / "c.jpg", "--profile", "tiny").code == 0
    assert Image.open(io.BytesIO((office / "c.jpg").read_bytes())).format == "JPEG"


def test_a_bug_in_one_dossier_hides_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from zcdossier.app import lint_dossier

    real = lint_dossier.lint_dossier

    def buggy(root: Path, **options: Any) -> Any:
        if root.name == "an":
            raise KeyError("林晓")
        return real(root, **options)

    monkeypatch.setattr(lint_dossier, "lint_dossier", buggy)
    ran = run("lint", ".", "-q")
    assert ran.code == 70
    assert "KeyError" in ran.err
    assert "林晓" not in ran.err
    assert "bo/dossier.yaml" in ran.out


@pytest.mark.parametrize("command", ["show", "check", "coverage"])
def test_a_notice_of_a_dossier_below_is_found(run: Run, office: Path, command: str) -> None:
    folder = office / "an" / "profiles" / "own"
    shutil.copytree(office / "profiles" / "tiny", folder)
    text = (folder / "profile.yaml").read_text(encoding="utf-8")
    (folder / "profile.yaml").write_text(text.replace("id: tiny", "id: own"), encoding="utf-8")
    ran = run("profile", command, "own")
    assert (ran.code, ran.err) == (0, "")
    assert "own" in ran.out
