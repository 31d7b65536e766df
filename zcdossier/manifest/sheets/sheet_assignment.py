"""Which sheet is which section's, by its name: also renamed, copied, cut at 31 characters; else by its title."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from zcdossier.model.manifest_names import TOP_NAMES
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import Names, normalized_name
from zcdossier.model.workbook_layout import (
    ANSWERS_SHEET,
    APPLICANT_SHEET,
    ATTACHMENTS_SHEET,
    CHOICES_SHEET,
    GUIDE_SHEET,
    WAIVERS_SHEET,
    sheet_names,
)
from zcdossier.source.sheet_reader import Sheet

SECTION = "sections."
_UNREAD = ("guide", "choices")
_PLAIN = {
    GUIDE_SHEET: "guide",
    APPLICANT_SHEET: "applicant",
    ATTACHMENTS_SHEET: "attachments",
    ANSWERS_SHEET: "answers",
    WAIVERS_SHEET: "waivers",
    CHOICES_SHEET: "choices",
}
_NUMBERED = re.compile(r"^\s*\d+\s*[.、·_-]?\s*")
_REMARK = re.compile(r"\s*(?:[（(][^（）()]*[)）]|[\s_－—-].*|副本)\s*$")


class AssignedSheet(NamedTuple):
    """A sheet and what it holds: a key of the manifest, or `sections.<id>`."""

    holds: str
    sheet: Sheet


class SpareSheet(NamedTuple):
    """A sheet that is nobody's. `first` is the one that holds what it seems to be a copy of; `near` a name like its."""

    sheet: Sheet
    first: Sheet | None = None
    near: str = ""


def assign_sheets(
    sheets: Sequence[Sheet], profile: Profile
) -> tuple[tuple[AssignedSheet, ...], tuple[SpareSheet, ...]]:
    """Return the sheets that are read, in the workbook's order, and those left over that say something more."""
    names = sheet_names(profile)
    assigned: dict[str, Sheet] = {}
    left: list[Sheet] = []
    for sheet in sheets:
        holds = _holds(sheet.name, names)
        if holds and holds not in assigned:
            assigned[holds] = sheet
        else:
            left.append(sheet)
    spare: list[SpareSheet] = []
    for sheet in left:
        holds = _holds(sheet.name, names) or _held_before_copying(sheet.name, names) or _held_by_title(sheet, profile)
        if holds and holds not in assigned:
            assigned[holds] = sheet
        elif _says_more(sheet, assigned.get(holds)):
            spare.append(SpareSheet(sheet, assigned.get(holds), names.closest(sheet.name)))
    read = [AssignedSheet(holds, sheet) for holds, sheet in assigned.items() if holds not in _UNREAD]
    return tuple(sorted(read, key=lambda pair: pair.sheet.number)), tuple(spare)


def _holds(name: str, names: Names) -> str:
    plain = _PLAIN.get(normalized_name(name))
    if plain is not None:
        return plain
    section = names.find(name)
    if section is not None:
        return f"{SECTION}{section}"
    top = TOP_NAMES.find(name)
    return top if top is not None and top in _PLAIN.values() else ""


def _held_before_copying(name: str, names: Names) -> str:
    """What the sheet held before a remark was put behind its name (论文 (2), 论文 最终版), or a number in front."""
    bare = _REMARK.sub("", _NUMBERED.sub("", name))
    section = names.find(bare) or names.guess_sure(bare)
    return f"{SECTION}{section}" if section else _holds(bare, names)


def _held_by_title(sheet: Sheet, profile: Profile) -> str:
    """What the sheet was made for, by the title above its table: `9 论文（最多 4 项）`."""
    cells = sheet.rows.get(1, {})
    title = cells[min(cells)].text if cells else ""
    for section in profile.sections.values():
        heading = f"{section.number} {section.label.zh}" if section.number else ""
        if heading and (title == heading or (title.startswith(f"{heading}（") and title.endswith("）"))):
            return f"{SECTION}{section.id}"
    return ""


def _says_more(sheet: Sheet, first: Sheet | None) -> bool:
    """Whether a sheet holds anything that the first of its kind does not."""
    rows_of_first = {_texts(first, row) for row in first.rows} if first is not None else set()
    return any(_texts(sheet, row) not in rows_of_first for row in sheet.rows)


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    return tuple(cell.text for _, cell in sorted(sheet.rows[row].items()))
