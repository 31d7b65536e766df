"""The publicity list: who is on it, what stands there, and that no text becomes a formula."""

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.office.publicity_list import (
    PlannedList,
    PublicityCandidate,
    PublicitySelection,
    check_nobody_is_dropped,
    check_nobody_is_pending,
    check_start,
    find_pending,
    must_wait_for_all,
    plan_list,
    select_applicants,
    select_by_notice,
    write_list,
)
from zcdossier.app.office.review_status import review_status_of, unread_status
from zcdossier.app.office.reviews import REVIEWS_NAME, read_record
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.review import History, ObjectionState, ReviewEntry
from zcdossier.report.office.publicity import PublicityOptions

TODAY = date(2026, 9, 25)
PASSED = ReviewEntry("", "", "unit", "通过", "同意", "许岚", date(2026, 9, 11))
RETURNED = PASSED._replace(decision="退回", text="缺封底")
REFUSED = PASSED._replace(decision="不通过", text="年限不够")
PEOPLE = {"li": "林晓", "lin": "林晓", "wang": "王芳"}
SHOWN = ReviewEntry("", "", "publicity", "公示", "", "", date(2026, 9, 14), date(2026, 9, 20))
OBJECTED = ReviewEntry("", "", "objection", ObjectionState.OPEN, "=署名有疑问", "许岚", date(2026, 9, 15))


@pytest.fixture
def anybody(make: Make) -> LintResult:
    return make("li", person="=1+1")


def candidate(linted: LintResult, name: str, *entries: ReviewEntry) -> PublicityCandidate:
    history = History(tuple(entry._replace(dossier=name) for entry in entries))
    return PublicityCandidate(
        linted, review_status_of(linted, history, name, TODAY), linted.root.parent / REVIEWS_NAME, name
    )


def names(selection: PublicitySelection) -> list[list[str]]:
    return [[candidate.status.name for candidate in group] for group in selection]


def test_who_is_on_it(anybody: LintResult) -> None:
    everyone = [
        candidate(anybody, "new", PASSED),
        candidate(anybody, "sent back", RETURNED),
        candidate(anybody, "refused", REFUSED),
        candidate(anybody, "unseen"),
        candidate(anybody, "shown", PASSED, SHOWN),
    ]
    rest = [["refused"], ["sent back", "unseen"]]
    assert names(select_applicants(everyone, None, again=False)) == [["new"], ["shown"], *rest]
    assert names(select_applicants(everyone, SHOWN.on, again=False)) == [["new", "shown"], [], *rest]
    assert names(select_applicants(everyone, TODAY, again=True)) == [["new", "shown"], [], *rest]


def test_without_anybody_new_the_last_list_is_made_anew(anybody: LintResult) -> None:
    later = SHOWN._replace(on=date(2026, 9, 22), until=date(2026, 9, 29))
    everyone = [candidate(anybody, "one", PASSED, SHOWN), candidate(anybody, "two", PASSED, later)]
    assert names(select_applicants(everyone, None, again=False)) == [["two"], ["one"], [], []]


def test_some_notices_wait_for_everybody(make: Make, anybody: LintResult) -> None:
    huzhou = make("zhou", source=HUZHOU)
    strip = huzhou.dossier._replace(sections={}) if huzhou.dossier else None
    huzhou = huzhou._replace(dossier=strip)
    unread = anybody._replace(dossier=None, profile=None)
    passed = [candidate(anybody, "new", PASSED), candidate(anybody, "unseen")]
    candidates = [
        candidate(huzhou, "zhou", PASSED),
        candidate(huzhou, "sent back", RETURNED),
        candidate(unread, "unread"),
    ]
    selections = select_by_notice([*passed, *candidates], None, again=False)
    assert must_wait_for_all(selections)
    assert [pending.status.name for pending in find_pending(selections)] == ["sent back", "unread"]
    elsewhere = [
        applicant.status for applicant in (candidate(huzhou, "far", RETURNED), candidate(huzhou, "well", PASSED))
    ]
    with pytest.raises(CannotRunError, match="still open: sent back, unread, lost, far\\."):
        check_nobody_is_pending(selections, [unread_status("lost", Label("坏了", "broken"))], lambda: elsewhere)
    check_nobody_is_pending(
        select_by_notice(passed, None, again=False), [], lambda: pytest.fail("nobody is waited for")
    )
    assert find_pending(select_by_notice(passed, None, again=False)) == ()


def test_a_first_day_years_away_is_a_slip() -> None:
    check_start(date(2027, 9, 26), TODAY)
    for start in (date(2027, 9, 27), date(2025, 9, 23)):
        with pytest.raises(CannotRunError, match="more than a year"):
            check_start(start, TODAY)


