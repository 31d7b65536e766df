"""The parts of an .xlsx file, streamed within bounds: a zip that may be a bomb, holding XML that may be hostile.

No part is held whole and none is trusted to be as long as it says; a declared entity or document type ends the reading,
since no spreadsheet program writes any.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from zcdossier.model.finding import Argument

MAX_BYTES = 20_000_000
MAX_EXPANDED_BYTES = 64_000_000
_MAX_PARTS = 5_000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"

_OPENING = 4_096
"""Bytes that opening a part counts as: a million references to one small part take time as well."""
_LONGEST_TOKEN = 4_000_000
"""Bytes without the end of a tag or comment; a cell holds 32767 characters; waiting takes squared time."""


class WorkbookError(Exception):
    """A workbook can't be read. `key` is which of the messages of ZC001 says why."""

    def __init__(self, key: str, **details: Argument) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


class StopReadingError(Exception):
    """Raised by a handler that has seen enough of a part."""


class XmlHandlers(NamedTuple):
    """What hears a part's XML; names come without their prefixes."""

    start: Callable[[str, Mapping[str, str]], None]
    end: Callable[[str], None]
    text: Callable[[str], None] | None = None


class PartReference(NamedTuple):
    """A reference from one part to another: its id, what it is to it (`worksheet`, `styles`), the part's name."""

    id: str
    kind: str
    target: str


class XlsxPackage:
    """An open .xlsx file. Raises WorkbookError for what is none, and for what no bounds hold."""

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(len(_OLE))
        file.seek(0)
        if head == _OLE:
            raise WorkbookError("old-workbook")
        if not head.startswith(_ZIP):
            raise WorkbookError("no-workbook" if head else "empty-workbook")
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise WorkbookError("damaged-workbook") from None
        entries = self._zip.infolist()
        if len(entries) > _MAX_PARTS:
            raise WorkbookError("workbook-too-large", limit=MAX_EXPANDED_BYTES // 1_000_000)
        self._parts = {_part_name(entry.filename): entry for entry in entries}
        self._left = MAX_EXPANDED_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in lower case with forward slashes."""
        return tuple(self._parts)

    def has_part(self, name: str) -> bool:
        """Whether a part is there."""
        return _part_name(name) in self._parts

    def parse(self, name: str, handlers: XmlHandlers) -> None:
        """Send the XML of a part to `handlers`. A part that is not there sends nothing."""
        entry = self._parts.get(_part_name(name))
        if entry is None:
            return
        parser = _parser(handlers)
        fed = 0
        self._count(_OPENING)
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    self._count(len(chunk))
                    parser.Parse(chunk, False)
                    fed += len(chunk)
                    if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                        raise WorkbookError("damaged-workbook")
            parser.Parse(b"", True)
        except StopReadingError:
            return
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, KeyError):
            raise WorkbookError("damaged-workbook") from None
        except (RuntimeError, NotImplementedError):  # a part under a password, or packed as nobody packs
            raise WorkbookError("locked-workbook") from None

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise WorkbookError("workbook-too-large", limit=MAX_EXPANDED_BYTES // 1_000_000)

    def references(self, name: str) -> tuple[PartReference, ...]:
        """Return the parts that a part refers to; an empty name stands for the whole file."""
        folder, _, file = name.rpartition("/")
        found: list[PartReference] = []

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(PartReference(attributes.get("Id", ""), kind, posixpath.normpath(path)))

        self.parse(posixpath.join(folder, "_rels", f"{file}.rels"), XmlHandlers(start, lambda _tag: None))
        return tuple(found)


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parser(handlers: XmlHandlers) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    plain: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = plain.get(tag)
        if name is None:
            name = plain[tag] = tag.rpartition(":")[2]
        handlers.start(name, attributes)

    def end(tag: str) -> None:
        handlers.end(plain.get(tag, tag))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if handlers.text is not None:
        parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_declared: object) -> None:
    raise WorkbookError("hostile-workbook")
