"""The picture pages of a record, weighed: what each takes with nothing given up."""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.pictures.coded import Coded
from zcdossier.assemble.pictures.picture import PictureFile, untouched
from zcdossier.assemble.plan import Kind, Plan
from zcdossier.assemble.workers import in_order
from zcdossier.model.label import Label


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture page. `coded` lacks its data when the record is too heavy to keep all in memory."""

    source: PictureFile
    coded: Coded
    bytes: int
    note: Label | None

    def whole(self) -> Coded:
        """Return the coded picture with its data, read again if need be."""
        return self.coded if self.coded.data else untouched(self.source)[0]


def weigh_sheets(job: RecordJob, plan: Plan, pool: Executor) -> Mapping[int, Sheet]:
    """Return every picture page by its number; data is kept only while all of it is below the limit."""
    planned = [page for page in plan.pages if page.kind is Kind.PICTURE and page.strip == 0]
    sources = [PictureFile(job.path(page.file), page.file, page.index) for page in planned]
    sheets: dict[int, Sheet] = {}
    total = 0
    for page, source, (coded, note) in zip(planned, sources, in_order(pool, untouched, sources), strict=True):
        sheets[page.number] = Sheet(source, coded, len(coded.data), note)
        if total < job.limits.max_bytes <= total + len(coded.data):
            sheets = {number: _light(sheet) for number, sheet in sheets.items()}
        elif total >= job.limits.max_bytes:
            sheets[page.number] = _light(sheets[page.number])
        total += len(coded.data)
    return sheets


def _light(sheet: Sheet) -> Sheet:
    return replace(sheet, coded=replace(sheet.coded, data=b""))
