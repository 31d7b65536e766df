"""One page of an upload as a small JPEG for the report: drawn by the renderer, or made of its only picture."""

from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.assemble.pdf.sole_picture import SolePicture
from zcdossier.assemble.pictures.pdfium_bitmaps import picture_of_bitmap
from zcdossier.assemble.pictures.raster import decode_jpeg, pillow
from zcdossier.pdfium import ONE_AT_A_TIME, library

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_WHITE = 255
_NEAR = (0.82, 1.25)  # a page this near to the size wanted is not scaled again: decoding gives eighths for nothing
_QUALITIES = (55, 42, 30, 22)
_MOST_POINTS = 20_000.0


class Look(NamedTuple):
    """How large page views are: pixels along the long side, and the bytes that a view should not exceed."""

    name: str
    side: int
    most_bytes: int


class PageView(NamedTuple):
    """A JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


def view_of_picture(found: SolePicture, look: Look) -> PageView | None:
    """Draw a page that shows one JPEG alone; None where only the renderer can."""
    turned = _is_turned(found)
    if turned is None:
        return None
    a, b, c, d, _, _ = found.matrix
    along, across = hypot(a, b), hypot(c, d)  # of the page's points, by the picture's own width and height
    header = pillow().open(BytesIO(found.data))
    scale = look.side / max(found.width, found.height)
    least = (round(along * scale * _NEAR[0]), round(across * scale * _NEAR[0]))
    picture = decode_jpeg(found.data, header, least)
    if picture is None:
        return None
    per_point = min(picture.width / along, picture.height / across)
    if per_point > scale * _NEAR[1]:
        per_point = scale
    return coded(_placed(picture, found, per_point, turned=turned), look)


def _is_turned(found: SolePicture) -> bool | None:
    """Whether the picture lies on its side; None where it is askew or takes no room."""
    a, b, c, d, _, _ = found.matrix
    small = 0.001 * max(found.width, found.height, 1.0)
    if max(found.width, found.height) > _MOST_POINTS or min(found.width, found.height) < 1:
        return None
    if abs(b) < small and abs(c) < small and min(abs(a), abs(d)) > small:
        return False
    return True if abs(a) < small and abs(d) < small and min(abs(b), abs(c)) > small else None


def _placed(picture: "Picture", found: SolePicture, per_point: float, *, turned: bool) -> "Picture":
    """Put the picture on a white page of so many pixels per point."""
    from PIL.Image import Resampling, Transpose  # noqa: PLC0415 - heavy

    a, b, c, d, e, f = found.matrix
    wide, high = (c, b) if turned else (a, d)
    box = _box(wide, high, e, found.height - f, per_point)
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
    page = (max(1, round(found.width * per_point)), max(1, round(found.height * per_point)))
    if box[:2] == (0, 0) and abs(picture.width - page[0]) <= 1 and abs(picture.height - page[1]) <= 1:
        return picture
    sheet: Picture = pillow().new(picture.mode, page, (_WHITE,) * len(picture.getbands()))
    sheet.paste(picture, box[:2])
    return sheet


def _box(wide: float, high: float, x: float, y: float, per_point: float) -> tuple[int, int, int, int]:
    """Return the pixels a picture covers; `x` and `y` (from the top) are where its matrix starts."""
    left, top = min(x, x + wide), min(y, y - high)
    corner = (round(left * per_point), round(top * per_point))
    return (
        *corner,
        corner[0] + max(1, round(abs(wide) * per_point)),
        corner[1] + max(1, round(abs(high) * per_point)),
    )


def views_by_renderer(pdf: bytes, pages: list[int], look: Look) -> dict[int, PageView]:
    """Let the renderer draw these pages (from 0) of a PDF; those it can't draw are missing."""
    pdfium = library()
    views = {}
    with ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None)
        if not document:
            return {}
        try:
            drawn = {number: _drawn(pdfium, document, number, look) for number in pages}
        finally:
            pdfium.FPDF_CloseDocument(document)
    for number, picture in drawn.items():
        if picture is not None:
            views[number] = coded(picture, look)
    return views


def _drawn(lib: Any, document: Any, number: int, look: Look) -> "Picture | None":
    page = lib.FPDF_LoadPage(document, number)
    if not page:
        return None
    try:
        width, height = lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page)
        scale = look.side / max(width, height, 1.0)
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


def coded(picture: "Picture", look: Look) -> PageView:
    """Code it as a JPEG of as good a quality as keeps it small."""
    data = b""
    for quality in _QUALITIES:
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=quality, comment=b"")  # Pillow would pass on the comment of a source
        data = buffer.getvalue()
        if len(data) <= look.most_bytes:
            break
    return PageView(data, picture.width, picture.height)
