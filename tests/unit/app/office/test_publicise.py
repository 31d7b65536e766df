"""The publicity list: who is on it, what stands there, and that no text becomes a formula."""

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.lint import Linted
from zcdossier.app.office.publicise import Candidate, Selection, awaited, hang, select, select_by_notice, waits_for_all
from zcdossier.app.office.reviews import REVIEWS_NAME, read_record
from zcdossier.app.office.standing import stands
from zcdossier.model.review import Entry, History, Objected
from zcdossier.report.office.publicity import Heading

TODAY = date(2026, 9, 25)
PASSED = Entry("", "", "unit", "通过", "同意", "许岚", date(2026, 9, 11))
RETURNED = PASSED._replace(decision="退回", text="缺封底")
REFUSED = PASSED._replace(decision="不通过", text="年限不够")
SHOWN = Entry("", "", "publicity", "公示", "", "", date(2026, 9, 14), date(2026, 9, 20))
OBJECTED = Entry("", "", "objection", Objected.OPEN, "=署名有疑问", "许岚", date(2026, 9, 15))


@pytest.fixture
def anybody(make: Make) -> Linted:
    return make("li", person="=1+1")


def candidate(linted: Linted, name: str, *entries: Entry) -> Candidate:
    history = History(tuple(one._replace(dossier=name) for one in entries))
    return Candidate(linted, stands(linted, history, name, TODAY), linted.root.parent / REVIEWS_NAME)


def names(selection: Selection) -> list[list[str]]:
    return [[one.standing.name for one in group] for group in selection]


def test_who_is_on_it(anybody: Linted) -> None:
    everyone = [
        candidate(anybody, "new", PASSED),
        candidate(anybody, "sent back", RETURNED),
        candidate(anybody, "refused", REFUSED),
        candidate(anybody, "unseen"),
        candidate(anybody, "shown", PASSED, SHOWN),
    ]
    rest = [["refused"], ["sent back", "unseen"]]
    assert names(select(everyone, None, again=False)) == [["new"], ["shown"], *rest]
    assert names(select(everyone, SHOWN.on, again=False)) == [["new", "shown"], [], *rest]
    assert names(select(everyone, TODAY, again=True)) == [["new", "shown"], [], *rest]


def test_without_anybody_new_the_last_list_is_made_anew(anybody: Linted) -> None:
    later = SHOWN._replace(on=date(2026, 9, 22), until=date(2026, 9, 29))
    everyone = [candidate(anybody, "one", PASSED, SHOWN), candidate(anybody, "two", PASSED, later)]
    assert names(select(everyone, None, again=False)) == [["two"], ["one"], [], []]


def test_some_notices_wait_for_everybody(make: Make, anybody: Linted) -> None:
    huzhou = make("zhou", source=HUZHOU)
    strip = huzhou.dossier._replace(sections={}) if huzhou.dossier else None
    huzhou = huzhou._replace(dossier=strip)
    unread = anybody._replace(dossier=None, profile=None)
    here = [candidate(anybody, "new", PASSED), candidate(anybody, "unseen")]
    there = [candidate(huzhou, "zhou", PASSED), candidate(huzhou, "sent back", RETURNED), candidate(unread, "unread")]
    selections = select_by_notice([*here, *there], None, again=False)
    assert waits_for_all(selections)
    assert [one.standing.name for one in awaited(selections)] == ["sent back", "unread"]
    assert awaited(select_by_notice(here, None, again=False)) == ()


def test_the_list_as_files(anybody: Linted, tmp_path: Path) -> None:
    listed = [candidate(anybody, "li", PASSED, OBJECTED)]
    heading = Heading("药学院", "人事科（电话 2000）")
    done = hang(listed, tmp_path / "out", date(2026, 9, 28), TODAY, heading, named=False)
    assert [path.name for path in done.paths] == [
        "公示表 2026-09-28.xlsx",
        "公示表 2026-09-28.docx",
        "公示异议（内部） 2026-09-28.xlsx",
    ]
    sheet = openpyxl.load_workbook(done.paths[0]).active
    assert sheet is not None
    texts = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]
    assert texts[0] == ["药学院职称申报人员公示表"]
    assert "2026年9月28日（星期一）至2026年10月10日（星期六）（5 个工作日，开始当天不算在内）" in texts[1][0]
    assert texts[2] == ["序号", "姓名", "工作部门", "工作岗位", "所属申报职称系列", "申报级别", "主要业绩"]
    assert texts[3][:4] == ["1", "=1+1", "药学院", "专任教师"]
    assert texts[3][6].startswith("论文（4）：雪松叶二萜成分的分离")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert texts[4:] == [["公示期间如有异议，请实名向人事科（电话 2000）反映。"], ["药学院"], ["2026年9月28日"]]
    internal = openpyxl.load_workbook(done.paths[2]).active
    assert internal is not None
    rows = list(internal.iter_rows(values_only=True))
    assert rows[1] == ("=1+1", "未处理", "=署名有疑问", "许岚", "2026-09-15")
    document = docx.Document(str(done.paths[1]))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [texts[2], texts[3]]
    assert [one.text for one in document.paragraphs] == [
        *texts[0],
        *texts[1],
        *(text for row in texts[4:] for text in row),
    ]


def test_nothing_of_an_objection_is_hung(anybody: Linted, tmp_path: Path) -> None:
    listed = [candidate(anybody, "li", PASSED, OBJECTED)]
    done = hang(listed, tmp_path / "out", date(2026, 9, 28), TODAY, Heading(), named=False)
    for path in done.paths[:2]:
        import zipfile

        with zipfile.ZipFile(path) as parts:
            assert all("署名".encode() not in parts.read(name) for name in parts.namelist())


def test_the_period_is_noted_once_and_the_files_repeat(anybody: Linted, tmp_path: Path) -> None:
    out, start = tmp_path / "out", date(2026, 9, 28)
    listed = [candidate(anybody, "li", PASSED)]
    first = [path.read_bytes() for path in hang(listed, out, start, TODAY, Heading("院"), named=True).paths]
    table = read_record(tmp_path / REVIEWS_NAME)
    assert table is not None
    (noted,) = table.entries
    assert (noted.step, noted.on, noted.until, noted.by) == ("publicity", start, date(2026, 10, 10), "院")
    again = [candidate(anybody, "li", PASSED, noted)]
    done = hang(again, out, None, TODAY, Heading("院"), named=True)
    assert [path.read_bytes() for path in done.paths] == first
    assert done.paths[0].name == "公示表 zj-hznu-2023 2026-09-28.xlsx"
    assert read_record(tmp_path / REVIEWS_NAME) == table


def test_it_starts_on_the_next_working_day_and_speaks_english(anybody: Linted, tmp_path: Path) -> None:
    done = hang([candidate(anybody, "li", PASSED)], tmp_path, None, date(2026, 10, 3), Heading(lang="en"), named=False)
    assert (done.period.start, done.people) == (date(2026, 10, 8), 1)
    sheet = openpyxl.load_workbook(io.BytesIO(done.paths[0].read_bytes())).active
    assert sheet is not None
    assert sheet["A1"].value == "Applicants for professional titles"
    assert "from Thursday 8 October 2026 to Wednesday 14 October 2026" in str(sheet["A2"].value)
    assert [cell.value for cell in sheet[3]][:3] == ["No.", "Name", "Department"]
