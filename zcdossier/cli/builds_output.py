"""What each of several builds did, shown in the format that was asked for."""

from typing import TYPE_CHECKING

from zcdossier.cli.boundary import Failure
from zcdossier.cli.console import Console
from zcdossier.cli.options import BuildFormat
from zcdossier.cli.result_file import ResultFile
from zcdossier.report.style import Detail, Style
from zcdossier.report.visible import visible

if TYPE_CHECKING:
    from zcdossier.app.build_dossier import Built
    from zcdossier.report.builds import BuildRow


class BuildsOutput:
    """Shows text as it comes, everything else at the end."""

    def __init__(self, kind: BuildFormat, console: Console, style: Style, file: ResultFile, *, several: bool) -> None:
        self.kind, self.console, self.style, self.file, self.several = kind, console, style, file, several
        self.objects: list[dict[str, object]] = []
        self.rows: list[BuildRow] = []

    def fail(self, name: str, failure: Failure) -> None:
        """Take one that could not be begun; stderr has been told."""
        from zcdossier.report.build_summary import failed_build_object
        from zcdossier.report.builds import failed_build

        self.objects.append(failed_build_object(name, self.console.say(failure.zh, failure.en)))
        self.rows.append(failed_build(name, self.console.say(failure.zh, failure.en)))

    def add(self, built: "Built", report: str = "") -> None:
        """Take one dossier's build, or why it was not begun; `report` is the page about it."""
        from zcdossier.report.build_summary import build_object
        from zcdossier.report.builds import build_row

        name, verdict = built.linted.name, built.linted.verdict
        self.rows.append(build_row(name, built.receipt, verdict, built.linted.dossier, self.style))
        if self.kind is BuildFormat.JSON:
            uploads = str(built.uploads)
            said = build_object(name, uploads, built.receipt, verdict, self.style.lang, stale=built.stale)
            self.objects.append(said | {"report": report or None})
        elif self.kind is BuildFormat.TEXT:
            apart = self.several and self.style.detail is not Detail.QUIET
            text = self._text(built, report)
            self.console.show(f"{text}\n" if apart and text else text)

    def _text(self, built: "Built", report: str) -> str:
        from zcdossier.report.build_summary import build_text, remains_text, stale_text, unread_text
        from zcdossier.report.terminal import findings_text

        name, style = built.linted.name, self.style
        if built.receipt is None:
            return findings_text(built.linted, style) + unread_text(name, style)
        text = build_text(name, str(built.uploads), built.receipt, style, brief=self.several)
        text += stale_text(built.stale, style) + remains_text(name, built.linted.verdict, style)
        if report and style.detail is not Detail.QUIET:
            from zcdossier.report.report_summary import opened_text

            text += opened_text(visible(report), style)
        return text

    def finish(self) -> None:
        """Write what needs all of them."""
        from zcdossier.report.as_json import document
        from zcdossier.report.builds import build_sheets, builds_text, builds_totals

        talkative = self.style.detail is not Detail.QUIET
        if self.kind is BuildFormat.JSON:
            self.file.put_json(document(self.objects))
        elif self.kind is BuildFormat.CSV:
            self.file.put_csv(build_sheets(self.rows, self.style)[0])
        elif self.kind is BuildFormat.XLSX:
            self.file.put_xlsx(build_sheets(self.rows, self.style), self.style.say("生成汇总", "Builds"))
        elif self.several and talkative:
            self.console.show(builds_text(self.rows, self.style))
        if self.file.path is not None and talkative:
            zh, en = (builds_totals(self.rows, Style(lang)) for lang in ("zh", "en"))
            self.console.tell(zh, en)
