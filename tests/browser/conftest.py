"""The report in a real browser: Debian's chromium driven by playwright, on pages made here.

Without a browser these tests are skipped, unless ZCDOSSIER_TEST_BROWSER=1 insists on one (CI does).
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.report_dossier import ReportOptions, report_built, report_dossier

DAY = date(2023, 6, 1)
NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'"
PROFILE = """\
id: case
title: {zh: 某大学 2023 年通知, en: Notice of some university}
levels: {senior: {label: {zh: 副高, en: senior}}}
applicant: {name: {label: {zh: 姓名, en: Name}}, post: {label: {zh: 岗位, en: Post}, required: warning}}
sections:
  papers:
    label: {zh: 论文, en: Papers}
    number: 9
    limit: {max: 3, clauses: [A-1]}
    fields:
      title: {label: {zh: 题目, en: Title}, required: error}
      journal: {label: {zh: 刊物, en: Journal}}
      date: {label: {zh: 时间, en: Date}, type: date}
    parts: {cover: {label: {zh: 封面, en: Cover}}, body: {label: {zh: 正文, en: Body}}}
texts: {statement: {label: {zh: 总结, en: Statement}}}
photo: {label: {zh: 照片, en: Photo}}
checklist:
  - {clauses: [A-2], question: {zh: 属实吗？, en: Is it true?}}
  - {clauses: [A-3], question: {zh: 盖章了吗？, en: Is it sealed?}, sections: [papers]}
guidance: [{clauses: [A-4], text: {zh: 先登录, en: Log in first}}]
rules:
  - {id: cut-off, kind: date, section: papers, fields: [date], not_after: '2023-06-30', clauses: [A-1]}
"""
CLAUSES = (
    "A-1: {where: 一.1, kind: auto, says: {zh: 业绩算到2023年6月30日, en: Achievements count up to 30 June 2023}}\n"
)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def scan(number: int) -> bytes:
    image = Image.new("RGB", (420, 594), (250, 250, 245))
    draw = ImageDraw.Draw(image)
    for line in range(12):
        draw.rectangle((40, 60 + line * 40, 380 - line * number % 90, 66 + line * 40), fill=(40, 40, 60))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def violations(page: Any) -> list[str]:
    """What axe-core finds on the page as it stands, one line for each element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {' '.join(node['target'])}" for rule in found for node in rule["nodes"]]


class Desk:
    """A folder with a notice, and dossiers to report on."""

    def __init__(self, base: Path) -> None:
        self.base = base
        folder = base / "profiles" / "case"
        folder.mkdir(parents=True)
        (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
        (folder / "clauses.yaml").write_text(CLAUSES, encoding="utf-8")

    def dossier(self, name: str = "li-ming", *, records: int = 3, pages: int = 2, title: str = "课堂里的追问") -> Path:
        """One good paper, one too late, one whose scan is torn; more are good."""
        root = self.base / name
        listed = []
        for number in range(records):
            folder = root / "09-论文" / f"{number:03d}"
            folder.mkdir(parents=True)
            for page in range(pages):
                (folder / f"2-正文-{page}.jpg").write_bytes(scan(number + page))
            day = "2023-07" if number == 1 else "2021-03"
            record_title = title if number == 0 else f"题目 {number} {NASTY}"
            listed.append(f"    - {{folder: 09-论文/{number:03d}, title: {quoted(record_title)}, date: {day}}}\n")
        if records > 2:
            torn = root / "09-论文" / "002" / "2-正文-0.jpg"
            torn.write_bytes(torn.read_bytes()[:700])
        (root / "照片.jpg").write_bytes(scan(5))
        (root / "总结.txt").write_text("第一段。\n第二段，“引号”。\n", encoding="utf-8")
        head = f"profile: case\nlevel: senior\napplicant: {{name: {quoted('林晓 ' + NASTY)}}}\nphoto: 照片.jpg\n"
        manifest = f"{head}texts: {{statement: 总结.txt}}\nsections:\n  papers:\n{''.join(listed)}"
        (root / "dossier.yaml").write_text(manifest, encoding="utf-8")
        return root

    @staticmethod
    def build(root: Path, lang: str = "zh") -> Path:
        report_built(build_dossier(root, as_of=DAY), ReportOptions(lang, DAY))
        return root / "build" / "report.html"

    @staticmethod
    def report(root: Path, lang: str = "zh") -> Path:
        return report_dossier(root, ReportOptions(lang, DAY)).path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("zcdossier.profiles.locations.user_folder", lambda: tmp_path / "nobody")
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of a dossier with good, late and torn papers, in both languages; tests only read it."""
    pages = {}
    for lang in ("zh", "en"):
        base = tmp_path_factory.mktemp(f"页面 {lang}")
        desk = Desk(base)
        pages[lang] = desk.build(desk.dossier(), lang)
    return pages


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    insisted = os.environ.get("ZCDOSSIER_TEST_BROWSER") == "1"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if insisted:
            raise
        pytest.skip("playwright is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        if insisted:
            pytest.fail("no chromium is installed, and ZCDOSSIER_TEST_BROWSER=1 asks for one")
        pytest.skip("no chromium is installed (apt-get install chromium fonts-noto-cjk)")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments, timeout=120_000)
        yield browser
        browser.close()


@dataclass
class Watched:
    """An open page and everything about it that must not happen."""

    page: Any
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def check(self) -> None:
        assert self.wrong == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []
        assert self.page.evaluate("window.violations") == []


Open = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Open a page as a file; at the end nothing may have been asked of a network, blocked, or complained of."""
    opened: list[Watched] = []
    contexts: list[Any] = []

    def open_(
        path: Path,
        *,
        init: str = "",
        context: Any = None,
        permissions: tuple[str, ...] = (),
        checked: bool = True,
        tab: str = "",
        **how: Any,
    ) -> Any:
        if context is None:
            context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
            context.set_default_timeout(120_000)
            contexts.append(context)
            if permissions:
                context.grant_permissions(list(permissions))
        page = context.new_page()
        watched = Watched(page)
        if checked and how.get("java_script_enabled", True):
            opened.append(watched)
        page.on(
            "console",
            lambda message: watched.wrong.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.on("pageerror", lambda error: watched.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (watched.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: watched.asked.append(request.url))
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation', (event) => "
            "window.violations.push(event.violatedDirective + ' ' + event.blockedURI));" + init
        )
        page.goto(path.as_uri() + tab)
        return page

    yield open_
    for watched in opened:
        watched.check()
    for context in contexts:
        context.close()
