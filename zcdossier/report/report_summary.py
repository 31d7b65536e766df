"""What `report` says once a page is written: where it is, and how the dossier stands."""

from zcdossier.model.finding import Severity, Verdict
from zcdossier.report.as_json import Json, failed_object
from zcdossier.report.style import Style
from zcdossier.report.summary import totals


def report_text(name: str, path: str, verdict: Verdict, style: Style) -> str:
    """Two lines for one dossier; both texts must be fit to print."""
    colon = style.say("：", ": ")
    return f"{style.paint.strong(name)}{colon}{totals(verdict, style)}\n{opened_text(path, style)}"


def opened_text(path: str, style: Style) -> str:
    """How to look at a page."""
    return style.say(f"用浏览器打开 {path} 查看\n", f"open {path} in a browser\n")


def report_object(name: str, path: str, verdict: Verdict) -> Json:
    """One dossier's page as data."""
    return {"path": name, "report": path, "counts": {severity.value: verdict.count(severity) for severity in Severity}}


def failed_report_object(name: str, reason: str) -> Json:
    """A dossier whose page could not be written, so that it is missed by nobody."""
    empty: Json = {"report": None, "counts": {severity.value: 0 for severity in Severity}}
    return failed_object(name, reason, empty)
