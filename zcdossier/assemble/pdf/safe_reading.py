"""Objects and streams of a PDF read within bounds: whatever a file holds, it stays small and costs nobody the record.

A few kilobytes can unpack to gigabytes, or to millions of drawing operators: nothing here unpacks or follows more than
it is allowed to.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from zcdossier.pdf_objects import dictionaries

MOST_UNPACKED = 1 << 27
"""Bytes; what a page draws and how a file is laid out takes a thousandth of it. Pictures are not unpacked by it."""

_MOST_SCANS = 1000
FLATE, LZW, JPEG, JPX = "/FlateDecode", "/LZWDecode", "/DCTDecode", "/JPXDecode"
CCITT, JBIG2 = "/CCITTFaxDecode", "/JBIG2Decode"

_RUNS, _ASCII_85, _ASCII_HEX = "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"
_SHORT_NAMES = {
    "/Fl": FLATE,
    "/LZW": LZW,
    "/DCT": JPEG,
    "/CCF": CCITT,
    "/RL": _RUNS,
    "/A85": _ASCII_85,
    "/AHx": _ASCII_HEX,
}
_WRAPPERS = frozenset([FLATE, _RUNS, _ASCII_85, _ASCII_HEX])
_MOST_STEPS = 8
_NO_PREDICTOR = 1
_END_OF_RUNS, _LAST_COPIED = 128, 127
_MOST_BYTES = 1 << 25
_MOST_OPERATORS = 400_000
_LZW_MOST_RAW = 200_000  # bytes; the library unpacks a thousand times as many without asking


def annotations_of(page: Any) -> list[Any]:
    """Return the annotations of a page's dictionary."""
    return dictionaries(page.get("/Annots"))


@cache
def limit_library() -> None:
    """Set the bounds, once. Releases of the library that know none are left as they are."""
    from pikepdf import settings

    library: Any = settings
    if hasattr(library, "set_qpdf_limits"):
        library.set_qpdf_limits(
            flate_max_memory=MOST_UNPACKED,
            png_max_memory=MOST_UNPACKED,
            run_length_max_memory=MOST_UNPACKED,
            tiff_max_memory=MOST_UNPACKED,
            dct_max_memory=MOST_UNPACKED,
            dct_max_progressive_scans=_MOST_SCANS,
        )


class TooLargeError(ValueError):
    """A stream unpacks to more than it should."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter and the numbers among its parameters."""

    name: str
    parms: Mapping[str, int]

    @property
    def predictor(self) -> int:
        """How rows were foretold before they were packed; 1 for not at all."""
        return self.parms.get("/Predictor", _NO_PREDICTOR)

    @property
    def is_wrapper(self) -> bool:
        """Whether it can be undone without knowing what it holds."""
        return self.name in _WRAPPERS and self.predictor == _NO_PREDICTOR


def filters_of(stream: Any) -> tuple[Filter, ...]:
    """Return the filters of a stream, the outermost first."""
    import pikepdf

    packing, parameters = stream.get("/Filter"), stream.get("/DecodeParms")
    names, parms = _as_list(packing), _as_list(parameters)
    if len(names) > _MOST_STEPS:
        raise ValueError("a stream has too many filters")
    if parms and isinstance(packing, pikepdf.Array) != isinstance(parameters, pikepdf.Array):
        raise ValueError("viewers don't agree to which filter the parameters belong")
    parms += [None] * (len(names) - len(parms))
    return tuple(
        Filter(_SHORT_NAMES.get(str(name), str(name)), _numbers_of(parm))
        for name, parm in zip(names, parms, strict=False)
    )


def filter_names_of(stream: Any) -> list[str]:
    """Return the full names of a stream's filters, the outermost first, whatever their parameters look like."""
    names = [_SHORT_NAMES.get(str(name), str(name)) for name in _as_list(stream.get("/Filter"))]
    if len(names) > _MOST_STEPS:
        raise ValueError("a stream has too many filters")
    return names


