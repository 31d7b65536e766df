"""Pages of PDFs: passed through as they are, with nothing that acts or hides."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from zcdossier.model.facts import FORBIDS_PRINTING, FileFacts, Trouble
from zcdossier.model.receipt import BuildOutcome


def streams(page):
    contents = page.Contents
    return [content.read_bytes() for content in contents] if isinstance(contents, Array) else [contents.read_bytes()]


def dark(image, box):
    part = image.convert("L").crop(tuple(int(side) for side in box))
    return part.getextrema()[0] < 128


def appearance(pdf, colour, size=(100, 40)):
    stream = pdf.make_stream(f"{colour} rg 0 0 {size[0]} {size[1]} re f".encode())
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, *size])
    return stream


def test_pages_pass_through(scans, kit):
    pdf = kit.text_pdf("one", "two", "three", size=(300, 200))
    pdf.pages[1].Rotate = 90
    pdf.pages[2].CropBox = Array([10, 10, 200, 150])
    before = [streams(page) for page in pdf.pages]
    with scans.pdf("a.pdf", pdf).opened() as built:
        assert [streams(page) for page in built.pages] == before
        assert [int(page.obj.get("/Rotate", 0)) for page in built.pages] == [0, 90, 0]
        assert list(built.pages[2].CropBox) == [10, 10, 200, 150]
        fonts = {page.Resources.Font.F1.objgen for page in built.pages}
        assert len(fonts) == 1


def test_pictures_inside_pass_through(scans, kit):
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(300, 400))
    data = kit.jpeg_bytes(kit.noisy((600, 800)))
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=600, Height=800, BitsPerComponent=8)
    image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
    page.Resources = Dictionary(XObject=Dictionary(Im=image))
    page.Contents = pdf.make_stream(b"q 300 0 0 400 0 0 cm /Im Do Q")
    with scans.pdf("a.pdf", pdf).opened() as built:
        assert kit.picture_of(built).read_raw_bytes() == data


def test_camera_data_inside_a_pdf_goes(scans, kit):
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(300, 400))
    data = kit.jpeg_bytes(kit.noisy((60, 80)), exif=kit.exif(1))
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=80, BitsPerComponent=8)
    image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
    image.Metadata = pdf.make_stream(b"<x:xmpmeta>private</x:xmpmeta>")
    image.PieceInfo = Dictionary(Secret=String("private"))
    page.Resources = Dictionary(XObject=Dictionary(Im=image))
    page.Contents = pdf.make_stream(b"q 300 0 0 400 0 0 cm /Im Do Q")
    with scans.pdf("a.pdf", pdf).opened() as built:
        inside = kit.picture_of(built)
        assert b"SecretCamera" not in inside.read_raw_bytes()
        assert kit.scan_data(inside.read_raw_bytes()) == kit.scan_data(data)
        assert "/Metadata" not in inside
        assert "/PieceInfo" not in inside


def hostile(kit):
    pdf = kit.text_pdf("hostile")
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
    pdf.attachments["secret.txt"] = pikepdf.AttachedFileSpec(pdf, b"attached secret", filename="secret.txt")
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta>author</x:xmpmeta>")
    pdf.docinfo["/Author"] = "Somebody Private"
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    page.PieceInfo = Dictionary(Private=String("x"))
    page.Metadata = pdf.make_stream(b"<x:xmpmeta>page</x:xmpmeta>")
    launch = Dictionary(S=Name.Launch, F=String("calc.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), A=launch)
    page.Annots = Array([pdf.make_indirect(link)])
    return pdf


def test_nothing_that_acts_or_hides_survives(scans, kit):
    receipt = scans.pdf("a.pdf", hostile(kit)).built()
    with pikepdf.open(scans.target) as built:
        assert set(built.Root.keys()) == {"/Type", "/Pages", "/Lang", "/Outlines", "/ViewerPreferences", "/PageLabels"}
        assert not built.attachments
        assert set(built.pages[0].keys()) <= {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
        assert set(built.docinfo.keys()) == {"/Title"}
        raw = b"".join(
            pdf_object.read_bytes() if isinstance(pdf_object, pikepdf.Stream) else pdf_object.unparse()
            for pdf_object in built.objects
        )
    for word in (b"JavaScript", b"app.alert", b"calc.exe", b"attached secret", b"xmpmeta", b"Private", b"Launch"):
        assert word not in raw
    assert "附带的文件" in receipt.notes[0].zh
    assert streams_text(scans) == ["hostile"]


def streams_text(scans):
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(scans.target).pages]


def with_field(kit, field_type, **more):
    pdf = kit.text_pdf("form")
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=field_type,
        T=String("field"),
        Rect=Array([100, 20, 200, 60]),
        F=4,
        **more,
    )
    widget = pdf.make_indirect(field)
    pdf.pages[0].Annots = Array([widget])
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))
    return pdf, widget


def test_the_look_of_a_signature_stays(scans, kit):
    pdf, widget = with_field(kit, Name.Sig)
    widget.V = pdf.make_indirect(Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x")))
    widget.AP = Dictionary(N=appearance(pdf, "0.9 0 0.1"))
    (page,) = scans.pdf("a.pdf", pdf).rendered(72)
    assert kit.alike([page.getpixel((150, 160))], [(230, 0, 26)], by=3)
    receipt = scans.built()
    assert "数字签名" in receipt.notes[0].zh
    assert "digital signature" in receipt.notes[0].en


def test_the_look_of_a_filled_form_stays(scans, kit):
    pdf, widget = with_field(kit, Name.Tx, V=String("filled"))
    widget.AP = Dictionary(N=appearance(pdf, "0 0 1"))
    (page,) = scans.pdf("a.pdf", pdf).rendered(72)
    assert kit.alike([page.getpixel((150, 160))], [(0, 0, 255)], by=3)
    assert scans.built().notes == ()


def test_a_form_that_only_viewers_draw_is_drawn(scans, kit):
    pdf, _ = with_field(kit, Name.Tx, V=String("HHHHH"), DA=String("/Helv 24 Tf 0 g"))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm.NeedAppearances = True
    pdf.Root.AcroForm.DR = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
    (page,) = scans.pdf("a.pdf", pdf).rendered(72)
    assert dark(page, (100, 140, 200, 180))
    assert scans.built().notes == ()


def test_a_form_in_chinese_that_only_viewers_draw_is_noted(scans, kit):
    pdf, _ = with_field(kit, Name.Tx, V=String("林晓"), DA=String("/Helv 24 Tf 0 g"))
    pdf.Root.AcroForm.NeedAppearances = True
    assert "表单" in scans.pdf("a.pdf", pdf).built().notes[0].zh


def test_a_stamp_stays_and_a_hidden_one_does_not_appear(scans, kit):
    pdf = kit.text_pdf("stamped")
    stamps = []
    for left, flags, colour in ((10, 4, "0.9 0 0.1"), (110, 2, "0 1 0"), (200, 32, "0 0 1")):
        stamp = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([left, 10, left + 80, 50]),
            F=flags,
            AP=Dictionary(N=appearance(pdf, colour)),
        )
        stamps.append(pdf.make_indirect(stamp))
    pdf.pages[0].Annots = Array(stamps)
    (page,) = scans.pdf("a.pdf", pdf).rendered(72)
    found = [page.getpixel((x, 170)) for x in (50, 150, 240)]
    assert kit.alike(found, [(230, 0, 26), (255, 255, 255), (255, 255, 255)], by=3)
    assert scans.built().notes == ()


def test_a_mark_without_a_look_that_nobody_draws_is_noted(scans, kit):
    pdf = kit.text_pdf("marked")
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Line, Rect=Array([0, 0, 50, 50]), L=Array([0, 0, 50, 50]))
    pdf.pages[0].Annots = Array([pdf.make_indirect(mark)])
    assert "1 处标注（直线或箭头）" in scans.pdf("a.pdf", pdf).built().notes[0].zh


def test_layers_that_are_off_stay_off(scans, kit):
    pdf = kit.text_pdf("visible")
    hidden = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden]), D=Dictionary(OFF=Array([hidden])))
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(L=hidden)
    page.contents_add(pdf.make_stream(b"/OC /L BDC 0 g 200 150 80 40 re f EMC"))
    (picture,) = scans.pdf("a.pdf", pdf).rendered(72)
    assert not dark(picture, (200, 10, 280, 50))
    assert dark(picture, (40, 90, 120, 115))


def test_a_layer_for_paper_only_stays_off_the_screen(scans, kit):
    pdf = kit.text_pdf("visible")
    usage = Dictionary(View=Dictionary(ViewState=Name.OFF), CreatorInfo=Dictionary(Creator=String("Somebody Private")))
    paper = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("paper"), Usage=usage))
    rule = Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([paper]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([paper]), D=Dictionary(AS=Array([rule])))
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(L=paper)
    page.contents_add(pdf.make_stream(b"/OC /L BDC 0 g 200 150 80 40 re f EMC"))
    (picture,) = scans.pdf("a.pdf", pdf).rendered(72)
    assert not dark(picture, (200, 10, 280, 50))
    with pikepdf.open(scans.target) as built:
        assert all("/Usage" not in layer for layer in built.Root.OCProperties.OCGs)


def test_nothing_is_fetched_from_other_files(scans, kit):
    pdf = kit.text_pdf("here")
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    form.Ref = Dictionary(F=String("//server/secret.pdf"), Page=0)
    pdf.pages[0].Resources.XObject = Dictionary(X=form)
    pdf.pages[0].Contents.F = String("//server/page")
    with scans.pdf("a.pdf", pdf).opened() as built:
        assert "/Ref" not in built.pages[0].Resources.XObject.X
        assert "/F" not in built.pages[0].Contents


def test_chosen_pages_bring_nothing_else(scans, kit):
    """All pages share one list of pictures; only the chosen page's comes along."""
    pdf = pikepdf.Pdf.new()
    shared = pdf.make_indirect(Dictionary(XObject=Dictionary()))
    for at in range(4):
        data = kit.jpeg_bytes(kit.noisy((400, 500)).rotate(at), quality=90)
        image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=400, Height=500, BitsPerComponent=8)
        image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
        shared.XObject[f"/Im{at}"] = image
        page = pdf.add_blank_page(page_size=(300, 400))
        page.Resources = shared
        page.Contents = pdf.make_stream(f"q 300 0 0 400 0 0 cm /Im{at} Do Q".encode())
    scans.pdf("a.pdf", pdf, wanted=(3,))
    receipt = scans.built()
    assert receipt.pages == 1
    assert receipt.bytes < 0.4 * (scans.root / "a.pdf").stat().st_size


