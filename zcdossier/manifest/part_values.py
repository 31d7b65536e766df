"""What people call the values of a record's fields in the names of its parts: 本科毕业证, 学士学位证."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache

from zcdossier.model.dossier import Record
from zcdossier.model.profile import FIELD_IN_NAME, Choice, Part, Section
from zcdossier.model.spelling import simplify
from zcdossier.model.yes_no import says_nothing

_DOUBLE = re.compile(
    "(?<!第[一二])(?<!最[高后])(?<!依据)(?<!日制)(?:学历|毕业)(?:证书?)?[、和]?学位证书?(?!明)|[双两]证(?!书)"
)
_CNKI = re.compile("(?<![a-z])cnki(?![a-z])")
_DEGREE = "学士|硕士|博士"
_UNDERGRADUATE, _FIRST_DEGREE = "本科", "学士"
_WITHOUT_DEGREE = frozenset({"大专", "专科", "中专", "高中", "高中及以下"})
_ABOUT_DEGREES = "学位"


def words_of_values(record: Record, section: Section) -> dict[str, tuple[str, ...]]:
    """Return what people call the values of the fields that the names of parts are made with.

    An answer that is a part's own name is not among them: 第二学士学位 may be meant by 本科, but names one certificate.
    An empty word says that the part needs none: 学位证 is that of the education that has a degree.
    """
    parts = {fold_part_name(name) for part in section.parts.values() for name in (part.label.zh, *part.aliases)}
    templates = [name for part in section.parts.values() for name in part.value_names]
    words: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(match[1] for match in map(re.compile(FIELD_IN_NAME).search, templates) if match):
        value, field = record.fields.get(name), section.fields.get(name.partition(".")[0])
        if value is not None and field is not None and value.text.strip():
            chosen = next((choice for choice in field.choices if choice.id == value.canon), None)
            typed = value.text.strip()
            words[name] = _names_beside(parts, chosen) if chosen else (typed, *re.findall(_DEGREE, typed))
            words[name] += (_FIRST_DEGREE,) if _UNDERGRADUATE in words[name] else ()
    for name in _fields_of_only_degree(section, words):
        words[name] = (*words.get(name, ()), "")
    return words


@lru_cache(maxsize=16384)
def fold_part_name(name: str) -> str:
    """Fold case, width and script; 学历学位证书 are two certificates, as 双证 are, and CNKI is called 知网."""
    folded = simplify(unicodedata.normalize("NFKC", name).strip().casefold())
    return _DOUBLE.sub("毕业证书、学位证书", _CNKI.sub("知网", folded))


def _names_beside(parts: AbstractSet[str], chosen: Choice) -> tuple[str, ...]:
    return (chosen.label.zh, *(alias for alias in chosen.aliases if fold_part_name(alias) not in parts))


def _fields_of_only_degree(section: Section, words: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the field of a degree where a record has two educations, and the other is without: 大专, or 学位: 无."""
    degrees = {part.id: _degree_fields(part) for part in section.parts.values()}
    owners = [section.parts[name] for name, fields in degrees.items() if fields]
    held = [part for part in owners if not _is_without_degree(part, words)]
    if len(owners) == 2 and len(held) == 1:  # noqa: PLR2004 - of two one
        in_others = {field for part in section.parts.values() if part != held[0] for field in _fields_in(part)}
        yield from degrees[held[0].id] - in_others


def _degree_fields(part: Part) -> set[str]:
    return _fields_in(part) if _ABOUT_DEGREES in part.label.zh else set()


def _fields_in(part: Part) -> set[str]:
    return {field for name in part.value_names for field in re.findall(FIELD_IN_NAME, name)}


def _is_without_degree(part: Part, words: Mapping[str, tuple[str, ...]]) -> bool:
    return any(
        says_nothing(values[0]) or values[0] in _WITHOUT_DEGREE
        for values in (words.get(field, ()) for field in _fields_in(part))
        if values
    )
