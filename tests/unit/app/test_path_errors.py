"""What is said of a path that names no dossier: the slips of people who type, and what they probably meant."""

from pathlib import Path

import pytest

from zcdossier.app.find_dossiers import find_dossiers
from zcdossier.app.path_errors import missing_path_error, no_dossier_error, no_folder_error
from zcdossier.errors import CannotRunError


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("我的材料", "别的 材料"):
        (tmp_path / name / "09-论文" / "甲").mkdir(parents=True)
        (tmp_path / name / "dossier.yaml").touch()
    (tmp_path / "我的材料" / "photo.jpg").touch()
    (tmp_path / "空").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("我的材枓", "我的材料"),
        ("“我的材料”", "我的材料"),
        ("'我的材料'", "我的材料"),
        ("我的材料\u3000", "我的材料"),
        ("我的材料\\", "我的材料"),
        (".\\我的材料", "我的材料"),
        ("我的材枓/photo.jpg", "我的材料/photo.jpg"),
        ("我的材料/foto.jpg", "我的材料/photo.jpg"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_what_was_meant(typed: str, meant: str) -> None:
    assert missing_path_error(Path(typed)).why.zh == f"找不到 {Path(typed)}，是不是 {meant}？"


@pytest.mark.usefixtures("desk")
def test_a_name_that_was_cut_at_its_space() -> None:
    with pytest.raises(CannotRunError) as refused:
        find_dossiers([Path("别的"), Path("材料")])
    assert '英文双引号括起来："别的 材料"' in refused.value.why.zh


@pytest.mark.parametrize("typed", ["—mark", "－－mark", "–mark", "−mark"])
@pytest.mark.usefixtures("desk")
def test_an_option_with_another_dash(typed: str) -> None:
    assert missing_path_error(Path(typed)).why.zh == f"找不到 {typed}；选项前面要两个英文减号：--mark"


def test_two_of_one_name(desk: Path) -> None:
    for name in ("陈大雪（水利站）", "陈大雪（设计院）", "周叶（药学院）"):
        (desk / name).mkdir()
    assert missing_path_error(Path("周叶")).why.zh == "找不到 周叶，是不是 周叶（药学院）？"
    message = missing_path_error(Path("陈大雪")).why.zh
    assert message == "找不到 陈大雪，是哪一个：陈大雪（水利站）、陈大雪（设计院）？"


def test_where_nothing_is_like_it(desk: Path) -> None:
    assert f"终端现在在 {desk}" in missing_path_error(Path("李")).why.zh
    assert "拖进终端窗口" in missing_path_error(Path("D:\\材料\\张三")).why.zh
    assert "拖进终端窗口" in missing_path_error(Path("/nowhere/at/all")).why.zh


def test_a_file_in_place_of_a_folder(desk: Path) -> None:
    assert "先解压" in no_folder_error(desk / "材料.ZIP").why.zh
    assert no_folder_error(Path("我的材料/photo.jpg")).why.zh.endswith("要写整份材料的文件夹：我的材料")
    assert no_folder_error(desk / "a.txt").why.zh.endswith("这里要写文件夹")


def test_a_folder_that_is_no_dossier(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = Path("我的材料/09-论文")
    assert no_dossier_error(inner / "甲").why.zh.endswith("要写整份材料的文件夹：我的材料")
    assert "zcdossier init" in no_dossier_error(Path("空")).why.zh
    (desk / "空" / "材料.rar").touch()
    assert "有压缩包 材料.rar；先解压" in no_dossier_error(Path("空")).why.zh
    monkeypatch.chdir(desk / inner)
    assert no_dossier_error(Path()).why.zh.endswith(f"要写整份材料的文件夹：{desk / '我的材料'}")
    (desk / "空" / "材料.rar").unlink()
    monkeypatch.chdir(desk / "空")
    assert no_dossier_error(Path()).why.zh.startswith(f"当前文件夹（{desk / '空'}）")
