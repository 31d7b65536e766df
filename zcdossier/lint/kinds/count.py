"""ZC101 count: how many records a section, or several together, may and must have."""

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.computed_bounds import LevelBounds, ResolvedBound, names_levels, resolve_bound
from zcdossier.lint.context import PHOTO, Context
from zcdossier.lint.describe import describe_requirement, is_simple, label_of_counted, which_are_counted
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName, RecordChoice
from zcdossier.lint.record_selection import amount_of, records_to_check
from zcdossier.model.condition import ALWAYS
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Argument, Message
from zcdossier.model.label import Label, join_labels, join_words
from zcdossier.model.profile import Rule
from zcdossier.model.spelling import fold


class CountParams(NamedTuple):
    """Bounds on the number of records, the same for all levels or by level; numbers, facts or computed values.

    With `amount` that field is added up instead, a record without it counting as one. With `by` the records that say
    the same in that field are counted together, each group by itself. `either` lists several ways of which one will
    do: `[{where: {level: 省级}, min: 1}, {where: {level: 市级}, min: 2}]`, each of the rule's sections or its own;
    with `ways: 2` two of them must be met, also by level. A way may be `{either: […]}` or `{all: […]}` itself.
    """

    max: LevelBounds | None = None
    min: LevelBounds | None = None
    exactly: LevelBounds | None = None
    amount: FieldName = FieldName("")
    by: FieldName = FieldName("")
    either: tuple[RecordChoice, ...] = ()
    ways: LevelBounds | None = None


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Count the records of all the rule's sections together; point at each one over the limit.

    A record that may or may not count is not held against anyone: neither too many nor too few.
    """
    params: CountParams = rule.params
    if params.either:
        yield from _check_either(rule, context)
    if not (params.max or params.min or params.exactly):
        return
    by_level = any(map(names_levels, (params.max, params.min, params.exactly)))
    if by_level and not context.dossier.level:
        if any(context.records(section) for section in rule.sections):
            yield Unjudged(Label("没有填写申报级别，不知道上限", "the level is missing, so the limit is not known"))
        return
    top = _bound(context, params.exactly, params.max)
    least = _bound(context, params.exactly, params.min)
    for bound in {top, least}:
        if bound.missing is not None:
            yield Unjudged(bound.missing, context.section_place(rule.sections[0]))
    records: list[Record] = []
    perhaps = 0
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            perhaps += 1
            yield record
        else:
            records.append(record)
    for which, group in _groups(rule, context, records):
        yield from _too_many(rule, context, group, top, which)
        total = sum((amount_of(record, params.amount) for record in group), Decimal(0))
        yield from _too_few(rule, context, (total, perhaps), least, which)


def _groups(rule: Rule, context: Context, records: list[Record]) -> Iterator[tuple[Label, list[Record]]]:
    """Yield what is counted together, and which records these are; records that do not say are in no group."""
    which = which_are_counted(rule, context)
    if not rule.params.by:
        yield which, records
        return
    groups: dict[str, list[Record]] = {}
    for record in records:
        key = fold(record.canon(rule.params.by))
        if key:
            groups.setdefault(key, []).append(record)
    for group in groups.values():
        field, text = context.field_label(group[0].section, rule.params.by), group[0].text(rule.params.by)
        condition = Label(f"“{field.zh}”为 {text}", f"{field.text('en')} is {text}")
        if which.zh:
            yield Label(f"{which.zh}、{condition.zh} 的", f"{which.text('en')}, {condition.text('en')}"), group
        else:
            yield Label(f"里{condition.zh} 的", f" where {condition.text('en')}"), group


def _check_either(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Of several ways so many must be met; what can't be told leaves the question open where it decides."""
    from zcdossier.lint.counted_ways import count_ways, enough_met, section_of_way  # few rules name ways

    bound = resolve_bound(rule.params.ways, context) if rule.params.ways else ResolvedBound(Decimal(1))
    if bound.missing is not None:
        yield Unjudged(bound.missing, context.section_place(rule.sections[0]))
    if bound.amount is None:
        return
    ways = math.ceil(bound.amount)
    counted = count_ways(rule, rule.params.either, context)
    met = enough_met(counted, ways)
    if met is None:
        yield from (reason for way in counted for reason in way.undecided)
    if met is not False:
        return
    args: dict[str, Argument] = {
        "label": label_of_counted(rule, context),
        "wanted": join_labels([way.wanted for way in counted], Label("，或", ", or ")),
        "counts": join_words([way.tally for way in counted]),
        "ways": ways,
        "met": sum(way.met is True for way in counted),
    }
    message = "neither" if ways == 1 else "few-ways"
    section = next(section_of_way(way) for way in rule.params.either) or rule.sections[0]
    yield Hit(context.place_that_asks_for(rule.when, section), message, args)


