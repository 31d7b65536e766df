"""Red and purple seals: rings with writing inside, round and oval, and square ones, wherever they stand on the page.

Every edge of red votes, along the direction in which the red changes, for the centre of the ring it would be part of.
The centres with most votes are looked at closely: how much of the ring is there, and is there writing in it? Square
ones are `square_seals`; half seals at an edge are not looked for, and on a grey page there is nothing to see.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zcdossier.model.page_facts import Box, Seal
from zcdossier.recognition.ink_map import Bytes, Floats, reduced
from zcdossier.recognition.square_seals import find_square_seals

SEAL_SIDE = 640
"""Long side in pixels at which ink of seals is looked at."""
_RADII = np.geomspace(0.036, 0.135, 17) * SEAL_SIDE
"""Half the width of a seal: 38 to 45 mm on anything from half a page to a photo with a desk around."""
_HEIGHTS = (1.0, 0.70, 1 / 0.70)
"""Height by width: round, oval, and an oval on a page that lies on its side."""
_ROUND = 0.85
_FLATTEST = 0.55
_EDGE = 0.022
_FEWEST_EDGES, _MOST_EDGES = 40, 40_000
_CELL = 3
_CANDIDATES, _FEWEST_VOTES = 10, 0.9
_ANGLES = 120
_STEPS = 44
_REACH = 1.3
_OVERLAP = 0.8
_PRESENT = 0.025
_COVERAGE, _AGREED = 0.5, 0.85
"""How much of the ring has to be there, and how many of the edges found near it have to lie on it."""
_FILL, _WRITING, _FULL_CIRCLE = (0.05, 0.56), 0.2, 0.95
"""What a seal holds: some red, but no solid disc; something along most of the ring; no second ring, as crests have."""


class _Edges(NamedTuple):
    """Where red begins or ends: pixels, and the direction in which it grows (unit vectors)."""

    x: Floats
    y: Floats
    toward_x: Floats
    toward_y: Floats


class _Ellipse(NamedTuple):
    """An outline in pixels of the working size: middle, half width and half height."""

    x: float
    y: float
    across: float
    high: float


class _Ring(NamedTuple):
    """A seal's outline, with what speaks for its being one (0 to 1)."""

    outline: _Ellipse
    score: float


def find_seals(rgb: Bytes) -> tuple[Seal, ...]:
    """Find the seals on a page (height, width, 3): rings, the surest first, then squares that are not inside one."""
    page = reduced(rgb, SEAL_SIDE)
    height, width = page.shape[:2]
    if min(height, width) < 4 * _CELL:
        return ()
    return seals_of_ink(redness(page))


def seals_of_ink(ink: Floats) -> tuple[Seal, ...]:
    """The same by how much of a seal's ink each pixel of a page of the working size has."""
    height, width = ink.shape
    found: list[_Ring] = []
    for ring in sorted(_rings(ink), key=lambda ring: -ring.score):
        if not any(_same_place(ring.outline, other.outline) for other in found):
            found.append(ring)
    rings = tuple(_seal(ring, width, height) for ring in found)
    squares = (square for square in find_square_seals(ink) if not any(overlap(square.box, ring.box) for ring in rings))
    return (*rings, *squares)


def overlap(box: Box, other: Box) -> bool:
    """Whether two boxes have a point in common."""
    return min(box.right, other.right) > max(box.left, other.left) and min(box.bottom, other.bottom) > max(
        box.top, other.top
    )


def _seal(ring: _Ring, width: int, height: int) -> Seal:
    x, y, across, high = ring.outline
    left, right = max(0.0, (x - across) / width), min(1.0, (x + across) / width)
    top, bottom = max(0.0, (y - high) / height), min(1.0, (y + high) / height)
    shape = "round" if _ROUND <= high / across <= 1 / _ROUND else "oval"
    return Seal(Box(left, top, right, bottom), shape, round(ring.score, 3))


def redness(page: Bytes) -> Floats:
    """How red or purple each pixel is beside the page's own paper, 0 to 1; wood, skin and yellow paper are not."""
    red, green, blue = _shares_of_paper(page)
    return _smooth(np.clip(red - green - np.maximum(green - blue, 0), 0, 1))


def blueness(page: Bytes) -> Floats:
    """The same of blue ink; black print and shadows on a cold page are not blue."""
    red, green, blue = _shares_of_paper(page)
    return _smooth(np.clip(blue - np.maximum(red, green), 0, 1))


