"""`zcdossier lint` once its command line is known: every dossier judged, and shown as it was asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.cli import option_values
from zcdossier.cli.batch import cluster_at, complain_about, discover, explain_fewer_processes
from zcdossier.cli.batch_progress import watch_batch
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.console import Console, ResultFile
from zcdossier.cli.findings_output import choose_output
from zcdossier.cli.lint_batch import LintTask, lint_many
from zcdossier.cli.option_values import FindingsFormat

if TYPE_CHECKING:
    from zcdossier.cli.mark_outcome import MarkOutcome


class LintOptions(NamedTuple):
    """What the command line says; the defaults are those of the options that `lint_commands` declares."""

    paths: tuple[Path, ...]
    format_: FindingsFormat | None = None
    output: Path | None = None
    jobs: int | None = None
    scheduler: str = ""
    strict: bool = False
    mark: bool = False
    as_of: str = ""
    verbose: bool = False
    quiet: bool = False


def run_lint(given: LintOptions, console: Console) -> int:
    """Check every dossier found, and return the exit code."""
    quiet = given.quiet
    style = console.style(option_values.choose_detail(quiet=quiet, verbose=given.verbose))
    kind = option_values.choose_format(given.format_, given.output, FindingsFormat.TEXT)
    file = ResultFile(console, given.output, kind.value)
    task = LintTask(kind, style, option_values.read_as_of(given.as_of), strict=given.strict, mark=given.mark)
    roots = discover(option_values.paths_or_here(given.paths), console)
    task = task._replace(several=len(roots) > 1)
    fewer = explain_fewer_processes(len(roots), given.jobs) if not given.scheduler else None
    if fewer is not None and task.several and not quiet:
        console.tell(fewer)
    findings_output = choose_output(kind, console, style, file, several=task.several)
    codes: list[int] = []
    unread_pages = 0
    marked: list[MarkOutcome] = []
    with (
        cluster_at(given.scheduler, roots, console) as cluster,
        watch_batch(roots, console, wanted=not quiet, logged=given.output is not None) as watch,
    ):
        for root, rendered in lint_many(roots, task, given.jobs, watch.started, cluster):
            if isinstance(rendered, Failure):
                watch.finished(root, 0, 0, failed=True)
                complain_about(root, rendered, console)
                findings_output.fail(str(root), rendered)
                codes.append(rendered.code)
            else:
                watch.finished(root, rendered.row.errors, rendered.row.warnings)
                findings_output.add(rendered)
                codes.append(rendered.code)
                unread_pages += rendered.unread_pages
                marked += [rendered.marked] if rendered.marked is not None else []
    findings_output.finish()
    if unread_pages and not quiet:
        from zcdossier.report.reading_summary import unread_pages_note

        console.tell(unread_pages_note(unread_pages))
    if marked:
        from zcdossier.cli.mark_outcome import tell_marked

        codes += tell_marked(marked, console, quiet=quiet)
    return worst_code(codes)
