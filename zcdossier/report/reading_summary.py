"""What reading the scans of a dossier came to: how many pages, and those that could not be read, with the reason."""

from collections.abc import Iterator
from pathlib import PurePath

from zcdossier.model.label import Label
from zcdossier.model.results import PagesRead, UnreadPage
from zcdossier.report.json_document import Json
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style

_COLON = Label("：", ": ")


def reading_text(name: str, done: PagesRead, style: Style) -> str:
    """One dossier: what was read and what was not."""
    return "".join(f"{line}\n" for line in _lines(name, done, style))


def _lines(name: str, done: PagesRead, style: Style) -> Iterator[str]:
    quiet = style.detail is Detail.QUIET
    if not quiet:
        yield f"{style.paint.strong(escape_controls(name))}{style.say(_COLON)}{_totals(done, style)}"
    for page in done.unread:
        mark = style.paint.bad(style.say(Label("读不了", "not read")))
        indent = "" if quiet else "  "
        where = f"{escape_controls(str(PurePath(name)))}{style.say(_COLON)}" if quiet else ""
        yield f"{indent}{mark} {where}{_page_text(page, style)}"
    if done.unread and not quiet:
        yield style.say(Label("  下次运行会再试一次", "  the next run tries them again"))
    if done.outdated and not quiet:
        yield style.paint.faint(
            style.say(
                Label(
                    f"  其中 {done.outdated} 页以前读过；zcdossier 现在读得更准，所以又读了一遍",
                    f"  {done.outdated} of them had been read before; zcdossier reads better now and read them again",
                ),
            )
        )
    if done.older_engines and not quiet:
        names = ", ".join(sorted(escape_controls(engine) for engine in done.older_engines))
        yield style.paint.faint(
            style.say(
                Label(
                    f"  有些页是以前用 {names} 读的；要重新读就加 --again",
                    f"  some pages were read by {names}; --again reads them anew",
                ),
            )
        )


def _totals(done: PagesRead, style: Style) -> str:
    if not done.read and not done.unread:
        if not done.read_before:
            return style.say(Label("没有能读的扫描件", "no scans to read"))
        return style.say(
            Label(
                f"{done.read_before} 页都读过了，没有新的",
                f"all {done.read_before} pages have been read, nothing is new",
            )
        )
    before = (
        style.say(Label(f"，另有 {done.read_before} 页以前读过", f", {done.read_before} were before"))
        if done.read_before
        else ""
    )
    return style.say(Label(f"读了 {done.read} 页{before}", f"{done.read} pages read{before}"))


def _page_text(page: UnreadPage, style: Style) -> str:
    reason = escape_controls(page.reason.text(style.lang))
    if page.total == 1:
        return reason
    return reason + style.say(Label(f"（第 {page.page} 页）", f" (page {page.page})"))


def unread_pages_note(pages: int) -> Label:
    """Pages that are new or have changed since the others were read."""
    verb = "page is" if pages == 1 else "pages are"
    return Label(
        f"有 {pages} 页扫描件是新的或换过，还没有读；运行 zcdossier read 才能核对它们",
        f"{pages} {verb} new or changed and not read yet; run zcdossier read so that they are checked, too",
    )


def reading_object(name: str, done: PagesRead, lang: str) -> Json:
    """One dossier for programs."""
    return {
        "path": name,
        "read": done.read,
        "known": done.read_before,
        "unread": [{"file": page.file, "page": page.page, "reason": page.reason.text(lang)} for page in done.unread],
    }


def failed_reading_object(name: str, reason: str) -> Json:
    """A dossier whose scans could not be looked for."""
    return {"path": name, "read": 0, "known": 0, "unread": [], "error": reason}
