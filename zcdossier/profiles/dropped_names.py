"""What a profile drops of its base with `null`, and what the base still says of it.

Rows that speak of nothing else go along. A condition that asks about what was dropped can't hold any more: which line
the profile has to add is told at its own `null`, since its author need not know the base.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank

CONDITIONS = frozenset({"when", "where", "if", "then", "unless"})
ROWS_BY_CLAUSE = frozenset({"checklist", "guidance", "excluded"})
ROW_LISTS = ROWS_BY_CLAUSE | {"rules"}
_NAMING = ROW_LISTS | {"office"}
_LISTS = frozenset({"sections", "achievements"})
_SHARED = frozenset({"may_share", "may_share_alike", "known"})
_FIELD_LISTS = frozenset({"fields", "parts", "all_of", "one_of", "order", "unlike", "roughly", "alike", "reads"})
_FIELD_KEYS = frozenset({"field", "first", "by", "amount", "agrees_with", "rank", "members", "part"})
_ABOUT_APPLICANT = frozenset({"when", "unless"})
_RECORDS = {"sections": "", "attachments": "attachments.", "texts": "texts."}


class DroppedName(NamedTuple):
    """A section, attachment, text, field or part as rules name it, and where `null` stands for it."""

    name: str
    place: Place


Dropped = Mapping[str, DroppedName]
"""What was dropped, by the names under which a condition may ask about it."""


def is_null(node: Node) -> bool:
    """Whether `null` or `~` is written; nothing at all is not the same."""
    return isinstance(node, Scalar) and is_blank(node) and bool(node.text.strip())


def without_dropped(base: MapNode, child: MapNode, diagnostics: Diagnostics) -> MapNode:
    """Return `base` without what it says of that which `child` drops; conditions that ask about it are mistakes."""
    dropped = {name.name: name for name in _find_dropped(child)}
    if not dropped:
        return base
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in base:
        own = child.get(key.text)
        kept = _without_sections(value, dropped) if key.text in _NAMING else value
        kept = _build_without(kept, dropped) if key.text == "build" else kept
        if key.text in ROW_LISTS and isinstance(kept, ListNode):
            kept = _rows_that_can_hold(key.text, kept, own, dropped, diagnostics)
        elif key.text in _RECORDS and isinstance(kept, MapNode):
            kept = _sections_that_can_hold(key.text, kept, own, dropped, diagnostics)
        pairs.append((key, kept))
    return MapNode(tuple(pairs), base.place)


def _rows_that_can_hold(
    name: str, rows: ListNode, own: Node | None, dropped: Dropped, diagnostics: Diagnostics
) -> ListNode:
    """Return the rows whose conditions ask about nothing that was dropped, and those that the profile has a row for."""
    own_rows = own.items if isinstance(own, ListNode) else ()
    mentioned = frozenset(text for row in own_rows for text in _identity(row, name))
    kept = []
    for row in rows.items:
        identity = _identity(row, name)
        section = row.get("section") if isinstance(row, MapNode) else None
        subject = _subject_dropped(
            row, _names_within(section.text, dropped) if isinstance(section, Scalar) else dropped
        )
        if subject is None or not identity or identity & mentioned:
            kept.append(row)
            continue
        listed = ", ".join(sorted(identity))
        line = f"- {{id: {listed}, off: …}}" if name == "rules" else f"- {{clauses: [{listed}], off: …}}"
        diagnostics.add(subject.dropped.place, _still_asked(subject, f"{name} {listed}", f"{name}: {line}"))
    return ListNode(tuple(kept), rows.place)


def _sections_that_can_hold(
    group: str, sections: MapNode, own: Node | None, dropped: Dropped, diagnostics: Diagnostics
) -> MapNode:
    """Return the sections without those of their rows (`limit`, `required`) that ask about what was dropped."""
    pairs: list[tuple[Scalar, Node]] = []
    for key, section in sections:
        names = _names_within(f"{_RECORDS[group]}{key.text}", dropped)
        kept = _row_that_can_hold(section, _below(own, key.text), (group, key.text), names, diagnostics)
        pairs.append((key, section if kept is None else kept))
    return MapNode(tuple(pairs), sections.place)


def _row_that_can_hold(
    row: Node, own: Node | None, path: tuple[str, ...], dropped: Dropped, diagnostics: Diagnostics
) -> Node | None:
    """Return a row of a section and what is below it; None when its condition asks and `own` has no other one."""
    if not isinstance(row, MapNode) or (own is not None and is_null(own)):
        return row
    replaced = {key.text for key, _ in _pairs(own)} & CONDITIONS
    asking = MapNode(tuple(pair for pair in row if pair[0].text not in replaced), row.place)
    subject = _subject_dropped(asking, dropped)
    if subject is not None:
        where = ".".join(path)
        diagnostics.add(subject.dropped.place, _still_asked(subject, where, f"{where}: null"))
        return None
    pairs = []
    for key, value in row:
        is_condition = key.text in CONDITIONS
        kept = (
            value
            if is_condition
            else _row_that_can_hold(value, _below(own, key.text), (*path, key.text), dropped, diagnostics)
        )
        pairs += [(key, kept)] if kept is not None else []
    return MapNode(tuple(pairs), row.place)


class _AskedSubject(NamedTuple):
    """What a condition of the base asks about, and the name by which it was dropped."""

    asked: Scalar
    dropped: DroppedName


def _still_asked(subject: _AskedSubject, where: str, line: str) -> Label:
    name, asked = subject.dropped.name, subject.asked
    base = f"{asked.place.file}{asked.place.brief}"
    return Label(
        f"去掉了 {name}，可是底本的 {where}（{base}）有条件要看 {asked.text}；加上 {line}，或者写上新的条件",
        f"{name} is dropped, but a condition of {where} in the base ({base}) asks about {asked.text}; "
        f"add {line}, or write another condition",
    )


def _subject_dropped(row: Node, dropped: Dropped) -> _AskedSubject | None:
    """Return a subject of the row's conditions that was dropped."""
    for key, condition in _pairs(row):
        for subject in _subjects(condition) if key.text in CONDITIONS else ():
            for name, found in dropped.items():
                asked = f"applicant.{subject.text}" if key.text in _ABOUT_APPLICANT else subject.text
                if _names_any(subject.text, (name,)) or _names_any(asked, (name,)):
                    return _AskedSubject(subject, found)
    return None


