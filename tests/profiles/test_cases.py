"""Every profile's sample lints clean, and each of its cases breaks exactly what it says and nothing else.

Cases that touch different records and expect different rules are broken in one dossier: where that gives just what all
of them expect, each has been shown to. Where it gives anything else they are halved, down to each by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from case_batches import batches_of, record_of, touched_by
from edits import Sample
from fast_yaml import load_strings
from page_findings import assert_each_finding_stands_once
from people_words import assert_people_can_read

from zcdossier.app.inspect_profiles import cover_clauses
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.finding import Finding
from zcdossier.model.lint_result import LintResult
from zcdossier.model.results import Disposition
from zcdossier.profiles import locations
from zcdossier.profiles.load import Profiles

HERE = Path(__file__).resolve().parent
SAMPLES = {
    "zj-hznu-2023": HERE.parent.parent / "sample_dossier",
    "zj-hangzhou-health-2021": HERE / "zj-hangzhou-health-2021" / "sample",
    "zj-huzhou-2020": HERE / "zj-huzhou-2020" / "sample",
    "sd-jinan-2024": HERE / "sd-jinan-2024" / "sample",
}
SHIPPED = {name: sample for name, sample in SAMPLES.items() if sample.is_dir()}
CLAUSES = {"zj-hznu-2023": 165, "zj-hangzhou-health-2021": 126, "zj-huzhou-2020": 185, "sd-jinan-2024": 291}
MOST_EXCLUDED = 25
AS_OF = {"zj-hznu-2023": date(2023, 6, 30), "zj-hangzhou-health-2021": date(2021, 9, 1)}
AS_OF |= {"zj-huzhou-2020": date(2020, 10, 15), "sd-jinan-2024": date(2024, 9, 1)}
PROFILES = Profiles()
TOGETHER = 8
Key = tuple[str, str, str, str]


@cache
def _cases(name: str) -> list[dict[str, Any]]:
    path = locations.templates_folder() / "profiles" / name / "cases.yaml"
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = load_strings(path.read_text(encoding="utf-8"))
    return found


def _all_cases() -> Iterator[Any]:
    for name in SHIPPED:
        for number, case in enumerate(_cases(name)):
            clause = case["clause"] if isinstance(case["clause"], str) else case["clause"][0]
            yield pytest.param(name, number, id=f"{number}-{clause}-{case.get('name', '')}")


@cache
def _batch_of(name: str) -> dict[int, tuple[int, ...]]:
    """Which cases are broken with each: what decides for the whole dossier with its like, what is asked alone."""
    cases = _cases(name)
    alone = {number for number, case in enumerate(cases) if _stands_alone(case)}
    batches: dict[int, tuple[int, ...]] = {number: (number,) for number in alone}
    for batch in batches_of((number for number in range(len(cases)) if number not in alone), _scope_in(name), TOGETHER):
        batches |= dict.fromkeys(batch, tuple(batch))
    return batches


def _stands_alone(case: dict[str, Any]) -> bool:
    """What is right for another applicant has to be so alone: beside a mistake it might be for another reason."""
    return "asked" in case or "not_asked" in case or (_decides(case) and not case["expect"])


def _decides(case: dict[str, Any]) -> bool:
    return any(path.startswith(("applicant", "level", "profile")) for path in touched_by(case["edits"]))


def _scope_in(name: str) -> Callable[[int], tuple[set[str], str]]:
    """What a case touches; the rules it expects count, so that a finding can be but of one case."""

    def scope(number: int) -> tuple[set[str], str]:
        case = _cases(name)[number]
        paths = {record_of(expected["path"]) for expected in case["expect"]}
        rules = {f"rule {expected['rule']}" for expected in case["expect"]}
        return touched_by(case["edits"]) | paths | rules, f"{case.get('as_of', '')} {_decides(case)}"

    return scope


def _broken(name: str, batch: Sequence[int], root: Path) -> LintResult:
    """Break cases in one dossier, and judge it on their day."""
    sample = Sample(SHIPPED[name], root)
    for number in batch:
        for edit in _cases(name)[number]["edits"]:
            sample.apply(edit)
    sample.write()
    return _lint(sample.root, name, _cases(name)[batch[0]].get("as_of", ""))


@cache
def _clauses_together(name: str, batch: tuple[int, ...]) -> dict[Key, set[str]] | None:
    """The findings of a batch and what each cites, if they are just what its cases expect; else each is alone."""
    if len(batch) == 1:
        return None
    with TemporaryDirectory() as folder:
        try:
            linted = _broken(name, batch, Path(folder) / "sample")
            _assert_sound(linted)
        except (AssertionError, OSError, LookupError):
            return None
    expected = sorted(key for number in batch for key in _expected(_cases(name)[number]))
    return _clauses(linted) if _found(linted) == expected else None


def _expected(case: dict[str, Any]) -> list[Key]:
    return sorted(
        (wanted["code"], wanted["rule"], wanted.get("severity", "error"), wanted["path"]) for wanted in case["expect"]
    )


def _assert_sound(linted: LintResult) -> None:
    assert_each_finding_stands_once(linted)
    assert_people_can_read(linted)


def _lint(root: Path, name: str, as_of: str = "") -> LintResult:
    day = date.fromisoformat(as_of) if as_of else AS_OF[name]
    return lint_dossier(root, as_of=day, profiles=PROFILES)


def _assert_asked(linted: LintResult, case: dict[str, Any]) -> None:
    """What a case leaves to people: the questions under `asked` are put, those under `not_asked` are not."""
    for key, wanted in (("asked", True), ("not_asked", False)):
        for action in case.get(key, []):
            put = [
                asked
                for asked in linted.verdict.checklist
                if action["clause"] in asked.clauses
                and action.get("path", asked.path) == asked.path
                and action.get("about", "") in asked.question.zh
            ]
            assert bool(put) is wanted, (key, action)


def _found(linted: LintResult) -> list[Key]:
    return sorted(map(_key, linted.verdict.findings))


def _key(finding: Finding) -> Key:
    return finding.code, finding.rule, str(finding.severity), finding.place.path


def _clauses(linted: LintResult) -> dict[Key, set[str]]:
    """What the findings cite."""
    cited: dict[Key, set[str]] = {}
    for finding in linted.verdict.findings:
        cited.setdefault(_key(finding), set()).update(finding.clauses)
    return cited


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_sample_is_clean(name: str, tmp_path: Path) -> None:
    sample = Sample(SHIPPED[name], tmp_path / "sample")
    sample.write()
    linted = _lint(sample.root, name)
    assert _found(linted) == []
    assert [(unjudged.rule, unjudged.reason.zh) for unjudged in linted.verdict.not_evaluated] == []


@pytest.mark.parametrize(("name", "number"), list(_all_cases()))
def test_a_case_breaks_just_this(name: str, number: int) -> None:
    case = _cases(name)[number]
    batch = _batch_of(name)[number]
    cited = _clauses_together(name, batch)
    while cited is None and len(batch) > 1:
        half = len(batch) // 2
        batch = batch[:half] if number in batch[:half] else batch[half:]
        cited = _clauses_together(name, batch)
    if cited is None:
        with TemporaryDirectory() as folder:
            linted = _broken(name, [number], Path(folder) / "sample")
            assert _found(linted) == _expected(case)
            _assert_asked(linted, case)
            _assert_sound(linted)
        cited = _clauses(linted)
    if case["expect"]:
        clauses = {case["clause"]} if isinstance(case["clause"], str) else set(case["clause"])
        assert clauses <= set().union(*(cited[key] for key in _expected(case))), "the findings cite the clause"


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_every_clause_is_accounted_for(name: str) -> None:
    found = cover_clauses(name)
    assert len([clause for clause in found.clauses if clause.id in found.profile.clauses]) >= CLAUSES[name]
    assert [clause.id for clause in found.clauses if clause.disposition is Disposition.OPEN] == []
    uncased = [
        clause.id
        for clause in found.clauses
        if clause.disposition is Disposition.ENFORCED and not clause.cases and not {"build", "office"} & {*clause.rules}
    ]
    assert uncased == []


def test_few_clauses_are_excluded() -> None:
    excluded = [
        clause
        for name in SHIPPED
        for clause in cover_clauses(name).clauses
        if clause.disposition is Disposition.EXCLUDED
    ]
    assert all(clause.reason.zh and clause.reason.en for clause in excluded)
    assert len(excluded) <= MOST_EXCLUDED + 9  # nine are out of scope in the tables themselves


def test_there_are_cases() -> None:
    assert SHIPPED
    assert any(_cases(name) for name in SHIPPED)


def test_what_rules_judge_in_part_is_asked_for_the_rest() -> None:
    by_clause = {clause.id: clause for clause in cover_clauses("zj-huzhou-2020").clauses}
    assert by_clause["HUZ-A1.2.4-04"].asked, "whether a contribution is a main one, only people can tell"
    assert not by_clause["HUZ-1-02"].asked
