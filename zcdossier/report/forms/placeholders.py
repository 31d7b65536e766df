"""What may stand between braces in a Word template: `{{row.from|YYYY.MM}}`, `{{a.x 或 b.y}}`, `{{a[year=2020].x}}`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.name_template import style_fault, style_text
from zcdossier.model.profile import PIECES, Field, FieldType, Profile, Section
from zcdossier.model.spelling import Names
from zcdossier.model.word_form import WordForm

APPLICANT, LEVEL, RECORD, ROW = "applicant", "level", "record", "row"
NUMBER = "number"
_SOURCES = {"申报人": APPLICANT, "级别": LEVEL, "记录": RECORD, "行": ROW}
_NUMBERS = frozenset({"序号", NUMBER})
_MARK = re.compile(r"\{\{([^{}]*)\}\}")
_OR = re.compile(r"\s+(?:或|or)\s+")
_REFERENCE = re.compile(
    r"(?P<source>(?:(?:attachments|texts)\.)?[^\s.\[\]]+)"
    r"(?:\[\s*(?P<by>[^\[\]=＝]+?)\s*[=＝]\s*(?P<wanted>[^\[\]]*?)\s*\])?"
    r"(?:\.(?P<field>[^\[\]]+))?"
)


class Reference(NamedTuple):
    """One place to look: a source (the applicant, the sheet's record, a row, a section), and a field there.

    `by` and `wanted` choose among records: the first of a section, or every row, whose field says so.
    """

    source: str
    field: str = ""
    by: str = ""
    wanted: str = ""


class Placeholder(NamedTuple):
    """Places to look, first come first served, and how to write a date (`YYYY.MM`) or what to leave off (`-级`)."""

    references: tuple[Reference, ...]
    style: str = ""

    @property
    def row(self) -> Reference | None:
        """The reference that makes the table's line repeat, if there is one."""
        return next((reference for reference in self.references if reference.source == ROW), None)


def placeholders_in(text: str) -> Iterator[tuple[re.Match[str], Placeholder | None]]:
    """Yield each mark of a text with what it means; None where it means nothing."""
    for match in _MARK.finditer(text):
        yield match, parse_placeholder(match[1])


def parse_placeholder(text: str) -> Placeholder | None:
    """Read what stands between the braces; None when it can't be read."""
    places, bar, style = text.partition("|")
    references = [_parse_reference(reference) for reference in _OR.split(places.strip())]
    if None in references or (bar and style_fault(style.strip()) is not None):
        return None
    return Placeholder(tuple(reference for reference in references if reference is not None), style.strip())


def _parse_reference(text: str) -> Reference | None:
    match = _REFERENCE.fullmatch(text.strip())
    if match is None:
        return None
    source = _SOURCES.get(match["source"], match["source"])
    field = (match["field"] or "").strip()
    if source == ROW and field in _NUMBERS:
        field = NUMBER
    return Reference(source, field, match["by"] or "", match["wanted"] or "")


def apply_style(text: str, style: str) -> str:
    """Write a text in a style. A date that lacks what the style shows, or is none (至今), stays as it was typed."""
    return (style_text(text, style) or text) if text else text


_ROLES = {RECORD: "owner", ROW: "rows"}


class ResolvedReference(NamedTuple):
    """Ids of a section (or `applicant`, `level`), of a field there, and of the field that chooses among its records."""

    section: str
    field: str = ""
    by: str = ""


def resolve_reference(reference: Reference, form: WordForm, profile: Profile) -> ResolvedReference | None:
    """Return what a reference means, or None when there is no such thing."""
    if reference.source == LEVEL:
        return None if reference.field or reference.by else ResolvedReference(LEVEL)
    section = referenced_section(reference.source, form, profile)
    if section is None or (reference.by and reference.source in (APPLICANT, RECORD)):
        return None
    is_number = reference.source == ROW and reference.field == NUMBER and NUMBER not in section.fields
    field = NUMBER if is_number else _field_id(reference.field, section)
    by = _field_id(reference.by, section) if reference.by else ""
    return None if field is None or by is None else ResolvedReference(section.id, field, by)


def referenced_section(source: str, form: WordForm, profile: Profile) -> Section | None:
    """Return the section a source stands for; its id is the one the dossier's records are found under."""
    if source == APPLICANT:
        return Section(APPLICANT, Label("个人基本信息", "applicant"), 0, fields=profile.applicant)
    name = str(getattr(form, _ROLES[source])) if source in _ROLES else source
    kind, _, identity = name.partition(".")
    if identity:
        section = {"attachments": profile.attachments, "texts": profile.texts}.get(kind, {}).get(identity)
        return section._replace(id=name) if section is not None else None
    return profile.sections.get(Names.of(profile.sections.values()).find(name) or "")


def unknown_placeholders(text: str, form: WordForm, profile: Profile) -> Iterator[str]:
    """Yield the placeholders of a text that mean nothing here."""
    for match, placeholder in placeholders_in(text):
        is_known = placeholder is not None and all(
            resolve_reference(reference, form, profile) for reference in placeholder.references
        )
        if not is_known:
            yield match[0]


def _field_id(name: str, section: Section) -> str | None:
    """Return the id of a field, or of a piece of one (`journal.rank`)."""
    names = Names.of(section.fields.values())
    whole = names.find(name)
    if whole is not None:
        return whole
    head, _, piece = name.rpartition(".")
    owner = names.find(head)
    return f"{owner}.{piece}" if owner is not None and piece in _pieces(section.fields[owner]) else None


def _pieces(field: Field) -> tuple[str, ...]:
    if field.type is FieldType.COMPOSED:
        return tuple(re.compile(field.pattern).groupindex)
    return PIECES.get(field.type, ())
