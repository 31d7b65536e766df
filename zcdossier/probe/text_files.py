"""The text of a file with text (the statement with its length limit): plain, Word or PDF; or why there is none.

Of a Word document the text as people see it: paragraphs, tables, text boxes, without what was deleted.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.model.facts import Trouble
from zcdossier.pdfium import ONE_AT_A_TIME
from zcdossier.probe.file_access import UnusableError, from_library_error, read_at, size_of
from zcdossier.probe.sniff import UNKNOWN, format_of_content
from zcdossier.source.regular_file import open_regular_file

if TYPE_CHECKING:
    import zipfile

# A statement has a few thousand characters; something this long is another kind of file.
MAX_BYTES = 4 * 1024 * 1024

_DOCUMENTS = frozenset({"docx", "pdf"})
_RICH_TEXT = b"{\\rtf"
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all members; pictures are packed already, only text unpacks to a multiple
_MOST_OF_DOCUMENT = 16 * 1024 * 1024
_WORD_DOCUMENT = "word/document.xml"
_WORD_BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t"}
_WORD_NOT_SHOWN = frozenset({"Fallback", "del", "moveFrom"})

_LONGEST_CELL = 200
"""A row with a longer cell is there for how a page looks, not for a table."""

_MOST_FORMS = 100
_MOST_PDF_PAGES = 30
_MOST_PDF_BYTES = 20_000_000


class TextRead(NamedTuple):
    """The text with line ends as line feeds; `encoding` is a document's format where it is no plain text."""

    text: str
    encoding: str


class TextRefused(NamedTuple):
    """Why there is no text; `format` names the content where it is something else (a docx named .md)."""

    trouble: Trouble
    detail: str = ""
    format: str = UNKNOWN


def read_text(path: Path) -> TextRead | TextRefused:
    """Return the text of the file. Never raises for a bad file.

    UTF-8, UTF-16 with its mark, and GB18030 (which GBK and GB2312 are parts of), the older editors' choice.
    """
    try:
        size = size_of(path)
        with open_regular_file(path) as file:
            kind = format_of_content(file, size)
            data = read_at(file, 0, MAX_BYTES + 1)
    except UnusableError as error:
        return TextRefused(error.trouble, error.detail)
    except OSError as error:
        unusable = from_library_error(error)
        return TextRefused(unusable.trouble, unusable.detail)
    if kind in _DOCUMENTS:
        return _document_text(path, kind)
    if kind != "text" or data.startswith(_RICH_TEXT):
        return TextRefused(Trouble.UNSUPPORTED, format="rtf" if kind == "text" else kind)
    if len(data) > MAX_BYTES:
        return TextRefused(Trouble.TOO_LARGE, f"{size / 1024**2:.1f} MB")
    return _decode(data)


def _document_text(path: Path, kind: str) -> TextRead | TextRefused:
    text = text_of_word(path) if kind == "docx" else text_of_pdf(path)
    if text is None:
        return TextRefused(Trouble.UNREADABLE, format=kind)
    if kind == "pdf" and not text.strip():
        return TextRefused(Trouble.UNSUPPORTED, format=kind)
    return TextRead(text, kind)


def _decode(data: bytes) -> TextRead | TextRefused:
    declared = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    for encoding in (declared,) if declared else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return TextRead(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)
    return TextRefused(Trouble.UNREADABLE, declared)


def text_of_word(path: Path) -> str | None:
    """Return the text of a .docx, or None when it can't be opened or unpacks to more than any statement needs."""
    import zipfile  # only for a statement written in Word

    try:
        with open_regular_file(path) as file:
            if not _is_modest(zipfile.ZipFile(file)):
                return None
            file.seek(0)
            from docx import Document  # only for a statement written in Word

            return "".join(_word_runs(Document(file).element.body)).strip("\n")
    except Exception:  # noqa: BLE001 - whatever is odd inside, there is no text to judge, and that is said
        return None


def _is_modest(package: "zipfile.ZipFile") -> bool:
    """Whether it unpacks to a size that can be held; no member ever gives more than it declares."""
    members = package.infolist()
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        return False
    return all(member.file_size <= _MOST_OF_DOCUMENT for member in members if member.filename == _WORD_DOCUMENT)


def _word_runs(body: Any) -> Iterator[str]:
    to_visit = [body]
    while to_visit:
        element = to_visit.pop()
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in _WORD_NOT_SHOWN:
            continue
        cells = _cells_of(element) if name == "tr" else []
        if sum(map(bool, cells)) > 1 and all(len(cell) <= _LONGEST_CELL for cell in cells):
            yield "\n" + "\t".join(cells)
            continue
        yield _WORD_BREAKS.get(name, "")
        if name == "t":
            yield element.text or ""
        to_visit.extend(reversed(element))


def _cells_of(row: Any) -> list[str]:
    """What the cells of a table's row say, each in one line."""
    cells = (element for element in row if isinstance(element.tag, str) and element.tag.endswith("}tc"))
    return [" ".join("".join(_word_runs(cell)).split()) for cell in cells]


def text_of_pdf(path: Path) -> str | None:
    """Return the text of all pages, empty for scans; None when it can't be read.

    Pages that draw forms within forms are not laid out: nobody writes a statement so.
    """
    import pikepdf  # only for a statement that is a PDF

    try:
        with open_regular_file(path) as file, pikepdf.open(file) as pdf:
            if len(pdf.pages) > _MOST_PDF_PAGES or any(map(_nests_forms, pdf.pages)):
                return None
        with open_regular_file(path) as file:
            data = file.read(_MOST_PDF_BYTES)
        with ONE_AT_A_TIME:
            return _layout_text(data)
    except Exception:  # noqa: BLE001 - whatever is odd inside, there is no text to judge, and that is said
        return None


def _layout_text(data: bytes) -> str:
    import pypdfium2  # only for a statement that is a PDF

    document: Any = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(_page_text(page) for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def _page_text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _nests_forms(page: Any) -> bool:
    forms = page.obj.get("/Resources", {}).get("/XObject", {}).values()
    inner = (form.get("/Resources", {}).get("/XObject", {}).values() for form in forms)
    return len(list(forms)) > _MOST_FORMS or any(
        str(drawn.get("/Subtype", "")) == "/Form" for group in inner for drawn in group
    )
