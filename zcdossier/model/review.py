"""What an office recorded about applicants: decisions, publicity, objections; and how each stands by that."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.office_rules import Ruling

PUBLICITY, OBJECTION = "publicity", "objection"


class ObjectionState(StrEnum):
    """An objection is open until somebody says how it was settled."""

    OPEN = "open"
    SETTLED = "settled"


class ReviewEntry(NamedTuple):
    """One thing recorded. `step` is a review step, `publicity` or `objection`; `decision` is the word as typed.

    `dossier` is its folder below the one that holds the record. `until` is the last day of a publicity. `line` is 0
    for what a dossier's own manifest says.
    """

    dossier: str
    name: str
    step: str
    decision: str
    text: str
    by: str
    on: date
    until: date | None = None
    line: int = 0


class ReviewLineError(NamedTuple):
    """A line of the record that can't be taken, and why."""

    line: int
    message: Label


class History(NamedTuple):
    """Everything recorded about one dossier, in the order of recording: of each step the last line counts."""

    entries: tuple[ReviewEntry, ...] = ()

    def latest(self, step: str) -> ReviewEntry | None:
        """What holds of a step."""
        return next((entry for entry in reversed(self.entries) if entry.step == step), None)

    def known_by(self, day: date, *, planned: bool = True) -> "History":
        """What was recorded for days up to this one; with `planned` also a publicity that is still to come."""
        return History(
            tuple(entry for entry in self.entries if entry.on <= day or (planned and entry.step == PUBLICITY))
        )

    def is_after(self, later: ReviewEntry, earlier: ReviewEntry) -> bool:
        """Whether one entry was recorded below another."""
        places = {id(entry): at for at, entry in enumerate(self.entries)}
        return places.get(id(later), -1) > places.get(id(earlier), -1)

    @property
    def objections(self) -> tuple[ReviewEntry, ...]:
        """What was said against the applicant, and how it was settled."""
        return tuple(entry for entry in self.entries if entry.step == OBJECTION)

    @property
    def open_objections(self) -> tuple[ReviewEntry, ...]:
        """Objections that no later line settles."""
        left: list[ReviewEntry] = []
        for objection in self.objections:
            if objection.decision == ObjectionState.SETTLED:
                left.clear()
            else:
                left.append(objection)
        return tuple(left)


class ReviewDecision(NamedTuple):
    """A step as it stands: the notice's word for what was decided, and the entry. None of both: nobody decided."""

    ruling: Ruling | None = None
    word: Label = Label("")
    entry: ReviewEntry | None = None


class ReviewState(StrEnum):
    """Where an application is."""

    WAITING = "waiting"
    READY = "ready"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


def person_in(folder: str, person: str) -> str:
    """Whose dossier is meant: the person, with the folder where that is called otherwise."""
    return person if folder == person else f"{person}（{folder}）" if person else folder


class QuotaClaim(NamedTuple):
    """That a unit puts forward so many, as one of its people's dossiers says (None: it does not say); `of` what."""

    unit: str
    of: Label
    number: int | None


class ReviewStatus(NamedTuple):
    """How one applicant stands. `reasons` say what keeps the application from being handed over.

    `notes` are to be looked at and keep nobody back: what the dossier itself claims of its reviews where the record
    says nothing, and that more of a unit's people are here than it says it puts forward (`claims`).
    """

    name: str
    person: str
    state: ReviewState
    unit: ReviewDecision = ReviewDecision()
    authority: ReviewDecision = ReviewDecision()
    publicity: ReviewEntry | None = None
    history: History = History()
    reasons: tuple[Label, ...] = ()
    notes: tuple[Label, ...] = ()
    claims: tuple[QuotaClaim, ...] = ()
