"""Every dossier stands in what a command writes, in one layout, whatever could not be read."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.app.verify_build import find_builds
from zcdossier.cli.batch import output_paths
from zcdossier.cli.main import main

Run = Callable[..., Any]
COMMANDS = ("lint", "build --no-report", "status", "checklist", "report", "forms")


@pytest.fixture
def broken(office: Path) -> Path:
    """One more dossier, whose profile can't be read."""
    own = office / "bo" / "profiles" / "own"
    own.mkdir(parents=True)
    (own / "profile.yaml").write_text("id: own\nsections: [no\n", encoding="utf-8")
    (office / "bo" / "dossier.yaml").write_text("profile: own\nlevel: senior\n", encoding="utf-8")
    return office


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_dossier_that_can_not_be_read_is_in_the_json(run: Run, command: str) -> None:
    ran = run(*command.split(), ".", "--format", "json")
    objects = json.loads(ran.out)["dossiers"]
    assert [dossier["path"] for dossier in objects] == ["an", "bo", "chen"]
    assert ran.code == 2
    read, failed = objects[0], objects[1]
    assert failed["error"]
    assert "error" not in read
    assert read.keys() == failed.keys() - {"error"}


@pytest.mark.usefixtures("office")
def test_another_dossier_changes_no_place(run: Run, office: Path) -> None:
    many = office / "many"
    many.mkdir()
    (office / "an").rename(many / "an")
    (office / "profiles").rename(many / "profiles")
    run("build", "many", "--out", "out", "--no-report")
    assert (office / "out" / "an" / "receipt.json").is_file()
    (office / "bo").rename(many / "bo")
    run("build", "many", "--out", "out", "--no-report")
    assert sorted(path.name for path in (office / "out").iterdir()) == ["an", "bo"]
    run("build", "many/an", "--out", "alone", "--no-report")
    assert (office / "alone" / "receipt.json").is_file()


@given(st.sets(st.sampled_from(["an", "bo", "系/chen", "系/an", "乙/丙/ding"]), min_size=1))
def test_the_place_of_a_dossier_goes_by_what_was_named(names: set[str]) -> None:
    base = Path("/somewhere")
    roots = [base / name for name in sorted(names)]
    placed = output_paths(roots, Path("out"), [base])
    assert placed == {base / name: Path("out") / name for name in names}


def test_dossiers_of_one_name_are_kept_apart() -> None:
    roots = [Path("/a/x/wang"), Path("/a/y/wang")]
    placed = output_paths(roots, Path("out"), roots)
    assert len(set(placed.values())) == len(roots)


def test_verify_goes_on_below_a_build(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "wang", tmp_path / "系" / "zhao"):
        (folder / "upload").mkdir(parents=True)
        (folder / "receipt.json").write_text("{}", encoding="utf-8")
    assert set(find_builds([tmp_path])) == {tmp_path, tmp_path / "wang", tmp_path / "系" / "zhao"}


def test_a_profile_of_a_dossier_below_is_explained(run: Run, office: Path) -> None:
    own = office / "an" / "profiles" / "own"
    own.mkdir(parents=True)
    text = (office / "profiles" / "tiny" / "profile.yaml").read_text(encoding="utf-8")
    own.joinpath("profile.yaml").write_text(
        text.replace("id: tiny", "id: own").replace("photo-wide", "my-size"), encoding="utf-8"
    )
    assert run("explain", "my-size").code == 0
    assert run("schema", "own").code == 0
    assert run("explain", "no-such-rule").code == 2


@pytest.mark.parametrize("arguments", [["lint", "an"], ["lint", "nothere"]])
@pytest.mark.usefixtures("office")
def test_closed_streams_change_no_exit_code(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    opened = []
    real = open

    def opening(*named: Any, **how: Any) -> Any:
        opened.append(real(*named, **how))
        return opened[-1]

    monkeypatch.setattr("builtins.open", opening)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    code = main(arguments)
    for stream in opened:
        stream.close()
    assert code == (0 if arguments[1] == "an" else 2)
    assert any(stream.name == os.devnull for stream in opened)