def test_the_list_as_files(anybody: LintResult, tmp_path: Path) -> None:
    listed = [candidate(anybody, "li", PASSED, OBJECTED)]
    heading = PublicityOptions("药学院", "人事科（电话 2000）")
    paths = write_list(plan_list(listed, tmp_path / "out", date(2026, 9, 28), TODAY, heading, named=False))
    assert [path.name for path in paths] == [
        "公示表 2026-09-28.xlsx",
        "公示表 2026-09-28.docx",
        "公示异议（内部） 2026-09-28.xlsx",
    ]
    sheet = openpyxl.load_workbook(paths[0]).active
    assert sheet is not None
    texts = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]
    assert texts[0] == ["药学院职称申报人员公示表"]
    assert "2026年9月28日（星期一）至2026年10月10日（星期六）（5 个工作日，开始当天不算在内）" in texts[1][0]
    assert texts[2] == ["序号", "姓名", "工作部门", "工作岗位", "所属申报职称系列", "申报级别", "主要业绩"]
    assert texts[3][:4] == ["1", "=1+1", "药学院", "专任教师"]
    assert texts[3][6].startswith("论文（4）：雪松叶二萜成分的分离")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert texts[4:] == [["公示期间如有异议，请实名向人事科（电话 2000）反映。"], ["药学院"], ["2026年9月28日"]]
    internal = openpyxl.load_workbook(paths[2]).active
    assert internal is not None
    rows = list(internal.iter_rows(values_only=True))
    assert rows[1] == ("=1+1", "未处理", "=署名有疑问", "许岚", "2026-09-15")
    document = docx.Document(str(paths[1]))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [texts[2], texts[3]]
    assert [paragraph.text for paragraph in document.paragraphs] == [
        *texts[0],
        *texts[1],
        *(text for row in texts[4:] for text in row),
    ]


def planned(listed: list[PublicityCandidate], out: Path) -> PlannedList:
    return plan_list(listed, out, date(2026, 9, 28), TODAY, PublicityOptions(), named=False)


def test_nobody_is_dropped_from_a_list_already_written(make: Make, tmp_path: Path) -> None:
    out = tmp_path / "out"
    everybody = [candidate(make(name, person=person), name, PASSED) for name, person in PEOPLE.items()]
    check_nobody_is_dropped(planned(everybody[:1], out))
    write_list(planned(everybody, out))
    check_nobody_is_dropped(planned(everybody, out))
    for fewer, missing in ((everybody[:1], "林晓、王芳"), (everybody[1:], "林晓"), (everybody[:2], "王芳")):
        with pytest.raises(CannotRunError) as raised:
            check_nobody_is_dropped(planned(fewer, out))
        assert f"已有 3 人，这一次是 {len(fewer)} 人，少了 {missing}；" in raised.value.why.zh
    (sheet,) = out.glob("公示表*.xlsx")
    sheet.write_bytes(b"spoilt")
    with pytest.raises(CannotRunError, match="can't be read"):
        check_nobody_is_dropped(planned(everybody, out))
    sheet.unlink()
    with pytest.raises(CannotRunError, match="can't be read"):
        check_nobody_is_dropped(planned(everybody, out))


def test_only_what_is_submitted_is_publicised(make: Make, tmp_path: Path) -> None:
    unselected = make("z", [{"set": {"path": "sections.achievements[0].selected", "value": "否"}}], source=HUZHOU)
    assert unselected.dossier is not None
    records = unselected.dossier.sections["achievements"]
    left_out = [record.text("title") for record in records if record.text("selected") == "否"]
    submitted = [record.text("title") for record in records if record.text("selected") != "否"]
    assert len(left_out) == 2
    sheet = openpyxl.load_workbook(
        write_list(planned([candidate(unselected, "z", PASSED)], tmp_path / "out"))[0]
    ).active
    assert sheet is not None
    text = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert not [title for title in left_out if title in text]
    assert all(title in text for title in submitted)
    assert f"业绩档案（{len(submitted)}）" in text


def test_nothing_of_an_objection_is_hung(anybody: LintResult, tmp_path: Path) -> None:
    listed = [candidate(anybody, "li", PASSED, OBJECTED)]
    for path in write_list(planned(listed, tmp_path / "out"))[:2]:
        import zipfile

        with zipfile.ZipFile(path) as parts:
            assert all("署名".encode() not in parts.read(name) for name in parts.namelist())


def test_the_period_is_noted_once_and_the_files_repeat(anybody: LintResult, tmp_path: Path) -> None:
    out, start = tmp_path / "out", date(2026, 9, 28)
    listed = [candidate(anybody, "li", PASSED)]
    first = [
        path.read_bytes()
        for path in write_list(plan_list(listed, out, start, TODAY, PublicityOptions("院"), named=True))
    ]
    table = read_record(tmp_path / REVIEWS_NAME)
    assert table is not None
    (noted,) = table.entries
    assert (noted.step, noted.on, noted.until, noted.by) == ("publicity", start, date(2026, 10, 10), "院")
    again = [candidate(anybody, "li", PASSED, noted)]
    paths = write_list(plan_list(again, out, None, TODAY, PublicityOptions("院"), named=True))
    assert [path.read_bytes() for path in paths] == first
    assert paths[0].name == "公示表 zj-hznu-2023 2026-09-28.xlsx"
    assert read_record(tmp_path / REVIEWS_NAME) == table


def test_it_starts_on_the_next_working_day_and_speaks_english(anybody: LintResult, tmp_path: Path) -> None:
    listed = [candidate(anybody, "li", PASSED)]
    for today, start in (((9, 22), (9, 23)), ((9, 30), (10, 8))):
        plan = plan_list(listed, tmp_path, None, date(2026, *today), PublicityOptions(), named=False)
        assert plan.period.start == date(2026, *start), "the next working day is never the day itself"
    plan = plan_list(listed, tmp_path, None, date(2026, 10, 3), PublicityOptions(lang="en"), named=False)
    assert plan.period.start == date(2026, 10, 8)
    sheet = openpyxl.load_workbook(io.BytesIO(write_list(plan)[0].read_bytes())).active
    assert sheet is not None
    assert sheet["A1"].value == "Applicants for professional titles"
    assert "from Thursday 8 October 2026 to Wednesday 14 October 2026" in str(sheet["A2"].value)
    assert [cell.value for cell in sheet[3]][:3] == ["No.", "Name", "Department"]
