"""Which records a rule judges, and which it can't because a fact is missing."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import wraps
from typing import NamedTuple, TypeVar

from zcdossier.lint.context import APPLICANT, LEVEL, PART, Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Check, Hit, Unjudged
from zcdossier.model.condition import Comparison, Operator
from zcdossier.model.dossier import Record, Value
from zcdossier.model.label import Label, concat_labels, join_labels
from zcdossier.model.numerals import plain_number
from zcdossier.model.place import Place
from zcdossier.model.profile import PIECES, FieldType, Rule
from zcdossier.model.reading import readable
from zcdossier.model.yes_no import YES

P = TypeVar("P")


def per_record(check: Callable[[Record, P, Context], Iterator[Hit | Unjudged]]) -> Check:
    """Make the check of a kind of one that judges a single record, by the parameters of the rule's kind."""

    @wraps(check)
    def check_records(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
        for record in records_to_check(rule, context):
            if isinstance(record, Unjudged):
                yield record
            else:
                yield from check(record, rule.params, context)

    return check_records


def records_to_check(rule: Rule, context: Context) -> Iterator[Record | Unjudged]:
    """Yield the records of the rule's sections for which `where` holds, and why others stay open."""
    for section in rule.sections:
        for record in context.records(section):
            evaluation = Evaluation(context, record)
            holds = evaluation.holds(rule.where)
            if holds:
                yield record
            elif holds is None:
                yield Unjudged(missing_facts(context, evaluation.missing, record), record.place)


def amount_of(record: Record, field: str) -> Decimal:
    """What a record counts for; one whose amount is missing or unreadable counts as one."""
    value = record.fields.get(field) if field else None
    amount = plain_number(value.canon) if value is not None else None
    return Decimal(1) if amount is None else amount


def judges_section(rule: Rule, section: str, context: Context) -> bool:
    """Whether a rule of a kind that judges by section is the one for this section: a row that names it goes first."""
    if rule.sections:
        return section in rule.sections
    return not any(other.kind == rule.kind and section in other.sections for other in context.profile.rules)


class TextToCheck(NamedTuple):
    """A text to be judged, where it stands and what to call it."""

    text: str
    place: Place
    label: Label


def text_to_check(record: Record, field: str, context: Context) -> TextToCheck | Unjudged | None:
    """Return the text of a field, or (no field) of the record's text file; None when neither is there."""
    if field:
        value = record.fields.get(field)
        return (
            None if value is None else TextToCheck(value.text, value.place, context.field_label(record.section, field))
        )
    if not record.scans:
        return None
    scan = record.scans[0]
    text, label = context.texts.get(scan.file), context.label(record.section)
    place = Place(scan.file, path=record.place.path)
    if text is None:
        return Unjudged(Label(f"读不出{label.zh}的文字", f"the text of {label.text('en')} can't be read"), place)
    return TextToCheck(text, place, label)


def value_to_check(record: Record, name: str, context: Context) -> Value | Unjudged | None:
    """Return what is filled in in a field (or a piece of one), why it can't be judged, or None where it is blank."""
    unread = unread_value(record, name, context)
    if unread is not None:
        return unread
    value = record.fields.get(name)
    return None if value is None or value.empty else value


def unread_value(record: Record, name: str, context: Context) -> Unjudged | None:
    """Say that a field (or a piece of one) was filled in but can't be read; None when it can, or is blank."""
    owner, _, piece = name.partition(".")
    value, declared = record.fields.get(owner), context.field(record.section, owner)
    if value is None or value.empty or declared is None:
        return None
    if not readable(value.canon, declared):
        whole = context.field_label(record.section, owner)
        return Unjudged(Label(f"看不清填的是什么：{whole.zh}", f"can't be read: {whole.text('en')}"), value.place)
    if piece and name not in record.fields and declared.type in PIECES and declared.type is not FieldType.PERIOD:
        label = context.field_label(record.section, name)
        return Unjudged(Label(f"没有写明：{label.zh}", f"not stated: {label.text('en')}"), value.place)
    return None


def missing_facts(context: Context, missing: list[str], record: Record | None = None) -> Label:
    """Say which facts were wanting, by their labels."""
    typed = Evaluation(context, record)
    groups: dict[bool, list[Label]] = {}
    for name in dict.fromkeys(missing):
        owner = name.rpartition(".")[0]
        somewhere = typed.holds(Comparison(name, Operator.PRESENT, (YES,))) is True or (
            bool(owner) and typed.is_filled(owner)
        )
        groups.setdefault(somewhere, []).append(_fact_label(context, name, record))
    words = {
        False: Label("没有填写：", "not filled in: "),
        True: Label("从填写的内容判断不了：", "can't be told from what is filled in: "),
    }
    return join_labels(
        (concat_labels(words[somewhere], join_labels(labels)) for somewhere, labels in sorted(groups.items())),
        Label("；", "; "),
    )


def _fact_label(context: Context, name: str, record: Record | None) -> Label:
    kind, _, fact = name.partition(".")
    bare = fact if kind == APPLICANT else name
    section = context.section(record.section) if record is not None else None
    if kind == PART and section is not None and fact in section.parts:
        label = section.parts[fact].label
        return Label(
            f"有没有“{label.zh}”（有文件看不出是哪种佐证）", f"{label.text('en')} (some files do not say what they are)"
        )
    elsewhere = context.other_section_of(name, record)
    if elsewhere is not None:
        return context.field_label(*elsewhere)
    if bare == LEVEL and (kind == APPLICANT or record is None):
        return Label("申报级别", "level")
    if kind == APPLICANT or record is None:
        return context.field_label(APPLICANT, bare)
    return context.field_label(record.section, name)
