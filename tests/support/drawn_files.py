"""Files that a case says in a few words: pictures, scans and typed PDFs of given pages, paper, dpi, colour and size."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pikepdf
from grey_noise import grey_noise
from measured_pdfs import data_of, line, new_pdf, with_outline
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from typed_pages import typed_pdf

POINTS = 72
FOOT = 40
MM = 25.4
STROKES = 12
FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "tif": "TIFF", "tiff": "TIFF", "bmp": "BMP", "gif": "GIF"}
LONGEST_COMMENT = 65_000


def draw_file(path: Path, drawing: dict[str, Any] | None = None) -> None:
    """Write a file of what its ending or `format` says.

    Pictures take `size` (413x626), `dpi`, `mode` (RGB, L, 1, CMYK), `color`, `bytes` (at least), `noise` (0 to 1).
    PDFs take `pages`, `paper` (A4, or 210x297 in mm), `text` (a line, or a list of lines, on every page; then it is
    typed), or `typed` (a list of lines for each page) with `feet` (what stands at the foot of each) and `ink`
    (`1 0 0 rg` is red); `font_size`, `bookmarks` (titles, one a page), `author`; without text pages are scans
    with `dpi`, `mode`.
    `layout` says all of a typed PDF (typed_pages.typed_pdf).
    `write` is the text of any other file. The same words give the same bytes, another name another picture.
    """
    drawing = drawing or {}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    kind = str(drawing.get("format", path.suffix.lstrip("."))).lower()
    if "write" in drawing:
        path.write_text(str(drawing["write"]) * int(drawing.get("repeat", 1)), encoding="utf-8")
    elif "layout" in drawing:
        path.write_bytes(typed_pdf(drawing["layout"]))
    elif kind == "pdf":
        path.write_bytes(_pdf(path, drawing))
    else:
        path.write_bytes(_picture(path, drawing, FORMATS[kind]))


def _picture(path: Path, drawing: dict[str, Any], kind: str) -> bytes:
    width, height = (int(side) for side in str(drawing.get("size", "124x175")).split("x"))
    dpi = int(drawing.get("dpi", 150))
    image = _page_image(f"{path.name}{drawing.get('seed', '')}", (width, height), drawing)
    options: dict[str, Any] = {"dpi": (dpi, dpi)}
    if kind == "JPEG":
        options["quality"] = int(drawing.get("quality", 75))
    missing = int(drawing.get("bytes", 0)) - len(_saved(image, kind, **options))
    if missing > 0 and kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("note", "x" * missing)
    data = _saved(image, kind, **options)
    while kind == "JPEG" and len(data) < int(drawing.get("bytes", 0)):
        inside = min(int(drawing["bytes"]) - len(data), LONGEST_COMMENT)
        data = data[:2] + b"\xff\xfe" + (inside + 2).to_bytes(2, "big") + bytes(inside) + data[2:]
    return data


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def _page_image(name: str, size: tuple[int, int], drawing: dict[str, Any]) -> Image.Image:
    """Lines of black strokes whose lengths come from the name; a photo has a head instead."""
    image = Image.new("RGB", size, drawing.get("color", "white"))
    draw = ImageDraw.Draw(image)
    width, height = size
    if drawing.get("head"):
        draw.ellipse((width * 3 // 10, height // 4, width * 7 // 10, height * 3 // 4), "#c8a080")
    elif not drawing.get("blank"):
        for stroke, length in enumerate(hashlib.sha256(name.encode()).digest()[:STROKES]):
            top = height * (stroke + 2) // (STROKES + 4)
            right = width // 10 + 1 + width * 8 * length // 2550
            draw.rectangle((width // 10, top, right, top + max(height // 60, 1)), "black")
    if drawing.get("noise"):
        image = Image.blend(image, grey_noise(size, 200).convert("RGB"), float(drawing["noise"]))
    return image.convert(str(drawing.get("mode", "RGB")))


def _pdf(path: Path, drawing: dict[str, Any]) -> bytes:
    width, height = _paper(str(drawing.get("paper", "A4")))
    pages = int(drawing.get("pages", 1))
    lines = drawing.get("text")
    if "typed" in drawing:
        size = float(drawing.get("font_size", 12))
        feet = drawing.get("feet") or [""] * len(drawing["typed"])
        contents = [
            str(drawing.get("ink", "0 g")).encode()
            + b"\n"
            + _typed(lines, size, height)
            + (line(str(foot), size, width / 2, FOOT) if foot else b"")
            for lines, foot in zip(drawing["typed"], feet, strict=True)
        ]
        pdf = new_pdf(*contents, size=(width, height))
    elif lines:
        lines = [lines] if isinstance(lines, str) else lines
        size = float(drawing.get("font_size", 12))
        typed = _typed(lines, size, height)
        marked = path.stem.encode().hex()[:24]
        contents = [typed + line(f"{marked} {page}", size, POINTS, POINTS) for page in range(1, pages + 1)]
        pdf = new_pdf(*contents, size=(width, height))
    else:
        pdf = new_pdf(*[b""] * pages, size=(width, height))
        for number in range(pages):
            _add_scan(pdf, number, f"{path.name}{drawing.get('seed', '')} {number}", (width, height), drawing)
    if drawing.get("bookmarks"):
        with_outline(pdf, *((str(title), number) for number, title in enumerate(drawing["bookmarks"], start=1)))
    if drawing.get("author"):
        pdf.docinfo["/Author"] = str(drawing["author"])
    data = data_of(pdf)
    missing = int(drawing.get("bytes", 0)) - len(data)
    if missing > 0:
        pdf.Root.Filler = pdf.make_stream(hashlib.shake_256(path.name.encode()).digest(missing))
        data = data_of(pdf)
    return data


def _typed(lines: list[str], size: float, height: float) -> bytes:
    return b"".join(
        line(str(text), size, POINTS, height - 2 * POINTS - number * size * 1.5) for number, text in enumerate(lines)
    )


def _add_scan(pdf: pikepdf.Pdf, number: int, name: str, size: tuple[float, float], drawing: dict[str, Any]) -> None:
    """A picture over the whole page, of `dpi`."""
    dpi = float(drawing.get("dpi", 20))
    pixels = (round(size[0] / POINTS * dpi), round(size[1] / POINTS * dpi))
    image = _page_image(name, pixels, drawing)
    bits = 8
    spaces = {"L": pikepdf.Name.DeviceGray, "RGB": pikepdf.Name.DeviceRGB, "1": pikepdf.Name.DeviceGray}
    if image.mode == "1":
        bits, drawn = 1, pdf.make_stream(image.tobytes())
    else:
        drawn = pdf.make_stream(_saved(image, "JPEG", quality=int(drawing.get("quality", 75))))
        drawn.Filter = pikepdf.Name.DCTDecode
    drawn.Type, drawn.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    drawn.Width, drawn.Height, drawn.BitsPerComponent = image.width, image.height, bits
    drawn.ColorSpace = spaces[image.mode]
    page = pdf.pages[number]
    page.Resources.XObject = pikepdf.Dictionary(P=drawn)
    page.Contents = pdf.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /P Do Q".encode())


def _paper(name: str) -> tuple[float, float]:
    """Points of a sheet: its name, or millimetres."""
    if name.upper() in SHEETS:
        return SHEETS[name.upper()]
    width, height = name.split("x")
    return float(width) / MM * POINTS, float(height) / MM * POINTS


SHEETS = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55), "A5": (419.53, 595.28), "LETTER": (612.0, 792.0)}
