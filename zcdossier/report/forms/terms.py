"""References of a template in the profile's terms, whether written with ids or with the notice's own words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.names import Names
from zcdossier.model.profile import PIECES, Field, FieldType, Profile, Section
from zcdossier.model.word_form import WordForm
from zcdossier.report.forms.placeholders import APPLICANT, LEVEL, NUMBER, RECORD, ROW, Reference, placeholders_in

_ROLES = {RECORD: "owner", ROW: "rows"}


class Meant(NamedTuple):
    """Ids of a section (or `applicant`, `level`), of a field there, and of the field that chooses among its records."""

    section: str
    field: str = ""
    by: str = ""


def meant(reference: Reference, form: WordForm, profile: Profile) -> Meant | None:
    """Return what a reference means, or None when there is no such thing."""
    if reference.source == LEVEL:
        return None if reference.field or reference.by else Meant(LEVEL)
    section = section_of(reference.source, form, profile)
    if section is None or (reference.by and reference.source in (APPLICANT, RECORD)):
        return None
    is_number = reference.source == ROW and reference.field == NUMBER and NUMBER not in section.fields
    field = NUMBER if is_number else _field_id(reference.field, section)
    by = _field_id(reference.by, section) if reference.by else ""
    return None if field is None or by is None else Meant(section.id, field, by)


def section_of(source: str, form: WordForm, profile: Profile) -> Section | None:
    """Return the section a source stands for; its id is the one the dossier's records are found under."""
    if source == APPLICANT:
        return Section(APPLICANT, Label("个人基本信息", "applicant"), 0, fields=profile.applicant)
    name = str(getattr(form, _ROLES[source])) if source in _ROLES else source
    kind, _, identity = name.partition(".")
    if identity:
        found = {"attachments": profile.attachments, "texts": profile.texts}.get(kind, {}).get(identity)
        return found._replace(id=name) if found is not None else None
    return profile.sections.get(Names.of(profile.sections.values()).find(name) or "")


def misunderstood(text: str, form: WordForm, profile: Profile) -> Iterator[str]:
    """Yield the placeholders of a text that mean nothing here."""
    for match, placeholder in placeholders_in(text):
        known = placeholder is not None and all(meant(one, form, profile) for one in placeholder.references)
        if not known:
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
