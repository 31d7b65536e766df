"""What a notice asks of the office that looks after applicants: review steps, publicity, deadlines. Data only."""

from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label


class Ruling(StrEnum):
    """How a review can end, whatever word the notice has for it."""

    PASSED = "passed"
    REFUSED = "refused"
    RETURNED = "returned"


class ReviewStep(NamedTuple):
    """One level that reviews, with its own three words. `reasoned` are the rulings that must come with words.

    `record` is the choice of field `step` by which a dossier's own section `reviews` names this step, if it has one.
    """

    id: str
    label: Label
    passed: Label
    refused: Label
    returned: Label
    reasoned: tuple[Ruling, ...] = (Ruling.REFUSED, Ruling.RETURNED)
    record: str = ""

    def word(self, ruling: Ruling) -> Label:
        """The notice's word for a ruling."""
        return {Ruling.PASSED: self.passed, Ruling.REFUSED: self.refused, Ruling.RETURNED: self.returned}[ruling]


class PublicityRule(NamedTuple):
    """How long the list of those who passed is shown, and what it shows.

    `first_day` says whether the day it goes up counts; `whole_batch` that nobody may still be under review then.
    `columns` are facts about the applicant, or `level`; `achievements` are sections whose titles are listed, but for
    records whose field `selected_by` says 否: those stay in the archive and are not submitted.
    """

    working_days: int = 5
    first_day: bool = False
    whole_batch: bool = False
    columns: tuple[str, ...] = ("name", "employer", "department", "post", "specialty", "level")
    achievements: tuple[str, ...] = ()
    selected_by: str = ""


class Deadline(NamedTuple):
    """A day by which something has to be done: printed in the notice, or the day a fact of the applicant names."""

    text: Label
    date: str = ""
    fact: str = ""
    clauses: tuple[str, ...] = ()


UNIT, AUTHORITY = "unit", "authority"
STEPS = (
    ReviewStep(
        UNIT,
        Label("单位审核", "review by the unit"),
        Label("通过", "passed"),
        Label("不通过", "refused"),
        Label("退回", "sent back"),
    ),
    ReviewStep(
        AUTHORITY,
        Label("主管部门审查", "review by the authority"),
        Label("审查通过", "passed"),
        Label("审查不通过", "refused"),
        Label("退回修改", "sent back"),
    ),
)
"""The steps of the Zhejiang platform, and of any notice that names none."""


class OfficeRules(NamedTuple):
    """Everything the office needs of a notice."""

    steps: tuple[ReviewStep, ...] = STEPS
    publicity: PublicityRule = PublicityRule()
    clauses: tuple[str, ...] = ()

    def step(self, identity: str) -> ReviewStep:
        """The step with this id."""
        return next(one for one in self.steps if one.id == identity)
