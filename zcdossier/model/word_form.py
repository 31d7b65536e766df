"""A paper form that a notice asks for: the Word template it is filled from, with which answers, for whom. Data only.

And what became of it: sheets written or left alone, what is still blank, figures that disagree.
"""

from collections.abc import Mapping
from enum import StrEnum
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


class FileOutcome(StrEnum):
    """What became of a sheet or a letter. An edited one is overwritten only if asked for.

    An edited file is left alone (`edited`) while there is nothing new to say; else the new one goes `beside` it.
    `missing` and `outdated` are what would be written.
    """

    MISSING = "missing"
    OUTDATED = "outdated"
    WRITTEN = "written"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    BESIDE = "beside"
    FAILED = "failed"


class Blank(NamedTuple):
    """A place of a form that the manifest has nothing for; `path` is where it would stand in the manifest."""

    label: Label
    path: str = ""


class Figure(NamedTuple):
    """A field that follows from others: what the manifest says (empty: nothing), every value it may have, and how."""

    field: str
    label: Label
    given: str
    expected: tuple[str, ...]
    how: tuple[Label, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether what is given is one of the values it may have."""
        return not self.given or self.given in self.expected

    @property
    def computed(self) -> str:
        """What the form shows where nothing is given: nothing while it might be one thing or another."""
        return self.expected[0] if not self.given and len(self.expected) == 1 else ""


class FormSheet(NamedTuple):
    """One Word file. `record` is the manifest's path of its record; `beside` the name it was written under instead."""

    file: str
    outcome: FileOutcome
    record: str = ""
    blanks: tuple[Blank, ...] = ()
    figures: tuple[Figure, ...] = ()
    beside: str = ""
    reason: Label | None = None


class FilledForm(NamedTuple):
    """One form of the notice. `asked` is None when the manifest does not tell whether it is wanted.

    `trouble` is why it can't be filled; `doubt` what is missing to know whether it is wanted; `where` names the place
    in the dossier that the sealed form belongs to.
    """

    form: WordForm
    asked: bool | None
    sheets: tuple[FormSheet, ...] = ()
    trouble: Label | None = None
    doubt: Label | None = None
    where: Label | None = None

    @property
    def lacks_records(self) -> bool:
        """Whether it would have a sheet for every record, but there is none."""
        return bool(self.asked and self.form.each and self.form.template and not self.sheets and not self.trouble)


class FilledForms(NamedTuple):
    """Every form of one dossier; `left` are files of earlier runs that no form is any more, but somebody edited."""

    forms: tuple[FilledForm, ...]
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def sheets(self) -> tuple[FormSheet, ...]:
        """Every sheet of every form."""
        return tuple(sheet for form in self.forms for sheet in form.sheets)

    @property
    def complete(self) -> bool:
        """Whether every form that is wanted lies where it belongs."""
        good = {FileOutcome.WRITTEN, FileOutcome.UNCHANGED, FileOutcome.EDITED}
        return all(form.trouble is None for form in self.forms) and all(sheet.outcome in good for sheet in self.sheets)

    @property
    def consistent(self) -> bool:
        """Whether no figure contradicts the others."""
        return all(figure.agrees for sheet in self.sheets for figure in sheet.figures)
