"""Names of folders in typed paths: what is known is read, what is not is left, and what is there is meant itself."""

from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.cli.command_line import TypedPath, expand_typed_path

HOME = Path("/home/lin")
KNOWN = {"ONEDRIVE": "/home/lin/云盘"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("~/材料", "/home/lin/材料"),
        ("~", "/home/lin"),
        ("～/材料", "/home/lin/材料"),
        (r"~\材料\甲", "/home/lin/材料/甲"),
        (r"%USERPROFILE%\材料", "/home/lin/材料"),
        ("%OneDrive%/材料", "/home/lin/云盘/材料"),
        ("$HOME/材料", "/home/lin/材料"),
        ("${HOME}/材料", "/home/lin/材料"),
        (r"$env:OneDrive\材料", "/home/lin/云盘/材料"),
        ("%桌面%/材料", "%桌面%/材料"),
        ("~周叶/材料", "~周叶/材料"),
        ("50%完成/材料", "50%完成/材料"),
        ("材料~1", "材料~1"),
    ],
)
def test_names_that_are_known_are_read(typed: str, meant: str) -> None:
    assert expand_typed_path(typed, KNOWN, lambda: HOME) == meant


@given(st.text(alphabet=st.characters(exclude_characters="~～%$", exclude_categories=["Cs"])))
def test_other_paths_stay_as_typed(typed: str) -> None:
    assert expand_typed_path(typed, KNOWN, lambda: HOME) == typed


def test_a_folder_that_is_called_so_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    of_paths = TypedPath(path_type=Path)
    assert of_paths.convert("$HOME", None, click.Context(click.Command("lint"))) == tmp_path / "home"
    (tmp_path / "$HOME").mkdir()
    assert of_paths.convert("$HOME", None, click.Context(click.Command("lint"))) == Path("$HOME")
