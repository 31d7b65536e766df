"""Many dossiers in one run, as an office has them: each is found, and none hides another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FOUND = ["an", "bo", "chen", "ding", "系/fang"]


@pytest.fixture
def many(office: Any, scan: bytes) -> Any:
    """Good, broken, doubtful, hopeless, and one further down; and folders that are no dossiers."""
    path = office.path
    office.with_scan("an", scan)
    office.dossier("bo", "profile: tiny\na: [1\n")
    office.dossier("chen", awards="    - {title: 甲, date: 2021-03}\n")
    office.dossier("ding", "profile: bad\nlevel: senior\n")
    (path / "profiles" / "bad").mkdir()
    (path / "profiles" / "bad" / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    office.with_scan("系/fang", scan)
    (path / "系" / "profiles").mkdir()
    (path / "profiles" / "tiny").rename(path / "tiny")
    for place in (path, path / "系"):
        (place / "profiles" / "tiny").mkdir()
        notice = (path / "tiny" / "profile.yaml").read_bytes()
        (place / "profiles" / "tiny" / "profile.yaml").write_bytes(notice)
    (path / "通知").mkdir()
    (path / "通知" / "notice.txt").write_text("no dossier", encoding="utf-8")
    office.dossier(".hidden")
    office.dossier("an/build/copy")
    return office


def test_each_is_found_and_the_worst_code_counts(zc: Run, many: Any) -> None:
    ran = zc("lint", ".", "--format", "json", cwd=many.path)
    assert ran.code == 2
    dossiers = ran.json["dossiers"]
    assert [Path(dossier["path"]).as_posix() for dossier in dossiers] == FOUND
    errors = [dossier["counts"]["error"] + dossier["counts"]["warning"] for dossier in dossiers]
    assert errors == [0, 1, 1, 0, 0]
    assert ["error" in dossier for dossier in dossiers] == [False, False, False, True, False]
    assert ran.err.startswith("错误：ding：")


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (["an"], 0),
        (["系"], 0),
        (["an", "chen"], 0),
        (["an", "bo"], 1),
        (["ding", "bo"], 2),
        (["通知"], 2),
        (["an", "通知"], 2),
        (["an", "nowhere"], 2),
        (["an/dossier.yaml"], 0),
        (["通知/notice.txt"], 2),
        (["an", "./an", "an/dossier.yaml"], 0),
    ],
)
def test_what_a_path_may_name(zc: Run, many: Any, paths: list[str], code: int) -> None:
    ran = zc("lint", *paths, cwd=many.path)
    assert ran.code == code, ran.both
    assert ran.out.count("\nan（") == 0 or len(paths) > 1


def test_the_current_folder_goes_without_saying(zc: Run, many: Any) -> None:
    assert zc("lint", "-q", cwd=many.path / "chen").out.startswith("dossier.yaml:5:")
    assert zc("lint", "-q", cwd=many.path / "通知").code == 2


@pytest.mark.parametrize("command", ["lint", "build", "status", "checklist"])
def test_a_hopeless_one_hides_no_other(zc: Run, many: Any, command: str) -> None:
    ran = zc(command, ".", cwd=many.path)
    assert ran.code == 2
    for name in FOUND:
        assert name in ran.both


def test_every_other_one_is_built(zc: Run, many: Any) -> None:
    ran = zc("build", ".", "--out", "up", cwd=many.path)
    assert ran.code == 2
    uploads = sorted(path.relative_to(many.path / "up").as_posix() for path in (many.path / "up").rglob("*.pdf"))
    assert [name.partition("/upload/")[0] for name in uploads] == ["an", "an", "系/fang", "系/fang"]


def test_a_locked_dossier_hides_no_other(zc: Run, many: Any, bound: dict[str, Any]) -> None:
    locked = many.path / "an"
    locked.chmod(0)
    try:
        ran = zc("lint", ".", "--format", "json", cwd=many.path, **bound)
        assert [Path(dossier["path"]).as_posix() for dossier in ran.json["dossiers"]] == FOUND
        assert [finding["code"] for finding in ran.json["dossiers"][0]["findings"]] == ["ZC001"]
        assert zc("lint", "an", cwd=many.path, **bound).code == 1
        assert zc("build", "an", cwd=many.path, **bound).code == 1
        assert zc("lint", "an/deeper", cwd=many.path, **bound).code == 2
    finally:
        locked.chmod(0o755)


def test_photos_of_many(zc: Run, many: Any, scan: bytes) -> None:
    (many.path / "chen" / "photo.jpg").write_bytes(scan)
    with (many.path / "chen" / "dossier.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("photo: photo.jpg\n")
    ran = zc("photo-check", ".", cwd=many.path)
    assert ran.code == 2
    assert ran.out.startswith("chen/photo.jpg：不合格")
    for name in ("an", "bo", "ding", "系/fang"):
        assert f"错误：{name}：" in ran.err
