"""One page of an upload as a small JPEG for the report: drawn by the renderer, or made of its only picture.

A page that shows one JPEG and nothing else can be drawn without a renderer.
"""

from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.assemble.pdf.image_placement import IDENTITY, Matrix, matrix_of, multiply
from zcdossier.assemble.pdf.safe_reading import operations
from zcdossier.assemble.pictures.pdfium_bitmaps import picture_of_bitmap
from zcdossier.assemble.pictures.raster import decode_jpeg, pillow
from zcdossier.pdf_objects import dictionary
from zcdossier.pdfium import ONE_AT_A_TIME, library

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_LETTERING = ["BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts"]
_QUIET = frozenset([*_LETTERING, "BMC", "EMC", "MP", "DP", "n", "w", "J", "j", "M", "d", "ri", "i"])
_COLOURS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"])
_TEXT = frozenset(["Tj", "TJ", "'", '"'])
_INVISIBLE = 3
_CLIPS = frozenset(["W", "W*"])
_LONGEST = 400_000  # bytes of drawing operators: a scan with a text layer has less, drawings have more
_SLACK = 1.0  # points by which a clip may cut into the page
_COMPONENTS = {"/DeviceGray": 1, "/DeviceRGB": 3}
_UNUSUAL = ("/SMask", "/Mask", "/Decode", "/ImageMask", "/Alternates")
_WHITE = 255
_NEAR = (0.82, 1.25)  # a page this near to the size wanted is not scaled again: decoding gives eighths for nothing
_QUALITIES = (55, 42, 30, 22)
_MOST_POINTS = 20_000.0


class SolePicture(NamedTuple):
    """The coded data of a page's only picture, the matrix that puts it on the page, and the page in points."""

    data: bytes
    matrix: Matrix
    width: float
    height: float


def sole_picture(page: Any) -> SolePicture | None:
    """Return what the page shows if it is a JPEG alone; None where the renderer has to look. Raises what pikepdf does.

    Text that is not drawn (that of OCR) and clips around the whole page do not count.
    """
    box = [float(side) for side in page.mediabox]
    plain = page.obj.get("/Rotate", 0) == 0 and "/UserUnit" not in page.obj and "/Annots" not in page.obj
    if not plain or [float(side) for side in page.cropbox] != box or not _is_short(page.obj.get("/Contents")):
        return None
    states = dictionary(dictionary(page.obj.get("/Resources")).get("/ExtGState"))
    drawn = _Operators(box, states).follow(page)
    if drawn is None:
        return None
    name, (a, b, c, d, e, f) = drawn
    image = page.obj.get("/Resources", {}).get("/XObject", {}).get(name)
    if image is None or not _is_plain_jpeg(image):
        return None
    matrix = (a, b, c, d, e - box[0], f - box[1])
    return SolePicture(image.read_raw_bytes(), matrix, box[2] - box[0], box[3] - box[1])


def is_plain_state(state: Any) -> bool:
    """Whether a graphics state leaves a picture as it is: neither faint, nor blended, nor masked."""
    values = dictionary(state)
    return (
        float(values.get("/ca", 1)) == 1
        and str(values.get("/BM", "/Normal")) in {"/Normal", "/Compatible"}
        and str(values.get("/SMask", "/None")) == "/None"
        and not any(key in values for key in ("/TR", "/TR2"))
    )


def _is_short(contents: Any) -> bool:
    import pikepdf

    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return all(isinstance(stream, pikepdf.Stream) and int(stream.get("/Length", 0)) <= _LONGEST for stream in streams)


