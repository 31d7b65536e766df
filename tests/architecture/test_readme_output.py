"""The terminal output shown in the READMEs is what the program prints."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_output_shown_is_real() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "readme_output.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"run python tools/readme_output.py; stale: {done.stdout}{done.stderr}"
