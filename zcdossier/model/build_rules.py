"""What a notice wants of the files that `build` writes: their limits, their form, and what a viewer shows of them."""

from enum import StrEnum
from typing import Any, NamedTuple

from zcdossier.model.condition import ALWAYS, Condition

PAGE_SLOT = "\N{NULL}page\N{NULL}"
"""Where the number of a page goes that is known only when the pages are in order: no text of a person holds it."""

FLAT = "."
"""In the place of a template for folders: all uploads lie side by side."""


EACH_RECORD = "record"
"""Of an output of several records: a file for each of them."""


NO_LEVEL = "\N{NULL}none\N{NULL}"
"""In the place of a bookmark's template: no such level."""


class OutputForm(StrEnum):
    """What a record is handed in as: one PDF, pictures, or its own files as they are."""

    PDF = "pdf"
    JPG = "jpg"
    AS_IS = "as_is"


class OnePer(StrEnum):
    """What one picture shows: a page, or all pages of a file, one below the other."""

    PAGE = "page"
    FILE = "file"


class Range(NamedTuple):
    """From `least` to `most`, both included; 0 leaves an end open."""

    least: int = 0
    most: int = 0

    def holds(self, number: float) -> bool:
        """Whether a number lies in it."""
        return number >= self.least and (not self.most or number <= self.most)


class PictureBounds(NamedTuple):
    """What a picture that is handed in keeps to: its file in bytes, its sides in pixels; `dpi` is written into it."""

    per: OnePer = OnePer.PAGE
    bytes: Range = Range()
    width: Range = Range()
    height: Range = Range()
    dpi: int = 0


class Bookmarks(NamedTuple):
    """Templates of the bookmarks' titles, from the outermost level in; an empty one is usual, NO_LEVEL leaves it out.

    `part` empty stands for the part's own label where `parts` are wanted. `depth` 0 is as deep as there are levels.
    """

    section: str = ""
    record: str = ""
    part: str = ""
    parts: bool = True
    depth: int = 0


class LabelStyle(StrEnum):
    """How pages are called in a viewer's page box."""

    PARTS = "parts"
    NONE = "none"
    DECIMAL = "decimal"
    ROMAN = "roman"
    ROMAN_LARGE = "ROMAN"
    LETTERS = "letters"
    LETTERS_LARGE = "LETTERS"


class LabelRange(NamedTuple):
    """Pages from `page` (from 1) on: a prefix and numbers of a style, counted from `start`."""

    page: int = 1
    style: LabelStyle = LabelStyle.DECIMAL
    prefix: str = ""
    start: int = 1


class Panel(StrEnum):
    """What a viewer shows beside the pages when it opens a file."""

    UNSAID = ""
    NONE = "none"
    BOOKMARKS = "bookmarks"
    PAGES = "pages"


class Zoom(StrEnum):
    """How large a viewer shows the first page."""

    UNSAID = ""
    PAGE = "page"
    WIDTH = "width"
    ACTUAL = "actual"


class PageNumbers(NamedTuple):
    """What is printed on every page: text with `{page}` and `{pages}`, where, from which page (of the file) on."""

    text: str = ""
    at: str = "bottom"
    first: int = 1


class DocumentLook(NamedTuple):
    """What a PDF shows besides its pages. Texts are templates of names; empty ones leave what is usual."""

    bookmarks: Bookmarks = Bookmarks()
    labels: tuple[LabelRange, ...] = (LabelRange(style=LabelStyle.PARTS),)
    panel: Panel = Panel.UNSAID
    zoom: Zoom = Zoom.UNSAID
    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    numbers: PageNumbers = PageNumbers()
    contents: str = ""


USUAL_LOOK = DocumentLook()


class BuildCase(NamedTuple):
    """Other settings for some records: those of `sections` (none named: all) where both conditions hold.

    `changes` are names and values of BuildLimits.
    """

    sections: tuple[str, ...] = ()
    when: Condition = ALWAYS
    where: Condition = ALWAYS
    changes: tuple[tuple[str, Any], ...] = ()


class BuildModule(NamedTuple):
    """Several sections in one PDF. `each_too` keeps the records' own files beside it.

    `changes` are its own settings, as those of a case; `name` is a template. `parts` are those that go in, all where
    none is named. `each` makes a file of every record (EACH_RECORD), or of the records that say the same in that field.
    """

    name: str
    sections: tuple[str, ...]
    when: Condition = ALWAYS
    where: Condition = ALWAYS
    each_too: bool = False
    changes: tuple[tuple[str, Any], ...] = ()
    parts: tuple[str, ...] = ()
    each: str = ""


class TotalLimit(NamedTuple):
    """All files of some sections (none named: of the dossier) take less than so many bytes together."""

    max_bytes: int
    sections: tuple[str, ...] = ()


class BuildLimits(NamedTuple):
    """What a record's files must keep to. Sizes in bytes, widths in millimetres; `max_bytes` is exclusive.

    Of `max_page_bytes` and `max_pages` 0 sets no limit. `name` and `folder` are templates for its upload; `dates` pairs
    sections with the field whose date stands for {date} in it. `without` are templates of texts that may stand nowhere
    in its files: a blind copy names nobody. `cases` are other settings for some records, in order: of two that apply
    the later one counts.
    """

    max_bytes: int = 20_000_000
    page_width_mm: float = 210.0
    page_height_mm: float = 297.0
    min_dpi: int = 100
    name: str = ""
    clauses: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    max_page_bytes: int = 0
    max_pages: int = 0
    form: OutputForm = OutputForm.PDF
    picture: PictureBounds = PictureBounds()
    look: DocumentLook = USUAL_LOOK
    folder: str = ""
    without: tuple[str, ...] = ()
    cases: tuple[BuildCase, ...] = ()
    modules: tuple[BuildModule, ...] = ()
    totals: tuple[TotalLimit, ...] = ()
