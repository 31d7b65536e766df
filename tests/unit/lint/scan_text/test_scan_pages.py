"""Which pages of a record were read, and how far they can be relied on: each bound with both its sides."""

from collections.abc import Callable

import pytest

from zcdossier.lint.scan_text.scan_pages import (
    has_unread_print,
    is_legible,
    page_label,
    pages_read,
    record_pages,
    records_read,
)
from zcdossier.model.facts import FileFacts
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine

BOX = Box(0.1, 0.1, 0.9, 0.13)
LINE = TextLine("林晓同志：您完成的成果获二等奖", 0.99, BOX)
PAGE = PageFacts(1, lines=(LINE,))


def read(path: str, *pages: PageFacts, total: int | None = None) -> FileFacts:
    return FileFacts(path, 9, "pdf", pages=len(pages) if total is None else total, pages_seen=pages)


@pytest.fixture
def case(make_case: Callable[..., object]):
    return make_case([], parts=("a", "b"))


def test_a_record_is_complete_when_every_page_was_read(case) -> None:
    record = case.record(parts=("a", "b"))
    case.facts = {"0/a.jpg": read("0/a.jpg", PAGE, PAGE._replace(page=2)), "0/b.jpg": read("0/b.jpg", PAGE)}
    found = record_pages(record, case.context())
    assert ([page.facts.page for page in found.pages], found.is_complete) == ([1, 2, 1], True)


@pytest.mark.parametrize(
    "second",
    [
        None,
        FileFacts("0/b.jpg", 9, "pdf", pages=1),
        read("0/b.jpg", PAGE, total=2),
        read("0/b.jpg", total=1),
    ],
)
def test_a_page_that_was_not_read_is_missing(case, second: FileFacts | None) -> None:
    record = case.record(parts=("a", "b"))
    case.facts = {"0/a.jpg": read("0/a.jpg", PAGE)} | ({"0/b.jpg": second} if second else {})
    found = record_pages(record, case.context())
    assert len(found.pages) <= 2
    assert not found.is_complete
    assert not found.is_legible


def test_only_the_pages_that_are_handed_in_count(case) -> None:
    record = case.record(parts=("a",))
    record = record._replace(scans=(record.scans[0]._replace(pages=(2,)),))
    case.facts = {"0/a.jpg": read("0/a.jpg", PAGE._replace(page=2), total=2)}
    found = record_pages(record, case.context())
    assert ([page.facts.page for page in found.pages], found.is_complete) == ([2], True)


def test_a_record_without_scans_is_not_complete(case) -> None:
    assert record_pages(case.record(), case.context()) == ((), False)
    assert list(records_read(case.context())) == []


def test_a_page_of_two_records_comes_once(case) -> None:
    first = case.record(parts=("a",))
    second = case.record()
    case.records[1] = second._replace(scans=first.scans)
    case.facts = {"0/a.jpg": read("0/a.jpg", PAGE)}
    assert [record for record, _ in pages_read(case.context())] == [first]
    assert len(list(records_read(case.context()))) == 2


def test_the_page_is_named_where_a_file_has_several(case) -> None:
    case.record(parts=("a",))
    case.facts = {"0/a.jpg": read("0/a.jpg", PAGE)}
    ((_, page),) = pages_read(case.context())
    assert page_label(page, case.context()).zh == ""
    case.facts = {"0/a.jpg": read("0/a.jpg", PAGE, total=2)}
    assert page_label(page, case.context()).zh == " 第 1 页"


@pytest.mark.parametrize(
    ("page", "legible"),
    [
        (PAGE._replace(unread_print=None), True),
        (PAGE._replace(unread_print=0.8), True),
        (PAGE._replace(unread_print=0.81), False),
        (PAGE._replace(lines=(LINE._replace(confidence=0.85),)), True),
        (PAGE._replace(lines=(LINE._replace(confidence=0.84),)), False),
        (PAGE._replace(lines=(LINE, TextLine("林", 0.8, Box(0.1, 0.6, 0.4, 0.63)))), True),
        (PAGE._replace(lines=(LINE, TextLine("林", 0.79, Box(0.1, 0.6, 0.4, 0.63)))), False),
        (PAGE._replace(lines=(LINE, TextLine("林", 0.79, Box(0.25, 0.5, 0.625, 0.625)))), False),  # three heights
        (PAGE._replace(lines=(LINE, TextLine("林", 0.79, Box(0.25, 0.5, 0.5, 0.625)))), True),
        (PAGE._replace(lines=(), is_blank=True, cut_edges=("left",)), True),
        (PAGE._replace(lines=(TextLine("", 0.99, BOX),)), False),
    ],
)
def test_how_well_a_page_has_to_be_read(page: PageFacts, legible: bool) -> None:
    assert is_legible(page) is legible


@pytest.mark.parametrize(("right", "hides"), [(0.25, False), (0.24, True)])
def test_words_half_inside_a_seal_are_the_seals(right: float, hides: bool) -> None:
    line = TextLine("林", 0.5, Box(0.0, 0.5, 0.5, 0.6))
    seal = Seal(Box(0.0, 0.4, right, 0.7), "round", 0.9)
    assert is_legible(PAGE._replace(lines=(LINE, line), seals=(seal,))) is not hides
    beside = seal._replace(box=Box(0.6, 0.4, 0.9, 0.7))
    below = seal._replace(box=Box(0.0, 0.7, 0.5, 0.9))
    assert not is_legible(PAGE._replace(lines=(LINE, line), seals=(beside,)))
    assert not is_legible(PAGE._replace(lines=(LINE, line), seals=(below,)))


def test_a_record_is_legible_when_all_its_pages_are(case) -> None:
    record = case.record(parts=("a",))
    for pages, legible in (((PAGE, PAGE._replace(page=2)), True), ((PAGE, PageFacts(2)), False)):
        case.facts = {"0/a.jpg": read("0/a.jpg", *pages)}
        assert record_pages(record, case.context()).is_legible is legible


def test_large_signs_in_the_row_of_usual_ones_may_be_a_seal_where_colour_is_gone() -> None:
    usual = TextLine("1. 云溪地区光伏逆变的实践探索研究", 0.99, Box(0.1, 0.2, 0.9, 0.23))
    over = TextLine("专教", 0.99, Box(0.2, 0.19, 0.3, 0.24))
    grey = PAGE._replace(lines=(LINE, usual, over), has_colour=False)
    assert not is_legible(grey)
    assert is_legible(grey._replace(has_colour=True))
    assert is_legible(grey._replace(lines=(LINE, usual, over._replace(box=Box(0.2, 0.4, 0.3, 0.45)))))
    assert is_legible(grey._replace(lines=(LINE, usual, over._replace(text="获奖证书编号"))))
    assert is_legible(grey._replace(lines=(LINE, usual, over._replace(box=Box(0.2, 0.195, 0.3, 0.235)))))


def test_unread_print_hides_only_what_is_no_wider() -> None:
    assert has_unread_print(PAGE._replace(unread_print=4.0))
    assert has_unread_print(PAGE._replace(unread_print=4.0), 7)
    assert not has_unread_print(PAGE._replace(unread_print=4.0), 8)
    assert not has_unread_print(PAGE)
