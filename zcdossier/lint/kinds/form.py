"""ZC203 form: a value can be read as what its field is: a date, a number, 是 or 否, one of a list, n/m."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import per_record
from zcdossier.model.choice_words import REST
from zcdossier.model.choices import find_within
from zcdossier.model.date_masks import read_period
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label, join_words
from zcdossier.model.numerals import LETTERS_FOR_DIGITS
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.ranks import parse_rank
from zcdossier.model.reading import is_rank, read_value
from zcdossier.model.spelling import Names, half_width
from zcdossier.model.yes_no import NO, YES

_MOST_LISTED = 20
_NO_PLACE = r"第?0+(?![\d.])"
_ID_NUMBER = r"[1-9]\d{16}[\dX]"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_NUMBERS = r"\d+(?:\.\d+)?"
_MISTYPED_NUMBER = r"(?=.*\d)[\dOolI.]+"


class FormParams(NamedTuple):
    """The fields whose values are read."""

    fields: tuple[FieldName, ...]


@per_record
def check(record: Record, params: FormParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Read each value as its field's type; blank ones are another kind's business."""
    for name in params.fields:
        value = record.fields.get(name)
        declared = context.field(record.section, name)
        if value is None or declared is None or value.empty:
            continue
        reader = _READERS.get(declared.type)
        reading = reader(value, declared) if reader is not None else None
        if reading is None:
            continue
        message, args, severity = reading
        label = context.field_label(record.section, name)
        everything = {"field": label, "value": value.text, "example": declared.example, **args}
        yield Hit(value.place, message, everything, severity)


_DATE_HINT = Label("写成 2021-03 或 2021-03-15 的样子", "write it like 2021-03 or 2021-03-15")
Found = tuple[str, dict[str, Argument], Severity | None]


def _date(value: Value, field: Field) -> Found | None:
    if read_value(value.text, field) is not None:
        return None
    from zcdossier.lint.mistyped_dates import find_date_slip  # most dates are read

    message, args = find_date_slip(value.text, field)
    return message, args, None


def _period(value: Value, field: Field) -> Found | None:
    period = read_period(value.text, field.masks)
    if period is None:
        if not field.masks:
            return "period", {}, None
        from zcdossier.lint.mistyped_dates import masked_sample  # most periods are read

        return "masked-period", masked_sample(field), None
    if period.end is not None and period.end.last < period.start.first:
        return "backwards", {}, None
    return None


def _integer(value: Value, field: Field) -> Found | None:
    if read_value(value.text, field) is not None:
        return None
    return _impossible_rank(value, field) or ("integer", {"so": _only_number_in(value)}, None)


def _number(value: Value, field: Field) -> Found | None:
    return None if read_value(value.text, field) is not None else ("number", {"so": _only_number_in(value)}, None)


def _only_number_in(value: Value) -> Label:
    """The one number somebody wrote among other words, or with letters that look like digits."""
    if re.fullmatch(_MISTYPED_NUMBER, value.canon):
        meant = value.canon.translate(LETTERS_FOR_DIGITS)
        if meant != value.canon:
            return Label(f"，写成 {meant}（现在有字母 O 或 l）", f": {meant} (letters O or l stand for digits now)")
    numbers = re.findall(_NUMBERS, value.canon)
    return (
        Label(f"，例如 {numbers[0]}", f", such as {numbers[0]}")
        if len(numbers) == 1 and numbers[0] != value.canon
        else Label("")
    )


def _rank(value: Value, field: Field) -> Found | None:
    if read_value(value.text, field) is not None:
        return None
    meant = half_width(value.text).strip().translate(LETTERS_FOR_DIGITS)
    if meant != value.text.strip() and read_value(meant, field) is not None:
        return "letters", {"meant": meant}, None
    return _impossible_rank(value, field) or ("rank", {}, None)


def _impossible_rank(value: Value, field: Field) -> Found | None:
    """A rank that is larger than the number of people, or 0."""
    if field.type is not FieldType.RANK and not is_rank(field):
        return None
    if re.match(_NO_PLACE, half_width(value.text).strip()):
        return "rank-nought", {}, None
    rank = parse_rank(value.text)
    return ("rank-over", {}, None) if rank is not None and (rank.members or rank.own) < rank.own else None


