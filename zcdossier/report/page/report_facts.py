"""What the report is made from, beside the verdict: what became of each record, and the texts to paste."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.receipt import RecordReceipt


class UploadState(StrEnum):
    """Whether a record's PDF is what its scans and its manifest say now."""

    CURRENT = "current"
    STALE = "stale"
    FAILED = "failed"
    MISSING = "missing"
    ALTERED = "altered"
    """The PDF is not the one that was built."""


STATES_WITH_PDF = (UploadState.CURRENT, UploadState.STALE)
"""States in which there is a PDF to look at."""


class PagePart(NamedTuple):
    """What a page of an upload shows: a source file and its part's label."""

    file: str
    label: Label


class RecordFacts(NamedTuple):
    """One record that is built: its receipt, as far as there is one, and the part each page shows.

    `shared` tells that the file holds other records too. Only the pages of a PDF of its own are shown.
    """

    record: Record
    state: UploadState
    target: str
    receipt: RecordReceipt | None = None
    parts: Mapping[int, PagePart] = {}
    shared: bool = False

    @property
    def shows_pages(self) -> bool:
        """Whether there are pages of its own to look at."""
        built = self.receipt is not None and self.state in STATES_WITH_PDF
        return built and not self.shared and self.target.lower().endswith(".pdf")


class ReportFacts(NamedTuple):
    """Everything about one dossier. `prefix` leads from the page to the dossier's own files, None when it can't.

    `folder` is the dossier's own name; `look` names how page pictures are made, empty for none; `most_pages` is how
    many of a record are shown, 0 for all; `photo` is
    what the applicant's photo holds, empty where it is not shown; `key` tells this dossier's ticks from others';
    `shows_crops` says that findings show the pieces of scans they are about.
    """

    result: LintResult
    as_of: date
    version: str
    records: tuple[RecordFacts, ...] = ()
    texts: Mapping[str, str] = {}
    prefix: str | None = None
    folder: str = ""
    look: str = ""
    most_pages: int = 0
    photo: str = ""
    key: str = ""
    shows_crops: bool = False
