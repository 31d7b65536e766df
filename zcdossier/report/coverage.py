"""`profile coverage`: what becomes of every clause of a notice."""

from collections.abc import Sequence
from typing import Protocol

from zcdossier.model.label import Label
from zcdossier.report.as_json import Json
from zcdossier.report.style import Detail, Style
from zcdossier.report.table import table
from zcdossier.report.width import clip
from zcdossier.report.words import one_line

_WORDS = {
    "enforced": Label("程序检查", "enforced"),
    "asked": Label("人工确认", "asked"),
    "shown": Label("给出提示", "shown"),
    "excluded": Label("不检查", "excluded"),
    "open": Label("还没有处理", "open"),
}
_SAYS_CELLS = 46


class Covered(Protocol):
    """One clause as accounted for. `disposition` is one of enforced, asked, shown, excluded, open."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def where(self) -> str:
        """Where it stands in the notice."""
        ...

    @property
    def says(self) -> Label:
        """What it says, in our words."""
        ...

    @property
    def disposition(self) -> str:
        """What is done about it."""
        ...

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that cite it."""
        ...

    @property
    def cases(self) -> int:
        """How many cases break it on purpose."""
        ...

    @property
    def asked(self) -> bool:
        """Whether people are asked about it, also beside rules that judge a part."""
        ...

    @property
    def reason(self) -> Label:
        """Why it is excluded."""
        ...


def coverage_text(name: str, clauses: Sequence[Covered], style: Style) -> str:
    """Every clause on a line, then the totals; quiet: what is open and the totals only."""
    shown = [one for one in clauses if style.detail is not Detail.QUIET or one.disposition == "open"]
    rows = [
        [
            one.id,
            one.where,
            _done(one, style),
            str(one.cases) if one.disposition == "enforced" else "",
            clip(one_line(one.says, style.lang), _SAYS_CELLS),
            ", ".join(one.rules) or one_line(one.reason, style.lang),
        ]
        for one in shown
    ]
    head = style.say("条款,位置,处理,用例,内容,规则或理由", "clause,place,done,cases,says,rules or reason").split(",")
    lines = table([head, *rows], right=(3,)) if rows else []
    if lines:
        lines = [style.paint.faint(lines[0]), *lines[1:], ""]
    totals = [
        f"{_WORDS[word].text(style.lang)} {count}"
        for word in _WORDS
        if (count := sum(one.disposition == word for one in clauses))
    ]
    both = sum(_in_part(one) for one in clauses)
    if both:
        totals.append(
            style.say(f"其中程序检查一部分、其余请人确认 {both}", f"of these enforced in part, the rest asked {both}")
        )
    summary = style.say(f"{name}：共 {len(clauses)} 条，", f"{name}: {len(clauses)} clauses, ")
    return "\n".join([*lines, summary + style.say("，", ", ").join(totals)]) + "\n"


def _in_part(one: Covered) -> bool:
    return one.disposition == "enforced" and one.asked


def _done(one: Covered, style: Style) -> str:
    words = ("enforced", "asked") if _in_part(one) else (one.disposition,)
    return style.say("、", ", ").join(_WORDS[word].text(style.lang) for word in words)


def coverage_object(name: str, clauses: Sequence[Covered], lang: str) -> Json:
    """The same as data (a contract)."""
    return {
        "profile": name,
        "clauses": [
            {
                "id": one.id,
                "disposition": str(one.disposition),
                "asked": one.asked,
                "rules": list(one.rules),
                "cases": one.cases,
                "reason": one.reason.text(lang),
            }
            for one in clauses
        ],
    }
