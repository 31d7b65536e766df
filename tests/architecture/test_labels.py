"""A text in two languages is a Label: nothing takes, holds or passes on the two as a pair of its own."""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "zcdossier"
HAN = re.compile(r"[\u3400-\u9fff，。；：、（）“”]")
WORDS = re.compile(r"[A-Za-z]{2,}.* [A-Za-z]{2,}")
"""English of several words: a key or an id beside a Chinese name is no translation of it."""

_MOST_OF_A_ROW = 4
"""A longer tuple lists spellings of one thing."""


def _text_of(node: ast.expr) -> str | None:
    """A literal's text, with what is put into it left out."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(piece.value for piece in node.values if isinstance(piece, ast.Constant))
    return None


def _is_pair(nodes: Iterable[ast.expr]) -> bool:
    texts = [_text_of(node) for node in nodes]
    return any(
        zh is not None and en is not None and HAN.search(zh) and not HAN.search(en) and WORDS.search(en)
        for zh, en in pairwise(texts)
    )


def _names_of_pair(names: Iterable[str]) -> list[str]:
    given = set(names)
    stems = {name.removesuffix("zh") for name in given if name == "zh" or name.endswith("_zh")}
    return sorted(f"{stem}zh" for stem in stems if f"{stem}en" in given)


def pairs_in(source: str) -> Iterator[tuple[int, str]]:
    """Line and kind of every pair."""
    tree = ast.parse(source)
    labels = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Label"
        for part in ast.walk(call)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = node.args
            if _names_of_pair(
                argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
            ):
                yield node.lineno, "parameters"
        elif isinstance(node, ast.ClassDef):
            fields = [
                field.target.id
                for field in node.body
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            ]
            if _names_of_pair(fields) and node.name != "Label":
                yield node.lineno, "fields"
        elif id(node) not in labels and (
            (isinstance(node, ast.Call) and _is_pair(node.args))
            or (isinstance(node, ast.Tuple) and len(node.elts) <= _MOST_OF_A_ROW and _is_pair(node.elts))
        ):
            yield node.lineno, "texts"


def test_there_are_no_pairs() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert len(modules) > 200
    assert [
        f"{module.relative_to(PACKAGE)}:{line} {kind}"
        for module in modules
        for line, kind in pairs_in(module.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("def tell(zh: str, en: str): ...", "parameters"),
        ("def tell(*, why_zh: str, why_en: str): ...", "parameters"),
        ("class Told:\n    error_zh: str\n    error_en: str", "fields"),
        ("tell('没有这个文件', 'there is no file')", "texts"),
        ("WORDS = {1: (f'没有 {x}', f'there is no {x}')}", "texts"),
    ],
)
def test_a_pair_is_found(source: str, kind: str) -> None:
    assert [found for _, found in pairs_in(source)] == [kind]


@pytest.mark.parametrize(
    "source",
    [
        "Label('没有这个文件', 'there is no file')",
        "class Label:\n    zh: str\n    en: str",
        "names = ('排名', 'rank')",
        "def tell(why: Label): ...",
    ],
)
def test_what_is_no_pair(source: str) -> None:
    assert list(pairs_in(source)) == []
