"""The receipt on disk, and which versions it says shaped the uploads."""

import json
import re
import sys
import zlib
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from zcdossier import __version__
from zcdossier.assemble.keeping import receipt_file
from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.receipt import BuildOutcome, Receipt, RecodedReceipt, RecordReceipt, SourceReceipt

RECORD = RecordReceipt(
    record="papers[0]",
    section="papers",
    title="课堂",
    outcome=BuildOutcome.BUILT,
    file="09-论文/01 a.pdf",
    bytes=10,
    pages=2,
    sha256="0" * 64,
    limit=20_000_000,
    settings="A4",
    sources=(SourceReceipt("a.jpg", "cover", 5, "1" * 64, (1, 2)),),
    recoded=(RecodedReceipt(1, "a.jpg", 5, 4, 300, 80, "limit"),),
    notes=(Label("注", "note"),),
)


@pytest.fixture
def receipt():
    return Receipt(receipts.current_version(), "zj-hznu-2023", "associate_senior", (RECORD,))


def test_what_is_saved_is_loaded(tmp_path, receipt):
    path = tmp_path / "build" / "receipt.json"
    receipts.save_receipt(path, receipt)
    first = path.read_bytes()
    receipts.save_receipt(path, receipt)
    assert path.read_bytes() == first
    assert receipts.load_own_receipt(path) == receipt
    assert [entry.name for entry in path.parent.iterdir()] == ["receipt.json"]
    assert "课堂" in first.decode()


def test_the_version_names_the_libraries(receipt):
    assert receipt.version.startswith("zcdossier ")
    assert "pikepdf" in receipt.version
    assert "pillow" in receipt.version


def test_another_version_is_not_trusted(tmp_path, receipt):
    path = tmp_path / "receipt.json"
    receipts.save_receipt(path, replace(receipt, version="zcdossier 0.0.1"))
    assert receipts.load_own_receipt(path) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.pop("level"),
        lambda data: data.update(extra=1),
        lambda data: data["records"][0].update(bytes="10"),
        lambda data: data["records"][0].update(pages=True),
        lambda data: data["records"][0].update(outcome="fine"),
        lambda data: data["records"][0]["sources"][0].pop("sha256"),
        lambda data: data["records"][0].update(recoded={}),
        lambda data: data["records"][0].update(file="../../etc/passwd"),
        lambda data: data["records"][0].update(file="/etc/passwd"),
        lambda data: data.update(records=[1]),
    ],
)
def test_a_receipt_edited_by_hand_is_not_trusted(tmp_path, receipt, damage):
    path = tmp_path / "receipt.json"
    receipts.save_receipt(path, receipt)
    data = json.loads(path.read_text(encoding="utf-8"))
    damage(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    assert receipts.load_own_receipt(path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_receipt(tmp_path, content):
    path = tmp_path / "receipt.json"
    path.write_bytes(content)
    assert receipts.load_own_receipt(path) is None


def test_no_receipt(tmp_path):
    assert receipts.load_own_receipt(tmp_path / "receipt.json") is None


def test_a_receipt_that_cannot_be_written(tmp_path, receipt, monkeypatch):
    path = tmp_path / "receipt.json"
    receipts.save_receipt(path, receipt)
    before = path.read_bytes()

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotRunError) as error:
        receipts.save_receipt(path, replace(receipt, level="other"))
    assert "磁盘" in error.value.why.zh or "No space" in error.value.why.zh
    assert path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["receipt.json"]


SHAPING = ["pikepdf", "pillow", "img2pdf", "pypdfium2", "simplejpeg", "numpy"]


@pytest.fixture
def asked_anew(monkeypatch):
    def ask(*places: str) -> str:
        monkeypatch.setattr(receipt_file.sys, "path", [*map(str, places)])
        return receipt_file.current_version.__wrapped__()

    return ask


def test_they_are_what_the_slow_way_says() -> None:
    versions = receipt_file.current_version().split("; ")
    assert versions[0] == f"zcdossier {__version__}"
    assert versions[-1] == f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    for part in versions[1:-1]:
        name, _, number = part.partition(" ")
        assert version(name) == number
    assert [part.partition(" ")[0] for part in versions[1:7]] == SHAPING


def test_the_first_place_on_the_path_counts(tmp_path, asked_anew) -> None:
    names = ["Pillow-10.3.0.dist-info", "pikepdf-9.4.0.post1.dist-info", "img2pdf-0.6.3.dist-info"]
    names += ["numpy-2.0.dist-info", "simplejpeg-1.8.dist-info", "pypdfium2-5.1.dist-info"]
    for folder, found in (("one", names), ("two", ["pillow-99.dist-info", "pillow_heif-1.0.dist-info"])):
        for name in found:
            (tmp_path / folder / name).mkdir(parents=True)
    asked = asked_anew(tmp_path / "nowhere", tmp_path / "one", tmp_path / "two")
    libraries = "pikepdf 9.4.0.post1; pillow 10.3.0; img2pdf 0.6.3; pypdfium2 5.1; simplejpeg 1.8; numpy 2.0"
    assert asked == f"zcdossier {__version__}; {libraries}; pillow-heif 1.0; zlib {zlib.ZLIB_RUNTIME_VERSION}"
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
