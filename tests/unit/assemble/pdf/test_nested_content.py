"""What a page draws besides its own content, and how deep."""

import io
import time

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from zcdossier.assemble.pdf.nested_content import check_nesting, nested_in
from zcdossier.assemble.pdf.safe_reading import TooMuchContentError
from zcdossier.model.receipt import BuildOutcome

LETTERS = b"1 0 0 rg BT /T3 80 Tf 20 60 Td (aa) Tj ET"


def picture(pdf, *, is_stencil):
    if is_stencil:
        rows = bytes((0xF0, 0x0F) * 8)
        image = pdf.make_stream(rows, ImageMask=True, BitsPerComponent=1)
    else:
        image = pdf.make_stream(bytes(range(256)) * 3, ColorSpace=Name.DeviceRGB, BitsPerComponent=8)
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 16, 16
    return image


def type3(pdf, *, is_stencil, own=None):
    start = b"1000 0 0 0 1000 1000 d1 " if is_stencil else b"1000 0 d0 "
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=pdf.make_stream(start + b"q 1000 0 0 1000 0 0 cm /Im0 Do Q")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=[1000],
    )
    if own is not None:
        font.Resources = own
    return pdf.make_indirect(font)


def lettered(*, is_stencil, is_own, pages=2):
    """Pages written in letters that are pictures."""
    pdf = pikepdf.new()
    pictures = Dictionary(Im0=picture(pdf, is_stencil=is_stencil))
    font = type3(pdf, is_stencil=is_stencil, own=Dictionary(XObject=pictures) if is_own else None)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Resources = Dictionary(Font=Dictionary(T3=font), **({} if is_own else {"XObject": pictures}))
        page.Contents = pdf.make_stream(LETTERS)
    return pdf


def seen(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].render(scale=1).to_pil().convert("RGB")


@pytest.mark.parametrize("is_own", [True, False], ids=["own resources", "resources of the page"])
@pytest.mark.parametrize("is_stencil", [True, False], ids=["stencil", "picture"])
def test_pictures_in_letters_stay(scans, is_stencil, is_own):
    scans.pdf("a.pdf", lettered(is_stencil=is_stencil, is_own=is_own), wanted=(1,)).built()
    before, after = seen(scans.root / "a.pdf"), seen(scans.target)
    assert before.getextrema() != ((255, 255),) * 3
    assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("is_own", [True, False], ids=["own resources", "resources of the page"])
@pytest.mark.parametrize("is_stencil", [True, False], ids=["stencil", "picture"])
def test_pictures_in_letters_stay_as_they_are_beside_what_is_made_smaller(scans, kit, is_stencil, is_own):
    pdf = lettered(is_stencil=is_stencil, is_own=is_own)
    photo = kit.noisy((1240, 1754), seal=True)
    made = pdf.make_stream(kit.jpeg_bytes(photo, quality=95), Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    made.Width, made.Height, made.ColorSpace, made.Filter = *photo.size, Name.DeviceRGB, Name.DCTDecode
    pdf.pages[1].Resources = Dictionary(XObject=Dictionary(P=made))
    pdf.pages[1].Contents = pdf.make_stream(b"q 200 0 0 200 0 0 cm /P Do Q")
    scans.pdf("a.pdf", pdf)
    scans.limits = scans.limits.__class__(max_bytes=(scans.root / "a.pdf").stat().st_size // 2)
    assert scans.built().recoded
    assert seen(scans.target).tobytes() == seen(scans.root / "a.pdf").tobytes()


@pytest.mark.parametrize("kind", ["pattern", "soft mask"])
def test_what_has_no_resources_keeps_those_of_the_page(scans, kind):
    pdf = pikepdf.new()
    pictures = Dictionary(Im0=picture(pdf, is_stencil=False))
    for _ in range(2):
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Resources = Dictionary(XObject=pictures)
        if kind == "pattern":
            tile = pdf.make_stream(b"50 0 0 50 0 0 cm /Im0 Do", PatternType=1, PaintType=1, TilingType=1)
            tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 50, 50]), 50, 50
            page.Resources.Pattern = Dictionary(P=tile)
            page.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 200 200 re f")
        else:
            form = pdf.make_stream(b"200 0 0 200 0 0 cm /Im0 Do", Type=Name.XObject, Subtype=Name.Form)
            form.BBox, form.Group = Array([0, 0, 200, 200]), Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
            page.Resources.ExtGState = Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form)))
            page.Contents = pdf.make_stream(b"/G gs 1 0 0 rg 0 0 200 200 re f")
    with scans.pdf("a.pdf", pdf, wanted=(1,)).opened() as built:
        assert "/Im0" in built.pages[0].Resources.XObject
    assert seen(scans.target).tobytes() == seen(scans.root / "a.pdf").tobytes()


