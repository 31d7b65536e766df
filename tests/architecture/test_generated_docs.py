"""The generated pages of docs/ say what the code and the profiles say now."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_docs.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run python tools/make_docs.py; stale: {done.stdout}{done.stderr}"


def test_there_are_pages() -> None:
    assert len(list((ROOT / "docs" / "rules").glob("ZC*.md"))) > 1
    assert list((ROOT / "docs" / "notices").glob("*.md"))
