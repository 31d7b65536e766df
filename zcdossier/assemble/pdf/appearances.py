"""Appearances for marks and form fields that bring none: made by PDFium, as Chrome and Edge show them.

PDFium never gets to see the source. The few values that matter of each annotation go into a PDF of one empty page,
where nothing is nested and nothing acts; what it makes of them is put into the source as any other appearance.
"""

import re
from collections.abc import Iterator, Sequence
from ctypes import CFUNCTYPE, POINTER, c_int, c_ulong, c_void_p, string_at
from io import BytesIO
from typing import Any

from zcdossier.assemble.pdf.form_fields import inherited, is_on
from zcdossier.assemble.pictures.embedder import copy_value
from zcdossier.pdf_objects import dictionaries, dictionary
from zcdossier.pdfium import ONE_AT_A_TIME, library

TEXT_MARKUP = ("/Highlight", "/Underline", "/Squiggly", "/StrikeOut")
DRAWN_BY_PDFIUM = frozenset([*TEXT_MARKUP, "/Square", "/Circle", "/Ink", "/FreeText", "/Text"])

_KEYS = ("/Rect", "/C", "/IC", "/CA", "/BS", "/Border", "/QuadPoints", "/InkList", "/Name")
_FIELD_KEYS = ("/FT", "/V", "/DA", "/Q", "/Ff", "/MaxLen", "/Opt", "/I", "/TI")
_CHARACTERISTIC_KEYS = ("/R", "/BC", "/BG", "/CA", "/TP")
_SEVERAL_LINES = 1 << 12
_PRINT = 4
_SIDE = 8  # pixels of the bitmap that is drawn to make PDFium make appearances
_WITHOUT_INCREMENTS = 2
_SONG = "/STSong-Light"
_LONGEST = 20_000  # letters of a field
_MOST_CORNERS, _MOST_POINTS, _FARTHEST = 4_000, 50_000, 20_000.0
_MOST_AT_ONCE = 400  # the time to look up a field grows with the fields
_MOST_OPTIONS, _MOST_BOXES = 300, 500  # PDFium takes minutes for a list of tens of thousands
_COLOUR = re.compile(r"((?:[\d.]+\s+){1,4})(?:g|rg|k)\b")


def is_within_bounds(annotation: Any) -> bool:
    """Whether drawing an annotation takes PDFium no time to speak of, and there is a place where it could be seen."""
    try:
        left, bottom, right, top = _numbers(annotation.Rect)[:4]
        points = _numbers(annotation.get("/QuadPoints")), _numbers(annotation.get("/InkList"))
    except (AttributeError, TypeError, ValueError):
        return False
    if left == right or bottom == top or len(points[0]) > _MOST_CORNERS or len(points[1]) > _MOST_POINTS:
        return False
    return all(abs(number) <= _FARTHEST for number in (left, bottom, right, top, *points[0], *points[1]))


def _numbers(value: Any, depth: int = 0) -> list[float]:
    """Return the numbers of an array, and of arrays in it; as many as matter."""
    import pikepdf

    numbers: list[float] = []
    for entry in value if isinstance(value, pikepdf.Array) else ():
        if isinstance(entry, pikepdf.Array) and depth == 0:
            numbers += _numbers(entry, depth + 1)
        else:
            numbers.append(float(entry))
        if len(numbers) > _MOST_POINTS:
            break
    return numbers


def give_appearances(pdf: Any, annotations: Sequence[Any]) -> list[bool]:
    """Give annotations of a PDF their appearances; return for each whether it has one now."""
    parts = (annotations[start : start + _MOST_AT_ONCE] for start in range(0, len(annotations), _MOST_AT_ONCE))
    return [is_given for part in parts for is_given in _give_some(pdf, part)]


def _give_some(pdf: Any, annotations: Sequence[Any]) -> list[bool]:
    import pikepdf

    form = dictionary(pdf.Root.get("/AcroForm"))
    fonts = dictionary(dictionary(form.get("/DR")).get("/Font"))
    with pikepdf.open(BytesIO(_draw_by_pdfium(_scratch_pdf(annotations, form, fonts)))) as made:
        results = dictionaries(made.pages[0].obj.get("/Annots"))
        if len(results) != len(annotations):
            raise ValueError("PDFium returns other annotations")
        return [_take_over(pdf, fonts, *pair) for pair in zip(annotations, results, strict=True)]


