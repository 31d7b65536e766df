"""What a cell means for its field."""

import pytest

from zcdossier.manifest.sheets.cell_texts import read_cell
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType
from zcdossier.source.sheet_reader import Cell

JOURNAL = Field("journal", Label("刊物"), FieldType.COMPOSED, pattern="(?P<name>.+)")
DUTIES = Field("duties", Label("职责"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("《东海\n学报》，\n核心期刊，1/5", "《东海学报》，核心期刊，1/5"),
        ("论文：\r\n平原河网调度", "论文：平原河网调度"),
        ("《Acta\nBotanica》，1/3", "《Acta Botanica》，1/3"),
    ],
)
def test_what_is_composed_goes_on_in_the_next_line(typed: str, meant: str) -> None:
    assert read_cell(Cell(typed), JOURNAL).text == meant


def test_a_longer_text_keeps_its_lines() -> None:
    assert read_cell(Cell("讲课\n带实习"), DUTIES).text == "讲课\n带实习"
