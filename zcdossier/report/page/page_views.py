"""What the page shows, worded in one language: plain values that the templates only have to lay out.

Pictures are named, not held: two views are equal when the pages made from them would be.
"""

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """How something is to be taken: the colour and the sign of it."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"
    PLAIN = "plain"


class FindingView(NamedTuple):
    """One finding. `pages` are those of the upload it is about, `field` the label of the field.

    `crop` names the picture of the piece of a scan that it is about, empty for none; `crop_of` says where that is.
    """

    code: str
    tone: Tone
    word: str
    message: str
    hint: str = ""
    why: tuple[str, ...] = ()
    where: str = ""
    field: str = ""
    pages: tuple[int, ...] = ()
    crop: str = ""
    crop_of: str = ""


class PageThumb(NamedTuple):
    """One page of an upload; `picture` names its picture, empty when there is none to show."""

    number: int
    part: str
    picture: str = ""
    tone: Tone = Tone.PLAIN
    recoded: bool = False


class RecodedPage(NamedTuple):
    """One page that was made smaller, and what that cost."""

    number: int
    part: str
    before: str
    after: str
    dpi: int
    quality: str
    reason: str


class UploadView(NamedTuple):
    """One PDF to hand in. `share` is its size in percent of the limit."""

    name: str
    link: str
    size: str
    limit: str
    share: float
    pages: int


class RecordView(NamedTuple):
    """One record: what became of it, its pages, what is wrong with it.

    `remark` says why there is no PDF, or an old one; `unbuilt` that there should be another; `to_mend` that something
    is to be done about it; `unseen` counts the pages after those in `thumbs`.
    """

    anchor: str
    title: str
    folder: str
    tone: Tone
    upload: UploadView | None = None
    remark: str = ""
    unbuilt: bool = False
    thumbs: tuple[PageThumb, ...] = ()
    unseen: int = 0
    recoded: tuple[RecodedPage, ...] = ()
    saved: str = ""
    notes: tuple[str, ...] = ()
    findings: tuple[FindingView, ...] = ()
    to_mend: bool = False


class SectionView(NamedTuple):
    """One section of the portal with its records and the findings that are about none of them."""

    anchor: str
    number: int
    label: str
    original: str
    records: tuple[RecordView, ...] = ()
    findings: tuple[FindingView, ...] = ()

    @property
    def to_mend(self) -> tuple[RecordView, ...]:
        """The records that something is to be done about."""
        return tuple(record for record in self.records if record.to_mend)

    @property
    def sound(self) -> tuple[RecordView, ...]:
        """The others."""
        return tuple(record for record in self.records if not record.to_mend)

    @property
    def problems(self) -> int:
        """How many findings and missing PDFs there are."""
        counts = (len(record.findings) + record.unbuilt for record in self.to_mend)
        return len(self.findings) + sum(counts)


class NextStep(NamedTuple):
    """One thing to do next: what, how or why, and where on the page."""

    tone: Tone
    text: str
    detail: str
    anchor: str


class SectionBar(NamedTuple):
    """How full a section is. `limit` is empty without one; `share` is in percent of it, `over` beyond it."""

    anchor: str
    number: int
    label: str
    records: int
    limit: str
    share: float
    over: bool
    errors: int
    warnings: int
    remark: str = ""


class FieldView(NamedTuple):
    """One box of the portal. `copied` is the text to paste where that can't be shown as it is."""

    label: str
    original: str
    text: str
    copied: str = ""
    missing: Tone | None = None
    findings: tuple[FindingView, ...] = ()


class EntryView(NamedTuple):
    """One entry to type in. `key` is what its record is known by, so that a tick stays with it.

    `state` sums up what it holds: a tick made before it changed no longer counts.
    """

    id: str
    key: str
    state: str
    title: str
    fields: tuple[FieldView, ...]
    upload: str = ""
    link: str = ""
    exists: bool = True
    anchor: str = ""


class EntrySectionView(NamedTuple):
    """One part of the portal's form."""

    anchor: str
    number: int
    label: str
    original: str
    notes: tuple[str, ...]
    entries: tuple[EntryView, ...]

    @property
    def size(self) -> int:
        """How many entries it has."""
        return len(self.entries)


