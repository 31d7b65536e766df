"""Build the documentation as a site from the pages of the repository: `python tools/make_site.py`.

The pages are laid out in build/site-pages: those of docs/ as they are, the READMEs as the first pages. What links to a
file that is no page of the site leads to the repository. Zensical does the rest, as mkdocs.yml says; a link that leads
nowhere fails the build.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

ROOT = Path(__file__).resolve().parents[1]
PAGES, SITE = ROOT / "build" / "site-pages", ROOT / "build" / "site"
REPOSITORY = "https://github.com/zcdossier/zcdossier/blob/main"
OUTSIDE = {
    "README.md": "index.md",
    "README.zh-CN.md": "index.zh-CN.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "bench/README.md": "bench/README.md",
}
"""Pages that are not in docs/, and where they stand on the site."""
FROM_NETWORK = re.compile(r"""<(?:script|img|iframe)[^>]* src=["']?https?:|<link[^>]* href=["']?https?:""")
FETCHED = re.compile(r'<script src="https://unpkg\.com/iframe-worker/shim"[^>]*>')
WORKER = """if (location.protocol === "file:") {
  const text = %s;
  window.Worker = class extends Worker {
    constructor() { super(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))); }
  };
}
"""
CHINESE = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
LINE_END = re.compile(f"(?<={CHINESE})\n *(?={CHINESE})")
"""Where a line ends between two Chinese characters."""
LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?(?=\))")


def place_on_site(file: str) -> str | None:
    """Where a file of the repository stands on the site; None for one that it does not show."""
    if file in OUTSIDE:
        return OUTSIDE[file]
    return file.removeprefix("docs/") if file.startswith("docs/") and (ROOT / file).is_file() else None


def led_to_site(text: str, file: str) -> str:
    """The page's text, its links changed from the repository's places to the site's."""
    page = place_on_site(file) or file

    def lead(match: re.Match[str]) -> str:
        target = normpath(str(PurePosixPath(file).parent / match[1]))
        place = place_on_site(target)
        if place is not None:
            return relpath(place, str(PurePosixPath(page).parent)) + (match[2] or "")
        if not (ROOT / target).exists():
            return match[0]  # left as it is, so that the build tells it
        return f"{REPOSITORY}/{target}{match[2] or ''}"

    return LINK.sub(lead, text)


def with_joined_lines(text: str) -> str:
    """The text with Chinese lines of one paragraph joined: a browser shows a space where a line ends."""
    pieces = re.split(r"(?ms)(^ *```.*?^ *```$)", text)
    return "".join(piece if "```" in piece else LINE_END.sub("", piece) for piece in pieces)


def lay_out_pages() -> None:
    """Write every page and picture to where the site is built from."""
    shutil.rmtree(PAGES, ignore_errors=True)
    inside = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*")) if path.is_file()]
    for file in (*inside, *OUTSIDE):
        target = PAGES / (place_on_site(file) or file)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.endswith(".md"):
            text = (ROOT / file).read_text(encoding="utf-8")
            target.write_text(with_joined_lines(led_to_site(text, file)), encoding="utf-8", newline="\n")
        else:
            shutil.copyfile(ROOT / file, target)


def search_from_files() -> None:
    """Let the search work where the pages are opened as files, without a server and without the network.

    Browsers start no worker from a file, for which Zensical fetches a script from a server. The worker's own text,
    put beside the pages, does as well: a worker may be started from a text that the page holds.
    """
    (worker,) = (SITE / "assets" / "javascripts" / "workers").glob("search.*.js")
    started = SITE / "assets" / "javascripts" / "worker-from-text.js"
    started.write_text(WORKER % json.dumps(worker.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    for page in SITE.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        above = "../" * (len(page.relative_to(SITE).parts) - 1)
        local = FETCHED.sub(f'<script src="{above}{started.relative_to(SITE).as_posix()}">', text)
        if FROM_NETWORK.search(local):
            raise SystemExit(f"{page} fetches something from the network")
        page.write_text(local, encoding="utf-8", newline="\n")


def main() -> int:
    """Lay the pages out and build the site; the exit code is Zensical's."""
    lay_out_pages()
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(ROOT / "mkdocs.yml")]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        search_from_files()
    return code


if __name__ == "__main__":
    sys.exit(main())
