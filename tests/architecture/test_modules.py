"""How large modules are, that each is named for what it holds, and that no name stands for two things."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "zcdossier"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400
TOO_LARGE: dict[str, str] = {}  # module: why it may be
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "shared", "base", "stuff"}


TWICE_A_MODULE: set[str] = set()
"""Modules of one name in two rooms: what is here may go, and nothing may come."""
TWICE_A_CLASS: set[str] = set()
"""Private classes of one name in two modules: as above."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_there_are_modules() -> None:
    assert len(MODULES) > 100


def test_modules_are_named_for_what_they_hold_and_say_it() -> None:
    assert [name_of(path) for path in MODULES if path.stem in NO_NAMES] == []
    assert [name_of(path) for path in MODULES if not path.read_text(encoding="utf-8").lstrip().startswith('"""')] == []


def test_no_module_is_too_large_and_exceptions_are_needed() -> None:
    large = {name_of(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > MOST_LINES}
    assert set(TOO_LARGE) == large


def repeated(names: Iterable[tuple[str, str]]) -> set[str]:
    """Names that stand in more than one place, of pairs of name and place."""
    places = defaultdict(set)
    for name, place in names:
        places[name].add(place)
    return {name for name, where in places.items() if len(where) > 1}


def classes(path: Path) -> list[str]:
    return re.findall(r"^ *class (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_repeated_names_are_noticed() -> None:
    assert repeated([("names", "model"), ("names", "assemble"), ("lint", "app")]) == {"names"}


def test_no_two_modules_have_one_name() -> None:
    modules = [(path.stem, name_of(path)) for path in MODULES if path.stem != "__init__"]
    assert repeated(modules) <= TWICE_A_MODULE


def test_no_two_classes_have_one_name() -> None:
    named = [(name, name_of(path)) for path in MODULES for name in classes(path)]
    assert repeated(named) <= TWICE_A_CLASS


EMPTY_NAMES = {"one", "there", "shown", "known", "said", "told", "thing", "stuff"}
"""Names that don't say what they hold."""
KEYS_OF_PROFILES = {"known"}
"""Of these, what profiles write, as a field of a kind's parameters."""
HOUSE = PACKAGE.parent


def empty_names(nodes: Iterable[ast.AST]) -> set[str]:
    """Variables and parameters of a module with a name that says nothing; fields of a class are keys."""
    found, keys = set(), set()
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            fields = (child.target for child in node.body if isinstance(child, ast.AnnAssign))
            keys |= {field for field in fields if isinstance(field, ast.Name) and field.id in KEYS_OF_PROFILES}
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node not in keys:
            found.add(node.id)
    return found & EMPTY_NAMES


def test_empty_names_are_noticed() -> None:
    assert empty_names(ast.walk(ast.parse("for one in records: pass\ndef f(told): shown = 1"))) == {
        "one",
        "told",
        "shown",
    }
    assert empty_names(ast.walk(ast.parse("class Params:\n    known: int = 1\ndef f(record): pass"))) == set()


@pytest.mark.parametrize("room", ["zcdossier", "tests", "bench", "tools"])
def test_names_say_what_they_hold(room: str) -> None:
    paths = sorted((HOUSE / room).rglob("*.py"))
    texts = {path.relative_to(HOUSE).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    word = re.compile(rf"\b(?:{'|'.join(EMPTY_NAMES)})\b")  # only few hold such a word at all
    found = {path: empty_names(ast.walk(ast.parse(text))) for path, text in texts.items() if word.search(text)}
    assert {path: names for path, names in found.items() if names} == {}
