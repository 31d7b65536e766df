"""Where something stands: a file, a line, a column, and the route to it inside the manifest."""

from typing import NamedTuple


class Place(NamedTuple):
    """One place. Lines and columns count from 1, columns in code points; `end_column` is exclusive.

    `file` is relative to the dossier's folder with forward slashes. `line` is None for a place that is a
    whole file or folder. `path` is the route inside the manifest, such as `sections.papers[4].title`.
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    path: str = ""

    def at(self, path: str) -> "Place":
        """Return the same place under another route."""
        return self._replace(path=path)

    def span(self, start: int, end: int) -> "Place":
        """Return the part of this place from code point `start` to `end` of its text."""
        if self.column is None:
            return self
        return self._replace(column=self.column + start, end_column=self.column + end)
