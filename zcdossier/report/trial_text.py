"""`profile try`: the clean sample, a table of rules with how each was broken, the cases kept beside the profile."""

from collections import Counter
from collections.abc import Iterator, Sequence

from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.report.messages import message_text
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table

_OUTCOMES = {
    "found": Label("查出，没有别的", "found, nothing else"),
    "found-with-others": Label("查出，还带出", "found, with"),
    "never": Label("没有触发过", "never fires"),
    "not-tried": Label("不能自动试", "can't be broken automatically"),
}
_MOST_OTHERS = 3


def trial_table(
    lines: Sequence[tuple[str, Label, str, tuple[str, ...]]], proven: frozenset[str], style: Style
) -> Iterator[str]:
    """Yield the rows: rule, outcome with the other rules that found something, and how it was broken."""
    rows = []
    for rule, how, outcome, others in lines:
        outcome_text = style.say(_OUTCOMES[outcome])
        if others:
            more = f" …（{len(others)}）" if len(others) > _MOST_OTHERS else ""
            outcome_text += f" {', '.join(others[:_MOST_OTHERS])}{more}"
        elif outcome == "never" and rule in proven:
            outcome_text = style.say(Label("cases 里触发过", "fires in a case"))
        rows.append((rule, outcome_text, how.text(style.lang)))
    yield from lay_out_table(rows, indent="  ")


def sample_lines(sample: str, findings: Sequence[Finding], style: Style) -> Iterator[str]:
    """Yield what the clean sample's own findings are: each is a rule that its examples don't meet."""
    where = f" {sample}" if sample else ""
    if not findings:
        yield style.say(Label(f"样本{where} 没有问题。", f"The sample{where} is clean."))
        return
    yield style.say(
        Label(
            f"样本{where} 还有 {len(findings)} 个问题：给字段写上合适的 example，或改样本的 dossier.yaml，再运行一次。",
            f"The sample{where} has {len(findings)} findings: give fields a fitting example, or fix the sample's "
            "dossier.yaml, and run this again.",
        )
    )
    for finding in findings:
        yield f"  [{finding.rule}] {message_text(finding, style.lang)}"


def case_lines(cases: Sequence[tuple[str, bool, tuple[str, ...]]], style: Style) -> Iterator[str]:
    """Yield the cases that are not as their names say, and how many there are."""
    for name, right, found in cases:
        if not right:
            listed = ", ".join(found) or style.say(Label("什么也没有", "nothing"))
            yield style.say(Label(f"  cases/{name}：查出的是 {listed}", f"  cases/{name}: found {listed}"))
    if cases:
        count = sum(right for _, right, _ in cases)
        yield style.say(Label(f"cases：{len(cases)} 个，{count} 个如名", f"cases: {len(cases)}, {count} as named"))


def trial_summary(outcomes: Sequence[str], style: Style) -> str:
    """Say how many rules there are of each outcome."""
    counts = Counter(outcomes)
    names = [f"{style.say(_OUTCOMES[outcome])} {counts[outcome]}" for outcome in _OUTCOMES if counts[outcome]]
    return style.say(Label(f"{len(outcomes)} 条规则：", f"{len(outcomes)} rules: ")) + style.say(
        Label("；", "; ")
    ).join(names)
