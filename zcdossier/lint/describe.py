"""Conditions in people's words, for messages: “论文题目以 * 开头”."""

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.model.condition import All, Condition, Is, Not, Test
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
    Test.STARTS_WITH: ("“{field}”不以 {values} 开头", "{field} does not begin with {values}"),
    Test.ENDS_WITH: ("“{field}”不以 {values} 结尾", "{field} does not end with {values}"),
    Test.CONTAINS: ("“{field}”里没有 {values}", "{field} does not hold {values}"),
}


def described(condition: Condition, context: Context, section: str) -> Label:
    """Say in both languages what a condition asks of a record of `section`."""
    if isinstance(condition, Is):
        return _test(condition, context, section, negated=False)
    if isinstance(condition, Not):
        if isinstance(condition.of, Is):
            return _test(condition.of, context, section, negated=True)
        inner = described(condition.of, context, section)
        return Label(f"不是（{inner.zh}）", f"not ({inner.en})")
    pieces = [described(one, context, section) for one in condition.of]
    zh, en = ("，且", " and ") if isinstance(condition, All) else ("，或", " or ")
    return Label(zh.join(piece.zh for piece in pieces), en.join(piece.text("en") for piece in pieces))


def _test(test: Is, context: Context, section: str, *, negated: bool) -> Label:
    field = _subject(test.subject, context, section)
    if test.test is Test.PRESENT:
        there = (test.values[0] == YES) != negated
        if test.subject.startswith("part."):
            zh, en = ("有“{}”", "{} is there") if there else ("没有“{}”", "{} is missing")
        else:
            zh, en = ("填了“{}”", "{} is filled") if there else ("没有填“{}”", "{} is not filled")
        return Label(zh.format(field.zh), en.format(field.text("en")))
    fallback = {"zh": "并非" + _WORDS[test.test][0], "en": "not: " + _WORDS[test.test][1]}
    zh, en = _NEGATED.get(test.test, (fallback["zh"], fallback["en"])) if negated else _WORDS[test.test]
    values = test.labels or test.values
    return Label(
        zh.format(field=field.zh, values=" 或 ".join(values)),
        en.format(field=field.text("en"), values=" or ".join(values)),
    )


def _subject(subject: str, context: Context, section: str) -> Label:
    kind, _, name = subject.partition(".")
    if kind == "part":
        found = context.section(section)
        part = found.parts.get(name) if found else None
        return part.label if part else Label(name)
    if kind == APPLICANT:
        return Label("申报级别", "level") if name == "level" else context.field_label(APPLICANT, name)
    return context.field_label(section, subject)
