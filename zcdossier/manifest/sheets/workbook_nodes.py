"""A workbook as the nodes of a manifest: what comes out is what `dossier.yaml` would hold, each value at its cell.

So everything behind reads both alike.
"""

from collections.abc import Sequence
from typing import NamedTuple

from zcdossier.manifest.sheets.answer_sheets import read_answers, read_waivers
from zcdossier.manifest.sheets.applicant_sheet import read_applicant
from zcdossier.manifest.sheets.record_sheets import RecordSheets
from zcdossier.manifest.sheets.sheet_assignment import SECTION, assign_sheets
from zcdossier.manifest.sheets.sheet_folders import ListFolders
from zcdossier.manifest.sheets.sheet_places import HEAD_KEYS, Pair, SheetPlaces
from zcdossier.manifest.sheets.sheet_problems import (
    tell_about_lost,
    tell_about_sheet,
    tell_about_spare,
    tell_about_workbook,
)
from zcdossier.manifest.sheets.sheet_table import heading_text
from zcdossier.model.dossier import Problem
from zcdossier.model.manifest_names import TOP_NAMES
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import Names
from zcdossier.source.nodes import MapNode, Scalar
from zcdossier.source.sheet_reader import Sheet
from zcdossier.source.workbook_reader import Workbook


class WorkbookNodes(NamedTuple):
    """The tree, and what has to be said about the sheets."""

    tree: MapNode
    problems: tuple[Problem, ...]


def read_head(file: str, workbook: Workbook) -> MapNode:
    """Return what can be read before the profile is known: the profile and the level, each beside its name."""
    places = SheetPlaces(file, [])
    sheets = _applicant_first(workbook.sheets)
    for sheet in sheets:
        found: dict[str, Pair] = {}
        for row in sorted(sheet.rows):
            for column in sorted(sheet.rows[row]):
                name = TOP_NAMES.find(heading_text(sheet.rows[row][column].text))
                if name in HEAD_KEYS:
                    label = places.value(sheet, row, column)
                    found.setdefault(name, (label._replace(text=name), places.value(sheet, row, column + 1)))
        if found:
            return MapNode(tuple(found.values()), places.first_place(sheets[0]))
    return MapNode((), places.first_place(sheets[0]))


def read_nodes(
    file: str, workbook: Workbook, profile: Profile, list_folders: ListFolders, *, name_folders: bool = False
) -> WorkbookNodes:
    """Return the manifest that a workbook holds, in the terms of its profile; for `name_folders` see `RecordSheets`."""
    head = read_head(file, workbook)
    places = SheetPlaces(file, [])
    records = RecordSheets(places, profile, list_folders, name_folders)
    pairs: dict[str, Pair] = {key.text: (key, value) for key, value in head}
    sections: list[Pair] = []
    section_names = Names.of(profile.sections.values())
    assigned, spare = assign_sheets(workbook.sheets, profile)
    tell_about_workbook(places, workbook, _applicant_first(workbook.sheets)[0])
    for holds, sheet in assigned:
        tell_about_sheet(places, sheet)
        key = places.key(sheet, holds)
        if holds.startswith(SECTION):
            section = profile.sections[holds.removeprefix(SECTION)]
            is_named = section_names.find(section.label.zh) == section.id
            key = key._replace(text=section.label.zh if is_named else section.id)
            sections.append((key, records.section(sheet, section)))
        elif holds == "applicant":
            pairs.update(read_applicant(places, sheet, profile))
        elif holds == "attachments":
            pairs[holds] = key, records.attachments(sheet)
        elif holds == "answers":
            pairs[holds] = key, read_answers(places, sheet, profile)
        else:
            pairs[holds] = key, read_waivers(places, sheet)
    tell_about_lost(places, workbook.sheets[0], profile, {holds for holds, _ in assigned})
    for left_over in spare:
        tell_about_spare(places, left_over)
    if sections:
        pairs["sections"] = Scalar("sections", sections[0][0].place), MapNode(tuple(sections), sections[0][0].place)
    return WorkbookNodes(MapNode(tuple(pairs.values()), head.place), tuple(places.problems))


def _applicant_first(sheets: Sequence[Sheet]) -> list[Sheet]:
    return sorted(sheets, key=lambda sheet: (TOP_NAMES.find(sheet.name) != "applicant", sheet.number))
