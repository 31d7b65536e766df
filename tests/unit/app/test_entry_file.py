"""The entry sheet is written beside the uploads, and left alone while it says the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from zcdossier.app.entry_file import ENTRY_NAME
from zcdossier.app.report import How, report_dossier
from zcdossier.errors import CannotRunError

DAY = date(2023, 6, 1)
HOW = How("zh", DAY)


@pytest.fixture
def root(desk: Any) -> Path:
    return Path(desk.dossier())


def test_written_and_left_alone(root: Path) -> None:
    report_dossier(root, HOW)
    path = root / "build" / ENTRY_NAME
    book = load_workbook(path)
    assert book.worksheets[0]["A1"].value.startswith("填报单 · ")
    book.save(path)
    ticked = path.read_bytes()
    report_dossier(root, HOW._replace(as_of=date(2023, 6, 2)))
    assert path.read_bytes() == ticked
    report_dossier(root, HOW._replace(lang="en"))
    assert load_workbook(path).worksheets[0]["A2"].value == "section"


def test_a_file_that_is_none_of_ours_is_replaced(root: Path) -> None:
    path = root / "build" / ENTRY_NAME
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 torn")
    report_dossier(root, HOW)
    assert load_workbook(path).worksheets[0]["A2"].value == "栏目"


def test_where_it_can_not_be_written_is_said(root: Path) -> None:
    (root / "build" / ENTRY_NAME).mkdir(parents=True)
    with pytest.raises(CannotRunError) as refused:
        report_dossier(root, HOW)
    assert ENTRY_NAME in refused.value.zh
    assert ENTRY_NAME in refused.value.en