def _scratch_pdf(annotations: Sequence[Any], form: Any, fonts: Any) -> bytes:
    """Return a PDF with copies of the annotations on an empty page, each form field for itself."""
    import pikepdf

    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(1000, 1000)).obj
        copies = [
            pdf.make_indirect(_copy_annotation(pdf, annotation, form, f"field{number}"))
            for number, annotation in enumerate(annotations)
        ]
        page.Annots = pikepdf.Array(copies)
        fields = pikepdf.Array([copy for copy in copies if copy.Subtype == pikepdf.Name.Widget])
        kept = pikepdf.Dictionary({name: copy_value(pdf, font) for name, font in fonts.items()})
        resources = pikepdf.Dictionary(Font=kept)
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=fields, NeedAppearances=True, DR=resources)
        buffer = BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


def _copy_annotation(pdf: Any, annotation: Any, form: Any, name: str) -> Any:
    import pikepdf

    copy = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=annotation.Subtype, F=_PRINT)
    for key in _KEYS:
        if key in annotation:
            copy[key] = copy_value(pdf, annotation[key])
    kind = str(annotation.Subtype)
    if kind == "/Widget":
        _copy_field(pdf, copy, annotation, form)
    elif kind == "/FreeText":
        _make_field(copy, annotation, form)
    elif kind in TEXT_MARKUP and "/QuadPoints" not in copy:
        copy.QuadPoints = pikepdf.Array(_corners([float(side) for side in annotation.Rect]))
    if copy.Subtype == pikepdf.Name.Widget:
        copy.T = pikepdf.String(name)
    return copy


def _corners(rect: Sequence[float]) -> list[float]:
    left, bottom, right, top = rect[:4]
    return [left, top, right, top, left, bottom, right, bottom]


def _copy_field(pdf: Any, copy: Any, annotation: Any, form: Any) -> None:
    import pikepdf

    for key in _FIELD_KEYS:
        value = inherited(annotation, key)
        if value is not None and not isinstance(value, pikepdf.Stream):
            copy[key] = copy_value(pdf, value)
    for key in ("/DA", "/Q"):
        if key not in copy and key in form:
            copy[key] = form[key]
    characteristics = dictionary(annotation.get("/MK"))
    copy.MK = pikepdf.Dictionary(
        {key: copy_value(pdf, characteristics[key]) for key in _CHARACTERISTIC_KEYS if key in characteristics}
    )
    _bound_field(copy)
    if copy.get("/FT") == pikepdf.Name.Btn:
        copy.V = copy.AS = pikepdf.Name.Yes if is_on(annotation) else pikepdf.Name.Off
    elif isinstance(copy.get("/V"), pikepdf.String) and len(str(copy.V)) > _LONGEST:
        copy.V = pikepdf.String(str(copy.V)[:_LONGEST])


def _bound_field(copy: Any) -> None:
    """Leave out what makes a field endless: of a very long list all but what was chosen, and boxes beyond number."""
    import pikepdf

    options = copy.get("/Opt")
    if isinstance(options, pikepdf.Array) and len(options) > _MOST_OPTIONS:
        chosen = copy.get("/V")
        wanted = {str(part) for part in (chosen if isinstance(chosen, pikepdf.Array) else [chosen])}
        kept = [option for option in options if _value_of_option(option) in wanted]
        copy.Opt = pikepdf.Array(kept[:_MOST_OPTIONS])
        for key in {"/I", "/TI"} & set(copy.keys()):
            del copy[key]
    if not 0 < int(copy.get("/MaxLen", 1)) <= _MOST_BOXES:
        del copy.MaxLen


def _value_of_option(option: Any) -> str:
    import pikepdf

    return str(option[0]) if isinstance(option, pikepdf.Array) and len(option) else str(option)


def _make_field(copy: Any, annotation: Any, form: Any) -> None:
    """Make a field of typed text: only for fields does PDFium look for a font that has Chinese letters."""
    import pikepdf

    appearance = str(annotation.get("/DA", form.get("/DA", "/Helv 12 Tf 0 g")))
    copy.Subtype, copy.FT, copy.Ff = pikepdf.Name.Widget, pikepdf.Name.Tx, _SEVERAL_LINES
    copy.V = pikepdf.String(str(annotation.get("/Contents", ""))[:_LONGEST])
    copy.DA, copy.Q = pikepdf.String(appearance), annotation.get("/Q", 0)
    ink = _COLOUR.search(appearance)
    copy.MK = pikepdf.Dictionary(BC=pikepdf.Array([float(part) for part in ink[1].split()] if ink else [0]))
    if "/C" in copy:
        copy.MK.BG = copy.C


