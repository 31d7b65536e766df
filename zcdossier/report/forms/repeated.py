"""Lines of a Word table that repeat: the one with `{{row…}}` stands once for every record.

Empty lines that follow it are what the notice prints for writing by hand: each further record takes the place of one.
"""

import copy
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn

from zcdossier.report.forms.answers import Case, Row, rows_of
from zcdossier.report.forms.placeholders import Reference, placeholders_in

_LINE, _TEXT = qn("w:tr"), qn("w:t")


def repeat_rows(root: Any, case: Case) -> dict[Any, Row]:
    """Repeat the lines below `root` and return what each of them shows."""
    shown: dict[Any, Row] = {}
    for line in list(root.iter(_LINE)):
        reference = _repeating(line)
        if reference is not None:
            shown.update(_repeated(line, rows_of(reference, case)))
    return shown


def _repeating(line: Any) -> Reference | None:
    """The row reference of a line; one in a table inside it repeats that table's line."""
    if any(_repeating(inner) is not None for inner in line.iterdescendants(_LINE)):
        return None
    found = (placeholder.row for _, placeholder in placeholders_in(text_of(line)) if placeholder is not None)
    return next((one for one in found if one is not None), None)


def _repeated(line: Any, rows: list[Row]) -> dict[Any, Row]:
    if not rows:
        return {line: Row()}
    lines = [line, *(copy.deepcopy(line) for _ in rows[1:])]
    for before, after in pairwise(lines):
        blank = before.getnext()
        if blank is not None and blank.tag == _LINE and not text_of(blank).strip():
            blank.getparent().remove(blank)
        before.addnext(after)
    return dict(zip(lines, rows, strict=True))


def text_of(element: Any) -> str:
    """All the text below an element."""
    return "".join(one.text or "" for one in element.iter(_TEXT))
