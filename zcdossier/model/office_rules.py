"""What a notice asks of the office that looks after applicants: review steps, publicity, deadlines.

And what a reviewer decided, in whatever order the words come: 审查通过, 通过审查, 同意推荐, 未通过审核, 退回补充.
What says two things, or leaves open whether it was decided at all (待审核, 尚未通过), is no decision.
"""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.spelling import half_width

_BODY = r"(?:(?:用人|所在|本)?单位|主管部门|人事(?:处|科|部门)?|人社局|人力社保局|学院|学校|部门|省|市|县|区|局)"
_MATTER = r"(?:申报资格|业绩档案|申报材料|职称|资格|材料|档案|业绩|形式|申报)"
_REVIEW = r"(?:审查|审核|复核|复审|初审|终审|审批|审定|审议|评审|核准|考核|核查)"
_ACT = rf"(?:{_BODY}?{_MATTER}?{_REVIEW}(?:意见|结果|结论)?)"
_SO = r"(?:[:：]|为|是|均|都|已经?|一致|现|最终|予以|准予|经)*"
_AGREED = (
    r"(?:(?:准予|予以)?通过|合格|符合(?:申报|推荐|评审)?(?:条件|要求|规定)"
    rf"|(?:同意|准予|予以)(?:上报|报送)|(?:同意|准予|予以)?推荐(?:申报|评审|上报)?|同意(?:申报|{_ACT}?通过)?)"
)
_NOT = r"(?:不予|未予|未能|没有|没能|不|未|没)"
_BACK = (
    r"(?:退回|退还|退件|打回|发回)(?:给?(?:申报人|个人|本人|单位))?"
    r"(?:补充|补正|修改|完善|整改|重填|重报|重新(?:填报|提交|上传|申报)|后|并|再|材料|资料|重新|提交|上报)*"
)
_BETWEEN = r"[,，;；。.、/\n]+"


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


class Quota(NamedTuple):
    """How many a unit puts forward, as its people's dossiers say: field `number` of `section`, for a level or for all.

    `unit` is the fact about the applicant that names the unit.
    """

    section: str
    number: str
    unit: str
    level: str = ""


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
    quotas: tuple[Quota, ...] = ()
    clauses: tuple[str, ...] = ()

    def step(self, identity: str) -> ReviewStep:
        """The step with this id."""
        return next(step for step in self.steps if step.id == identity)


_MEANINGS = {
    Ruling.PASSED: rf"{_SO}{_ACT}?{_SO}{_AGREED}了?{_ACT}?",
    Ruling.REFUSED: rf"(?:{_ACT}?{_SO}{_NOT}{_AGREED}{_ACT}?|{_SO}{_NOT}{_ACT}通过)",
    Ruling.RETURNED: rf"{_ACT}?{_SO}{_BACK}",
}


def read_ruling(text: str) -> Ruling | None:
    """Return the decision that the words come to, or None where they come to none or to more than one."""
    parts = ["".join(part.split()) for part in re.split(_BETWEEN, half_width(text))]
    rulings = {_match_ruling(part) for part in parts if part}
    return rulings.pop() if len(rulings) == 1 else None


def _match_ruling(words: str) -> Ruling | None:
    return next((ruling for ruling, pattern in _MEANINGS.items() if re.fullmatch(pattern, words)), None)


class PublicityPeriod(NamedTuple):
    """From when to when the list hangs, and what the calendar had to say about it."""

    start: date
    end: date
    working_days: int
    first_day: bool = False
    starts_on_workday: bool = True
    holidays: tuple[date, ...] = ()
    worked_weekends: tuple[date, ...] = ()
    guessed_years: tuple[int, ...] = ()
