"""The text that a cell means for its field, and what has to be said about it.

A spreadsheet makes dates of fractions, drops zeros and keeps fifteen digits. What was typed is read where that can be
told, and said; where it can't, the cell is named.
"""

import re
from typing import NamedTuple

from zcdossier.model.dates import parse_date
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import is_rank
from zcdossier.source.number_formats import Origin
from zcdossier.source.sheet_reader import Cell

_EARLIEST_YEAR = "1920"
"""A small number in a cell made for dates shows as a day of 1900: nobody typed that."""
_MONTH_AND_DAY = re.compile(r"(\d+)月(\d+)日")
_ONE_DIGIT = re.compile(r"(?:19|20)\d\d\.1")
_TYPED_APOSTROPHE = re.compile(r"^['‘’](?=\d[^'‘’]*$)")
_QUOTED_STAR = re.compile('["“”](\\s*[*＊][^"“”]*)["“”]')
_LINE_BREAK = re.compile(r"(?a:(?P<word>(?<=[\w,.;])\s*\n\s*(?=\w)))|\s*\n\s*")
_RANKED = re.compile(r"\?P<(?:rank|members)>")


class ReadCell(NamedTuple):
    """A text, and which message of ZC009 is to be said about it (empty for none) with what it says besides."""

    text: str
    note: str = ""
    other: str = ""


def read_cell(cell: Cell, field: Field | None) -> ReadCell:
    """Return what a cell means. `field` is None for columns of the workbook's own, where any text will do."""
    text = _unquoted(cell.text.strip())
    if field is not None and field.type is FieldType.COMPOSED:
        text = _on_one_line(text)
    if cell.origin is Origin.UNCALCULATED:
        return ReadCell("", "uncalculated")
    if cell.origin is Origin.ERROR:
        return ReadCell("", "error-value", text)
    if cell.origin is Origin.LONG_NUMBER:
        return ReadCell(text, "lost-digits")
    if cell.origin is Origin.DAY_OF_MONTH:
        return _read_day_of_month(text, field)
    if cell.origin is Origin.DATE and field is not None and not field.type.is_dated:
        return _read_unwanted_date(text, field)
    if cell.origin is Origin.DATE and text < _EARLIEST_YEAR:
        return ReadCell(text, "became-date", text)
    if cell.origin is Origin.NUMBER and field is not None and field.type.is_dated and _ONE_DIGIT.fullmatch(text):
        return ReadCell(text, "october", f"{text}0")
    return ReadCell(text)


def _on_one_line(text: str) -> str:
    """A title pasted from a PDF, or broken to fit its cell, goes on in the next line; only Latin words want a space."""
    return _LINE_BREAK.sub(lambda match: " " if match["word"] else "", text)


def _unquoted(text: str) -> str:
    """A star wants quotes in a text manifest; who puts them here as well means what is inside.

    An apostrophe before a number keeps it text where the format doesn't; in a cell of text it stays visible.
    """
    match = _QUOTED_STAR.fullmatch(text)
    return _TYPED_APOSTROPHE.sub("", text) if match is None else match[1]


def _read_day_of_month(text: str, field: Field | None) -> ReadCell:
    """1/3 became 1月3日. A rank is read back; a date lacks its year, which its own check says."""
    match = _MONTH_AND_DAY.fullmatch(text)
    if match is None or field is None:
        return ReadCell(text, "became-date")
    if (
        is_rank(field)
        or field.type is FieldType.RANK
        or (field.type is FieldType.COMPOSED and _RANKED.search(field.pattern))
    ):
        return ReadCell(f"{match[1]}/{match[2]}", "became-fraction", text)
    return ReadCell(text, "" if field.type.is_dated else "became-date")


def _read_unwanted_date(text: str, field: Field) -> ReadCell:
    """A year typed as a date says its year; any other text that is no date is left as shown."""
    day = parse_date(text)
    if field.type is FieldType.INTEGER and day is not None and "年" in field.label.zh:
        return ReadCell(str(day.year), "became-date", text)
    return ReadCell(text, "became-date", text)
