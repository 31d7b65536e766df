"""What keys of a record mean that are no field's name: one that ends so (时间 is 发表时间), or a mistyped one.

Where a section asks for a beginning and for an end, 起止时间 says both. Records may be another section's altogether.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.dates import OPEN_END, parse_date, parse_period
from zcdossier.model.manifest_names import FILE_NAMES, FOLDER, RECORD_NAMES
from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.spelling import Names
from zcdossier.source.nodes import MapNode, Node, Scalar

BOTH_ENDS = ("起止时间", "起止年月", "起止日期", "起止", "期间", "period")
"""What people call a beginning and an end in one."""
_ENDS = "from", "to"
_BETWEEN_ENDS = r"\s*(?:[-—–－]{1,3}|[~～至到])\s*"
_INTO_SECTION = r"\d{1,2}-[^/\\]+[/\\][^.]+"
_MANY = 2
"""How many keys of a record another section knows more, at least, when the record is its own."""


TypedKey = tuple[str, Scalar, Node]
"""The field or the manifest's own key that is meant, empty where nothing is known yet; the key and its value."""


class GuessedKey(NamedTuple):
    """A key that is not known: what it can only be meant for, if anything, and the name to ask about."""

    name: str
    key: Scalar
    value: Node
    near: str


class KeysRead(NamedTuple):
    """The keys of a record, those that are known and the others."""

    named: tuple[TypedKey, ...]
    guessed: tuple[GuessedKey, ...]


def read_unknown(typed: Sequence[TypedKey], declared: Mapping[str, Field], extra: frozenset[str]) -> KeysRead:
    """Return what the keys mean of which some have no name. `extra` are the manifest's own that may stand there."""
    names = Names.of(declared.values())
    named: list[TypedKey] = []
    unknown: list[tuple[Scalar, Node]] = []
    for name, key, value in typed:
        understood = ((name, key, value),) if name else tuple(_understand(key, value, names, declared))
        named += understood
        unknown += () if understood else ((key, value),)
    taken = frozenset(name for name, _, _ in named)
    return KeysRead(tuple(named), tuple(_guess(key, value, names, extra, taken) for key, value in unknown))


def _understand(key: Scalar, value: Node, names: Names, declared: Mapping[str, Field]) -> Iterator[TypedKey]:
    """Yield the field that a key ends like, or those that 起止时间 says; nothing of a key that says neither."""
    if key.text.strip() in BOTH_ENDS:
        yield from _read_both_ends(key, value, declared)
        return
    ending = names.find_ending(key.text)
    if ending:
        yield ending, key, value


def takes_both_ends(declared: Mapping[str, Field]) -> bool:
    """Whether a section has what a beginning and an end in one can be read as."""
    return _has_both_ends(declared) or len(_periods(declared)) == 1


def _has_both_ends(declared: Mapping[str, Field]) -> bool:
    return all(name in declared and declared[name].type is FieldType.DATE for name in _ENDS)


def _periods(declared: Mapping[str, Field]) -> list[str]:
    return [name for name, field in declared.items() if field.type is FieldType.PERIOD]


def _read_both_ends(key: Scalar, value: Node, declared: Mapping[str, Field]) -> Iterator[TypedKey]:
    if _has_both_ends(declared) and isinstance(value, Scalar):
        yield from ((name, key, end) for name, end in zip(_ENDS, _split_period(value) or (value,), strict=False))
    elif len(_periods(declared)) == 1:
        yield _periods(declared)[0], key, value


def _guess(key: Scalar, value: Node, names: Names, extra: frozenset[str], taken: frozenset[str]) -> GuessedKey:
    if "folder" in extra - taken and _is_like_folder(key, value):
        return GuessedKey("folder", key, value, "folder" if key.text.isascii() else FOLDER.label.zh)
    ending = names.find_ending(key.text, taken)
    if ending:
        return GuessedKey(ending, key, value, names.label_of(ending))
    accepted = (*names.accepted, *RECORD_NAMES.accepted) if "folder" in extra else names.accepted
    near = Names({**RECORD_NAMES.ids, **names.ids}, accepted).closest(key.text)
    return GuessedKey(names.guess_sure(key.text) or "", key, value, near)


def _is_like_folder(key: Scalar, value: Node) -> bool:
    """Whether a key is a mistyped `folder`; a record has no `file`: what is called so is where its files lie.

    So is what is called anything and leads into a section's folder: 11-专利/2021-07 发明专利.
    """
    if not isinstance(value, Scalar):
        return False
    means_folder = RECORD_NAMES.guess_sure(key.text) == "folder" or FILE_NAMES.find(key.text) == "file"
    return means_folder or bool(re.fullmatch(_INTO_SECTION, value.text.strip()))


def _split_period(value: Scalar) -> tuple[Scalar, ...]:
    """Return the beginning and the end as typed, only the first of 2018.09-, nothing of what is no period."""
    whole = re.sub(rf"{_BETWEEN_ENDS}\Z", "", value.text)
    period = parse_period(whole)
    if period is None:
        return ()
    for match in re.finditer(_BETWEEN_ENDS, whole):
        before, behind = whole[: match.start()], whole[match.end() :]
        if behind.strip() == OPEN_END[-1]:  # 至今: the word says both
            return _piece(value, 0, match.start()), Scalar(OPEN_END, value.place, None)
        if parse_period(f"{before}至{behind}") == period and parse_date(before) == period.start:
            return _piece(value, 0, match.start()), _piece(value, match.end(), len(whole))
    start = _piece(value, 0, len(whole))
    if period.end is None:
        return start, Scalar(OPEN_END, value.place, None)
    return (start,) if period.end == period.start else ()


def _piece(value: Scalar, start: int, end: int) -> Scalar:
    text = value.text[start:end]
    if value.inner is None:
        return Scalar(text, value.place, None)
    return Scalar(text, value.place.span(value.inner + start, value.inner + end))


def find_owner(node: Node, sections: Mapping[str, Section], here: Section | None = None) -> str:
    """Return the only section that knows most keys of a record, of which `here` does not know several.

    One key may be mistyped.
    """
    if not isinstance(node, MapNode):
        return ""
    typed = [key.text for key, _ in node if not RECORD_NAMES.find(key.text)]
    here_too = _count_fields(typed, here) if here is not None else 0
    if len(typed) - here_too < _MANY:
        return ""
    counts = {section.id: _count_fields(typed, section) for section in sections.values() if section is not here}
    most = max(counts.values(), default=0)
    owners = [name for name, count in counts.items() if count == most]
    return owners[0] if len(owners) == 1 and most >= max(here_too + _MANY, len(typed) - 1) else ""


def _count_fields(typed: Iterable[str], section: Section) -> int:
    names = Names.of(section.fields.values())
    return sum(bool(names.find(key) or names.find_ending(key)) for key in typed)