def _subjects(condition: Node) -> Iterator[Scalar]:
    for node in condition.items if isinstance(condition, ListNode) else (condition,):
        for key, value in _pairs(node):
            yield key
            yield from _subjects(value)


def _identity(row: Node, name: str) -> frozenset[str]:
    """By what a row is found again: a rule by its id, others by their clauses."""
    found = row.get("id" if name == "rules" else "clauses") if isinstance(row, MapNode) else None
    items = found.items if isinstance(found, ListNode) else () if found is None else (found,)
    return frozenset(item.text for item in items if isinstance(item, Scalar))


def _names_within(section: str, dropped: Dropped) -> Dropped:
    """Add the bare names by which a section's own rows call its fields and parts."""
    inside = [
        (name.removeprefix(f"{section}."), what) for name, what in dropped.items() if name.startswith(f"{section}.")
    ]
    return {**dropped, **{bare: what for name, what in inside for bare in (name, f"part.{name}")}}


def _below(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, MapNode) else None


def _find_dropped(child: MapNode) -> Iterator[DroppedName]:
    for key, value in child:
        if key.text == "photo" and is_null(value):
            yield DroppedName(key.text, key.place)
    for key, fact in _pairs(child.get("applicant")):
        if is_null(fact):
            yield DroppedName(f"applicant.{key.text}", key.place)
    for group, prefix in _RECORDS.items():
        for key, section in _pairs(child.get(group)):
            name = f"{prefix}{key.text}"
            if is_null(section):
                yield DroppedName(name, key.place)
            inside = (pair for part in ("fields", "parts") for pair in _pairs(_below(section, part)))
            yield from (DroppedName(f"{name}.{inner.text}", inner.place) for inner, value in inside if is_null(value))


