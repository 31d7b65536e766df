"""One page taken twice, and pages that differ in little: each guard has both its sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.scan_text.lines_in_place import upright
from zcdossier.lint.scan_text.page_twins import Likeness, are_same_page, compare_words, page_text
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine

FORM = (
    "专业技术人员年度考核登记表",
    "姓名林晓性别女职务讲师学历本科",
    "考核结果合格同意评定等次",
    "一年来认真履行岗位职责较好地完成了教学科研任务",
    "2019年12月30日",
)
SEALED = Box(0.6, 0.6, 0.95, 0.95)


def page(*lines: str | tuple[str, float], sealed: tuple[str, ...] = (), seal: bool = True) -> PageFacts:
    read = [(line, 0.99) if isinstance(line, str) else line for line in lines]
    texts = [TextLine(text, sure, Box(0.1, 0.1, 0.5, 0.13)) for text, sure in read]
    texts += [TextLine(text, 0.99, Box(0.7, 0.7, 0.9, 0.73)) for text in sealed]
    return PageFacts(1, lines=tuple(texts), seals=(Seal(SEALED, "round", 0.9),) if seal else ())


def likeness(first: PageFacts, second: PageFacts) -> Likeness:
    found = compare_words(page_text(first), page_text(second))
    assert compare_words(page_text(second), page_text(first)) is found
    return found


def changed(before: str, after: str) -> tuple[str, ...]:
    return tuple(line.replace(before, after) for line in FORM)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2019", "2020", Likeness.OTHER),
        ("2019", "201", Likeness.OTHER),  # a numeral that only one has, in a short line
        ("12月", "十二月", Likeness.OTHER),
        ("林晓", "周文", Likeness.OTHER),
        ("林晓", "林小", Likeness.SAME),  # one sign may be read wrong
        ("合格", "优秀", Likeness.OTHER),
        ("教学科研", "教学科", Likeness.SAME),
        ("一年来认真", "金奖来认真", Likeness.OTHER),
        ("一年来认真", "壹年来认真", Likeness.OTHER),
    ],
)
def test_what_stands_in_place_of_something_else(before: str, after: str, expected: Likeness) -> None:
    assert likeness(page(*FORM), page(*changed(before, after))) is expected


def test_a_name_by_itself_is_another_by_one_sign() -> None:
    assert likeness(page(*FORM, "欧阳晓琳"), page(*FORM, "欧阳晓琴")) is Likeness.OTHER
    assert likeness(page(*FORM, "欧阳晓琳"), page(*FORM, ("欧阳晓琴", 0.85))) is Likeness.SAME


def test_lines_joined_and_in_another_order_are_the_same() -> None:
    assert likeness(page(*FORM), page(FORM[0] + FORM[1], *FORM[2:])) is Likeness.SAME
    assert likeness(page(*FORM), page(FORM[1], FORM[0], *FORM[2:])) is Likeness.SAME


def test_a_line_that_one_reading_lost_leaves_it_to_the_looks() -> None:
    lost = page(*FORM[:4])
    assert likeness(page(*FORM), lost) is Likeness.ALIKE
    assert not are_same_page(page(*FORM), lost), "no fingerprint"
    assert likeness(page(*FORM), page(*FORM[:2], FORM[4])) is Likeness.OTHER, "too much"


def test_a_line_of_which_most_was_read_is_not_lost() -> None:
    assert likeness(page(*FORM, "江州市教学委员会"), page(*FORM, "江州市教学")) is Likeness.SAME
    assert likeness(page(*FORM, "江州市教学委员会"), page(*FORM, "江州市教")) is Likeness.ALIKE


def test_each_has_a_line_that_the_other_has_not() -> None:
    assert likeness(page(*FORM, "一等奖"), page(*FORM, "优胜者")) is Likeness.OTHER
    assert likeness(page(*FORM, "一等奖"), page(*FORM, ("优胜者", 0.8))) is Likeness.OTHER
    assert likeness(page(*FORM, "一等奖"), page(*FORM, ("优胜者", 0.79))) is Likeness.OTHER, (
        "perhaps: as short as a name"
    )
    longer = "一等奖的证书号"
    assert likeness(page(*FORM, longer), page(*FORM, ("优胜者", 0.8))) is Likeness.OTHER
    assert likeness(page(*FORM, longer), page(*FORM, ("优胜者", 0.79))) is Likeness.ALIKE
    assert likeness(page(*FORM, ("一等奖", 0.89)), page(*FORM, ("优胜者", 0.89))) is Likeness.SAME


def test_the_words_of_a_seal_are_read_as_anything() -> None:
    first, second = page(*FORM, sealed=("江州大学人事处",)), page(*FORM, sealed=("孙大土", "3301"))
    assert likeness(first, second) is Likeness.SAME
    without = page(*FORM, sealed=("江州大学人事处",), seal=False), page(*FORM, sealed=("孙大土",), seal=False)
    assert likeness(*without) is Likeness.OTHER


def test_a_date_under_a_seal_tells_by_its_numerals() -> None:
    assert likeness(page(*FORM, sealed=("九月九日",)), page(*FORM, sealed=("九月八日",))) is Likeness.OTHER
    assert likeness(page(*FORM, sealed=("12月4日",)), page(*FORM, sealed=("12月5日45",))) is Likeness.OTHER
    assert likeness(page(*FORM, sealed=("12月4日",)), page(*FORM, sealed=("12月4日45",))) is Likeness.SAME
    assert likeness(page(*FORM, sealed=("江州大学",)), page(*FORM, sealed=("江州工字",))) is Likeness.SAME


@pytest.mark.parametrize(("sure", "expected"), [(0.7, Likeness.OTHER), (0.69, Likeness.SAME)])
def test_a_numeral_has_to_be_read(sure: float, expected: Likeness) -> None:
    assert likeness(page(*FORM), page(*FORM[:4], ("2018年12月30日", sure))) is expected


def test_a_few_words_are_not_enough() -> None:
    assert likeness(page("获奖证书"), page("获奖证书")) is Likeness.ALIKE
    assert likeness(page(), page()) is Likeness.OTHER
    assert likeness(page("获奖证书"), page("培训结业证书")) is Likeness.OTHER


@given(st.lists(st.sampled_from([*FORM, "一等奖", "12学时"]), min_size=4, max_size=8))
def test_a_page_is_its_own_twin_however_its_lines_lie(lines: list[str]) -> None:
    found = likeness(page(*lines), page(*lines))
    assert found is (Likeness.SAME if sum(map(len, lines)) >= 40 else Likeness.ALIKE)


def test_dates_under_a_seal_tell_pages_apart_and_its_words_do_not() -> None:
    assert likeness(page(*FORM, sealed=("2014年7月6日",)), page(*FORM, sealed=("2023年4月12日",))) is Likeness.OTHER
    assert likeness(page(*FORM, sealed=("江南学院",)), page(*FORM, sealed=("某某公司",))) is Likeness.SAME


COVER = ("数控机床故障诊断", "林晓著", "2016年4月")


def laid(lines: tuple[str, ...], *, turn: int = 0, moved: float = 0.0, unread: float = 0.0) -> PageFacts:
    """A page with few lines one below the other, the last moved to the right; laid on its side or its head."""
    boxes = [Box(0.3, 0.2 * number, 0.7, 0.2 * number + 0.04) for number in range(1, len(lines) + 1)]
    boxes[-1] = boxes[-1]._replace(left=0.3 + moved, right=0.7 + moved)
    boxes = [upright(box, -turn) for box in boxes]
    texts = tuple(TextLine(text, 0.99, box) for text, box in zip(lines, boxes, strict=True))
    return PageFacts(1, lines=texts, turn=turn, unread_print=unread)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_few_words_in_the_same_places_are_the_same_page(turn: int) -> None:
    assert are_same_page(laid(COVER), laid(COVER, turn=turn))
    assert not are_same_page(laid(COVER), laid(COVER, turn=turn, moved=0.2)), "in another place"
    assert not are_same_page(laid(COVER), laid((*COVER[:2], "2017年4月"), turn=turn))


def test_few_words_tell_nothing_where_something_else_may_stand() -> None:
    assert are_same_page(laid(COVER), laid(COVER, unread=60.0)), "a desk"
    assert not are_same_page(laid(COVER, unread=60.0), laid(COVER, unread=60.0)), "written by hand on both"
    sealed = laid(COVER)._replace(seals=(Seal(SEALED, "round", 0.9),))
    assert not are_same_page(laid(COVER), sealed)
    assert not are_same_page(laid(COVER[1:]), laid(COVER[1:])), "too few"
