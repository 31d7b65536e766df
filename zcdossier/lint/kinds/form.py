"""ZC203 form: a value can be read as what its field is: a date, a number, 是 or 否, one of a list, n/m."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zcdossier.lint.compared import number
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.dates import OPEN_ENDS, parse_date, parse_period
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.names import Names
from zcdossier.model.profile import Field, FieldType, Rule
from zcdossier.model.value import NO, YES, Value

_RANK = re.compile(r"\s*([1-9]\d{0,3})\s*/\s*([1-9]\d{0,3})\s*")
_ID_NUMBER = re.compile(r"[1-9]\d{16}[\dX]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_INTEGER = re.compile(r"[+-]?\d{1,12}")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_CHINESE = "一二三四五六七八九"
_CHINESE_NUMBER = re.compile(f"(?<![十百{_CHINESE}])[{_CHINESE}](?![十百{_CHINESE}])")
_RUN_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})?")
_LOOKS_LIKE_DATE = re.compile(r"(?:19|20)\d{2}\s*[-./年]\s*\d{1,2}\s*(?:[-./月]\s*\d{1,2}\s*日?|月)?")


class Params(NamedTuple):
    """The fields whose values are read."""

    fields: tuple[str, ...]


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Read each value as its field's type; blank ones are another kind's business."""
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        for name in params.fields:
            value = one.fields.get(name)
            declared = context.field(one.section, name)
            if value is None or declared is None or value.empty:
                continue
            found = _READERS.get(declared.type, _any_text)(value, declared)
            if found is None:
                continue
            message, args, severity = found
            label = context.field_label(one.section, name)
            everything = {"field": label, "value": value.text, "example": declared.example, **args}
            yield Hit(value.place, message, everything, severity)


_DATE_HINT = Label("写成 2021-03 或 2021-03-15", "write 2021-03 or 2021-03-15")
Found = tuple[str, dict[str, Argument], Severity | None]


def _any_text(_value: Value, _field: Field) -> Found | None:
    return None


def _date(value: Value, field: Field) -> Found | None:
    text = value.canon
    if parse_date(text) is not None or (text in OPEN_ENDS and field.open):
        return None
    if _LOOKS_LIKE_DATE.fullmatch(text):
        return "no-such-day", {}, None
    run = _RUN_TOGETHER.fullmatch(text)
    meant = parse_date("-".join(filter(None, run.groups()))) if run else None
    return "date", {"so": Label(f"写成 {meant}", f"write {meant}") if meant else _DATE_HINT}, None


def _period(value: Value, _field: Field) -> Found | None:
    period = parse_period(value.canon)
    if period is None:
        return "period", {}, None
    if period.end is not None and period.end.last < period.start.first:
        return "backwards", {}, None
    return None


def _integer(value: Value, _field: Field) -> Found | None:
    return None if _INTEGER.fullmatch(value.canon) else ("integer", {"so": _meant(value)}, None)


def _number(value: Value, _field: Field) -> Found | None:
    return None if number(value.canon) is not None else ("number", {"so": _meant(value)}, None)


def _meant(value: Value) -> Label:
    """The number somebody wrote with a unit or in words: 5人, 第一, 64学时."""
    found = _NUMBERS.findall(value.canon) or [
        str(_CHINESE.index(one) + 1) for one in _CHINESE_NUMBER.findall(value.canon)
    ]
    return Label(f"：{found[0]}", f": {found[0]}") if len(found) == 1 and found[0] != value.canon else Label("")


def _rank(value: Value, _field: Field) -> Found | None:
    match = _RANK.fullmatch(value.canon)
    if match is None:
        return "rank", {}, None
    return None if int(match[1]) <= int(match[2]) else ("rank-over", {}, None)


def _id_number(value: Value, _field: Field) -> Found | None:
    text = value.canon.upper()
    if not _ID_NUMBER.fullmatch(text):
        return "id-number", {}, None
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return None if _ID_CHECKS[total % 11] == text[-1] else ("id-check", {}, None)


def _flag(value: Value, _field: Field) -> Found | None:
    return None if value.canon in (YES, NO) else ("flag", {}, None)


def _choice(value: Value, field: Field) -> Found | None:
    if any(choice.id == value.canon for choice in field.choices):
        return None
    choices = "、".join(choice.label.zh for choice in field.choices)
    near = Names.of(field.choices).near(value.canon)
    guess = Label(f"您是不是要填“{near}”？", f"do you mean {near}? ") if near else Label("")
    args: dict[str, Argument] = {"choices": choices, "guess": guess}
    if field.open:
        return "open-choice", args, Severity.WARNING
    return "choice", args, None


