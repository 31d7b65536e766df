"""What a build did: per record its sources, pages, bytes and hashes, and why anything was re-encoded."""

from dataclasses import dataclass, field
from enum import StrEnum

from zcdossier.model.label import Label

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
class RecordReceipt:
    """One record's upload. `file` is relative to the output folder; `settings` sums up what shaped it."""

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


@dataclass(frozen=True, slots=True)
class Receipt:
    """One build of one dossier; `version` is that of zcdossier and of the libraries that shape the bytes."""

    version: str
    profile: str
    level: str
    records: tuple[RecordReceipt, ...] = field(default_factory=tuple)
