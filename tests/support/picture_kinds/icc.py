"""Colour profiles that make a difference one can see: exchanged colours, a grey curve, inks."""

import struct

_XYZ = {"red": (0.4361, 0.2225, 0.0139), "green": (0.3851, 0.7169, 0.0971), "blue": (0.1431, 0.0606, 0.7141)}
_WHITE = (0.9642, 1.0, 0.8249)


def rgb_profile(red: str = "red", green: str = "green", blue: str = "blue", gamma: float = 2.2) -> bytes:
    """A profile whose channels stand for the colours named: `red="green"` shows full red as green."""
    curve = _curve(gamma)
    tags = [
        (b"rXYZ", _xyz(_XYZ[red])),
        (b"gXYZ", _xyz(_XYZ[green])),
        (b"bXYZ", _xyz(_XYZ[blue])),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    return _profile(b"RGB ", tags)


def grey_profile(gamma: float) -> bytes:
    return _profile(b"GRAY", [(b"kTRC", _curve(gamma))])


def _profile(
    space: bytes, tags: list[tuple[bytes, bytes]], connection: bytes = b"XYZ ", kind: bytes = b"mntr"
) -> bytes:
    text = b"made up\0"
    described = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)
    tags = [(b"desc", described), (b"cprt", b"text" + bytes(4) + b"none\0"), (b"wtpt", _xyz(_WHITE)), *tags]
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, value in tags:
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value + b"\0" * (-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"none", 0x02400000, kind, space, connection)
    head += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _xyz(_WHITE)[8:] + bytes(48)
    return head + table + body


def _curve(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def inks_profile() -> bytes:
    """Four inks by a coarse table, with cyan and magenta exchanged: black takes away all."""
    corners = []
    for at in range(16):
        cyan, magenta, yellow, black = (at >> shift & 1 for shift in (3, 2, 1, 0))
        corners += _lab(*((1 - ink) * (1 - black) for ink in (magenta, cyan, yellow)))
    back = [value for at in range(8) for value in (0, 0, 0, 0 if at & 4 else 255)]  # by lightness alone
    return _profile(b"CMYK", [(b"A2B0", _table(4, 3, corners)), (b"B2A0", _table(3, 4, back))], b"Lab ", b"prtr")


def _table(given: int, made: int, corners: list[int]) -> bytes:
    """A table of eight bits with two steps for each channel."""
    identity = [65536 if at % 4 == 0 else 0 for at in range(9)]
    ramp = bytes(range(256))
    head = b"mft1" + bytes(4) + bytes([given, made, 2, 0]) + struct.pack(">9i", *identity)
    return head + ramp * given + bytes(corners) + ramp * made


def _lab(red: int, green: int, blue: int) -> list[int]:
    """The eight-bit Lab of a corner of the colour cube."""
    linear = [
        sum(part * _XYZ[name][at] for part, name in ((red, "red"), (green, "green"), (blue, "blue"))) for at in range(3)
    ]
    x, y, z = (
        ratio ** (1 / 3) if ratio > 0.008856 else 7.787 * ratio + 16 / 116
        for ratio in (value / white for value, white in zip(linear, _WHITE, strict=True))
    )
    lab = ((116 * y - 16) * 2.55, 500 * (x - y) + 128, 200 * (y - z) + 128)
    return [min(255, max(0, round(value))) for value in lab]
