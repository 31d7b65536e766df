"""Where output goes and what it looks like there: two streams, languages, colours, narrow encodings, a reader gone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ESCAPE = "\x1b"
EMOJI = "🎓"


@pytest.fixture
def desk(office: Any, scan: bytes) -> Any:
    """An office whose notice, dossier and scans have a character that GBK lacks, and one error."""
    notice = office.path / "profiles" / "tiny" / "profile.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("小通知", f"小通知{EMOJI}"), encoding="utf-8")
    root = office.with_scan("an", scan)
    (root / f"多余{EMOJI}.jpg").write_bytes(scan)
    (root / "photo.jpg").write_bytes(scan)
    manifest = root / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8").replace("title: 甲, date: 2021-03", f"title: 甲{EMOJI}é, date: 2023-07")
    manifest.write_text(f"{text}photo: photo.jpg\n", encoding="utf-8")
    return office


GBK_LINES = {
    "init 李明🎓 --profile tiny --level 高级": 0,
    "lint an": 1,
    "lint an -v": 1,
    "lint an -q": 1,
    "lint an --format sarif": 1,
    "lint an --format github": 1,
    "build an": 1,
    "build an --format json": 1,
    "photo-check an": 1,
    "photo-check an --fix 新🎓.jpg": 1,
    "status an": 0,
    "checklist an": 0,
    "explain ZC101": 0,
    "explain award-not-future": 0,
    "profile list": 0,
    "profile show tiny": 0,
    "profile check tiny": 1,  # it cites clauses and has no list of them
    "profile coverage tiny": 0,
    "schema tiny": 0,
    "lint 没有🎓": 2,
}


@pytest.mark.parametrize("line", GBK_LINES)
def test_a_strict_gbk_stream_takes_every_command(zc: Run, desk: Any, line: str) -> None:
    ran = zc(*line.split(), cwd=desk.path, encoding="gbk")
    assert ran.code == GBK_LINES[line], ran.both
    assert ran.err if ran.code == 2 else ran.out or ran.err


def test_what_gbk_lacks_is_written_readably(zc: Run, desk: Any) -> None:
    out = zc("lint", "an", cwd=desk.path, encoding="gbk").out
    assert "甲\\U0001f393e" in out.replace("é", "e")
    assert EMOJI in zc("lint", "an", cwd=desk.path).out


def test_json_means_the_same_on_a_narrow_stream(zc: Run, desk: Any) -> None:
    wide, narrow = (zc("lint", "an", "--format", "json", cwd=desk.path, encoding=name) for name in ("utf-8", "gbk"))
    assert narrow.json == wide.json
    assert narrow.out.isascii()
    assert EMOJI in wide.out


def test_even_ascii_will_do(zc: Run, desk: Any) -> None:
    ran = zc("lint", "an", "--lang", "en", cwd=desk.path, encoding="ascii")
    assert ran.code == 1
    assert "error ZC301" in ran.out


@pytest.mark.skipif(sys.platform != "linux", reason="file names are UTF-8 elsewhere")
@pytest.mark.parametrize(
    ("line", "code"), [("lint an", 2), ("init neu --profile tiny --level senior", 2), ("--help", 0)]
)
def test_file_names_without_chinese_are_told_before_anything_is_done(zc: Run, desk: Any, line: str, code: int) -> None:
    narrow = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = zc(*line.split(), cwd=desk.path, encoding="ascii", env=narrow)
    assert ran.code == code
    assert ("`export PYTHONUTF8=1`" in ran.err) is bool(code)
    assert not (desk.path / "neu").exists()


@pytest.mark.parametrize("line", ["lint an", "build an", "status an", "checklist an", "photo-check an"])
def test_results_on_one_stream_talk_on_the_other(zc: Run, desk: Any, line: str) -> None:
    ran = zc(*line.split(), cwd=desk.path)
    assert (bool(ran.out), ran.err) == (True, "")
    ran = zc(*line.split()[:-1], "nowhere", cwd=desk.path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：找不到 nowhere；终端现在在 ")


def test_results_and_talk_of_one_run_stay_apart(zc: Run, desk: Any) -> None:
    desk.dossier("bad", "profile: none\n")
    (desk.path / "e" / "01-获奖").mkdir(parents=True)
    ran = zc("lint", ".", "--format", "json", cwd=desk.path)
    assert {dossier["path"] for dossier in ran.json["dossiers"]} == {"an", "bad"}
    assert ran.err == "注意：e 里没有 申报表.xlsx 或 dossier.yaml；这一份没有检查\n"


LANGUAGES = [
    ({}, [], "zh"),
    ({"LANG": "C.UTF-8"}, [], "zh"),
    ({"LANG": "zh_CN.GB18030"}, [], "zh"),
    ({"LANG": "en_US.UTF-8"}, [], "en"),
    ({"LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8"}, [], "en"),
    ({"ZCDOSSIER_LANG": "zh", "LANG": "en_US.UTF-8"}, [], "zh"),
    ({"ZCDOSSIER_LANG": "en", "LANG": "zh_CN.UTF-8"}, [], "en"),
    ({"ZCDOSSIER_LANG": "en"}, ["--lang", "zh"], "zh"),
    ({"LANG": "zh_CN.UTF-8"}, ["--lang=en"], "en"),
]


@pytest.mark.parametrize(("env", "option", "spoken"), LANGUAGES)
def test_which_language_is_spoken(zc: Run, tmp_path: Path, env: dict[str, str], option: list[str], spoken: str) -> None:
    ran = zc("lint", *option, "nowhere", cwd=tmp_path, env=env)
    assert ran.err.startswith({"zh": "错误：找不到 nowhere；", "en": "error: there is no nowhere; "}[spoken])


def test_english_is_english_throughout(zc: Run, office: Any) -> None:
    """Nothing Chinese is left where notice and dossier have English words."""
    office.dossier("an", "profile: tiny\nlevel: senior\nsections: {awards: [{title: A, date: 2023-07}], nosuch: []}\n")
    for line in ("lint an -v", "build an", "status an", "profile show tiny", "profile check tiny", "lint an --help"):
        ran = zc("--lang", "en", *line.split(), cwd=office.path)
        foreign = {char for char in ran.both if char > "\u2fff"}
        # the shape of an evidence name, and a yes, are typed in Chinese
        assert foreign <= set("封面是获奖"), (line, foreign, ran.both)


@pytest.mark.parametrize("line", ["lint an", "build an", "status an", "lint nowhere", "photo-check an"])
def test_no_colour_and_no_bar_where_nobody_looks(zc: Run, desk: Any, line: str) -> None:
    assert ESCAPE not in zc(*line.split(), cwd=desk.path, env={"TERM": "xterm-256color"}).both


Terminal = Callable[..., tuple[int, str]]


@pytest.fixture
def on_terminal(zc: Any) -> Terminal:
    """Run a command line on a terminal of its own: the exit code, and all that was drawn there."""
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")

    def run(*arguments: object, cwd: Path, **env: str) -> tuple[int, str]:
        ours, its = os.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, b"\x18\0\x64\0\0\0\0\0")  # 24 lines of 100 cells
        surroundings = zc.surroundings({"PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color", **env})
        running = subprocess.Popen(zc.line(*arguments), cwd=cwd, env=surroundings, stdin=its, stdout=its, stderr=its)
        os.close(its)
        drawn = b""
        try:
            while chunk := os.read(ours, 65536):
                drawn += chunk
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(ours)
        return running.wait(timeout=300), drawn.decode()

    return run


def test_a_terminal_gets_colour_unless_it_is_not_wanted(on_terminal: Terminal, desk: Any) -> None:
    code, drawn = on_terminal("lint", "an", cwd=desk.path)
    assert code == 1
    assert ESCAPE in drawn
    for unwanted in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        code, drawn = on_terminal("lint", "an", cwd=desk.path, **unwanted)
        assert code == 1
        assert "错误 ZC301" in drawn
        assert ESCAPE not in drawn


def test_a_terminal_sees_a_build_advance(on_terminal: Terminal, desk: Any) -> None:
    code, drawn = on_terminal("build", "an", cwd=desk.path)
    assert code == 1
    assert "an " in drawn
    assert "/2 " in drawn
    assert " kB " in drawn
    assert "\x1b[3" in drawn
    code, drawn = on_terminal("build", "an", "--out", "up", cwd=desk.path, NO_COLOR="1")
    assert "/2 " in drawn
    assert "\x1b[3" not in drawn
    assert "/2 " not in on_terminal("build", "an", "-q", cwd=desk.path)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
@pytest.mark.parametrize(("line", "code"), [("schema zj-hznu-2023", 0), ("lint many", 1), ("lint many -q", 1)])
def test_a_reader_who_leaves_is_no_error(zc: Any, office: Any, line: str, code: int) -> None:
    """`| head`: what is written goes nowhere, quietly, and the exit code is that of the work."""
    office.dossier("many", awards="".join(f"    - {{title: 奖项{number}, dat: 1}}\n" for number in range(900)))
    running = zc.start(*line.split(), cwd=office.path)
    assert running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(timeout=300) == code
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_result_that_cannot_be_written_is_told(zc: Any, office: Any) -> None:
    office.dossier("an")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            zc.line("lint", "an"),
            cwd=office.path,
            env=zc.surroundings({"PYTHONIOENCODING": "utf-8"}),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("错误：结果写不出去：")
