"""The tables of a workbook as its reader finds them: which row of a sheet holds its headings, where remarks stand."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zcdossier.manifest.sheets.record_sheets import column_names
from zcdossier.manifest.sheets.sheet_assignment import SECTION, assign_sheets
from zcdossier.manifest.sheets.sheet_table import Table, find_table
from zcdossier.model.manifest_names import ManifestKey
from zcdossier.model.profile import Field, Profile
from zcdossier.model.workbook_layout import (
    ANSWER_COLUMNS,
    APPLICANT_COLUMNS,
    ATTACHMENT_COLUMNS,
    RECORD_COLUMNS,
    WAIVER_COLUMNS,
    attachment_fields,
)
from zcdossier.source.sheet_reader import Sheet
from zcdossier.source.workbook_reader import Workbook

_OWN: Mapping[str, Sequence[ManifestKey]] = {
    "applicant": APPLICANT_COLUMNS,
    "attachments": ATTACHMENT_COLUMNS,
    "answers": ANSWER_COLUMNS,
    "waivers": WAIVER_COLUMNS,
}


class SheetTable(NamedTuple):
    """A sheet that is read, what it holds (a key of the manifest, or `sections.<id>`), and its table."""

    holds: str
    sheet: Sheet
    table: Table


def find_tables(workbook: Workbook, profile: Profile) -> tuple[SheetTable, ...]:
    """Return the sheets that have a table, in the workbook's order."""
    tables: list[SheetTable] = []
    for holds, sheet in assign_sheets(workbook.sheets, profile)[0]:
        table = find_table(sheet, column_names(_fields(holds, profile), _OWN.get(holds, RECORD_COLUMNS)))
        if table is not None:
            tables.append(SheetTable(holds, sheet, table))
    return tuple(tables)


def _fields(holds: str, profile: Profile) -> Mapping[str, Field]:
    if holds.startswith(SECTION):
        return profile.sections[holds.removeprefix(SECTION)].fields
    if holds == "attachments":
        return {heading: field._replace(id=heading) for heading, field in attachment_fields(profile).items()}
    return {}
