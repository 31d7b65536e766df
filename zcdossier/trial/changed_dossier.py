"""A made-up dossier with something changed in it: the text of a field, the records of a section; told in words."""

from collections.abc import Callable
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, LEVEL, PHOTO, Context
from zcdossier.model.dossier import Record, Value
from zcdossier.model.label import Label
from zcdossier.model.profile import Field
from zcdossier.model.reading import canonical, pieces


class Assigned(NamedTuple):
    """A field given another text: of the record at a position of a section, or of the applicant."""

    section: str
    position: int
    field: str
    text: str


class Variant(NamedTuple):
    """A dossier that differs from the clean one, and how, in words; `change` where it is one value of the clean one."""

    how: Label
    context: Context
    change: Assigned | None = None


def assign(context: Context, change: Assigned) -> Context:
    """Return the case with a field's text changed, its pieces with it; of the applicant the level, too."""
    if change.section == APPLICANT and change.field == LEVEL:
        return context._replace(dossier=context.dossier._replace(level=change.text), worked_out=None)
    declared = declared_field(context, change.section, change.field)

    def with_text(record: Record) -> Record:
        place = record.place_of(change.field)
        kept = {name: value for name, value in record.fields.items() if name.partition(".")[0] != change.field}
        kept[change.field] = Value(change.text, place, canonical(change.text, declared) if declared else change.text)
        if declared is not None:
            kept |= {
                f"{change.field}.{piece.name}": Value(piece.text, place, piece.canon)
                for piece in pieces(change.text, declared)
            }
        return record._replace(fields=kept)

    return change_records(
        context,
        change.section,
        lambda records: tuple(
            with_text(record) if number == change.position else record for number, record in enumerate(records)
        ),
    )


def declared_field(context: Context, section: str, name: str) -> Field | None:
    """The field of a section, of the applicant's form or of an attachment, as the profile declares it."""
    declared = context.section(section)
    return declared.fields.get(name) if declared is not None else None


def change_records(
    context: Context, section: str, change: Callable[[tuple[Record, ...]], tuple[Record, ...]]
) -> Context:
    """Return the case with the records of a section changed."""
    dossier, records = context.dossier, change(context.records(section))
    kind, _, identity = section.partition(".")
    if section == APPLICANT:
        changed = dossier._replace(applicant=records[0].fields)
    elif section == PHOTO:
        changed = dossier._replace(photo=records[0] if records else None)
    elif kind == "attachments":
        changed = dossier._replace(attachments={**dossier.attachments, identity: records})
    elif kind == "texts":
        changed = dossier._replace(texts={**dossier.texts, identity: records})
    else:
        changed = dossier._replace(sections={**dossier.sections, section: records})
    return context._replace(dossier=changed, worked_out=None)