class _Operators:
    """Follows a page's operators up to the first that paints anything but one object."""

    def __init__(self, box: list[float], states: Any) -> None:
        self._pixel_box = box
        self._states = states
        self._now = IDENTITY
        self._saved: list[Matrix] = []
        self._covers = True
        self._shows_text = True
        self._found: tuple[str, Matrix] | None = None

    def follow(self, page: Any) -> tuple[str, Matrix] | None:
        """Return the name of the object drawn, and its matrix."""
        for instruction in operations(page):
            if not self._is_harmless(str(instruction.operator), instruction.operands):
                return None
        return self._found

    def _is_harmless(self, operator: str, operands: Any) -> bool:
        match operator:
            case "q":
                self._saved.append(self._now)
            case "Q":
                self._now = self._saved.pop() if self._saved else self._now
            case "cm":
                self._now = multiply(matrix_of(operands), self._now)
            case "re":
                self._covers = self._around_page(*(float(number) for number in operands))
            case "Tr":
                self._shows_text = int(operands[0]) != _INVISIBLE
            case "Do" if self._found is None:
                self._found = str(operands[0]), self._now
            case "gs":
                return is_plain_state(self._states.get(str(operands[0])))
            case "BDC":
                return str(operands[0]) != "/OC"
            case _:
                return self._is_quiet(operator)
        return True

    def _is_quiet(self, operator: str) -> bool:
        if operator in _CLIPS:
            return self._covers
        return operator in _QUIET or operator in _COLOURS or (operator in _TEXT and not self._shows_text)

    def _around_page(self, x: float, y: float, width: float, height: float) -> bool:
        """Whether a rectangle, as it stands now, has the page inside."""
        a, b, c, d, e, f = self._now
        corners = [(a * u + c * v + e, b * u + d * v + f) for u in (x, x + width) for v in (y, y + height)]
        (left, bottom), (right, top) = (tuple(map(edge, zip(*corners, strict=True))) for edge in (min, max))
        return (
            (b == c == 0 or a == d == 0)
            and left <= self._pixel_box[0] + _SLACK
            and bottom <= self._pixel_box[1] + _SLACK
            and right >= self._pixel_box[2] - _SLACK
            and top >= self._pixel_box[3] - _SLACK
        )


def _is_plain_jpeg(image: Any) -> bool:
    import pikepdf

    if str(image.get("/Subtype", "")) != "/Image" or any(key in image for key in _UNUSUAL):
        return False
    packing = image.get("/Filter")
    packing = list(packing) if isinstance(packing, pikepdf.Array) else [packing]
    if [str(name) for name in packing] != ["/DCTDecode"]:
        return False
    space = image.get("/ColorSpace")
    if isinstance(space, pikepdf.Array) and len(space) > 1 and str(space[0]) == "/ICCBased":
        return space[1].get("/N") in _COMPONENTS.values()
    return str(space) in _COMPONENTS


class ViewSize(NamedTuple):
    """How large page views are: pixels along the long side, and the bytes that a view should not exceed."""

    name: str
    side: int
    most_bytes: int