def _id_number(value: Value, _field: Field) -> Found | None:
    text = value.canon
    if not re.fullmatch(_ID_NUMBER, text):
        return "id-number", {}, None
    total = sum(int(digit) * weight for digit, weight in zip(text, _ID_WEIGHTS, strict=False))
    return None if _ID_CHECKS[total % 11] == text[-1] else ("id-check", {}, None)


def _flag(value: Value, _field: Field) -> Found | None:
    return None if value.canon in (YES, NO) else ("flag", {}, None)


def _choice(value: Value, field: Field) -> Found | None:
    labels = {choice.id: choice.label for choice in field.choices}
    if value.canon in labels:
        return None
    within = labels.get(find_within(value.text, field.choices) or "")
    near = within.zh if within is not None else Names.of(field.choices).closest(value.canon)
    guess = Label(f"您是不是要填“{near}”？", f"do you mean {near}? ") if near else Label("")
    args: dict[str, Argument] = {"choices": _first_of([label.zh for label in labels.values()]), "guess": guess}
    if field.open:
        return "open-choice", args, Severity.WARNING
    meant = within or (None if near else next((label for label in labels.values() if label.zh == REST), None))
    return (
        ("choice", args, None) if meant is None else ("choice-with-more", {**args, "choice": meant}, Severity.WARNING)
    )


def _first_of(labels: list[str]) -> Label:
    """As many of the choices as people read through."""
    listed = join_words(labels[:_MOST_LISTED])
    if len(labels) <= _MOST_LISTED:
        return listed
    return Label(f"{listed.zh} 等 {len(labels)} 项", f"{listed.text('en')} and others, {len(labels)} in all")


def _composed(value: Value, field: Field) -> Found | None:
    return None if read_value(value.text, field) is not None else ("composed", {}, None)


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

