"""A heap is sorted by the whole command: proposed, corrected in the workbook, carried out, linted, taken back.

What would be read off the pages is stored beforehand, as reading would have left it; nothing is recognised here.
"""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.sort_sheet import FILE, NEW_FIELD, NEW_VALUE, PIECES_SHEET, PUT, RECORD, RECORDS_SHEET
from zcdossier.probe.page_store import FileReading, PageStore

Run = Callable[..., Any]
Tree = Mapping[str, bytes]

MANIFEST = """\
profile: zj-hznu-2023   # 学校的通知
level: 副高
applicant: {name: 林晓, employer: 江州大学}
sections:
  awards:
    # 先写了一条
    - folder: 05-获奖情况/a
      title: 雪松叶二萜成分的发现
      award_name: 江州市自然科学奖
      date: 2022-03-18
"""
AWARD = ("获奖证书", "项目名称：雪松叶二萜成分的发现", "完成人：林晓", "江州市自然科学奖", "2022年3月18日")
PATENT = (
    "发明专利证书",
    "发明名称：一种二萜的提取方法",
    "发明人：林晓",
    "专利号：ZL 2020 1 0123456.7",
    "授权公告日：2021年8月3日",
)
MENU = ("今日菜单", "红烧肉二十八元一份", "清炒时蔬十二元一份")
PHOTO, SECOND, LUNCH = "IMG_20230512_090001.jpg", "mmexport1683900000000.jpg", "微信图片_20230512120000.jpg"


class Heap:
    """A heap and a dossier whose store has what was read off the heap's pages."""

    def __init__(self, place: Path) -> None:
        self.inbox, self.dossier = place / "手机里的", place / "材料"
        self.inbox.mkdir()
        self.dossier.mkdir()
        (self.dossier / "dossier.yaml").write_bytes(MANIFEST.encode())
        self._store = PageStore(self.dossier)

    def put(self, name: str, lines: tuple[str, ...]) -> bytes:
        """Put a photograph into the heap, of which these lines were read."""
        data = picture(name)
        (self.inbox / name).write_bytes(data)
        read = tuple(
            TextLine(text, 0.99, Box(0.1, 0.1 + 0.05 * at, 0.9, (0.12 if at else 0.16) + 0.05 * at))
            for at, text in enumerate(lines)
        )
        page = PageFacts(1, TextSource.OCR, read, 0, 1.0, is_blank=False)
        self._store.keep(hashlib.sha256(data).hexdigest(), FileReading((page,), 1, "stored"))
        return data

    @property
    def files(self) -> Tree:
        """What the user has in the dossier, without what a run keeps or writes for itself."""
        return {name: data for name, data in tree(self.dossier).items() if name.split("/")[0] not in OURS}

    def rows(self, sheet: str = PIECES_SHEET) -> list[tuple[Any, ...]]:
        """Return the rows of the latest plan, without the heads."""
        book = load_workbook(self.plan)
        return [row for row in book[sheet].iter_rows(min_row=2, values_only=True) if row[0]]

    def correct(self, change: Callable[[Worksheet, Worksheet], None]) -> None:
        """Change the plan as a user does, by hand in the workbook."""
        book = load_workbook(self.plan)
        change(book[PIECES_SHEET], book[RECORDS_SHEET])
        book.save(self.plan)

    def write(self, column: int, value: str) -> None:
        """Write something into the first row of the plan."""
        self.correct(lambda pieces, _records: pieces.cell(2, column + 1).__setattr__("value", value))

    @property
    def plan(self) -> Path:
        return max((self.dossier / "build").glob("整理方案*.xlsx"), key=lambda path: path.stat().st_mtime_ns)


OURS = {"build", ".zcdossier"}


def tree(root: Path) -> Tree:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def picture(name: str) -> bytes:
    """A small picture that differs from every other."""
    shade = hashlib.sha256(name.encode("utf-8", "surrogateescape")).digest()
    data = BytesIO()
    Image.new("RGB", (120, 160), (shade[0], shade[1], shade[2])).save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def heap(tmp_path: Path) -> Heap:
    return Heap(tmp_path)


