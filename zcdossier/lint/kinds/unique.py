"""ZC104 unique: no two records with the same values in some fields."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.describe import describe_value
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import records_to_check
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Related
from zcdossier.model.label import Label, join_labels
from zcdossier.model.profile import Rule
from zcdossier.model.spelling import fold

_SHORTEST = 6
"""Signs of the shortest title that is not a mere word with which longer ones begin."""
_NUMERAL = r"[ivx]+|\d+|[一二三四五六七八九十]+|[上中下]|再?续[一二三]?"
_ANOTHER_PART = rf"[之第其]?(?:{_NUMERAL})(?:部分|[篇报册集卷辑])?"
"""What tells a second part of a study from the first one, in letters and digits."""
_SORT = r"(?:项目|课题|论文|专利|成果|证书|获奖|奖)+$"


class UniqueParams(NamedTuple):
    """The fields that together must differ between records of all the rule's sections.

    With `normalised` white space, punctuation and case make no difference. With `across` records of one section
    may be alike; only those of different sections must differ. With `once` only the first repetition is reported.
    With `continued` the first field of one record goes on after that of the other (with a subtitle, not 之二), with
    `unlike` the records differ in one of those fields; in both cases equal ones are another rule's.
    Of the fields in `roughly` words that only say what sort of thing it is (项目, 获奖) make no difference either.
    """

    fields: tuple[FieldName, ...]
    normalised: bool = False
    across: bool = False
    once: bool = False
    continued: bool = False
    unlike: tuple[FieldName, ...] = ()
    roughly: tuple[FieldName, ...] = ()


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Point at the second of two records with equal values; a record that lacks one of them is passed over."""
    params: UniqueParams = rule.params
    seen: list[tuple[tuple[str, ...], Record]] = []
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        values = [record.fields.get(name) for name in params.fields]
        texts = [value.canon for value in values if value is not None and not value.empty]
        if len(texts) < len(params.fields):
            continue
        key = tuple(_comparable_text(name, text, params) for name, text in zip(params.fields, texts, strict=True))
        if not any(key):
            continue
        first = next((earlier for other, earlier in seen if _repeats(key, record, other, earlier, params)), None)
        seen.append((key, record))
        if first is not None:
            note = Label("第一次出现在这里", "first stands here")
            related = (Related(first.place_of(params.fields[0]), note),)
            names = [context.field_label(record.section, name) for name in params.fields]
            fields = join_labels(names)
            typed = [
                describe_value(value, context.field(record.section, name))
                for name, value in zip(params.fields, values, strict=True)
                if value is not None
            ]
            args: dict[str, Argument] = {"fields": fields, "values": join_labels(typed, Label("，", ", "))}
            message = "continued" if params.continued else "roughly" if params.roughly else "twice"
            yield Hit(record.place_of(params.fields[0]), message, args, related=related)
            if params.once:
                return


def _repeats(
    key: tuple[str, ...], record: Record, other: tuple[str, ...], earlier: Record, params: UniqueParams
) -> bool:
    if params.across and earlier.section == record.section:
        return False
    if params.unlike and not any(_differs(name, record, earlier) for name in params.unlike):
        return False
    if not params.continued:
        return key == other
    short, long = sorted((key[0], other[0]), key=len)
    if key[1:] != other[1:] or not _SHORTEST <= len(short) < len(long):
        return False
    return long.startswith(short) and not re.fullmatch(_ANOTHER_PART, long.removeprefix(short))


def _differs(name: str, record: Record, earlier: Record) -> bool:
    """Whether both are filled in, and not alike."""
    texts = record.canon(name), earlier.canon(name)
    return all(texts) and _bare_text(texts[0]) != _bare_text(texts[1])


def _comparable_text(name: str, text: str, params: UniqueParams) -> str:
    compared = _bare_text(text) if params.normalised else fold(text)
    return re.sub(_SORT, "", compared) or compared if name in params.roughly else compared


def _bare_text(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


KIND = CheckKind(
    code="ZC104",
    name="unique",
    title=Label("不重复", "no duplicates"),
    params=UniqueParams,
    check=check,
    asks=("fields",),
    joins_fields=True,
    messages={
        "twice": Message(
            Label("“{fields}”与前面一条记录相同：{values}", "{fields}: the same as in an earlier record: {values}"),
            Label("合并成一条记录，或改正填错的那条", "make one record of them, or correct the wrong one"),
        ),
        "continued": Message(
            Label(
                "“{fields}”与前面一条记录只差末尾几个字：{values}",
                "{fields}: the same as in an earlier record except for a few words at the end: {values}",
            ),
            Label(
                "同一件事的合并成一条记录；确实是两件事的不用改",
                "if they are the same matter, make one record of them; if they really are two, leave them",
            ),
        ),
        "roughly": Message(
            Label(
                "“{fields}”与前面一条记录几乎相同：{values}",
                "{fields}: almost the same as in an earlier record: {values}",
            ),
            Label(
                "是同一件事就合并成一条记录；不是的，写得分得清",
                "if they are the same matter, make one record of them; if not, word them so that they can be "
                "told apart",
            ),
        ),
    },
    card=Card(
        why=Label(
            "同一件事填两条记录会被当作重复申报。", "The same matter in two records looks like claiming it twice."
        ),
        wrong="- {school_year: 2020, semesters: 1}\n- {school_year: 2020, semesters: 1}",
        right="- {school_year: 2020, semesters: 1}\n- {school_year: 2020, semesters: 2}",
        mend=Label("合并或改正。", "Merge them or correct one."),
    ),
)
