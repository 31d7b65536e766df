"""`zcdossier open`: the report in the browser, checked again whenever a file is saved."""

import threading
import webbrowser
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.command_line import command, flag
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode, system_reason
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.watch_dossier import CheckedState, WatchedDossier

HELP = Label(
    "在浏览器里打开一份材料的报告；改了清单或扫描件，一保存就重新检查，显示改好了什么。\n"
    "只在这台电脑上，按 Ctrl+C 或关掉终端就结束；不生成 PDF，不改动材料。",
    "Open a dossier's report in the browser; whenever you save the manifest or a scan, it is checked again and "
    "shows\nwhat changed. On this computer only, until Ctrl+C or the terminal is closed; it builds no PDFs and "
    "changes nothing.",
)
_SECONDS = 1.0


@command("open", HELP)
@options.path_argument
@options.as_of_option
@flag(
    "--no-browser",
    label=Label("不打开浏览器，只显示网址。", "Don't open a browser, only print the address."),
)
def open_(console: Console, *, path: Path, as_of: str, no_browser: bool) -> int:
    """Serve the page until the terminal ends it."""
    from zcdossier.app.find_dossiers import find_dossiers
    from zcdossier.app.watch_dossier import WatchedDossier
    from zcdossier.cli.page_server import PageServer
    from zcdossier.profiles.locations import templates_folder
    from zcdossier.report.page.report_page import live_page

    roots = find_dossiers([path])
    if len(roots) != 1:
        names = [escape_controls(str(root)) for root in roots[:3]]
        raise CannotRunError(
            Label(
                f"{path} 里有 {len(roots)} 份材料，写明是哪一份，例如 {names[0]}",
                f"{path} holds {len(roots)} dossiers; name one, such as {names[0]}",
            )
        )
    watched = WatchedDossier(roots[0], console.lang, option_values.read_as_of(as_of))
    watched.has_changed()
    first = watched.check()
    if not first.page:
        raise CannotRunError(first.failure)
    try:
        server = PageServer(
            watched, live_page(escape_controls(roots[0].resolve().name), console.lang, templates_folder())
        )
    except OSError as error:
        reason = system_reason(error)
        raise CannotRunError(Label(f"打不开网页：{reason.zh}", f"can't open the page: {reason.en}")) from error
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        console.show(
            console.say(
                Label(
                    f"在浏览器里看 {server.address}\n改了文件一保存就会重新检查；看完按 Ctrl+C\n",
                    f"open {server.address} in a browser\nsave a file and it is checked again; press Ctrl+C "
                    f"when you are done\n",
                )
            )
        )
        if not no_browser:
            webbrowser.open(server.address)
        for state in _states(watched):
            server.tell_news()
            console.tell(_news(state))
    except KeyboardInterrupt:
        console.tell(Label("已关闭。", "Closed."))
    finally:
        server.end()
    return ExitCode.OK


def _states(watched: "WatchedDossier") -> "Iterator[CheckedState]":
    """Yield each new state; a save that several files belong to is one."""
    for _ in _ticks(watched.root):
        if watched.has_changed():
            threading.Event().wait(0.2)  # the rest of what is being saved
            watched.has_changed()
            yield watched.check()


def _ticks(root: Path) -> Iterator[None]:
    """Yield when it may be worth looking: as the system tells, with the extra, else every second."""
    with suppress(ImportError):
        from watchfiles import watch

        for _ in watch(root, yield_on_timeout=True, rust_timeout=int(_SECONDS * 5000), raise_interrupt=True):
            yield
        return
    pause = threading.Event()
    while True:
        pause.wait(_SECONDS)
        yield


def _news(state: "CheckedState") -> Label:
    if state.failure.zh:
        return state.failure
    mended, appeared = len(state.mended), len(state.appeared)
    return Label(
        f"重新检查：{state.errors} 个错误，{state.warnings} 个警告（改好 {mended}，新出现 {appeared}）",
        f"checked again: errors: {state.errors}, warnings: {state.warnings} ({mended} fixed, {appeared} new)",
    )
