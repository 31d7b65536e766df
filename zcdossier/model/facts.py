"""What was measured of a file, once. Facts are plain values; a file that can't be read is a fact too."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.document_facts import PageTexts, PdfStructure, PictureCoding, PlacedPictures
from zcdossier.model.label import Label, join_labels
from zcdossier.model.page_facts import PageFacts

UNDRAWN = {
    "Line": Label("直线或箭头", "line or arrow"),
    "PolyLine": Label("折线", "polyline"),
    "Polygon": Label("多边形或云线", "polygon or cloud"),
    "Caret": Label("插入符号", "caret"),
    "Stamp": Label("图章", "stamp"),
    "Redact": Label("涂黑标记", "redaction mark"),
}
"""By the subtype that the PDF says. Chrome and Edge show none of them either; Acrobat and poppler show some."""
_OTHER = Label("批注", "annotation")


class Trouble(StrEnum):
    """Why a file can't be used as it is."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_FILE = "not-a-file"
    NO_PERMISSION = "no-permission"
    UNREADABLE = "unreadable"
    TRUNCATED = "truncated"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    UNSUPPORTED = "unsupported"
    NEEDS_HEIC = "needs-heic"
    OUTSIDE = "outside"


ORIENTATIONS = range(1, 9)
"""Which way up a picture is shown, as EXIF says it."""
SIDEWAYS_ORIENTATIONS = range(5, 9)
"""Those by which its width is its height."""
NEEDS_PASSWORD = "password"  # noqa: S105 - the detail of a file that is encrypted
FORBIDS_PRINTING = "no-print"

PICTURE_FORMATS = frozenset({"jpeg", "png", "tiff", "webp", "bmp", "gif", "heic", "avif", "jp2"})
SCAN_FORMATS = PICTURE_FORMATS | {"pdf"}
"""What pages are made of; anything else can't be put into a PDF."""
SHORT_SUFFIXES = {"jpeg": "jpg", "tiff": "tif"}
"""What files of a format are usually called, where not by its name."""
_OTHER_FORMATS = "pdf ofd caj docx doc xlsx xls pptx ppt zip rar 7z html video text"
FORMATS = PICTURE_FORMATS.union(_OTHER_FORMATS.split())
"""What a file can be, by its content."""


class FactGroup(StrEnum):
    """Facts that cost more than a look at a file's header: gathered only for files whose rules need them.

    `DIGEST` is a digest where another file has the same length, `CONTENT` one in any case. `PAGES` are not gathered:
    they are recalled, where `read` has read them. `TEXT`, `PLACED` and `STRUCTURE` are of PDFs: the text of their
    pages, the pictures on them, and what else is inside; `CODING` says how a picture file is coded.
    """

    BORDER = "border"
    TEXT_LAYER = "text-layer"
    DIGEST = "digest"
    CONTENT = "content"
    PAGES = "pages"
    TEXT = "text"
    PLACED = "placed"
    STRUCTURE = "structure"
    CODING = "coding"


class PageSize(NamedTuple):
    """One page: pixels for a picture, points for a PDF page, as displayed (after rotation)."""

    width: float
    height: float


class PhotoFacts(NamedTuple):
    """What the border of an ID photo looks like: mean and spread of its colour, 0 to 255 per channel.

    `framed` tells whether a frame runs round the photo, `colourless` whether no part of it has any colour, `filled`
    over what share of its width or of its height, whichever is more, there is anything but that colour.
    """

    border_rgb: tuple[int, int, int]
    border_spread: float
    framed: bool = False
    colourless: bool = False
    filled: float = 1.0


class PdfFacts(NamedTuple):
    """What is inside a PDF: its version (1.7), the scripts it carries, and whether its first page has a text layer.

    The last is None where nobody asked for it. `locked` is one that opens and prints without its password. `unseen`
    are the subtypes of marks that no library draws, and `unseen_page` the first page (from 1) that has one.
    """

    version: str
    scripts: int
    text: bool | None = None
    locked: bool = False
    unseen: tuple[str, ...] = ()
    unseen_page: int = 0


class FileFacts(NamedTuple):
    """One file, by content. `format` is jpeg, png, tiff, webp, bmp, gif, heic, avif, jp2, pdf, ofd, text, unknown, etc.

    `suffix_format` is what the name claims. `pages` counts PDF pages or picture frames; `sizes` are of the first
    2000 at most. `mode` is the picture's colour mode (L, RGB, CMYK, 1 …), `dpi` what the file says (0 = nothing),
    `orientation` EXIF's number as it stands there, an impossible one too. `detail` is short and without language.
    `digest` (sha256) is there where something asked for it: whether files are the same, or what was read off their
    pages. `pages_seen` is that, page by page: None where it was not read (or not asked for); a page that could not be
    read is not among them. `texts`, `placed`, `structure` and `coding` are None where nobody asked for them.
    """

    path: str
    bytes: int
    format: str
    suffix_format: str = ""
    trouble: Trouble | None = None
    detail: str = ""
    pages: int = 0
    sizes: tuple[PageSize, ...] = ()
    mode: str = ""
    dpi: float = 0.0
    orientation: int = 1
    digest: str = ""
    photo: PhotoFacts | None = None
    pdf: PdfFacts | None = None
    pages_seen: tuple[PageFacts, ...] | None = None
    texts: PageTexts | None = None
    placed: PlacedPictures | None = None
    structure: PdfStructure | None = None
    coding: PictureCoding | None = None

    @property
    def name(self) -> str:
        """The file's own name, without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def usable(self) -> bool:
        """Whether the file can be merged."""
        return self.trouble is None

    @property
    def merged_pages(self) -> int:
        """How many pages the file brings into a merged one: PDF and TIFF have pages, an animation its first picture."""
        if self.format == "pdf":
            return self.pages
        return max(1, self.pages) if self.format == "tiff" else 1

    @property
    def unmerged_frames(self) -> int:
        """How many pictures of an animation or a burst no page shows."""
        return max(0, self.pages - self.merged_pages)

    @property
    def is_odd(self) -> bool:
        """Whether it can't be merged, goes by a wrong name, says no way up that there is, or has what nobody sees."""
        return (
            self.trouble is not None
            or self.suffix_format not in ("", self.format)
            or self.orientation not in ORIENTATIONS
            or bool(self.pdf is not None and self.pdf.unseen)
            or self.unmerged_frames > 0
        )


def names_of_marks(subtypes: Iterable[str]) -> Label:
    """Return what marks of some subtypes are called, each name once."""
    return join_labels(dict.fromkeys(UNDRAWN.get(subtype, _OTHER) for subtype in subtypes))
