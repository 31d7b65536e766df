"""Word files: A4, Chinese faces that every office has, and the same bytes for the same text."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zcdossier.report.sanitize import strip_controls

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


_DAY = (2000, 1, 1, 0, 0, 0)


def docx_bytes(document: Any) -> bytes:
    """Return a python-docx document as a file without times: the same on any day, of any computer."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()


BODY, HEAD = "仿宋", "黑体"
_LATIN = "Times New Roman"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same for every file, so that bytes repeat


def new_document(title: str, *, landscape: bool = False) -> "Document":
    """A new A4 document with one section and a body style."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    style: Any = document.styles["Normal"]
    set_font(style, BODY)
    style.font.size = Pt(12)
    _set_language(style)
    style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.line_spacing = 1.3
    made = document.core_properties
    made.title, made.author, made.comments = strip_controls(title), "", ""
    made.created = made.modified = _MADE
    return document


def set_font(styled: Any, name: str) -> None:
    """Set a face for Chinese and one for the rest; where a face is missing the reader's program takes its own."""
    from docx.oxml.ns import qn

    styled.font.name = _LATIN
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    for hint in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(hint), None)


def _set_language(style: Any) -> None:
    """Have Chinese punctuation drawn as the mainland draws it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def add_text(paragraph: "Paragraph", text: str, *, bold: bool = False, size: float = 0, face: str = "") -> "Run":
    """Add text to a paragraph."""
    from docx.shared import Pt

    run = paragraph.add_run(strip_controls(text))
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if face:
        set_font(run, face)
    return run
