"""One mistake, one finding; and no finding that hides another for good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.engine import without_echoes
from zcdossier.lint.kind import NoParams
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import text_place
from zcdossier.model.profile import Rule

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def rule(name: str, *echo_of: str) -> Rule:
    return Rule(name, "count", ERROR, NoParams(), echo_of=echo_of)


def finding(name: str, path: str = "sections.form[0].total", severity: Severity = WARNING) -> Finding:
    return Finding("ZC206", name, severity, text_place("dossier.yaml", 3, 1, path=path), Label("错", "wrong"))


ROW, COLUMN = rule("row"), rule("column", "row")


def left(*findings: Finding, rules: tuple[Rule, ...] = (ROW, COLUMN)) -> list[tuple[str, str]]:
    return [(finding.rule, finding.place.path) for finding in without_echoes(findings, rules)]


def test_what_repeats_is_left_out() -> None:
    assert left(finding("column"), finding("row")) == [("row", "sections.form[0].total")]


def test_it_speaks_for_itself_without_the_other() -> None:
    assert left(finding("column")) == [("column", "sections.form[0].total")]


def test_an_error_is_no_echo_of_a_warning() -> None:
    assert len(left(finding("column", severity=ERROR), finding("row"))) == 2
    assert len(left(finding("column"), finding("row", severity=ERROR))) == 1


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("sections.form[1].total", 2),
        ("sections.form[0]", 1),
        ("sections.form", 1),
        ("sections.roster[1].title", 1),
        ("applicant.title", 1),
    ],
)
def test_another_record_of_the_section_is_another_matter(path: str, count: int) -> None:
    assert len(left(finding("column"), finding("row", path))) == count


def test_a_rule_follows_only_those_before_it() -> None:
    rules = (rule("a", "b"), rule("b", "a"))
    assert left(finding("a"), finding("b"), rules=rules) == [("a", "sections.form[0].total")]


names = st.sampled_from("abcde")


@given(
    st.lists(st.tuples(names, st.lists(names, max_size=3)), unique_by=lambda row: row[0], max_size=5),
    st.lists(st.tuples(names, st.sampled_from([ERROR, WARNING])), max_size=6),
)
def test_something_as_bad_always_stays(rows: list[tuple[str, list[str]]], found: list[tuple[str, Severity]]) -> None:
    findings = [finding(name, severity=severity) for name, severity in found]
    kept = without_echoes(findings, [rule(name, *echo_of) for name, echo_of in rows])
    assert bool(kept) == bool(findings)
    assert any(finding.severity is ERROR for finding in kept) == any(finding.severity is ERROR for finding in findings)
    assert all(finding in findings for finding in kept)
