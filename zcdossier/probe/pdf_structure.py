"""What is inside a PDF beside text and pictures: fonts, outline, page labels, links, forms, layers, properties.

By pikepdf, which reads objects one by one. Everything that can be many is counted up to a bound, and a chain that leads
back to itself is followed once.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from zcdossier.model.document_facts import (
    TOO_MUCH,
    UNREADABLE,
    PageFrame,
    PdfFont,
    PdfStructure,
)
from zcdossier.pdf_objects import dictionaries, dictionary
from zcdossier.probe.navigation import Destinations, label_styles, opening, page_labels, read_outline
from zcdossier.probe.page_texts import decode_name
from zcdossier.source.regular_file import open_regular_file

MOST_PAGES = 2000
_MOST_FIELDS = 5000
_MOST_TEXT = 500
_SUBSET = re.compile(r"[A-Z]{6}\+")
_PERMISSIONS = (
    ("print", "print_lowres"),
    ("print_high", "print_highres"),
    ("copy", "extract"),
    ("edit", "modify_other"),
    ("annotate", "modify_annotation"),
    ("fill", "modify_form"),
    ("assemble", "modify_assembly"),
)
_MARKS = ("Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly")
_COMMENTS = frozenset(
    f"/{kind}" for kind in (*_MARKS, "StrikeOut", "Stamp", "Caret", "Ink", "FileAttachment", "Redact")
)
_MEDIA = frozenset(["/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"])
_PDFA_PART = re.compile(r"pdfaid:part(?:(?:\s[^>]*)?>|\s*=\s*[\"'])\s*(\d)")
_PDFA_LEVEL = re.compile(r"pdfaid:conformance(?:(?:\s[^>]*)?>|\s*=\s*[\"'])\s*([A-Za-z])")
_MODES = {
    "/UseOutlines": "bookmarks",
    "/UseThumbs": "thumbnails",
    "/FullScreen": "full_screen",
    "/UseOC": "layers",
    "/UseAttachments": "attachments",
}
_LAYOUTS = {
    "/SinglePage": "single",
    "/OneColumn": "continuous",
    "/TwoColumnLeft": "two_columns",
    "/TwoColumnRight": "two_columns",
    "/TwoPageLeft": "two_pages",
    "/TwoPageRight": "two_pages",
}


def read_structure(path: Path) -> PdfStructure:
    """Return what is inside a PDF that opens without a password."""
    import pikepdf  # only where a rule looks inside

    try:
        with open_regular_file(path) as file, pikepdf.open(file) as pdf:
            return _read(pdf)
    except Exception:  # noqa: BLE001 - the file was found usable before; what is odd inside is no reason to stop
        return PdfStructure(untold=UNREADABLE)


def _read(pdf: Any) -> PdfStructure:
    root = pdf.Root
    pages = [pdf.pages[number].obj for number in range(min(len(pdf.pages), MOST_PAGES))]
    untold = [TOO_MUCH] if len(pdf.pages) > MOST_PAGES else []
    destinations = Destinations(root, pages)
    outline, outline_is_whole = read_outline(root, destinations)
    labels = page_labels(root, len(pages))
    frames = tuple(_frame(page, label) for page, label in zip(pages, labels, strict=True))
    annotations = [annotation for page in pages for annotation in dictionaries(page.get("/Annots"))]
    links = [annotation for annotation in annotations if _name(annotation, "/Subtype") == "/Link"]
    kinds = [destinations.kind_of(link) for link in links]
    fields = list(_fields(root))
    if not outline_is_whole or len(fields) >= _MOST_FIELDS:
        untold.append(TOO_MUCH)
    zoom, opening_page = opening(root, destinations)
    return PdfStructure(
        frames=frames,
        fonts=_guarded(lambda: tuple(_fonts(pages)), ()),
        bookmarks=outline,
        label_styles=label_styles(root),
        links=len(links),
        external_links=kinds.count("external"),
        broken_links=kinds.count("broken"),
        zoom=zoom,
        opening_page=opening_page,
        page_mode=_MODES.get(_name(root, "/PageMode"), "none"),
        page_layout=_LAYOUTS.get(_name(root, "/PageLayout"), "default"),
        form_fields=sum(_name(field, "/FT") != "/Sig" for field in fields),
        xfa="/XFA" in dictionary(root.get("/AcroForm")),
        layers=len(dictionaries(dictionary(root.get("/OCProperties")).get("/OCGs"))),
        signatures=sum(_name(field, "/FT") == "/Sig" and "/V" in field for field in fields),
        comments=sum(_name(annotation, "/Subtype") in _COMMENTS for annotation in annotations),
        media=sum(_name(annotation, "/Subtype") in _MEDIA for annotation in annotations),
        attachments=_guarded(lambda: len(pdf.attachments), 0) + _attached_to_pages(annotations),
        portfolio="/Collection" in root,
        permissions=tuple(word for word, allowed in _PERMISSIONS if getattr(pdf.allow, allowed)),
        conformance=_conformance(root),
        title=_property(pdf, "/Title") or _xmp(pdf, "dc:title"),
        author=_property(pdf, "/Author") or _xmp(pdf, "dc:creator"),
        subject=_property(pdf, "/Subject") or _xmp(pdf, "dc:description"),
        keywords=_property(pdf, "/Keywords") or _xmp(pdf, "pdf:Keywords", "dc:subject"),
        producer=_property(pdf, "/Producer"),
        creator=_property(pdf, "/Creator"),
        created=_property(pdf, "/CreationDate"),
        modified=_property(pdf, "/ModDate"),
        linearized=bool(pdf.is_linearized),
        language=_text(root.get("/Lang")),
        output_profile=_output_profile(root),
        tagged=dictionary(root.get("/MarkInfo")).get("/Marked") is True,
        untold=untold[0] if untold else "",
    )


def _guarded(read: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return read()
    except Exception:  # noqa: BLE001 - one odd thing inside hides no other
        return otherwise


def _name(holder: Any, key: str) -> str:
    return str(holder.get(key, ""))


def _text(value: Any) -> str:
    import pikepdf

    return str(value).strip()[:_MOST_TEXT] if isinstance(value, pikepdf.String) else ""


def _property(pdf: Any, key: str) -> str:
    return _text(dictionary(pdf.trailer.get("/Info")).get(key))


def _xmp(pdf: Any, *names: str) -> str:
    """Return what the XMP metadata say, where the older properties say nothing: the first of some names."""
    if "/Metadata" not in pdf.Root:
        return ""
    texts = _guarded(lambda: [_as_text(pdf.open_metadata().get(name)) for name in names], [])
    return next((text[:_MOST_TEXT] for text in texts if text), "")


def _as_text(value: Any) -> str:
    """Return a text of the metadata, or several as one."""
    several = sorted(value) if isinstance(value, set) else value if isinstance(value, list) else [value or ""]
    return "; ".join(map(str, several)).strip()


def _output_profile(root: Any) -> bool:
    """Whether the file says for which output its colours are meant: an output intent with a profile or a known name."""
    intents = dictionaries(root.get("/OutputIntents"))
    return any("/DestOutputProfile" in intent or _text(intent.get("/OutputConditionIdentifier")) for intent in intents)


def _frame(page: Any, label: str) -> PageFrame:
    turn = _guarded(lambda: int(_inherited(page, "/Rotate") or 0) % 360, 0)
    return PageFrame(turn, label, _guarded(lambda: _is_transparent(page), otherwise=False))


def _inherited(page: Any, key: str) -> Any:
    """Return an entry of a page, or of what stands above it."""
    node, depth = page, 0
    while node and depth < 50:  # noqa: PLR2004 - a tree of pages is a few deep
        if key in node:
            return node.get(key)
        node, depth = dictionary(node.get("/Parent")), depth + 1
    return None


def _is_transparent(page: Any) -> bool:
    """Whether a page blends: by a state that is not opaque, or a picture with a mask of greys."""
    resources = dictionary(_inherited(page, "/Resources"))
    for state in dictionary(resources.get("/ExtGState")).values():
        opacity = [state.get(key, 1) for key in ("/ca", "/CA")] if dictionary(state) else []
        if any(float(value) < 1 for value in opacity) or _blends(dictionary(state)):
            return True
    drawn = [dictionary(drawn) for drawn in dictionary(resources.get("/XObject")).values()]
    return any(
        "/SMask" in picture or _name(dictionary(picture.get("/Group")), "/S") == "/Transparency" for picture in drawn
    )


def _blends(state: Any) -> bool:
    mode = _name(state, "/BM")
    return mode not in ("", "/Normal", "/Compatible") or bool(dictionary(state.get("/SMask")))


def _fonts(pages: list[Any]) -> Iterator[PdfFont]:
    """Yield each font that pages or the forms on them name, once."""
    seen: set[tuple[int, int]] = set()
    found: dict[PdfFont, None] = {}
    waiting = [dictionary(_inherited(page, "/Resources")) for page in pages]
    while waiting and len(seen) < _MOST_FIELDS:
        resources = waiting.pop()
        for font in dictionary(resources.get("/Font")).values():
            if dictionary(font):
                found[_font(font)] = None
        for drawn in dictionary(resources.get("/XObject")).values():
            if _name(dictionary(drawn), "/Subtype") == "/Form" and drawn.objgen not in seen:
                seen.add(drawn.objgen)
                waiting.append(dictionary(drawn.get("/Resources")))
    yield from found


def _font(font: Any) -> PdfFont:
    kind = _name(font, "/Subtype").removeprefix("/")
    inner = next(iter(dictionaries(font.get("/DescendantFonts"))), font)
    descriptor = dictionary(inner.get("/FontDescriptor"))
    raw = _name(font, "/BaseFont").removeprefix("/") or _name(font, "/Name").removeprefix("/")
    name = decode_name(raw.encode("utf-8", "surrogateescape"))
    embedded = kind == "Type3" or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return PdfFont(_SUBSET.sub("", name, count=1), kind, embedded, bool(_SUBSET.match(name)))


def _fields(root: Any) -> Iterator[Any]:
    """Yield the fields of the form that hold a value of their own, each once."""
    seen: set[tuple[int, int]] = set()
    waiting = dictionaries(dictionary(root.get("/AcroForm")).get("/Fields"))
    count = 0
    while waiting and count < _MOST_FIELDS:
        field = waiting.pop()
        if field.objgen != (0, 0) and field.objgen in seen:
            continue
        seen.add(field.objgen)
        kids = [kid for kid in dictionaries(field.get("/Kids")) if "/T" in kid]
        if kids:
            for kid in kids:
                if "/FT" not in kid and "/FT" in field:
                    kid["/FT"] = field.get("/FT")
            waiting.extend(kids)
        else:
            count += 1
            yield field


def _attached_to_pages(annotations: list[Any]) -> int:
    return sum(_name(annotation, "/Subtype") == "/FileAttachment" for annotation in annotations)


def _conformance(root: Any) -> str:
    """Return which PDF/A the file's metadata claim, such as 2b; empty for none."""
    import pikepdf

    metadata = root.get("/Metadata")
    if not isinstance(metadata, pikepdf.Stream):
        return ""
    text = _guarded(lambda: metadata.read_bytes()[:1_000_000].decode("utf-8", "replace"), "")
    part, level = _PDFA_PART.search(text), _PDFA_LEVEL.search(text)
    return part[1] + (level[1].lower() if level else "") if part else ""
