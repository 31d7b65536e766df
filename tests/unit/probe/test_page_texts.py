"""The text on pages of PDFs as it is seen, and what a page would cost that draws itself for ever."""

import pikepdf
import pytest
from measured_pdfs import A4, data_of, line, new_pdf
from pikepdf import Dictionary, Name

from zcdossier.model.document_facts import TOO_MUCH, UNREADABLE
from zcdossier.probe.drawn_weight import light_pages
from zcdossier.probe.page_texts import read_page_texts


@pytest.fixture
def texts_of(tmp_path):
    def read(pdf: pikepdf.Pdf):
        (tmp_path / "a.pdf").write_bytes(data_of(pdf))
        return read_page_texts(tmp_path / "a.pdf")

    return read


def test_size_is_what_the_page_shows(texts_of) -> None:
    content = line("plain", 12, 100, 700)
    content += b"q 0.5 0 0 0.5 0 0 cm " + line("halved", 24, 200, 1200) + b"Q\n"
    content += b"BT /F2 1 Tf 9 0 0 9 100 500 Tm (scaled) Tj ET\n"
    (page,) = texts_of(new_pdf(content)).pages
    assert sorted((run.font, run.size, run.certain) for run in page.runs) == [
        ("Helvetica", 12.0, True),
        ("SimSun", 9.0, True),
    ]
    assert page.characters == 17


def test_text_in_a_form_is_scaled_by_all_around_it(texts_of) -> None:
    pdf = new_pdf(b"q 0.5 0 0 0.5 0 0 cm /X Do Q")
    form = pdf.make_stream(line("inside", 10, 50, 50))
    form.Type, form.Subtype, form.BBox, form.Matrix = Name.XObject, Name.Form, [0, 0, 500, 500], [3, 0, 0, 3, 0, 0]
    form.Resources = pdf.pages[0].Resources
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
    (page,) = texts_of(pdf).pages
    assert [run.size for run in page.runs] == [15.0]


def test_what_is_not_drawn_or_lies_outside_is_not_seen(texts_of) -> None:
    content = (
        b"q BT /F1 5 Tf 3 Tr 100 400 Td (hidden) Tj ET Q\n" + line("away", 4, 2000, 2000) + line("seen", 20, 100, 300)
    )
    (page,) = texts_of(new_pdf(content)).pages
    assert ([run.size for run in page.runs], page.hidden) == ([20.0], 6)


def test_a_stretched_letter_has_no_certain_size(texts_of) -> None:
    (page,) = texts_of(new_pdf(b"BT /F1 1 Tf 20 0 0 10 100 500 Tm (wide) Tj ET")).pages
    assert [run.certain for run in page.runs] == [False]


def test_margins_are_those_of_the_page_as_displayed(texts_of) -> None:
    content = line("X", 10, 100, 700)
    left, top, right, bottom = texts_of(new_pdf(content)).pages[0].margins
    assert left == pytest.approx(100, abs=1.5)
    assert top == pytest.approx(A4[1] - 708, abs=2)
    assert right == pytest.approx(A4[0] - 106, abs=2)
    assert bottom == pytest.approx(700, abs=1.5)
    turned = texts_of(new_pdf(content, Rotate=90)).pages[0].margins
    assert turned[1] == pytest.approx(left, abs=0.3)


def test_lines_and_how_close_they_stand(texts_of) -> None:
    content = b"".join(line("one two three four five", 10, 72, 700 - 12 * number) for number in range(5))
    content += line("the end of a page", 10, 72, 100)
    (page,) = texts_of(new_pdf(content)).pages
    assert (page.lines, page.longest_line, page.pitch) == (6, 19, 12.0)
    assert 4 < page.width < 6


def test_what_stands_side_by_side_is_a_line(texts_of) -> None:
    (page,) = texts_of(new_pdf(line("left", 10, 72, 700) + line("right", 10, 300, 700.5))).pages
    assert page.lines == 1


def test_a_form_that_draws_forms_is_not_laid_out(texts_of, tmp_path) -> None:
    """Thirty forms, each drawing the one below twice: a billion drawings in two thousand bytes."""
    pdf = new_pdf(b"/X Do", line("plain", 12, 100, 700))
    below = pdf.make_stream(line("deep", 12, 10, 10))
    for _ in range(30):
        below.Type, below.Subtype, below.BBox = Name.XObject, Name.Form, [0, 0, 500, 500]
        above = pdf.make_stream(b"/X Do /X Do")
        above.Resources = Dictionary(XObject=Dictionary(X=below))
        below = above
    below.Type, below.Subtype, below.BBox = Name.XObject, Name.Form, [0, 0, 500, 500]
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=below))
    found = texts_of(pdf)
    assert light_pages(tmp_path / "a.pdf", 9) == [False, True]
    assert ([page.page for page in found.pages], found.untold) == ([2], TOO_MUCH)


def test_a_form_that_draws_itself_is_not_laid_out(texts_of) -> None:
    pdf = new_pdf(b"/X Do")
    form = pdf.make_indirect(pdf.make_stream(b"/X Do"))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 5, 5]
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X=form))
    assert texts_of(pdf).untold == TOO_MUCH


def test_too_many_characters_are_said(texts_of, monkeypatch) -> None:
    monkeypatch.setattr("zcdossier.probe.page_texts.MOST_ON_A_PAGE", 5)
    found = texts_of(new_pdf(line("too long", 9, 9, 99), line("ok", 9, 9, 99)))
    assert ([page.page for page in found.pages], found.untold) == ([2], TOO_MUCH)


def test_what_is_no_pdf_is_said(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert read_page_texts(tmp_path / "a.pdf").untold == UNREADABLE


def test_letters_that_draw_forms_are_weighed_too(texts_of) -> None:
    pdf = new_pdf(line("a", 12, 10, 10, "T"))
    below = pdf.make_stream(b"0 0 1 1 re f")
    for _ in range(30):
        below.Type, below.Subtype, below.BBox = Name.XObject, Name.Form, [0, 0, 500, 500]
        above = pdf.make_stream(b"1 0 d0 /X Do /X Do")
        above.Resources = Dictionary(XObject=Dictionary(X=below))
        below = above
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0])
    font.CharProcs, font.FirstChar, font.LastChar, font.Widths = Dictionary(a=below), 97, 97, [1]
    font.Encoding = Dictionary(Differences=[97, Name.a])
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(T=font))
    assert texts_of(pdf).untold == TOO_MUCH
