"""What use cases hand to reports besides verdicts: a photo as measured, a notice as covered or as mistaken.

And uploads as compared with what their receipt says, and pages as read. A lint needs none of it.
"""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.place import Place

_NO_REASON = Label("")


class StaleUploads(NamedTuple):
    """Uploads of no record. `left` still lie among the uploads, `moved` now lie in the folder `to`."""

    left: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    to: Path | None = None


class MeasureRow(NamedTuple):
    """One measure of a photo. `status` is ok, doubt (a warning, or not measurable) or bad."""

    measure: Label
    value: Label
    allowed: Label
    status: str
    rule: str
    clauses: tuple[str, ...]


class Disposition(StrEnum):
    """What the program does about a clause."""

    ENFORCED = "enforced"
    ASKED = "asked"
    SHOWN = "shown"
    EXCLUDED = "excluded"
    OPEN = "open"


class ClauseCoverage(NamedTuple):
    """One clause: what is done about it, by which rules, proven by how many cases.

    `asked` tells that people are asked about it: also where the program judges only a part.
    """

    id: str
    where: str
    says: Label
    disposition: Disposition
    rules: tuple[str, ...] = ()
    cases: int = 0
    reason: Label = _NO_REASON
    asked: bool = False

    @property
    def enforced_in_part(self) -> bool:
        """Whether the program judges a part of it and people are asked about the rest."""
        return self.disposition is Disposition.ENFORCED and self.asked


class Diagnostic(NamedTuple):
    """One thing wrong with a profile: never a finding about the applicant."""

    place: Place
    text: Label


class UploadFlaw(StrEnum):
    """How an upload differs from its receipt."""

    NOT_BUILT = "not-built"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    SIZE = "size"
    CONTENT = "content"
    OVER_LIMIT = "over-limit"
    BROKEN = "broken"
    PAGES = "pages"
    UNLISTED = "unlisted"


class UploadDifference(NamedTuple):
    """One flaw, with the figures or the words it is told by."""

    flaw: UploadFlaw
    expected: int = 0
    found: int = 0
    detail: Label = Label("", "")


class CheckedUpload(NamedTuple):
    """One upload, `file` relative to the folder of uploads. One that no record names has no record and no title."""

    file: str
    record: str
    title: str
    bytes: int
    pages: int
    differences: tuple[UploadDifference, ...] = ()


class CheckedBuild(NamedTuple):
    """All uploads of a build. `version` is what the receipt was written by, `is_current` whether that is us."""

    version: str
    is_current: bool
    profile: str
    level: str
    uploads: tuple[CheckedUpload, ...]

    @property
    def intact(self) -> bool:
        """Whether every upload is there and is what the receipt says, and nothing else is."""
        return not any(upload.differences for upload in self.uploads)


class UnreadPage(NamedTuple):
    """A page (from 1) of a file that could not be read, and why; the reason names the file."""

    file: str
    page: int
    total: int
    reason: Label


class PagesRead(NamedTuple):
    """What one run of `read` did in a dossier, in pages.

    `read` now, `read_before`; `older_engines` read some of the latter. `outdated` of those that were to be read now
    had been read before, by steps that read otherwise.
    """

    root: Path
    read: int
    read_before: int
    unread: tuple[UnreadPage, ...] = ()
    older_engines: frozenset[str] = frozenset()
    outdated: int = 0
