"""ZC104 unique: no two records with the same values in some fields."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.describe import as_people_say, joined
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Related
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule
from zcdossier.model.spelling import fold


class Params(NamedTuple):
    """The fields that together must differ between records of all the rule's sections.

    With `normalised` white space, punctuation and case make no difference. With `across` records of one section
    may be alike; only those of different sections must differ. With `once` only the first repetition is reported.
    """

    fields: tuple[str, ...]
    normalised: bool = False
    across: bool = False
    once: bool = False


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Point at the second of two records with equal values; a record that lacks one of them is passed over."""
    params: Params = rule.params
    seen: dict[tuple[str, ...], Record] = {}
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        values = [one.fields.get(name) for name in params.fields]
        texts = [value.canon for value in values if value is not None and not value.empty]
        if len(texts) < len(params.fields):
            continue
        key = tuple(_bare(text) if params.normalised else fold(text) for text in texts)
        if not any(key):
            continue
        if key in seen and not (params.across and seen[key].section == one.section):
            note = Label("第一次出现在这里", "first stands here")
            related = (Related(seen[key].place_of(params.fields[0]), note),)
            names = [context.field_label(one.section, name) for name in params.fields]
            fields = Label("、".join(name.zh for name in names), ", ".join(name.text("en") for name in names))
            typed = [
                as_people_say(value, context.field(one.section, name))
                for name, value in zip(params.fields, values, strict=True)
                if value is not None
            ]
            args: dict[str, Argument] = {"fields": fields, "values": joined(typed, ("，", ", "))}
            yield Hit(one.place_of(params.fields[0]), "twice", args, related=related)
            if params.once:
                return
        seen.setdefault(key, one)


def _bare(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKC", text).casefold() if one.isalnum())


KIND = Kind(
    code="ZC104",
    name="unique",
    title=Label("不重复", "no duplicates"),
    params=Params,
    check=check,
    messages={
        "twice": Message(
            "“{fields}”与前面一条记录相同：{values}",
            "{fields}: the same as in an earlier record: {values}",
            "合并成一条记录，或改正填错的那条",
            "make one record of them, or correct the wrong one",
        )
    },
    card=Card(
        why=Label("同一件事填两条记录会被当作重复申报。", "One matter in two records counts as claiming it twice."),
        wrong="- {school_year: 2020, semesters: 1}\n- {school_year: 2020, semesters: 1}",
        right="- {school_year: 2020, semesters: 1}\n- {school_year: 2020, semesters: 2}",
        mend=Label("合并或改正。", "Merge them or correct one."),
    ),
)
