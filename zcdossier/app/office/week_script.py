"""The script that takes an office through its week, put where the office works. What it edited stays."""

import os
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.output_files import write_file
from zcdossier.errors import explain_os_errors
from zcdossier.model.label import Label
from zcdossier.profiles.locations import templates_folder


class WeekScript(NamedTuple):
    """The script in its folder; `is_kept` where it was there and differs from the program's own."""

    path: Path
    is_kept: bool


def write_week_script(folder: Path, *, windows: bool) -> WeekScript:
    """Put the script for PowerShell (`windows`) or a Unix shell into `folder`. Raises CannotRunError."""
    shipped = templates_folder() / "office" / ("week.ps1" if windows else "week.sh")
    path, data = folder / shipped.name, shipped.read_bytes()
    if path.exists():
        with explain_os_errors(Label(f"读不出 {path}", f"can't read {path}")):
            return WeekScript(path, path.read_bytes() != data)
    write_file(path, data)
    if os.name == "posix" and not windows:
        path.chmod(0o755)
    return WeekScript(path, is_kept=False)