def undo_wrappers(raw: bytes, steps: Sequence[Filter], most: int) -> bytes:
    """Undo filters that are wrappers; ValueError for data that is none, TooLargeError for more than `most` bytes."""
    for step in steps:
        match step.name:
            case "/FlateDecode":
                raw = inflate(raw, most + 1)
            case "/RunLengthDecode":
                raw = _undo_runs(raw, most)
            case _:
                raw = _undo_ascii(raw, step.name)
        if len(raw) > most:
            raise TooLargeError("a stream unpacks to more than it should")
    return raw


def contents_of(stream: Any, most: int) -> bytes:
    """Return what a stream holds: at most `most` bytes, else TooLargeError."""
    steps = filters_of(stream)
    data: bytes
    if all(step.is_wrapper for step in steps):
        data = undo_wrappers(stream.read_raw_bytes(), steps, most)
    else:
        data = stream.read_bytes()
    if len(data) > most:
        raise TooLargeError("a stream unpacks to more than it should")
    return data


def inflate(raw: bytes, most: int) -> bytes:
    """Unpack at most `most` bytes; what ends early is returned as far as it goes."""
    try:
        return zlib.decompressobj().decompress(raw, most)
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _as_list(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _numbers_of(parms: Any) -> dict[str, int]:
    import pikepdf

    if not isinstance(parms, pikepdf.Dictionary):
        return {}
    plain: list[tuple[str, Any]] = list(parms.items())
    return {key: int(value) for key, value in plain if isinstance(value, int)}


def _undo_ascii(raw: bytes, name: str) -> bytes:
    """Undo a coding by letters with the PDF library, which is quick and at most makes four bytes of one."""
    import pikepdf

    with pikepdf.new() as scratch:
        try:
            return pikepdf.Stream(scratch, raw, Filter=pikepdf.Name(name)).read_bytes()
        except pikepdf.PdfError as error:
            raise ValueError(str(error)) from None


def _undo_runs(raw: bytes, most: int) -> bytes:
    parts, size, at = list[bytes](), 0, 0
    while at < len(raw) and raw[at] != _END_OF_RUNS and size <= most:
        count = raw[at]
        part = raw[at + 1 : at + 2 + count] if count <= _LAST_COPIED else raw[at + 1 : at + 2] * (257 - count)
        at += 2 + count if count <= _LAST_COPIED else 2
        parts.append(part)
        size += len(part)
    return b"".join(parts)


class TooMuchContentError(ValueError):
    """A page draws so much that following it could take all memory."""


def operations(content: Any, wanted: str = "") -> list[Any]:
    """Return the instructions of a page, a page's dictionary or a form; only those of the operators `wanted`, if given.

    Raises TooMuchContentError.
    """
    import pikepdf

    check_content(content, wanted)
    instructions: list[Any] = pikepdf.parse_content_stream(content, wanted)
    return instructions


def check_content(content: Any, wanted: str = "") -> None:
    """Raise TooMuchContentError for content that had better not be followed."""
    count = size = 0
    for stream in _content_streams(content):
        data = _unpack_content(stream)
        size += len(data)
        words = wanted.encode().split() or [b" ", b"\n", b"\r"]
        count += sum(data.count(word) for word in words)
        if size > _MOST_BYTES or count > _MOST_OPERATORS:
            raise TooMuchContentError("a page draws far too much")


def _content_streams(content: Any) -> Iterator[Any]:
    import pikepdf

    holder = content.obj if isinstance(content, pikepdf.Page) else content
    if not isinstance(holder, pikepdf.Stream):
        holder = holder.get("/Contents")
    if holder is not None:
        parts = holder if isinstance(holder, pikepdf.Array) else [holder]
        yield from (part for part in parts if isinstance(part, pikepdf.Stream))


def _unpack_content(stream: Any) -> bytes:
    steps = filters_of(stream)
    raw: bytes = stream.read_raw_bytes()
    if all(step.is_wrapper for step in steps):
        try:
            return undo_wrappers(raw, steps, _MOST_BYTES)
        except TooLargeError as error:
            raise TooMuchContentError(str(error)) from None
        except ValueError:  # damaged: the library makes of it what it can
            pass
    if len(raw) > _LZW_MOST_RAW and any(step.name == LZW for step in steps):
        raise TooMuchContentError("a page is packed as none is today")
    data: bytes = stream.read_bytes()
    return data
