"""The documentation as a site, opened as files: nothing is fetched, every link leads somewhere, Chinese is found.

It is built where Zensical is installed (the extra `docs`); ZCDOSSIER_TEST_SITE=1 insists on it (CI does).
"""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"<a [^>]*href=[\"']?([^\"'\s>]+)")
MARK = re.compile(r"\sid=[\"']?([^\"'\s>]+)")

pytestmark = pytest.mark.skipif(
    not os.environ.get("ZCDOSSIER_TEST_SITE") and importlib.util.find_spec("zensical") is None,
    reason="the site is built where Zensical is installed",
)


@pytest.fixture(scope="module")
def site() -> Path:
    done = subprocess.run([sys.executable, "tools/make_site.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "build" / "site"


def test_every_link_leads_to_a_page_and_a_heading_that_are_there(site: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html") if path.name != "404.html"}
    assert len(texts) > 80
    marks = {path: set(map(unquote, MARK.findall(text))) for path, text in texts.items()}
    dead: list[str] = []
    for path, text in texts.items():
        for link in LINK.findall(text):
            place, _, heading = unquote(link).partition("#")
            if re.match("https?:|mailto:|javascript:", link):
                continue
            target = (path.parent / place).resolve() if place else path
            if not target.exists() or (heading and target in marks and heading not in marks[target]):
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []


def test_chinese_is_found_without_a_network(site: Path, chromium: Any) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto((site / "manifest.zh-CN.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("封底", delay=30)
    page.get_by_text("文件夹和文件名").last.wait_for(timeout=60_000)
    context.close()
    assert [url for url in fetched if url.startswith("http")] == []


def test_both_languages_have_the_same_pages(site: Path) -> None:
    """Every page for people has its other half, and each leads to the other at its top."""
    for path in sorted(site.glob("*.zh-CN.html")):
        other = path.with_name(path.name.replace(".zh-CN", ""))
        assert f'href="{other.name}"' in path.read_text(encoding="utf-8"), path.name
        assert f'href="{path.name}"' in other.read_text(encoding="utf-8"), other.name
