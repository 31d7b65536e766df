"""Judgements: findings, rules that could not be evaluated, questions, and the result of one lint."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.place import Place

Argument = str | int | float | Label


class Severity(StrEnum):
    """How bad a finding is. An error sends the application back; a warning may."""

    ERROR = "error"
    WARNING = "warning"


class Message(NamedTuple):
    """A text in both languages with named arguments in braces, and what to do about it."""

    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""


class Related(NamedTuple):
    """Another place that belongs to a finding, with a note."""

    place: Place
    note: Label


class Finding(NamedTuple):
    """One judgement about one place. `message` and its hint are filled with `args` when shown."""

    code: str
    rule: str
    severity: Severity
    place: Place
    message: Message
    args: Mapping[str, Argument] = {}
    clauses: tuple[str, ...] = ()
    says: Label | None = None
    related: tuple[Related, ...] = ()


class Waived(NamedTuple):
    """A finding that the applicant set aside, with the reason given."""

    finding: Finding
    reason: str


class NotEvaluated(NamedTuple):
    """A rule that could not judge, and why."""

    rule: str
    code: str
    reason: Label
    place: Place | None = None


class Asked(NamedTuple):
    """A question of the checklist, put to one record or to the whole dossier, with the answer if there is one."""

    clause: str
    question: Label
    path: str = ""
    subject: str = ""
    answer: str = ""


class Verdict(NamedTuple):
    """What lint says about one dossier."""

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    checklist: tuple[Asked, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)
