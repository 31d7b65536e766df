"""`zcdossier verify`."""

from pathlib import Path
from typing import Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import each
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import Failure, worst
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.report.style import Detail

HELP = both(
    "核对生成好的 PDF 和合并记录：大小、sha256、页数、上限，有没有少了或多了。\n"
    "只看 build 文件夹，不需要原始扫描件。全部一致时退出码是 0，有不一致是 1，无法核对是 2。",
    "Check built PDFs against their receipt: size, sha256, pages, limit, nothing missing, nothing added.\n"
    "Needs the build folder only, no scans. Exits with 0 when all is as it was built, 1 when something differs,\n"
    "2 when it could not check.",
)
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        readable=False,  # what may not be read is told in words of our own
        show_default=False,
        help=both(
            "一份申报材料、它的 build 文件夹，或装着许多份的文件夹；不写就是当前文件夹。",
            "A dossier, its build folder, or a folder that holds many; the current folder when left out.",
        ),
    ),
]


def verify(
    context: typer.Context,
    *,
    paths: Paths = None,
    format_: options.DataFormatOption = options.DataFormat.TEXT,
    quiet: options.Quiet = False,
) -> int:
    """Check every build found."""
    from zcdossier.app.verify_build import find_builds, verify_build
    from zcdossier.report.as_json import document
    from zcdossier.report.verify_summary import unverified_object, verified_all_text, verified_object, verified_text

    console: Console = context.obj
    builds = find_builds(options.chosen(paths))
    style = console.style(options.detail(quiet=quiet, verbose=False))
    codes: list[int] = []
    objects = []
    differing: list[str] = []
    for root, done in each(list(builds), lambda root: verify_build(builds[root]), console):
        name, out = str(root), str(builds[root])
        if isinstance(done, Failure):
            codes.append(done.code)
            differing.append(name)
            objects.append(unverified_object(name, out, console.say(done.zh, done.en)))
            continue
        codes.append(ExitCode.OK if done.intact else ExitCode.FINDINGS)
        differing += [] if done.intact else [name]
        objects.append(verified_object(name, out, done, console.lang))
        if format_ is options.DataFormat.TEXT:
            text = verified_text(name, done, style)
            console.show(f"{text}\n" if len(builds) > 1 and style.detail is not Detail.QUIET else text)
    if format_ is options.DataFormat.JSON:
        console.show_json(document(objects))
    elif len(builds) > 1 and style.detail is not Detail.QUIET:
        console.show(verified_all_text(len(builds) - len(differing), differing, style))
    return worst(codes)