class PageView(NamedTuple):
    """A JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


def view_of_picture(sole: SolePicture, view_size: ViewSize) -> PageView | None:
    """Draw a page that shows one JPEG alone; None where only the renderer can."""
    turned = _is_turned(sole)
    if turned is None:
        return None
    a, b, c, d, _, _ = sole.matrix
    along, across = hypot(a, b), hypot(c, d)  # of the page's points, by the picture's own width and height
    header = pillow().open(BytesIO(sole.data))
    scale = view_size.side / max(sole.width, sole.height)
    least = (round(along * scale * _NEAR[0]), round(across * scale * _NEAR[0]))
    picture = decode_jpeg(sole.data, header, least)
    if picture is None:
        return None
    per_point = min(picture.width / along, picture.height / across)
    if per_point > scale * _NEAR[1]:
        per_point = scale
    return code_view(_place(picture, sole, per_point, turned=turned), view_size)


def _is_turned(sole: SolePicture) -> bool | None:
    """Whether the picture lies on its side; None where it is askew or takes no room."""
    a, b, c, d, _, _ = sole.matrix
    small = 0.001 * max(sole.width, sole.height, 1.0)
    if max(sole.width, sole.height) > _MOST_POINTS or min(sole.width, sole.height) < 1:
        return None
    if abs(b) < small and abs(c) < small and min(abs(a), abs(d)) > small:
        return False
    return True if abs(a) < small and abs(d) < small and min(abs(b), abs(c)) > small else None


def _place(picture: "Picture", sole: SolePicture, per_point: float, *, turned: bool) -> "Picture":
    """Put the picture on a white page of so many pixels per point."""
    from PIL.Image import Resampling, Transpose

    a, b, c, d, e, f = sole.matrix
    wide, high = (c, b) if turned else (a, d)
    box = _pixel_box(wide, high, e, sole.height - f, per_point)
    size = (box[2] - box[0], box[3] - box[1])
    asked = size[::-1] if turned else size
    if picture.mode == "RGBX":
        picture = picture.convert("RGB")
    if abs(picture.width - asked[0]) > 1 or abs(picture.height - asked[1]) > 1:
        picture = picture.resize(asked, Resampling.HAMMING)
    if turned:
        picture = picture.transpose(Transpose.TRANSPOSE)
    if (wide > 0) if turned else (wide < 0):
        picture = picture.transpose(Transpose.FLIP_LEFT_RIGHT)
    if (high > 0) if turned else (high < 0):
        picture = picture.transpose(Transpose.FLIP_TOP_BOTTOM)
    page = (max(1, round(sole.width * per_point)), max(1, round(sole.height * per_point)))
    if box[:2] == (0, 0) and abs(picture.width - page[0]) <= 1 and abs(picture.height - page[1]) <= 1:
        return picture
    blank_page: Picture = pillow().new(picture.mode, page, (_WHITE,) * len(picture.getbands()))
    blank_page.paste(picture, box[:2])
    return blank_page


def _pixel_box(wide: float, high: float, x: float, y: float, per_point: float) -> tuple[int, int, int, int]:
    """Return the pixels a picture covers; `x` and `y` (from the top) are where its matrix starts."""
    left, top = min(x, x + wide), min(y, y - high)
    corner = (round(left * per_point), round(top * per_point))
    return (
        *corner,
        corner[0] + max(1, round(abs(wide) * per_point)),
        corner[1] + max(1, round(abs(high) * per_point)),
    )


def views_by_renderer(pdf: bytes, pages: list[int], view_size: ViewSize) -> dict[int, PageView]:
    """Let the renderer draw these pages (from 0) of a PDF; those it can't draw are missing."""
    pdfium = library()
    views = {}
    with ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None)
        if not document:
            return {}
        try:
            drawn = {number: _draw_page(pdfium, document, number, view_size) for number in pages}
        finally:
            pdfium.FPDF_CloseDocument(document)
    for number, picture in drawn.items():
        if picture is not None:
            views[number] = code_view(picture, view_size)
    return views


def _draw_page(lib: Any, document: Any, number: int, view_size: ViewSize) -> "Picture | None":
    page = lib.FPDF_LoadPage(document, number)
    if not page:
        return None
    try:
        width, height = lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page)
        scale = view_size.side / max(width, height, 1.0)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        bitmap = lib.FPDFBitmap_CreateEx(*size, lib.FPDFBitmap_BGR, None, 0)
        if not bitmap:
            return None
        try:
            lib.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
            lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, lib.FPDF_ANNOT)
            return picture_of_bitmap(lib, bitmap)
        finally:
            lib.FPDFBitmap_Destroy(bitmap)
    finally:
        lib.FPDF_ClosePage(page)


def code_view(picture: "Picture", view_size: ViewSize) -> PageView:
    """Code it as a JPEG of as good a quality as keeps it small."""
    data = b""
    for quality in _QUALITIES:
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=quality, comment=b"")  # Pillow would pass on the comment of a source
        data = buffer.getvalue()
        if len(data) <= view_size.most_bytes:
            break
    return PageView(data, picture.width, picture.height)