def test_forms_that_lead_to_each_other_are_met_once():
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    first, second = (pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1]) for _ in range(2))
    first.Resources, second.Resources = (Dictionary(XObject=Dictionary(X=other)) for other in (second, first))
    page.Resources = Dictionary(XObject=Dictionary(A=first, B=second), Font=Dictionary(N=Dictionary()))
    assert sorted(form.objgen for form in nested_in(page.obj)) == sorted([first.objgen, second.objgen])


def test_a_letter_that_is_no_drawing_lends_nothing(scans):
    pdf = lettered(is_stencil=True, is_own=False)
    pdf.pages[0].Resources.Font.T3.CharProcs = Dictionary(a=Dictionary(), b=pdf.make_stream(b"Do (x) Do /None Do"))
    scans.pdf("a.pdf", pdf, wanted=(1,)).built()
    buffer = io.BytesIO(scans.target.read_bytes())
    with pikepdf.open(buffer) as built:
        assert "/XObject" not in built.pages[0].Resources or "/Im0" not in built.pages[0].Resources.XObject


@pytest.fixture
def pdf():
    with pikepdf.new() as made:
        made.add_blank_page()
        yield made


def form(pdf, content=b"", **drawn):
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    if drawn:
        made.Resources = Dictionary(XObject=Dictionary({f"/{name}": form for name, form in drawn.items()}))
    return made


def page(pdf, content, **drawn):
    made = pdf.pages[0].obj
    made.Resources = Dictionary(XObject=Dictionary({f"/{name}": form for name, form in drawn.items()}))
    made.Contents = pdf.make_stream(content)
    return made


def ladder(pdf, rungs, each):
    step = form(pdf)
    for _ in range(rungs):
        step = form(pdf, b"/F Do " * each, F=step)
    return page(pdf, b"/F Do", F=step)


@pytest.mark.parametrize(("rungs", "each"), [(0, 1), (3, 2), (40, 1), (4, 10)])
def test_forms_in_forms(pdf, rungs, each) -> None:
    check_nesting(ladder(pdf, rungs, each))


@pytest.mark.parametrize(("rungs", "each"), [(30, 10), (20, 2), (100, 1), (3000, 1)])
def test_far_too_many(pdf, rungs, each) -> None:
    started = time.process_time()
    with pytest.raises(TooMuchContentError):
        check_nesting(ladder(pdf, rungs, each))
    assert time.process_time() - started < 10


def test_circles(pdf) -> None:
    first, second = form(pdf, b"/B Do"), form(pdf, b"/A Do")
    first.Resources = Dictionary(XObject=Dictionary(B=second))
    second.Resources = Dictionary(XObject=Dictionary(A=first))
    with pytest.raises(TooMuchContentError, match="draws itself"):
        check_nesting(page(pdf, b"/A Do", A=first))


def test_a_circle_through_the_resources_of_the_page(pdf) -> None:
    first = form(pdf, b"/A Do")
    with pytest.raises(TooMuchContentError):
        check_nesting(page(pdf, b"/A Do", A=first))


def test_what_could_be_drawn_but_is_not_does_no_harm(pdf) -> None:
    first = form(pdf, b"0 0 9 9 re f")
    first.Resources = Dictionary(XObject=Dictionary(A=first))
    check_nesting(page(pdf, b"/A Do", A=first))


def test_a_page_without_resources_or_with_odd_ones(pdf) -> None:
    check_nesting(pdf.pages[0].obj)
    pdf.pages[0].obj.Resources = Dictionary(XObject=7)
    check_nesting(pdf.pages[0].obj)


def test_it_costs_the_record(scans, pdf) -> None:
    first = form(pdf, b"/A Do")
    page(pdf, b"/A Do", A=first)
    receipt = scans.pdf("a.pdf", pdf).build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "a.pdf" in receipt.error.zh
    assert "draws itself" in receipt.error.en