def _shares_of_paper(page: Bytes) -> tuple[Floats, Floats, Floats]:
    """The red, green and blue light of each pixel, as shares of what the page's own paper gives back."""
    flat = page.reshape(-1, 3)
    bright = flat[flat.max(axis=1) >= np.percentile(flat.max(axis=1), 60)]
    white = np.maximum(np.median(bright, axis=0), 60).astype(np.float32)
    share = np.minimum(page.astype(np.float32) / white, 1.2)
    return share[..., 0], share[..., 1], share[..., 2]


def _rings(red: Floats) -> list[_Ring]:
    edges = _edges(red)
    if len(edges.x) < _FEWEST_EDGES:
        return []
    outlines = (outline for ratio in _HEIGHTS for outline in _voted(red.shape, edges, ratio))
    return [ring for outline in outlines if (ring := _closer_look(red, outline)) is not None]


def _edges(red: Floats) -> _Edges:
    down, across = np.zeros_like(red), np.zeros_like(red)
    down[1:-1] = (red[2:] - red[:-2]) / 2
    across[:, 1:-1] = (red[:, 2:] - red[:, :-2]) / 2
    strength = np.hypot(down, across)
    rows, columns = np.nonzero(strength > _EDGE)
    if len(rows) > _MOST_EDGES:
        keep = np.arange(0, len(rows), len(rows) / _MOST_EDGES).astype(int)
        rows, columns = rows[keep], columns[keep]
    size = strength[rows, columns]
    toward_x, toward_y = across[rows, columns] / size, down[rows, columns] / size
    return _Edges(columns.astype(np.float32), rows.astype(np.float32), toward_x, toward_y)


