"""Typed PDFs that a case says in a few words: type, margins, columns, colours, numbers, and what else is inside."""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from measured_pdfs import add_picture, data_of, new_pdf, with_outline
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

SHEETS = {"A4": (595.28, 841.89), "letter": (612.0, 792.0), "A3": (841.89, 1190.55)}
DEFAULTS: dict[str, Any] = {
    "paper": "letter", "pages": 1, "landscape": [], "blank": [], "version": "1.7", "fast": False, "locked": False,
    "lines": 12, "size": 12, "step": 17, "left": 72, "top": 72, "width": 60, "ragged": True, "columns": [],
    "font": "ABCDEF+TimesNewRomanPSMT", "kind": "TrueType", "embedded": True, "advance": 500, "color": "0 0 0",
    "second_font": "", "second_kind": "TrueType", "texts": {}, "extra": [], "number": None,
    "bookmarks": [], "zoom": "keep",
}  # fmt: skip
_WORDS = "the pupils ask more in class when their teacher waits a little longer for each of them and then "


def typed_pdf(drawing: dict[str, Any]) -> bytes:
    """Return a PDF of so many `pages` of `lines`; texts are `texts: {page: [lines]}` (before the others) and `extra`.

    `extra` are lines of their own: {page, text, x, y, size, color}. Lengths are in points, `width` in characters,
    `columns` their left edges; `landscape` and `blank` are pages. Links lie over what stands at 72, 102; `number` is
    the number printed on the first page. For all keys see `DEFAULTS` and `_ADDED`.
    """
    settings = {**DEFAULTS, **drawing}
    width, height = SHEETS[settings["paper"]]
    pdf = pikepdf.new()
    for number in range(1, settings["pages"] + 1):
        size = (height, width) if number in settings["landscape"] else (width, height)
        page = new_pdf(_page(settings, number, size[1]), size=size)
        pdf.pages.append(page.pages[0])
    for onto in pdf.pages:
        onto.Resources = Dictionary(Font=Dictionary(F1=_font(pdf, settings, settings["font"])))
        if settings["second_font"]:
            onto.Resources.Font.F2 = _font(pdf, {**settings, "kind": settings["second_kind"]}, settings["second_font"])
    return _finish(pdf, settings)


def _page(settings: dict[str, Any], number: int, height: float) -> bytes:
    if number in settings["blank"]:
        return b""
    pieces = []
    texts = [*settings["texts"].get(number, ()), *(_sentence(settings, line) for line in range(settings["lines"]))]
    for left in settings["columns"] or [settings["left"]]:
        for index, text in enumerate(texts):
            y = height - settings["top"] - settings["size"] - index * settings["step"]
            pieces.append(_line(text, (settings["size"], left, y), settings["color"]))
    for more in settings["extra"]:
        if more.get("page", 1) in (number, "all"):
            place = (more.get("size", settings["size"]), more["x"], more["y"])
            pieces.append(_line(more["text"], place, more.get("color", settings["color"]), more.get("font", "F1")))
    if settings["number"] is not None:
        pieces.append(
            _line(
                str(settings["number"] + number - 1),
                (settings["size"], 300, settings.get("number_at", 40)),
                settings["color"],
            )
        )
    return b"".join(pieces)


def _sentence(settings: dict[str, Any], line: int) -> str:
    length = settings["width"] - (line * 5 % 7 if settings["ragged"] else 0)
    return (_WORDS * 3)[:length]


def _line(text: str, place: tuple[float, float, float], color: str, font: str = "F1") -> bytes:
    size, x, y = place
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"{color} rg BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n".encode("cp1252")


def _font(pdf: pikepdf.Pdf, settings: dict[str, Any], name: str) -> Any:
    if settings["kind"] == "Type3":
        return Dictionary(
            Type=Name.Font, Subtype=Name.Type3, Name=Name("/" + name), FontBBox=[0, 0, 1, 1],
            FontMatrix=[1, 0, 0, 1, 0, 0], CharProcs=Dictionary(),
            Encoding=Dictionary(Differences=Array([])), FirstChar=0, LastChar=0, Widths=[1],
        )  # fmt: skip
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name("/" + settings["kind"]),
        BaseFont=Name("/" + name),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=255,
        Widths=Array([settings["advance"]] * 224),
    )
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + name), Flags=32, FontBBox=[0, -200, 1000, 800]
    )
    if settings["embedded"]:
        descriptor.FontFile2 = pdf.make_stream(b"drawn for a test")
    font.FontDescriptor = descriptor
    return pdf.make_indirect(font)


