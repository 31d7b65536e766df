"""The versions that shape the bytes, read off the names of what is installed."""

from importlib.metadata import version

import pytest

from zcdossier import __version__
from zcdossier.assemble.keeping import versions


@pytest.fixture
def asked_anew(monkeypatch):
    def ask(*places: str) -> str:
        monkeypatch.setattr(versions.sys, "path", [*map(str, places)])
        return versions.current_version.__wrapped__()

    return ask


def test_they_are_what_the_slow_way_says() -> None:
    said = versions.current_version().split("; ")
    assert said[0] == f"zcdossier {__version__}"
    for one in said[1:]:
        name, _, number = one.partition(" ")
        assert version(name) == number
    assert [one.partition(" ")[0] for one in said[1:4]] == ["pikepdf", "pillow", "img2pdf"]


def test_the_first_place_on_the_path_counts(tmp_path, asked_anew) -> None:
    names = ["Pillow-10.3.0.dist-info", "pikepdf-9.4.0.post1.dist-info", "img2pdf-0.6.3.dist-info"]
    for folder, found in (("one", names), ("two", ["pillow-99.dist-info", "pillow_heif-1.0.dist-info"])):
        for name in found:
            (tmp_path / folder / name).mkdir(parents=True)
    there = asked_anew(tmp_path / "nowhere", tmp_path / "one", tmp_path / "two")
    assert there == f"zcdossier {__version__}; pikepdf 9.4.0.post1; pillow 10.3.0; img2pdf 0.6.3; pillow-heif 1.0"
    assert "heif" not in asked_anew(tmp_path / "one")


def test_what_leaves_no_such_folder_is_asked_for(tmp_path, asked_anew, monkeypatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"{len(name)}.0")
    assert asked_anew(tmp_path) == f"zcdossier {__version__}; pikepdf 7.0; pillow 6.0; img2pdf 7.0"
