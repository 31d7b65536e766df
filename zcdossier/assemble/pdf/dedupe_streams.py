"""Streams that several pages or sources bring along alike, kept once: fonts, colour profiles, the same scan twice."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any

_WORTH_IT = 300  # bytes: of less, finding out costs more than it saves
_ROUNDS = 3  # a picture may be equal only once its mask and its profile are
_DEEPEST = 20
_At = tuple[int, int]


def dedupe_streams(pdf: Any) -> int:
    """Let everything refer to the first of equal streams; return how many others are no longer needed."""
    merged: set[_At] = set()
    for _ in range(_ROUNDS):
        instead = _find_duplicates(pdf, merged)
        if not instead:
            break
        for referrer in pdf.objects:
            _redirect(referrer, instead)
        merged |= instead.keys()
    return len(merged)


def _find_duplicates(pdf: Any, merged: Collection[_At]) -> dict[_At, Any]:
    """Return for every stream that equals an earlier one that earlier one; nobody refers to the `merged` any more."""
    by_size: defaultdict[int, list[Any]] = defaultdict(list)
    for stream in _all_streams(pdf):
        if stream.objgen not in merged:
            by_size[_stream_size(stream)].append(stream)
    instead: dict[_At, Any] = {}
    for size, streams in by_size.items():
        if size < _WORTH_IT or len(streams) == 1:
            continue
        first: dict[tuple[bytes, bytes], Any] = {}
        for stream in streams:
            same = first.setdefault((_describe(stream), sha256(stream.read_raw_bytes()).digest()), stream)
            if same is not stream:
                instead[stream.objgen] = same
    return instead


def _all_streams(pdf: Any) -> Iterator[Any]:
    import pikepdf

    return (pdf_object for pdf_object in pdf.objects if isinstance(pdf_object, pikepdf.Stream))


def _stream_size(stream: Any) -> int:
    """Return the bytes of a stream as it says itself; one made in memory does not say it yet."""
    length: Any = stream.get("/Length")
    return int(length) if isinstance(length, int) else len(stream.read_raw_bytes())


def _describe(stream: Any) -> bytes:
    """Return the keys and values of a stream as they would be written; what it refers to stands by its number."""
    import pikepdf

    parts = []
    for key in sorted(set(stream.keys()) - {"/Length"}):
        value = stream[key]
        parts += [key.encode(), value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()]
    return b" ".join(parts)


def _redirect(referrer: Any, instead: Mapping[_At, Any], depth: int = 0) -> None:
    """Exchange what an object refers to, down to the next references."""
    import pikepdf

    children: list[tuple[Any, Any]] = []
    if isinstance(referrer, pikepdf.Array):
        children = list(enumerate(referrer))
    elif isinstance(referrer, (pikepdf.Dictionary, pikepdf.Stream)):
        children = list(referrer.items())
    for key, child in children:
        if not isinstance(child, pikepdf.Object):
            continue
        if child.is_indirect:
            if child.objgen in instead:
                referrer[key] = instead[child.objgen]
        elif depth < _DEEPEST:
            _redirect(child, instead, depth + 1)
