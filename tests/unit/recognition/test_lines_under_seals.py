"""A line under a seal is read once more without the seal's ink; nothing else on the page changes."""

import numpy as np
import pytest

from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.recognition.lines_under_seals import read_under_seals
from zcdossier.recognition.recogniser import FoundLine, FoundText

SIZE = 1000
ABOVE = 26
"""Rows of white that are laid above the piece around SEAL."""
DOWN = 130
"""Rows that a line stands farther down in the strip, so that the seal is on it."""
SEAL = Seal(Box(0.5, 0.6, 0.7, 0.8), "round", 0.9)
GARBAGE = TextLine("二90年四月七日", 0.9, Box(0.5, 0.7, 0.7, 0.73))
HEADING = TextLine("获奖证书", 0.99, Box(0.3, 0.1, 0.7, 0.15))
FOOT = TextLine("证书编号：7", 0.99, Box(0.1, 0.9, 0.3, 0.93))
PAGE = PageFacts(1, lines=(HEADING, GARBAGE, FOOT), seals=(SEAL,))


class ReadsOneLine:
    """Finds one line in whatever it is given, at the place where the garbage stands on the page."""

    def __init__(self, text: str, confidence: float, left: float = 120.0) -> None:
        corners = np.array([[left, 120.0], [320.0, 120.0], [320.0, 150.0], [left, 150.0]])
        self.line = FoundLine(text, confidence, corners + np.array([0, ABOVE]))
        self.seen: list[np.ndarray] = []

    def read(self, pixels: np.ndarray) -> FoundText:
        self.seen.append(pixels)
        return FoundText((self.line,), 0, 1.0)

    def read_strip(self, pixels: np.ndarray) -> tuple[str, float]:
        raise AssertionError(pixels.shape)


def read_page_again(page: PageFacts, pixels: np.ndarray, reader: ReadsOneLine) -> PageFacts:
    return read_under_seals(page, pixels, reader)[0]


def texts(page: PageFacts) -> list[str]:
    return [line.text for line in page.lines]


def test_the_date_takes_the_place_of_what_was_read_there() -> None:
    read = read_page_again(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), ReadsOneLine("二〇二〇年四月七日", 0.99))
    assert texts(read) == ["获奖证书", "二〇二〇年四月七日", "证书编号：7"]
    assert read.lines[1].box == Box(0.5, 0.7, 0.7, 0.73)


@pytest.mark.parametrize(
    "reader",
    [
        ReadsOneLine("二〇二〇年四月七日", 0.89),
        ReadsOneLine("二〇二四年十", 1.0),
        ReadsOneLine("2018年月27日", 1.0),
        ReadsOneLine("清浦县科学技术局", 0.79),
        ReadsOneLine("二〇二〇年四月七日", 1.0, left=0.0),
    ],
)
def test_what_is_no_sure_whole_date_changes_nothing(reader: ReadsOneLine) -> None:
    assert read_page_again(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), reader) == PAGE


def test_a_line_read_as_surely_stays() -> None:
    page = PAGE._replace(lines=(HEADING, GARBAGE._replace(confidence=1.0), FOOT))
    assert read_page_again(page, np.full((SIZE, SIZE, 3), 255, np.uint8), ReadsOneLine("2020年4月7日", 1.0)) == page


def test_a_piece_of_the_date_read_as_surely_goes() -> None:
    page = PAGE._replace(lines=(HEADING, GARBAGE._replace(text="年四月七日", confidence=1.0), FOOT))
    read = read_page_again(page, np.full((SIZE, SIZE, 3), 255, np.uint8), ReadsOneLine("二〇二〇年四月七日", 0.99))
    assert texts(read) == ["获奖证书", "二〇二〇年四月七日", "证书编号：7"]


@pytest.mark.parametrize("ink", [(230, 40, 40), (118, 44, 140)])
def test_the_seals_ink_is_paper_and_black_is_ink(ink: tuple[int, int, int]) -> None:
    pixels = np.full((SIZE, SIZE, 3), 255, np.uint8)
    pixels[650:700, 550:650] = ink
    pixels[660:670, 550:650] = np.multiply(ink, 0.08)  # print below the seal
    pixels[710:720, 500:700] = (20, 20, 20)
    reader = ReadsOneLine("", 0.0)
    read_page_again(PAGE, pixels, reader)
    (seen,) = reader.seen
    above = (seen.shape[0] - 240) // 2
    assert seen[above + 110, 220].min() > 245
    assert seen[above + 85, 220].max() < 20
    assert seen[above + 135, 220].max() < 20


