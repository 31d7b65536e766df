"""ZC211 listed: a value stands in a list of the notice; a code is in its table, and the name beside it is its own."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName, ListWord, TableName
from zcdossier.lint.record_selection import per_record, value_to_check
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.spelling import Names, fold, letters_and_digits, spellings

_SHORTEST_GUESSED = 4


class ListedParams(NamedTuple):
    """`field` holds a word of `list` (words, or the name of a list), or a code of `table`.

    `name` is the field with the name that belongs to the code.
    With `open` what is not listed is a warning. `items` is a separator: each piece is then looked up by itself.
    """

    field: FieldName
    list: tuple[ListWord, ...] = ()
    table: TableName = TableName("")
    name: FieldName = FieldName("")
    open: bool = False
    items: str = ""


@per_record
def check(record: Record, params: ListedParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Look up what is filled in; what is blank is for another kind."""
    value = value_to_check(record, params.field, context)
    if not isinstance(value, Value):
        yield from () if value is None else (value,)
        return
    table = context.profile.tables.get(params.table)
    words = dict.fromkeys(map(str, params.list), "") if table is None else table
    by_spelling = {letters_and_digits(word): word for word in words}
    pieces = _pieces(value.text, params.items)
    for piece in pieces:
        word = by_spelling.get(letters_and_digits(piece))
        if word is None:
            label = context.field_label(record.section, params.field)
            args: dict[str, Argument] = {
                "field": label,
                "value": piece,
                "guess": _guess(piece, record.text(params.name), words),
            }
            severity = Severity.WARNING if params.open else None
            yield Hit(value.place, "open" if params.open else "unlisted", args, severity)
        elif params.name and len(pieces) == 1:
            yield from _check_name(word, words, params, record, context)


def _pieces(text: str, separator: str) -> list[str]:
    """The pieces between separators of either width."""
    pieces = re.split("|".join(map(re.escape, spellings(separator))), text) if separator else [text]
    return [piece.strip() for piece in pieces if piece.strip()]


def _guess(piece: str, beside: str, words: Mapping[str, str]) -> Label:
    """The code whose name was typed in its place or beside it, or the word most like it; short ones are all alike."""
    typed = {fold(text) for text in (piece, beside) if text}
    named = next((code for code, name in words.items() if name and fold(name) in typed), "")
    is_long = len(piece) >= _SHORTEST_GUESSED
    near = named or (Names({word: word for word in words}, tuple(words)).closest(piece) if is_long else "")
    return Label(f"您是不是要填“{near}”？", f"do you mean {near}? ") if near else Label("")


def _check_name(
    code: str, table: Mapping[str, str], params: ListedParams, record: Record, context: Context
) -> Iterator[Hit | Unjudged]:
    """Hold the name against the code's own."""
    value = value_to_check(record, params.name, context)
    if not isinstance(value, Value):
        yield from () if value is None else (value,)
        return
    wanted = table[code]
    if letters_and_digits(value.text) == letters_and_digits(wanted):
        return
    other = next((key for key, name in table.items() if letters_and_digits(name) == letters_and_digits(value.text)), "")
    args: dict[str, Argument] = {
        "field": context.field_label(record.section, params.field),
        "value": record.text(params.field),
        "name": context.field_label(record.section, params.name),
        "typed": value.text.strip(),
        "wanted": wanted,
        "other": other,
    }
    yield Hit(value.place, "other-code" if other else "other-name", args)


KIND = CheckKind(
    code="ZC211",
    name="listed",
    title=Label("名单与代码", "listed words and codes"),
    params=ListedParams,
    check=check,
    asks=("list", "table"),
    messages={
        "unlisted": Message(
            Label("“{field}”填的“{value}”不在通知的列表里", "{field}: {value} is not on the notice's list"),
            Label("{guess}照通知的列表填写", "{guess}write it as in the notice's list"),
        ),
        "open": Message(
            Label("“{field}”填的“{value}”通知没有列出", "{field}: the notice does not list {value}"),
            Label("{guess}确实是别的就不用改", "{guess}if it really is something else, leave it"),
        ),
        "other-name": Message(
            Label(
                "“{field}”{value} 对应的“{name}”是 {wanted}，填的是 {typed}",
                "{field} {value} goes with {name} {wanted}, but {typed} is filled in",
            ),
            Label("对照通知的代码表，改正填错的那一个", "correct the one that is wrong, using the notice's table"),
        ),
        "other-code": Message(
            Label(
                "“{field}”{value} 对应的“{name}”是 {wanted}，填的是 {typed}；{typed} 的代码是 {other}",
                "{field} {value} goes with {name} {wanted}, but {typed} is filled in, whose code is {other}",
            ),
            Label(
                "对照通知的代码表：代码对就把名称改成 {wanted}，名称对就把代码改成 {other}",
                "check the notice's table: if the code is right, change the name to {wanted}; if the name is "
                "right, change the code to {other}",
            ),
        ),
    },
    card=Card(
        why=Label(
            "学科、岗位等要按通知的代码表填写，代码和名称对不上，系统不收。",
            "Subjects and posts follow the notice's table of codes; the portal rejects a code and a name that "
            "don't match.",
        ),
        wrong="code: A01\nsubject: 数学   # 代码表：A01 语文，A02 数学",
        right="code: A02\nsubject: 数学",
        mend=Label("对照通知的列表或代码表改正。", "Correct it from the notice's list or table."),
    ),
)
