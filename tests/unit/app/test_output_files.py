"""Files are written whole or not at all, and what keeps them from it is said with what may help."""

import io
from contextlib import nullcontext
from pathlib import Path

import openpyxl
import pytest

from zcdossier.app.output_files import check_replaceable, check_writable, make_output_folder, write_file
from zcdossier.errors import CannotRunError, explain_os_errors, system_reason
from zcdossier.model.label import Label
from zcdossier.report.workbook import TableSheet, as_xlsx, csv_bytes

TABLE = TableSheet("汇总", ("申报材料", "错误"), [("a", 1)], (10, 10))


def new_book() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def test_a_file_in_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.html"
    check_writable(path)
    assert list(path.parent.iterdir()) == []
    write_file(path, b"1")
    write_file(path, b"2")
    assert [path.read_bytes(), list(path.parent.iterdir())] == [b"2", [path]]


@pytest.mark.parametrize(
    ("name", "advice"),
    [("汇总.xlsx", "Excel"), ("a.CSV", "Excel"), ("公示表.docx", "Word"), ("report.html", ""), ("a.json", "")],
)
@pytest.mark.parametrize("write", [lambda path: write_file(path, b""), check_writable])
def test_who_holds_a_file_is_guessed_by_its_ending(tmp_path: Path, name: str, advice: str, write) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(CannotRunError) as refused:
        write(tmp_path / name)
    assert refused.value.why.zh.startswith(f"写不出 {tmp_path / name}：有一个同名的文件夹")
    assert refused.value.why.zh.endswith(f"；如果正在 {advice} 里打开着，先关掉" if advice else "文件夹")
    assert ("close it first" in refused.value.why.en) == bool(advice)


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("交来.xlsx", b"PK\x03\x04", True),
        ("汇总.xlsx", as_xlsx([TABLE], "检查汇总"), False),
        ("汇总.xlsx", new_book(), True),
        ("汇总.csv", csv_bytes(TABLE), False),
        ("reviews.csv", "申报材料,姓名,环节,结果\n".encode(), True),
        ("名单.csv", "姓名\n林晓\n".encode("gbk"), True),
        ("a.csv", b"", False),
        ("lint.json", b"{}", False),
    ],
    ids=["cut short", "our table", "new workbook", "our list", "filled reviews", "in GBK", "empty", "not a table"],
)
def test_only_what_an_earlier_run_wrote_is_replaced(tmp_path: Path, name: str, data: bytes, *, kept: bool) -> None:
    check_replaceable(tmp_path / name)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CannotRunError, match="not changed") if kept else nullcontext():
        check_replaceable(tmp_path / name)


@pytest.mark.parametrize("name", ["申报表.xlsx", "Dossier.yaml"])
def test_a_result_is_not_called_as_a_manifest_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotRunError, match="what a manifest is called"):
        check_replaceable(tmp_path / name)


def test_a_folder_that_takes_no_file(tmp_path: Path) -> None:
    make_output_folder(tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(CannotRunError, match=r"can't write to .*file: File exists"):
        make_output_folder(tmp_path / "file")


def test_only_what_the_system_refuses_is_explained() -> None:
    with pytest.raises(ValueError, match="ours"), explain_os_errors(Label("打不开", "can't open")):
        raise ValueError("ours")
    with pytest.raises(CannotRunError) as refused, explain_os_errors(Label("打不开", "can't open"), Label("。", ".")):
        raise TimeoutError
    assert (refused.value.why.zh, refused.value.why.en) == ("打不开：TimeoutError。", "can't open: TimeoutError.")
    assert system_reason(OSError(28, "No space left on device")) == Label("磁盘满了", "No space left on device")
    assert system_reason(OSError(9999, "Strange")) == Label("Strange", "Strange")


class _WindowsError(OSError):
    """What Windows raises has a number of its own besides."""

    winerror = 0


@pytest.mark.parametrize(
    ("number", "by_windows", "path", "reason"),
    [
        (13, 32, "C:\\张三\\申报表.xlsx", "正被别的程序占用"),
        (13, 5, "C:\\张三\\申报表.xlsx", "没有权限"),
        (2, 3, "C:\\张三\\申报表.xlsx", "没有这个文件或文件夹"),
        (2, 3, "C:\\" + "很长的名字\\" * 43 + "1.pdf", "名字或整个路径太长"),
    ],
)
def test_what_windows_knows_better(number: int, by_windows: int, path: str, reason: str) -> None:
    error = _WindowsError(number, "系统自己的话", path)
    error.winerror = by_windows
    assert system_reason(error).zh == reason
    assert system_reason(error).en.isascii()  # whatever its language is
