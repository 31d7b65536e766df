"""The text of a Word document as people see it: paragraphs, tables, text boxes, without what was deleted."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zcdossier.source.plain_file import open_plain

_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all members; pictures are packed already, only text unpacks to a multiple
_MOST_OF_DOCUMENT = 16 * 1024 * 1024
_DOCUMENT = "word/document.xml"
_BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t"}
_NOT_SHOWN = frozenset({"Fallback", "del", "moveFrom"})


def word_text(path: Path) -> str | None:
    """Return the text of a .docx, or None when it can't be opened or unpacks to more than any statement needs."""
    try:
        with open_plain(path) as file:
            if not _is_modest(zipfile.ZipFile(file)):
                return None
            file.seek(0)
            from docx import Document  # noqa: PLC0415 - heavy, and only for a statement written in Word

            return "".join(_texts(Document(file).element.body)).strip("\n")
    except Exception:  # noqa: BLE001 - whatever is odd inside, there is no text to judge, and that is said
        return None


def _is_modest(package: zipfile.ZipFile) -> bool:
    """Whether it unpacks to a size that can be held; no member ever gives more than it declares."""
    members = package.infolist()
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        return False
    return all(member.file_size <= _MOST_OF_DOCUMENT for member in members if member.filename == _DOCUMENT)


def _texts(body: Any) -> Iterator[str]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in _NOT_SHOWN:
            continue
        yield _BREAKS.get(name, "")
        if name == "t":
            yield element.text or ""
        waiting.extend(reversed(element))