KIND = CheckKind(
    code="ZC203",
    name="form",
    title=Label("格式", "format of a value"),
    params=FormParams,
    check=check,
    messages={
        "date": Message(
            Label("“{field}”看不出是哪年哪月：{value}", "{field} can't be read as a date: {value}"),
            Label(_DATE_HINT.zh, _DATE_HINT.en),
        ),
        "letters": Message(
            Label(
                "“{field}”里有字母 O 或 l，不是数字：{value}",
                "{field} has letters (O or l) where digits belong: {value}",
            ),
            Label("改成数字：{meant}", "write digits: {meant}"),
        ),
        "short-year": Message(
            Label("“{field}”的年份只写了两位：{value}", "{field} has a year of only two digits: {value}"),
            Label(
                "是 {meant} 就写成 {meant}，年份写全四位",
                "if {meant} is meant, write {meant}, with all four digits of the year",
            ),
        ),
        "serial-date": Message(
            Label(
                "“{field}”写的是 Excel 里日期的序号：{value}",
                "{field} holds a date serial number of the spreadsheet: {value}",
            ),
            Label(
                "它就是 {day}；对着证书核对，把格子的格式改成“文本”，写成 {day}",
                "it stands for {day}: check the certificate, format the cell as Text, and write {day}",
            ),
        ),
        "two-dates": Message(
            Label("“{field}”里写了不止一个日期，这里只写一个：{value}", "{field} takes one date, not two: {value}"),
            Label(
                "只留这一项要的那个日期；另一个写在它自己的那一项里",
                "keep the date asked for here; the other one belongs in its own field",
            ),
        ),
        "several-dates": Message(
            Label("“{field}”里写了 {count} 个日期：{value}", "{field} holds {count} dates: {value}"),
            Label(
                "一条记录只写一件事、一个日期：是几件事的，每件另加一条记录，各放各的扫描件",
                "a record is about one thing with one date: give each thing a record and scans of its own",
            ),
        ),
        "masked-date": Message(
            Label("“{field}”看不出是哪年哪月：{value}", "{field} can't be read as a date: {value}"),
            Label("写成 {sample} 的样子", "write it like {sample}"),
        ),
        "masked-period": Message(
            Label("“{field}”看不出从哪年哪月到哪年哪月：{value}", "{field} can't be read as a period: {value}"),
            Label(
                "开始和结束都写成 {sample} 的样子，中间用 - 连接；还在进行的，结束写 至今",
                "write start and end like {sample}, with - between them; if it is still running, the end is 至今",
            ),
        ),
        "no-such-day": Message(
            Label("“{field}”写了不存在的日期：{value}", "{field}: there is no such date: {value}"),
            Label(f"核对证书上的日期，{_DATE_HINT.zh}", f"check the certificate; {_DATE_HINT.en}"),
        ),
        "period": Message(
            Label("“{field}”看不出从哪年哪月到哪年哪月：{value}", "{field} can't be read as a period: {value}"),
            Label(
                "例如写成 2017.09-2018.06；还在进行的，例如写成 2017.09-至今",
                "write it like 2017.09-2018.06, or like 2017.09-至今 if it is still running",
            ),
        ),
        "backwards": Message(
            Label("“{field}”的结束早于开始：{value}", "{field} ends before it starts: {value}"),
            Label("把前后两个时间对调或改正", "swap or correct the two dates"),
        ),
        "integer": Message(
            Label("“{field}”只能填整数：{value}", "{field} must be a whole number: {value}"),
            Label("只写一个整数{so}", "write one whole number{so}"),
        ),
        "number": Message(
            Label("“{field}”只能填数字：{value}", "{field} must be a number: {value}"),
            Label("只写一个数字，不写单位{so}", "write one number without a unit{so}"),
        ),
        "rank": Message(
            Label(
                "“{field}”应写成 本人排名/总人数：{value}",
                "{field} must be written as your rank/number of people: {value}",
            ),
            Label(
                "写成 1/3 的样子：前面是本人排名，后面是总人数",
                "write it like 1/3: your own rank, then the number of people",
            ),
        ),
        "rank-over": Message(
            Label(
                "“{field}”里本人的名次大于总人数：{value}",
                "{field}: the rank is larger than the number of people: {value}",
            ),
            Label("核对证书，写成 本人排名/总人数", "check the certificate; write your rank/number of people"),
        ),
        "rank-nought": Message(
            Label("“{field}”里本人的名次是 0：{value}", "{field}: your rank can't be 0: {value}"),
            Label(
                "名次从 1 数起，照证书写本人是第几位，例如 2/3；证书上没有本人的，不能作为本人的成果",
                "ranks begin with 1: write your place on the certificate, like 2/3; if the certificate does "
                "not name you, it can't be claimed",
            ),
        ),
        "id-number": Message(
            Label("“{field}”不是 18 位身份证号", "{field} is not an 18-character ID number"),
            Label("照身份证填写 18 位，末位可以是 X", "copy all 18 characters from the ID card; the last may be X"),
        ),
        "id-check": Message(
            Label(
                "“{field}”的校验位不对，有一位写错了", "{field}: the check digit does not match, so a digit is mistyped"
            ),
            Label("对照身份证逐位核对", "compare it with the ID card, digit by digit"),
        ),
        "flag": Message(
            Label("“{field}”只能填 是 或 否：{value}", "{field} must be 是 (yes) or 否 (no): {value}"),
            Label("只写一个字：是 或 否", "write 是 (yes) or 否 (no)"),
        ),
        "choice": Message(
            Label("“{field}”不能填“{value}”", "{field} can't be {value}"),
            Label("{guess}从这些里选：{choices}", "{guess}choose one of: {choices}"),
        ),
        "choice-with-more": Message(
            Label(
                "“{field}”填的是“{value}”，看不准是不是“{choice}”",
                "{field} says {value}, which may or may not mean {choice}",
            ),
            Label("是的就写 {choice}；可以填的有：{choices}", "if so, write {choice}; what can be chosen: {choices}"),
        ),
        "open-choice": Message(
            Label("“{field}”填了通知没有列出的“{value}”", "{field}: the notice does not list {value}"),
            Label(
                "{guess}通知列出的有：{choices}；确实是别的就不用改",
                "{guess}the notice lists: {choices}; if it really is something else, leave it",
            ),
        ),
        "composed": Message(
            Label("“{field}”没有写全，或者看不清：{value}", "{field} is incomplete or can't be read: {value}"),
            Label("照这个样子写您自己的，例如 {example}", "write yours in this form, for example {example}"),
        ),
    },
    card=Card(
        why=Label(
            "日期、数字、是/否、排名要写成机器和审核人都能读懂的样子。",
            "Dates, numbers, yes/no and ranks have to be readable by programs and reviewers alike.",
        ),
        wrong="date: 2021-02-30\nrank: 5/4\nis_major: 大概是",
        right="date: 2021-02-28\nrank: 4/5\nis_major: 是",
        mend=Label("照提示里的样子改写。", "Write it as the fix shows."),
    ),
)
