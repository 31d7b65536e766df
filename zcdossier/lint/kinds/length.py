"""ZC207 length: how many characters (字) a text has, counted each way."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.computed_bounds import LevelBounds, resolve_bound
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import TextToCheck, per_record, text_to_check
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.spelling import spellings


class LengthParams(NamedTuple):
    """The most and fewest characters of `field`, or (no field) of the record's text file; numbers, also by level.

    White space is not counted. A text that is too long only when it is counted is a warning. With `items`, a separator
    or several, what stands between them is counted instead: keywords, names.
    """

    max: LevelBounds | None = None
    min: LevelBounds | None = None
    field: FieldName = FieldName("")
    items: tuple[str, ...] = ()


@per_record
def check(record: Record, params: LengthParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Count Chinese characters, letters, digits and punctuation as one each."""
    text_or_open = text_to_check(record, params.field, context)
    if not isinstance(text_or_open, TextToCheck):
        yield from () if text_or_open is None else (text_or_open,)
        return
    text, place, label = text_or_open
    bounds = [resolve_bound(wanted, context, record) for wanted in (params.max, params.min)]
    for bound in bounds:
        if bound.missing is not None:
            yield Unjudged(bound.missing, place)
            return
    most, least = (int(bound.amount) if bound.amount is not None else 0 for bound in bounds)
    if params.items:
        yield from _judge_items(_count_items(text, params.items), (least, most), place, label)
        return
    bare = sum(not character.isspace() for character in text)
    everything = len(text.strip())
    args: dict[str, Argument] = {
        "label": label,
        "count": bare,
        "all": everything,
        "over": everything - most,
        "max": most,
        "min": least,
    }
    if most and bare > most:
        yield Hit(place, "long", args)
    elif most and everything > most:
        yield Hit(place, "long-with-spaces", args, Severity.WARNING)
    elif bare < least:
        yield Hit(place, "blank" if bare == 0 else "short", args)


def _count_items(text: str, separators: tuple[str, ...]) -> int:
    """How many pieces a text has between separators of either width."""
    signs = {way for separator in separators for way in spellings(separator)}
    return sum(1 for piece in re.split("|".join(map(re.escape, sorted(signs))), text) if piece.strip())


def _judge_items(count: int, bounds: tuple[int, int], place: Place, label: Label) -> Iterator[Hit]:
    least, most = bounds
    args: dict[str, Argument] = {"label": label, "count": count, "max": most, "min": least}
    if 0 < most < count:
        yield Hit(place, "many", args)
    elif count < least:
        yield Hit(place, "few", args)


KIND = CheckKind(
    code="ZC207",
    name="length",
    title=Label("字数", "length of a text"),
    params=LengthParams,
    check=check,
    asks=("max", "min"),
    messages={
        "long": Message(
            Label("{label}有 {count} 字，最多 {max} 字", "{label} has {count} characters; the limit is {max}"),
            Label(
                "删减到 {max} 字以内（空格和换行不算，标点算）",
                "shorten it to {max} characters (spaces and line breaks don't count, punctuation does)",
            ),
        ),
        "long-with-spaces": Message(
            Label(
                "{label}有 {count} 字，连空格和换行算是 {all} 字，超过 {max}",
                "{label} has {count} characters, but {all} with spaces and line breaks, over the limit of {max}",
            ),
            Label(
                "系统可能把空格换行也算进去，稳妥起见再删 {over} 个字",
                "the portal may count spaces and line breaks too; to be safe, cut {over} more",
            ),
        ),
        "short": Message(
            Label(
                "{label}只有 {count} 字，至少 {min} 字",
                "{label} is too short: {count} of at least {min} characters",
            ),
            Label("补充内容", "add to it"),
        ),
        "many": Message(
            Label("{label}有 {count} 个，最多 {max} 个", "{label}: {count} given, the limit is {max}"),
            Label("删到 {max} 个", "reduce them to {max}"),
        ),
        "few": Message(
            Label("{label}只有 {count} 个，至少 {min} 个", "{label}: {count} given, at least {min} needed"),
            Label("补充内容，写到 {min} 个", "add more, until there are {min}"),
        ),
        "blank": Message(Label("{label}是空的", "{label} is empty"), Label("写好内容", "write it")),
    },
    card=Card(
        why=Label(
            "述职、总结有字数上限，超出的部分系统不收。",
            "Statements have a limit; portals refuse or cut what exceeds it.",
        ),
        wrong="statement.md：1015 字（限 1000 字）",
        right="statement.md：980 字",
        mend=Label(
            "删减。中文、字母、数字、标点各算一个字。",
            "Shorten it; each Chinese character, letter, digit and punctuation mark counts as one.",
        ),
    ),
)
