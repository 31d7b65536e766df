"""The record on disk: the nearest one counts, lines are only added, and two people may record at the same moment."""

import threading
from datetime import date
from pathlib import Path

import pytest

from zcdossier.app.office import reviews
from zcdossier.app.office.reviews import REVIEWS_NAME, ReviewRecords, add_entries, find_record, read_record
from zcdossier.app.office.reviews_csv import append_entries
from zcdossier.assemble.keeping.build_lock import BusyError, lock_folder
from zcdossier.errors import CannotRunError
from zcdossier.model.review import ReviewEntry

DAY = date(2026, 9, 11)


def entry(name: str, decision: str = "通过") -> ReviewEntry:
    return ReviewEntry(name, "", "unit", decision, "好", "许岚", DAY)


def dossier(root: Path) -> Path:
    root.mkdir(parents=True)
    (root / "dossier.yaml").write_text("profile: tiny\n", encoding="utf-8")
    return root


def test_the_nearest_record_counts_else_a_new_one_beside(tmp_path: Path) -> None:
    path = dossier(tmp_path / "学院" / "系" / "li")
    assert find_record(path, tmp_path / "学院") == tmp_path / "学院" / REVIEWS_NAME
    add_entries(tmp_path / REVIEWS_NAME, [entry("学院/系/li")])
    assert find_record(path, tmp_path / "学院") == tmp_path / REVIEWS_NAME
    add_entries(tmp_path / "学院" / "系" / REVIEWS_NAME, [entry("li")])
    assert find_record(path, tmp_path / "学院") == tmp_path / "学院" / "系" / REVIEWS_NAME


def test_above_the_office_another_file_of_that_name_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / REVIEWS_NAME).write_text("film,stars\nx,5\n", encoding="utf-8")
    home = tmp_path / "office"
    path = dossier(home / "li")
    assert find_record(path, home) == home / REVIEWS_NAME
    (home / REVIEWS_NAME).write_text("film,stars\nx,5\n", encoding="utf-8")
    with pytest.raises(CannotRunError, match="lacks"):
        ReviewRecords([path], home)


def test_histories_are_told_apart_and_keep_their_order(tmp_path: Path) -> None:
    li, wang = dossier(tmp_path / "li"), dossier(tmp_path / "王 芳")
    add_entries(tmp_path / REVIEWS_NAME, [entry("li", "退回"), entry("王 芳"), entry("nobody")])
    add_entries(tmp_path / REVIEWS_NAME, [entry("li")])
    records = ReviewRecords([li, wang], tmp_path)
    assert [entry.decision for entry in records.history(li).entries] == ["退回", "通过"]
    assert [entry.line for entry in records.history(wang).entries] == [3]
    assert [(path.name, entry.dossier, entry.line) for path, entry in records.unknown_dossiers()] == [
        (REVIEWS_NAME, "nobody", 4)
    ]
    latest = records.history(li).latest("unit")
    assert latest is not None
    assert latest.line == 5


def test_a_line_that_names_somebody_else_is_nobodys(tmp_path: Path) -> None:
    roots = [dossier(tmp_path / name) for name in ("李娜", "王芳", "02-王芳")]
    named = [("李娜", "王芳"), ("李娜", "李 娜"), ("02-王芳", "王芳"), ("王芳", "王芳（换过名）")]
    add_entries(tmp_path / REVIEWS_NAME, [entry(folder)._replace(name=name) for folder, name in named])
    records = ReviewRecords(roots, tmp_path)
    assert [len(records.history(root).entries) for root in roots] == [1, 1, 1]
    assert [(invalid.slip.line, "是两个人" in invalid.slip.message.zh) for invalid in records.invalid_lines()] == [
        (2, True)
    ]


