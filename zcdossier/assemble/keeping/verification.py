"""A written upload held against what it must be: opened by another library than the writer's before it takes its place.

And uploads held against their receipt, without their sources: what an office does with what it was handed.
"""

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from zcdossier.assemble import build_messages
from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.assemble.keeping.hash_cache import fingerprint
from zcdossier.assemble.keeping.receipt_file import current_version
from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER, find_orphans, find_spellings
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.refusal import RefusedError, short
from zcdossier.errors import system_reason
from zcdossier.model.label import Label
from zcdossier.model.receipt import BuildOutcome, FileReceipt, RecordReceipt
from zcdossier.model.results import CheckedBuild, CheckedUpload, UploadDifference, UploadFlaw

_ROOT_KEYS = frozenset(
    [
        "/Type",
        "/Pages",
        "/PageLabels",
        "/Lang",
        "/ViewerPreferences",
        "/Outlines",
        "/PageMode",
        "/OCProperties",
    ]
)
_PAGE_KEYS_UNWANTED = frozenset(["/AA", "/Annots", "/Metadata", "/PieceInfo"])
_TOLERANCE = 0.05

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ExpectedPage:
    """What a page must be: its box in points, its turn, and the sha256 of its JPEG where it is a picture.

    `links` are its own to have: a page of contents leads to others. `opens` is said of one that is shown in
    a way of its own when the file is opened.
    """

    width: float
    height: float
    rotation: int
    jpeg: str = ""
    links: bool = False
    opens: bool = False


def verify_upload(path: Path, pages: Sequence[ExpectedPage], max_bytes: int) -> None:
    """Refuse a file that does not hold exactly these pages, in this order, below the limit."""
    size = path.stat().st_size
    if size >= max_bytes:
        raise _failed(Label(f"{size} 字节，不小于 {max_bytes}", f"{size} bytes, not below {max_bytes}"))
    with suppress_warnings():
        try:
            _read_pdf(path, lambda reading: _compare(reading, pages))
        except RefusedError:
            raise
        except Exception as error:  # a torn file makes the library raise anything
            raise _failed(Label(f"打不开：{short(error)}", f"does not open: {short(error)}")) from error


def page_count(path: Path) -> int:
    """Open a PDF and count its pages. Raises anything when it is damaged."""
    with suppress_warnings():
        return len(list(_read_pdf(path, lambda reading: [page.width for page in reading.pages])))


@dataclass(frozen=True, slots=True)
class _ReadPage:
    """What a library says of a page; `jpeg` hashes its only picture, and is asked for seldom."""

    width: float
    height: float
    rotation: Any
    keys: frozenset[str]
    jpeg: Callable[[], str]


@dataclass(frozen=True, slots=True)
class _ReadPdf:
    encrypted: bool
    root: frozenset[str]
    count: int
    pages: Iterator[_ReadPage]


def _read_pdf(path: Path, judge: Callable[[_ReadPdf], Result]) -> Result:
    """Hand the file to `judge` as pypdf reads it, or as qpdf does, without repairing, where pypdf sets itself bounds.

    A number of a hundred digits is one of them; what draws so is fine for every viewer.
    """
    from pypdf import errors

    bounds = getattr(errors, "LimitReachedError", ())  # releases before 6 set none

    try:
        with path.open("rb") as file:
            return judge(_by_pypdf(file))
    except bounds:
        import pikepdf

        with path.open("rb") as file, pikepdf.open(file, attempt_recovery=False) as pdf:
            return judge(_by_qpdf(pdf))


def _by_pypdf(file: BinaryIO) -> _ReadPdf:
    from pypdf import PdfReader

    reader = PdfReader(file, strict=True)

    def pages() -> Iterator[_ReadPage]:
        for page in reader.pages:
            box = page.mediabox
            jpeg = partial(_hash_by_pypdf, page)
            yield _ReadPage(float(box.width), float(box.height), page.get("/Rotate", 0), frozenset(page), jpeg)
            reader.resolved_objects.clear()  # it keeps all it has read, in circles that outlive it

    root = frozenset(str(key) for key in reader.root_object)
    return _ReadPdf(reader.is_encrypted, root, len(reader.pages), pages())


def _hash_by_pypdf(page: Any) -> str:
    page.get_contents()
    (picture,) = page["/Resources"]["/XObject"].values()
    return sha256(picture.get_object().get_data()).hexdigest()


def _by_qpdf(pdf: Any) -> _ReadPdf:
    def pages() -> Iterator[_ReadPage]:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.mediabox)
            keys = frozenset(page.obj.keys())
            yield _ReadPage(
                right - left, top - bottom, page.obj.get("/Rotate", 0), keys, partial(_hash_by_qpdf, page.obj)
            )

    return _ReadPdf(pdf.is_encrypted, frozenset(pdf.Root.keys()), len(pdf.pages), pages())


