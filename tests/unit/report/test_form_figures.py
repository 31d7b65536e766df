"""Figures that follow from others: worked out where nothing is given, compared where something is."""

from pathlib import Path

import pytest

from zcdossier.lint.context import Context
from zcdossier.model.condition import Operand
from zcdossier.model.dossier import Dossier, Record, Value
from zcdossier.model.label import Label
from zcdossier.model.place import text_place
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.word_form import Figure, WordForm
from zcdossier.report.forms.answers import figures_of
from zcdossier.report.forms.forms_summary import figure_text

PLACE = text_place("dossier.yaml", 1, 1)
NAMES = {"a": "甲", "b": "乙", "c": "丙", "total": "总数", "rest": "空缺"}
SECTION = Section(
    "posts", Label("岗位"), 1, fields={k: Field(k, Label(v), FieldType.INTEGER) for k, v in NAMES.items()}
)
PEOPLE = Section("people", Label("名单"), 2)
PROFILE = Profile("case", Label("例"), sections={"posts": SECTION, "people": PEOPLE})
TOTAL = (Operand(sum_=("a", "b")),)
REST = (Operand(sum_=("a",), minus=("b",)), Operand(sum_=("c",), minus=("b",)))


def figures(form: dict[str, tuple[Operand, ...]], people: int = 0, **given: str) -> dict[str, Figure]:
    record = Record("posts", 0, PLACE, fields={name: Value(text, PLACE, text) for name, text in given.items()})
    roster = tuple(Record("people", number, PLACE) for number in range(people))
    dossier = Dossier(Path(), "case", "", PLACE, PLACE, sections={"posts": (record,), "people": roster})
    results = figures_of(WordForm("f", Label("表"), about="posts", figures=form), record, Context(dossier, PROFILE))
    return {figure.field: figure for figure in results}


def test_a_sum_that_is_not_given_is_computed() -> None:
    total = figures({"total": TOTAL}, a="2", b="6")["total"]
    assert (total.computed, total.agrees, total.expected) == ("8", True, ("8",))
    assert figure_text(total, "zh") == "总数：没有填，算出 8 ＝ 甲＋乙"
    assert figure_text(total, "en") == "总数: computed, 8 = 甲 + 乙"


@pytest.mark.parametrize("given", ["8", "008", " 8 ", "8.0"])
def test_one_that_agrees_is_not_talked_about(given: str) -> None:
    total = figures({"total": TOTAL}, a="2", b="6", total=given)["total"]
    assert (total.computed, total.agrees, figure_text(total, "zh")) == ("", True, "")


@pytest.mark.parametrize("given", ["7", "八", "80", "0"])
def test_one_that_disagrees_is_told_and_not_put_right(given: str) -> None:
    total = figures({"total": TOTAL}, a="2", b="6", total=given)["total"]
    assert (total.computed, total.agrees) == ("", False)
    assert figure_text(total, "zh") == f"总数：填的是 {given}，但 8 ＝ 甲＋乙；表上照您填的写，请核对"


def test_a_figure_may_be_come_by_in_two_ways() -> None:
    assert figures({"rest": REST}, a="6", b="4", c="6")["rest"].computed == "2"
    either = figures({"rest": REST}, a="6", b="4", c="5")["rest"]
    assert (either.computed, either.agrees, either.expected) == ("", True, ("2", "1"))
    assert figure_text(either, "zh") == "空缺：2 或 1（甲－乙 或 丙－乙），请手写"
    assert figures({"rest": REST}, a="6", b="4", c="5", rest="1")["rest"].agrees
    assert not figures({"rest": REST}, a="6", b="4", c="5", rest="3")["rest"].agrees


def test_what_can_not_be_worked_out_is_neither_filled_in_nor_compared() -> None:
    assert figures({"total": TOTAL}, a="2", total="9") == {}
    assert figures({"total": TOTAL}, a="2", b="六") == {}
    assert figures({"rest": REST}, a="6", b="4") == {}


def test_one_follows_from_what_was_computed_before() -> None:
    results = figures({"total": TOTAL, "rest": (Operand(sum_=("total",), minus=("c",)),)}, a="2", b="6", c="3")
    assert results["rest"].computed == "5"
    assert figures({"rest": (Operand(sum_=("total",), minus=("c",)),), "total": TOTAL}, a="2", b="6", c="3").keys() == {
        "total"
    }


def test_people_are_counted() -> None:
    counted = {"a": (Operand(section="people", pick="count"),)}
    assert figures(counted, people=3)["a"].computed == "3"
    assert not figures(counted, people=3, a="2")["a"].agrees


def test_without_a_record_there_is_nothing_to_compute() -> None:
    form = WordForm("f", Label("表"), about="posts", figures={"total": TOTAL})
    context = Context(Dossier(Path(), "case", "", PLACE, PLACE), PROFILE)
    assert figures_of(form, None, context) == ()