def test_a_font_called_like_private_data_stays(scans, kit):
    pdf = kit.text_pdf("named")
    page = pdf.pages[0]
    page.Resources.Font = pdf.make_indirect(Dictionary({"/AF": page.Resources.Font.F1}))
    page.Contents = pdf.make_stream(b"BT /AF 24 Tf 40 90 Td (named) Tj ET")
    with scans.pdf("a.pdf", pdf).opened() as built:
        assert "/AF" in built.pages[0].Resources.Font


def saved(pdf, **how):
    data = io.BytesIO()
    pdf.save(data, **how)
    return data.getvalue()


def test_an_encrypted_source_fails_clearly(scans, kit):
    data = saved(kit.text_pdf("secret"), encryption=pikepdf.Encryption(user="u", owner="o"))
    scans.add("a.pdf", data, "pdf")
    receipt = scans.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "密码" in receipt.error.zh
    scans.facts["a.pdf"] = FileFacts("a.pdf", len(data), "pdf", pages=1, trouble=Trouble.ENCRYPTED)
    assert scans.build() == receipt


SCREEN_ONLY = pikepdf.Permissions(print_lowres=False, print_highres=False)


def locked(kit, revision=6, **how):
    """A page with text, a picture and a mark, that opens without a password."""
    pdf = kit.text_pdf("open", size=(300, 400))
    page = pdf.pages[0]
    data = kit.jpeg_bytes(kit.cornered((60, 80)))
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=80, BitsPerComponent=8)
    image.ColorSpace, image.Filter = Name.DeviceRGB, Name.DCTDecode
    page.Resources.XObject = Dictionary(Im=image)
    page.contents_add(b"q 200 0 0 100 50 250 cm /Im Do Q")
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([10, 10, 100, 60]), C=Array([1, 0, 0]), F=4)
    page.Annots = Array([pdf.make_indirect(mark)])
    modern = revision > 3
    return saved(pdf, encryption=pikepdf.Encryption(user="", owner="o", R=revision, aes=modern, metadata=modern, **how))


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_a_locked_source_that_opens_and_prints_is_merged_and_noted(scans, kit, revision):
    receipt = scans.add("a.pdf", locked(kit, revision), "pdf").built()
    assert "打印的样子" in receipt.notes[0].zh
    assert "as it would print" in receipt.notes[0].en
    with pikepdf.open(scans.target) as built:
        assert not built.is_encrypted
    (before,), (after,) = kit.render(scans.root / "a.pdf", 72), kit.render(scans.target, 72)
    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_source_that_forbids_printing_is_refused(scans, kit, revision):
    data = locked(kit, revision, allow=SCREEN_ONLY)
    receipt = scans.add("a.pdf", data, "pdf").build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "禁止打印" in receipt.error.zh
    found = FileFacts("a.pdf", len(data), "pdf", pages=1, trouble=Trouble.ENCRYPTED, detail=FORBIDS_PRINTING)
    scans.facts["a.pdf"] = found
    assert scans.build() == receipt


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing here", b"\x00" * 5000, b"plain text"])
def test_what_is_no_pdf_fails_clearly(scans, content):
    receipt = scans.add("a.pdf", content, "pdf").build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.en.startswith("a.pdf: ")


