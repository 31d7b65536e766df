"""The form of a manifest: how a hint tells what to write into it. YAML has words of its own, and so has a workbook.

A check kind knows what is to be done (`Advice`) and what about (the arguments of its hit); how that is told to somebody
who types lines, or fills in cells, is known to the form alone.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Lines, Message
from zcdossier.model.label import Label, fill_label
from zcdossier.model.profile import Profile


class Phrase(StrEnum):
    """A part of a hint that only some findings have; it becomes an argument of the hit."""

    IN_RECORD = "in-record"
    """Where a field of a record is written."""

    IN_APPLICANT = "in-applicant"
    """Where a field of the applicant is written."""

    LIST_FILE = "list-file"
    """A new file is to be named in the record too, which lists its files."""

    NAME_NEW_FOLDER = "name-new-folder"
    """The new folder `folder` is to be named in the record."""


class FileEntry(NamedTuple):
    """A file as a record may list it: its name below the record's folder, what it is, which pages (`1-4`, all: ``)."""

    name: str
    part: Label
    pages: str = ""


class FilesAdvice(NamedTuple):
    """How to write into a record which file is what: where that goes, and the lines themselves."""

    where: Label
    lines: Lines


class ManifestForm(NamedTuple):
    """One form of manifest.

    `hints` are templates with the arguments of the kinds that give the advice, `phrases` templates for `phrase`.
    `list_files` tells how to list a record's files, `answer_lines` shows an answer to a question (`clause`), for the
    record of that name or, where it is empty, for all; `answer_here` says where answers are written, `answer_place`
    names that, `paste_answers` says what to do with a block of answers that is to be put there, `answers_in_rows` that
    it is rows of a sheet, `quotes` that some texts have to stand in quotes. `reword` puts a notice's own hint about
    records of some sections into words of the form: notices are written for YAML.
    """

    hints: Mapping[Advice, Label]
    phrases: Mapping[Phrase, Label]
    list_files: Callable[[Record, Sequence[FileEntry]], FilesAdvice]
    reword: Callable[[Label, Sequence[str], Profile], Label]
    answer_here: Label
    answer_place: Label
    answer_record_here: Label
    answer_lines: Callable[[str, str], tuple[str, ...]]
    paste_answers: Label
    answers_in_rows: bool = False
    quotes: bool = True

    def hint_of(self, message: Message) -> Label:
        """Return what to do about a message, in the words of this form."""
        return self.hints[message.hint] if isinstance(message.hint, Advice) else message.hint

    def example(self, text: str) -> str:
        """Return an example, which profiles write as YAML has it, as it is typed into this form."""
        return text if self.quotes else text.strip('"')

    def phrase(self, name: Phrase, **args: str) -> Label:
        """Return a part of a hint with its arguments."""
        return fill_label(self.phrases[name], **args)
