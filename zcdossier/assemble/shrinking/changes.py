"""What was changed to make a record fit, and why (plain values)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zcdossier.assemble.pictures.coded_picture import Coded
from zcdossier.model.receipt import RecodedReceipt

BECAUSE_LIMIT, BECAUSE_FORMAT, REPACKED = "limit", "format", "repacked"
"""Why a picture was coded anew: the limit forced it; no PDF holds its own coding; or it lost nothing."""


@dataclass(frozen=True, slots=True)
class Changes:
    """New codings for picture pages by page number, and the receipts of everything coded anew."""

    pictures: Mapping[int, Coded]
    receipts: tuple[RecodedReceipt, ...]
