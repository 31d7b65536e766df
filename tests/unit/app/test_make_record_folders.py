"""Init --folders: the folders that records name, or that are named for them; nothing outside, nothing twice."""

import pytest
from sheet_files import SheetXml, book_bytes

from zcdossier.app.init_dossier import init_dossier
from zcdossier.app.make_record_folders import make_record_folders
from zcdossier.errors import CannotRunError

HEAD = [["项目", "填写内容"], ["申报要求", "case"], ["申报级别", "副高"]]


def workbook(root, *rows) -> None:
    root.mkdir()
    papers = SheetXml("论文", [["题目", "文件夹"], *rows])
    (root / "申报表.xlsx").write_bytes(book_bytes(SheetXml("申报人", HEAD), papers))


def test_of_a_workbook(desk) -> None:
    root = desk.base / "li-ming"
    workbook(root, ["甲：乙"], ["丙", "旧的"], ["甲：乙"], [None, "../外面"], ["丁", "/etc/x"])
    result = make_record_folders(root / "申报表.xlsx")
    assert result.made == ("09-论文/甲：乙", "09-论文/旧的", "09-论文/甲：乙 2")
    assert result.refused == ("../外面", "/etc/x")
    assert not (desk.base / "外面").exists()
    again = make_record_folders(root)
    assert (again.made, again.present) == ((), 3)


def test_of_a_text(desk) -> None:
    root = desk.dossier()
    planned = make_record_folders(root)
    assert all((root / folder).is_dir() for folder in ("09-论文/甲", "09-论文/乙"))
    assert len(planned.made) + planned.present == 2


def test_a_link_out_of_the_dossier(desk) -> None:
    root, elsewhere = desk.base / "li-ming", desk.base / "elsewhere"
    workbook(root, ["甲", "09-论文/甲"])
    elsewhere.mkdir()
    (root / "09-论文").symlink_to(elsewhere, target_is_directory=True)
    assert make_record_folders(root).refused == ("09-论文/甲",)
    assert list(elsewhere.iterdir()) == []


def test_nothing_to_read(desk) -> None:
    (desk.base / "empty").mkdir()
    with pytest.raises(CannotRunError, match="zcdossier init makes a new dossier"):
        make_record_folders(desk.base / "empty")
    broken = desk.base / "broken"
    broken.mkdir()
    (broken / "申报表.xlsx").write_bytes(b"x")
    with pytest.raises(CannotRunError, match="can't be read"):
        make_record_folders(broken)


def test_a_new_workbook_beside_a_manifest_is_refused(desk) -> None:
    root = desk.dossier()
    with pytest.raises(CannotRunError, match="not changed"):
        init_dossier(root, "case", "full", as_workbook=True)
    assert not (root / "申报表.xlsx").exists()
