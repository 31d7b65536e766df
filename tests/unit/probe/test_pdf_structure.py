"""What is inside PDFs beside text and pictures, made one by one, and what circles or lies about itself."""

import pikepdf
import pytest
from measured_pdfs import add_link, data_of, line, new_pdf, with_outline
from pikepdf import Array, Dictionary, Name, String

from zcdossier.model.document_facts import UNREADABLE, OutlineEntry, PdfStructure
from zcdossier.model.facts import FactGroup
from zcdossier.probe.facts_cache import FactsCache
from zcdossier.probe.gather import gather
from zcdossier.probe.pdf_structure import read_structure

ALL = frozenset({FactGroup.TEXT, FactGroup.PLACED, FactGroup.STRUCTURE, FactGroup.CODING})


@pytest.fixture
def inside(tmp_path):
    def read(pdf: pikepdf.Pdf, **options) -> PdfStructure:
        (tmp_path / "a.pdf").write_bytes(data_of(pdf, **options))
        return read_structure(tmp_path / "a.pdf")

    return read


def test_a_plain_one_has_nothing_inside(inside) -> None:
    found = inside(new_pdf(b""))
    counted = (found.bookmarks, found.links, found.form_fields, found.layers, found.signatures, found.attachments)
    assert counted == ((), 0, 0, 0, 0, 0)
    assert (found.zoom, found.page_mode, found.page_layout, found.conformance) == ("default", "none", "default", "")
    assert [(frame.turn, frame.label, frame.transparent) for frame in found.frames] == [(0, "1", False)]


def test_fonts(inside) -> None:
    found = inside(new_pdf(line("x", 9, 9, 9)))
    assert {(font.name, font.kind, font.embedded, font.subset) for font in found.fonts} == {
        ("Helvetica", "Type1", False, False), ("SimSun", "TrueType", False, False),
    }  # fmt: skip


def test_bookmarks_and_where_they_lead(inside) -> None:
    pdf = with_outline(new_pdf(b"", b""), ("封面 1", 1), ("正文 2", 2), ("哪里也不去", 0))
    assert inside(pdf).bookmarks == (
        OutlineEntry("封面 1", 1, 1, "fit_page"),
        OutlineEntry("正文 2", 1, 2, "fit_page"),
        OutlineEntry("哪里也不去", 1, 0),
    )


def test_an_outline_that_leads_back_to_itself_ends(inside) -> None:
    pdf = with_outline(new_pdf(b""), ("甲", 1), ("乙", 1))
    first = pdf.Root.Outlines.First
    first.Next.Next = first
    first.First = first
    assert [entry.title for entry in inside(pdf).bookmarks] == ["甲", "乙"]


def test_links(inside) -> None:
    pdf = new_pdf(b"", b"")
    pdf.Root.Dests = Dictionary(there=Array([pdf.pages[1].obj, Name.Fit]))
    add_link(pdf, 0, Dest=Array([pdf.pages[1].obj, Name.Fit]))
    add_link(pdf, 0, A=Dictionary(S=Name.GoTo, D=Name.there))
    add_link(pdf, 0, A=Dictionary(S=Name.GoTo, D=String("nowhere")))
    add_link(pdf, 1, A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    found = inside(pdf)
    assert (found.links, found.external_links, found.broken_links) == (4, 1, 1)


def test_page_labels(inside) -> None:
    pdf = new_pdf(*[b""] * 5)
    front, body = Dictionary(S=Name.r), Dictionary(S=Name.D, P=String("A-"), St=3)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, front, 2, body]))
    found = inside(pdf)
    assert [frame.label for frame in found.frames] == ["i", "ii", "A-3", "A-4", "A-5"]
    assert found.label_styles == ("roman", "decimal")


@pytest.mark.parametrize(
    ("view", "zoom"),
    [
        ([Name.Fit], "fit_page"),
        ([Name.FitH, 700], "fit_width"),
        ([Name.XYZ, 0, 0, 1], "100%"),
        ([Name.XYZ, 0, 0, 0.75], "75%"),
        ([Name.XYZ, 0, 0, 0], "keep"),
    ],
)
def test_how_it_opens(inside, view, zoom) -> None:
    pdf = new_pdf(b"", b"")
    pdf.Root.OpenAction = Array([pdf.pages[1].obj, *view])
    pdf.Root.PageMode, pdf.Root.PageLayout = Name.UseOutlines, Name.TwoPageLeft
    found = inside(pdf)
    assert (found.zoom, found.opening_page, found.page_mode, found.page_layout) == (zoom, 2, "bookmarks", "two_pages")


