"""Whether two pages look like one page scanned or photographed twice.

A fingerprint holds three maps of bits (where print is; where it is denser than its line, and
where less) with two short sums, as it stands and upside down, by which most pairs are told apart at once. The rest are
laid over each other piece by piece, each piece a little shifted, as paper bends. Forms that differ in a name or a year
look alike even so: what was read on both pages has to be compared too.
"""

import base64
import zlib
from collections.abc import Iterator
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

MAP_SIDE = 320
_HALF = MAP_SIDE // 2
_VERSION, _SUM_DIGITS = "f1", 64
_SUM_DISTANCE = 88
"""Bits of 256 in which the sums of one page taken twice may differ."""
_BLOCK, _REACH, _BLOCK_INK, _BLOCK_FITS = 32, 8, 60, 0.3
"""A block of the coarse map, how far it may be shifted, the print it needs, and from when on it fits."""
_LINE, _WORD, _NEAR, _WORD_INK = 8, 32, 2, 60
"""The same of a piece about as large as a word: its height and width, then as above."""
_USUAL_FIT = 0.68
"""The middle one of all fits has to be so good. Other pages of one layout have 0.55, one page taken twice 0.9."""
_FEWEST = 3

Offset = tuple[float, float]


class _Maps(NamedTuple):
    """A fingerprint taken apart. A map is one integer, its first row the highest bits."""

    upright: int
    turned: int
    printed: int
    more: int
    less: int


class _Block(NamedTuple):
    """Where a block of the coarse map fits best: its middle, and how far it is shifted down and to the right."""

    row: float
    column: float
    down: int
    right: int
    fit: float


def write_fingerprint(upright: int, turned: int, maps: bytes) -> str:
    """The fingerprint as it is kept: `maps` are packed rows, one map of MAP_SIDE / 2 squared and two of MAP_SIDE."""
    packed = base64.b85encode(zlib.compress(maps, 9)).decode("ascii")
    return f"{_VERSION}:{upright:0{_SUM_DIGITS}x}{turned:0{_SUM_DIGITS}x}:{packed}"


