"""The drawing operators of a page or a form, read within bounds: a few kilobytes can unpack to millions of them."""

from collections.abc import Iterator
from typing import Any

from zcdossier.assemble.pdf.filters import LZW, TooLargeError, steps_of, unwrapped

_MOST_BYTES = 1 << 25
_MOST_OPERATORS = 400_000
_LZW_MOST_RAW = 200_000  # bytes; the library unpacks a thousand times as many without asking


class TooMuchContentError(ValueError):
    """A page draws so much that following it could take all memory."""


def operations(content: Any, wanted: str = "") -> list[Any]:
    """Return the instructions of a page, a page's dictionary or a form; only those of the operators `wanted`, if given.

    Raises TooMuchContentError.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    check(content, wanted)
    instructions: list[Any] = pikepdf.parse_content_stream(content, wanted)
    return instructions


def check(content: Any, wanted: str = "") -> None:
    """Raise TooMuchContentError for content that had better not be followed."""
    found = size = 0
    for stream in _streams(content):
        data = _unpacked(stream)
        size += len(data)
        words = wanted.encode().split() or [b" ", b"\n", b"\r"]
        found += sum(data.count(word) for word in words)
        if size > _MOST_BYTES or found > _MOST_OPERATORS:
            raise TooMuchContentError("a page draws far too much")


def _streams(content: Any) -> Iterator[Any]:
    import pikepdf  # noqa: PLC0415 - heavy

    thing = content.obj if isinstance(content, pikepdf.Page) else content
    if not isinstance(thing, pikepdf.Stream):
        thing = thing.get("/Contents")
    if thing is not None:
        parts = thing if isinstance(thing, pikepdf.Array) else [thing]
        yield from (part for part in parts if isinstance(part, pikepdf.Stream))


def _unpacked(stream: Any) -> bytes:
    steps = steps_of(stream)
    raw: bytes = stream.read_raw_bytes()
    if all(step.is_wrapper for step in steps):
        try:
            return unwrapped(raw, steps, _MOST_BYTES)
        except TooLargeError as error:
            raise TooMuchContentError(str(error)) from None
        except ValueError:  # damaged: the library makes of it what it can
            pass
    if len(raw) > _LZW_MOST_RAW and any(step.name == LZW for step in steps):
        raise TooMuchContentError("a page is packed as none is today")
    data: bytes = stream.read_bytes()
    return data
