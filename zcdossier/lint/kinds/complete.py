"""ZC106 complete: everything of a list, of another section or of its files has its record here."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import missing_facts, records_to_check
from zcdossier.model.counterparts import Counterparts
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Related
from zcdossier.model.label import Label, join_words
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType, Rule
from zcdossier.model.spelling import Names, letters_and_digits, spellings


class CompleteParams(NamedTuple):
    """`field` of the section's records names everything of `of`: words, `{list: kinds}`, `papers.title`.

    `{section: papers, field: title, where: …}` are those of some records, `{files: papers}` the names of that
    section's files. With `both_ways` nothing else may be named; with `once` each is named by one record only.
    `items` is a separator between several names in one field.
    """

    field: FieldName
    of: Counterparts
    both_ways: bool = False
    once: bool = False
    items: str = ""


class NamedItem(NamedTuple):
    """One name, and where it stands; words of a list stand nowhere."""

    text: str
    place: Place | None = None


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Hold the names in the section's records against those that are wanted."""
    params: CompleteParams = rule.params
    wanted: list[NamedItem] = []
    for item in _wanted(params.of, context):
        if isinstance(item, Unjudged):
            yield item
            return
        wanted.append(item)
    named: list[NamedItem] = []
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            return
        named.extend(_named(record, params))
    yield from _lacking(rule, context, wanted, named)
    yield from _beyond(rule, context, wanted, named)


def _wanted(of: Counterparts, context: Context) -> Iterator[NamedItem | Unjudged]:
    yield from map(NamedItem, of.words)
    for record in context.records(of.section) if of.section else ():
        evaluation = Evaluation(context, record)
        holds = evaluation.holds(of.where)
        if holds is None:
            yield Unjudged(missing_facts(context, evaluation.missing, record), record.place)
        elif holds and of.files:
            yield from (NamedItem(PurePosixPath(scan.file).stem, scan.place) for scan in record.scans)
        elif holds and record.text(of.field):
            yield NamedItem(_told(record, of.field, context), record.place_of(of.field))


def _told(record: Record, field: str, context: Context) -> str:
    """What a field says; of a choice its label, as lists have it."""
    declared = context.field(record.section, field)
    if declared is not None and declared.type is FieldType.CHOICE:
        canon = record.canon(field)
        return next((choice.label.zh for choice in declared.choices if choice.id == canon), canon)
    return record.text(field)


def _named(record: Record, params: CompleteParams) -> Iterator[NamedItem]:
    text = record.text(params.field)
    pieces = re.split("|".join(map(re.escape, spellings(params.items))), text) if params.items else [text]
    yield from (NamedItem(piece.strip(), record.place_of(params.field)) for piece in pieces if piece.strip())


def _key(item: NamedItem) -> str:
    return letters_and_digits(item.text)


def _lacking(rule: Rule, context: Context, wanted: list[NamedItem], named: list[NamedItem]) -> Iterator[Hit]:
    keys = {_key(item) for item in named}
    lacking = list({_key(item): item for item in wanted if _key(item) not in keys}.values())
    label = context.label(rule.sections[0])
    if lacking and (not named or any(item.place is None for item in lacking)):
        args: dict[str, Argument] = {"label": label, "items": join_words([item.text for item in lacking])}
        yield Hit(context.section_place(rule.sections[0]), "lacking", args)
        return
    texts = tuple(item.text for item in named)
    for item in lacking:
        near = Names({text: text for text in texts}, texts).closest(item.text)
        guess = Label(f"那里有一条“{near}”，是不是它？", f"there is {near}, is that it? ") if near else Label("")
        if item.place is not None:
            yield Hit(item.place, "unnamed", {"value": item.text, "label": label, "guess": guess})


def _beyond(rule: Rule, context: Context, wanted: list[NamedItem], named: list[NamedItem]) -> Iterator[Hit]:
    params: CompleteParams = rule.params
    keys = {_key(item) for item in wanted}
    first: dict[str, NamedItem] = {}
    field = context.field_label(rule.sections[0], params.field)
    for item in named:
        if item.place is None:
            continue
        args: dict[str, Argument] = {"field": field, "value": item.text}
        earlier = first.setdefault(_key(item), item)
        if params.both_ways and _key(item) not in keys:
            other = context.label(params.of.section) if params.of.section else Label("通知的列表", "the notice's list")
            yield Hit(item.place, "beyond", {**args, "other": other})
        elif params.once and earlier is not item and earlier.place is not None:
            note = Label("第一次出现在这里", "first stands here")
            yield Hit(item.place, "twice", args, related=(Related(earlier.place, note),))


KIND = CheckKind(
    code="ZC106",
    name="complete",
    title=Label("一一对应", "one list covers another"),
    params=CompleteParams,
    check=check,
    messages={
        "lacking": Message(
            Label("“{label}”里缺少：{items}", "{label}: missing: {items}"),
            Label(
                "每样补上一条；已有的，把名称写得和这里一样",
                "add a record for each; where there is one already, give it the name written here",
            ),
        ),
        "unnamed": Message(
            Label("“{label}”里没有写“{value}”", "{label} does not name {value}"),
            Label("{guess}在“{label}”里补上这一条，名称写得一样", "{guess}add it to {label} under the same name"),
        ),
        "beyond": Message(
            Label("“{field}”写的“{value}”在“{other}”里没有", "{field}: {value} is not in {other}"),
            Label("核对名称：写错了就改正；确实没有的，删去这一条", "correct the name, or remove the record"),
        ),
        "twice": Message(
            Label("“{field}”写的“{value}”前面已经有一条", "{field}: {value} is in an earlier record already"),
            Label("只留一条，或改正填错的那条", "keep only one, or correct the one that is wrong"),
        ),
    },
    card=Card(
        why=Label(
            "目录、清单要和材料一一对应：漏写一样，审核人就当没有交。",
            "A catalogue must name everything that is handed in: what it leaves out counts as missing.",
        ),
        wrong="papers: [{title: 甲}, {title: 乙}]\ncatalogue: [{title: 甲}]",
        right="papers: [{title: 甲}, {title: 乙}]\ncatalogue: [{title: 甲}, {title: 乙}]",
        mend=Label("补上缺的，改正写得不一样的名称。", "Add what is missing; correct names that differ."),
    ),
)
