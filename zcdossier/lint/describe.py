"""Conditions in people's words, for messages: what is asked (“题目”以 * 开头), and how things stand (没有以 * 开头)."""

from zcdossier.lint.comparison import is_comparable
from zcdossier.lint.context import APPLICANT, LEVEL, PART, Context, piece_label
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.condition import ALWAYS, AllOf, AnyOf, Comparison, Condition, Not, Operator
from zcdossier.model.dates import PartialDate
from zcdossier.model.dossier import Record, Value
from zcdossier.model.label import Label, fill_label, join_labels, join_words
from zcdossier.model.profile import Field, FieldType, Rule
from zcdossier.model.yes_no import YES

_MOST_TESTS = 3
_WORDS: dict[Operator, Label] = {
    Operator.ONE_OF: Label("“{field}”为 {values}", "{field} is {values}"),
    Operator.STARTS_WITH: Label("“{field}”以 {values} 开头", "{field} begins with {values}"),
    Operator.ENDS_WITH: Label("“{field}”以 {values} 结尾", "{field} ends with {values}"),
    Operator.CONTAINS: Label("“{field}”里有 {values}", "{field} contains {values}"),
    Operator.MATCHES: Label("“{field}”写成要求的样子", "{field} is written as required"),
    Operator.ABOVE: Label("“{field}”大于 {values}", "{field} is above {values}"),
    Operator.AT_LEAST: Label("“{field}”不小于 {values}", "{field} is at least {values}"),
    Operator.BELOW: Label("“{field}”小于 {values}", "{field} is below {values}"),
    Operator.AT_MOST: Label("“{field}”不大于 {values}", "{field} is at most {values}"),
    Operator.SAME_AS: Label("“{field}”与“{values}”相同", "{field} is the same as {values}"),
    Operator.EQUALS: Label("“{field}”等于 {values}", "{field} equals {values}"),
}
_NEGATED: dict[Operator, Label] = {
    Operator.ONE_OF: Label("“{field}”不是 {values}", "{field} is not {values}"),
    Operator.STARTS_WITH: Label("“{field}”没有以 {values} 开头", "{field} does not begin with {values}"),
    Operator.ENDS_WITH: Label("“{field}”没有以 {values} 结尾", "{field} does not end with {values}"),
    Operator.CONTAINS: Label("“{field}”里没有 {values}", "{field} does not contain {values}"),
    Operator.MATCHES: Label("“{field}”没有写成要求的样子", "{field} is not written as required"),
    Operator.SAME_AS: Label("“{field}”与“{values}”不同", "{field} differs from {values}"),
    Operator.EQUALS: Label("“{field}”不等于 {values}", "{field} does not equal {values}"),
    Operator.ABOVE: _WORDS[Operator.AT_MOST],
    Operator.AT_LEAST: _WORDS[Operator.BELOW],
    Operator.BELOW: _WORDS[Operator.AT_LEAST],
    Operator.AT_MOST: _WORDS[Operator.ABOVE],
}
_PRESENT: dict[tuple[bool, bool], Label] = {
    (False, True): Label("填了“{field}”", "{field} is filled in"),
    (False, False): Label("没有填“{field}”", "{field} is not filled in"),
    (True, True): Label("有“{field}”", "{field} is there"),
    (True, False): Label("没有“{field}”", "{field} is missing"),
}
_INSIDE: dict[bool, Label] = {
    True: Label("“{field}”里写了{values}", "{field} gives its {values}"),
    False: Label("“{field}”里没有写{values}", "{field} does not give its {values}"),
}
_TYPED = Label("“{field}”填的是 {values}", "{field} says {values}")
_NOTHING = Label("")
_COMPARING = (Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST)
_DESCRIBED_BY_VALUE = frozenset(
    {Operator.ONE_OF, Operator.MATCHES, Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST}
)


def describe_requirement(condition: Condition, context: Context, section: str) -> Label:
    """Say in both languages what a condition asks of a record of `section`."""
    if isinstance(condition, Comparison):
        return _describe_comparison(condition, context, section, negated=False)
    if isinstance(condition, Not):
        if isinstance(condition.of, Comparison):
            return _describe_comparison(condition.of, context, section, negated=True)
        return describe_requirement(_push_negation_inside(condition.of), context, section)
    pieces = [describe_requirement(inner, context, section) for inner in condition.of]
    return join_labels(pieces, Label("，且", " and ") if isinstance(condition, AllOf) else Label("，或", " or "))


