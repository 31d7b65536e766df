"""What is laid over pages stays as it looks: seals, stamps, signatures, filled forms. The receipt tells the rest."""

import shutil
import subprocess

import pikepdf
import pypdfium2
import pytest
from pdf_looks import GROUND, chosen, kinds, layered, look, over, page, sealed, signed
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageStat

POPPLER = shutil.which("pdftoppm")
COMBO = 1 << 17
FIELD = (40, 60, 260, 90)
SPOT = (125, 85, 215, 115)  # of the page as drawn: where the box to tick lies


def by_pdfium(path):
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.init_forms()
        return pdf[0].render(scale=1).to_pil().convert("RGB")


def by_poppler(path):
    made = subprocess.run([POPPLER, "-r", "72", "-cropbox", path], check=True, capture_output=True).stdout
    (path.parent / "page.ppm").write_bytes(made)
    return Image.open(path.parent / "page.ppm").convert("RGB")


VIEWERS = [
    pytest.param(by_pdfium, id="pdfium"),
    pytest.param(by_poppler, id="poppler", marks=pytest.mark.skipif(not POPPLER, reason="poppler is not installed")),
]


def off(first, second):
    assert first.size == second.size
    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)


@pytest.mark.parametrize("view", VIEWERS)
@pytest.mark.parametrize("kind", kinds())
def test_the_look_of_a_page_stays(scans, kind, view):
    scans.pdf("a.pdf", kinds()[kind]()).built()
    # A viewer that fills in forms paints their fields.
    painted = 0.4 if kind == "not ticked" else 0.15
    assert off(view(scans.root / "a.pdf"), view(scans.target)) <= painted


@pytest.mark.parametrize("kind", kinds())
def test_nothing_but_the_look_is_left(scans, kind):
    with scans.pdf("a.pdf", kinds()[kind]()).opened() as built:
        assert "/AcroForm" not in built.Root
        assert "/Annots" not in built.pages[0]


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")
def test_a_signature_the_form_does_not_know_of_is_noted_and_seen(scans):
    receipt = scans.pdf("a.pdf", signed(in_form=False)).built()
    assert "数字签名" in receipt.notes[0].zh
    assert by_pdfium(scans.target).getpixel((123, 83)) == (217, 26, 26)


