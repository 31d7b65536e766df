"""Marks on a page are evidence: what brings no appearance is drawn as a viewer draws it, or named in the receipt."""

import io
import time

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_looks import look, over, page
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageChops, ImageStat

from zcdossier.assemble.pdf.pdf_source import PdfSource

RECT = (60, 50, 240, 110)
QUADS = Array([60, 110, 240, 110, 60, 50, 240, 50])
RED, YELLOW, BLACK = Array([1, 0, 0]), Array([1, 1, 0]), Array([0, 0, 0])
TEXT = b"BT /F 24 Tf 70 70 Td (WWWWWW) Tj ET"
DRAWN = {
    "highlight": (Name.Highlight, {"QuadPoints": QUADS, "C": YELLOW}),
    "underline": (Name.Underline, {"QuadPoints": QUADS, "C": RED}),
    "squiggly": (Name.Squiggly, {"QuadPoints": QUADS, "C": RED}),
    "strike-out": (Name.StrikeOut, {"QuadPoints": QUADS, "C": RED}),
    "square": (Name.Square, {"C": RED, "BS": Dictionary(W=4)}),
    "square, dashed": (Name.Square, {"C": RED, "BS": Dictionary(W=4, S=Name.D, D=Array([6, 3]))}),
    "circle, see-through": (Name.Circle, {"C": RED, "IC": YELLOW, "CA": 0.5}),
    "ink": (Name.Ink, {"InkList": Array([Array([70, 60, 120, 100, 230, 60])]), "C": RED, "BS": Dictionary(W=3)}),
    "note": (Name.Text, {"Contents": String("see here")}),
}


def lettered(content=TEXT, **keys):
    """A page with letters that a mark lies on."""
    pdf, made = page(content, **keys)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    return pdf, made


def marked(kind, keys, **of_page):
    pdf, made = lettered(**of_page)
    over(pdf, made, kind, RECT, **keys)
    return pdf


def drawn(path):
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        return pdf[0].render(scale=1).to_pil().convert("RGB")


def difference(first, second):
    assert first.size == second.size
    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)


def dark(image, box=(70, 115, 170, 135)):
    return image.crop(box).convert("L").getextrema()[0] < 60


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("kind", DRAWN)
def test_a_mark_is_drawn_as_a_viewer_draws_it(scans, kind, turn):
    receipt = scans.pdf("a.pdf", marked(*DRAWN[kind], Rotate=turn)).built()
    before, after = drawn(scans.root / "a.pdf"), drawn(scans.target)
    assert difference(before, after) < 0.15
    scans.pieces.clear()
    scans.pdf("bare.pdf", lettered(Rotate=turn)[0])
    assert difference(before, drawn(scans.root / "bare.pdf")) > 0.3
    assert len(receipt.notes) == (kind == "note")


@settings(max_examples=15)
@given(
    st.sampled_from(["/Highlight", "/Underline", "/Square", "/Circle", "/Ink"]),
    st.tuples(*[st.floats(0, 1)] * 3),
    st.tuples(st.integers(10, 100), st.integers(10, 60), st.integers(20, 190), st.integers(20, 120)),
    st.sampled_from([0, 90, 180, 270]),
)
def test_any_mark_looks_as_before(kind, colour, box, turn):
    left, bottom, width, height = box
    rect = (left, bottom, left + width, bottom + height)
    pdf, made = lettered(Rotate=turn)
    line = Array([Array([rect[0] + 5, rect[1] + 5, rect[2] - 5, rect[3] - 5])])
    over(pdf, made, Name(kind), rect, C=Array([round(part, 3) for part in colour]), InkList=line)
    if kind in {"/Highlight", "/Underline"}:
        made.Annots[0].QuadPoints = Array([rect[0], rect[3], rect[2], rect[3], rect[0], rect[1], rect[2], rect[1]])
    source = io.BytesIO()
    pdf.save(source)
    before = drawn(io.BytesIO(source.getvalue()))
    opened = PdfSource(source, "a.pdf", [0])
    with pikepdf.new() as target:
        opened.copy_page(0, target)
        buffer = io.BytesIO()
        target.save(buffer)
    opened.close()
    assert difference(before, drawn(io.BytesIO(buffer.getvalue()))) < 0.15


def test_a_highlight_without_corners_marks_its_box(scans):
    scans.pdf("a.pdf", marked(Name.Highlight, {"C": YELLOW})).built()
    assert drawn(scans.target).getpixel((65, 95)) == (255, 255, 0)


def test_an_opaque_highlight_does_not_hide_what_it_marks(scans):
    pdf, made = lettered()
    appearance = look(pdf, b"1 1 0 rg 0 0 180 60 re f", (0, 0, 180, 60))
    over(pdf, made, Name.Highlight, RECT, AP=Dictionary(N=appearance))
    scans.pdf("a.pdf", pdf).built()
    after = drawn(scans.target)
    assert dark(after)
    assert after.getpixel((65, 95)) == (255, 255, 0)


