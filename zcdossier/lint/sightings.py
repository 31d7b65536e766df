"""What reading the scans says to a question: on how many proofs something was seen, and which ones to look at."""

from collections.abc import Sequence
from typing import NamedTuple

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Sighting
from zcdossier.model.label import Label
from zcdossier.model.place import Place


class Sighted(NamedTuple):
    """One proof of a record: whether what is asked for was seen on it, where to look, and what was read."""

    record: Record
    place: Place
    seen: bool
    text: str = ""


def sum_up(sighted: Sequence[Sighted], what: Label) -> Sighting | None:
    """Count what was seen of `what`; None where no proof was read."""
    if not sighted:
        return None
    return Sighting(
        what,
        sum(proof.seen for proof in sighted),
        len(sighted),
        tuple(proof.place for proof in sighted if not proof.seen),
        tuple(dict.fromkeys(proof.text for proof in sighted if proof.text)),
    )
