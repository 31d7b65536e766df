"""`zcdossier report|verify`: what a build left, as a page to look at, and held against its receipt."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import discover, output_paths, run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import PATH, argument, command, option
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Thumbnails

if TYPE_CHECKING:
    from zcdossier.app.report_dossier import ReportResult


REPORT_HELP = Label(
    "写一个网页 build/report.html：每页的缩略图、问题、填报单、人工确认，用浏览器打开，不联网。\n"
    "填报单另存为 build/填报单.xlsx。build 生成 PDF 以后会自己写；改了清单以后可以单独再写，PDF 还是上次生成的。",
    "Write the report, build/report.html: page pictures, findings, the entry sheet and the questions, to open "
    "in a\nbrowser. The entry sheet is also written for Excel, into build. build writes both; after editing "
    "the manifest,\nthis writes them again, with the PDFs of the last build.",
)


@command("report", REPORT_HELP)
@options.paths_argument
@option(
    "--out",
    label=Label(
        "PDF 不在材料的 build 里，而在这个文件夹；报告也写在这里。",
        "The folder that holds the PDFs, if not the dossier's build; the report is written there too.",
    ),
    metavar="OUT",
    type=PATH,
)
@options.thumbnails_option
@options.data_format_option
@options.as_of_option
@options.quiet_option
def report(
    console: Console,
    *,
    paths: tuple[Path, ...],
    out: Path | None,
    thumbnails: Thumbnails,
    format_: option_values.DataFormat,
    as_of: str,
    quiet: bool,
) -> int:
    """Write the page of every dossier found."""
    from zcdossier.app.report_dossier import ReportOptions, report_dossier
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.as_json import failed_report_object, report_object
    from zcdossier.report.dossier_summary import report_text
    from zcdossier.report.json_document import json_document

    report_options, profiles = ReportOptions(console.lang, option_values.read_as_of(as_of), thumbnails), Profiles()
    roots = discover(option_values.paths_or_here(paths), console)
    places = output_paths(roots, out, option_values.paths_or_here(paths))
    style = console.style(option_values.choose_detail(quiet=quiet, verbose=False))
    codes: list[int] = []
    objects = []

    def work(root: Path) -> "ReportResult":
        return report_dossier(root, report_options, out=places[root], profiles=profiles)

    for root, reported in run_each(roots, work, console):
        if isinstance(reported, Failure):
            codes.append(reported.code)
            objects.append(failed_report_object(str(root), reported.why.text(console.lang)))
        elif format_ is option_values.DataFormat.JSON:
            objects.append(report_object(reported.linted.name, str(reported.path), reported.linted.verdict))
        elif style.detail is not Detail.QUIET:
            console.show(
                report_text(
                    escape_controls(reported.linted.name),
                    escape_controls(str(reported.path)),
                    reported.linted.verdict,
                    style,
                )
            )
    if format_ is option_values.DataFormat.JSON:
        console.show_json(json_document(objects))
    return worst_code(codes)


VERIFY_HELP = Label(
    "核对生成好的 PDF 和合并记录：大小、sha256、页数、上限，有没有少了或多了。\n"
    "只看 build 文件夹，不需要原始扫描件。全部一致时退出码是 0，有不一致是 1，无法核对是 2。",
    "Check built PDFs against their receipt: size, sha256, pages, limit, nothing missing, nothing "
    "added.\nNeeds only the build folder, not the scans. Exits with 0 if all is as built, 1 if something "
    "differs, 2 if it\ncould not check.",
)


@command("verify", VERIFY_HELP)
@argument(
    "paths",
    Label(
        "一份申报材料、它的 build 文件夹，或装着许多份的文件夹；不写就是当前文件夹。",
        "A dossier, its build folder, or a folder of many dossiers; by default the current folder.",
    ),
    metavar="PATH",
    nargs=-1,
    type=PATH,
)
@options.data_format_option
@options.quiet_option
def verify(console: Console, *, paths: tuple[Path, ...], format_: option_values.DataFormat, quiet: bool) -> int:
    """Check every build found."""
    from zcdossier.app.verify_build import find_builds, verify_build
    from zcdossier.report.json_document import json_document
    from zcdossier.report.verify_summary import unverified_object, verified_all_text, verified_object, verified_text

    builds = find_builds(option_values.paths_or_here(paths))
    style = console.style(option_values.choose_detail(quiet=quiet, verbose=False))
    codes: list[int] = []
    objects = []
    differing: list[str] = []
    for root, checked in run_each(list(builds), lambda root: verify_build(builds[root]), console):
        name, out = str(root), str(builds[root])
        if isinstance(checked, Failure):
            codes.append(checked.code)
            differing.append(name)
            objects.append(unverified_object(name, out, checked.why.text(console.lang)))
            continue
        codes.append(ExitCode.OK if checked.intact else ExitCode.FINDINGS)
        differing += [] if checked.intact else [name]
        objects.append(verified_object(name, out, checked, console.lang))
        if format_ is option_values.DataFormat.TEXT:
            text = verified_text(name, checked, style)
            console.show(f"{text}\n" if len(builds) > 1 and style.detail is not Detail.QUIET else text)
    if format_ is option_values.DataFormat.JSON:
        console.show_json(json_document(objects))
    elif len(builds) > 1 and style.detail is not Detail.QUIET:
        console.show(verified_all_text(len(builds) - len(differing), differing, style))
    return worst_code(codes)
