"""How a text is looked for on pages: whatever its case, white space, width of letters and breaks at ends of lines."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from zcdossier.lint.measures.measure_types import SOME_PAGES_UNREAD
from zcdossier.model.document_facts import PageText

_BROKEN = re.compile(r"(?<=\w)[-\u00ad\u2010]\n(?=\w)")
_NUMBERING = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百]+[章节、．.]?|[(（]?[一二三四五六七八九十\d]+[)）]|\d+(?:\.\d+)*\.?|[ivxIVX]+\.|[A-Za-z]\.)\s*"
)
_COLUMN = 72
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff][^\s\u3400-\u9fff]*")
_AROUND = " \t:：.。;；-—–*"


def fold_text(text: str) -> str:
    """Return a text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", _BROKEN.sub("", text)).split()).casefold()


def holds(text: str, wanted: str) -> bool:
    """Whether a text occurs in another."""
    return fold_text(wanted) in fold_text(text)


def holds_heading(text: str, wanted: str) -> bool:
    """Whether a line is this heading: alone, numbered or not, or before a colon."""
    heading = fold_text(wanted.strip(_AROUND))
    return any(heading in _headings(line) for line in text.split("\n"))


def _headings(line: str) -> set[str]:
    bare = _NUMBERING.sub("", line, count=1) if _NUMBERING.match(line) else line
    before_colon = [re.split("[:：]", form, maxsplit=1)[0] for form in (line, bare)]
    return {fold_text(form.strip(_AROUND)) for form in (line, bare, *before_colon)}


def starts_with(line: str, heading: str) -> bool:
    """Whether a line begins with a heading, its own number aside."""
    folded = fold_text(heading)
    return fold_text(line).startswith(folded) or fold_text(_NUMBERING.sub("", line, count=1)).startswith(folded)


def lines_of(text: PageText) -> list[str]:
    """Return the lines of a page: what stands apart on one line is held apart."""
    lines: list[str] = []
    base = None
    for piece in text.pieces:
        if base == piece.base:
            lines[-1] += f"\t{piece.text}"
        else:
            lines.append(piece.text)
        base = piece.base
    return lines


def join_pages(texts: Iterable[PageText | None], of_page: Callable[[PageText], Iterable[str]]) -> str | None:
    """Return the lines of pages, marked where some have no text to be seen; None where none has."""
    pages = list(texts)
    legible = [text for text in pages if text is not None and text.runs]
    if not legible:
        return None
    joined = "\n".join(line for text in legible for line in of_page(text))
    return joined if len(legible) == len(pages) else joined + SOME_PAGES_UNREAD


def phrases_of(text: PageText) -> list[str]:
    """Return the lines of a page, and where text stands side by side the same column by column."""
    lines = [line.replace("\t", " ") for line in lines_of(text)]
    if len(lines) == len(text.pieces):
        return lines
    ordered = sorted(text.pieces, key=lambda piece: (round(piece.left / _COLUMN), -piece.base))
    return [*lines, *(piece.text for piece in ordered)]


def count_words(line: str) -> int:
    """Return how many words a line has: each Chinese character is one."""
    return len(_WORD.findall(line))
