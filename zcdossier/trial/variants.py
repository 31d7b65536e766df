"""Variants of a dossier that somebody might hand in by mistake: a value changed, a record too many, a scan missing."""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.parameter_types import RecordChoice
from zcdossier.model.condition import Comparison, Operand
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label, join_labels
from zcdossier.model.profile import Field, FieldType, Rule
from zcdossier.trial.changed_dossier import Assigned, Variant, assign, change_records
from zcdossier.trial.file_variants import file_variants
from zcdossier.trial.fitting_start import where_it_applies
from zcdossier.trial.wrong_texts import beside_operands, beyond_lengths, near_bounds, words_of

_OTHER_TEXTS: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.DATE: ("1900-01-01", "2099-12-31", "2020", "不知道"),
    FieldType.PERIOD: ("1900-01 至 1900-02", "2099-01 至 2099-12", "不知道"),
    FieldType.INTEGER: ("0", "1000000", "2", "若干"),
    FieldType.NUMBER: ("0", "1000000", "若干"),
    FieldType.RANK: ("99/99", "1/1", "不知道"),
    FieldType.FLAG: ("否", "是", "也许"),
    FieldType.CHOICE: ("没有这一项",),
    FieldType.ID_NUMBER: ("123",),
    FieldType.PEOPLE: ("王芳、李雷",),
    FieldType.COMPOSED: ("乱写",),
}
_ANY_TEXTS = ("改", "某某某某某某某某", "12:30 ×?", "0", "1000000", "1900-01-01", "2099-12-31")
_LONGEST = 30
_LONGEST_TOLD = 60
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.NUMBER})
_MOST_CHOICES = 6
_ALIKE = 6
_MOST_LEFT_OUT = 12
_MOST_ALIKE = 4
_MOST_VARIED = 5
_AS_ASKED = Label("填成规则问的那种情形", "filled in as the rule asks")


def variants_of(rule: Rule, context: Context) -> Iterator[Variant]:
    """Yield the variants that may break a rule, the likeliest first."""
    sections = rule.sections or (APPLICANT, *context.dossier.sections)
    sections = tuple(dict.fromkeys((*sections, *_other_sections(rule.params))))
    for start in where_it_applies(rule, context):
        if start is not context:
            yield Variant(_AS_ASKED, start)
        yield from _none_counted(rule, start)
        for section in sections:
            label = context.label(section)
            for variant in _field_variants(rule, section, label, start):
                yield variant if start is context else variant._replace(change=None)
            yield from _record_variants(section, label, start)
            yield from file_variants(rule, section, label, start)
        yield from _named_alike(rule, start)
        yield from _text_variants(rule, start)


def _none_counted(rule: Rule, context: Context) -> Iterator[Variant]:
    """No record of any section of which a rule names several ways: one section less leaves the other ways."""
    counted = tuple(dict.fromkeys(_other_sections(rule.params)))
    if len(counted) > 1:
        changed = context
        for section in counted:
            changed = change_records(changed, section, lambda _: ())
        labels = join_labels(context.label(section) for section in counted)
        yield Variant(Label(f"{labels.zh}都一条也没有", f"no records of {labels.text('en')}"), changed)


def _other_sections(value: object) -> Iterator[str]:
    """Sections whose records a rule counts or adds up, wherever in its parameters that stands."""
    if isinstance(value, (Operand, RecordChoice)) and value.section:
        yield value.section
    elif isinstance(value, Mapping):
        yield from (name for inner in value.values() for name in _other_sections(inner))
    elif isinstance(value, tuple):
        yield from (name for inner in value for name in _other_sections(inner))