def test_a_heap_is_proposed_corrected_applied_and_taken_back(zc: Run, heap: Heap) -> None:
    award, patent = heap.put(PHOTO, AWARD), heap.put(SECOND, PATENT)
    heap.put(LUNCH, MENU)
    before, originals, place = heap.files, tree(heap.inbox), heap.inbox.parent
    ran = zc("--lang", "en", "sort", heap.inbox.name, "--into", heap.dossier.name, cwd=place)
    assert ran.code == 0, ran.both
    assert "2 pieces have a place in 2 records, 1 of them new; 1 are left" in ran.out
    assert heap.files == before
    assert {row[FILE]: row[PUT] for row in heap.rows()} == {PHOTO: "放", SECOND: "放", LUNCH: "不放"}

    def name_it(_pieces: Worksheet, records: Worksheet) -> None:
        for row in records.iter_rows(min_row=2):
            if row[NEW_FIELD].value == "专利名称" or row[NEW_VALUE].value == "一种二萜的提取方法":
                row[NEW_VALUE].value = "一种二萜的提取方法及应用"

    heap.correct(name_it)
    ran = zc("--lang", "en", "sort", heap.inbox.name, "--into", heap.dossier.name, "--apply", cwd=place)
    assert ran.code == 0, ran.both
    assert "copied 2 files" in ran.out
    added = {name: data for name, data in heap.files.items() if name not in before}
    assert sorted(added.values()) == sorted((award, patent))
    assert [name for name, data in added.items() if data == award and name.startswith("05-获奖情况/a/1-")]
    manifest = heap.files["dossier.yaml"].decode()
    assert manifest.startswith(MANIFEST)
    assert "一种二萜的提取方法及应用" in manifest
    assert "# 请核对" in manifest.removeprefix(MANIFEST)
    assert tree(heap.inbox) == originals

    linted = zc("lint", "--format", "json", heap.dossier.name, cwd=place)
    assert linted.code in (0, 1), linted.both
    assert "ZC0" not in {finding["code"][:3] for finding in findings_of(linted.json)}, linted.out

    again = zc("--lang", "en", "sort", heap.inbox.name, "--into", heap.dossier.name, cwd=place)
    assert again.out.startswith("nothing new: 2 pieces are in the dossier already, 1 without a place"), again.both
    undone = zc("--lang", "en", "sort", "--into", heap.dossier.name, "--undo", cwd=place)
    assert undone.code == 0, undone.both
    assert heap.files == before
    assert tree(heap.inbox) == originals


def findings_of(answer: Any) -> list[dict[str, Any]]:
    return [finding for dossier in answer["dossiers"] for finding in dossier["findings"]]


def test_what_the_user_says_no_to_stays_where_it_is(zc: Run, heap: Heap) -> None:
    heap.put(PHOTO, AWARD)
    heap.put(SECOND, PATENT)
    before, place = heap.files, heap.inbox.parent
    assert zc("sort", heap.inbox.name, "--into", heap.dossier.name, cwd=place).code == 0

    def refuse_new(pieces: Worksheet, _records: Worksheet) -> None:
        for row in pieces.iter_rows(min_row=2):
            if row[FILE].value == SECOND:
                row[PUT].value = "不放"

    heap.correct(refuse_new)
    ran = zc("sort", heap.inbox.name, "--into", heap.dossier.name, "--apply", cwd=place)
    assert ran.code == 0, ran.both
    assert len(heap.files) == len(before) + 1
    assert heap.files["dossier.yaml"] == MANIFEST.encode()


def test_a_correction_that_means_nothing_changes_nothing(zc: Run, heap: Heap) -> None:
    heap.put(PHOTO, AWARD)
    before, place = heap.files, heap.inbox.parent
    assert zc("sort", heap.inbox.name, "--into", heap.dossier.name, cwd=place).code == 0
    proposed = heap.plan.read_bytes()
    odd = ((RECORD, "没有这一条"), (PUT, "也许"), (FILE, "../材料/dossier.yaml"), (FILE, "没有.jpg"))
    for column, value in odd:
        heap.plan.write_bytes(proposed)
        heap.write(column, value)
        ran = zc("--lang", "en", "sort", heap.inbox.name, "--into", heap.dossier.name, "--apply", cwd=place)
        assert ran.code == 2, (value, ran.both)
        assert "Nothing was put" in ran.err
        assert value in ran.err
        assert heap.files == before


