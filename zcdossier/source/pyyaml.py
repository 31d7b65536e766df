"""PyYAML, loaded in a third of the time: its patterns are compiled when they are asked for.

They belong to its reader in Python, of which the one in C uses none; one of them takes half of the whole import.
"""

import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml


class _PatternOnDemand:
    """A pattern that is compiled, by the function that does so, when something is asked of it."""

    def __init__(self, compile_pattern: Any, arguments: tuple[Any, ...]) -> None:
        self._compile, self._arguments = compile_pattern, arguments

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compile(*self._arguments), name)


def _import_yaml() -> Any:
    compile_pattern: Any = re.compile

    def compile_later(*arguments: Any) -> Any:
        is_for_yaml = sys._getframe(1).f_globals["__name__"].startswith("yaml.")  # noqa: SLF001 - others want theirs now
        return _PatternOnDemand(compile_pattern, arguments) if is_for_yaml else compile_pattern(*arguments)

    try:
        re.compile = compile_later  # type: ignore[assignment]
        import yaml  # noqa: PLC0415
    finally:
        re.compile = compile_pattern
    return yaml


if not TYPE_CHECKING:
    yaml = _import_yaml()

__all__ = ["yaml"]
