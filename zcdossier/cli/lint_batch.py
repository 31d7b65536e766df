"""Many dossiers judged: in this process, by several where that is worth their start, or by the workers of a scheduler.

What a dossier adds to the output is made where it was judged, and kept for the next time (`VerdictMemory`); what comes
of all is put together by `findings_output`.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.app.verdict_memory import VerdictMemory
from zcdossier.cli.batch import OnStart, count_processes, map_items, process_profiles
from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.option_values import FindingsFormat
from zcdossier.report.overview_rows import OverviewRow
from zcdossier.report.style import Detail, Style

if TYPE_CHECKING:
    from zcdossier.cli.cluster import Cluster
    from zcdossier.cli.mark_outcome import MarkOutcome
    from zcdossier.model.lint_result import LintResult
    from zcdossier.profiles.load import Profiles


class RenderedDossier(NamedTuple):
    """What one dossier adds: its row in the overview, its exit code, and what the format made of it.

    `unread_pages` are those that `read` has not read, where it has read any.
    """

    row: OverviewRow
    code: int
    body: Any
    unread_pages: int = 0
    marked: "MarkOutcome | None" = None


def render_body(linted: "LintResult", kind: FindingsFormat, style: Style, *, several: bool) -> Any:
    """What the format makes of one dossier, small enough to be handed from process to process."""
    if kind is FindingsFormat.TEXT:
        return _text(linted, style, several=several)
    if kind is FindingsFormat.JSON:
        from zcdossier.report.as_json import dossier_object

        return dossier_object(linted, style.lang)
    if kind is FindingsFormat.SARIF:
        from zcdossier.report.as_sarif import sarif_part

        return sarif_part(linted, style.lang)
    if kind is FindingsFormat.GITHUB:
        from zcdossier.report.as_github import github_text

        return github_text(linted, style.lang)
    from zcdossier.report.overview_sheets import finding_rows

    return finding_rows(linted, style.lang) if kind is FindingsFormat.XLSX else ()


def render_dossier(
    linted: "LintResult", kind: FindingsFormat, style: Style, *, several: bool, code: int
) -> RenderedDossier:
    """Everything one dossier adds."""
    from zcdossier.report.overview import overview_row

    body = render_body(linted, kind, style, several=several)
    return RenderedDossier(overview_row(linted, style.lang), code, body, linted.unread_pages)


def _text(linted: "LintResult", style: Style, *, several: bool) -> str:
    from zcdossier.report.dossier_summary import dossier_heading, summary_text
    from zcdossier.report.terminal import findings_text

    talkative = style.detail is not Detail.QUIET
    parts = [f"{dossier_heading(linted, style)}\n"] if several and talkative else []
    parts += [text for text in (findings_text(linted, style),) if text]
    if talkative:
        parts.append(summary_text(linted, style))
    return ("\n" if talkative else "").join(parts)


class LintTask(NamedTuple):
    """What is to be made of every dossier."""

    kind: FindingsFormat
    style: Style
    as_of: date
    several: bool = False
    strict: bool = False
    mark: bool = False


def lint_many(
    roots: Sequence[Path],
    task: LintTask,
    jobs: int | None = None,
    on_start: OnStart = lambda _: None,
    cluster: "Cluster | None" = None,
) -> Iterator[tuple[Path, RenderedDossier | Failure]]:
    """Yield every dossier with what it adds, in the order given, whoever judges it."""
    count = cluster.workers if cluster is not None else count_processes(len(roots), jobs)
    if cluster is not None or count > 1:
        yield from map_items(roots, task, _lint_in_process, count=count, on_start=on_start, cluster=cluster)
        return
    profiles = cache(_new_profiles)
    for root in roots:
        on_start(root)
        yield root, _lint_dossier(root, task, profiles)


def _new_profiles() -> "Profiles":
    from zcdossier.profiles.load import Profiles

    return Profiles()


def _lint_dossier(root: Path, task: LintTask, profiles: Callable[[], "Profiles"]) -> RenderedDossier | Failure:
    def work() -> RenderedDossier:
        memory = VerdictMemory(root, [str(root), task], task.kind)
        recalled = _as_rendered(memory.recall()) if not task.mark else None
        if recalled is not None:
            return recalled
        from zcdossier.app.lint_dossier import lint_dossier, verdict_code

        linted = lint_dossier(root, as_of=task.as_of, profiles=profiles())
        code = verdict_code(linted.verdict, strict=task.strict)
        rendered = render_dossier(linted, task.kind, task.style, several=task.several, code=code)
        memory.keep([[*rendered.row], int(rendered.code), rendered.body, rendered.unread_pages], linted)
        if not task.mark:
            return rendered
        from zcdossier.cli.mark_outcome import mark_dossier

        return rendered._replace(marked=mark_dossier(linted, task.style.lang))

    return attempt(work)


def _as_rendered(kept: Any) -> RenderedDossier | None:
    try:
        row, code, body, unread_pages = kept
        return RenderedDossier(OverviewRow(*row), code, body, unread_pages)
    except (TypeError, ValueError):
        return None


def _lint_in_process(root: Path, task: LintTask) -> RenderedDossier | Failure:
    return _lint_dossier(root, task, process_profiles)
