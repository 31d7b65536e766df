"""Templates of names: read, filled in, and held against a given name."""

import pytest

from zcdossier.model.name_template import NameMatch, Slot, SlotDifference, match_name, parse_template, render_template

FACTS = {
    "applicant.name": "林知夏",
    "title": "*课堂里的追问：一项研究",
    "date": "2021-03-05",
    "number": "3",
    "level": "副高级",
}


def test_a_template_is_texts_and_slots() -> None:
    template = parse_template("{applicant.name}-{record.title}-{date|YYYYMM}")
    assert template.faults == ()
    assert template.pieces == (Slot(("applicant.name",)), "-", Slot(("title",)), "-", Slot(("date",), "YYYYMM"))


def test_facts_are_filled_in_as_the_styles_say() -> None:
    template = parse_template("{number|00} {applicant.name}（{level|-级}）{date|YYYY年M月}")
    assert render_template(template, FACTS).text == "03 林知夏（副高）2021年3月"


def test_letters_are_written_small_or_capital() -> None:
    template = parse_template("{code|lower}-{code|upper}-{code|小写}")
    assert render_template(template, {"code": "ab-X"}).text == "ab-x-AB-X-ab-x"
    assert match_name(template, "ab-x-AB-X-ab-x", {"code": "ab-X"}.get).agrees
    assert not match_name(template, "ab-X-AB-X-ab-x", {"code": "ab-X"}.get).agrees


def test_pieces_of_a_number() -> None:
    template = parse_template("{code|last 4}-{code|first 3}-{code|后2位}-{code|前1位}")
    assert template.faults == ()
    assert render_template(template, {"code": "110105X"}).text == "105X-110-5X-1"
    assert match_name(template, "105X-110-5X-1", {"code": "110105X"}.get).agrees
    (fault,) = parse_template("{code|-6:}").faults
    assert "last 6" in fault.zh


def test_the_first_place_that_is_filled_in_counts() -> None:
    assert render_template(parse_template("{nickname 或 applicant.name}"), FACTS).text == "林知夏"


def test_what_lacks_is_told() -> None:
    rendered = render_template(parse_template("{place}-{date|YYYYMMDD}"), {"date": "2021-03"})
    assert [str(slot) for slot in rendered.missing] == ["{place}"]
    assert [str(slot) for slot in rendered.coarse] == ["{date|YYYYMMDD}"]
    assert not rendered.complete


@pytest.mark.parametrize(
    "source", ["", "{}", "{title", "title}", "{{title}}", "{date|draft}", "{date|YYYYMD}", "{a b}"]
)
def test_what_is_no_template_has_a_fault(source: str) -> None:
    assert parse_template(source).faults


def test_a_name_agrees_where_every_piece_does() -> None:
    template = parse_template("{applicant.name}-{title}-{date|YYYYMM}")
    assert match_name(template, "林知夏-课堂里的追问：一项研究-202103", FACTS) == NameMatch(agrees=True)


def test_the_slot_that_differs_is_told() -> None:
    template = parse_template("{applicant.name}-{title}-{date|YYYYMM}")
    match = match_name(template, "林知夏-课堂里的追问：一项研究-202104", FACTS)
    assert match.differing == (SlotDifference(Slot(("date",), "YYYYMM"), "202103", "202104"),)


def test_a_name_of_another_shape_differs_in_no_slot() -> None:
    match = match_name(parse_template("{applicant.name}-{date|YYYYMM}"), "扫描件1", FACTS)
    assert (match.agrees, match.differing) == (False, ())


def test_what_no_name_can_hold_may_be_left_out_or_replaced() -> None:
    template = parse_template("{title}")
    for name in ("甲 乙", "甲_乙", "甲乙"):
        assert match_name(template, name, {"title": "甲/乙"}).agrees


def test_a_slot_without_a_fact_takes_what_its_mask_allows() -> None:
    template = parse_template("{title}-{date|YYYYMM}")
    match = match_name(template, "甲-202103", {"title": "甲"})
    assert (match.agrees, match.untold) == (True, (Slot(("date",), "YYYYMM"),))
    assert not match_name(template, "甲-三月", {"title": "甲"}).agrees
