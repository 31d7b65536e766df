"""How a picture is coded: the quality of a JPEG by its quantisation tables, and the bits of each channel.

A JPEG does not say at which quality it was written. Nearly all programs scale the tables of the standard by it, which
gives the very number back; of tables of another kind it is an estimate, with the least and the most that it can be.
"""

from pathlib import Path

from zcdossier.model.document_facts import PictureCoding
from zcdossier.probe.jpeg_header import READABLE_FRAMES, WITHOUT_LENGTH
from zcdossier.source.regular_file import open_regular_file

_SOI, _DQT, _SOS, _EOI = b"\xff\xd8", 0xDB, 0xDA, 0xD9
_ENTRIES = 64
_MOST_READ = 4_000_000
_OFF = 5
"""By how much an estimate may be wrong, both ways."""
_EXACT = 0.02
# The luminance table of the JPEG standard (ITU-T T.81, table K.1), in the order of the file.
_STANDARD = (
    *(16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40),
    *(26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51),
    *(56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87),
    *(95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99),
)
_PNG_DEPTH = 24
_PNG_START = b"\x89PNG\r\n\x1a\n"


def read_coding(path: Path, kind: str) -> PictureCoding:
    """Return how a picture file is coded, as far as that can be told from its start."""
    try:
        with open_regular_file(path) as file:
            data = file.read(_MOST_READ if kind == "jpeg" else 64)
    except OSError:
        return PictureCoding()
    if kind == "jpeg":
        return jpeg_coding(data)
    if kind == "png" and data.startswith(_PNG_START) and len(data) > _PNG_DEPTH:
        return PictureCoding(bits=data[_PNG_DEPTH])
    return PictureCoding()


def jpeg_coding(data: bytes) -> PictureCoding:
    """Return the quality and the bits of a JPEG by its tables and its frame."""
    table: tuple[int, ...] | None = None
    bits: int | None = None
    offset = len(_SOI)
    while offset + 4 <= len(data) and data[offset] == 0xFF:  # noqa: PLR2004 - where a segment begins
        marker = data[offset + 1]
        if marker == 0xFF or marker in WITHOUT_LENGTH:  # noqa: PLR2004 - a fill byte
            offset += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        length = int.from_bytes(data[offset + 2 : offset + 4], "big")
        content = data[offset + 4 : offset + 2 + length]
        if marker == _DQT and table is None:
            table = _first_table(content)
        elif marker in READABLE_FRAMES and content:
            bits = content[0]
        elif marker in (_SOS, _EOI):
            break
        offset += 2 + max(2, length)
    return PictureCoding(None if table is None else _quality_of(table), bits)


def _first_table(content: bytes) -> tuple[int, ...] | None:
    """Return the table of brightness, which is number 0."""
    offset = 0
    while offset < len(content):
        wide, number = content[offset] >> 4, content[offset] & 15
        size = _ENTRIES * (2 if wide else 1)
        values = content[offset + 1 : offset + 1 + size]
        if len(values) < size:
            return None
        if number == 0:
            return (
                tuple(int.from_bytes(values[at : at + 2], "big") for at in range(0, size, 2)) if wide else tuple(values)
            )
        offset += 1 + size
    return None


def _scaled(quality: int) -> tuple[int, ...]:
    """Return the standard table as programs scale it for a quality."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality  # noqa: PLR2004 - so libjpeg does it
    return tuple(min(255, max(1, (entry * scale + 50) // 100)) for entry in _STANDARD)


def _quality_of(table: tuple[int, ...]) -> tuple[int, int]:
    """Return the least and the most that the quality can be: one number where the table is the standard one, scaled."""
    wanted = sum(table)
    best = min(range(1, 101), key=lambda quality: _distance(_scaled(quality), table))
    if _distance(_scaled(best), table) <= _EXACT * wanted:
        return best, best
    nearest = min(range(1, 101), key=lambda quality: abs(sum(_scaled(quality)) - wanted))
    return max(1, nearest - _OFF), min(100, nearest + _OFF)


def _distance(table: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(mine - theirs) for mine, theirs in zip(table, other, strict=True))
