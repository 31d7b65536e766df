"""`zcdossier lint|status|checklist`: one judgement, shown as findings, as counts of sections, as questions."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import discover, run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import command, flag
from zcdossier.cli.console import Console
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.model.lint_result import LintResult


LINT_HELP = Label(
    "检查申报材料：哪里不对、在哪行哪格、依据哪一条、怎么改。\n没有错误时退出码是 0，有错误是 1，无法检查是 2。",
    "Check a dossier: what is wrong, where, by which clause, and how to fix it.\nExits with 0 if there are no "
    "errors, 1 if there are, 2 if it could not check.",
)


@command("lint", LINT_HELP)
@options.paths_argument
@options.findings_format_option
@options.output_option
@options.jobs_option(
    Label(
        "许多份材料时同时用几个进程；默认和处理器的核数一样多。",
        "Number of processes for many dossiers; by default one per core.",
    )
)
@options.scheduler_option
@options.strict_option
@options.mark_option
@options.as_of_option
@options.verbose_option
@options.quiet_option
def lint(console: Console, **given: Any) -> int:
    """Check every dossier found."""
    from zcdossier.cli.run_lint import LintOptions, run_lint

    return run_lint(LintOptions(**given), console)


STATUS_HELP = Label(
    "每个栏目填了多少、上限多少、还有多少问题。",
    "How many records each section has, its limit, and its problems.",
)


@command("status", STATUS_HELP)
@options.paths_argument
@options.data_format_option
@options.as_of_option
def status(console: Console, *, paths: tuple[Path, ...], format_: option_values.DataFormat, as_of: str) -> int:
    """Count, section by section."""
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.as_json import status_object
    from zcdossier.report.dossier_summary import status_text
    from zcdossier.report.json_document import failure_object, json_document
    from zcdossier.report.overview import overview_row, overview_text
    from zcdossier.report.overview_rows import OverviewRow, failed_overview_row, sort_worst_first

    day, profiles = option_values.read_as_of(as_of), Profiles()
    codes: list[int] = []
    objects = []
    count = 0
    rows: list[OverviewRow] = []
    roots = discover(option_values.paths_or_here(paths), console)
    for root, linted in run_each(roots, lambda root: lint_dossier(root, as_of=day, profiles=profiles), console):
        if isinstance(linted, Failure):
            codes.append(linted.code)
            rows.append(failed_overview_row(str(root)))
            objects.append(failure_object(str(root), linted.why.text(console.lang), {"sections": []}))
        elif format_ is option_values.DataFormat.JSON:
            objects.append(status_object(linted, console.lang))
        else:
            console.show(("\n" if count else "") + status_text(linted, console.style()))
            count += 1
            rows.append(overview_row(linted, console.lang))
    if format_ is option_values.DataFormat.JSON:
        console.show_json(json_document(objects))
    elif len(roots) > 1:
        console.show("\n" + overview_text(sort_worst_first(rows), console.style()))
    return worst_code(codes)


CHECKLIST_HELP = Label(
    "列出只有本人才能确认的问题；回答写进清单：表格的“确认”表，或 dossier.yaml 的 answers。",
    "List the questions that only you can answer; the answers go into the manifest: the workbook's sheet of "
    "questions, or answers in dossier.yaml.",
)


@command("checklist", CHECKLIST_HELP)
@options.path_argument
@options.data_format_option
@options.as_of_option
@flag("-v", "--verbose", label=Label("逐条列出每条记录。", "List every record."))
def checklist(console: Console, *, path: Path, format_: option_values.DataFormat, as_of: str, verbose: bool) -> int:
    """Show the questions of each dossier found."""
    from zcdossier.app.find_dossiers import find_dossiers
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.checklist import checklist_object, checklist_text
    from zcdossier.report.json_document import failure_object, json_document

    day, profiles = option_values.read_as_of(as_of), Profiles()
    style = console.style(option_values.choose_detail(quiet=False, verbose=verbose))
    codes: list[int] = []
    objects = []
    count = 0

    def work(root: Path) -> "LintResult":
        linted = lint_dossier(root, as_of=day, profiles=profiles)
        worded = profiles.with_clauses(linted.profile) if linted.profile is not None else None
        return linted._replace(profile=worded)

    for root, linted in run_each(find_dossiers([path]), work, console):
        if isinstance(linted, Failure):
            codes.append(linted.code)
            objects.append(failure_object(str(root), linted.why.text(console.lang), {"checklist": []}))
        elif format_ is option_values.DataFormat.JSON:
            objects.append(checklist_object(linted, console.lang))
        else:
            console.show(("\n" if count else "") + checklist_text(linted, style))
            count += 1
    if format_ is option_values.DataFormat.JSON:
        console.show_json(json_document(objects))
    return worst_code(codes)
