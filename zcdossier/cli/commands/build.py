"""`zcdossier build`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import each, found, targets
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import Failure, attempt, worst
from zcdossier.cli.commands.lint import exit_code
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.report.page.size import Thumbnails
from zcdossier.report.style import Detail
from zcdossier.report.visible import visible

if TYPE_CHECKING:
    from zcdossier.app.build import Built

HELP = both(
    "每条记录合成一个不超过大小限制的 PDF，放在材料的 build/upload 里。\n"
    "有错误也照样生成，但退出码是 1；没有变化的记录不重新生成。",
    "Make one PDF per record, below the size limit, under build/upload.\n"
    "Errors don't stop it but it exits with 1; records that did not change are not built again.",
)
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="OUT",
        readable=False,
        show_default=False,
        help=both(
            "输出到这个文件夹，而不是材料里的 build。", "Write below this folder instead of the dossier's build."
        ),
    ),
]
Prune = Annotated[
    bool,
    typer.Option(
        "--prune",
        help=both(
            "不再属于任何记录的旧 PDF 移到 build/removed，不删除。",
            "Move PDFs that belong to no record any more to build/removed; nothing is deleted.",
        ),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        min=1,
        max=64,
        show_default=False,
        help=both(
            "同时用几个线程；默认和处理器的核数一样多。",
            "How many threads to use; as many as there are cores by default.",
        ),
    ),
]


def build(
    context: typer.Context,
    *,
    paths: options.Paths = None,
    out: Out = None,
    prune: Prune = False,
    jobs: Jobs = None,
    thumbnails: options.ThumbnailsOption = Thumbnails.AUTO,
    format_: options.DataFormatOption = options.DataFormat.TEXT,
    strict: options.Strict = False,
    as_of: options.AsOf = "",
    quiet: options.Quiet = False,
) -> int:
    """Build every dossier found."""
    from zcdossier.app.build import build_dossier
    from zcdossier.app.crew import Crew
    from zcdossier.app.lint import Profiles
    from zcdossier.app.report import How, report_built
    from zcdossier.cli.progress_bar import progress
    from zcdossier.report.as_json import document

    console: Console = context.obj
    day, profiles = options.day(as_of), Profiles()
    roots = found(options.chosen(paths), console)
    places = targets(roots, out)
    how = How(console.lang, day, thumbnails, jobs)
    as_json = format_ is options.DataFormat.JSON
    shown = _Shown(console, options.detail(quiet=quiet, verbose=False), as_json=as_json, several=len(roots) > 1)
    codes: list[int] = []
    with Crew(jobs) as crew, progress(console, wanted=not quiet, dossiers=len(roots)) as listener:

        def work(root: Path) -> "Built":
            return build_dossier(
                root, as_of=day, out=places[root], listener=listener, profiles=profiles, crew=crew, prune=prune
            )

        for root, built in each(roots, work, console):
            if isinstance(built, Failure):
                codes.append(built.code)
                shown.failed.append(str(root))
            else:
                reported = attempt(lambda built=built: report_built(built, how, profiles=profiles))  # type: ignore[misc]
                if isinstance(reported, Failure):
                    console.complain(reported.zh, reported.en)
                    codes.append(reported.code)
                    reported = None
                shown.add(built, str(reported.path) if reported is not None else "")
                codes.append(exit_code(built.linted.verdict, strict=strict))
                codes.append(ExitCode.OK if built.complete else ExitCode.FINDINGS)
                if built.unsaved is not None:
                    console.complain(built.unsaved.zh, built.unsaved.en)
                    codes.append(built.unsaved.exit_code)
                if not built.locked:
                    _warn_unlocked(built.out, console)
    if as_json:
        console.show_json(document(shown.objects))
    else:
        shown.finish()
    return worst(codes)


def _warn_unlocked(out: Path, console: Console) -> None:
    name = visible(str(out))
    console.tell(
        f"注意：{name} 所在的磁盘不能加锁；不要同时对它运行两个 build",
        f"note: the disk of {name} knows no locks; don't run two builds on it at once",
    )


class _Shown:
    """Shows what each build did."""

    def __init__(self, console: Console, detail: Detail, *, as_json: bool, several: bool) -> None:
        self.console, self.style, self.as_json, self.several = console, console.style(detail), as_json, several
        self.objects: list[dict[str, object]] = []
        self.complete = 0
        self.failed: list[str] = []

    def add(self, built: "Built", report: str) -> None:
        """Show one dossier's build, or why it was not begun; `report` is the page about it."""
        from zcdossier.report.build_summary import build_object, build_text, remains_text, stale_text, unread_text
        from zcdossier.report.report_summary import opened_text
        from zcdossier.report.terminal import findings_text

        name, out = built.linted.name, str(built.uploads)
        if built.complete:
            self.complete += 1
        else:
            self.failed.append(name)
        if self.as_json:
            verdict, stale = built.linted.verdict, built.stale
            said = build_object(name, out, built.receipt, verdict, self.console.lang, stale=stale)
            self.objects.append(said | {"report": report or None})
        elif built.receipt is None:
            self._show(findings_text(built.linted, self.style) + unread_text(name, self.style))
        else:
            text = build_text(name, out, built.receipt, self.style, brief=self.several)
            text += stale_text(built.stale, self.style) + remains_text(name, built.linted.verdict, self.style)
            if report and self.style.detail is not Detail.QUIET:
                text += opened_text(visible(report), self.style)
            self._show(text)

    def _show(self, text: str) -> None:
        apart = self.several and self.style.detail is not Detail.QUIET
        self.console.show(f"{text}\n" if apart and text else text)

    def finish(self) -> None:
        """Say how many were built, and which were not."""
        from zcdossier.report.build_summary import builds_text

        if self.several and self.style.detail is not Detail.QUIET:
            self.console.show(builds_text(self.complete, self.failed, self.style))
