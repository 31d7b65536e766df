"""Text on the first page, wherever it is drawn from; and never for long."""

import time
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from zcdossier.probe.gather import gather
from zcdossier.probe.pdf_text import has_text

SAID = b"BT /F1 12 Tf 10 10 Td (hello) Tj ET"


@pytest.fixture
def text_of(tmp_path, make):
    def text(change) -> bool | None:
        (tmp_path / "a.pdf").write_bytes(make.pdf(2, change))
        return has_text(tmp_path / "a.pdf")

    return text


@pytest.mark.parametrize(
    "content", [SAID, b"BT [(he) -20 (llo)] TJ ET", b"BT <0041> Tj ET", b"BT (a)' ET", b'BT 1 1 (a)" ET', b"BT (a)Tj"]
)
def test_text(text_of, content) -> None:
    assert text_of(lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(content))) is True


@pytest.mark.parametrize("content", [b"", b"q 1 0 0 1 0 0 cm /Tj Do Q", b"0 0 9 9 re f", b"/TJ gs"])
def test_no_text(text_of, content) -> None:
    assert text_of(lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(content))) is False


def test_the_second_page_is_not_asked(text_of) -> None:
    assert text_of(lambda pdf: setattr(pdf.pages[1], "Contents", pdf.make_stream(SAID))) is False


def test_text_in_pieces_and_in_forms(text_of) -> None:
    def pieces(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pikepdf.Array([pdf.make_stream(b"q"), pdf.make_stream(SAID)])

    def forms(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_stream(SAID, Type=Name.XObject, Subtype=Name.Form)
        outer = pdf.make_stream(b"/A Do", Type=Name.XObject, Subtype=Name.Form)
        outer.Resources = Dictionary(XObject=Dictionary(A=inner, B=outer))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(B=outer))
        pdf.pages[0].Contents = pdf.make_stream(b"/B Do")

    assert text_of(pieces) is True
    assert text_of(forms) is True


def test_bombs_and_circles(text_of) -> None:
    def bomb(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(bytes(40_000_000), 9))
        filters = pikepdf.Array([Name.FlateDecode, Name.FlateDecode])
        pdf.pages[0].Contents = pdf.make_stream(packed, Filter=filters)

    def circle(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/A Do", Type=Name.XObject, Subtype=Name.Form)
        form.Resources = Dictionary(XObject=Dictionary(A=form, B=form))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(A=form))

    for change in (bomb, circle):
        started = time.monotonic()
        assert text_of(change) is False
        assert time.monotonic() - started < 20


def test_what_can_not_be_told(text_of, tmp_path) -> None:
    assert text_of(lambda pdf: setattr(pdf.pages[0], "Contents", 7)) is None
    assert has_text(tmp_path / "nowhere.pdf") is None


def test_only_where_it_is_asked_for(tmp_path, make) -> None:
    (tmp_path / "a.pdf").write_bytes(make.pdf())
    assert gather(tmp_path, ["a.pdf"])["a.pdf"].pdf.text is None
    assert gather(tmp_path, ["a.pdf"], text_layers=True)["a.pdf"].pdf.text is False
