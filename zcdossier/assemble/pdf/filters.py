"""How a stream inside a PDF is packed: its filters by their full names, and the plain ones undone within bounds.

Nothing here unpacks more than it is allowed to, so that a bomb stays small.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FLATE, LZW, JPEG, JPX = "/FlateDecode", "/LZWDecode", "/DCTDecode", "/JPXDecode"
FAX, JBIG2 = "/CCITTFaxDecode", "/JBIG2Decode"

_RUNS, _ASCII_85, _ASCII_HEX = "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"
_SHORT = {
    "/Fl": FLATE,
    "/LZW": LZW,
    "/DCT": JPEG,
    "/CCF": FAX,
    "/RL": _RUNS,
    "/A85": _ASCII_85,
    "/AHx": _ASCII_HEX,
}
_WRAPPERS = frozenset([FLATE, _RUNS, _ASCII_85, _ASCII_HEX])
_MOST_STEPS = 8
_NO_PREDICTOR = 1
_END, _COPIED = 128, 127


class TooLargeError(ValueError):
    """A stream unpacks to more than it should."""


@dataclass(frozen=True, slots=True)
class Step:
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


def steps_of(stream: Any) -> tuple[Step, ...]:
    """Return the filters of a stream, the outermost first."""
    import pikepdf  # noqa: PLC0415 - heavy

    packing, parameters = stream.get("/Filter"), stream.get("/DecodeParms")
    names, parms = _listed(packing), _listed(parameters)
    if len(names) > _MOST_STEPS:
        raise ValueError("a stream has too many filters")
    if parms and isinstance(packing, pikepdf.Array) != isinstance(parameters, pikepdf.Array):
        raise ValueError("viewers don't agree to which filter the parameters belong")
    parms += [None] * (len(names) - len(parms))
    return tuple(
        Step(_SHORT.get(str(name), str(name)), _numbers(parm)) for name, parm in zip(names, parms, strict=False)
    )


def names_of(stream: Any) -> list[str]:
    """Return the full names of a stream's filters, the outermost first, whatever their parameters look like."""
    names = [_SHORT.get(str(name), str(name)) for name in _listed(stream.get("/Filter"))]
    if len(names) > _MOST_STEPS:
        raise ValueError("a stream has too many filters")
    return names


def unwrapped(raw: bytes, steps: Sequence[Step], most: int) -> bytes:
    """Undo filters that are wrappers; ValueError for data that is none, TooLargeError for more than `most` bytes."""
    for step in steps:
        match step.name:
            case "/FlateDecode":
                raw = inflated(raw, most + 1)
            case "/RunLengthDecode":
                raw = _without_runs(raw, most)
            case _:
                raw = _from_ascii(raw, step.name)
        if len(raw) > most:
            raise TooLargeError("a stream unpacks to more than it should")
    return raw


def contents_of(stream: Any, most: int) -> bytes:
    """Return what a stream holds: at most `most` bytes, else TooLargeError."""
    steps = steps_of(stream)
    data: bytes
    if all(step.is_wrapper for step in steps):
        data = unwrapped(stream.read_raw_bytes(), steps, most)
    else:
        data = stream.read_bytes()
    if len(data) > most:
        raise TooLargeError("a stream unpacks to more than it should")
    return data


def inflated(raw: bytes, most: int) -> bytes:
    """Unpack at most `most` bytes; what ends early is returned as far as it goes."""
    try:
        return zlib.decompressobj().decompress(raw, most)
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _listed(value: Any) -> list[Any]:
    import pikepdf  # noqa: PLC0415 - heavy

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _numbers(parms: Any) -> dict[str, int]:
    import pikepdf  # noqa: PLC0415 - heavy

    if not isinstance(parms, pikepdf.Dictionary):
        return {}
    plain: list[tuple[str, Any]] = list(parms.items())
    return {key: int(value) for key, value in plain if isinstance(value, int)}


def _from_ascii(raw: bytes, name: str) -> bytes:
    """Undo a coding by letters with the PDF library, which is quick and at most makes four bytes of one."""
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as scratch:
        try:
            return pikepdf.Stream(scratch, raw, Filter=pikepdf.Name(name)).read_bytes()
        except pikepdf.PdfError as error:
            raise ValueError(str(error)) from None


def _without_runs(raw: bytes, most: int) -> bytes:
    parts, size, at = list[bytes](), 0, 0
    while at < len(raw) and raw[at] != _END and size <= most:
        count = raw[at]
        part = raw[at + 1 : at + 2 + count] if count <= _COPIED else raw[at + 1 : at + 2] * (257 - count)
        at += 2 + count if count <= _COPIED else 2
        parts.append(part)
        size += len(part)
    return b"".join(parts)
