"""Conditions in people's words, for messages: what is asked (“题目”以 * 开头), and how things stand (没有以 * 开头)."""

from zcdossier.lint.context import APPLICANT, PART, Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.condition import All, Condition, Is, Not, Test
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.value import YES

_WORDS: dict[Test, tuple[str, str]] = {
    Test.ONE_OF: ("“{field}”为 {values}", "{field} is {values}"),
    Test.STARTS_WITH: ("“{field}”以 {values} 开头", "{field} begins with {values}"),
    Test.ENDS_WITH: ("“{field}”以 {values} 结尾", "{field} ends with {values}"),
    Test.CONTAINS: ("“{field}”里有 {values}", "{field} holds {values}"),
    Test.MATCHES: ("“{field}”符合写法 {values}", "{field} matches {values}"),
    Test.ABOVE: ("“{field}”大于 {values}", "{field} is above {values}"),
    Test.AT_LEAST: ("“{field}”不小于 {values}", "{field} is at least {values}"),
    Test.BELOW: ("“{field}”小于 {values}", "{field} is below {values}"),
    Test.AT_MOST: ("“{field}”不大于 {values}", "{field} is at most {values}"),
}
_NEGATED: dict[Test, tuple[str, str]] = {
    Test.ONE_OF: ("“{field}”不是 {values}", "{field} is not {values}"),
    Test.STARTS_WITH: ("“{field}”没有以 {values} 开头", "{field} does not begin with {values}"),
    Test.ENDS_WITH: ("“{field}”没有以 {values} 结尾", "{field} does not end with {values}"),
    Test.CONTAINS: ("“{field}”里没有 {values}", "{field} does not hold {values}"),
    Test.MATCHES: ("“{field}”不符合写法 {values}", "{field} does not match {values}"),
}
_PRESENT: dict[tuple[bool, bool], tuple[str, str]] = {
    (False, True): ("填了“{field}”", "{field} is filled"),
    (False, False): ("没有填“{field}”", "{field} is not filled"),
    (True, True): ("有“{field}”", "{field} is there"),
    (True, False): ("没有“{field}”", "{field} is missing"),
}
_TYPED = ("“{field}”填的是 {values}", "{field} says {values}")
_NOTHING = Label("")
_SAID_BY_VALUE = frozenset({Test.ONE_OF, Test.ABOVE, Test.AT_LEAST, Test.BELOW, Test.AT_MOST})


def described(condition: Condition, context: Context, section: str) -> Label:
    """Say in both languages what a condition asks of a record of `section`."""
    if isinstance(condition, Is):
        return _asked(condition, context, section, negated=False)
    if isinstance(condition, Not):
        if isinstance(condition.of, Is):
            return _asked(condition.of, context, section, negated=True)
        inner = described(condition.of, context, section)
        return Label(f"不是（{inner.zh}）", f"not ({inner.en})")
    pieces = [described(one, context, section) for one in condition.of]
    return joined(pieces, ("，且", " and ") if isinstance(condition, All) else ("，或", " or "))


def standing(condition: Condition, context: Context, record: Record) -> Label:
    """Say how things stand in what a condition asks about, as typed: “是否代表论文”填的是 否.

    Of several it names those that decide: the ones that fail when all are wanted, that hold when one is enough.
    """
    if isinstance(condition, Is):
        return _stands(condition, context, record)
    if isinstance(condition, Not):
        return standing(condition.of, context, record)
    holds = Evaluation(context, record).holds(condition)
    decide = [one for one in condition.of if Evaluation(context, record).holds(one) is holds] or condition.of
    return joined([standing(one, context, record) for one in decide], ("，", ", "))


def joined(pieces: list[Label], between: tuple[str, str]) -> Label:
    """Put labels in a row."""
    zh, en = between
    return Label(zh.join(piece.zh for piece in pieces), en.join(piece.text("en") for piece in pieces))


def _asked(test: Is, context: Context, section: str, *, negated: bool) -> Label:
    field = subject_label(test.subject, context, section)
    if test.test is Test.PRESENT:
        return _filled(_PRESENT[test.subject.startswith(f"{PART}."), (test.values[0] == YES) != negated], field)
    words = _WORDS[test.test]
    if negated:
        words = _NEGATED.get(test.test, ("并非" + words[0], "not: " + words[1]))
    values = test.labels or test.values
    return _filled(words, field, Label(" 或 ".join(values), " or ".join(values)))


def _stands(test: Is, context: Context, record: Record) -> Label:
    if context.elsewhere(test.subject, record) is not None:
        return _asked(test, context, record.section, negated=not Evaluation(context, record).holds(test))
    field = subject_label(test.subject, context, record.section)
    there = Evaluation(context, record).there(test.subject)
    if test.test is Test.PRESENT or not there:
        return _filled(_PRESENT[test.subject.startswith(f"{PART}."), there], field)
    if test.test in _SAID_BY_VALUE:
        return _filled(_TYPED, field, _typed(test.subject, context, record))
    return _asked(test, context, record.section, negated=not Evaluation(context, record).holds(test))


def _typed(subject: str, context: Context, record: Record) -> Label:
    """What stands in a field, as typed."""
    kind, _, name = subject.partition(".")
    if kind != APPLICANT:
        return Label(record.fields[subject].text)
    if name == "level":
        return context.profile.level_label(context.dossier.level)
    return Label(context.dossier.applicant[name].text)


def _filled(words: tuple[str, str], field: Label, values: Label = _NOTHING) -> Label:
    zh, en = words
    return Label(
        zh.format(field=field.zh, values=values.zh), en.format(field=field.text("en"), values=values.text("en"))
    )


def subject_label(subject: str, context: Context, section: str) -> Label:
    """The notice's word for what a condition asks about."""
    kind, _, name = subject.partition(".")
    if kind == PART:
        found = context.section(section)
        part = found.parts.get(name) if found else None
        return part.label if part else Label(name)
    if kind == APPLICANT:
        return Label("申报级别", "level") if name == "level" else context.field_label(APPLICANT, name)
    owner, _, name = subject.rpartition(".")
    other = context.section(owner) if owner and context.field(section, kind) is None else None
    if other is None:
        return context.field_label(section, subject)
    field = context.field_label(owner, name)
    return Label(f"{other.label.zh}的{field.zh}", f"{field.text('en')} of {other.label.text('en')}")