def look_alike(first: str, second: str) -> bool:
    """Whether two fingerprints are of pages that look the same but for a few words."""
    first_maps, second_maps = _maps(first), _maps(second)
    if first_maps is None or second_maps is None:
        return False
    as_it_is, turned = (
        (first_maps.upright ^ second_maps.upright).bit_count(),
        (first_maps.upright ^ second_maps.turned).bit_count(),
    )
    if min(as_it_is, turned) > _SUM_DISTANCE:
        return False
    if turned < as_it_is:
        second_maps = _turned_round(second_maps)
    blocks = list(_blocks(first_maps.printed, second_maps.printed))
    good = [block for block in blocks if block.fit > _BLOCK_FITS]
    if len(good) < max(_FEWEST, len(blocks) / 2):
        return False
    fits = sorted(_word_fits(first_maps, second_maps, _bend(good)))
    return len(fits) >= _FEWEST and fits[len(fits) // 2] >= _USUAL_FIT


def _blocks(first: int, second: int) -> Iterator[_Block]:
    """How each block of the coarse map that holds print fits best on the other."""
    reach = range(-_REACH, _REACH + 1)
    for row in range(0, _HALF, _BLOCK):
        band = _band(first, _HALF, row, _BLOCK, 0)
        printed = {column: band & _window(_HALF, _BLOCK, column, _BLOCK) for column in range(0, _HALF, _BLOCK)}
        best = {
            column: _Block(row + _BLOCK / 2, column + _BLOCK / 2, 0, 0, -1.0)
            for column, bits in printed.items()
            if bits.bit_count() >= _BLOCK_INK
        }
        if not best:
            continue
        for down in reach:
            for right in reach:
                moved = _band(second, _HALF, row + down, _BLOCK, right)
                for column, block in best.items():
                    fit = _agreement(printed[column], moved & _window(_HALF, _BLOCK, column, _BLOCK), _BLOCK**2)
                    if fit > block.fit:
                        best[column] = block._replace(down=down, right=right, fit=fit)
        yield from best.values()


def _agreement(first: int, second: int, cells: int) -> float:
    """Correlation of two maps of so many cells, -1 to 1."""
    ink, also = first.bit_count(), second.bit_count()
    spread = ink * (cells - ink) * also * (cells - also)
    return (cells * (first & second).bit_count() - ink * also) / sqrt(spread) if spread > 0 else 0.0


def _word_fits(first: _Maps, second: _Maps, bend: tuple[Offset, Offset, Offset]) -> Iterator[float]:
    """How well each piece with print fits, near the place where the bend of the paper puts it."""
    for row in range(0, MAP_SIDE, _LINE):
        more, less = _band(first.more, MAP_SIDE, row, _LINE, 0), _band(first.less, MAP_SIDE, row, _LINE, 0)
        for column in range(0, MAP_SIDE, _WORD):
            window = _window(MAP_SIDE, _LINE, column, _WORD)
            here, gaps = more & window, less & window
            ink = (here | gaps).bit_count()
            if ink >= _WORD_INK:
                place = ((row + _LINE / 2) / _HALF - 1, (column + _WORD / 2) / _HALF - 1)
                down, right = (round(2 * (bend[0][i] + bend[1][i] * place[0] + bend[2][i] * place[1])) for i in (0, 1))
                yield max(
                    _word_fit(here, gaps, second, (row + down + extra_down, right + extra_right))
                    for extra_down in range(-_NEAR, _NEAR + 1)
                    for extra_right in range(-_NEAR, _NEAR + 1)
                )


def _word_fit(here: int, gaps: int, other: _Maps, place: tuple[int, int]) -> float:
    """Of the cells where both maps say denser or less dense: those that agree less those that don't, as a share."""
    more = _band(other.more, MAP_SIDE, place[0], _LINE, place[1])
    less = _band(other.less, MAP_SIDE, place[0], _LINE, place[1])
    both = ((here | gaps) & (more | less)).bit_count()
    if both * 3 < (here | gaps).bit_count():
        return -1.0
    return 2 * (here & more | gaps & less).bit_count() / both - 1


def _bend(blocks: list[_Block]) -> tuple[Offset, Offset, Offset]:
    """The shift of a page laid over another: in the middle, and how it grows downwards and to the right.

    What most blocks say, by least squares weighted by their fit; blocks that are far off are left out.
    """
    near = blocks
    bend: tuple[Offset, Offset, Offset] = ((0.0, 0.0), (0.0, 0.0), (0.0, 0.0))
    for _ in range(3):
        sums = [[1e-3 if i == j else 0.0 for j in range(3)] for i in range(3)]
        sums[1][1] = sums[2][2] = 0.3
        downs, rights = [0.0] * 3, [0.0] * 3
        for block in near:
            terms = (1.0, block.row / (_HALF / 2) - 1, block.column / (_HALF / 2) - 1)
            for i in range(3):
                downs[i] += block.fit * terms[i] * block.down
                rights[i] += block.fit * terms[i] * block.right
                for j in range(3):
                    sums[i][j] += block.fit * terms[i] * terms[j]
        down, right = solve_three(sums, downs), solve_three(sums, rights)
        bend = ((down[0], right[0]), (down[1], right[1]), (down[2], right[2]))
        off = [_off(block, bend) for block in blocks]
        most = 2 * sorted(off)[len(off) // 2] + 1
        near = [block for block, distance in zip(blocks, off, strict=True) if distance <= most]
    return bend


def _off(block: _Block, bend: tuple[Offset, Offset, Offset]) -> float:
    y, x = block.row / (_HALF / 2) - 1, block.column / (_HALF / 2) - 1
    down, right = (bend[0][i] + bend[1][i] * y + bend[2][i] * x for i in (0, 1))
    return max(abs(block.down - down), abs(block.right - right))


def solve_three(sums: list[list[float]], values: list[float]) -> list[float]:
    """Return what solves three linear equations, by Cramer's rule."""
    whole = _determinant(sums)
    return [
        _determinant([[values[row] if column == i else sums[row][column] for column in range(3)] for row in range(3)])
        / whole
        for i in range(3)
    ]


def _determinant(rows: list[list[float]]) -> float:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _band(bits: int, side: int, row: int, rows: int, right: int) -> int:
    """Some rows of a map, shifted to the left by `right` cells; beyond the map's ends there is nothing."""
    below = side * (side - row - rows) - right
    band = bits >> below if below >= 0 else bits << -below
    return band & ((1 << side * rows) - 1)


@lru_cache(maxsize=64)
def _window(side: int, rows: int, column: int, columns: int) -> int:
    """The cells of some columns in a band of so many rows."""
    line = ((1 << columns) - 1) << (side - columns - column)
    return sum(line << side * row for row in range(rows))


def _turned_round(maps: _Maps) -> _Maps:
    def turned(bits: int, side: int) -> int:
        return int(f"{bits:0{side * side}b}"[::-1], 2)

    return _Maps(
        maps.turned,
        maps.upright,
        turned(maps.printed, _HALF),
        turned(maps.more, MAP_SIDE),
        turned(maps.less, MAP_SIDE),
    )


@lru_cache(maxsize=2048)
def _maps(text: str) -> _Maps | None:
    """A fingerprint taken apart; None for what is none, or one of another version."""
    version, _, rest = text.partition(":")
    sums, _, packed = rest.partition(":")
    if version != _VERSION or len(sums) != 2 * _SUM_DIGITS:
        return None
    try:
        upright, turned = int(sums[:_SUM_DIGITS], 16), int(sums[_SUM_DIGITS:], 16)
        bits = zlib.decompress(base64.b85decode(packed))
    except (ValueError, zlib.error):
        return None
    small, large = _HALF**2 // 8, MAP_SIDE**2 // 8
    if len(bits) != small + 2 * large:
        return None
    printed, more, less = bits[:small], bits[small : small + large], bits[small + large :]
    return _Maps(upright, turned, *(int.from_bytes(part, "big") for part in (printed, more, less)))
