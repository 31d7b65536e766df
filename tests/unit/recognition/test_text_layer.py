import numpy as np
import pytest
from page_bytes import pdf_bytes

from zcdossier.model.page_facts import Box, TextLine
from zcdossier.recognition.page_rendering import render_page
from zcdossier.recognition.text_layer import TextLayer, is_what_the_page_shows

TEXT = "BT /F 24 Tf 100 700 Td (Donghai Journal) Tj 0 -40 Td (of Natural Medicines) Tj ET"


def rendered(content: str, **how: int):
    return render_page(pdf_bytes(content, **how), "a.pdf", "pdf", 0)


def trusted(content: str, **how: int) -> bool:
    page = rendered(content, **how)
    return page.layer is not None and is_what_the_page_shows(page.layer, page.pixels)


def test_the_lines_of_a_page_and_where_they_stand():
    page = rendered(TEXT)
    assert [line.text for line in page.layer.lines] == ["Donghai Journal", "of Natural Medicines"]
    first, second = (line.box for line in page.layer.lines)
    assert first.left == pytest.approx(100 / 600, abs=0.01)
    assert first.bottom == pytest.approx(100 / 800, abs=0.012)
    assert 0.1 < first.top < first.bottom < second.top < second.bottom < 0.2
    assert is_what_the_page_shows(page.layer, page.pixels)


def test_a_page_without_text_has_no_layer():
    assert rendered("0 0 100 100 re f").layer is None


@pytest.mark.parametrize(
    ("matrix", "rotate", "upright"),
    [
        ("1 0 0 1 0 0", 0, True),
        ("1 0 0 1 0 0", 90, False),
        ("1 0 0 1 0 0", 180, False),
        ("0 1 -1 0 800 0", 90, True),  # written up the page, which is displayed turned: a wide table
        ("0 1 -1 0 800 0", 270, False),
        ("0 -1 1 0 -150 700", 270, True),
        ("-1 0 0 -1 600 800", 180, True),
        ("-1 0 0 -1 600 800", 0, False),
    ],
)
def test_text_counts_as_it_is_displayed(matrix, rotate, upright):
    page = rendered(f"q {matrix} cm {TEXT} Q", rotate=rotate)
    assert page.layer.turned == (0 if upright else 1)
    assert is_what_the_page_shows(page.layer, page.pixels) == upright
    if upright:
        assert page.layer.lines[0].text == "Donghai Journal"
        assert all(line.box.right - line.box.left > line.box.bottom - line.box.top for line in page.layer.lines)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace("BT", "BT 3 Tr"),  # an invisible layer
        f"600 0 0 600 0 0 cm /P Do {TEXT}",  # a picture with more to see than the text
        TEXT.replace("(of Natural Medicines)", "()").replace("Donghai Journal", "No 7"),  # too little to tell
        f"q 0 1 -1 0 800 0 cm {TEXT} Q",  # on its side
    ],
)
def test_a_layer_that_is_not_what_is_seen_is_not_trusted(content):
    assert not trusted(content)


def test_a_seal_beside_the_text_does_not_matter():
    assert trusted(f"{TEXT} q 20 0 0 20 400 100 cm /P Do Q")


def layer_of(text: str, **shares: float) -> TextLayer:
    return TextLayer((TextLine(text, 1.0, Box(0.1, 0.1, 0.9, 0.2)),), len(text), **shares)


def test_rare_characters_are_the_mark_of_a_wrong_table():
    pixels = np.full((100, 100, 3), 255, np.uint8)
    pixels[12:18, 20:80] = 0
    assert is_what_the_page_shows(layer_of("东海省人民政府关于表彰的决定"), pixels)
    assert is_what_the_page_shows(layer_of("東海省人民政府關於表彰的決定"), pixels)
    assert not is_what_the_page_shows(layer_of("丂丄丅丆丏丒丗丟丠両丣並丩丮"), pixels)
    assert not is_what_the_page_shows(layer_of("东海省人民政府关于表彰的决定", unknown=0.2), pixels)
    assert not is_what_the_page_shows(layer_of("东海省人民政府关于表彰的决定", hidden=1.0), pixels)
