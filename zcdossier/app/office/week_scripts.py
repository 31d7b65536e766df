"""The scripts that take an office through its week, put where the office works. What it edited stays."""

import os
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.output_files import write_file
from zcdossier.errors import explain_os_errors
from zcdossier.model.label import Label
from zcdossier.profiles.locations import templates_folder

_SHIPPED = Path("office", "week")


class WeekScripts(NamedTuple):
    """The scripts in their folder, in the order of the week; `kept` are those that were there and differ."""

    paths: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_week_scripts(folder: Path, *, windows: bool) -> WeekScripts:
    """Put the scripts for PowerShell (`windows`) or a Unix shell into `folder`. Raises CannotRunError."""
    paths: list[Path] = []
    kept: list[Path] = []
    for shipped in sorted((templates_folder() / _SHIPPED).glob("*.ps1" if windows else "*.sh")):
        path, data = folder / shipped.name, shipped.read_bytes()
        paths.append(path)
        if path.exists():
            with explain_os_errors(Label(f"读不出 {path}", f"can't read {path}")):
                kept += [path] if path.read_bytes() != data else []
            continue
        write_file(path, data)
        if os.name == "posix" and not windows:
            path.chmod(0o755)
    return WeekScripts(tuple(paths), tuple(kept))