def _voted(shape: tuple[int, ...], edges: _Edges, ratio: float) -> list[_Ellipse]:
    """The ellipses of a height by width that most edges speak for, relative to how long their outline is."""
    grid = (shape[0] // _CELL + 2, shape[1] // _CELL + 2)
    spread = np.sqrt(edges.toward_x**2 + (ratio * edges.toward_y) ** 2)
    step_x, step_y = edges.toward_x / spread, ratio**2 * edges.toward_y / spread
    votes = np.empty((len(_RADII), *grid), np.float32)
    for number, radius in enumerate(_RADII):
        count = np.zeros(grid[0] * grid[1], np.float32)
        for sign in (radius, -radius):
            column = ((edges.x + sign * step_x) / _CELL + 0.5).astype(np.int32)
            row = ((edges.y + sign * step_y) / _CELL + 0.5).astype(np.int32)
            inside = (column >= 0) & (column < grid[1]) & (row >= 0) & (row < grid[0])
            count += np.bincount(row[inside] * grid[1] + column[inside], minlength=len(count))
        votes[number] = _smooth(count.reshape(grid)) * (9 / (radius * (1 + ratio)))
    found: list[_Ellipse] = []
    for _ in range(_CANDIDATES):
        place = int(votes.argmax())
        if votes.flat[place] < _FEWEST_VOTES:
            break
        number, row, column = (int(index) for index in np.unravel_index(place, votes.shape))
        radius = float(_RADII[number])
        found.append(_Ellipse(column * _CELL, row * _CELL, radius, radius * ratio))
        near = max(2, int(radius * 0.35 / _CELL))
        votes[:, max(0, row - near) : row + near + 1, max(0, column - near) : column + near + 1] = 0
    return found


def _closer_look(red: Floats, outline: _Ellipse) -> _Ring | None:
    """The ring laid along the edges that are really there, if enough of it is there and it holds what a seal holds."""
    x, y, across, high = outline
    curve = np.ones(_ANGLES)
    agreed = 0.0
    for tolerance in _TOLERANCES:
        around = _around(red, outline, curve[:, None] * _NEAR)
        step = round(2.5 / (min(across, high) * _NEAR_STEP))
        edges = around[:, :-step] - around[:, step:]
        edges = edges - 0.15 * np.abs(_NEAR[: edges.shape[1]] + step * _NEAR_STEP / 2 - 1)
        best = edges.argmax(axis=1)
        strong = edges[np.arange(_ANGLES), best] > _PRESENT
        at = curve * (_NEAR[best] + step * _NEAR_STEP / 2)
        fitted = _fit(at, strong, curve, tolerance)
        if fitted is None:
            return None
        agreed = float((np.abs(at - _WAVES @ fitted)[strong] < _ON_CURVE).mean())
        x, y = x + across * fitted[1], y + high * fitted[2]
        across, high = across * (fitted[0] + fitted[3]), high * (fitted[0] - fitted[3])
        curve = 1 + fitted[4] * _WAVES[:, 4]
        if not (_LEAST < min(across, high) <= max(across, high) < _MOST and _FLATTEST < high / across < 1 / _FLATTEST):
            return None
        outline = _Ellipse(x, y, across, high)
    score = _seal_score(_around(red, outline, curve[:, None] * _AT), min(across, high), agreed)
    return _Ring(outline, score) if score > 0 else None


def _fit(at: np.ndarray, strong: np.ndarray, curve: np.ndarray, tolerance: float) -> np.ndarray | None:
    """Mean, shift and stretch of the ring that most edges agree on."""
    near = strong.copy()
    fitted = np.array([1.0, 0, 0, 0, 0])
    expected = curve
    for _ in range(3):
        near = strong & (np.abs(at - expected) < 2 * tolerance)
        if near.sum() < 0.3 * _ANGLES:
            return None
        fitted = np.linalg.lstsq(_WAVES[near], at[near], rcond=None)[0]
        expected = _WAVES @ fitted
    return fitted


_LEAST, _MOST = 0.7 * _RADII[0], 1.5 * _RADII[-1]
_TOLERANCES, _ON_CURVE = (0.12, 0.06, 0.04), 0.04
_NEAR_STEP = 0.015
_NEAR = np.arange(0.74, 1.34, _NEAR_STEP)
_TURN = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
_COSINE, _SINE = np.cos(_TURN)[:, None], np.sin(_TURN)[:, None]
_WAVES = np.stack([np.ones(_ANGLES), np.cos(_TURN), np.sin(_TURN), np.cos(2 * _TURN), np.sin(2 * _TURN)], axis=1)


def _around(red: Floats, outline: _Ellipse, at: np.ndarray) -> np.ndarray:
    """Redness at parts of the radius, for each angle: shape (angles, parts), as `at`. Beyond the page it is 0."""
    columns = np.clip(outline.x + outline.across * _COSINE * at, -1, red.shape[1])
    rows = np.clip(outline.y + outline.high * _SINE * at, -1, red.shape[0])
    left, top = np.floor(columns).astype(np.intp), np.floor(rows).astype(np.intp)
    right, below = columns - left, rows - top
    padded = np.pad(red, ((1, 2), (1, 2)))
    flat = padded.ravel()
    first = (top + 1) * padded.shape[1] + left + 1
    second = first + padded.shape[1]
    upper = flat[first] * (1 - right) + flat[first + 1] * right
    lower = flat[second] * (1 - right) + flat[second + 1] * right
    return np.asarray(upper * (1 - below) + lower * below)


_AT = np.linspace(0, _REACH, _STEPS)


def _zone(start: float, end: float) -> NDArray[np.bool_]:
    """The places between two parts of the radius."""
    return np.asarray((start < _AT) & (end > _AT))


_ON_RING, _LETTERS, _INSIDE, _INNER = _zone(0.9, 1.03), _zone(0.55, 0.84), _zone(-1, 0.84), _zone(0.45, 0.8)
_OUTER = 1.24


def _seal_score(unrolled: np.ndarray, radius: float, agreed: float) -> float:
    """0 if this is no seal; else how sure it is. Rows are angles, columns parts of the radius."""
    ring = unrolled[:, _ON_RING].max(axis=1)
    outside = unrolled[:, _zone(1 + 2.5 / radius, _OUTER)].min(axis=1)
    level = max(_PRESENT, 0.35 * float(np.percentile(ring, 75)))
    inked = (ring > level) & (ring > outside + 0.6 * level)
    coverage = float(inked.mean())
    inked = unrolled > 0.5 * level
    fill = float((inked[:, _INSIDE] * _AT[_INSIDE]).sum() / (_AT[_INSIDE].sum() * _ANGLES))
    letters = float(inked[:, _LETTERS].any(axis=1).mean())
    inner_ring = float(inked[:, _INNER].mean(axis=0).max())
    if coverage < _COVERAGE or agreed < _AGREED or not _FILL[0] <= fill <= _FILL[1] or letters < _WRITING:
        return 0.0
    return 0.0 if inner_ring > _FULL_CIRCLE else coverage * agreed


def _same_place(first: _Ellipse, second: _Ellipse) -> bool:
    beside = abs(first.x - second.x) / max(first.across, second.across)
    below = abs(first.y - second.y) / max(first.high, second.high)
    return max(beside, below) < _OVERLAP


def _smooth(values: Floats) -> Floats:
    padded = np.pad(values, 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return np.asarray((rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9, np.float32)
