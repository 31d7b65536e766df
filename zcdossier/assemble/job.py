"""What one record's PDF is to be made of: the order the app gives, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from zcdossier.model.facts import FileFacts
from zcdossier.model.profile import BuildLimits


@dataclass(frozen=True, slots=True)
class Piece:
    """One source file of a record. `file` is relative to the dossier; no `pages` (1-based) means all of them."""

    file: str
    part_id: str = ""
    part_label: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordJob:
    """One record to build. `record` is its id (`papers[0]`), `target` its upload's name below the output folder.

    `looked_at` is when gathering the facts began, in nanoseconds; 0 when that is not known.
    """

    root: Path
    record: str
    section: str
    title: str
    pieces: tuple[Piece, ...]
    facts: Mapping[str, FileFacts]
    target: PurePath
    limits: BuildLimits = field(default_factory=BuildLimits)
    looked_at: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        """Every source file once, in the order of its first piece."""
        return tuple(dict.fromkeys(piece.file for piece in self.pieces))

    def path(self, file: str) -> Path:
        """Where a source file is."""
        return self.root / file
