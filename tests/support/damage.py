"""Damage to a file, drawn from a seed: what disks, phones, other programs and people with bad intent do to scans."""

import re
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from random import Random

from png_file import PNG_START, png_of

ODD_BYTES = (0, 1, 0x7F, 0x80, 0xFE, 0xFF)
ODD_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 20_000, 70_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
ODD_WORDS = (b"0", b"1", b"-1", b"65536", b"999999999999", b"1e99", b"-0.5", b"null", b"true", b"[]", b"<<>>", b"()")
PDF_WORD = re.compile(rb"/[A-Za-z0-9]+|\d+ 0 R|-?\d+(?:\.\d+)?|<<|>>|\[|\]")
PDF_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj$")
HOW_MANY = (1, 1, 1, 2, 3, 6)
KNOWING = 0.7  # how often the damage knows the format

Change = Callable[[bytearray, Random], None]


def damaged(data: bytes, seed: str) -> bytes:
    """The file with a few changes; the same for the same seed."""
    random = Random(seed)
    changed = bytearray(data)
    kinds = CHANGES
    if random.random() < KNOWING:
        if data.startswith(PNG_START):
            return _png(data, random)
        if data.startswith(b"%PDF"):
            kinds = PDF_CHANGES
    for _ in range(random.choice(HOW_MANY)):
        if changed:
            random.choice(kinds)(changed, random)
    return bytes(changed)


def _png(data: bytes, random: Random) -> bytes:
    """Damage inside the chunks, or inside what they hold packed, under checksums that are right again."""
    chunks, at = [], len(PNG_START)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], bytearray(data[at + 8 : at + 8 + length])))
        at += 12 + length
    for _ in range(random.choice(HOW_MANY)):
        name, body = random.choice(chunks)
        if name == b"IDAT" and random.random() < KNOWING:
            with suppress(zlib.error, IndexError):  # an earlier change was to what is packed, or left nothing
                rows = bytearray(zlib.decompress(body))
                random.choice(CHANGES)(rows, random)
                body[:] = zlib.compress(rows)
        elif body:
            random.choice(CHANGES)(body, random)
    return png_of(*((name, bytes(body)) for name, body in chunks))


def _somewhere(data: bytearray, random: Random) -> int:
    """A place, more often near the start or the end: there stands what describes the rest."""
    where = random.random()
    if where < 0.4:
        return random.randrange(min(len(data), 200))
    if where < 0.55:
        return len(data) - 1 - random.randrange(min(len(data), 200))
    return random.randrange(len(data))


def _byte(data: bytearray, random: Random) -> None:
    data[_somewhere(data, random)] = random.choice(ODD_BYTES) if random.random() < 0.5 else random.randrange(256)


def _bit(data: bytearray, random: Random) -> None:
    data[_somewhere(data, random)] ^= 1 << random.randrange(8)


def _number(data: bytearray, random: Random) -> None:
    form = random.choice(["<H", ">H", "<I", ">I"])
    at, size = _somewhere(data, random), struct.calcsize(form)
    number = random.choice(ODD_NUMBERS) & (256**size - 1)
    data[at : at + size] = struct.pack(form, number)


def _cut(data: bytearray, random: Random) -> None:
    del data[_somewhere(data, random) :]


def _left_out(data: bytearray, random: Random) -> None:
    at = _somewhere(data, random)
    del data[at : at + random.choice([1, 2, 4, 16, 300])]


def _put_in(data: bytearray, random: Random) -> None:
    at = _somewhere(data, random)
    data[at:at] = bytes([random.choice(ODD_BYTES)]) * random.choice([1, 2, 4, 16, 300])


def _repeated(data: bytearray, random: Random) -> None:
    at = _somewhere(data, random)
    piece = data[at : at + random.choice([1, 4, 16, 100, 1000])]
    data[at:at] = piece * random.choice([1, 2, 50])


def _moved(data: bytearray, random: Random) -> None:
    start, goal = _somewhere(data, random), _somewhere(data, random)
    length = random.choice([2, 4, 12, 100])
    data[goal : goal + length] = data[start : start + length]


def _blank(data: bytearray, random: Random) -> None:
    """A block of the disk that was never written."""
    start = _somewhere(data, random) // 512 * 512
    data[start : start + 512] = bytes(len(data[start : start + 512]))


def _pdf_word(data: bytearray, random: Random) -> None:
    """One word in the place of another: references that lead in circles, keys that mean something else."""
    words = list(PDF_WORD.finditer(data))
    if not words:
        return
    goal = random.choice(words)
    other = random.choice(ODD_WORDS) if random.random() < 0.3 else random.choice(words)[0]
    data[goal.start() : goal.end()] = other


def _pdf_reference(data: bytearray, random: Random) -> None:
    """A value turned into a reference to any object."""
    words = [word for word in PDF_WORD.finditer(data) if not word[0].startswith((b"/", b"<", b">", b"[", b"]"))]
    objects = PDF_OBJECT.findall(data)
    if words and objects:
        goal = random.choice(words)
        data[goal.start() : goal.end()] = random.choice(objects) + b" 0 R"


def _pdf_object(data: bytearray, random: Random) -> None:
    """An object under the number of another one."""
    found = list(PDF_OBJECT.finditer(data))
    if found:
        goal = random.choice(found)
        data[goal.start(1) : goal.end(1)] = random.choice(found)[1]


CHANGES: tuple[Change, ...] = (
    _byte,
    _byte,
    _bit,
    _number,
    _number,
    _cut,
    _left_out,
    _put_in,
    _repeated,
    _moved,
    _blank,
)
PDF_CHANGES: tuple[Change, ...] = (_pdf_word, _pdf_word, _pdf_reference, _pdf_object, _byte, _left_out)
