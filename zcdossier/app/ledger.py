"""What became of each record, kept on disk while a build goes on, so that a stopped one has not worked for nothing."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.keeping import receipt as receipts
from zcdossier.assemble.keeping.versions import current_version
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import Outcome, Receipt, RecordReceipt

_SAVE_EVERY = 5.0  # seconds


class Ledger:
    """One build's receipt in the making, beside what the last one said. `unsaved` is why it can't be written."""

    def __init__(self, path: Path, jobs: Sequence[RecordJob], profile: str, level: str) -> None:
        self.unsaved: CannotRunError | None = None
        self._path = path
        self._order = [job.record for job in jobs]
        self._about = (profile, level)
        self._saved = receipts.load(path)
        self._previous = {one.record: one for one in self._saved.records} if self._saved else {}
        self._done: dict[str, RecordReceipt] = {}
        self._saved_at = time.monotonic()

    def previous(self, record: str) -> RecordReceipt | None:
        """What the last build of the same version said of a record."""
        return self._previous.get(record)

    def enter(self, receipt: RecordReceipt) -> None:
        """Take what became of a record. Now and then all of it goes to the disk."""
        self._done[receipt.record] = receipt
        if time.monotonic() - self._saved_at > _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Write what is known now: of a record not reached yet, what the last build said."""
        known = [self._done.get(record) or self._previous.get(record) for record in self._order]
        receipt = self._receipt(_as_built(one) for one in known if one is not None)
        if receipt != self._saved:
            try:
                receipts.save(self._path, receipt)
            except CannotRunError as error:
                self.unsaved = error
            else:
                self._saved, self.unsaved = receipt, None
        self._saved_at = time.monotonic()

    def receipt(self) -> Receipt:
        """Return what this build did, record by record."""
        return self._receipt(self._done[record] for record in self._order if record in self._done)

    def _receipt(self, records: Iterable[RecordReceipt]) -> Receipt:
        return Receipt(current_version(), *self._about, tuple(records))


def _as_built(record: RecordReceipt) -> RecordReceipt:
    """A receipt says how a record came to be, not that it was left alone this time."""
    return replace(record, outcome=Outcome.BUILT) if record.outcome is Outcome.UNCHANGED else record
