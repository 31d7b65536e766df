"""Paths as people type them: `~` and names such as %USERPROFILE% stand for folders, whether a shell read them or not.

The old console of Windows leaves `~` to programs, PowerShell leaves %USERPROFILE%, and no shell reads what is in quotes
or behind `--out=`. A file or folder that is really called so is meant itself.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

_HOME = r"[~～](?=[/\\]|$)"
_NAMED = r"%(?P<percent>[^%/\\]+)%|\$env:(?P<shell>\w+)|\$\{(?P<braced>\w+)\}|\$(?P<plain>\w+)"
_HOMES = frozenset({"home", "userprofile"})


class TypedPath(click.Path):
    """A file or folder, with the names of folders in it read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read what stands for a folder, then what click reads."""
        if isinstance(value, str) and not os.path.lexists(value):
            value = expand_typed_path(value, os.environ, Path.home)
        return super().convert(value, param, ctx)


def expand_typed_path(typed: str, environment: Mapping[str, str], home: Callable[[], Path] = Path.home) -> str:
    """Return the path with `~` at its start, and the names that the environment has, replaced by what they stand for.

    A name that stands for nothing is left. `home` is called only when it is wanted.
    """
    if not any(sign in typed for sign in "~～%$"):
        return typed
    named = {name.casefold(): text for name, text in environment.items()}

    def meant(match: re.Match[str]) -> str:
        name = next(group for group in match.groups() if group is not None).casefold()
        return named.get(name) or (str(home()) if name in _HOMES else match[0])

    expanded = re.sub(_NAMED, meant, re.sub(rf"^{_HOME}", lambda _: str(home()), typed))
    return expanded if expanded == typed or os.sep == "\\" else expanded.replace("\\", "/")
