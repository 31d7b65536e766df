"""What is inside a PDF and how a picture is coded: gathered only where a rule asks for it, page by page.

Lengths are in points (1/72 inch), pages count from 1. `untold` says why something was left unmeasured: the
file holds more than is looked at (`TOO_MUCH`), it can't be read (`UNREADABLE`), or (empty) nothing was.
"""

from typing import NamedTuple

MEASURED_AS = 4
"""To be counted up when something is measured otherwise than before: what was kept is then measured anew."""
TOO_MUCH = "too-much"
UNREADABLE = "unreadable"


class PictureCoding(NamedTuple):
    """How a picture file is coded: JPEG quality (1 to 100: the least and the most it can be), bits a channel."""

    quality: tuple[int, int] | None = None
    bits: int | None = None


class TextRun(NamedTuple):
    """Characters of one font, size and colour on a page.

    `certain` is False where the size is that of the letters' boxes. `color` is `#rrggbb`, empty where it can't be told.
    """

    font: str
    size: float
    characters: int
    certain: bool = True
    color: str = ""


class TextPiece(NamedTuple):
    """Letters that stand together on a line, with spaces between words.

    `left`, `above`, `right` and `below` are what is free of the page around them, `base` is where the line stands.
    """

    text: str
    left: float
    above: float
    right: float
    below: float
    base: float


class PageText(NamedTuple):
    """The text that is seen on one page, as it is displayed.

    `hidden` counts characters that are there and not drawn (a scan's recognised text). `margins` are those left of,
    above, right of and below all text, empty where there is none. `pitch` is the usual distance of two lines, `width`
    the usual width of a character (spaces included), 0 where too little is there to tell. `pieces` are what it says,
    line by line from the top; `link_colours` are the colours of text that is a link.
    """

    page: int
    runs: tuple[TextRun, ...] = ()
    hidden: int = 0
    lines: int = 0
    longest_line: int = 0
    pitch: float = 0.0
    width: float = 0.0
    margins: tuple[float, ...] = ()
    pieces: tuple[TextPiece, ...] = ()
    link_colours: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """How many characters are seen."""
        return sum(run.characters for run in self.runs)


class PageTexts(NamedTuple):
    """The text of the pages."""

    pages: tuple[PageText, ...] = ()
    untold: str = ""


GREY, COLOUR, CMYK = "grey", "colour", "cmyk"


class PlacedPicture(NamedTuple):
    """One picture as it stands on a page of a PDF: pixels, dpi there (the lower of both ways), coding, bytes.

    `mode` is bilevel, grey, colour or cmyk, `compression` jpeg, jpx, jbig2, ccitt, flate, lzw, runlength or none.
    """

    page: int
    width: int
    height: int
    dpi: float = 0.0
    mode: str = ""
    bits: int = 0
    compression: str = ""
    bytes: int = 0
    quality: tuple[int, int] | None = None


class PlacedPictures(NamedTuple):
    """The pictures of a PDF, in the order in which they are drawn."""

    pictures: tuple[PlacedPicture, ...] = ()
    untold: str = ""


class PdfFont(NamedTuple):
    """A font that a page of the PDF may use. `kind` is as the PDF says: Type0, TrueType, Type1, Type3."""

    name: str
    kind: str
    embedded: bool
    subset: bool


class OutlineEntry(NamedTuple):
    """An entry of the outline: its depth (from 1), the page it leads to (0 for none), and the zoom that it asks for."""

    title: str
    depth: int
    page: int
    zoom: str = "default"


class PageFrame(NamedTuple):
    """One page: by how much it is turned (/Rotate), its label, and whether it uses transparency."""

    turn: int = 0
    label: str = ""
    transparent: bool = False


class PdfStructure(NamedTuple):
    """All of a PDF that is neither text nor picture. Words are those of the measures (`lint/measures`)."""

    frames: tuple[PageFrame, ...] = ()
    fonts: tuple[PdfFont, ...] = ()
    bookmarks: tuple[OutlineEntry, ...] = ()
    label_styles: tuple[str, ...] = ()
    links: int = 0
    external_links: int = 0
    broken_links: int = 0
    zoom: str = ""
    opening_page: int = 1
    page_mode: str = ""
    page_layout: str = ""
    form_fields: int = 0
    xfa: bool = False
    layers: int = 0
    signatures: int = 0
    comments: int = 0
    media: int = 0
    attachments: int = 0
    portfolio: bool = False
    permissions: tuple[str, ...] = ()
    conformance: str = ""
    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    producer: str = ""
    creator: str = ""
    created: str = ""
    modified: str = ""
    linearized: bool = False
    language: str = ""
    output_profile: bool = False
    tagged: bool = False
    untold: str = ""