def _bound(context: Context, *by_level: LevelBounds | None) -> ResolvedBound:
    """The first bound that there is at this level; half a record is none."""
    bounds = [resolve_bound(bounds, context) for bounds in by_level]
    return next((bound for bound in bounds if bound.amount is not None or bound.missing), ResolvedBound())


def _too_many(rule: Rule, context: Context, records: list[Record], bound: ResolvedBound, which: Label) -> Iterator[Hit]:
    params: CountParams = rule.params
    if bound.amount is None:
        return
    top = max(0, math.floor(bound.amount))
    args: dict[str, Argument]
    differs = "*" not in (params.exactly or params.max or {})
    attached = all(section.startswith("attachments.") for section in rule.sections)
    message = ("none-attached" if attached else "none") if top == 0 else "by-level" if differs else "many"
    level = context.profile.level_label(context.dossier.level)
    label, count = label_of_counted(rule, context), len(records)
    if params.amount:
        field = context.field_label(rule.sections[0], params.amount)
        args = {"label": label, "field": field, "max": f"{bound.amount:f}", "how": bound.how}
        yield from _amount_over(records, params.amount, bound.amount, args)
        return
    for position, record in enumerate(records[top:], start=top + 1):
        arguments: dict[str, Argument] = {
            "label": label,
            "count": count,
            "max": top,
            "nth": position,
            "level": level,
            "how": bound.how,
            "which": which,
        }
        yield Hit(record.place, message, arguments)


def _amount_over(records: list[Record], field: str, top: Decimal, args: Mapping[str, Argument]) -> Iterator[Hit]:
    total = sum(amount_of(record, field) for record in records)
    if total > top:
        yield Hit(records[-1].place_of(field), "amount", {**args, "count": f"{total:f}"})


_EMPTY = {PHOTO: "no-photo", "texts": "no-text", "attachments": "no-attachment"}


def _too_few(
    rule: Rule, context: Context, counts: tuple[Decimal, int], bound: ResolvedBound, which: Label
) -> Iterator[Hit]:
    count, perhaps = counts
    if bound.amount is None:
        return
    least = bound.amount if rule.params.amount else Decimal(math.ceil(bound.amount))
    if count + perhaps < least:
        section = rule.sections[0]
        kind, _, identity = section.partition(".")
        message = "few" if count or least > 1 else _EMPTY.get(kind, "empty") if rule.where == ALWAYS else _such(rule)
        requirement = describe_requirement(rule.where, context, section)
        args: dict[str, Argument] = {
            "label": label_of_counted(rule, context),
            "count": f"{count:f}",
            "min": f"{least:f}",
            "how": bound.how,
            "which": which,
            "so": Label("", "") if rule.where == ALWAYS else Label("这样的", " such"),
            "more": f"{least - count:f}",
            "such": requirement,
            "says": rule.says or Label(""),
            "id": identity or section,
        }
        yield Hit(context.place_that_asks_for(rule.when, section), message, args)


def _such(rule: Rule) -> str:
    """What asks for much is said in the rule's own words, never as a condition."""
    if is_simple(rule.where):
        return "none-such"
    return "none-so" if rule.says is not None and rule.says.zh else "none-suitable"


