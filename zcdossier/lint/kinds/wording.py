"""ZC204 wording: how a text begins, ends, what it holds or must not hold, and its pattern."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import ApplicantField, FieldName, Pattern
from zcdossier.lint.record_selection import TextToCheck, records_to_check, text_to_check, value_to_check
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Argument, Message
from zcdossier.model.label import Label, join_words
from zcdossier.model.profile import Rule
from zcdossier.model.spelling import half_width, spellings

_AROUND = 12
"""Characters shown before a word that was found in a long text."""
_NO_PLACE = r"(?!城(?![市乡镇建])|路(?![桥面基政])|街道)"


class WordingParams(NamedTuple):
    """What is asked of the text of `field`, or without one of a text file; any one member passes a list.

    `pattern` and `not_pattern` are regular expressions for the whole text. Marks are
    tried in both widths, so that what must not hold one names both: `[^；;]`. `items` is a separator: each
    piece is then tested by itself. `example` is what a right one looks like. `excludes_fact` is a fact about the
    applicant that the text must not hold, such as the name of the employer.
    """

    field: FieldName = FieldName("")
    starts_with: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    pattern: Pattern = Pattern("")
    not_pattern: Pattern = Pattern("")
    items: str = ""
    example: str = ""
    excludes_fact: ApplicantField = ApplicantField("")


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Test the text of each record's field; the first thing wrong with it is reported."""
    params: WordingParams = rule.params
    name = _fact(params, context)
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        text_or_open = _text(record, params, context)
        if not isinstance(text_or_open, TextToCheck):
            yield from () if text_or_open is None else (text_or_open,)
            continue
        text, place, label = text_or_open
        chosen = _chosen_label(record, params.field, context)
        for piece in filter(None, map(str.strip, _pieces(text, params.items))):
            wrong = _find_wrong(piece, params, name, chosen)
            if wrong:
                message, words = _message_and_words(wrong, rule, (piece, *chosen))
                value = piece if params.field else _excerpt(piece, words)
                first = words[0] if words else ""
                args: dict[str, Argument] = {
                    "field": label,
                    "value": value,
                    "wanted": join_words(words, Label(" 或 ", " or ")),
                    "held": join_words(words),
                    "first": first,
                    "begun": context.form.example(f'"{first}{value}"'),
                    "example": params.example,
                    "says": rule.says or Label(""),
                }
                yield Hit(place, message, args)
                break


def _text(record: Record, params: WordingParams, context: Context) -> TextToCheck | Unjudged | None:
    """The value of the field, or the whole of a text file."""
    if not params.field:
        return text_to_check(record, "", context)
    value = value_to_check(record, params.field, context)
    if not isinstance(value, Value):
        return value
    on_one_line = " ".join(value.text.splitlines())  # broken to fit a cell of a workbook
    return TextToCheck(on_one_line, value.place, context.field_label(record.section, params.field))


def _excerpt(text: str, words: tuple[str, ...]) -> str:
    """As much of a long text as shows where a word stands; its beginning where none does."""
    flat = " ".join(text.split())
    at = next((flat.index(word) for word in words if word in flat), 0)
    start, end = max(0, at - _AROUND), at + 2 * _AROUND
    return f"{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"


