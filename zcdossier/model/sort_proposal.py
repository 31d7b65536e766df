"""What is proposed for a heap of files: where each file, or some pages of it, belongs; which records are new; the rest.

A piece is what is placed as a whole: a file, or pages of a PDF that holds several things. Nothing here is done yet.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label, fill_label
from zcdossier.model.page_facts import Box
from zcdossier.model.profile import Section


class FilePiece(NamedTuple):
    """A file of the heap, or some pages of it (from 1; none for all). `digest` is the sha256 of the whole file."""

    file: str
    digest: str = ""
    format: str = ""
    pages: tuple[int, ...] = ()

    @property
    def pages_text(self) -> str:
        """`2-4`; nothing for a whole file."""
        if not self.pages:
            return ""
        first, last = self.pages[0], self.pages[-1]
        return str(first) if first == last else f"{first}-{last}"


class LeftReason(StrEnum):
    """Why a piece is not placed."""

    DUPLICATE = "duplicate"
    IN_DOSSIER = "in-dossier"
    BLANK = "blank"
    ILLEGIBLE = "illegible"
    UNREADABLE = "unreadable"
    NOT_A_SCAN = "not-a-scan"
    NO_MATCH = "no-match"
    SEVERAL_SECTIONS = "several-sections"
    SEVERAL_RECORDS = "several-records"
    NO_NAME = "no-name"
    OF_ANOTHER = "of-another"
    NO_PART = "no-part"
    NO_FOLDER = "no-folder"


LEFT_WORDS = {
    LeftReason.DUPLICATE: Label("和 {other} 是同一页", "the same as {other}"),
    LeftReason.IN_DOSSIER: Label("申报材料里已经有了：{other}", "in the dossier already: {other}"),
    LeftReason.BLANK: Label("空白页", "blank"),
    LeftReason.ILLEGIBLE: Label(
        "看不清，没读出几个字；重新扫描，或自己选栏目", "hardly legible; scan it again, or choose yourself"
    ),
    LeftReason.UNREADABLE: Label("打不开（{other}）", "can't be opened ({other})"),
    LeftReason.NOT_A_SCAN: Label("不是扫描件（{other}），没有整理", "not a scan ({other}); left alone"),
    LeftReason.NO_MATCH: Label("认不出是什么", "not recognised"),
    LeftReason.SEVERAL_SECTIONS: Label("几个栏目都有可能：{other}", "could be of several sections: {other}"),
    LeftReason.SEVERAL_RECORDS: Label(
        "像是这个栏目的，分不清是哪一条：{other}", "of this section, but of which record: {other}?"
    ),
    LeftReason.NO_NAME: Label(
        "像是“{other}”，上面没有看到本人姓名；是自己的，就自己选栏目",
        "looks like {other}, but your name was not seen on it; if it is yours, choose the section",
    ),
    LeftReason.OF_ANOTHER: Label(
        "写的像是别人，没有看到本人姓名", "seems to be about somebody else; your name was not seen on it"
    ),
    LeftReason.NO_PART: Label("像是这一条的，认不出是哪种佐证", "of this record, but which part is not clear"),
    LeftReason.NO_FOLDER: Label(
        "像是这一条的，清单里没有写它的文件夹，放不进去", "of this record, whose folder the manifest does not name"
    ),
}
"""Each may name `other`: the file that it is the same as, the sections or records in question."""


class FieldRead(NamedTuple):
    """A value read off a page for a new record: `confidence` is 0 to 1, `piece` and `page` say where it was read."""

    field: str
    text: str
    confidence: float
    file: str
    page: int
    box: Box | None = None


class NewRecord(NamedTuple):
    """A record that the manifest does not have. `id` stands for it in the proposal (`N1`)."""

    id: str
    section: str
    title: str
    fields: tuple[FieldRead, ...] = ()


class Placement(NamedTuple):
    """Where a piece belongs: `record` is the route of a record in the manifest, or the id of a new one.

    `clue` is the words that decided, as read; `page` and `box` where they stand.
    """

    piece: FilePiece
    section: str
    record: str
    part: str
    confidence: float
    clue: str = ""
    page: int = 1
    box: Box | None = None


class LeftPiece(NamedTuple):
    """A piece that nothing is done with, and why. What could be told of it all the same may be filled in."""

    piece: FilePiece
    reason: LeftReason
    other: str = ""
    section: str = ""
    record: str = ""
    part: str = ""

    @property
    def remark(self) -> Label:
        """Why, in words."""
        return fill_label(LEFT_WORDS[self.reason], other=self.other)


class PlanTerms(NamedTuple):
    """What sections and records are called in a proposal: sections by id, the manifest's records by route."""

    sections: Mapping[str, Section]
    records: Mapping[str, str]


class Proposal(NamedTuple):
    """What is proposed for a heap."""

    placements: tuple[Placement, ...] = ()
    new_records: tuple[NewRecord, ...] = ()
    left: tuple[LeftPiece, ...] = ()
