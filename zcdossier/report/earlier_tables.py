"""Whether a table that stands where a new one is to be written was made here: what people filled in is not replaced."""

import csv
import io
import zipfile
from pathlib import Path

from zcdossier.report.workbook import BOM, TABLE_MARK
from zcdossier.source.regular_file import read_regular_file

_HEADINGS = ({"申报材料", "错误"}, {"dossier", "errors"})
"""Columns that both overviews have, of checks and of builds, and that no record of reviews has."""


def holds_other_table(path: Path) -> bool:
    """Whether a workbook or CSV is there that no run of ours wrote. Raises OSError where it can't be read."""
    if not path.exists():
        return False
    data = read_regular_file(path)
    return bool(data) and not (_is_our_csv(data) if path.suffix.lower() == ".csv" else _is_our_workbook(data))


def _is_our_csv(data: bytes) -> bool:
    text = data.decode("utf-8", "replace").removeprefix(BOM)
    try:
        headings = set(next(csv.reader(io.StringIO(text)), ()))
    except csv.Error:
        return False
    return any(columns <= headings for columns in _HEADINGS)


def _is_our_workbook(data: bytes) -> bool:
    """Whether it carries our mark, which Excel keeps when it saves."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            return TABLE_MARK in book.read("docProps/core.xml").decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, ValueError):
        return False