def _message_and_words(
    found: tuple[str, tuple[str, ...]], rule: Rule, whole: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Choose the message: what a pattern wants only the rule can say. `whole` is what the text is, not only holds."""
    message, words = found
    if message.startswith("pattern") and rule.says is not None and rule.says.zh:
        return message.replace("pattern", "required"), words
    return ("nothing-but" if message == "excludes" and not set(whole).isdisjoint(words) else message), words


def _fact(params: WordingParams, context: Context) -> str:
    """The name that must not be held; a fact that is not filled in excludes nothing."""
    fact = context.dossier.applicant.get(params.excludes_fact)
    return "" if fact is None else fact.text.strip()


def _chosen_label(record: Record, name: str, context: Context) -> tuple[str, ...]:
    """What a choice is called, however it is typed: 购买 is 受让, 网络版 is 电子. Nothing for other fields."""
    declared, value = context.field(record.section, name), record.fields.get(name)
    choices = declared.choices if declared is not None and value is not None else ()
    return tuple(choice.label.zh for choice in choices if value is not None and choice.id == value.canon)


def _named(name: str, text: str) -> bool:
    """Whether a text holds a name, and not just a place that is called after it (江州大学城)."""
    return name in text and re.search(re.escape(name) + _NO_PLACE, text) is not None


def _pieces(text: str, separator: str) -> list[str]:
    """The pieces between separators of either width."""
    if not separator:
        return [text]
    return re.split("|".join(map(re.escape, spellings(separator))), text)


def _find_wrong(
    text: str, params: WordingParams, name: str, chosen: tuple[str, ...]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the first thing that is wrong in every spelling of the text, or not allowed as it is typed or meant."""
    ways = (*spellings(text), *chosen)
    if params.starts_with and not any(way.startswith(params.starts_with) for way in ways):
        return "starts", params.starts_with
    if params.ends_with and not any(way.endswith(params.ends_with) for way in ways):
        return "ends", params.ends_with
    if params.contains and not any(word in way for word in params.contains for way in ways):
        return "contains", params.contains
    plain = (text, half_width(text), *chosen)  # what forbids a plain colon does not forbid the Chinese one
    held = tuple(word for word in params.excludes if any(word in way for way in plain))
    if name and any(_named(name, way) for way in plain):
        held = (*held, name)
    if held:
        return "excludes", held
    matches = not params.pattern or any(re.fullmatch(params.pattern, way) for way in ways)
    if not matches or (params.not_pattern and any(re.fullmatch(params.not_pattern, way) for way in plain)):
        return ("pattern-example" if params.example else "pattern"), ()
    return None


_FOR_EXAMPLE = Label("例如写成：{example}", "for example: {example}")

KIND = CheckKind(
    code="ZC204",
    name="wording",
    title=Label("写法", "wording"),
    params=WordingParams,
    check=check,
    asks=("starts_with", "ends_with", "contains", "excludes", "pattern", "not_pattern", "excludes_fact"),
    messages={
        "starts": Message(
            Label("“{field}”要以 {wanted} 开头，现在是“{value}”", "{field} must begin with {wanted}: {value}"),
            Label("在最前面加上 {first}，写成 {begun}", "put {first} in front, written {begun}"),
        ),
        "ends": Message(
            Label("“{field}”末尾要有 {wanted}，现在是“{value}”", "{field} must end with {wanted}: {value}"),
            Label("对照原件，在末尾照实写上 {wanted}", "end it with {wanted}, as the original says"),
        ),
        "contains": Message(
            Label("“{field}”里要写明 {wanted}，现在是“{value}”", "{field} should mention {wanted}: {value}"),
            Label("对照原件，照实写上 {wanted}", "add {wanted}, as the original says"),
        ),
        "excludes": Message(
            Label("“{field}”里不能出现 {held}，现在是“{value}”", "{field} must not mention {held}: {value}"),
            Label("删去 {held}，或换一种写法", "remove {held}, or put it another way"),
        ),
        "nothing-but": Message(
            Label("“{field}”不能填“{value}”", "{field} can't be {value}"),
            Label(
                "核对是不是填错了；确实是“{value}”的，这一条不符合要求",
                "check whether it is mistyped; if it really is {value}, the requirement is not met",
            ),
        ),
        "required": Message(
            Label("“{field}”填的是“{value}”，要求：{says}", "{field} is {value}; required: {says}"),
            Label(
                "照这个要求核对：内容不全就补全，填错栏目就移过去",
                "check it against this: complete it, or move it to the section where it belongs",
            ),
        ),
        "required-example": Message(
            Label("“{field}”填的是“{value}”，要求：{says}", "{field} is {value}; required: {says}"),
            _FOR_EXAMPLE,
        ),
        "pattern": Message(
            Label("“{field}”没有写成要求的样子，现在是“{value}”", "{field} is not written as required: {value}"),
            Label(
                "照依据的条款核对：内容不全就补全，填错栏目就移过去",
                "check it against the clause: complete it, or move it to the section where it belongs",
            ),
        ),
        "pattern-example": Message(
            Label("“{field}”没有写成要求的样子，现在是“{value}”", "{field} is not written as required: {value}"),
            _FOR_EXAMPLE,
        ),
    },
    card=Card(
        why=Label(
            "通知规定了名称前后要标什么、用什么写法；审核人照着看。",
            "The notice says how names are to be marked and written, and reviewers check for exactly that.",
        ),
        wrong="award_name: 浙江省科学技术进步奖二等奖",
        right="award_name: 浙江省科学技术进步奖二等奖（省部级）",
        mend=Label("照提示里的例子改写。", "Rewrite it as the fix shows."),
    ),
)
