"""`python tools/make_screenshots.py`: pictures of the report and of the terminal for both READMEs, by a real browser.

Needs Chromium, playwright and the Noto CJK fonts; the dossier shown is that of the READMEs' terminal output.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from readme_output import ROOT, damaged
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HOME = ROOT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
WIDE, TALL, TERMINAL = 1180, 820, 120
SETTLED = 1500  # milliseconds
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1c1e26; }}
pre {{ margin: 0; padding: 20px 26px; color: #d8dee9; font: 14px/1.5 "Noto Sans Mono CJK SC", monospace; }}
</style>{body}"""


def zcdossier(lang: str, *arguments: str, cwd: Path) -> str:
    """Run the program on a terminal of its own, so that it shows its colours; its exit code does not matter here."""
    command = [sys.executable, "-m", "zcdossier", "--lang", lang, *arguments]
    settings = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(TERMINAL), "PYTHONPATH": str(ROOT)}
    ours, theirs = os.openpty()
    with subprocess.Popen(command, cwd=cwd, env=settings, stdout=theirs, stderr=subprocess.DEVNULL):
        os.close(theirs)
        output = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return output.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # the other end is closed
        return b""


def shoot_terminal(browser: Browser, text: str, target: Path) -> None:
    """Draw what a terminal shows."""
    console = Console(record=True, width=TERMINAL, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(text.rstrip()))
    body = console.export_html(inline_styles=True, code_format="<pre>{code}</pre>", theme=MONOKAI)
    page = browser.new_page(viewport={"width": WIDE, "height": 100})
    page.set_content(PAGE.format(body=body))
    page.screenshot(path=target, full_page=True)
    page.close()


def shoot_report(browser: Browser, report: Path, lang: str) -> None:
    """Draw the top of the report, a record with its pages, and the entry sheet."""
    page = browser.new_page(viewport={"width": WIDE, "height": TALL})
    for name, place in (("report", ""), ("record", "#section-papers"), ("entry", "#form-papers")):
        page.goto("about:blank")
        page.goto(report.as_uri() + place)
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=HOME / f"{name}-{lang}.png")
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", default=CHROMIUM)
    chosen = parser.parse_args()
    HOME.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chosen.browser, args=FLAGS)
        damaged(Path(folder))
        for lang in ("zh", "en"):
            shoot_terminal(browser, zcdossier(lang, "lint", "li-ming", cwd=Path(folder)), HOME / f"lint-{lang}.png")
            zcdossier(lang, "build", "li-ming", cwd=Path(folder))
            shoot_report(browser, Path(folder, "li-ming", "build", "report.html"), lang)
        browser.close()


if __name__ == "__main__":
    main()
