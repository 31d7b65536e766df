"""Coverage: what becomes of every clause of a notice: enforced, asked, shown, or excluded with a reason."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.dossiers import search_from
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.profiles import store
from zcdossier.profiles.cases import count_cases
from zcdossier.profiles.clauses import Clause, read_clauses
from zcdossier.profiles.load import load, with_clauses
from zcdossier.profiles.mistakes import Mistakes

BUILD = "build"
OFFICE = "office"
FORMS = "forms"
_NO_REASON = Label("")


class Disposition(StrEnum):
    """What the program does about a clause."""

    ENFORCED = "enforced"
    ASKED = "asked"
    SHOWN = "shown"
    EXCLUDED = "excluded"
    OPEN = "open"


class ClauseCoverage(NamedTuple):
    """One clause: what is done about it, by which rules, proven by how many cases.

    `asked` tells that people are asked about it: also where the program judges only a part.
    """

    id: str
    where: str
    says: Label
    disposition: Disposition
    rules: tuple[str, ...] = ()
    cases: int = 0
    reason: Label = _NO_REASON
    asked: bool = False


class Coverage(NamedTuple):
    """Every clause of a notice."""

    profile: Profile
    clauses: tuple[ClauseCoverage, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left open."""
        return all(one.disposition is not Disposition.OPEN for one in self.clauses)

    def count(self, disposition: Disposition) -> int:
        """How many clauses have this disposition."""
        return sum(one.disposition is disposition for one in self.clauses)


def coverage(name: str, beside: Path | None = None) -> Coverage:
    """Account for every clause in the lists that ship with a profile. Raises ProfileError."""
    profile = with_clauses(load(name, search_from(name, beside)))
    cases: Counter[str] = Counter()
    clauses: dict[str, Clause] = {}
    for stored in reversed(profile.chain):
        cases.update(count_cases(stored.folder))
        listed = read_clauses(stored.folder / store.CLAUSES_NAME, Mistakes())
        clauses.update({clause.id: clause for clause in listed})
    covering = _Covering(
        rules=_rules_by_clause(profile),
        asked={clause for question in profile.checklist for clause in question.clauses},
        shown={clause for guidance in profile.guidance for clause in guidance.clauses},
        excluded={clause: one.reason for one in profile.excluded for clause in one.clauses},
        cases=cases,
    )
    return Coverage(profile, tuple(_covered(one, covering) for one in clauses.values()))


class _Covering(NamedTuple):
    """What a profile says of clauses, by clause id."""

    rules: dict[str, tuple[str, ...]]
    asked: set[str]
    shown: set[str]
    excluded: dict[str, Label]
    cases: Counter[str]


def _covered(clause: Clause, by: _Covering) -> ClauseCoverage:
    """A clause for the program counts when a rule enforces it; one for people when it is asked or shown."""
    line = ClauseCoverage(clause.id, clause.where, clause.says, Disposition.OPEN, asked=clause.id in by.asked)
    if clause.id in by.excluded:
        return line._replace(disposition=Disposition.EXCLUDED, reason=by.excluded[clause.id])
    if clause.kind == "manual" and clause.id in by.asked:
        return line._replace(disposition=Disposition.ASKED)
    if clause.kind == "guidance" and clause.id in by.shown:
        return line._replace(disposition=Disposition.SHOWN)
    if clause.id in by.rules:
        return line._replace(disposition=Disposition.ENFORCED, rules=by.rules[clause.id], cases=by.cases[clause.id])
    return line


def _rules_by_clause(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Rules that are on, by each clause they cite; `build`, `office` and `forms` stand for what these keep to."""
    rules: dict[str, list[str]] = {}
    for rule in profile.rules:
        if not rule.off:
            for clause in rule.all_clauses:
                rules.setdefault(clause, []).append(rule.id)
    for clause in profile.build.clauses:
        rules.setdefault(clause, []).append(BUILD)
    for clause in profile.office.clauses:
        rules.setdefault(clause, []).append(OFFICE)
    for clause in dict.fromkeys(clause for form in profile.word_forms if form.template for clause in form.clauses):
        rules.setdefault(clause, []).append(FORMS)
    return {clause: tuple(ids) for clause, ids in rules.items()}