def _field_variants(rule: Rule, section: str, label: Label, context: Context) -> Iterator[Variant]:
    declared = context.section(section)
    named = list(dict.fromkeys(_names_in(rule.params)))
    fields = {} if declared is None else declared.fields
    ordered = [name for name in named if name in fields] or list(fields)
    for name in ordered:
        field = fields[name]
        for text in (
            "",
            *words_of(rule.params),
            *near_bounds(rule.params),
            *beyond_lengths(rule),
            *beside_operands(rule.params, section, context),
            *(choice.label.zh for choice in field.choices[-_MOST_CHOICES:]),
            *_OTHER_TEXTS.get(field.type, ()),
            *_ANY_TEXTS,
        ):
            typed = _in_words(text)
            how = Label(
                f"{label.zh}的{field.label.zh}：{typed.zh}",
                f"{field.label.text('en')} of {label.text('en')}: {typed.en}",
            )
            for position in range(min(_MOST_VARIED, len(context.records(section)))):
                change = Assigned(section, position, name, text)
                yield Variant(how, assign(context, change), change)
        yield from _all_alike(section, label, field, context)


def _in_words(text: str) -> Label:
    """How a text is told of that is typed: a long one by its length."""
    if len(text) > _LONGEST_TOLD:
        return Label(f"{len(text)} 个字", f"{len(text)} characters")
    return Label(f"“{text}”", text) if text else Label("空着", "left blank")


def _all_alike(section: str, label: Label, field: Field, context: Context) -> Iterator[Variant]:
    """A number in every record of a section, for what is added up over them."""
    records = context.records(section)
    for text in ("0", "1000000") if field.type in _NUMBERS and len(records) > 1 else ():
        changed = context
        for position in range(len(records)):
            changed = assign(changed, Assigned(section, position, field.id, text))
        how = Label(
            f"{label.zh}的{field.label.zh}都是“{text}”",
            f"{field.label.text('en')} of {label.text('en')} is {text} everywhere",
        )
        yield Variant(how, changed)


def _named_alike(rule: Rule, context: Context) -> Iterator[Variant]:
    """A record of one section with the name, or the piece of it, that a record of another has."""
    fields = [name for name in getattr(rule.params, "fields", ()) if isinstance(name, str)]
    filled = [section for section in rule.sections if context.records(section)]
    for name in fields if len(filled) > 1 else ():
        field = name.partition(".")[0]
        for section, other in itertools.permutations(filled[:_MOST_ALIKE], 2):
            own, wanted = context.records(section)[0], context.records(other)[0].text(name)
            if own.text(name) and wanted:
                text = own.text(field).replace(own.text(name), wanted)
                first, second = context.label(section), context.label(other)
                how = Label(f"{first.zh}与{second.zh}同名", f"{first.text('en')} and {second.text('en')} of one name")
                yield Variant(how, assign(context, Assigned(section, 0, field, text)))


def _names_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.partition(".")[0]
        yield value.rpartition(".")[2]
    elif isinstance(value, Comparison):
        yield from _names_in(value.subject)
    elif isinstance(value, tuple):
        for item in value:
            yield from _names_in(item)


def _record_variants(section: str, label: Label, context: Context) -> Iterator[Variant]:
    records = context.records(section)
    if section == APPLICANT:
        return
    none = Label(f"{label.zh}一条也没有", f"no {label.text('en')}")
    yield Variant(none, change_records(context, section, lambda _: ()))
    if not records:
        return
    yield Variant(
        Label(f"{label.zh}少一条", f"a record of {label.text('en')} less"),
        change_records(context, section, lambda kept: kept[1:]),
    )
    for number in range(1, min(len(records), _MOST_LEFT_OUT)):
        yield Variant(
            Label(f"{label.zh}缺第 {number + 1} 条", f"{label.text('en')} without record {number + 1}"),
            change_records(context, section, partial(_without_record, number)),
        )
    yield Variant(
        Label(f"{label.zh}倒过来排", f"{label.text('en')} in reverse order"),
        change_records(context, section, lambda kept: _renumbered(kept[::-1])),
    )
    again = Label(f"{label.zh}同一条写两遍", f"a record of {label.text('en')} twice")
    yield Variant(again, _with_records(context, section, len(records) + 1, told_apart=False))
    yield Variant(again, change_records(context, section, lambda kept: _renumbered((*kept, kept[0]))))
    alike = Label(f"{label.zh}有 {_ALIKE} 条一样的", f"{_ALIKE} records of {label.text('en')} alike")
    yield Variant(alike, _with_records(context, section, len(records) + _ALIKE, told_apart=False))
    earlier = Label(f"{label.zh}多一条，时间早一年", f"one more record of {label.text('en')}, a year earlier")
    yield Variant(earlier, _with_last(context, section, _a_year_earlier))
    continued = Label(
        f"{label.zh}多一条，题目后面多几个字", f"one more record of {label.text('en')}, its title with more words"
    )
    yield Variant(continued, _with_last(context, section, _continued))
    for number in (2, 3, 4, 6, 9, 11, 16, 21, _LONGEST):
        if number > len(records):
            many = Label(f"{label.zh}有 {number} 条", f"{number} records of {label.text('en')}")
            yield Variant(many, _with_records(context, section, number))