def test_a_date_read_alike_in_two_lights_is_sure() -> None:
    reader = ReadsOneLine("二〇二〇年四月七日", 0.93)
    read = read_page_again(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), reader)
    assert texts(read) == ["获奖证书", "二〇二〇年四月七日", "证书编号：7"]
    assert [line.confidence for line in read.lines] == [0.99, 0.97, 0.99]
    assert len(reader.seen) == 2


def test_a_date_read_otherwise_in_another_light_is_not() -> None:
    class ReadsOtherwise(ReadsOneLine):
        def read(self, pixels: np.ndarray) -> FoundText:
            found = super().read(pixels)
            self.line = self.line._replace(text="二〇二〇年四月九日")
            return found

    reader = ReadsOtherwise("二〇二〇年四月七日", 0.93)
    assert read_page_again(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), reader) == PAGE


def test_a_strip_is_padded_so_that_it_is_looked_at_whole() -> None:
    flat = PAGE._replace(seals=(SEAL._replace(box=Box(0.3, 0.7, 0.7, 0.75)),))
    reader = ReadsOneLine("二〇二〇年四月七日", 0.99)
    reader.line = reader.line._replace(corners=reader.line.corners + np.array([0, DOWN]))
    read = read_page_again(flat, np.full((SIZE, SIZE, 3), 255, np.uint8), reader)
    height, width = reader.seen[0].shape[:2]
    assert width / height == pytest.approx(1.5, abs=0.01)
    left, top = round(0.06 * SIZE), round(0.68 * SIZE)
    top += ABOVE + DOWN - (height - 90) // 2
    (found,) = [line for line in read.lines if line.text == "二〇二〇年四月七日"]
    assert found.box == pytest.approx(
        ((left + 120) / SIZE, (top + 120) / SIZE, (left + 320) / SIZE, (top + 150) / SIZE)
    )


def test_a_page_without_seals_is_not_read_again() -> None:
    reader = ReadsOneLine("2020年4月7日", 1.0)
    page = PAGE._replace(seals=())
    assert read_page_again(page, np.full((SIZE, SIZE, 3), 255, np.uint8), reader) == page
    assert reader.seen == []


def test_any_other_line_takes_the_place_of_what_was_hardly_read() -> None:
    read = read_page_again(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), ReadsOneLine("清浦县科学技术局", 0.95))
    assert texts(read) == ["获奖证书", "清浦县科学技术局", "证书编号：7"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (GARBAGE._replace(text="专用章", confidence=1.0), ["专用章", "方文同志"]),
        (GARBAGE._replace(text="方同志", confidence=1.0), ["方文同志"]),
        (GARBAGE._replace(text="方又同志", confidence=0.98), ["方又同志"]),
        (GARBAGE._replace(text="兹证明方文同志", confidence=0.9), ["兹证明方文同志"]),
    ],
)
def test_words_of_the_seal_stay_and_pieces_go(before: TextLine, after: list[str]) -> None:
    page = PAGE._replace(lines=(HEADING, before, FOOT))
    read = read_page_again(page, np.full((SIZE, SIZE, 3), 255, np.uint8), ReadsOneLine("方文同志", 0.95))
    assert texts(read)[1:-1] == after


def test_words_written_in_ink_are_no_print() -> None:
    pixels = np.full((SIZE, SIZE, 3), 255, np.uint8)
    pixels[700:730, 500:700] = (230, 40, 40)
    read, (piece,) = read_under_seals(PAGE, pixels, ReadsOneLine("人事处印", 0.99))
    assert read == PAGE
    assert piece.read == ()


def test_print_that_was_hardly_read_is_told() -> None:
    _, (piece,) = read_under_seals(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), ReadsOneLine("马怡", 0.4))
    assert piece.hardly == (Box(0.5, 0.7, 0.7, 0.73),)
    assert piece.read == ()


def test_a_line_that_runs_out_of_the_piece_is_read_once_more_across_the_page() -> None:
    reader = ReadsOneLine("兹证明方文同志主持", 0.99, left=0.0)
    read_page_again(PAGE, np.full((SIZE, SIZE, 3), 255, np.uint8), reader)
    assert [seen.shape[1] for seen in reader.seen] == [440, SIZE]