@pytest.mark.parametrize("brings", [True, False])
@pytest.mark.parametrize("kind", [Name.Square, Name.Circle])
def test_what_covers_still_covers(scans, kind, brings):
    """A name blacked out must not come to light."""
    pdf, made = lettered(b"1 0 0 rg " + TEXT)
    keys = {"AP": Dictionary(N=look(pdf, b"0 g 0 0 180 60 re f", (0, 0, 180, 60)))} if brings else {}
    over(pdf, made, kind, RECT, C=BLACK, IC=BLACK, **keys)
    scans.pdf("a.pdf", pdf).built()
    inside = drawn(scans.target).crop((100, 110, 200, 130))
    assert inside.getextrema() == ((0, 0), (0, 0), (0, 0))


def test_a_pop_up_covers_nothing(scans):
    pdf, made = lettered()
    over(pdf, made, Name.Popup, RECT, F=0, AP=Dictionary(N=look(pdf, b"1 g 0 0 180 60 re f", (0, 0, 180, 60))))
    scans.pdf("a.pdf", pdf).built()
    assert difference(drawn(scans.root / "a.pdf"), drawn(scans.target)) == 0
    assert dark(drawn(scans.target))


def test_an_answer_to_a_note_has_no_icon_of_its_own(scans):
    pdf, made = lettered()
    note = over(pdf, made, Name.Text, (10, 160, 30, 180), Contents=String("?"))
    over(pdf, made, Name.Text, (250, 160, 270, 180), Contents=String("!"), IRT=note)
    receipt = scans.pdf("a.pdf", pdf).built()
    assert "1 处便签" in receipt.notes[0].zh
    assert drawn(scans.target).crop((250, 20, 270, 40)).getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        (Name.Line, "直线或箭头", "line or arrow"),
        (Name.Polygon, "多边形或云线", "polygon or cloud"),
        (Name.PolyLine, "折线", "polyline"),
        (Name.Caret, "插入符号", "caret"),
        (Name.Redact, "涂黑标记", "redaction mark"),
    ],
)
def test_what_no_library_draws_is_named(scans, kind, zh, en):
    receipt = scans.pdf("a.pdf", marked(kind, {"C": RED, "Vertices": Array([60, 50, 240, 110])})).built()
    assert zh in receipt.notes[0].zh
    assert en in receipt.notes[0].en


def test_a_mark_of_no_size_is_named(scans):
    pdf, made = lettered()
    over(pdf, made, Name.Square, (50, 50, 50, 90), C=RED)
    assert "1 处标注" in scans.pdf("a.pdf", pdf).built().notes[0].zh


@pytest.mark.parametrize("flag", [2, 32, 3])
def test_what_is_hidden_is_neither_drawn_nor_named(scans, flag):
    receipt = scans.pdf("a.pdf", marked(Name.Square, {"C": RED, "F": flag})).built()
    assert receipt.notes == ()
    assert difference(drawn(scans.root / "a.pdf"), drawn(scans.target)) == 0


def test_an_invisible_mark_of_a_known_kind_is_seen(scans):
    scans.pdf("a.pdf", marked(Name.Square, {"C": RED, "F": 1})).built()
    assert difference(drawn(scans.root / "a.pdf"), drawn(scans.target)) < 0.15


def free_text(words, **keys):
    return marked(Name.FreeText, {"Contents": String(words), "DA": String("/Helv 14 Tf 1 0 0 rg"), **keys})


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].get_textpage().get_text_range()


def test_typed_text_is_drawn(scans):
    receipt = scans.pdf("a.pdf", free_text("Checked: OK")).built()
    assert "Checked: OK" in text_of(scans.target)
    assert receipt.notes == ()
    pixels = drawn(scans.target).convert("RGB").tobytes()
    red = [pair for pair in zip(pixels[::3], pixels[1::3], strict=True) if pair[0] > 200 and pair[1] < 100]
    assert len(red) > 100


def test_typed_text_has_its_background(scans):
    scans.pdf("a.pdf", free_text("OK", C=YELLOW)).built()
    assert drawn(scans.target).getpixel((200, 130)) == (255, 255, 0)


def field(typed, **keys):
    pdf, made = lettered(b"")
    given = {"FT": Name.Tx, "T": String("field"), "V": String(typed), "DA": String("/Helv 12 Tf 0 g"), **keys}
    annotation = over(pdf, made, Name.Widget, RECT, **given)
    pdf.Root.AcroForm = Dictionary(Fields=Array([annotation]), NeedAppearances=True)
    return pdf