class AnswerView(NamedTuple):
    """The answer for one record; `refused` when it is not the one that is wanted.

    `key` is what the record is known by in the manifest, empty for the whole dossier, `text` the answer as it stands
    there; `reply` and `remark` are its two parts, empty where it is in other words. `anchor` leads to its pages.
    """

    subject: str
    answer: str
    refused: bool = False
    key: str = ""
    text: str = ""
    reply: str = ""
    remark: str = ""
    anchor: str = ""


class QuestionView(NamedTuple):
    """One question; asked of records, with the answer for each of them. `seen` is what reading the scans says to it.

    `id` is the clause that is answered for it, `aliases` others under which it may have been; `asks` says whom, in the
    words of the workbook; `whole` is the answer where it is put to the whole dossier, `wanted` the one hoped for.
    """

    clause: str
    question: str
    answer: str
    subjects: tuple[AnswerView, ...] = ()
    said_no: bool = False
    seen: str = ""
    id: str = ""
    aliases: tuple[str, ...] = ()
    asks: str = ""
    whole: AnswerView = AnswerView("", "")
    wanted: str = "是"

    @property
    def items(self) -> tuple[AnswerView, ...]:
        """What is answered: each record, or the whole dossier."""
        return self.subjects or (self.whole,)

    @property
    def open(self) -> bool:
        """Whether an answer is wanting."""
        return not all(answer.answer for answer in self.subjects) if self.subjects else not self.answer

    @property
    def refused(self) -> bool:
        """Whether an answer is not the one that is wanted."""
        return self.said_no or any(answer.refused for answer in self.subjects)


class GivenAnswer(NamedTuple):
    """An answer as the manifest has it: for the record of that key, empty for all."""

    clause: str
    at: str
    text: str


class QuestionsView(NamedTuple):
    """The checklist: for the applicant before and after handing over, and for others; `place` is where answers go.

    `paste` says how they get there, `in_rows` that they go there as rows of a sheet; `given` stand there already.
    """

    now: tuple[QuestionView, ...] = ()
    later: tuple[QuestionView, ...] = ()
    others: tuple[QuestionView, ...] = ()
    place: str = ""
    paste: str = ""
    in_rows: bool = False
    given: tuple[GivenAnswer, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is a question at all."""
        return bool(self.now or self.later or self.others)

    @property
    def open(self) -> int:
        """How many questions wait for the applicant now."""
        return sum(question.open for question in self.now)


class NoticeDate(NamedTuple):
    """One thing the notice says with a date."""

    when: str
    what: str
    clause: str


class Headline(NamedTuple):
    """The verdict in a sentence."""

    tone: Tone
    text: str


class PageHeader(NamedTuple):
    """Who and what the page is about. `facts` are label and value; `portrait` names the picture of the photo."""

    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    headline: Headline
    numbers: tuple[tuple[str, str], ...]
    portrait: str = ""


class ReportView(NamedTuple):
    """The whole page. `key` tells this dossier's ticks from those of others in the same browser.

    `unbuilt` says that no record has a PDF yet. `look` and `photo` stand for the pictures, which are not part of it.
    """

    lang: str
    key: str
    version: str
    header: PageHeader
    steps: tuple[NextStep, ...] = ()
    bars: tuple[SectionBar, ...] = ()
    findings: tuple[FindingView, ...] = ()
    unbuilt: str = ""
    sections: tuple[SectionView, ...] = ()
    sheet: tuple[EntrySectionView, ...] = ()
    sheet_notes: tuple[str, ...] = ()
    questions: QuestionsView = QuestionsView()
    dates: tuple[NoticeDate, ...] = ()
    waived: tuple[tuple[FindingView, str], ...] = ()
    not_evaluated: tuple[str, ...] = ()
    look: str = ""
    photo: str = ""

    @property
    def problems(self) -> int:
        """How many things are to be mended."""
        return len(self.findings) + sum(section.problems for section in self.sections) + bool(self.unbuilt)
