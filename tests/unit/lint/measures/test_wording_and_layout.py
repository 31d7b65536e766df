"""What pages say and how they are laid out, measured on small PDFs that are really read."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from measured_pdfs import add_link, data_of, line, new_pdf, with_outline
from pikepdf import Array, Name, String

from zcdossier.lint.measures.bounds import MeasureBounds
from zcdossier.lint.measures.content_bounds import describe_fault
from zcdossier.lint.measures.judge_file import judge_file, measure_file
from zcdossier.lint.measures.page_area import read_area
from zcdossier.lint.measures.page_choice import is_page_filter
from zcdossier.lint.measures.read_bound import read_bound
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.lint.measures.text_search import count_words, holds, holds_heading, starts_with
from zcdossier.model.facts import FactGroup, FileFacts, PageSize, PdfFacts
from zcdossier.probe.look_inside import look_inside

LETTER = (612.0, 792.0)
_SENTENCE = "Pupils ask more when the teacher waits a little longer"


def facts_of(pdf: pikepdf.Pdf, tmp_path: Path) -> FileFacts:
    (tmp_path / "a.pdf").write_bytes(data_of(pdf))
    sizes = tuple(PageSize(*(float(side) for side in page.mediabox[2:])) for page in pdf.pages)
    facts = FileFacts("a.pdf", 1000, "pdf", pages=len(sizes), sizes=sizes, pdf=PdfFacts("1.7", 0))
    return look_inside(facts, tmp_path / "a.pdf", frozenset({FactGroup.TEXT, FactGroup.STRUCTURE}))


def bounds(measure: str, **written: Any) -> MeasureBounds:
    plain = {"of", "pages", "pages_from", "pages_until", "area", "fonts", "matches", "not_matches"}
    given = {
        name: value
        if name in plain
        else tuple(read_bound(text, MEASURES[measure]) for text in value)
        if isinstance(value, list)
        else read_bound(str(value), MEASURES[measure])
        for name, value in written.items()
    }
    return MeasureBounds(measure, **given)  # type: ignore[arg-type]


@pytest.fixture
def judged(tmp_path):
    def judge(pdf: pikepdf.Pdf, measure: str, **written: Any) -> str:
        return judge_file(bounds(measure, **written), facts_of(pdf, tmp_path)).status

    return judge


@pytest.fixture
def measured(tmp_path):
    def take(pdf: pikepdf.Pdf, measure: str, **written: Any) -> Any:
        value = measure_file(bounds(measure, **written), facts_of(pdf, tmp_path))
        assert value is not None
        return [name[0] for name in value.names] if value.names else float(value.amounts[0].low)

    return take


def lines(*texts: str, size: float = 10, left: float = 72, top: float = 700, step: float = 12) -> bytes:
    return b"".join(line(text, size, left, top - step * number) for number, text in enumerate(texts))


PAPER = new_pdf(
    lines("1. Overview", "The plan is sim-", "ple and short.", "Broader Impacts: many"),
    lines("Instructions for applicants", "123-45-6789"),
    size=LETTER,
)


@pytest.mark.parametrize(
    ("measure", "written", "wanted"),
    [
        ("text", {"all_of": ["simple and", "OVERVIEW"]}, "ok"),
        ("text", {"all_of": ["Overview", "Merit"]}, "bad"),
        ("text", {"one_of": ["Merit", "short"]}, "ok"),
        ("text", {"one_of": ["Merit", "long"]}, "bad"),
        ("text", {"none_of": ["instructions for"]}, "bad"),
        ("text", {"none_of": ["instructions for"], "pages": "1"}, "ok"),
        ("text", {"matches": r"\d{3}-\d\d-\d{4}"}, "ok"),
        ("text", {"not_matches": r"\d{3}-\d\d-\d{4}"}, "bad"),
        ("text", {"not_matches": r"\d{3}-\d\d-\d{4}", "of": "page", "pages": "first"}, "ok"),
        ("headings", {"all_of": ["Overview", "Broader Impacts"]}, "ok"),
        ("headings", {"all_of": ["The plan"]}, "bad"),
        ("pages", {"pages_from": "Overview", "pages_until": "Instructions", "at_most": 1}, "ok"),
        ("pages", {"pages_from": "Overview", "at_most": 1}, "bad"),
        ("pages", {"pages_from": "Methods", "at_most": 1}, "unknown"),
    ],
)
def test_words_on_pages(judged, measure: str, written: dict[str, Any], wanted: str) -> None:
    assert judged(PAPER, measure, **written) == wanted


def test_a_fault_says_what_lacks_and_what_must_go(tmp_path) -> None:
    asked = bounds("text", all_of=["Overview", "Merit"], none_of=["Instructions"], not_matches=r"\d{3}-\d\d")
    value = measure_file(asked, facts_of(PAPER, tmp_path))
    fault = describe_fault(asked, MEASURES["text"], value)
    assert fault.zh == "没有“Merit”，不该有“Instructions”，不该有“123-45”"
    assert (
        fault.en
        == "lacks “Merit”, holds “Instructions”, which must not be there, holds “123-45”, which must not be there"
    )


def test_words_that_a_scanned_page_may_hold_are_a_doubt(judged) -> None:
    pdf = new_pdf(lines("Overview"), b"", size=LETTER)
    assert judged(pdf, "text", all_of=["Merit"]) == "doubt"
    assert judged(pdf, "text", none_of=["Overview"]) == "bad"
    assert judged(new_pdf(b""), "text", all_of=["Merit"]) == "unknown"


def test_a_corner_is_empty_or_not(judged) -> None:
    pdf = new_pdf(line("In the court", 10, 72, 750) + line("stamp", 10, 560, 700), size=LETTER)
    assert judged(pdf, "text", area="top-right 1x1 in", equals="") == "ok"
    assert judged(pdf, "text", area="top-right 2x2 in", equals="") == "bad"
    assert judged(pdf, "text", area="top 1 in", one_of=["court"]) == "ok"


def test_text_in_two_columns_is_read_down_each(judged) -> None:
    pdf = new_pdf(lines("one two", "three four") + lines("five six", "seven eight", left=330), size=LETTER)
    assert judged(pdf, "text", all_of=["two three", "six seven"]) == "ok"


def test_a_page_turned_by_its_mark_is_read_as_it_is_displayed(judged) -> None:
    content = b"BT /F1 10 Tf 0 1 -1 0 100 72 Tm (Overview of plans) Tj ET\n"
    pdf = new_pdf(content, size=LETTER, Rotate=90)
    assert judged(pdf, "headings", all_of=["Overview of plans"]) == "ok"
    assert judged(pdf, "text", area="top 2 in", one_of=["Overview"]) == "ok"


def columns(*lefts: float, width: int = 8, step: float = 12) -> bytes:
    return b"".join(lines(*[_SENTENCE[: width * 6]] * 8, left=left, step=step) for left in lefts)


@pytest.mark.parametrize(
    ("content", "measure", "wanted"),
    [
        (columns(72), "columns", 1),
        (columns(54, 318), "columns", 2),
        (columns(72), "line_spacing", round(12 / 10 / 1.15, 2)),
        (columns(72, step=17.25), "line_spacing", 1.5),
        (columns(72), "alignment", ["justified"]),
        (lines(*(_SENTENCE[: 40 + number] for number in range(12))), "alignment", ["left"]),
        (columns(72) + line("3", 10, 300, 40), "page_number", 3),
        (columns(72) + line("Page 3 of 9", 10, 300, 40), "page_number", 3),
        (columns(72) + line("- 12 -", 10, 300, 760), "page_number", 12),
        (lines("two words", "and three more"), "words", 5),
        (lines("two words", "and"), "characters_with_spaces", 13),
        (lines("a" * 90, size=12) + lines("note", size=8, top=200), "main_text_size", 12),
        (lines("a" * 90) + b"0 0 1 rg " + lines("blue", top=300) + b"0.9 0.9 0.5 rg " + lines("pale", top=90),
         "text_color", ["black", "blue", "light"]),
    ],
)  # fmt: skip
def test_how_pages_are_laid_out(measured, content: bytes, measure: str, wanted: Any) -> None:
    found = measured(new_pdf(content, size=LETTER), measure)
    assert found == (wanted if isinstance(wanted, list) else pytest.approx(wanted, abs=0.01))


@pytest.mark.parametrize(
    ("numbers", "pages", "wanted"),
    [
        ((1, 2, 3), "", "counter"),
        ((5, 6, 7), "", "running"),
        ((1, 2, 4), "", "broken"),
        ((None, 2, 3), "", "some"),
        ((None, 2, 3), "2-", "counter"),
        ((None, None, None), "", "none"),
    ],
)
def test_how_pages_are_numbered(measured, numbers, pages: str, wanted: str) -> None:
    contents = [
        lines("In 2023", "we began") + (b"" if number is None else line(str(number), 10, 300, 40)) for number in numbers
    ]
    assert measured(new_pdf(*contents, size=LETTER), "page_numbering", pages=pages) == [wanted]


def test_pages_are_chosen_by_how_they_lie_and_by_their_paper(judged) -> None:
    pdf = new_pdf(line("near the top", 10, 100, 580), size=(792.0, 612.0))
    upright = new_pdf(line("x", 10, 20, 600), size=LETTER)
    pdf.pages.append(upright.pages[0])
    assert judged(pdf, "margin_top", pages="landscape", at_least="2 in") == "bad"
    assert judged(pdf, "margin_top", pages="portrait", at_least="2 in") == "ok"
    assert judged(pdf, "margin_left", pages="A4", at_least="2 in") == "ok"
    assert judged(pdf, "margin_left", pages="letter", at_least="1 in") == "bad"


def test_the_colour_of_links_is_that_of_the_text_under_them(measured) -> None:
    pdf = new_pdf(b"0 0 1 rg " + line("x", 9, 1, 1) + b"0 g " + lines("black"), size=LETTER)
    add_link(pdf, 0, Dest=Array([pdf.pages[0].obj, Name.Fit]))
    assert measured(pdf, "link_color") == ["blue"]


def test_zoom_of_bookmarks_and_what_the_file_says_of_itself(measured, tmp_path) -> None:
    pdf = with_outline(new_pdf(b""), ("A", 1), ("B", 1))
    pdf.Root.Outlines.First.Dest = Array([pdf.pages[0].obj, Name.XYZ, None, None, None])
    pdf.docinfo.Creator, pdf.docinfo.CreationDate = String("Word"), String("D:2024")
    assert measured(pdf, "bookmark_zoom") == ["keep", "fit_page"]
    assert measured(pdf, "creator") == ["Word"]
    assert measure_file(bounds("modified", equals="no"), facts_of(pdf, tmp_path)) is None
    pdf.docinfo.ModDate = String("D:2025")
    assert measured(pdf, "modified") == ["yes"]
    assert measured(pdf, "fast_web_view") == ["no"]
    pdf.save(tmp_path / "fast.pdf", linearize=True)
    facts = FileFacts("fast.pdf", 1000, "pdf", pages=1, sizes=(PageSize(*LETTER),), pdf=PdfFacts("1.7", 0))
    facts = look_inside(facts, tmp_path / "fast.pdf", frozenset({FactGroup.STRUCTURE}))
    assert judge_file(bounds("fast_web_view", equals="yes"), facts).status == "ok"


def test_words_are_found_whatever_their_writing() -> None:
    assert holds("研究\n目标ＡＢＣ", "研究目标abc")
    assert holds_heading("第一章 研究目标：", "研究目标")
    assert not holds_heading("研究目标很多", "研究目标")
    assert starts_with("2.1 Methods of work", "Methods")
    assert count_words("课堂 two words, 3.5") == 5


@pytest.mark.parametrize("text", ["first", "A4", "landscape", "2-", "1-3,7", "Letter"])
def test_what_chooses_pages(text: str) -> None:
    assert is_page_filter(text)


def test_parts_of_pages_as_they_are_written() -> None:
    assert read_area("top-right 3x3 in") == ("top-right", 76.2, 76.2)
    assert read_area("右上角 3x4 cm") == ("top-right", 30, 40)
    assert read_area("bottom 2 cm") == ("bottom", 20, 20)
    assert [read_area(text) for text in ("middle 2 cm", "top", "top-right 3 cm", "first")] == [None] * 4


def test_characters_are_those_of_the_file_unless_a_page_is_meant(judged) -> None:
    pdf = new_pdf(lines("one two"), lines("three"), size=LETTER)
    assert judged(pdf, "characters", at_most=10) == "bad"
    assert judged(pdf, "characters", of="page", at_most=10) == "ok"
    assert judged(pdf, "characters_with_spaces", equals=12) == "ok"
    assert judged(new_pdf(b""), "characters", at_most=10) == "unknown"


def test_a_type3_font_is_neither_whole_nor_a_subset(tmp_path) -> None:
    pdf = new_pdf(line("x", 9, 9, 9), size=LETTER)
    pdf.pages[0].Resources.Font.F3 = pikepdf.Dictionary(Type=Name.Font, Subtype=Name.Type3, Name=Name.Drawn)
    assert judge_file(bounds("fonts_subset", equals="yes"), facts_of(pdf, tmp_path)).status == "ok"