def _take_over(pdf: Any, fonts: Any, annotation: Any, drawn: Any) -> bool:
    """Put what was made into the source; False when it is nothing."""
    import pikepdf

    appearance = dictionary(drawn.get("/AP")).get("/N")
    if isinstance(appearance, pikepdf.Dictionary):
        appearance = appearance.get(str(drawn.get("/AS", "/Off")))
    if not isinstance(appearance, pikepdf.Stream):
        return False
    stream = pdf.make_stream(appearance.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    for key in ("/BBox", "/Matrix", "/Group"):
        if key in appearance:
            stream[key] = copy_value(pdf, appearance[key])
    resources = dictionary(appearance.get("/Resources"))
    kept = {key: copy_value(pdf, value) for key, value in resources.items() if key != "/Font"}
    named = {name: _copy_font(pdf, fonts, name, font) for name, font in dictionary(resources.get("/Font")).items()}
    if named:
        kept["/Font"] = pikepdf.Dictionary(named)
    stream.Resources = pikepdf.Dictionary(kept)
    annotation.AP = pikepdf.Dictionary(N=stream)
    annotation.Rect = copy_value(pdf, drawn.Rect)  # PDFium makes room for thick lines, and notes as small as icons
    if "/AS" in annotation:
        del annotation.AS
    return True


def _copy_font(pdf: Any, fonts: Any, name: str, made: Any) -> Any:
    """Return the source's own font of that name, if it is the one, else a copy."""
    own = fonts.get(name)
    if own is not None and dictionary(own).get("/BaseFont") == made.get("/BaseFont"):
        return own
    copied = copy_value(pdf, made)
    for cid in dictionaries(copied.get("/DescendantFonts")):
        _name_song(copied, cid)
    return copied


def _name_song(font: Any, cid: Any) -> None:
    """Call Chinese letters that no font file comes with by the name that viewers know, not by this computer's font.

    So the same source gives the same bytes everywhere.
    """
    import pikepdf

    descriptor = dictionary(cid.get("/FontDescriptor"))
    is_song = str(dictionary(cid.get("/CIDSystemInfo")).get("/Ordering", "")) == "GB1"
    if not is_song or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        return
    font.BaseFont = cid.BaseFont = pikepdf.Name(_SONG)
    if "/W" in cid:
        del cid.W
    cid.DW = 1000
    cid.FontDescriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name(_SONG),
        Flags=6,
        FontBBox=pikepdf.Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )


def _draw_by_pdfium(pdf: bytes) -> bytes:
    """Return what PDFium saves of a PDF of one page once it has drawn it, forms included."""
    pdfium = library()
    with ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None)
        if not document:
            raise ValueError("PDFium can't read the annotations of a page")
        form_info = pdfium.FPDF_FORMFILLINFO(version=2)  # PDFium goes on reading it
        forms = pdfium.FPDFDOC_InitFormFillEnvironment(document, form_info)
        page = pdfium.FPDF_LoadPage(document, 0)
        try:
            _draw(pdfium, forms, page)
            return b"".join(_save(pdfium, document))
        finally:
            if page:
                pdfium.FORM_OnBeforeClosePage(page, forms)
                pdfium.FPDF_ClosePage(page)
            pdfium.FPDFDOC_ExitFormFillEnvironment(forms)
            pdfium.FPDF_CloseDocument(document)
            del form_info


def _draw(pdfium: Any, forms: Any, page: Any) -> None:
    """Appearances are made when they are to be drawn, however small."""
    pdfium.FORM_OnAfterLoadPage(page, forms)
    bitmap = pdfium.FPDFBitmap_CreateEx(_SIDE, _SIDE, pdfium.FPDFBitmap_BGR, None, 0)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, _SIDE, _SIDE, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDF_FFLDraw(forms, bitmap, page, 0, 0, _SIDE, _SIDE, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)


def _save(pdfium: Any, document: Any) -> Iterator[bytes]:
    parts: list[bytes] = []

    def write(_writer: Any, data: Any, size: int) -> int:
        parts.append(string_at(data, size))
        return 1

    kind = CFUNCTYPE(c_int, POINTER(pdfium.FPDF_FILEWRITE), c_void_p, c_ulong)
    writer = pdfium.FPDF_FILEWRITE(version=1, WriteBlock=kind(write))
    if not pdfium.FPDF_SaveAsCopy(document, writer, _WITHOUT_INCREMENTS):
        raise ValueError("PDFium can't save the annotations of a page")
    yield from parts
