"""Uploads held against their receipt: every way in which they can differ is found, and nothing else."""

import json
from hashlib import sha256

import pikepdf
import pytest

from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.assemble.keeping.receipt_file import current_version
from zcdossier.assemble.keeping.verification import verify_uploads
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.model.results import UploadFlaw


@pytest.fixture
def out(tmp_path):
    """A build of two records, of one and two pages, and one that failed."""
    records = []
    for pages, name in enumerate(("甲", "乙"), start=1):
        path = tmp_path / "upload" / "09-论文" / f"{name}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as pdf:
            for _ in range(pages):
                pdf.add_blank_page()
            pdf.save(path)
        data = path.read_bytes()
        records.append(
            RecordReceipt(
                record=name,
                section="papers",
                title=name,
                outcome=BuildOutcome.BUILT,
                file=f"09-论文/{name}.pdf",
                bytes=len(data),
                pages=pages,
                sha256=sha256(data).hexdigest(),
                limit=20_000_000,
            )
        )
    receipts.save_receipt(tmp_path / "receipt.json", Receipt(current_version(), "case", "senior", tuple(records)))
    return tmp_path


def edited(out, change) -> None:
    path = out / "receipt.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def flaws(out) -> dict[str, list[UploadFlaw]]:
    return {one.file: [it.flaw for it in one.differences] for one in verify_uploads(out).uploads if one.differences}


def test_what_was_built_is_intact(out) -> None:
    checked = verify_uploads(out)
    assert checked.intact
    assert (checked.version, checked.known, checked.profile, checked.level) == (
        current_version(),
        True,
        "case",
        "senior",
    )
    assert [(one.record, one.pages, one.differences) for one in checked.uploads] == [("甲", 1, ()), ("乙", 2, ())]
    assert sorted(path.name for path in out.iterdir()) == ["receipt.json", "upload"]


NAME = "09-论文/甲.pdf"


def flipped(path) -> None:
    data = bytearray(path.read_bytes())
    data[20] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (lambda path: path.unlink(), UploadFlaw.MISSING),
        (lambda path: (path.unlink(), path.mkdir()), UploadFlaw.MISSING),
        (lambda path: path.write_bytes(path.read_bytes() + b"\n"), UploadFlaw.SIZE),
        (lambda path: path.write_bytes(b""), UploadFlaw.SIZE),
        (flipped, UploadFlaw.CONTENT),
    ],
)
def test_a_file_that_differs(out, change, flaw) -> None:
    change(out / "upload" / NAME)
    assert flaws(out) == {NAME: [flaw]}
    assert not verify_uploads(out).intact


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"pages": 3}, UploadFlaw.PAGES),
        ({"limit": 100}, UploadFlaw.OVER_LIMIT),
        ({"outcome": "failed", "error_zh": "坏了"}, UploadFlaw.NOT_BUILT),
    ],
)
def test_a_receipt_that_says_otherwise(out, change, flaw) -> None:
    edited(out, lambda data: data["records"][0].update(change))
    assert flaws(out) == {NAME: [flaw]}


def test_what_only_looks_like_a_pdf_by_its_receipt(out) -> None:
    data = b"%PDF-1.7 and nothing more"
    (out / "upload" / NAME).write_bytes(data)
    edited(out, lambda all_: all_["records"][0].update(bytes=len(data), sha256=sha256(data).hexdigest()))
    assert flaws(out) == {NAME: [UploadFlaw.BROKEN]}


def test_the_bytes_of_the_limit_are_over_it(out) -> None:
    edited(out, lambda data: data["records"][0].update(limit=data["records"][0]["bytes"]))
    assert flaws(out) == {NAME: [UploadFlaw.OVER_LIMIT]}
    edited(out, lambda data: data["records"][0].update(limit=data["records"][0]["bytes"] + 1))
    assert flaws(out) == {}


def test_a_pdf_that_no_record_names(out) -> None:
    (out / "upload" / "别的.PDF").write_bytes(b"%PDF")
    (out / "upload" / "notes.txt").touch()
    (out / "elsewhere.pdf").touch()
    assert flaws(out) == {"别的.PDF": [UploadFlaw.UNLISTED]}


def test_the_last_good_pdf_of_a_failed_record_is_not_vouched_for(out) -> None:
    edited(out, lambda data: data["records"][0].update(outcome="failed", file="", sha256=""))
    assert flaws(out) == {"": [UploadFlaw.NOT_BUILT], NAME: [UploadFlaw.UNLISTED]}


def test_another_versions_receipt_is_good_enough(out) -> None:
    def foreign(data) -> None:
        data.update(version="zcdossier 9.0", mood="new")
        for one in data["records"]:
            one.update(outcome="mended", colours=3, sources="elsewhere")
            del one["recoded"], one["notes_zh"], one["title"]

    edited(out, foreign)
    assert receipts.load_own_receipt(out / "receipt.json") is None
    checked = verify_uploads(out)
    assert (checked.intact, checked.known, checked.version) == (True, False, "zcdossier 9.0")
    flipped(out / "upload" / NAME)
    assert flaws(out) == {NAME: [UploadFlaw.CONTENT]}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.pop("records"),
        lambda data: data.update(records={}),
        lambda data: data.update(records=[1]),
        lambda data: data.update(version=1),
        lambda data: data["records"][0].pop("outcome"),
        lambda data: data["records"][0].pop("sha256"),
        lambda data: data["records"][0].update(file=""),
        lambda data: data["records"][0].update(bytes="10"),
        lambda data: data["records"][0].update(pages=True),
        lambda data: data["records"][0].update(file="../../secret.pdf"),
        lambda data: data["records"][0].update(file="/etc/passwd"),
    ],
)
def test_a_receipt_that_can_not_be_understood(out, change) -> None:
    edited(out, change)
    with pytest.raises(CannotRunError) as error:
        verify_uploads(out)
    assert "看不懂" in error.value.zh
    assert "can't understand" in error.value.en


@pytest.mark.parametrize("text", [b"", b"null", b"[]", b'"x"', b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_receipt(out, text) -> None:
    (out / "receipt.json").write_bytes(text)
    with pytest.raises(CannotRunError):
        verify_uploads(out)


def test_a_name_that_no_file_can_have(out) -> None:
    edited(out, lambda data: data["records"][0].update(file="09-论文/\0.pdf"))
    assert flaws(out) == {"09-论文/\0.pdf": [UploadFlaw.UNREADABLE], NAME: [UploadFlaw.UNLISTED]}
