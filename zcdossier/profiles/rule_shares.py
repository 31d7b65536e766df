"""One row over many: `section: all`, `fields: [a, b]`, `fields: all` become shares, each with its sections and fields.

Where a row names one field of many sections, those that have it are judged. `all` fields are those of a type that the
kind judges: dates where it wants dates, texts where it looks at words.
"""

import typing
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.kind import CheckKind
from zcdossier.lint.parameter_types import DateField, FieldName, KindParameter, parameters_of
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.symbols import APPLICANT, Symbols
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

ALL, EXCEPT = "all", "except"
"""`section: all` is about every section, but for those that `except` lists."""
_FIELD, _FIELDS = "field", "fields"
_TEXTS = "texts."
_PHOTO = "photo"
_COUNTING = frozenset({"count", "totals", "years", "periods", "record-order", "unique", "complete"})
_OF_SPELLING = "date-mask"
"""A period is written by a mask; as one date it can't be compared."""
_WORDS = frozenset({FieldType.TEXT, FieldType.COMPOSED, FieldType.PERSON, FieldType.PEOPLE})
_OF_WORDS = frozenset({"wording", "length", "names", "listed"})


class ShareRow(NamedTuple):
    """What one share is read from: its sections, and the row with its own fields in place of those of the whole."""

    sections: tuple[str, ...]
    row: MapNode


def names_all(mapping: MappingReader) -> bool:
    """Whether a row is about every section."""
    return ALL in (*mapping.texts("section"), *mapping.texts("sections"))


def all_sections(kind: CheckKind, symbols: Symbols) -> tuple[str, ...]:
    """Return what `section: all` stands for: the form's sections, where nothing is counted the attachments too."""
    return tuple(
        name
        for name in symbols.records
        if not name.startswith(_TEXTS) and name != _PHOTO and ("." not in name or kind.name not in _COUNTING)
    )


def spread_row(
    mapping: MappingReader, kind: CheckKind, sections: tuple[str, ...], symbols: Symbols
) -> list[ShareRow] | None:
    """Return the shares of a row; None where the row as it stands is all there is to read."""
    own = parameters_of(kind.params)
    key = _FIELD if _FIELD in own else _FIELDS if _FIELDS in own else ""
    if not key or _names_own_fields(own[key]) is None:
        return None
    written = [name for name in (_FIELD, _FIELDS) if mapping.root.get(name) is not None]
    if len(written) != 1:
        return None
    texts = tuple(text.strip() for text in mapping.texts(written[0]))
    every = names_all(mapping)
    if not every and ALL not in texts:
        if written[0] == key and (key == _FIELDS or len(texts) == 1):
            return None
        if key == _FIELDS:
            return [ShareRow(sections, _with_fields(mapping.root, key, texts))]
    if kind.joins_fields and ALL in texts:
        mapping.report_type(written[0], mapping.node(written[0]), Label("写明的几个字段", "fields named one by one"))
        return None
    of_applicant = every and kind.name not in _COUNTING and APPLICANT not in mapping.texts(EXCEPT)
    judged = (*sections, APPLICANT) if of_applicant else sections
    if kind.joins_fields:
        having = tuple(name for name in judged if all(text in symbols.field_names(name) for text in texts))
        shares = [ShareRow(having, _with_fields(mapping.root, key, texts))] if having else []
    else:
        wanted = {name: tuple(_fields_of(name, texts, own[key], kind, symbols)) for name in judged}
        shares = list(_by_fields(mapping.root, key, wanted))
    _report_unknown_fields(mapping, texts, judged, symbols)
    return shares


def _names_own_fields(parameter: KindParameter) -> object | None:
    """What a parameter's fields must be, where it names fields of the rule's own sections."""
    inner = typing.get_args(parameter.type)[0] if typing.get_origin(parameter.type) is tuple else parameter.type
    return inner if inner in (FieldName, DateField) else None


def _fields_of(
    section: str, texts: tuple[str, ...], parameter: KindParameter, kind: CheckKind, symbols: Symbols
) -> Iterator[str]:
    if ALL not in texts:
        names = symbols.field_names(section)
        yield from (text for text in texts if text in names)
        return
    wants_dates = _names_own_fields(parameter) is DateField
    for name, declared in symbols.fields_of(section).items():
        if _is_judged(declared, kind, wants_dates=wants_dates):
            yield name


def _is_judged(declared: Field, kind: CheckKind, *, wants_dates: bool) -> bool:
    if wants_dates:
        return declared.type.is_dated if kind.name == _OF_SPELLING else declared.type is FieldType.DATE
    if kind.name in _OF_WORDS:
        return declared.type in _WORDS or (declared.type is FieldType.CHOICE and declared.open)
    return True


def _by_fields(row: MapNode, key: str, wanted: dict[str, tuple[str, ...]]) -> Iterator[ShareRow]:
    if key == _FIELDS:
        groups = dict.fromkeys(fields for fields in wanted.values() if fields)
    else:
        groups = dict.fromkeys((field,) for fields in wanted.values() for field in fields)
    for group in groups:
        having = tuple(
            section for section, fields in wanted.items() if (fields == group if key == _FIELDS else group[0] in fields)
        )
        yield ShareRow(having, _with_fields(row, key, group))


def _with_fields(row: MapNode, key: str, names: tuple[str, ...]) -> MapNode:
    pairs = []
    for name, value in row:
        if name.text in (_FIELD, _FIELDS):
            items = tuple(Scalar(text, value.place) for text in names)
            pairs.append((Scalar(key, name.place), _one_or_list(key, items, value)))
        else:
            pairs.append((name, value))
    return MapNode(tuple(pairs), row.place)


def _one_or_list(key: str, items: tuple[Scalar, ...], value: Node) -> Node:
    return items[0] if key == _FIELD else ListNode(items, value.place)


def _report_unknown_fields(
    mapping: MappingReader, texts: tuple[str, ...], sections: tuple[str, ...], symbols: Symbols
) -> None:
    names = tuple(dict.fromkeys(name for section in sections for name in symbols.field_names(section)))
    key = _FIELDS if mapping.root.get(_FIELDS) is not None else _FIELD
    node = mapping.node(key)
    for text in texts:
        if text != ALL and text not in names:
            message = Label(f"这些栏目都没有字段 {text}", f"none of the sections has a field {text}")
            mapping.diagnostics.unknown(node.place if node else mapping.place, message, text, names)
