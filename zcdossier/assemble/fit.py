"""Making a record's PDF fit: as it is if that fits, else smaller; written to a given file."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO

from zcdossier.assemble import wording
from zcdossier.assemble.assembly import Assembly
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.keeping.verify import ExpectedPage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pictures.coded_picture import Coded, Coding
from zcdossier.assemble.plan import Plan
from zcdossier.assemble.refusal import RefusedError
from zcdossier.assemble.sheets import Sheet, first_of_equals, weigh_sheets, weight_of
from zcdossier.assemble.shrinking.changes import BECAUSE_FORMAT, Changes
from zcdossier.model.label import Label
from zcdossier.model.receipt import RecodedReceipt

_MOST_ROUNDS = 4
_PER_PAGE = 200  # bytes: what a page takes that shows a picture of another page
_MARGIN = 1 << 9  # more than what the last round was over by, eight times as much every round


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was written: the pages to be found in it, and what the receipt has to say."""

    pages: tuple[ExpectedPage, ...]
    recoded: tuple[RecodedReceipt, ...]
    notes: tuple[Label, ...]


def write_fitting(job: RecordJob, plan: Plan, file: BinaryIO, pool: Executor) -> Fitted:
    """Write the record below its limit, giving up no more than it must; refuse when the floor is still over.

    The size that counts is that of the written file. By what one was over, the next round leaves more room.
    """
    sheets = weigh_sheets(job, plan, pool)
    firsts = first_of_equals(sheets)
    distinct = {number: sheet for number, sheet in sheets.items() if firsts[number] == number}
    weight = weight_of(sheets)
    besides = weight - sum(sheet.bytes for sheet in distinct.values()) + _PER_PAGE * (len(sheets) - len(distinct))
    limit = job.limits.max_bytes
    size = slack = 0
    must_shrink = False
    for attempt in range(_MOST_ROUNDS):
        with Assembly(job, plan) as assembly:
            document = assembly.document
            bare = document.measure()
            if bare + weight >= limit:
                must_shrink = must_shrink or bare - document.camera_data() + weight >= limit
            changes = Changes({}, ())
            if must_shrink:
                from zcdossier.assemble.shrinking.smaller import make_smaller  # noqa: PLC0415 - most records fit

                changes = make_smaller(assembly, distinct, limit - 1 - bare - besides - slack, pool)
                changes = _for_equals(changes, sheets, firsts)
            shown = {number: changes.pictures.get(number) or sheet.whole() for number, sheet in sheets.items()}
            size = assembly.write(shown, file)
            if size < limit:
                return _fitted(assembly, sheets, shown, changes)
            if must_shrink:
                slack += size - limit + (_MARGIN << 3 * attempt)
            else:
                slack, must_shrink = max(0, size - bare - weight), True
    raise RefusedError(wording.over_limit(limit, size, ()))


def _for_equals(changes: Changes, sheets: Mapping[int, Sheet], firsts: Mapping[int, int]) -> Changes:
    """Let every page show what its first equal shows now, and say so of each."""
    pictures = {number: changes.pictures[first] for number, first in firsts.items() if first in changes.pictures}
    told = [
        replace(receipt, page=number, file=sheets[number].source.file)
        for receipt in changes.receipts
        for number, first in firsts.items()
        if first == receipt.page and number != first
    ]
    return Changes(pictures, (*changes.receipts, *told))


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
        is_own = is_jpeg and number not in changes.pictures
        digest = sheets[number].digest if is_own else sha256(coded.data).hexdigest() if coded and is_jpeg else ""
        pages.append(ExpectedPage(*box, digest))
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
