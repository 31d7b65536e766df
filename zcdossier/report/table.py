"""Plain text tables with columns aligned by terminal cells."""

from collections.abc import Sequence

from zcdossier.report.width import cell_width, pad

GAP = "  "
LABEL_CELLS = 40


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: str = "") -> list[str]:
    """Lay out rows of equally many cells; columns named in `right` are set to the right edge."""
    if not rows:
        return []
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return [
        indent + GAP.join(pad(cell, widths[at], right=at in right) for at, cell in enumerate(row)).rstrip()
        for row in rows
    ]
