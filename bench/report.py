"""Prints what the report costs: on top of a build, again from remembered pictures, when nothing changed; its size.

python -m bench.report [--records 100]      the sample, and a dossier of so many records in chromium where there is one
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from bench.dossiers import SAMPLE
from bench.startup import PROGRAM, line, wall

PAGES = 4


def of_the_sample(repeat: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "sample")
        shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("build", ".zcdossier"))
        page = root / "build" / "report.html"
        bare = wall([*PROGRAM, "build", "-q", "--thumbnails", "none", str(root)], 1)
        whole = wall([*PROGRAM, "build", "-q", str(root)], 1)
        line("build of the sample, report without pictures", bare, "")
        line("report with every page drawn, nothing built", whole, f"page of {page.stat().st_size / 1e6:.1f} MB")
        again = [wall([*PROGRAM, "--lang", lang, "report", "-q", str(root)], 1) for lang in ("en", "zh") * repeat]
        line("report from remembered pictures", sorted(again)[len(again) // 2], "to reach: 2000 ms on top of the build")
        same = wall([*PROGRAM, "build", "-q", str(root)], repeat)
        lint = wall([*PROGRAM, "lint", "-q", str(root)], repeat)
        line("build and report, nothing changed", same, f"{same / lint:.2f} × a lint ({lint * 1000:.0f} ms)")


def in_a_browser(records: int) -> None:
    """A dossier of many records, each with a few pages of the sample."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("playwright is not installed: no browser")
        return
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if path is None:
        print("chromium is not installed: no browser")
        return
    with tempfile.TemporaryDirectory() as folder:
        root = _many(Path(folder, "many"), records)
        took = wall([*PROGRAM, "build", "-q", str(root)], 1)
        page = root / "build" / "report.html"
        line(
            f"build of {records} records, {records * PAGES} pages", took, f"page of {page.stat().st_size / 1e6:.1f} MB"
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
            opened = browser.new_page()
            opened.goto("about:blank")
            started = time.perf_counter()
            opened.goto(page.as_uri())
            opened.screenshot()
            line("opened and painted in chromium", time.perf_counter() - started, "to reach: 2000 ms")
            browser.close()


def _many(root: Path, records: int) -> Path:
    scans = sorted((SAMPLE / "09-论文").rglob("*.jpg"))
    listed = []
    for number in range(records):
        folder = root / "09-论文" / f"{number:03d}"
        folder.mkdir(parents=True)
        for page in range(PAGES):
            scan = scans[(number * PAGES + page) % len(scans)].read_bytes()
            (folder / f"4-正文-{page}.jpg").write_bytes(scan + f"{number}-{page}".encode())  # none is a copy
        listed.append(f"    - {{folder: 09-论文/{number:03d}, title: 题目 {number}, date: 2021-03}}\n")
    head = "profile: zj-hznu-2023\nlevel: associate_senior\napplicant: {name: 林晓}\nsections:\n  papers:\n"
    (root / "dossier.yaml").write_text(head + "".join(listed), encoding="utf-8")
    return root


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    of_the_sample(chosen.repeat)
    in_a_browser(chosen.records)


if __name__ == "__main__":
    main()