def test_a_damaged_pdf_is_repaired_and_noted(scans, kit):
    data = saved(kit.text_pdf("damaged"))
    damaged = data[: data.rindex(b"startxref")]
    receipt = scans.add("a.pdf", damaged, "pdf").built()
    assert "损坏" in receipt.notes[0].zh
    assert streams_text(scans) == ["damaged"]


def test_a_pdf_with_fewer_pages_than_its_facts(scans, kit):
    scans.pdf("a.pdf", kit.text_pdf("one"))
    scans.facts["a.pdf"] = FileFacts("a.pdf", scans.facts["a.pdf"].bytes, "pdf", pages=3)
    assert "no page 3" in scans.build().error.en


def test_one_pdf_in_several_pieces(scans, kit):
    pdf = kit.text_pdf("one", "two", "three")
    scans.pdf("a.pdf", pdf, wanted=(3,), part="body", label="正文")
    scans.picture("b.png", Image.new("RGB", (30, 40)), "PNG")
    scans.pdf("a.pdf", pdf, wanted=(1, 1), part="back", label="封底")
    with scans.opened() as built:
        with built.open_outline() as outline:
            assert [item.title for item in outline.root] == ["正文", "证明", "封底"]
        assert len(built.pages) == 4
    assert [text.strip() for text in streams_text(scans)] == ["three", "", "one", "one"]
    sources = scans.built().sources
    assert [(source.file, source.part, source.pages) for source in sources] == [
        ("a.pdf", "body", (1,)),
        ("b.png", "proof", (2,)),
        ("a.pdf", "back", (3, 4)),
    ]


@pytest.mark.parametrize(
    ("box", "turn", "expected"),
    [
        ([300, 200, 0, 0], 0, ([0, 0, 300, 200], 0)),
        ([-10, -20, 290, 180], -90, ([-10, -20, 290, 180], 270)),
        ([0, 0, 300, 200], 45, ([0, 0, 300, 200], 0)),
    ],
)
def test_odd_boxes_and_turns(scans, kit, box, turn, expected):
    pdf = kit.text_pdf("odd")
    pdf.pages[0].MediaBox = Array(box)
    pdf.pages[0].obj.Rotate = turn
    with scans.pdf("a.pdf", pdf).opened() as built:
        page = built.pages[0].obj
        assert (list(page.MediaBox), int(page.get("/Rotate", 0))) == expected


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1e9, 10]])
def test_a_page_without_a_usable_size_fails_clearly(scans, kit, box):
    pdf = kit.text_pdf("odd")
    pdf.pages[0].MediaBox = Array(box)
    receipt = scans.pdf("a.pdf", pdf).build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.en.startswith("a.pdf: ")