@pytest.mark.parametrize(
    "keys",
    [
        {"Ff": 1 << 24, "MaxLen": 10, "MK": Dictionary(BG=Array([0.8, 0.9, 1]), BC=BLACK)},
        {"MK": Dictionary(R=90)},
        {"MK": Dictionary(R=270), "Q": 1},
        {"MK": Dictionary(BC=RED), "BS": Dictionary(W=3, S=Name.B)},
    ],
    ids=["comb", "turned", "turned and centred", "bevelled"],
)
def test_a_field_looks_as_a_viewer_draws_it(scans, keys):
    scans.pdf("a.pdf", field("123456", **keys)).built()
    assert difference(drawn(scans.root / "a.pdf"), drawn(scans.target)) < 0.35
    assert "1" in text_of(scans.target)


def test_chinese_letters_are_called_by_a_font_that_every_viewer_knows(scans):
    scans.pdf("a.pdf", field("林晓"))
    with scans.opened() as built:
        names = {
            str(pdf_object.get("/BaseFont"))
            for pdf_object in built.objects
            if isinstance(pdf_object, pikepdf.Dictionary)
        }
    assert not {name for name in names if "Noto" in name or "Sim" in name}


@pytest.mark.filterwarnings("ignore:This document has")
def test_fields_of_one_name_keep_their_own_values(scans):
    pdf = field("one")
    made = pdf.pages[0].obj
    over(pdf, made, Name.Widget, (60, 120, 240, 150), FT=Name.Tx, T=String("field"), V=String("two"))
    scans.pdf("a.pdf", pdf).built()
    assert {"one", "two"} <= set(text_of(scans.target).split())


def soon(make):
    """Whether a page is made ready in little time, and the notes of it."""
    buffer = io.BytesIO()
    make.save(buffer)
    started = time.process_time()
    source = PdfSource(buffer, "a.pdf", [0])
    notes = source.closing_notes()
    source.close()
    assert time.process_time() - started < 5
    return notes


MANY = Array([String(f"option {number}") for number in range(50_000)])


@pytest.mark.parametrize("flags", [0, 1 << 17], ids=["list", "combo"])
def test_a_list_without_end_shows_what_was_chosen(scans, flags):
    """PDFium would take minutes for it, and hold up everybody else."""
    pdf = field("option 700", FT=Name.Ch, Ff=flags, Opt=MANY)
    assert soon(pdf) == []
    scans.pdf("a.pdf", pdf).built()
    assert text_of(scans.target).strip() == "option 700"


@pytest.mark.parametrize(
    "keys",
    [
        {"V": String("x" * 20_000), "DA": String("/Helv 0 Tf 0 g")},
        {"V": String("林" * 50_000), "DA": String("/Helv 0 Tf 0 g"), "Ff": 1 << 12},
        {"Ff": 1 << 24, "MaxLen": 10**9},
        {"Rect": Array([0, 0, 1e9, 1e9])},
    ],
    ids=["long", "long lines", "boxes", "large"],
)
def test_a_field_without_end_ends(keys):
    soon(field("x", **keys))


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Name.Ink, {"InkList": Array([Array([number % 300 for number in range(200_000)])])}),
        (Name.Squiggly, {"QuadPoints": Array([0, 1e7, 1e7, 1e7, 0, 0, 1e7, 0])}),
        (Name.Highlight, {"QuadPoints": Array([1] * 80_000)}),
    ],
    ids=["ink", "squiggly", "corners"],
)
def test_a_mark_without_end_is_named(kind, keys):
    (note,) = soon(marked(kind, keys))
    assert "1 处标注" in note.zh


def test_more_fields_than_are_drawn_at_once_are_all_drawn(scans):
    pdf, made = lettered(b"")
    fields = []
    for number in range(900):
        left, bottom = number % 30 * 10, number // 30 * 6
        rect = (left, bottom, left + 10, bottom + 6)
        keys = {"T": String(f"f{number}"), "V": String(f"v{number}"), "DA": String("/Helv 3 Tf 0 g")}
        fields.append(over(pdf, made, Name.Widget, rect, FT=Name.Tx, **keys))
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    scans.pdf("a.pdf", pdf).built()
    assert {f"v{number}" for number in range(900)} <= set(text_of(scans.target).split())


@pytest.mark.parametrize(("flags", "named"), [(4 | 32, True), (2 | 4 | 32, False), (32, False), (4, False)])
def test_what_only_shows_on_paper_is_named(scans, flags, named):
    pdf, made = page()
    over(pdf, made, F=flags, AP=Dictionary(N=look(pdf)))
    notes = scans.pdf("a.pdf", pdf).built().notes
    assert any("只在打印时出现" in note.zh for note in notes) == named
