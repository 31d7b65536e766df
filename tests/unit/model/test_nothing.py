"""无 in a field that may be left out leaves it empty; where it is a value of the field it stays one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.dossier import Value
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Choice, Field, FieldType
from zcdossier.model.reading import canonical
from zcdossier.model.yes_no import NO

NOTHING = st.sampled_from(["无", "没有", "暂无", " 无 ", "/", "—", "不适用", "none", "无。", "无（说明见附件）"])
STROKES = ("/", "—")
READ = st.sampled_from(
    [FieldType.DATE, FieldType.PERIOD, FieldType.RANK, FieldType.ID_NUMBER, FieldType.TEXT, FieldType.PERSON]
)


def value_of(text: str, field: Field) -> Value:
    return Value(text, Place("x"), canonical(text, field))


@given(NOTHING, READ)
def test_nothing_is_nothing_where_none_has_to_be_there(text: str, kind: FieldType) -> None:
    assert value_of(text, Field("x", Label("甲"), kind)).empty


@given(NOTHING)
def test_a_text_that_has_to_be_there_is_not_there_and_one_that_is_advised_may_be_none(text: str) -> None:
    assert value_of(text, Field("x", Label("服务地点"), required=Severity.ERROR)).empty
    advised_field = Field("x", Label("证明人"), required=Severity.WARNING)
    advised = value_of(text, advised_field)
    assert advised.empty is (text in STROKES)
    assert value_of("待定", advised_field).empty
    assert value_of("XXX", advised_field).empty
    assert value_of("？？", advised_field).empty
    assert not value_of("X光", advised_field).empty


@given(NOTHING)
def test_a_text_of_which_none_is_a_value_stays(text: str) -> None:
    assert not value_of(text, Field("x", Label("行政职务"), open=True)).empty
    assert not value_of(text, Field("x", Label("行政职务"), open=True, required=Severity.ERROR)).empty


def test_a_date_that_has_to_be_there_is_not_read_and_so_told_of() -> None:
    assert canonical("无", Field("x", Label("时间"), FieldType.DATE, required=Severity.ERROR)) == "无"


def test_a_flag_says_no_by_a_word_and_nothing_by_a_stroke() -> None:
    assert canonical("无", Field("x", Label("通讯作者"), FieldType.FLAG)) == NO
    assert value_of("/", Field("x", Label("通讯作者"), FieldType.FLAG)).empty


def test_a_choice_may_be_none() -> None:
    field = Field(
        "x", Label("职称"), FieldType.CHOICE, choices=(Choice("none", Label("无")), Choice("mid", Label("中级")))
    )
    assert canonical("无", field) == "none"
    assert value_of("无", field._replace(choices=field.choices[1:])).empty
    assert value_of("无", field._replace(choices=field.choices[1:], open=True)).empty


def test_who_did_it_alone_is_one_of_one() -> None:
    assert canonical("独立完成", Field("x", Label("参与人数"), FieldType.INTEGER)) == "1"
    assert canonical("独立完成", Field("x", Label("空缺数"), FieldType.INTEGER)) == "独立完成"


@pytest.mark.parametrize(("label", "canon"), [("空缺数", "0"), ("参与人数", "")])
def test_a_number_of_things_may_be_nought_and_one_of_people_with_oneself_may_not(label: str, canon: str) -> None:
    assert canonical("无", Field("x", Label(label), FieldType.INTEGER)) == canon
