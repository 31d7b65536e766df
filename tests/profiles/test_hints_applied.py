"""Every hint that shows something to paste, to rename or to add is followed as printed: then the finding is gone.

One case for each rule of the four notices and for each sort of hint that it gives. Cases that touch different records
are broken, linted and mended together; where one of them is not clean after that it is tried again by itself.
Of several ways that a hint shows (是 for some, 否 for others) each must leave the manifest readable, and one must mend
without a new error. An example of one's own (例如) need not mend, for whether it is true only its owner knows, unless
the finding is that a field is not filled in at all.
"""

import copy
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from case_batches import batches_of, record_of, touched_by
from edits import Sample
from hint_outcomes import is_still_there, new_errors, wrong_with
from hint_paste import follow
from hint_ways import CLASSES, Way, class_of, left_over, may_show_a_way, ways_in, ways_of

from tests.profiles.test_cases import SHIPPED, _cases, _lint
from zcdossier.lint.kinds import BY_CODE, all_kinds
from zcdossier.model.finding import Finding
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Profile
from zcdossier.model.yaml_form import YAML_FORM
from zcdossier.profiles.load import load

TOGETHER = 6
EVERY = 4
"""Of rules that give the hint of their kind, which says the same of each, every so many-th; of ZC201 all."""
ENOUGH = {"zj-hznu-2023": 70, "zj-hangzhou-health-2021": 60, "zj-huzhou-2020": 50, "sd-jinan-2024": 80}
"""So many rules of a notice have a hint that is followed."""


class Case(NamedTuple):
    """A mistake of which the cases of a notice say where it is found."""

    number: int
    edits: list[dict[str, Any]]
    as_of: str
    rule: str
    path: str


class Tried(NamedTuple):
    """A case that stands in a dossier, and what its hint shows."""

    case: Case
    finding: Finding
    ways: list[Way]


def _chosen(name: str) -> list[Case]:
    """A case of every rule whose hint may show a way: one that breaks nothing else where there is one."""
    own = {rule.id: rule.hint.zh for rule in load(name).rules if rule.hint is not None}
    chosen: dict[str, Case] = {}
    alike: Counter[str] = Counter()
    for number, case in sorted(enumerate(_cases(name)), key=lambda pair: len(pair[1]["expect"])):
        for expected in case["expect"]:
            hints = [own[expected["rule"]]] if expected["rule"] in own else _hints_of_kind(expected["code"])
            if not any(map(may_show_a_way, hints)):
                continue
            if expected["rule"] not in own and expected["rule"] not in chosen and expected["code"] != "ZC201":
                alike[expected["code"]] += 1
                if alike[expected["code"]] % EVERY != 1:
                    continue
            found = Case(number, case["edits"], case.get("as_of", ""), expected["rule"], expected["path"])
            chosen.setdefault(expected["rule"], found)
    return list(chosen.values())


def _hints_of_kind(code: str) -> list[str]:
    return [YAML_FORM.hint_of(message).zh for message in BY_CODE[code].messages.values()]


def _scope(case: Case) -> tuple[set[str], str]:
    return touched_by(case.edits) | {record_of(case.path)}, case.as_of