def _pairs(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.pairs if isinstance(node, MapNode) else ()


def _without_sections(rows: Node, dropped: Iterable[str]) -> Node:
    """Return the rows that do not speak of dropped sections alone; a list of sections loses those dropped."""
    if isinstance(rows, Scalar):
        return rows
    if isinstance(rows, MapNode):
        inner = ((key, _without_sections(value, dropped)) for key, value in rows)
        return _row_without(MapNode(tuple(inner), rows.place), dropped) or MapNode((), rows.place)
    kept = (_row_without(row, dropped) for row in rows.items)
    return ListNode(tuple(row for row in kept if row is not None), rows.place)


def _build_without(build: Node, dropped: Iterable[str]) -> Node:
    """Return what build writes without what it says of dropped sections alone."""
    names = frozenset(dropped)
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in _pairs(build):
        if key.text in _BY_SECTION and isinstance(value, MapNode):
            left = tuple((section, settings) for section, settings in value if section.text not in names)
            pairs.append((key, MapNode(left, value.place)))
        elif isinstance(value, ListNode) and key.text in _OF_SECTIONS:
            pairs.append((key, _without_sections(value, names)))
        else:
            pairs.append((key, value))
    return MapNode(tuple(pairs), build.place) if isinstance(build, MapNode) else build


_BY_SECTION = frozenset({"sections", "dates"})
_OF_SECTIONS = frozenset({"cases", "outputs"})


def _row_without(row: Node, dropped: Iterable[str]) -> Node | None:
    if not isinstance(row, MapNode):
        return row
    pairs: list[tuple[Scalar, Node]] = []
    inside = _dropped_inside(row, tuple(dropped))
    for key, value in row:
        value_left = _without_fields(key.text, value, inside)
        if value_left is None:
            return None
        if value_left is not value:
            pairs += [(key, value_left)] if isinstance(value_left, ListNode) else []
            continue
        if key.text in ("section", "at") and isinstance(value, Scalar) and _names_any(value.text, dropped):
            return None
        if key.text in _LISTS and isinstance(value, ListNode):
            items = tuple(item for item in value.items if not (isinstance(item, Scalar) and item.text in {*dropped}))
            if not items:
                return None
            pairs.append((key, ListNode(items, value.place)))
        elif key.text in _SHARED and isinstance(value, ListNode):
            items = tuple(
                item for item in value.items if not (isinstance(item, Scalar) and _names_any(item.text, dropped))
            )
            pairs.append((key, ListNode(items, value.place)))
        else:
            pairs.append((key, value))
    return MapNode(tuple(pairs), row.place)


def _dropped_inside(row: MapNode, dropped: tuple[str, ...]) -> list[str]:
    """Return the fields and parts that all sections of a row have dropped, by their bare names."""
    named = (row.get("section"), *getattr(row.get("sections"), "items", ()))
    owners = [f"{section.text}." for section in named if isinstance(section, Scalar)]
    bare = dict.fromkeys(name.removeprefix(own) for own in owners for name in dropped if name.startswith(own))
    return [name for name in bare if all(f"{own}{name}" in dropped for own in owners)]


def _without_fields(key: str, value: Node, inside: Iterable[str]) -> Node | None:
    """A value without the dropped fields and parts it names; None where the row is about these alone."""
    if isinstance(value, Scalar) and _names_any(value.text, inside):
        return None if key in _FIELD_KEYS else MapNode((), value.place) if key == "at" else value
    if key in _FIELD_LISTS and isinstance(value, ListNode):
        left = tuple(item for item in value.items if not (isinstance(item, Scalar) and _names_any(item.text, inside)))
        return value if len(left) == len(value.items) else ListNode(left, value.place) if left else None
    return value


def _names_any(subject: str, dropped: Iterable[str]) -> bool:
    return any(subject == name or subject.startswith(f"{name}.") for name in dropped)
