"""What looking at uploads again showed: whether each is still what its receipt says."""

from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label


class Flaw(StrEnum):
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


class Difference(NamedTuple):
    """One flaw, with the figures or the words it is told by."""

    flaw: Flaw
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
    differences: tuple[Difference, ...] = ()


class CheckedBuild(NamedTuple):
    """All uploads of a build. `version` is what the receipt was written by, `known` whether that is us."""

    version: str
    known: bool
    profile: str
    level: str
    uploads: tuple[CheckedUpload, ...]

    @property
    def intact(self) -> bool:
        """Whether every upload is there and is what the receipt says, and nothing else is."""
        return not any(one.differences for one in self.uploads)