def test_a_signature_without_a_look_is_noted(scans):
    pdf, made = page()
    field = over(pdf, made, Name.Widget, (0, 0, 0, 0), FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    assert "digital signature" in scans.pdf("a.pdf", pdf).built().notes[0].en


def test_an_annotation_in_a_layer_that_is_off_stays_unseen(scans):
    scans.pdf("a.pdf", layered(on_look=False)).built()
    assert by_pdfium(scans.target).getpixel((123, 83)) == (242, 242, 204)


@pytest.mark.parametrize(
    ("rule", "seen"),
    [(None, False), (Name.AllOn, False), (Name.AnyOff, True), (Name.AllOff, True), (Name.AnyOn, False)],
)
def test_a_rule_over_layers_is_followed(scans, rule, seen):
    pdf, made = page()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("seals")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    content = Dictionary(Type=Name.OCMD, OCGs=Array([layer]))
    if rule is not None:
        content.P = rule
    over(pdf, made, AP=Dictionary(N=look(pdf)), OC=pdf.make_indirect(content))
    scans.pdf("a.pdf", pdf).built()
    assert (by_pdfium(scans.target).getpixel((123, 83)) == (217, 26, 26)) is seen


def test_more_states_given_back_than_saved_move_nothing(scans):
    """Viewers ignore what can't be given back; with the page's content wrapped it would mean something."""
    content = b"0.5 0 0 0.5 40 40 cm Q Q 0.9 0.5 0.5 rg 0 0 200 100 re f q 0.7 0.7 0 rg 10 10 50 50 re f Q Q"
    scans.pdf("a.pdf", sealed(content)).built()
    assert off(by_pdfium(scans.root / "a.pdf"), by_pdfium(scans.target)) == 0


def test_a_page_whose_state_is_balanced_keeps_its_content(scans):
    with scans.pdf("a.pdf", sealed()).opened() as built:
        assert GROUND in [content.read_bytes() for content in built.pages[0].Contents]


def test_a_stamp_without_an_appearance_is_named(scans):
    pdf, made = page()
    over(pdf, made, AP=Dictionary(N=Dictionary()))
    receipt = scans.pdf("a.pdf", pdf).built()
    assert "1 处标注（图章）" in receipt.notes[0].zh
    assert "(stamp)" in receipt.notes[0].en


def test_a_file_attached_to_a_page_is_noted(scans):
    pdf, made = page()
    over(pdf, made, Name.FileAttachment, AP=Dictionary(N=look(pdf)))
    assert "附带的文件" in scans.pdf("a.pdf", pdf).built().notes[0].zh


def filled(typed, *, asked=True, appearance=None, **keys):
    pdf, made = page()
    if appearance is not None:
        keys["AP"] = Dictionary(N=look(pdf, appearance, (0, 0, 220, 30)))
    given = {"FT": Name.Tx, "T": String("field"), "V": typed, "DA": String("/Helv 0 Tf 0 0 1 rg"), **keys}
    field = over(pdf, made, Name.Widget, FIELD, **given)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    if asked:
        pdf.Root.AcroForm.NeedAppearances = True
    return pdf


def text_of(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].get_textpage().get_text_bounded().strip()


@pytest.mark.parametrize("asked", [True, False])
def test_a_value_nobody_drew_is_drawn(scans, asked):
    receipt = scans.pdf("a.pdf", filled(String("Li Ming (2023)"), asked=asked)).built()
    assert text_of(scans.target) == "Li Ming (2023)"
    assert receipt.notes == ()


@pytest.mark.parametrize("asked", [True, False])
def test_a_chinese_value_nobody_drew_is_drawn_and_noted(scans, asked):
    receipt = scans.pdf("a.pdf", filled(String("林晓 Lin Xiao 药学院"), asked=asked)).built()
    assert text_of(scans.target) == "林晓 Lin Xiao 药学院"
    assert "表单" in receipt.notes[0].zh


def test_a_chinese_value_that_was_drawn_stays_as_drawn(scans):
    """Its look may be stale, but it is the only one with the right letters; so it is noted."""
    appearance = b"/Tx BMC BT 1 0 0 rg 5 5 200 20 re f (x) Tj ET EMC"
    receipt = scans.pdf("a.pdf", filled(String("林晓"), appearance=appearance)).built()
    assert by_pdfium(scans.target).getpixel((100, 125)) == (255, 0, 0)
    assert "表单" in receipt.notes[0].zh


def test_an_empty_look_gives_way_to_the_value(scans):
    scans.pdf("a.pdf", filled(String("林晓"), appearance=b"/Tx BMC EMC")).built()
    assert text_of(scans.target) == "林晓"


def test_values_are_found_in_parents_and_shown_as_chosen(scans):
    options = Array([Array([String("a"), String("Alpha")]), Array([String("b"), String("Beta")])])
    pdf = filled(String("b"), FT=Name.Ch, Opt=options, Ff=COMBO)
    field = pdf.pages[0].Annots[0]
    parent = pdf.make_indirect(
        Dictionary(FT=Name.Ch, T=String("all"), V=String("b"), Opt=options, Ff=COMBO, Kids=Array([field]))
    )
    for key in ("/FT", "/V", "/Opt", "/T", "/Ff"):
        del field[key]
    field.Parent = parent
    pdf.Root.AcroForm.Fields = Array([parent])
    scans.pdf("a.pdf", pdf).built()
    assert text_of(scans.target) == "Beta"


def test_a_password_is_not_written_out(scans):
    scans.pdf("a.pdf", filled(String("secret"), Ff=1 << 13)).built()
    assert text_of(scans.target) == "******"


def test_a_tick_nobody_drew_is_drawn_and_noted(scans):
    """Which kind of tick it was nobody knows."""
    pdf = chosen(Name.On)
    del pdf.pages[0].Annots[0].AP
    assert "表单" in scans.pdf("a.pdf", pdf).built().notes[0].zh
    assert by_pdfium(scans.target).crop(SPOT).convert("L").getextrema()[0] < 128
    pdf = chosen(Name.Off)
    del pdf.pages[0].Annots[0].AP
    scans.pieces.clear()
    assert scans.pdf("b.pdf", pdf).built().notes == ()
    assert by_pdfium(scans.target).crop(SPOT).convert("L").getextrema()[0] > 200


def test_a_button_that_does_not_say_its_state_is_off_and_noted(scans):
    pdf = chosen(Name.On)
    del pdf.pages[0].Annots[0].AS
    assert "表单" in scans.pdf("a.pdf", pdf).built().notes[0].zh
    assert off(by_pdfium(scans.root / "a.pdf"), by_pdfium(scans.target)) < 0.4


def test_parents_in_a_circle_end(scans):
    pdf = filled(String("x"))
    field = pdf.pages[0].Annots[0]
    del field["/V"], field["/FT"]
    field.Parent = field
    assert scans.pdf("a.pdf", pdf).built().pages == 1


def test_an_odd_field_ends(scans):
    for number, typed in enumerate([Array([String("a")]), Name.On, pikepdf.Dictionary()]):
        scans.pdf(f"{number}.pdf", filled(typed))
    scans.pdf("flat.pdf", filled(String("x" * 5000 + "林" * 5000), Rect=Array([10, 10, 10, 10]), Ff=1 << 12))
    assert scans.built().pages == 4
