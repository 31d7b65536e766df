"""The chunks of a PNG: a copy with nothing but its picture. The packed rows are never touched."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PICTURE = frozenset([b"IHDR", b"PLTE", b"IDAT", b"IEND"])
_NAME_AT, _BODY_AT, _CHECK_BYTES = 4, 8, 4


class NotPngError(ValueError):
    """The bytes are not a PNG that can be walked through."""


def clean(data: bytes) -> bytes:
    """Drop texts, times, profiles and whatever follows the picture: some screenshots still hold what was cropped."""
    if not data.startswith(_SIGNATURE):
        raise NotPngError("no signature")
    kept = [_SIGNATURE]
    at = len(_SIGNATURE)
    while at + _BODY_AT <= len(data):
        name = data[at + _NAME_AT : at + _BODY_AT]
        end = at + _BODY_AT + int.from_bytes(data[at : at + _NAME_AT], "big") + _CHECK_BYTES
        if name in _PICTURE:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise NotPngError("no end")
