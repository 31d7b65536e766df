"""What a build tells while it works. The use cases only tell; who listens is chosen by the caller."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zcdossier.model.receipt import RecordReceipt


class BuildProgress(Protocol):
    """Hears about one dossier at a time; records may start and finish in any order."""

    def dossier_started(self, name: str, records: int, size: int) -> None:
        """A dossier with so many records is about to be built; sources of `size` bytes are to be worked on."""

    def record_started(self, record: str, title: str, size: int) -> None:
        """A record is taken up; its sources hold `size` bytes. One that is known to be unchanged never is."""

    def record_finished(self, receipt: "RecordReceipt") -> None:
        """A record is done, well or not."""

    def dossier_finished(self) -> None:
        """Every record of the dossier is done."""


class NullProgress:
    """Listens to everything and says nothing."""

    def dossier_started(self, name: str, records: int, size: int) -> None:
        """Hear nothing."""

    def record_started(self, record: str, title: str, size: int) -> None:
        """Hear nothing."""

    def record_finished(self, receipt: "RecordReceipt") -> None:
        """Hear nothing."""

    def dossier_finished(self) -> None:
        """Hear nothing."""
