"""Every profile's sample lints clean, and each of its cases breaks exactly what it says and nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from edits import Sample
from fast_yaml import load_strings
from page_findings import assert_each_finding_stands_once
from people_words import assert_people_can_read

from zcdossier.app.inspect_profiles import cover_clauses
from zcdossier.app.lint_dossier import lint_dossier
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
            yield pytest.param(name, case, id=f"{number}-{clause}-{case.get('name', '')}")


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


def _found(linted: LintResult) -> list[tuple[str, str, str, str]]:
    return sorted(
        (finding.code, finding.rule, str(finding.severity), finding.place.path) for finding in linted.verdict.findings
    )


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_sample_is_clean(name: str, tmp_path: Path) -> None:
    sample = Sample(SHIPPED[name], tmp_path / "sample")
    sample.write()
    linted = _lint(sample.root, name)
    assert _found(linted) == []
    assert [(unjudged.rule, unjudged.reason.zh) for unjudged in linted.verdict.not_evaluated] == []


@pytest.mark.parametrize(("name", "case"), list(_all_cases()))
def test_a_case_breaks_just_this(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    sample = Sample(SHIPPED[name], tmp_path / "sample")
    for edit in case["edits"]:
        sample.apply(edit)
    sample.write()
    wanted = sorted(
        (expectation["code"], expectation["rule"], expectation.get("severity", "error"), expectation["path"])
        for expectation in case["expect"]
    )
    linted = _lint(sample.root, name, case.get("as_of", ""))
    assert _found(linted) == wanted
    _assert_asked(linted, case)
    assert_each_finding_stands_once(linted)
    assert_people_can_read(linted)
    if wanted:
        clauses = {case["clause"]} if isinstance(case["clause"], str) else set(case["clause"])
        cited = {clause for finding in linted.verdict.findings for clause in finding.clauses}
        assert clauses <= cited, "the findings cite the clause"


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
