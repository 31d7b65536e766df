"""A part that a page's own words leave open is told by what was taken right before and after, or stays open."""

from pathlib import Path

import pytest

from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.profile import Section
from zcdossier.model.sort_proposal import FilePiece
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.fill_parts import parts_by_order
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import PartGuess
from zcdossier.sorting.page_form import says_it_goes_on


@pytest.fixture(scope="module")
def papers() -> Section:
    return Profiles().get("zj-hznu-2023", Path()).sections["papers"]


def page(*texts: str) -> PageFacts:
    lines = tuple(TextLine(text, 0.99, Box(0.1, 0.05 * at, 0.9, 0.05 * at + 0.02)) for at, text in enumerate(texts, 1))
    return PageFacts(1, TextSource.OCR, lines, 0, 1.0)


def shot(second: int, text: str = "字") -> HeapPiece:
    return HeapPiece(FilePiece(f"IMG_20230512_0900{second:02}.jpg"), [page(text)])


def fill(section: Section, row: list[tuple[HeapPiece, str]], *guesses: PartGuess) -> list[str]:
    parts = {id(piece): part for piece, part in row}
    filled = parts_by_order(section, [piece for piece, _ in row], parts, lambda _piece: guesses)
    return [filled[id(piece)] for piece, _ in row]


def test_what_stands_between_two_parts_is_the_one_between_them(papers: Section) -> None:
    row = [(shot(1), "cover"), (shot(20), ""), (shot(40), "body")]
    assert fill(papers, row, PartGuess("back_cover", 3.0), PartGuess("toc", 0.5)) == ["cover", "toc", "body"]


def test_a_page_of_text_after_text_is_text(papers: Section) -> None:
    row = [(shot(1), "body"), (shot(20, "渗流对荷载的作用影响了血压的变化。" * 20), "")]
    assert fill(papers, row) == ["body", "body"]


def test_two_parts_that_fit_leave_it_open(papers: Section) -> None:
    row = [(shot(1), "cover"), (shot(20), "")]
    assert fill(papers, row, PartGuess("toc", 1.0), PartGuess("back_cover", 1.0)) == ["cover", ""]


def test_a_second_cover_after_the_body_is_no_cover(papers: Section) -> None:
    row = [(shot(1), "cover"), (shot(20), "body"), (shot(40), "cover")]
    assert fill(papers, row)[2] == ""
    assert fill(papers, row, PartGuess("cover", 2.0), PartGuess("back_cover", 1.5))[2] == "back_cover"


def test_what_was_taken_hours_apart_says_nothing(papers: Section) -> None:
    late = HeapPiece(FilePiece("IMG_20230512_170000.jpg"), [page("字")])
    assert fill(papers, [(shot(1), "cover"), (late, "")], PartGuess("toc", 1.0)) == ["cover", ""]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("附件", "立项名单"), True),
        (("抄送：各有关单位", "2022年1月15日印发"), True),
        (("一段文字", "- 3 -"), True),
        (("一段文字", "第 2 页 共 3 页"), True),
        (("一段文字", "- 1 -"), False),
        (("附属医院任职证明", "一段文字"), False),
        (("获奖证书", "24"), False),
        ((), False),
    ],
)
def test_a_page_says_whether_it_goes_on(texts: tuple[str, ...], expected: bool) -> None:
    assert says_it_goes_on(page(*texts)) is expected