class Followed:
    """The hints of one notice, followed."""

    def __init__(self, name: str, root: Path) -> None:
        self.name = name
        self.root = root
        self.profile: Profile = load(name)
        self.sort_of_hints: dict[str, int] = {"followed": 0, "by hand": 0}
        self.wrong: list[str] = []
        self.linted = 0

    def run(self) -> None:
        """Try all, together where that can be told apart, else fewer at once."""
        for batch in batches_of(_chosen(self.name), _scope, TOGETHER):
            self._run(batch)

    def _run(self, batch: Sequence[Case]) -> None:
        left = self._try(batch)
        if len(left) > 3:  # one of them kept the others from being told apart
            self._run(left[: len(left) // 2])
            self._run(left[len(left) // 2 :])
        else:
            for case in left:
                self._try([case])

    def _try(self, batch: Sequence[Case]) -> list[Case]:
        """Return the cases that could not be settled in this company; alone, what is wrong is said."""
        alone = len(batch) == 1
        sample = Sample(SHIPPED[self.name], self.root / f"{self.linted}")
        for case in batch:
            for edit in case.edits:
                sample.apply(edit)
        before = self._lint(sample, batch[0])
        found = {(finding.rule, finding.place.path): finding for finding in before.verdict.findings}
        again = [case for case in batch if (case.rule, case.path) not in found]
        assert not (alone and again), batch
        tried = [
            Tried(case, found[case.rule, case.path], ways_of(found[case.rule, case.path]))
            for case in batch
            if case not in again
        ]
        outcomes: dict[str, list[list[str] | None]] = {attempt.case.rule: [] for attempt in tried}
        for number in range(max((len(attempt.ways) for attempt in tried), default=0)):
            followed = [(attempt, attempt.ways[number]) for attempt in tried if len(attempt.ways) > number]
            for (attempt, _), outcome in zip(followed, self._outcomes(followed, sample, before), strict=True):
                outcomes[attempt.case.rule].append(outcome)
        for attempt in tried:
            if None in outcomes[attempt.case.rule]:
                again.append(attempt.case)
                continue
            wrong = wrong_with(
                attempt.finding, attempt.ways, [outcome or [] for outcome in outcomes[attempt.case.rule]]
            )
            if wrong and not alone:
                again.append(attempt.case)
                continue
            self.wrong += wrong
            self.sort_of_hints["followed" if attempt.ways else "by hand"] += 1
        shutil.rmtree(sample.root)
        return again

    def _outcomes(
        self, followed: Sequence[tuple[Tried, Way]], sample: Sample, before: LintResult
    ) -> list[list[str] | None]:
        """What is wrong after each way; nothing is said of any where a new error could be anybody's."""
        after, refused = self._after(followed, sample)
        errors = new_errors(before, after, [attempt.finding for attempt, _ in followed])
        if len(followed) > 1 and (refused or errors):
            return [None for _ in followed]
        stand = [
            [f"still {attempt.finding.code}"] if is_still_there(attempt.finding, before, after) else []
            for attempt, _ in followed
        ]
        return [[*filter(None, [refused]), *errors, *still] for still in stand]

    def _after(self, followed: Sequence[tuple[Tried, Way]], sample: Sample) -> tuple[LintResult, str]:
        copied = copy.copy(sample)
        copied.root = self.root / f"{self.linted}-after"
        shutil.copytree(sample.root, copied.root, copy_function=_link)
        (copied.root / "dossier.yaml").unlink()
        copied.data = copy.deepcopy(sample.data)
        refused = ""
        for attempt, way in followed:
            try:
                follow(way, attempt.finding, copied, self.profile)
            except Exception as error:  # noqa: BLE001 - whatever keeps people from following it
                refused = f"{type(error).__name__}: {error}"
        after = self._lint(copied, followed[0][0].case) if followed else self._lint(copied, None)
        shutil.rmtree(copied.root)
        return after, refused

    def _lint(self, sample: Sample, case: Case | None) -> LintResult:
        self.linted += 1
        sample.write()
        return _lint(sample.root, self.name, case.as_of if case is not None else "")


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


def _own_hints() -> Iterator[tuple[str, str]]:
    for name in SHIPPED:
        yield from ((f"{name} {rule.id}", rule.hint.zh) for rule in load(name).rules if rule.hint is not None)
    for kind in all_kinds():
        yield from ((f"{kind.code} {key}", YAML_FORM.hint_of(message).zh) for key, message in kind.messages.items())


def test_a_hint_that_shows_nothing_is_of_a_known_sort() -> None:
    """Also those of which no case is made; a template that may show a way when filled in is followed by the cases."""
    plain = {where: hint for where, hint in _own_hints() if not may_show_a_way(hint)}
    assert {where: hint for where, hint in plain.items() if class_of(hint) is None or left_over(hint)} == {}
    assert {class_of(hint) for hint in plain.values()} <= {*CLASSES}


def test_a_hint_of_a_new_sort_is_seen() -> None:
    assert class_of("祝您好运") is None
    assert left_over("在这条记录里加上 等级: 合格")
    assert left_over("把它改名为 甲.jpg")
    assert not left_over("核对 grade: 后面写的等次")
    assert not ways_in("写成 字段: 内容", "ZC001")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_what_a_hint_shows_mends(name: str, tmp_path: Path) -> None:
    followed = Followed(name, tmp_path)
    followed.run()
    assert followed.wrong == [], "\n".join(followed.wrong)
    assert followed.sort_of_hints["followed"] > ENOUGH[name]
