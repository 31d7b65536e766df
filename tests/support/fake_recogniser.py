"""A recogniser that takes the colour of a page for its text: what is around it is tested without the real one."""

import os
import time
from collections.abc import Callable

import numpy as np

from zcdossier.recognition.recogniser import Corners, FoundLine, FoundText, NoRecogniserError, Pixels, Recogniser

WHITE, RED, BLUE, GREEN = (255, 255, 255), (255, 0, 0), (0, 0, 255), (0, 255, 0)
"""Pages of these colours are read, bring an error, end the process, and take `LONG` seconds."""
LONG = 20


class FakeRecogniser:
    """Finds one line that says how bright the page is, in its upper quarter."""

    name = "fake 1"

    def __init__(self, turn: int = 0) -> None:
        self.turn = turn
        self.pages = 0

    def read(self, pixels: Pixels) -> FoundText:
        self.pages += 1
        colour = tuple(int(level) for level in pixels[pixels.shape[0] // 2, pixels.shape[1] // 2])
        if is_like(colour, RED):
            raise ValueError("a page that can't be read")
        if is_like(colour, BLUE):
            os._exit(9)
        if is_like(colour, GREEN):
            time.sleep(LONG)
        height, width = np.rot90(pixels, -(self.turn // 90)).shape[:2]
        corners = np.array([[0, 0], [width, 0], [width, height / 4], [0, height / 4]], np.float32)
        return FoundText((FoundLine(f"brightness {sum(colour) // 3}", 0.9, corners),), self.turn, 1.0)

    def read_strip(self, pixels: Pixels) -> tuple[str, float]:
        return f"{pixels.shape[1] // pixels.shape[0]} characters", 0.9

    def find_faint(self, _pixels: Pixels) -> tuple[list[Corners], float]:
        return [], 0.0


class PieceReader:
    """Reads every piece of ink alike, and takes as surely a line for one in each picture it is shown."""

    name = "fake 2"

    def __init__(self, text: str = "", confidence: float = 0.0, sure: float = 1.0, *lines: np.ndarray) -> None:
        self.text, self.confidence, self.sure, self.lines = text, confidence, sure, list(lines)
        self.strips: list[Pixels] = []
        self.pictures: list[Pixels] = []

    def read(self, _pixels: Pixels) -> FoundText:
        return FoundText()

    def read_strip(self, pixels: Pixels) -> tuple[str, float]:
        self.strips.append(pixels)
        return self.text, self.confidence

    def find_faint(self, pixels: Pixels) -> tuple[list[Corners], float]:
        self.pictures.append(pixels)
        return self.lines, self.sure


def is_like(colour: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour, other, strict=True))


FAKE = FakeRecogniser()


def load_fake() -> Recogniser:
    return FAKE


def load_nothing() -> Recogniser:
    raise NoRecogniserError("no models")


Load = Callable[[], Recogniser]
