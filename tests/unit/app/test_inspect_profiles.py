"""Explain: a code or kind, a rule, a clause; else the nearest name."""

import pytest

from zcdossier.app.inspect_profiles import ExplainedClause, ExplainedKind, ExplainedRule, clauses_within, explain_name
from zcdossier.errors import CannotRunError


@pytest.mark.parametrize("name", ["ZC101", "zc101", "count", "ZC101 项数", "ZC101："])
def test_a_kind_with_its_uses(desk, name) -> None:
    (found,) = explain_name(name, desk.dossier())
    assert isinstance(found, ExplainedKind)
    assert found.kind.code == "ZC101"
    assert "papers-limit" in [rule.id for profile, rule in found.uses if profile.id == "case"]


def test_a_rule(desk) -> None:
    (found,) = (
        explanation for explanation in explain_name("width", desk.dossier()) if explanation.profile.id == "case"
    )
    assert isinstance(found, ExplainedRule)
    assert (found.rule.id, found.kind.code) == ("width", "ZC601")


@pytest.mark.parametrize("name", ["A-1", "a-1", "A-1（三.1）", " [A-1] "])
def test_a_clause(desk, name) -> None:
    (found,) = explain_name(name, desk.dossier())
    assert found == ExplainedClause(found.profile, "A-1")
    assert found.profile.clauses["A-1"].zh == "最多两篇"


@pytest.mark.parametrize("name", ["HZNU-3.21", "hznu-3.21", "三.21", "（三.21）"])
def test_the_clauses_of_a_paragraph(desk, name) -> None:
    found = [clause for clause, _ in clauses_within(name, desk.dossier())]
    assert found[:2] == ["HZNU-3.21-01", "HZNU-3.21-02"]
    assert all(clause.startswith("HZNU-3.21-") for clause in found)


def test_a_clause_with_a_small_letter(desk) -> None:
    assert explain_name("hznu-3.3B-01", desk.dossier())
    assert len(clauses_within("HZNU-3.3b", desk.dossier())) == 2


def test_a_profile_with_mistakes_is_passed_over(desk) -> None:
    desk.profile("broken", "id: broken\nrulez: []\n")
    assert explain_name("ZC101", desk.dossier())


@pytest.mark.parametrize(("name", "near"), [("papers-limt", "papers-limit"), ("ZC1011", "ZC101")])
def test_a_near_miss(desk, name, near) -> None:
    with pytest.raises(CannotRunError) as raised:
        explain_name(name, desk.dossier())
    assert f"您是不是要查 {near}" in raised.value.why.zh


def test_nothing_like_it(desk) -> None:
    with pytest.raises(CannotRunError) as raised:
        explain_name("完全没有", desk.dossier())
    assert "没有代码、规则或条款 完全没有" in raised.value.why.zh
