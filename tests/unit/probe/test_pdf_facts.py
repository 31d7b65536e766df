import ctypes
import json
import subprocess
import sys
import time
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from zcdossier import pdfium
from zcdossier.model.facts import FORBIDS_PRINTING, NEEDS_PASSWORD, UNDRAWN, FactGroup, PageSize, Trouble
from zcdossier.probe import facts_cache, pdf_facts
from zcdossier.probe.gather import gather
from zcdossier.probe.pdf_facts import has_text
from zcdossier.probe.picture_metadata import MAX_SIZES


def test_pages_and_sizes_as_displayed(make, facts_of):
    def change(document: pikepdf.Pdf) -> None:
        document.pages[1].Rotate = 90
        document.pages[2].CropBox = [10, 10, 110, 210]

    facts = facts_of("扫描件.pdf", make.pdf(4, change))
    assert (facts.format, facts.suffix_format, facts.trouble, facts.pages) == ("pdf", "pdf", None, 4)
    assert facts.sizes == (PageSize(595, 842), PageSize(842, 595), PageSize(100, 200), PageSize(595, 842))


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
@pytest.mark.parametrize(
    ("how", "detail"),
    [(("secret", True), NEEDS_PASSWORD), (("secret", False), NEEDS_PASSWORD), (("", False), FORBIDS_PRINTING)],
)
def test_encryption_of_either_kind(make, facts_of, revision, how, detail):
    user, prints = how
    facts = facts_of("a.pdf", make.pdf(encryption=lock(user, revision, prints=prints)))
    assert (facts.trouble, facts.detail, facts.format) == (Trouble.ENCRYPTED, detail, "pdf")


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_what_opens_and_prints_is_usable(make, facts_of, revision):
    facts = facts_of("a.pdf", make.pdf(encryption=lock("", revision, prints=True)))
    assert (facts.trouble, facts.pages) == (None, 2)
    assert facts.pdf.locked
    assert not facts_of("b.pdf", make.pdf()).pdf.locked


def lock(user, revision, *, prints):
    modern = revision >= 4
    allow = pikepdf.Permissions(print_lowres=prints, print_highres=False, extract=False, modify_other=False)
    return pikepdf.Encryption(user=user, owner="owner", R=revision, aes=modern, metadata=modern, allow=allow)


def marks_of(facts):
    return facts.pdf.unseen, facts.pdf.unseen_page


def with_mark(kind, page=1, **keys):
    def change(document: pikepdf.Pdf) -> None:
        mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[1, 1, 9, 9], **keys)
        document.pages[page].Annots = pikepdf.Array([document.make_indirect(mark)])

    return change


@pytest.mark.parametrize("packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
@pytest.mark.parametrize("kind", UNDRAWN)
def test_marks_that_nobody_draws_are_found(make, facts_of, kind, packed):
    found = facts_of("a.pdf", make.pdf(3, with_mark(kind), object_stream_mode=packed))
    assert marks_of(found) == ((kind,), 2)


@pytest.mark.parametrize("kind", ["Highlight", "Square", "Link", "FreeText"])
def test_other_marks_are_none(make, facts_of, kind):
    assert marks_of(facts_of("a.pdf", make.pdf(3, with_mark(kind)))) == ((), 0)


def test_only_a_file_that_may_have_marks_is_opened(make, facts_of, monkeypatch):
    """The library that tells for sure takes as long to load as a lint."""
    monkeypatch.setattr(pdf_facts, "_find_undrawn", lambda _file: pytest.fail("opened"))
    assert marks_of(facts_of("a.pdf", make.pdf(3, with_mark("Highlight")))) == ((), 0)


@pytest.mark.parametrize("before", range(0, 12, 3))
def test_a_name_is_found_where_two_parts_of_the_file_meet(before):
    data = b"%PDF-1.7\n".ljust(pdf_facts._CHUNK - before, b".") + b"/PolyLine "
    assert pdf_facts._may_have_undrawn(BytesIO(data))
    assert not pdf_facts._may_have_undrawn(BytesIO(data.replace(b"/Poly", b"/Pole")))


def test_marks_are_remembered(make, facts_of):
    facts = facts_of("a.pdf", make.pdf(3, with_mark("Line")))
    assert facts_cache._rebuild_facts(json.loads(json.dumps(facts))) == facts


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_cut_off_pdf_is_truncated(make, facts_of, share):
    data = make.pdf(5)
    assert facts_of("a.pdf", data[: int(len(data) * share)]).trouble is Trouble.TRUNCATED


def test_a_damaged_pdf_is_unreadable(facts_of):
    facts = facts_of("a.pdf", b"%PDF-1.7\nnothing of use\nstartxref\n0\n%%EOF\n")
    assert (facts.trouble, facts.pages) == (Trouble.UNREADABLE, 0)


def test_a_page_that_is_not_there_is_named(make, facts_of):
    def change(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids[1] = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))

    facts = facts_of("a.pdf", make.pdf(3, change))
    assert (facts.trouble, facts.detail) == (Trouble.UNREADABLE, "page 2")