def _hash_by_qpdf(page: Any) -> str:
    (picture,) = page.Resources.XObject.values()
    return sha256(picture.read_raw_bytes()).hexdigest()


def _compare(reading: _ReadPdf, pages: Sequence[ExpectedPage]) -> None:
    if reading.encrypted:
        raise _failed(Label("被加密", "is encrypted"))
    if reading.count != len(pages):
        raise _failed(
            Label(f"有 {reading.count} 页，应为 {len(pages)} 页", f"has {reading.count} pages, not {len(pages)}")
        )
    unwanted = set(reading.root) - _ROOT_KEYS - ({"/OpenAction"} if any(page.opens for page in pages) else set())
    for number, (page, expected) in enumerate(zip(reading.pages, pages, strict=True), start=1):
        unwanted |= page.keys & _PAGE_KEYS_UNWANTED - ({"/Annots"} if expected.links else set())
        if not _is_as_expected(page, expected):
            raise _failed(Label(f"第 {number} 页不对", f"page {number} is not as planned"))
    if unwanted:
        names = ", ".join(sorted(unwanted))
        raise _failed(Label(f"含有不该有的 {names}", f"holds {names}, which it must not"))


def _is_as_expected(page: _ReadPage, expected: ExpectedPage) -> bool:
    """Whether a page is as planned; what a source page draws is the source's own affair."""
    return (
        abs(page.width - expected.width) <= _TOLERANCE
        and abs(page.height - expected.height) <= _TOLERANCE
        and page.rotation == expected.rotation
        and (not expected.jpeg or page.jpeg() == expected.jpeg)
    )


def _failed(why: Label) -> RefusedError:
    return RefusedError(build_messages.not_verified(why))


def verify_uploads(out: Path) -> CheckedBuild:
    """Check every upload below an output folder. Raises CannotRunError when its receipt can't be read."""
    receipt = receipts.read_receipt(out / receipts.RECEIPT_NAME)
    upload = out / UPLOAD_FOLDER
    records = [
        *receipt.records,
        *(_as_record(record, file) for record in receipt.records for file in record.further),
    ]
    names = find_spellings(upload, [record.file for record in records])
    uploads = (
        *(_check_upload(replace(record, file=names[record.file]), upload) for record in records),
        *_unlisted_uploads(names.values(), upload),
    )
    is_current = receipt.version == current_version()
    return CheckedBuild(receipt.version, is_current, receipt.profile, receipt.level, uploads)


def _check_upload(record: RecordReceipt, upload: Path) -> CheckedUpload:
    differences = tuple(_differences(record, upload / record.file))
    return CheckedUpload(record.file, record.record, record.title, record.bytes, record.pages, differences)


def _as_record(record: RecordReceipt, file: FileReceipt) -> RecordReceipt:
    """A further file of a record, seen as if it were its only one."""
    return replace(record, file=file.file, bytes=file.bytes, pages=file.pages, sha256=file.sha256, further=())


def _unlisted_uploads(listed: Iterable[str], upload: Path) -> Iterator[CheckedUpload]:
    for name in find_orphans(upload, listed):
        try:
            size = (upload / name).stat().st_size
        except OSError:
            size = 0
        yield CheckedUpload(name, "", "", size, 0, (UploadDifference(UploadFlaw.UNLISTED),))


def _differences(record: RecordReceipt, path: Path) -> Iterator[UploadDifference]:
    """Tell the flaws of one upload. What is not ours by its hash is not opened: it could be anything."""
    if record.outcome is BuildOutcome.FAILED:
        yield UploadDifference(UploadFlaw.NOT_BUILT, detail=record.error)
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield UploadDifference(UploadFlaw.MISSING)
            return
        on_disk = fingerprint(path)
    except (FileNotFoundError, NotADirectoryError):
        yield UploadDifference(UploadFlaw.MISSING)
        return
    except (OSError, ValueError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else Label(short(error), short(error))
        yield UploadDifference(UploadFlaw.UNREADABLE, detail=reason)
        return
    if on_disk.bytes != record.bytes:
        yield UploadDifference(UploadFlaw.SIZE, record.bytes, on_disk.bytes)
    elif on_disk.sha256 != record.sha256:
        yield UploadDifference(UploadFlaw.CONTENT)
    else:
        yield from _inside(record, path)
    if record.limit and on_disk.bytes >= record.limit:
        yield UploadDifference(UploadFlaw.OVER_LIMIT, record.limit, on_disk.bytes)


def _inside(record: RecordReceipt, path: Path) -> Iterator[UploadDifference]:
    """Open it, where it is a PDF; other files are what was written, by their hash."""
    if path.suffix.lower() != ".pdf":
        return
    try:
        pages = page_count(path)
    except Exception as error:  # noqa: BLE001 - a file made to harm makes the library raise anything
        yield UploadDifference(UploadFlaw.BROKEN, detail=Label(short(error), short(error)))
        return
    if pages != record.pages:
        yield UploadDifference(UploadFlaw.PAGES, record.pages, pages)
