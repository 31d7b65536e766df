"""The applicant's sheet: one fact a line, with the files that are handed in for the person: the photo and the texts."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.manifest.sheets.sheet_places import HEAD_KEYS, Pair, SheetPlaces
from zcdossier.manifest.sheets.sheet_table import find_table, heading_text
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import PHOTO, TOP, ManifestKey
from zcdossier.model.place import Place, spot_label
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.model.spelling import Names
from zcdossier.model.workbook_layout import APPLICANT_COLUMNS, heading_of, item_of
from zcdossier.source.nodes import MapNode, Node, Scalar
from zcdossier.source.sheet_reader import Sheet

_MOST_SIGNS_OF_VALUE = 20
_SIGNS_OF_HELP = frozenset("例填写选：:；;。，,")


class _Line(NamedTuple):
    """What a line holds: under which key of the manifest, and of it which field (None for the file itself).

    The keys are `applicant`, `photo`, `texts.<id>` and those of the head.
    """

    group: str
    key: str = ""
    field: Field | None = None


class _Lines(NamedTuple):
    names: Names
    lines: Mapping[str, _Line]

    @classmethod
    def of(cls, profile: Profile) -> "_Lines":
        keys: list[ManifestKey] = [key for key in TOP if key.id in HEAD_KEYS]
        lines = {key.id: _Line(key.id) for key in keys}
        applicant = Names.of(profile.applicant.values())
        for field in profile.applicant.values():
            identity = f"applicant.{field.id}"
            keys.append(ManifestKey(identity, Label(heading_of(field, applicant)), (field.id, *field.aliases)))
            lines[identity] = _Line("applicant", heading_of(field, applicant), field)
        photo = profile.photo or Section(PHOTO.id, PHOTO.label, 0)
        for group, section, aliases in (
            (PHOTO.id, photo, (PHOTO.label.zh, *PHOTO.aliases, *photo.aliases)),
            *((f"texts.{text.id}", text, (text.id, *text.aliases)) for text in profile.texts.values()),
        ):
            keys.append(ManifestKey(group, Label(item_of(section)), aliases))
            lines[group] = _Line(group)
            names = Names.of(section.fields.values())
            for field in section.fields.values():
                keys.append(ManifestKey(f"{group}.{field.id}", Label(item_of(section, field))))
                lines[f"{group}.{field.id}"] = _Line(group, heading_of(field, names), field)
        return cls(Names.of(keys), lines)


class _Found(NamedTuple):
    line: _Line
    value: Scalar


def read_applicant(places: SheetPlaces, sheet: Sheet, profile: Profile) -> dict[str, Pair]:
    """Return what the sheet holds by the manifest's keys: `applicant`, `photo`, `texts`."""
    found = list(_found_lines(places, sheet, _Lines.of(profile)))
    top = places.key(sheet, "applicant")
    pairs: dict[str, Pair] = {}
    facts = tuple((Scalar(line.key, value.place, None), value) for line, value in found if line.group == "applicant")
    if facts:
        pairs["applicant"] = top, MapNode(facts, top.place)
    groups = dict.fromkeys(line.group for line, _ in found if line.group not in ("applicant", *HEAD_KEYS))
    texts: list[Pair] = []
    for group in groups:
        members = sorted((each for each in found if each.line.group == group), key=lambda each: bool(each.line.key))
        key = Scalar(group.removeprefix("texts."), members[0].value.place, None)
        node = _file_node(members)
        if group == PHOTO.id:
            pairs[group] = key, node
        else:
            texts.append((key, node))
    if texts:
        pairs["texts"] = Scalar("texts", texts[0][0].place, None), MapNode(tuple(texts), texts[0][0].place)
    return pairs


def _file_node(members: list[_Found]) -> Node:
    """A bare file name, or the file with its fields; nothing where nothing was filled in."""
    if len(members) == 1 or not any(member.value.text for member in members):
        return members[0].value
    pairs = tuple((Scalar(line.key or "file", value.place, None), value) for line, value in members)
    return MapNode(pairs, members[0].value.place)


def _found_lines(places: SheetPlaces, sheet: Sheet, lines: _Lines) -> Iterator[_Found]:
    table = find_table(sheet, Names.of(APPLICANT_COLUMNS))
    value_column = table.columns.get("text") if table is not None else None
    help_column = table.columns.get("help") if table is not None else None
    heading_row = table.heading_row if table is not None else 0
    seen: dict[str, Place] = {}
    for row in sorted(sheet.rows):
        label_column = min(sheet.rows[row])
        if row <= heading_row or (value_column is not None and label_column >= value_column):
            continue
        text = heading_text(sheet.rows[row][label_column].text, lines.names)
        identity = lines.names.find(text)
        column = value_column or label_column + 1
        place = places.place(sheet, row, label_column)
        if identity is None:
            identity = _mistyped(places, place, text, lines, has_value=column in sheet.rows[row])
        if identity is None:
            continue
        if identity in seen:
            places.tell_as("ZC002", "twice", place, key=text, first=spot_label(seen[identity]))
            continue
        seen[identity] = place
        line = lines.lines[identity]
        value = places.value(sheet, row, column, line.field)
        help_cell = sheet.rows[row].get(help_column) if help_column is not None else None
        if not value.text and help_cell is not None and _is_overtyped(help_cell.text):
            places.tell("value-beside", value.place, value=help_cell.text.strip())
        yield _Found(line, value)


def _is_overtyped(text: str) -> bool:
    """Whether the column that says how to fill in a line holds what belongs into it: few words that say no how."""
    return 0 < len(text.strip()) <= _MOST_SIGNS_OF_VALUE and not set(text) & _SIGNS_OF_HELP


def _mistyped(places: SheetPlaces, place: Place, text: str, lines: _Lines, *, has_value: bool) -> str | None:
    """A line that is called otherwise is told where it says something; what it can only mean is read."""
    guess = lines.names.guess_sure(text)
    if has_value or guess is not None:
        near = lines.names.closest(text) or lines.names.longest_end(text)
        places.tell_as("ZC003", "field", place, key=text, near=near)
    return guess
