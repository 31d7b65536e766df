"""A paper form that a notice asks for: the Word template it is filled from, with which answers, for whom. Data only."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from zcdossier.model.condition import ALWAYS, Condition
from zcdossier.model.label import Label
from zcdossier.model.place import Place


class WordForm(NamedTuple):
    """One form. Without a `template` the notice names the form but does not print it: people get it elsewhere.

    `each` is a section of which every record gets a sheet of its own; `about` one whose first record is the form's
    own data; `rows` one whose records are lines of a table. `scan` is where the sealed form is put once scanned:
    `section.part`, or an attachment. `figures` are operands by field of that record, each a way to come by its value.
    """

    id: str
    title: Label
    template: str = ""
    file: str = ""
    each: str = ""
    about: str = ""
    rows: str = ""
    when: Condition = ALWAYS
    figures: Mapping[str, tuple[Any, ...]] = {}
    signed: Label | None = None
    scan: str = ""
    note: Label | None = None
    clauses: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def owner(self) -> str:
        """The section whose record a sheet is about, or an empty text."""
        return self.each or self.about
