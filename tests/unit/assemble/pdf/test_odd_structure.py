"""What viewers pass over or read in their own way: nulls, references to nothing, turns beyond a whole one."""

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, String

from zcdossier.assemble.pdf.optional_content import hidden_layers
from zcdossier.assemble.pdf.pdf_source import PdfSource
from zcdossier.pdf_objects import dictionaries, dictionary

NOTHING = {"null": b"[null]", "number": b"[7]", "text": b"[(x)]", "dangling": b"[99 0 R]", "array": b"[[]]"}
MARK = b"1 0 0 rg 20 20 60 30 re f 0 0 1 rg 200 100 40 80 re f"
JUNK = [None, 7, 1.5, "/Name", "text"]


def marked():
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=(300, 200))
    made.Contents = pdf.make_stream(MARK)
    return pdf


def put(scans, pdf, hole=b""):
    """Save a PDF whose `PLACE` becomes an array of nothing."""
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return scans.add("a.pdf", buffer.getvalue().replace(b"/PLACE", hole), "pdf")


def seen(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].render(scale=1).to_pil().convert("RGB")


@pytest.mark.parametrize("place", ["annotations", "fields", "layers", "off", "used", "names"])
@pytest.mark.parametrize("nothing", NOTHING)
def test_what_is_no_dictionary_is_passed_over(scans, place, nothing):
    pdf = marked()
    hole = Name("/PLACE")
    match place:
        case "annotations":
            pdf.pages[0].obj.Annots = hole
        case "fields":
            pdf.Root.AcroForm = Dictionary(Fields=hole)
        case "layers":
            pdf.Root.OCProperties = Dictionary(OCGs=hole, D=Dictionary())
        case "off":
            pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(OFF=hole, ON=hole))
        case "used":
            rule = Dictionary(Event=Name.View, OCGs=hole)
            pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary(AS=Array([rule])))
        case "names":
            pdf.Root.Names = hole
    put(scans, pdf, NOTHING[nothing]).built()
    assert seen(scans.target).tobytes() == seen(scans.root / "a.pdf").tobytes()


def test_what_stands_beside_a_null_still_counts():
    pdf = marked()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    pdf.Root.OCProperties = Dictionary(OCGs=Object.parse(b"[null]"), D=Dictionary(OFF=Object.parse(b"[null]")))
    pdf.Root.OCProperties.OCGs.append(layer)
    pdf.Root.OCProperties.D.OFF.append(layer)
    every, off = hidden_layers(pdf)
    assert [group.objgen for group in every] == [group.objgen for group in off] == [layer.objgen]


@given(st.lists(st.sampled_from(JUNK)), st.integers(0, 3))
def test_only_dictionaries_are_left_of_an_array(junk, good):
    array = Array([None if entry is None else Name(entry) if str(entry).startswith("/") else entry for entry in junk])
    for number in range(good):
        array.append(Dictionary(At=number))
    assert [int(entry.At) for entry in dictionaries(array)] == list(range(good))
    assert dictionaries(Dictionary(A=array)) == []
    assert not dictionary(array)


def turned(turn, *, inherited):
    pdf = marked()
    holder = pdf.Root.Pages if inherited else pdf.pages[0].obj
    holder.Rotate = turn
    return pdf


@pytest.mark.parametrize("inherited", [False, True], ids=["own", "inherited"])
@pytest.mark.parametrize("turn", [450, -450, 540, -180, 720, 810, -3600090])
def test_a_page_stands_as_viewers_turn_it(scans, turn, inherited):
    put(scans, turned(turn, inherited=inherited)).built()
    before, after = seen(scans.root / "a.pdf"), seen(scans.target)
    assert after.size == before.size == ((200, 300) if turn % 180 else (300, 200))
    assert after.tobytes() == before.tobytes()


@given(st.integers(-10_000, 10_000))
def test_a_turn_is_written_modulo_a_whole_one(turn):
    buffer = io.BytesIO()
    turned(turn, inherited=False).save(buffer)
    source = PdfSource(buffer, "a.pdf", [0])
    kept = int(source.pdf.pages[0].obj.get("/Rotate", 0))
    source.close()
    assert kept == (turn % 360 if turn % 90 == 0 else 0)


@pytest.mark.parametrize("turn", [45, Name.Left, String("90")])
def test_an_impossible_turn_is_none(scans, turn):
    put(scans, turned(turn, inherited=False)).built()
    assert seen(scans.target).size == (300, 200)
