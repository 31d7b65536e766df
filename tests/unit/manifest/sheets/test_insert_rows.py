"""Where new records go in a sheet: below the last, past rows that are merged, hidden or taken by a remark."""

import io
import time

import pytest
from sheet_files import SheetXml, book_bytes

from zcdossier.manifest.insert_records import CannotInsertError, ManifestValue, NewEntry
from zcdossier.manifest.sheets.insert_rows import insert_rows
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.source.workbook_reader import read_workbook_file

SECONDS = 5
PAPERS = Section("papers", Label("论文"), 9, fields={"title": Field("title", Label("题目"))})
PROFILE = Profile("case", Label("例"), sections={"papers": PAPERS})


def sheet_after(rows: list[list[str]], after: str = "", *, count: int = 2, hidden: int = 0) -> str:
    """Which rows of a sheet hold which titles after some were added."""
    person = SheetXml("申报人", [["项目", "填写内容"], ["申报要求", "case"], ["申报级别", "senior"]])
    papers = SheetXml("论文", [["题目"], *rows], after, hidden_rows=frozenset({hidden} if hidden else ()))
    entries = [NewEntry("papers", (ManifestValue("title", f"新{at}"),)) for at in range(1, count + 1)]
    edited = insert_rows(book_bytes(person, papers), entries, PROFILE)
    sheet = read_workbook_file(io.BytesIO(edited.data)).sheets[1]
    return " ".join(f"{row}:{cells[1].text}" for row, cells in sorted(sheet.rows.items()))


def merges(*references: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{ref}{chr(34)}/>' for ref in references)}</mergeCells>"


@pytest.mark.parametrize(
    ("after", "hidden", "places"),
    [
        ("", 0, "3:新1 4:新2"),
        ("", 4, "3:新1 5:新2"),
        (merges("B4:C4"), 0, "3:新1 5:新2"),
        (merges("A3:B9", "C4:D5", "C8:D12", "C14:D14"), 0, "13:新1 15:新2"),
        (merges("C20:D20", "A1:B1"), 0, "3:新1 4:新2"),
    ],
)
def test_new_records_go_into_free_rows(after: str, hidden: int, places: str) -> None:
    assert sheet_after([["旧"], [""], [""]], after, hidden=hidden) == f"1:题目 2:旧 {places}"


def test_merged_cells_without_end_take_no_time() -> None:
    before = time.process_time()
    over_all = merges(*(f"A{at}:B1048576" for at in range(3, 10_000)))
    with pytest.raises(CannotInsertError, match="论文"):
        sheet_after([["旧"]], over_all)
    assert time.process_time() - before < SECONDS