def _without_record(number: int, records: tuple[Record, ...]) -> tuple[Record, ...]:
    return (*records[:number], *records[number + 1 :])


def _renumbered(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(record._replace(position=number) for number, record in enumerate(records))


def _with_records(context: Context, section: str, number: int, *, told_apart: bool = True) -> Context:
    """So many records, those that are added told apart by their texts, their scans copies under other names."""
    facts = dict(context.facts)
    records = list(context.records(section))
    while len(records) < number:
        model = records[0]
        apart = f"{len(records) + 1}"
        scans = []
        for scan in model.scans:
            copied = f"{apart}/{scan.file}"
            if scan.file in facts:
                facts[copied] = facts[scan.file]._replace(path=copied, digest=copied)
            scans.append(scan._replace(file=copied))
        records.append(model._replace(position=len(records), scans=tuple(scans)))
    changed = change_records(context._replace(facts=facts), section, lambda _: tuple(records))
    declared = context.section(section)
    for position in range(len(context.records(section)), number) if told_apart else ():
        for name, field in (declared.fields if declared else {}).items():
            text = _told_apart(records[position].text(name), field, position)
            if text:
                changed = assign(changed, Assigned(section, position, name, text))
    return changed


def _told_apart(text: str, field: Field, position: int) -> str:
    """A text with a number, for a field that holds free text; nothing for the others."""
    free = field.type is FieldType.COMPOSED or (field.type is FieldType.TEXT and not field.pattern)
    return f"{text}（{position + 1}）" if free else ""


def _with_last(context: Context, section: str, change_text: Callable[[str, Field], str]) -> Context:
    """One more record like the first, of whose fields some say something else."""
    number = len(context.records(section))
    changed = _with_records(context, section, number + 1, told_apart=False)
    declared = context.section(section)
    for name, field in (declared.fields if declared else {}).items():
        text = change_text(context.records(section)[0].text(name), field)
        if text:
            changed = assign(changed, Assigned(section, number, name, text))
    return changed


def _a_year_earlier(text: str, field: Field) -> str:
    day = re.fullmatch(r"(\d{4})(\D.*)?", text) if field.type is FieldType.DATE else None
    return f"{int(day[1]) - 1}{day[2] or ''}" if day is not None else ""


def _continued(text: str, field: Field) -> str:
    return f"{text}——以某地为例" if text and field.type is FieldType.COMPOSED else ""


def _text_variants(rule: Rule, context: Context) -> Iterator[Variant]:
    for section in rule.sections:
        for record in context.records(section) if section.startswith("texts.") else ():
            for scan in record.scans:
                label = context.label(section)
                for trait, text in (
                    (Label("太长", "too long"), "字" * 200_000),
                    (Label("只有一个字", "one character"), "字"),
                    (Label("写了姓名", "with the name"), f"本人{context.dossier.applicant_name}。"),
                    *(
                        (Label("写了申报人的事", "with a fact"), f"在{value.text}工作。")
                        for value in context.dossier.applicant.values()
                    ),
                    *(
                        (Label(f"写了“{word}”", f"with {word}"), context.texts.get(scan.file, "") + word)
                        for word in getattr(rule.params, "excludes", ())
                    ),
                ):
                    how = Label(f"{label.zh}{trait.zh}", f"{label.text('en')} {trait.en}")
                    yield Variant(how, context._replace(texts={**context.texts, scan.file: text}))