HOSTILE = (
    "CON.jpg",
    "aux .png.jpg",
    "证" * 80 + ".jpg",
    "=HYPERLINK(1).jpg",
    "<script>alert(1)<_script>.jpg",
    "..证书..jpg",
    "a'b\"c&d.jpg",
)


@pytest.mark.skipif(os.name != "posix", reason="such names can't be made here")
def test_names_meant_to_harm_do_none(zc: Run, heap: Heap) -> None:
    for name in HOSTILE:
        heap.put(name, MENU)
    heap.put(PHOTO, AWARD)
    heap.put("=CON|证书:?*.jpg", PATENT)
    outside = heap.inbox.parent / "别人的.jpg"
    outside.write_bytes(picture("别人的"))
    (heap.inbox / "链接.jpg").symlink_to(outside)
    (heap.inbox / "断的.jpg").symlink_to("nowhere.jpg")
    os.mkfifo(heap.inbox / "管子.jpg")
    with zipfile.ZipFile(heap.inbox / "打包.zip", "w") as archive:
        archive.writestr("../../跑出去.jpg", b"x")
    (heap.inbox / "空的.jpg").touch()
    (heap.inbox / "不是图.jpg").write_bytes(b"\xff\xd8\xff rubbish")
    before, place = heap.files, heap.inbox.parent
    ran = zc("sort", heap.inbox.name, "--into", heap.dossier.name, cwd=place)
    assert ran.code == 0, ran.both
    put = {row[FILE]: row[PUT] for row in heap.rows()}
    assert {name for name, decision in put.items() if decision == "放"} == {PHOTO, "=CON|证书:?*.jpg"}
    assert {"链接.jpg", "断的.jpg", "管子.jpg", "打包.zip", "空的.jpg", "不是图.jpg"} <= {*put}
    formulas = [cell for row in load_workbook(heap.plan)[PIECES_SHEET].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in formulas if cell.column == FILE + 1)
    page = next((heap.dossier / "build").glob("整理方案*.html")).read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    ran = zc("sort", heap.inbox.name, "--into", heap.dossier.name, "--apply", cwd=place)
    assert ran.code == 0, ran.both
    for name in {*heap.files} - {*before}:
        assert not {*'<>:"|?*\\'} & {*name}, name
        assert all(len(piece.encode()) <= 255 for piece in name.split("/"))
    assert zc("sort", "--into", heap.dossier.name, "--undo", cwd=place).code == 0
    assert heap.files == before


def test_a_workbook_gets_the_new_records_and_gives_them_back(zc: Run, heap: Heap) -> None:
    patent, place = heap.put(SECOND, PATENT), heap.inbox.parent
    (heap.dossier / "dossier.yaml").unlink()
    heap.dossier.rename(place / "读过的")
    ran = zc("init", heap.dossier.name, "--profile", "zj-hznu-2023", "--level", "副高", "--as", "xlsx", cwd=place)
    assert ran.code == 0, ran.both
    shutil.copytree(place / "读过的", heap.dossier, dirs_exist_ok=True)
    book = load_workbook(heap.dossier / "申报表.xlsx")
    name = next(cell for row in book["申报人"].iter_rows() for cell in row if str(cell.value).startswith("姓名"))
    book["申报人"].cell(name.row, name.column + 1).value = "林晓"
    book.save(heap.dossier / "申报表.xlsx")
    before = heap.files
    assert zc("sort", heap.inbox.name, "--into", heap.dossier.name, cwd=place).code == 0
    ran = zc("sort", heap.inbox.name, "--into", heap.dossier.name, "--apply", cwd=place)
    assert ran.code == 0, ran.both
    assert patent in heap.files.values()
    rows = load_workbook(heap.dossier / "申报表.xlsx")["专利（著作权）情况"].iter_rows(values_only=True)
    added = [row for row in rows if any("一种二萜的提取方法" in str(cell) for cell in row)]
    assert [any(str(cell).startswith("请核对：") for cell in row) for row in added] == [True]
    linted = zc("lint", "--format", "json", heap.dossier.name, cwd=place)
    assert not [finding for finding in findings_of(linted.json) if finding["code"].startswith("ZC00")], linted.out
    assert zc("sort", "--into", heap.dossier.name, "--undo", cwd=place).code == 0
    assert heap.files == before