KIND = CheckKind(
    code="ZC101",
    name="count",
    title=Label("数量", "number of records"),
    params=CountParams,
    check=check,
    asks=("max", "min", "exactly", "either"),
    messages={
        "many": Message(
            Label(
                "“{label}”{which}最多 {max} 项{how}，现有 {count} 项，这是第 {nth} 项",
                "{label}{which}: {count} records, the limit is {max}{how}; this is number {nth}",
            ),
            Label(
                "只留最有分量的 {max} 项：从清单里删去其余的，把它们的文件夹移出材料文件夹",
                "keep the {max} that matter most; remove the rest from the manifest and move their folders out "
                "of the dossier",
            ),
        ),
        "by-level": Message(
            Label(
                "申报{level}的“{label}”{which}最多 {max} 项{how}，现有 {count} 项，这是第 {nth} 项",
                "{label}{which}: {count} records, the limit for {level} is {max}{how}; this is number {nth}",
            ),
            Label(
                "只留最有分量的 {max} 项：从清单里删去其余的，把它们的文件夹移出材料文件夹",
                "keep the {max} that matter most; remove the rest from the manifest and move their folders out "
                "of the dossier",
            ),
        ),
        "amount": Message(
            Label(
                "“{label}”的{field}合计 {count}，最多 {max}{how}",
                "{label}: {field} adds up to {count}, the limit is {max}{how}",
            ),
            Label(
                "核对数字是不是填错了；没有填错，就只留最有分量的，合计不超过 {max}",
                "check the figures; if they are right, keep what matters most, no more than {max} in all",
            ),
        ),
        "none": Message(
            Label(
                "“{label}”{which}一般不填，现有 {count} 项",
                "{label}{which} is normally left empty; records: {count}",
            ),
            Label("看清楚是不是填错了栏目；确实要填的可以保留", "check that it belongs here; if it does, leave it"),
        ),
        "none-attached": Message(
            Label(
                "“{label}”{which}一般不用附上，现在有 {count} 项",
                "{label}{which} is normally not attached; attached: {count}",
            ),
            Label("看清楚是不是放错了；确实要交的可以保留", "check that it is asked for; if it is, leave it"),
        ),
        "few": Message(
            Label(
                "“{label}”{which}至少要有 {min} 项{how}，现有 {count} 项",
                "{label}{which}: needs at least {min}{how}, has {count}",
            ),
            Label("再加 {more} 条{so}记录，并放好佐证", "add {more} more{so}, with their evidence"),
        ),
        "neither": Message(
            Label(
                "至少要满足一项：{wanted}；现在分别是 {counts}",
                "at least one of these is needed: {wanted}; present: {counts}",
            ),
            Label(
                "核对已有的记录填得对不对；确实缺的，加上记录，并放好佐证",
                "check the records you have; add those that are missing, with their scans",
            ),
        ),
        "few-ways": Message(
            Label(
                "至少要满足 {ways} 项：{wanted}；现在满足 {met} 项（分别是 {counts}）",
                "at least {ways} of these are needed: {wanted}; met: {met} (present: {counts})",
            ),
            Label(
                "核对已有的记录填得对不对；确实缺的，加上记录，并放好佐证",
                "check the records you have; add those that are missing, with their scans",
            ),
        ),
        "none-such": Message(
            Label("“{label}”里没有这样的记录：{such}", "{label}: there is no record where {such}"),
            Advice.ADD_SUCH_RECORD,
        ),
        "none-so": Message(
            Label("“{label}”里没有符合这一条的记录：{says}", "{label}: there is no record such that {says}"),
            Label(
                "核对已有的记录填得对不对；确实缺的，加上这样一条记录，并放好它的佐证",
                "check the records you have; if such a record is missing, add it with its scans",
            ),
        ),
        "none-suitable": Message(
            Label("“{label}”里没有符合要求的记录", "{label}: no record meets the requirement"),
            Label(
                "核对已有的记录填得对不对；确实缺的，加上这样一条记录，并放好它的佐证",
                "check the records you have; if such a record is missing, add it with its scans",
            ),
        ),
        "no-photo": Message(Label("没有写“{label}”的文件名", "{label}: no file is named"), Advice.NAME_PHOTO),
        "no-text": Message(Label("没有写“{label}”的文件名", "{label}: no file is named"), Advice.NAME_TEXT),
        "no-attachment": Message(Label("没有附上“{label}”", "{label} is not attached"), Advice.ADD_ATTACHMENT),
        "empty": Message(
            Label("“{label}”一条也没有填", "{label}: there is no record yet"),
            Advice.ADD_FIRST_RECORD,
        ),
    },
    card=Card(
        why=Label(
            "通知对每个栏目规定了最多（或至少）几项。多填一项，系统或审核人会退回。",
            "The notice says how many entries a section may or must have; one too many sends the application back.",
        ),
        wrong="sections:\n  awards:   # 限 5 项\n    - …（共 6 项）",
        right="sections:\n  awards:\n    - …（共 5 项）",
        mend=Label(
            "删去多出的，或补上缺少的。数的是清单里列出的记录，不是文件夹。",
            "Remove the surplus or add what is missing. Records in the manifest are counted, not folders.",
        ),
    ),
)
