"""How large modules are, and that each is named for what it holds."""

from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "zcdossier"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
TOO_LARGE: dict[str, str] = {}  # module: why it may be
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "shared", "base", "stuff"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_there_are_modules() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.stem not in NO_NAMES
    assert text.lstrip().startswith('"""'), "a module says what belongs there"
    if name_of(path) not in TOO_LARGE:
        assert text.count("\n") <= MOST_LINES


def test_exceptions_are_needed() -> None:
    large = {name_of(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > MOST_LINES}
    assert set(TOO_LARGE) == large