def test_a_pdf_without_pages_is_unreadable(make, facts_of):
    assert facts_of("a.pdf", make.pdf(0)).trouble is Trouble.UNREADABLE


def test_junk_before_and_after_is_allowed(make, facts_of):
    assert facts_of("a.pdf", b"\r\njunk\r\n" + make.pdf() + b"\0" * 5000).pages == 2


def test_thousands_of_pages_keep_so_many_sizes(make, facts_of):
    facts = facts_of("a.pdf", make.pdf(MAX_SIZES + 500))
    assert (facts.pages, len(facts.sizes)) == (MAX_SIZES + 500, MAX_SIZES)


def test_a_monster_is_not_opened(tmp_path):
    with (tmp_path / "a.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(pdf_facts.MAX_BYTES + 1)  # sparse: takes no room
    facts = gather(tmp_path, ["a.pdf"])["a.pdf"]
    assert (facts.trouble, facts.detail, facts.format) == (Trouble.TOO_LARGE, "2.0 GB", "pdf")


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
        started = time.process_time()
        assert text_of(change) is False
        assert time.process_time() - started < 20


def test_what_can_not_be_told(text_of, tmp_path) -> None:
    assert text_of(lambda pdf: setattr(pdf.pages[0], "Contents", 7)) is None
    assert has_text(tmp_path / "nowhere.pdf") is None


def test_only_where_it_is_asked_for(tmp_path, make) -> None:
    (tmp_path / "a.pdf").write_bytes(make.pdf())
    assert gather(tmp_path, ["a.pdf"])["a.pdf"].pdf.text is None
    assert gather(tmp_path, ["a.pdf"], needs={"a.pdf": frozenset({FactGroup.TEXT_LAYER})})["a.pdf"].pdf.text is False


def test_functions_for_facts_are_declared_as_the_binding_declares_them():
    """The binding takes long to load, so that the ten functions which facts need are declared by hand."""
    declared, binding = pdfium.library_for_facts(), pdfium.library()
    names = [name for name, value in vars(declared).items() if callable(value) and name.startswith("FPDF")]
    assert len(names) == 10
    for name in names:
        mine, theirs = getattr(declared, name), getattr(binding, name, None)
        assert theirs is not None, name
        assert len(mine.argtypes) == len(theirs.argtypes), name
        for by_hand, in_header in zip((mine.restype, *mine.argtypes), (theirs.restype, *theirs.argtypes), strict=True):
            assert _kind(by_hand) == _kind(in_header), name
    assert [*declared.FS_SIZEF._fields_] == [*binding.FS_SIZEF._fields_]
    for error in ("FPDF_ERR_PASSWORD", "FPDF_ERR_SECURITY"):
        assert getattr(declared, error) == getattr(binding, error)


def _kind(type_):
    """A number by its size and sign, else any pointer."""
    code = getattr(type_, "_type_", None)
    return None if type_ is None else (code, ctypes.sizeof(type_)) if code in tuple("iILlhH") else "pointer"


def test_where_the_library_does_not_lie_beside_its_binding_the_binding_finds_it(monkeypatch, make, facts_of):
    monkeypatch.setattr(pdfium, "_FILES", ())
    pdfium._started_for_facts.cache_clear()
    assert facts_of("a.pdf", make.pdf(2)).pages == 2
    assert pdfium.library_for_facts() is pdfium.library()
    pdfium._started_for_facts.cache_clear()


def test_facts_load_no_more_than_they_need(make, tmp_path):
    """What the binding would load besides, to look for a file that lies next to it."""
    (tmp_path / "a.pdf").write_bytes(make.pdf())
    code = f"""
import sys
from pathlib import Path
from zcdossier.probe.inspect_file import inspect_file
facts = inspect_file(Path({str(tmp_path / "a.pdf")!r}), "a.pdf")
print(facts.pages, *sorted({{"pypdfium2_raw", "subprocess", "tempfile", "platform"}} & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2"]
