"""PDFs for measuring, of a few hundred bytes each: text of known sizes, pictures of known dpi, bookmarks, links."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

A4 = (595.28, 841.89)


def new_pdf(*contents: bytes, size: tuple[float, float] = A4, **page_keys: Any) -> pikepdf.Pdf:
    """Return a PDF with a page for each content; fonts: F1 is Helvetica, F2 SimSun, F3 a Chinese one, without files."""
    pdf = pikepdf.new()
    for content in contents or (b"",):
        page = pdf.add_blank_page(page_size=size)
        fonts = Dictionary(F1=_font("/Helvetica"), F2=_font("/SimSun", "/TrueType"))
        if b"/F3 " in content:
            fonts.F3 = _chinese_font()
        page.Resources = Dictionary(Font=fonts)
        page.Contents = pdf.make_stream(content)
        for key, value in page_keys.items():
            page[f"/{key}"] = value
    return pdf


def _font(name: str, kind: str = "/Type1") -> Any:
    return Dictionary(Type=Name.Font, Subtype=Name(kind), BaseFont=Name(name), Encoding=Name.WinAnsiEncoding)


def _chinese_font() -> Any:
    """The font that the PDF standard names for Chinese; every viewer stands in for it."""
    collection = Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=5)
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=collection, DW=1000
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light-UniGB-UTF16-H"),
        Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([inner]),
    )


def line(text: str, size: float, x: float, y: float, font: str = "F1") -> bytes:
    """Return what draws a line of text; in the Chinese font where F1 has no such signs."""
    if font == "F1" and not text.isascii():
        return f"BT /F3 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()
    return f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n".encode()


def data_of(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """Return the bytes of a PDF, the same every time."""
    target = BytesIO()
    pdf.save(target, **{"deterministic_id": True, **options})
    return target.getvalue()


def with_picture(image: Image.Image, width: float, height: float, *, quality: int = 75, page: int = 0) -> pikepdf.Pdf:
    """Return a PDF on whose page a JPEG stands so many points wide and high."""
    pdf = new_pdf(b"")
    add_picture(pdf, image, width, height, quality=quality, page=page)
    return pdf


def add_picture(
    pdf: pikepdf.Pdf, image: Image.Image, width: float, height: float, *, quality: int = 75, page: int = 0
) -> None:
    """Put a JPEG on a page."""
    target = BytesIO()
    image.save(target, "JPEG", quality=quality)
    spaces = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    drawn = pdf.make_stream(target.getvalue())
    drawn.Type, drawn.Subtype, drawn.Filter = Name.XObject, Name.Image, Name.DCTDecode
    drawn.Width, drawn.Height, drawn.BitsPerComponent = image.width, image.height, 8
    drawn.ColorSpace = spaces[image.mode]
    onto = pdf.pages[page]
    onto.Resources.XObject = Dictionary(P=drawn)
    onto.Contents = pdf.make_stream(f"q {width} 0 0 {height} 72 72 cm /P Do Q".encode())


def with_outline(pdf: pikepdf.Pdf, *entries: tuple[str, int]) -> pikepdf.Pdf:
    """Give a PDF bookmarks: a title and the page it leads to (from 1, 0 for none)."""
    items = [pdf.make_indirect(Dictionary(Title=String(title))) for title, _ in entries]
    for (_, page), item in zip(entries, items, strict=True):
        if page:
            item.Dest = Array([pdf.pages[page - 1].obj, Name.Fit])
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=items[0], Last=items[-1], Count=len(items)))
    return pdf


def add_link(pdf: pikepdf.Pdf, page: int, **keys: Any) -> None:
    """Put a link on a page (from 0)."""
    link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 10, 10], **keys))
    onto = pdf.pages[page]
    onto.Annots = Array([*(onto.get("/Annots") or []), link])
