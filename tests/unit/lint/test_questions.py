"""The checklist: which questions are put, to which records, and which answer counts."""

import pytest

from zcdossier.lint.questions import checklist_of
from zcdossier.model.condition import ALWAYS, Comparison, Operator
from zcdossier.model.dossier import Answer
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import text_place
from zcdossier.model.profile import Field, FieldType, Question

TRUE = Label("属实吗？", "Is it true?")
PLACE = text_place("dossier.yaml", 9, 1)


@pytest.fixture
def case(make_case):
    return make_case(
        [Field("title", Label("题目")), Field("best", Label("代表作"), FieldType.FLAG)],
        [Field("post", Label("岗位"), required=Severity.ERROR)],
    )


def questions(case, *checklist: Question):
    context = case.context()
    return list(checklist_of(context._replace(profile=context.profile._replace(checklist=checklist))))


def test_a_question_to_the_applicant_is_put_once(case) -> None:
    case.record()
    (item,) = questions(case, Question(("A-1", "A-2"), TRUE))
    assert (item.clause, item.question, item.path, item.subject, item.answer) == ("A-1", TRUE, "", "", "")


def test_a_question_about_records_is_put_for_each_that_fits(case) -> None:
    case.record(title="甲", best="是")
    case.record(title="乙")
    case.record(best="也许")
    where = Comparison("best", Operator.ONE_OF, ("是",))
    found = questions(case, Question(("A-1",), TRUE, sections=("things",), where=where))
    assert [(item.path, item.subject) for item in found] == [("sections.things[0]", "甲"), ("sections.things[2]", "#3")]


@pytest.mark.parametrize(("post", "put"), [("教师", 1), ("实验", 0), ("", 1)])
def test_what_can_not_be_told_is_asked(case, post, put) -> None:
    case.about(post=post)
    assert len(questions(case, Question(("A-1",), TRUE, when=Comparison("post", Operator.ONE_OF, ("教师",))))) == put


def test_answers(case) -> None:
    case.record(title="甲")
    case.record(title="乙")
    answers = (Answer("A-2", "是", PLACE), Answer("A-1", "否", PLACE, "sections.things[1]"), Answer("B-1", "是", PLACE))
    case.more = {"answers": answers}
    found = questions(case, Question(("A-1", "A-2"), TRUE, ALWAYS, ("things",)), Question(("C-1",), TRUE))
    assert [item.answer for item in found] == ["是", "否", ""]


def test_the_clause_that_a_question_is_known_by_counts_before_others(case) -> None:
    case.more = {"answers": (Answer("A-2", "否", PLACE), Answer("A-1", "是", PLACE))}
    (item,) = questions(case, Question(("A-1", "A-2"), TRUE))
    assert item.answer == "是"
