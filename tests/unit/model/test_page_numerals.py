import pytest

from zcdossier.model.page_numerals import page_numeral, printed_page_number


@pytest.mark.parametrize("line", ["12", "— 12 —", "第 12 页", "第12页 共40页", "12 / 40", "Page 12 of 40", "p. 12"])
def test_a_line_that_is_a_pages_number(line: str) -> None:
    assert printed_page_number(line) == 12


@pytest.mark.parametrize("line", ["", "共40页", "12 40", "2018.12", "12:08", "第12条", "123456", "xii"])
def test_a_line_that_is_none(line: str) -> None:
    assert printed_page_number(line) is None


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        *[(14, "/D", "14"), (14, "/r", "xiv"), (1994, "/R", "MCMXCIV"), (3, "/a", "c"), (29, "/A", "CC")],
        *[(52, "/a", "zz"), (0, "/D", "0"), (0, "/r", ""), (100_001, "/a", ""), (7, "", "")],
    ],
)
def test_a_label_in_its_style(number: int, style: str, text: str) -> None:
    assert page_numeral(number, style) == text
