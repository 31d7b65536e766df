"""The text of a file with text (the statement with its length limit): plain, Word or PDF; or why there is none."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from zcdossier.model.facts import Trouble
from zcdossier.probe.access import size_of
from zcdossier.probe.reading import UnusableError, foreign, read_at
from zcdossier.probe.sniff import UNKNOWN, format_of_content
from zcdossier.source.plain_file import open_plain

# A statement has a few thousand characters; something this long is another kind of file.
MAX_BYTES = 4 * 1024 * 1024

_DOCUMENTS = frozenset({"docx", "pdf"})
_RICH_TEXT = b"{\\rtf"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class TextRead:
    """The text with line ends as line feeds; `encoding` is a document's format where it is no plain text."""

    text: str
    encoding: str

    @property
    def is_utf8(self) -> bool:
        """Whether every editor, on any system, will show it right."""
        return self.encoding in {"utf-8", "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class TextRefused:
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
        with open_plain(path) as file:
            kind = format_of_content(file, size)
            data = read_at(file, 0, MAX_BYTES + 1)
    except UnusableError as error:
        return TextRefused(error.trouble, error.detail)
    except OSError as error:
        unusable = foreign(error)
        return TextRefused(unusable.trouble, unusable.detail)
    if kind in _DOCUMENTS:
        return _of_document(path, kind)
    if kind != "text" or data.startswith(_RICH_TEXT):
        return TextRefused(Trouble.UNSUPPORTED, format="rtf" if kind == "text" else kind)
    if len(data) > MAX_BYTES:
        return TextRefused(Trouble.TOO_LARGE, f"{size / 1024**2:.1f} MB")
    return _decoded(data)


def _of_document(path: Path, kind: str) -> TextRead | TextRefused:
    from zcdossier.probe.pdf_text import text_of_pdf  # noqa: PLC0415 - heavy, and only for a statement in such a file
    from zcdossier.probe.word_text import word_text  # noqa: PLC0415

    text = word_text(path) if kind == "docx" else text_of_pdf(path)
    if text is None:
        return TextRefused(Trouble.UNREADABLE, format=kind)
    if kind == "pdf" and not text.strip():
        return TextRefused(Trouble.UNSUPPORTED, format=kind)
    return TextRead(text, kind)


def _decoded(data: bytes) -> TextRead | TextRefused:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return TextRead(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)
    return TextRefused(Trouble.UNREADABLE, marked)
