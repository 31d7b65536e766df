"""`explain`: the card of a check kind, a rule of a notice, or one clause and everything that stands for it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from zcdossier.lint.kind import CheckKind
from zcdossier.lint.parameter_help import ROW_KEYS
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Rule
from zcdossier.report.messages import clause_name, clause_text, join_words, one_line, severity_word
from zcdossier.report.parameter_text import describe_parameters, example_row
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_notes, lay_out_table, wrap

RuleUse = tuple[Profile, Rule]
MOST_LISTED = 12
_LINE_OF_MANIFEST = re.compile(r"^ *(?:- )?\w+:(?: |$)", re.MULTILINE)
_IN_WORKBOOK = Label(
    "以上是 dossier.yaml 的写法；用 申报表.xlsx 的，填在那个栏目的工作表里同名的列。",
    "This is how dossier.yaml is written; in 申报表.xlsx it goes into the column of that name on the section's sheet.",
)


def explain_kind(kind: CheckKind, uses: Sequence[RuleUse], style: Style) -> str:
    """Why, wrong, right, how to mend, and which rules of which notices use it."""
    card = kind.card
    lines = [style.paint.strong(f"{kind.code} {one_line(kind.title, style.lang)}"), ""]
    lines += [_labelled_line(style, Label("为什么", "Why"), one_line(card.why, style.lang)), ""]
    lines += [*_example_lines(style, Label("错误的写法", "Wrong"), card.wrong)]
    lines += [*_example_lines(style, Label("正确的写法", "Right"), card.right)]
    if _LINE_OF_MANIFEST.search(card.right) and _LINE_OF_MANIFEST.search(card.wrong):
        lines += [style.say(_IN_WORKBOOK), ""]
    lines += [_labelled_line(style, Label("怎么改", "Fix"), one_line(card.mend, style.lang))]
    lines += _parameter_lines(kind, style)
    if uses:
        listed = _list_uses(uses, style) if len(uses) <= MOST_LISTED else _count_by_notice(uses, style)
        lines += ["", style.paint.label(style.say(Label("用到它的规则", "Rules that use it"))), *listed]
    elif kind.always:
        lines += ["", style.say(Label("不论哪个通知，始终检查。", "Always checked, whatever the notice."))]
    return "\n".join(lines) + "\n"


def _parameter_lines(kind: CheckKind, style: Style) -> Iterator[str]:
    """What a row of a profile may say of this kind, and such a row."""
    row = example_row(kind)
    if not row:
        return
    yield ""
    yield style.paint.label(style.say(Label("参数（写申报要求的人看）", "Parameters, for who writes a profile")))
    needed = style.say(Label("（必须）", " (needed)"))
    rows = [
        (
            line.name + (needed if line.needed else ""),
            line.type.text(style.lang),
            line.meaning.text(style.lang) + (f" [{line.default}]" if line.default else ""),
        )
        for line in describe_parameters(kind)
    ]
    yield from lay_out_notes(rows, style.width)
    yield ""
    yield from _example_lines(style, Label("写在 profile.yaml 里", "In profile.yaml"), row)
    keys = Label("、".join(ROW_KEYS), ", ".join(ROW_KEYS))
    yield from wrap(style.say(Label(f"每一行都可以写：{keys.zh}", f"any row may say: {keys.en}")), style.width)


def _labelled_line(style: Style, label: Label, text: str) -> str:
    return f"{style.paint.label(label.text(style.lang))}  {text}"


def _example_lines(style: Style, label: Label, text: str) -> Iterator[str]:
    yield style.paint.label(label.text(style.lang))
    yield from (f"    {line}" for line in text.strip("\n").split("\n"))
    yield ""


def _list_uses(uses: Sequence[RuleUse], style: Style) -> list[str]:
    rows = [
        (profile.id, rule.id, severity_word(rule.severity, style.lang), join_words(list(rule.all_clauses), style.lang))
        for profile, rule in uses
    ]
    return lay_out_table(rows, indent="  ")


def _count_by_notice(uses: Sequence[RuleUse], style: Style) -> list[str]:
    """How many rules of each notice; a page of them would bury the card."""
    counts = Counter(profile.id for profile, _ in uses)
    rows = [(name, style.say(Label(f"{count} 条", f"{count} rules"))) for name, count in counts.items()]
    command = f"zcdossier profile show {next(iter(counts))} -v"
    return [*lay_out_table(rows, indent="  "), style.say(Label(f"逐条列出：{command}", f"to list them: {command}"))]


def explain_rule(profile: Profile, rule: Rule, kind: CheckKind, style: Style) -> str:
    """One rule: what it asks, in which words of the notice, how strictly."""
    says = one_line(rule.says, style.lang) if rule.says is not None else one_line(kind.title, style.lang)
    judged_by = [f"{kind.code} {one_line(kind.title, style.lang)}", severity_word(rule.severity, style.lang)]
    lines = [
        style.paint.strong(f"{rule.id}  {says}"),
        f"{profile.id} {one_line(profile.title, style.lang)}",
        style.say(Label("；", "; ")).join(judged_by),
        *(f"  {text}" for text in _clauses_by_level(profile, rule, style)),
    ]
    if rule.hint is not None:
        lines.append(_labelled_line(style, Label("怎么改", "Fix"), one_line(rule.hint, style.lang)))
    see_kind = style.say(Label(f"更多：zcdossier explain {kind.code}", f"more: zcdossier explain {kind.code}"))
    return "\n".join([*lines, see_kind]) + "\n"


def _clauses_by_level(profile: Profile, rule: Rule, style: Style) -> Iterator[str]:
    for level, clauses in rule.clauses.items():
        prefix = "" if level == "*" else f"{one_line(profile.level_label(level), style.lang)}  "
        for clause in clauses:
            yield prefix + clause_text(clause, profile, style.lang)


def explain_clause(profile: Profile, clause: str, style: Style) -> str:
    """One clause: its words, and the rules, questions and hints that stand for it."""
    lines = [
        style.paint.strong(clause_name(clause, profile, style.lang)),
        f"{profile.id} {one_line(profile.title, style.lang)}",
        one_line(profile.clauses.get(clause, Label("")), style.lang),
        *_enforcing_rules(profile, clause, style),
        *_questions_and_guidance(profile, clause, style),
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _enforcing_rules(profile: Profile, clause: str, style: Style) -> Iterator[str]:
    rows = [
        (rule.id, severity_word(rule.severity, style.lang), one_line(rule.says or Label(""), style.lang))
        for rule in profile.rules
        if clause in rule.all_clauses and not rule.off
    ]
    if rows:
        yield style.paint.label(style.say(Label("由程序检查", "Checked by")))
        yield from lay_out_table(rows, indent="  ")


def _questions_and_guidance(profile: Profile, clause: str, style: Style) -> Iterator[str]:
    for question in profile.checklist:
        if clause in question.clauses:
            yield _labelled_line(style, Label("由本人确认", "Asked"), one_line(question.question, style.lang))
    for guidance in profile.guidance:
        if clause in guidance.clauses:
            yield _labelled_line(style, Label("提示", "Shown"), one_line(guidance.text, style.lang))