def _push_negation_inside(condition: AllOf | AnyOf | Not) -> Condition:
    """The opposite of a combined condition, said of each of its members: people do not read brackets."""
    if isinstance(condition, Not):
        return condition.of
    inner = tuple(Not(member) for member in condition.of)
    return AnyOf(inner) if isinstance(condition, AllOf) else AllOf(inner)


def describe_state(condition: Condition, context: Context, record: Record) -> Label:
    """Say how things stand in what a condition asks about, as typed: “是否代表论文”填的是 否.

    Of several it names those that decide: the ones that fail when all are wanted, that hold when one is enough.
    """
    if isinstance(condition, Comparison):
        return _describe_held_value(condition, context, record)
    if isinstance(condition, Not):
        return describe_state(condition.of, context, record)
    holds = Evaluation(context, record).holds(condition)
    decide = [inner for inner in condition.of if Evaluation(context, record).holds(inner) is holds] or condition.of
    descriptions = dict.fromkeys(describe_state(inner, context, record) for inner in decide)
    return join_labels(descriptions, Label("，", ", "))


def describe_day(day: PartialDate) -> Label:
    """A day as a notice writes it: 2020年12月31日."""
    zh = f"{day.year}年" + (f"{day.month}月" if day.month else "") + (f"{day.day}日" if day.day else "")
    return Label(zh, str(day))


def _describe_comparison(test: Comparison, context: Context, section: str, *, negated: bool) -> Label:
    field = subject_label(test.subject, context, section)
    if test.operator is Operator.PRESENT:
        return _describe_presence(test.subject, context, section, is_filled=(test.values[0] == YES) != negated)
    words = _NEGATED[test.operator] if negated else _WORDS[test.operator]
    return _fill_in(words, field, describe_wanted_values(test, context, section))


def _describe_held_value(test: Comparison, context: Context, record: Record) -> Label:
    if context.other_section_of(test.subject, record) is not None:
        return _describe_comparison(test, context, record.section, negated=not Evaluation(context, record).holds(test))
    field = subject_label(test.subject, context, record.section)
    is_filled = Evaluation(context, record).is_filled(test.subject)
    if test.operator is Operator.PRESENT or not is_filled:
        return _describe_presence(test.subject, context, record.section, is_filled=is_filled)
    if test.operator in _DESCRIBED_BY_VALUE:
        return _fill_in(_TYPED, field, _describe_typed(test.subject, context, record))
    return _describe_comparison(test, context, record.section, negated=not Evaluation(context, record).holds(test))


def _describe_presence(subject: str, context: Context, section: str, *, is_filled: bool) -> Label:
    """Say that a part is there, that a field is filled in, or what is marked inside one (“刊物”里有 * 号)."""
    owner, _, piece = subject.removeprefix(f"{APPLICANT}.").partition(".")
    if piece and owner != PART and context.field(section, owner) is not None:
        words = _INSIDE[is_filled]
        piece_name = piece_label(piece)
        return _fill_in(words, context.field_label(section, owner), piece_name)
    return _fill_in(_PRESENT[subject.startswith(f"{PART}."), is_filled], subject_label(subject, context, section))


def _describe_typed(subject: str, context: Context, record: Record) -> Label:
    """What stands in a field, as typed."""
    kind, _, name = subject.partition(".")
    if kind != APPLICANT:
        return describe_value(record.fields[subject], context.field(record.section, subject))
    if name == "level":
        return context.profile.level_label(context.dossier.level)
    return describe_value(context.dossier.applicant[name], context.field(APPLICANT, name))


def describe_value(value: Value, declared: Field | None) -> Label:
    """A value as typed; a choice typed as its id by the notice's word for it."""
    text = value.text.strip()
    if declared is not None and declared.type is FieldType.CHOICE:
        return next((choice.label for choice in declared.choices if choice.id == text), Label(text))
    return Label(text)


def _fill_in(words: Label, field: Label, values: Label = _NOTHING) -> Label:
    return fill_label(words, field=field, values=values)