def _composed(value: Value, field: Field) -> Found | None:
    return None if re.fullmatch(field.pattern, value.canon) else ("composed", {}, None)


_READERS: dict[FieldType, Callable[[Value, Field], Found | None]] = {
    FieldType.DATE: _date,
    FieldType.PERIOD: _period,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.RANK: _rank,
    FieldType.FLAG: _flag,
    FieldType.ID_NUMBER: _id_number,
    FieldType.CHOICE: _choice,
    FieldType.COMPOSED: _composed,
}

KIND = Kind(
    code="ZC203",
    name="form",
    title=Label("格式", "form of a value"),
    params=Params,
    check=check,
    messages={
        "date": Message(
            "“{field}”看不出是哪年哪月：{value}", "{field} can't be read as a date: {value}", "{so}", "{so}"
        ),
        "no-such-day": Message(
            "“{field}”写了不存在的日期：{value}",
            "{field}: there is no such date: {value}",
            f"核对证书上的日期，{_DATE_HINT.zh}",
            f"check the certificate; {_DATE_HINT.en}",
        ),
        "period": Message(
            "“{field}”看不出从哪年哪月到哪年哪月：{value}",
            "{field} can't be read as a period: {value}",
            "写成 2017.09-2018.06；还在进行就写 2017.09-至今",
            "write 2017.09-2018.06, or 2017.09-至今 while it still runs",
        ),
        "backwards": Message(
            "“{field}”的结束早于开始：{value}",
            "{field} ends before it starts: {value}",
            "把前后两个时间对调或改正",
            "swap or correct the two dates",
        ),
        "integer": Message(
            "“{field}”只能填整数：{value}",
            "{field} must be a whole number: {value}",
            "只写整数，不写别的字{so}",
            "write a whole number and nothing else{so}",
        ),
        "number": Message(
            "“{field}”只能填数字：{value}",
            "{field} must be a number: {value}",
            "只写数字，不写单位{so}",
            "write the number without a unit{so}",
        ),
        "rank": Message(
            "“{field}”应写成 本人排名/总人数：{value}",
            "{field} is written own rank/number of people: {value}",
            "例如 1/3，用半角斜杠",
            "for example 1/3, with a plain slash",
        ),
        "rank-over": Message(
            "“{field}”的排名大于总人数：{value}",
            "{field}: the rank is larger than the number of people: {value}",
            "核对证书，写成 本人排名/总人数",
            "check the certificate; write own rank/number of people",
        ),
        "id-number": Message(
            "“{field}”不是 18 位身份证号",
            "{field} is not an ID number of 18 characters",
            "照身份证填写 18 位，末位可以是 X",
            "copy the 18 characters from the card; the last may be X",
        ),
        "id-check": Message(
            "“{field}”的校验位不对，有一位写错了",
            "{field}: the check digit is wrong, so one digit is mistyped",
            "对照身份证逐位核对",
            "compare it with the card, digit by digit",
        ),
        "flag": Message(
            "“{field}”只能填 是 或 否：{value}",
            "{field} is either 是 or 否: {value}",
            "只写一个字：是 或 否",
            "write 是 (yes) or 否 (no)",
        ),
        "choice": Message(
            "“{field}”不能填“{value}”",
            "{field} can't be {value}",
            "{guess}从这些里选：{choices}",
            "{guess}choose one of: {choices}",
        ),
        "open-choice": Message(
            "“{field}”填了通知没有列出的“{value}”",
            "{field}: the notice does not list {value}",
            "{guess}通知列出的有：{choices}；确实是别的就不用改",
            "{guess}the notice lists: {choices}; if it really is another, leave it",
        ),
        "composed": Message(
            "“{field}”没有写全，或者写法不对：{value}",
            "{field} is incomplete or not written as wanted: {value}",
            "照这个样子写：{example}",
            "write it like this: {example}",
        ),
    },
    card=Card(
        why=Label(
            "日期、数字、是/否、排名要写成机器和审核人都能读懂的样子。",
            "Dates, numbers, yes/no and ranks must be readable by the portal and by the reviewer.",
        ),
        wrong="date: 2021-02-30\nrank: 5/4\nis_major: 对的",
        right="date: 2021-02-28\nrank: 4/5\nis_major: 是",
        mend=Label("照提示里的样子改写。", "Write it as the hint shows."),
    ),
)
