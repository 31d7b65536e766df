"""The versions that shape the bytes, read off the names of what is installed."""

import re
import sys
import zlib
from importlib.metadata import version
from pathlib import Path

import pytest

from zcdossier import __version__
from zcdossier.assemble.keeping import receipt_file

SHAPING = ["pikepdf", "pillow", "img2pdf", "pypdfium2", "simplejpeg", "numpy"]


@pytest.fixture
def asked_anew(monkeypatch):
    def ask(*places: str) -> str:
        monkeypatch.setattr(receipt_file.sys, "path", [*map(str, places)])
        return receipt_file.current_version.__wrapped__()

    return ask


def test_they_are_what_the_slow_way_says() -> None:
    said = receipt_file.current_version().split("; ")
    assert said[0] == f"zcdossier {__version__}"
    assert said[-1] == f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for one in said[1:-1]:
        name, _, number = one.partition(" ")
        assert version(name) == number
    assert [one.partition(" ")[0] for one in said[1:7]] == SHAPING


def test_the_first_place_on_the_path_counts(tmp_path, asked_anew) -> None:
    names = ["Pillow-10.3.0.dist-info", "pikepdf-9.4.0.post1.dist-info", "img2pdf-0.6.3.dist-info"]
    names += ["numpy-2.0.dist-info", "simplejpeg-1.8.dist-info", "pypdfium2-5.1.dist-info"]
    for folder, found in (("one", names), ("two", ["pillow-99.dist-info", "pillow_heif-1.0.dist-info"])):
        for name in found:
            (tmp_path / folder / name).mkdir(parents=True)
    there = asked_anew(tmp_path / "nowhere", tmp_path / "one", tmp_path / "two")
    libraries = "pikepdf 9.4.0.post1; pillow 10.3.0; img2pdf 0.6.3; pypdfium2 5.1; simplejpeg 1.8; numpy 2.0"
    assert there == f"zcdossier {__version__}; {libraries}; pillow-heif 1.0; zlib {zlib.ZLIB_RUNTIME_VERSION}"
    assert "heif" not in asked_anew(tmp_path / "one")


def test_what_leaves_no_such_folder_is_asked_for(tmp_path, asked_anew, monkeypatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"{len(name)}.0")
    libraries = "; ".join(f"{name} {len(name)}.0" for name in SHAPING)
    assert asked_anew(tmp_path) == f"zcdossier {__version__}; {libraries}; zlib {zlib.ZLIB_RUNTIME_VERSION}"


def test_every_library_that_shapes_bytes_is_named() -> None:
    """What assembling imports, but for what only reads the written file again."""
    root = Path(receipt_file.__file__).parents[1]
    imported = {
        match.replace("PIL", "pillow").replace("pypdfium2_raw", "pypdfium2").replace("_", "-")
        for path in [*root.rglob("*.py"), root.parent / "pdfium.py"]
        for match in re.findall(r"^\s*(?:import|from) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if match not in sys.stdlib_module_names and match != "zcdossier"
    }
    assert imported - {"pypdf"} == {*SHAPING, "pillow-heif"}
