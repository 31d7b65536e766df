"""Uploads held against their receipt, without their sources: what an office does with what it was handed."""

import stat
from collections.abc import Iterator
from pathlib import Path

from zcdossier.assemble.keeping import receipt as receipts
from zcdossier.assemble.keeping.digest import fingerprint
from zcdossier.assemble.keeping.uploads import UPLOAD_FOLDER, strangers
from zcdossier.assemble.keeping.verify import page_count
from zcdossier.assemble.keeping.versions import current_version
from zcdossier.assemble.refusal import short
from zcdossier.model.label import Label
from zcdossier.model.receipt import Outcome, Receipt, RecordReceipt
from zcdossier.model.results import CheckedBuild, CheckedUpload, Difference, Flaw


def recheck(out: Path) -> CheckedBuild:
    """Check every upload below an output folder. Raises CannotRunError when its receipt can't be read."""
    receipt = receipts.read(out / receipts.RECEIPT_NAME)
    upload = out / UPLOAD_FOLDER
    uploads = (*(_checked(record, upload) for record in receipt.records), *_unlisted(receipt, upload))
    known = receipt.version == current_version()
    return CheckedBuild(receipt.version, known, receipt.profile, receipt.level, uploads)


def _checked(record: RecordReceipt, upload: Path) -> CheckedUpload:
    differences = tuple(_differences(record, upload / record.file))
    return CheckedUpload(record.file, record.record, record.title, record.bytes, record.pages, differences)


def _unlisted(receipt: Receipt, upload: Path) -> Iterator[CheckedUpload]:
    for name in strangers(upload, [one.file for one in receipt.records if one.file]):
        try:
            size = (upload / name).stat().st_size
        except OSError:
            size = 0
        yield CheckedUpload(name, "", "", size, 0, (Difference(Flaw.UNLISTED),))


def _differences(record: RecordReceipt, path: Path) -> Iterator[Difference]:
    """Tell the flaws of one upload. What is not ours by its hash is not opened: it could be anything."""
    if record.outcome is Outcome.FAILED:
        yield Difference(Flaw.NOT_BUILT, detail=Label(record.error_zh, record.error_en))
        return
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield Difference(Flaw.MISSING)
            return
        found = fingerprint(path)
    except (FileNotFoundError, NotADirectoryError):
        yield Difference(Flaw.MISSING)
        return
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or short(error)
        yield Difference(Flaw.UNREADABLE, detail=Label(reason, reason))
        return
    if found.bytes != record.bytes:
        yield Difference(Flaw.SIZE, record.bytes, found.bytes)
    elif found.sha256 != record.sha256:
        yield Difference(Flaw.CONTENT)
    else:
        yield from _inside(record, path)
    if record.limit and found.bytes >= record.limit:
        yield Difference(Flaw.OVER_LIMIT, record.limit, found.bytes)


def _inside(record: RecordReceipt, path: Path) -> Iterator[Difference]:
    try:
        pages = page_count(path)
    except Exception as error:  # noqa: BLE001 - a file made to harm makes the library raise anything
        yield Difference(Flaw.BROKEN, detail=Label(short(error), short(error)))
        return
    if pages != record.pages:
        yield Difference(Flaw.PAGES, record.pages, pages)
