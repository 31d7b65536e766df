"""Making a record's PDF fit: as it is if that fits, else smaller; written to a given file."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from zcdossier.assemble import wording
from zcdossier.assemble.assembly import Assembly
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.keeping.verify import ExpectedPage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pictures.coded import Coded, Coding
from zcdossier.assemble.plan import Plan
from zcdossier.assemble.refusal import RefusedError
from zcdossier.assemble.sheets import Sheet, weigh_sheets
from zcdossier.assemble.shrinking.changes import BECAUSE_FORMAT, Changes
from zcdossier.model.label import Label
from zcdossier.model.receipt import RecodedReceipt

_SLACKS = (0, 1 << 12, 1 << 15, 1 << 19)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was written: the pages to be found in it, and what the receipt has to say."""

    pages: tuple[ExpectedPage, ...]
    recoded: tuple[RecodedReceipt, ...]
    notes: tuple[Label, ...]


def write_fitting(job: RecordJob, plan: Plan, file: BinaryIO, pool: Executor) -> Fitted:
    """Write the record below its limit, giving up no more than it must; refuse when the floor is still over.

    The size that counts is that of the written file. Should the forecast have been short, the next round
    leaves more room.
    """
    sheets = weigh_sheets(job, plan, pool)
    weight = sum(sheet.bytes for sheet in sheets.values())
    limit = job.limits.max_bytes
    size = 0
    for attempt, slack in enumerate(_SLACKS):
        with Assembly(job, plan) as assembly:
            bare = assembly.document.measure()
            changes = Changes({}, ())
            if attempt > 0 or bare + weight >= limit:
                from zcdossier.assemble.shrinking.smaller import make_smaller  # noqa: PLC0415 - most records fit

                changes = make_smaller(assembly, sheets, limit - 1 - bare - slack, pool)
            shown = {number: changes.pictures.get(number) or sheet.whole() for number, sheet in sheets.items()}
            size = assembly.write(shown, file)
            if size < limit:
                return _fitted(assembly, sheets, shown, changes)
    raise RefusedError(wording.over_limit(limit, size, ()))


def _fitted(
    assembly: Assembly,
    sheets: Mapping[int, Sheet],
    shown: Mapping[int, Coded],
    changes: Changes,
) -> Fitted:
    pages = []
    for number, box in enumerate(assembly.document.boxes(), start=1):
        coded = shown.get(number)
        is_jpeg = coded is not None and coded.coding is Coding.JPEG
        pages.append(ExpectedPage(*box, sha256(coded.data).hexdigest() if coded and is_jpeg else ""))
    by_format = (
        _coded_by_need(assembly.job, number, sheet)
        for number, sheet in sheets.items()
        if sheet.coded.quality and number not in changes.pictures
    )
    notes = [*(sheet.note for _, sheet in sorted(sheets.items()) if sheet.note), *assembly.notes()]
    receipts = sorted((*changes.receipts, *by_format), key=lambda one: one.page)
    return Fitted(tuple(pages), tuple(receipts), tuple(dict.fromkeys(notes)))


def _coded_by_need(job: RecordJob, number: int, sheet: Sheet) -> RecodedReceipt:
    """A picture at full size and high quality, because no PDF holds its own coding."""
    coded = sheet.coded
    dpi = lay_out((coded.width, coded.height), coded.orientation, job.limits).dpi
    before = sheet.source.path.stat().st_size
    return RecodedReceipt(number, sheet.source.file, before, sheet.bytes, round(dpi), coded.quality, BECAUSE_FORMAT)
