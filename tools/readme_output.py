"""Puts what `zcdossier lint` really prints into both READMEs, after the marker `<!-- terminal: lint -->`.

    python tools/readme_output.py            write it
    python tools/readme_output.py --check    exit with 1 when it is stale

The dossier shown is the sample with two defects: a review paper not marked 是, and a book without its back cover.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKER = "<!-- terminal: lint -->\n```text\n"
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
_SUMMARY = re.compile(r"\n(?=栏目 |Section )", re.IGNORECASE)


def damaged(folder: Path) -> None:
    """Make the dossier that is shown."""
    root = folder / "li-ming"
    shutil.copytree(ROOT / "sample_dossier", root, ignore=shutil.ignore_patterns("build", ".zcdossier"))
    manifest = root / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("is_representative: 是", "is_representative: 否", 1), encoding="utf-8")
    book = max((root / "10-著（译）作（教材）").iterdir())
    for scan in book.glob("*封底*"):
        scan.unlink()


def output(lang: str) -> str:
    """Return what lint prints about it, without the table of sections."""
    with tempfile.TemporaryDirectory() as folder:
        damaged(Path(folder))
        command = [sys.executable, "-m", "zcdossier", "--lang", lang, "lint", "li-ming"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=_plain_environment())
    text = done.stdout.decode("utf-8")
    findings, *rest = _SUMMARY.split(text, maxsplit=1)
    totals = rest[0].split("\n\n", 1)[1] if rest and "\n\n" in rest[0] else ""
    return f"$ zcdossier lint li-ming\n{findings.rstrip()}\n\n{totals.strip()}\n"


def _plain_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}


def main() -> int:
    """Write or check both."""
    parser = argparse.ArgumentParser(description="Refresh the terminal output shown in the READMEs.")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = False
    for name, lang in READMES.items():
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        start = text.index(MARKER) + len(MARKER)
        end = text.index("```", start)
        fresh = text[:start] + output(lang) + text[end:]
        if fresh != text:
            stale = True
            print(name)
            if not check:
                path.write_text(fresh, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
