"""A Word template filled: placeholders give way to answers, everything else stays as the office drew it.

Word cuts a text into runs as it likes: a placeholder may begin in one and end in another. Its answer takes the look
of the run it begins in. Answers are written as text, never read again: braces and angle brackets in them stay.
"""

import copy
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from zcdossier.model.word_form import Blank
from zcdossier.report.forms.answers import FillContext, TableRow, answer_placeholder, rows_of
from zcdossier.report.forms.placeholders import Reference, placeholders_in
from zcdossier.report.sanitize import escape_surrogates
from zcdossier.report.word_file import docx_bytes

_LINE, _TEXT = qn("w:tr"), qn("w:t")


def repeat_rows(root: Any, fill_context: FillContext) -> dict[Any, TableRow]:
    """Repeat the lines below `root` and return what each of them shows."""
    rows: dict[Any, TableRow] = {}
    for line in list(root.iter(_LINE)):
        reference = _repeating_reference(line)
        if reference is not None:
            rows.update(_repeat_row(line, rows_of(reference, fill_context)))
    return rows


def _repeating_reference(line: Any) -> Reference | None:
    """The row reference of a line; one in a table inside it repeats that table's line."""
    if any(_repeating_reference(inner) is not None for inner in line.iterdescendants(_LINE)):
        return None
    references = (placeholder.row for _, placeholder in placeholders_in(text_of(line)) if placeholder is not None)
    return next((reference for reference in references if reference is not None), None)


def _repeat_row(line: Any, rows: list[TableRow]) -> dict[Any, TableRow]:
    if not rows:
        return {line: TableRow()}
    lines = [line, *(copy.deepcopy(line) for _ in rows[1:])]
    for before, after in pairwise(lines):
        blank = before.getnext()
        if blank is not None and blank.tag == _LINE and not text_of(blank).strip():
            blank.getparent().remove(blank)
        before.addnext(after)
    return dict(zip(lines, rows, strict=True))


def text_of(element: Any) -> str:
    """All the text below an element."""
    return "".join(run.text or "" for run in element.iter(_TEXT))


_PARAGRAPH = qn("w:p")
_PARTS = ("/word/document.xml", "/word/header", "/word/footer")
_GAP = "\N{IDEOGRAPHIC SPACE}" * 3
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


class TemplateError(Exception):
    """A template is no Word file."""


class FilledTemplate(NamedTuple):
    """A sheet as Word opens it, and what is left to write on it by hand."""

    data: bytes
    blanks: tuple[Blank, ...]


def fill_template(template: bytes, fill_context: FillContext) -> FilledTemplate:
    """Fill a template for one sheet. Raises TemplateError."""
    document = _open_template(template)
    blanks: dict[Blank, None] = {}
    for root in _visible_roots(document):
        rows = repeat_rows(root, fill_context)
        for paragraph in list(root.iter(_PARAGRAPH)):
            blanks.update(dict.fromkeys(_fill_paragraph(paragraph, fill_context, _row_of(paragraph, rows))))
    return FilledTemplate(docx_bytes(document), tuple(blanks))


def template_text(template: bytes) -> str:
    """Return the text of a template, paragraph by paragraph, placeholders and all. Raises TemplateError."""
    document = _open_template(template)
    lines = [text_of(paragraph) for root in _visible_roots(document) for paragraph in root.iter(_PARAGRAPH)]
    return "\n".join(lines)


def _open_template(template: bytes) -> Any:
    try:
        return Document(BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise TemplateError(str(error)) from error


def _visible_roots(document: Any) -> list[Any]:
    """The trees of the parts that people see: the page, its headers and footers."""
    parts = sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname))
    return [part.element for part in parts if str(part.partname).startswith(_PARTS) and hasattr(part, "element")]


def _row_of(paragraph: Any, rows: dict[Any, TableRow]) -> TableRow | None:
    return next((rows[line] for line in paragraph.iterancestors(_LINE) if line in rows), None)


def _fill_paragraph(paragraph: Any, fill_context: FillContext, row: TableRow | None) -> list[Blank]:
    """Fill one paragraph and return what is missing in it. Paragraphs of a text box inside it have their own turn."""
    pieces = [piece for piece in paragraph.iter(_TEXT) if next(piece.iterancestors(_PARAGRAPH)) is paragraph]
    whole = "".join(piece.text or "" for piece in pieces)
    marks = list(placeholders_in(whole))
    if not marks:
        return []
    around = whole
    for match, _ in marks:
        around = around.replace(match[0], "")
    gap = _GAP if around.strip() else ""
    blanks = []
    for match, placeholder in reversed(marks):
        filled = answer_placeholder(placeholder, fill_context, row) if placeholder is not None else None
        _replace(pieces, match.start(), match.end(), _escape_for_xml(filled.text) if filled and filled.text else gap)
        if filled is not None and filled.blank is not None:
            blanks.append(filled.blank)
    for piece in pieces:
        _break_lines(piece)
    return blanks[::-1]


def _replace(pieces: list[Any], start: int, end: int, text: str) -> None:
    """Put `text` where the characters from `start` to `end` of the joined pieces stand."""
    at = 0
    for piece in pieces:
        old = piece.text or ""
        low, high = max(start - at, 0), min(end - at, len(old))
        if low < high:
            piece.text = old[:low] + (text if start >= at else "") + old[high:]
            piece.set(_PRESERVE, "preserve")
        at += len(old)


def _escape_for_xml(text: str) -> str:
    """Return the text as XML can hold it: line ends in one form, no control characters, no half surrogates."""
    lines = escape_surrogates(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return (
        "".join(char for char in lines if char >= " " or char == "\n")
        .replace("\ufffe", "")
        .replace("\uffff", "")
        .strip()
    )


def _break_lines(piece: Any) -> None:
    """Turn line ends in a text into line breaks of Word."""
    first, *further = (piece.text or "").split("\n")
    if not further:
        return
    piece.text = first
    last = piece
    for line in further:
        text = OxmlElement("w:t")
        text.text = line
        text.set(_PRESERVE, "preserve")
        for element in (OxmlElement("w:br"), text):
            last.addnext(element)
            last = element