def _finish(pdf: pikepdf.Pdf, settings: dict[str, Any]) -> bytes:
    """Add what stands beside the text, and return the bytes."""
    for key, add in _ADDED.items():
        if settings.get(key):
            add(pdf, settings[key])
    if settings["bookmarks"] and settings["zoom"] == "keep":
        for entry in _entries(pdf):
            entry.Dest = Array([pdf.pages[0].obj, Name.XYZ, None, None, None])
    options: dict[str, Any] = {"linearize": settings["fast"], "force_version": settings["version"]}
    if settings["locked"]:
        allowed = pikepdf.Permissions(modify_other=False)
        options |= {"encryption": pikepdf.Encryption(owner="o", user="", R=4, allow=allowed), "deterministic_id": False}
    return data_of(pdf, **options)


def _entries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    entry = pdf.Root.Outlines.get("/First")
    while entry is not None:
        yield entry
        entry = entry.get("/Next")


def _add_bookmarks(pdf: pikepdf.Pdf, titles: list[str]) -> None:
    with_outline(pdf, *((str(title), 1) for title in titles))


def _add_links(pdf: pikepdf.Pdf, count: int) -> None:
    for _ in range(count):
        _annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org")))


def _add_script(pdf: pikepdf.Pdf, script: str) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String(script))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))


def _add_field(pdf: pikepdf.Pdf, kind: Name) -> None:
    value = Dictionary(Type=Name.Sig) if kind == Name.Sig else String("")
    field = Dictionary(FT=kind, T=String("a"), Subtype=Name.Widget, Rect=[0, 0, 1, 1], V=value)
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def _add_attachment(pdf: pikepdf.Pdf, name: str) -> None:
    pdf.attachments[name] = b"inside"


def _add_info(pdf: pikepdf.Pdf, values: dict[str, str]) -> None:
    for key, value in values.items():
        pdf.docinfo[f"/{key}"] = str(value)


def _add_filler(pdf: pikepdf.Pdf, size: int) -> None:
    pdf.Root.Filler = pdf.make_stream(bytes(size), Filter=Name.DCTDecode)  # so that it is not packed


def _set_root(key: str, value: Callable[[Any], Any]) -> Callable[[pikepdf.Pdf, Any], None]:
    def add(pdf: pikepdf.Pdf, setting: Any) -> None:
        pdf.Root[key] = value(setting)

    return add


def _annotate(pdf: pikepdf.Pdf, **keys: Any) -> None:
    mark = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[72, 100, 200, 115], **keys))
    page = pdf.pages[0]
    page.Annots = Array([*page.get("/Annots", []), mark])


def _picture(pdf: pikepdf.Pdf, drawing: dict[str, Any]) -> None:
    """A picture `across` points wide, so many `pixels`, of a `mode`; on the first page, under what is there."""
    pixels, across = drawing["pixels"], drawing["across"]
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    if drawing.get("mode") == "1":
        drawn = pdf.make_stream(bytes((pixels + 7) // 8 * pixels))
        drawn.Type, drawn.Subtype, drawn.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        drawn.Width, drawn.Height, drawn.BitsPerComponent = pixels, pixels, 1
        page.Resources.XObject = Dictionary(P=drawn)
        placed = f"q {across} 0 0 {across} 72 72 cm /P Do Q".encode()
    else:
        add_picture(pdf, Image.new("L", (pixels, pixels), 200), across, across)
        placed = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(content + placed)


_STYLES = {"decimal": Name.D, "roman": Name.r}
_ADDED: dict[str, Callable[[pikepdf.Pdf, Any], None]] = {
    "bookmarks": _add_bookmarks,
    "links": _add_links,
    "comment": lambda pdf, text: _annotate(
        pdf, Subtype=Name.Text, Contents=String(text), AP=Dictionary(N=pdf.make_stream(b""))
    ),
    "media": lambda pdf, _: _annotate(pdf, Subtype=Name.Screen),
    "script": _add_script,
    "field": lambda pdf, _: _add_field(pdf, Name.Tx),
    "signature": lambda pdf, _: _add_field(pdf, Name.Sig),
    "attachment": _add_attachment,
    "portfolio": _set_root("/Collection", lambda _: Dictionary()),
    "panel": _set_root("/PageMode", lambda _: Name.UseOutlines),
    "labels": _set_root("/PageLabels", lambda style: Dictionary(Nums=Array([0, Dictionary(S=_STYLES[style])]))),
    "rotate": lambda pdf, turn: setattr(pdf.pages[0].obj, "Rotate", turn),
    "info": _add_info,
    "picture": _picture,
    "bytes": _add_filler,
}