def test_a_copy_beside_is_told_of_when_it_says_more(tmp_path: Path) -> None:
    root = dossier(tmp_path / "li")
    add_entries(tmp_path / REVIEWS_NAME, [entry("li", "退回")])
    for name in ("reviews-备份.csv", "reviews (1).csv"):
        (tmp_path / name).write_bytes((tmp_path / REVIEWS_NAME).read_bytes())
    (tmp_path / "reviews-x.csv").write_text("film,stars\n", encoding="utf-8")
    add_entries(tmp_path / "reviews (1).csv", [entry("li")])
    copies = ReviewRecords([root], tmp_path).unread_copies()
    assert [copy.name for _, copy in copies] == ["reviews (1).csv"]


def test_a_name_in_another_unicode_form_is_the_same(tmp_path: Path) -> None:
    path = dossier(tmp_path / "Ame\u0301lie")
    add_entries(tmp_path / REVIEWS_NAME, [entry("Am\u00e9lie")])
    assert len(ReviewRecords([path], tmp_path).history(path).entries) == 1


def test_a_name_in_another_unicode_form_is_no_stranger(tmp_path: Path) -> None:
    dossier(tmp_path / "syste\u0300me" / "Jose\u0301")
    other = dossier(tmp_path / "li")
    add_entries(tmp_path / REVIEWS_NAME, [entry("syst\u00e8me/Jos\u00e9"), entry("nobody")])
    assert [entry.dossier for _, entry in ReviewRecords([other], tmp_path).unknown_dossiers()] == ["nobody"]


HEAD = "申报材料,姓名,环节,结果,理由或意见,经办人,日期,公示结束"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (f'{HEAD}\r\nwang,王芳,公示异议,未处理,"学历存疑,李四,2026-12-01,', "第 2 行读不通"),
        (f"{HEAD}\r\nwang,王芳,公示异议,未处理,学历存疑,李四,九月,", "第 2 行：日期看不懂"),
        (f"{HEAD}\r\nwang,王芳,单位审核,退回,缺,页,李四,2026-09-11,x", "第 2 行：比第一行多出 1 格"),
        ("申报材料,环节,结果,日期\r\n", "少了这些列：理由或意见、经办人"),
    ],
)
def test_nothing_is_written_while_a_line_can_not_be_read(tmp_path: Path, typed: str, message: str) -> None:
    path = tmp_path / REVIEWS_NAME
    path.write_text(typed, encoding="utf-8", newline="")
    before = path.read_bytes()
    with pytest.raises(CannotRunError) as raised:
        add_entries(path, [entry("li")])
    assert message in raised.value.why.zh
    assert raised.value.why.en
    assert path.read_bytes() == before


def test_what_is_not_there_when_read_back_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "write_file", lambda path, _: path.write_bytes(b""))
    path = tmp_path / REVIEWS_NAME
    with pytest.raises(CannotRunError):
        add_entries(path, [entry("li")])
    monkeypatch.setattr(reviews, "write_file", lambda *_: None)
    path.unlink()
    with pytest.raises(CannotRunError, match="does not read back"):
        add_entries(path, [entry("li")])


def test_colleagues_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS_NAME

    def record(person: int) -> None:
        for number in range(5):
            add_entries(path, [entry(f"{person}-{number}")])

    threads = [threading.Thread(target=record, args=(person,)) for person in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    table = read_record(path)
    assert table is not None
    assert sorted(entry.dossier for entry in table.entries) == sorted(f"{a}-{b}" for a in range(4) for b in range(5))
    assert [path.name for path in tmp_path.iterdir()] == [REVIEWS_NAME]


def test_somebody_who_holds_it_for_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "_WAIT_SECONDS", 0.1)
    with lock_folder(tmp_path, "zcdossier office"), pytest.raises(BusyError, match="zcdossier office"):
        add_entries(tmp_path / REVIEWS_NAME, [entry("li")])
    assert not (tmp_path / REVIEWS_NAME).exists()


def test_a_record_that_can_not_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / REVIEWS_NAME
    before = append_entries(None, [entry("li")])
    path.write_bytes(before)
    with pytest.raises(CannotRunError, match="Excel"):
        add_entries(path / "below.csv", [entry("li")])
    assert path.read_bytes() == before
