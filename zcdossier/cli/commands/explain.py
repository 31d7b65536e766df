"""`zcdossier explain`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdossier.cli.bilingual import both
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.report.style import Style

if TYPE_CHECKING:
    from zcdossier.app.inspect_profiles import Explained

HELP = both(
    "解释一个代码、一条规则或通知里的一条：为什么、错在哪、怎么改、哪些通知用到。",
    "Explain a code, a rule or a clause: why, wrong, right, how to mend, which notices.",
)


def explain(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            show_default=False,
            help=both(
                "代码（ZC101）、规则（papers-limit）或条款（HZNU-3.9-02）。",
                "A code (ZC101), a rule (papers-limit) or a clause (HZNU-3.9-02).",
            ),
        ),
    ],
) -> int:
    """Show every card that the name stands for."""
    from zcdossier.app.inspect_profiles import explain as explained

    console: Console = context.obj
    style = console.style()
    console.show("\n".join(_text(one, style) for one in explained(name, Path())))
    return ExitCode.OK


def _text(one: "Explained", style: Style) -> str:
    from zcdossier.app.inspect_profiles import ExplainedKind, ExplainedRule
    from zcdossier.report.explanation import clause_page, kind_text, rule_text

    if isinstance(one, ExplainedKind):
        return kind_text(one.kind, one.uses, style)
    if isinstance(one, ExplainedRule):
        return rule_text(one.profile, one.rule, one.kind, style)
    return clause_page(one.profile, one.clause, style)