def test_forms_signatures_layers_attachments_and_the_rest(inside) -> None:
    pdf = new_pdf(b"", Rotate=90)
    text = Dictionary(FT=Name.Tx, T=String("a"))
    unsigned, signed = Dictionary(FT=Name.Sig, T=String("b")), Dictionary(FT=Name.Sig, T=String("c"), V=Dictionary())
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field) for field in (text, unsigned, signed)]))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("层")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
    pdf.attachments["x.txt"] = b"x"
    pdf.Root.Collection = Dictionary()
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Highlight), Dictionary(Subtype=Name.Movie)])
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(ca=0.5))
    pdf.docinfo["/Title"] = "题目"
    pdf.Root.Lang, pdf.Root.MarkInfo = String("zh-CN"), Dictionary(Marked=True)
    found = inside(pdf)
    assert (found.form_fields, found.signatures, found.layers, found.attachments) == (1, 1, 1, 1)
    assert (found.portfolio, found.comments, found.media, found.title) == (True, 1, 1, "题目")
    assert (found.language, found.tagged, found.frames[0].turn, found.frames[0].transparent) == (
        "zh-CN",
        True,
        90,
        True,
    )


def test_what_it_claims_to_be(inside) -> None:
    pdf = new_pdf(b"")
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
    assert inside(pdf).conformance == "2b"


def test_permissions(inside) -> None:
    allowed = pikepdf.Permissions(extract=False, modify_form=False)
    found = inside(new_pdf(b""), encryption=pikepdf.Encryption(owner="x", allow=allowed), deterministic_id=False)
    assert "copy" not in found.permissions
    assert "print" in found.permissions


@pytest.mark.parametrize(
    "key", ["Outlines", "PageLabels", "Names", "AcroForm", "OCProperties", "OpenAction", "Dests", "Lang"]
)
@pytest.mark.parametrize("value", [Array([]), String("x"), 5, Name.X, Dictionary(First=3, Nums=Array([5]), Fields=5)])
def test_odd_things_where_others_were_promised(inside, key, value) -> None:
    pdf = new_pdf(b"")
    pdf.Root[f"/{key}"] = value
    assert inside(pdf).untold == ""


def test_what_is_no_pdf_is_said(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    assert read_structure(tmp_path / "a.pdf") == PdfStructure(untold=UNREADABLE)


def test_the_inside_is_kept_as_it_was_found(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("zcdossier.probe.facts_cache._SETTLED_NS", -(10**12))
    pdf = with_outline(new_pdf(line("text", 9, 9, 99)), ("甲", 1))
    (tmp_path / "a.pdf").write_bytes(data_of(pdf))
    first = gather(tmp_path, ["a.pdf"], needs={"a.pdf": ALL}, cache=FactsCache(tmp_path))
    assert first["a.pdf"].texts is not None
    assert len(first["a.pdf"].structure.bookmarks) == 1
    monkeypatch.setattr("zcdossier.probe.look_inside._inside_pdf", lambda facts, _path, _groups: facts)
    again = gather(tmp_path, ["a.pdf"], needs={"a.pdf": ALL}, cache=FactsCache(tmp_path))
    assert again == first


def test_nothing_is_looked_for_that_nobody_asks(tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(data_of(new_pdf(b"")))
    found = gather(tmp_path, ["a.pdf"])["a.pdf"]
    assert (found.texts, found.placed, found.structure) == (None, None, None)


def test_what_only_the_metadata_say_and_the_older_properties_go_first(inside) -> None:
    pdf = new_pdf(b"")
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "课堂里的追问"
        metadata["dc:creator"] = ["林晓", "王芳"]
        metadata["pdf:Keywords"] = "追问"
    found = inside(pdf)
    assert (found.title, found.author, found.keywords, found.subject) == ("课堂里的追问", "林晓; 王芳", "追问", "")
    pdf.docinfo["/Title"] = "旧的"
    assert inside(pdf).title == "旧的"


def test_metadata_that_are_no_xml_say_nothing(inside) -> None:
    pdf = new_pdf(b"")
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta")
    found = inside(pdf)
    assert (found.title, found.untold) == ("", "")


def test_an_output_profile(inside) -> None:
    pdf = new_pdf(b"")
    assert not inside(pdf).output_profile
    pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1)])
    assert not inside(pdf).output_profile
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("sRGB")
    assert inside(pdf).output_profile
