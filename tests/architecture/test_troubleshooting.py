"""What the pages about troubles quote is what the program prints: each quotation stands among its texts."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from zcdossier.model import manifest_names

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("troubleshooting.md", "troubleshooting.zh-CN.md")
ANY = "…"


@cache
def printed_texts() -> tuple[str, ...]:
    """Every text of the program; what is filled in is an ellipsis."""
    texts: list[str] = []
    for path in sorted((ROOT / "zcdossier").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                texts.append("".join(map(filled_in, node.values)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(re.sub(r"(\{[^{}]*\})+", ANY, node.value))
    return tuple(dict.fromkeys(texts))


def filled_in(part: ast.expr) -> str:
    """What a piece of an f-string comes to: itself, a name that is always the same, or anything."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    name = part.value.id if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) else ""
    return str(getattr(manifest_names, name, ANY)) if name.isupper() else ANY


def quotations(page: str) -> list[str]:
    """The texts of the program in the first column of the page's tables."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_each_quotation_is_a_text_of_the_program(page: str) -> None:
    quoted = quotations(page)
    assert len(quoted) > 40
    assert [text for text in quoted if not any(is_in(text, printed) for printed in printed_texts())] == []


def is_in(quoted: str, printed: str) -> bool:
    """Whether the text holds what is quoted; an ellipsis stands for anything that is filled in."""
    fixed = [piece.strip() for piece in quoted.split(ANY) if piece.strip()]
    if not all(piece in printed for piece in fixed):  # nearly all of them: no pattern is needed to see that
        return False
    pieces = map(re.escape, fixed)
    return re.search(r"\s*…[^。；;.]*?\s*".join(pieces), printed) is not None


def test_a_text_that_nobody_prints_is_found_out() -> None:
    assert not any(is_in("… 打不开，文件可能坏了", printed) for printed in printed_texts())
    assert any(is_in("… 打不开，文件可能损坏", printed) for printed in printed_texts())


def test_both_pages_quote_the_same_number_of_texts() -> None:
    first, second = map(quotations, PAGES)
    assert len(first) == len(second)
