"""What stands in a workbook already when it is handed to somebody: nothing for a new one."""

from collections.abc import Mapping
from typing import NamedTuple


class RowContent(NamedTuple):
    """A record: its fields as typed, by id; its folder; its listed files, a line each; the remark on it."""

    fields: Mapping[str, str] = {}
    folder: str = ""
    files: str = ""
    remark: str = ""
    kind: str = ""


class FileContent(NamedTuple):
    """A photo or a text: the file's name, and fields of it by id."""

    file: str = ""
    fields: Mapping[str, str] = {}


class AnswerContent(NamedTuple):
    """An answer with its remark; `at` is the record that it is about, empty for all."""

    clause: str
    answer: str
    remark: str = ""
    at: str = ""


class WaiverContent(NamedTuple):
    """A waiver as typed."""

    code: str
    at: str
    reason: str
    remark: str = ""


class WorkbookContent(NamedTuple):
    """Everything that a manifest says, in the terms of its profile; files by `photo` or the text's id.

    `remarks` are those on no record.
    """

    applicant: Mapping[str, str] = {}
    files: Mapping[str, FileContent] = {}
    records: Mapping[str, tuple[RowContent, ...]] = {}
    attachments: tuple[RowContent, ...] = ()
    answers: tuple[AnswerContent, ...] = ()
    waivers: tuple[WaiverContent, ...] = ()
    remarks: tuple[str, ...] = ()