def describe_wanted_values(test: Comparison, context: Context, section: str) -> Label:
    """The values that a test asks for, each once; what is compared with is called by its name."""
    if test.operand is not None:
        from zcdossier.lint.operands import describe_operand  # operands are described by conditions

        return describe_operand(test.operand, context, section)
    if test.operator is Operator.SAME_AS or (test.operator in _COMPARING and not is_comparable(test.values[0])):
        return subject_label(test.values[0], context, section)
    values = tuple(dict.fromkeys(test.labels or test.values))
    return join_words(values, Label(" 或 ", " or "))


def is_short(condition: Condition) -> bool:
    """Whether a condition asks one thing of one subject."""
    inner = condition.of if isinstance(condition, Not) else condition
    return isinstance(inner, Comparison) and inner.operator is not Operator.MATCHES


def is_simple(condition: Condition) -> bool:
    """Whether a condition can be said in one short sentence that does not read like logic."""
    return isinstance(condition, Comparison) and condition.operator not in (Operator.MATCHES, *_COMPARING)


def describe_selection(condition: Condition, context: Context, section: str) -> Label:
    """Say which records are meant by what they hold, not as a condition; empty where that takes many words."""
    if isinstance(condition, AllOf):
        descriptions = [describe_selection(inner, context, section) for inner in condition.of]
        return join_labels([label for label in descriptions if label.zh], Label("，", ", "))
    if not isinstance(condition, Comparison) or condition.operator not in (Operator.ONE_OF, Operator.CONTAINS):
        return _NOTHING
    declared = context.field(section, condition.subject)
    if declared is not None and declared.type is FieldType.FLAG:
        label = subject_label(condition.subject, context, section)
        yes = condition.values[0] == YES
        return Label(label.zh.removeprefix("是否"), label.text("en")) if yes else _NOTHING
    return describe_wanted_values(condition, context, section)


def subject_label(subject: str, context: Context, section: str) -> Label:
    """The notice's word for what a condition asks about."""
    kind, _, name = subject.partition(".")
    if kind == PART:
        return _part_label(name, context, section)
    if kind == APPLICANT:
        return Label("申报级别", "level") if name == LEVEL else context.field_label(APPLICANT, name)
    if context.field(section, kind) is not None:
        return context.field_label(section, subject)
    owner, inside = _split_owner(subject)
    other = context.section(owner)
    if other is None:
        return Label("申报级别", "level") if subject == LEVEL else context.field_label(section, subject)
    if not inside:
        return other.label
    head, _, part = inside.partition(".")
    field = _part_label(part, context, owner) if head == PART else context.field_label(owner, inside)
    return Label(f"{other.label.zh}的{field.zh}", f"{field.text('en')} of {other.label.text('en')}")


def _split_owner(subject: str) -> tuple[str, str]:
    """The section that a subject names, and what of it: attachments and texts are named by two words."""
    words = subject.split(".")
    length = 2 if words[0] in ("attachments", "texts") else 1
    return ".".join(words[:length]), ".".join(words[length:])


def _part_label(name: str, context: Context, section: str) -> Label:
    owner = context.section(section)
    part = owner.parts.get(name) if owner else None
    return part.label if part else Label(name)


def label_of_counted(rule: Rule, context: Context) -> Label:
    """What the sections are called whose records are counted."""
    return join_labels([context.label(section) for section in rule.sections])


def which_are_counted(rule: Rule, context: Context) -> Label:
    """Say which records are counted, where not all of a section are."""
    if rule.where == ALWAYS:
        return Label("", "")
    inner = rule.where.of if isinstance(rule.where, AllOf) else (rule.where,)
    if len(inner) <= _MOST_TESTS and all(_is_plain(test) for test in inner):
        requirement = describe_requirement(rule.where, context, rule.sections[0])
        gap = "" if requirement.zh.endswith("”") else " "
        return Label(f"里{requirement.zh}{gap}的", f" where {requirement.text('en')}")
    if rule.says is not None and rule.says.zh:
        return Label(f"（{rule.says.zh}）", f" ({rule.says.text('en')})")
    return Label("里通知说的那几种", " of the kinds that the notice names")


def _is_plain(condition: Condition) -> bool:
    return isinstance(condition, Comparison) and condition.operator is not Operator.MATCHES
