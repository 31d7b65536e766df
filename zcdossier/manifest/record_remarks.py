"""What people noted beside their records: comments in a text, the column of remarks in a workbook. No rule reads it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.manifest.sheets.sheet_table import ANSWER_COLUMN, CLAUSE_COLUMN, REMARK_COLUMN
from zcdossier.manifest.sheets.sheet_tables import find_tables
from zcdossier.model.dossier import Dossier
from zcdossier.model.manifest_names import REMARK_SIGN
from zcdossier.model.place import CellSpot, Place, TextSpot
from zcdossier.model.profile import Profile
from zcdossier.model.workbook_layout import GUIDE_SHEET, OTHER_REMARKS
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.workbook_reader import Workbook
from zcdossier.source.yaml_comments import YamlComment, read_comments

_SIGN = re.compile(rf"{REMARK_SIGN}\s*")


class Remarks(NamedTuple):
    """Remarks on records and waivers, by their route; `others` stand beside none of these."""

    by_path: Mapping[str, str] = {}
    others: tuple[str, ...] = ()


def remarks_in_text(
    lines: Sequence[str], tree: MapNode, dossier: Dossier, own_comments: Collection[str] = ()
) -> Remarks:
    """Return the comments of `dossier.yaml`; those that the program wrote itself, `own_comments`, are left out."""
    stops = sorted(_stops(tree, None), key=lambda stop: stop.line)
    paths = {place.spot.line: place.path for place in _places(dossier) if isinstance(place.spot, TextSpot)}
    texts: dict[str, list[str]] = {}
    for comment in read_comments(lines):
        text = _SIGN.sub("", comment.text)
        if text and (text != comment.text or text not in own_comments):
            owner = _owner(comment, stops)
            path = paths.get(owner.line, "") if owner is not None else ""
            key = next((stop.text for stop in stops if stop.line == comment.line), "")
            texts.setdefault(path, []).append(f"{key}：{text}" if key and not path else text)
    others = tuple(texts.pop("", ()))
    return Remarks({path: "\n".join(found) for path, found in texts.items()}, others)


def remarks_in_workbook(workbook: Workbook, profile: Profile, dossier: Dossier) -> Remarks:
    """Return the remarks of a workbook; one in a row that is no record stands among the others."""
    paths = {
        (place.spot.sheet_number, place.spot.row): place.path
        for place in _places(dossier)
        if isinstance(place.spot, CellSpot)
    }
    by_path: dict[str, str] = {}
    others: list[str] = []
    for sheet in workbook.sheets:
        if sheet.name == GUIDE_SHEET:
            texts = [cells[column].text.strip() for _, cells in sorted(sheet.rows.items()) for column in sorted(cells)]
            others += texts[texts.index(OTHER_REMARKS) + 1 :] if OTHER_REMARKS in texts else []
    for holds, sheet, table in find_tables(workbook, profile):
        for row in table.rows:
            remark = row.text(REMARK_COLUMN)
            path = paths.get((sheet.number, row.number))
            if remark and path is not None:
                by_path[path] = remark
            elif remark and not (holds == "answers" and row.text(ANSWER_COLUMN) and row.text(CLAUSE_COLUMN)):
                others.append(f"{row.text(CLAUSE_COLUMN) or sheet.name}：{remark}")
    return Remarks(by_path, tuple(others))


def _places(dossier: Dossier) -> Iterator[Place]:
    yield from (record.place for record in dossier.records())
    yield from (waiver.place for waiver in dossier.waivers)


class _Item(NamedTuple):
    """An item of a list: where its first key stands."""

    line: int
    column: int


class _Stop(NamedTuple):
    """A line on which something stands, and the item that it belongs to, if any."""

    line: int
    item: _Item | None
    text: str


def _stops(node: Node, item: _Item | None) -> Iterator[_Stop]:
    if isinstance(node, Scalar):
        if isinstance(node.place.spot, TextSpot):
            yield _Stop(node.place.spot.line, item, node.text)
    elif isinstance(node, ListNode):
        for child in node.items:
            yield from _stops(child, item or _first_key(child))
    else:
        for key, value in node:
            yield from _stops(key, item)
            yield from _stops(value, item)


def _first_key(node: Node) -> _Item | None:
    spot = node.pairs[0][0].place.spot if isinstance(node, MapNode) and node.pairs else None
    return _Item(spot.line, spot.column or 1) if isinstance(spot, TextSpot) else None


def _owner(comment: YamlComment, stops: Sequence[_Stop]) -> _Item | None:
    """A comment behind a value belongs to its record; one on a line of its own to the next, unless it is indented."""
    before = next((stop.item for stop in reversed(stops) if stop.line <= comment.line), None)
    after = next((stop.item for stop in stops if stop.line > comment.line), None)
    if not comment.alone or before == after:
        return before
    return before if before is not None and comment.column >= before.column else after
