"""`--mark`: what came of marking workbooks, and how that is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.model.lint_result import LintResult


class MarkOutcome(NamedTuple):
    """The path of the marked copy, or why there is none."""

    path: str = ""
    failure: Failure | None = None


def mark_dossier(linted: "LintResult", lang: str) -> MarkOutcome:
    """Write the marked copy of a dossier's workbook."""
    from zcdossier.app.mark_workbook import mark_workbook

    outcome = attempt(lambda: mark_workbook(linted, lang))
    return MarkOutcome(failure=outcome) if isinstance(outcome, Failure) else MarkOutcome(str(outcome))


def tell_marked(outcomes: Sequence[MarkOutcome], console: Console, *, quiet: bool) -> list[int]:
    """Say where the marked copies lie, or why there are none; return the exit codes that this adds."""
    for outcome in outcomes:
        if outcome.failure is not None:
            console.complain(outcome.failure.why)
        elif not quiet:
            name = escape_controls(outcome.path)
            console.tell(
                Label(
                    f"问题已标在 {name}（您的表格没有改动）",
                    f"findings are marked in {name} (your own file is unchanged)",
                )
            )
    return [outcome.failure.code for outcome in outcomes if outcome.failure is not None]
