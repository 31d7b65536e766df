"""What a build did: per record its sources, pages, bytes and hashes, and why anything was re-encoded."""

from dataclasses import dataclass, field
from enum import StrEnum

from zcdossier.model.label import Label

BECAUSE_FORMAT = "format"
"""The reason for coding a picture anew that says: its own format can't stand in a PDF."""
_NO_ERROR = Label("")


class BuildOutcome(StrEnum):
    """How a record came out of a build."""

    BUILT = "built"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SourceReceipt:
    """One source file: its bytes and sha256, the part it stands for, and its page numbers in the upload."""

    file: str
    part: str
    bytes: int
    sha256: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecodedReceipt:
    """One page whose picture was re-encoded: from and to bytes, the resolution and JPEG quality chosen."""

    page: int
    file: str
    bytes_before: int
    bytes_after: int
    dpi: int
    quality: int
    reason: str


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """A further file of a record that became several: `file` is relative to the output folder."""

    file: str
    bytes: int
    pages: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordReceipt:
    """One record's upload. `file` is relative to the output folder; `settings` sums up what shaped it.

    `further` are its other files where it became several: `file`, `bytes`, `pages` and `sha256` are those of the first.
    """

    record: str
    section: str
    title: str
    outcome: BuildOutcome
    file: str = ""
    bytes: int = 0
    pages: int = 0
    sha256: str = ""
    limit: int = 0
    settings: str = ""
    sources: tuple[SourceReceipt, ...] = ()
    recoded: tuple[RecodedReceipt, ...] = ()
    notes: tuple[Label, ...] = ()
    error: Label = _NO_ERROR
    further: tuple[FileReceipt, ...] = ()

    @property
    def files(self) -> tuple[FileReceipt, ...]:
        """Every file of it, the first one first; none where there is none."""
        first = (FileReceipt(self.file, self.bytes, self.pages, self.sha256),) if self.file else ()
        return (*first, *self.further)

    @property
    def total_bytes(self) -> int:
        """What its files hold together."""
        return sum(file.bytes for file in self.files)

    @property
    def total_pages(self) -> int:
        """How many pages its files have together; a picture is one."""
        return sum(file.pages for file in self.files)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One build of one dossier; `version` is that of zcdossier and of the libraries that shape the bytes."""

    version: str
    profile: str
    level: str
    records: tuple[RecordReceipt, ...] = field(default_factory=tuple)
