"""Help pages in both languages, near misses, and which language is spoken."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from zcdossier.cli.spoken_language import detect_language, take_language
from zcdossier.errors import CannotRunError

Run = Callable[..., Any]

LINT_HELP = """\
用法：zcdossier lint [选项] [PATH]...

检查申报材料：哪里不对、在哪行哪格、依据哪一条、怎么改。
没有错误时退出码是 0，有错误是 1，无法检查是 2。

参数
  [PATH]...  一份申报材料的文件夹，或装着许多份的文件夹；不写就是当前文件夹。

选项
  --format text|json|sarif|github|csv|xlsx
                                    输出格式；默认 text，有 --output 就看它的扩展名。csv 和 xlsx 是
                                    每份一行的汇总。
  --output FILE                     把结果写进这个文件；xlsx 一定要有。
  -j, --jobs N                      许多份材料时同时用几个进程；默认和处理器的核数一样多。
  --scheduler ADDRESS               交给这个 Dask 调度器下的多台电脑来做，例如 tcp://10.0.0.5:8786。
  --strict                          警告也算错误。
  --mark                            在表格旁边另写一份“申报表-检查结果.xlsx”：有问题的格子涂色、加批
                                    注；您的表格不改动。
  --as-of DATE                      按这一天来检查，例如 2023-06-30；默认今天。
  -v, --verbose                     还列出写了不适用说明的问题和无法判断的规则。
  -q, --quiet                       只输出问题，每个一行。
  -h, --help                        显示这一页。
  --lang zh|en                      输出语言，可以写在任何位置。
"""

COMMANDS = ["init", "convert", "lint", "read", "sort", "build", "verify", "open", "report", "photo-check", "status"]
COMMANDS += ["checklist", "forms", "office", "explain", "schema", "profile"]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_help_of_a_command(run: Run) -> None:
    ran = run("lint", "--help")
    assert (ran.code, ran.out, ran.err) == (0, LINT_HELP, "")


def test_every_command_has_help_in_both_languages(run: Run) -> None:
    top = run("--help").out
    for name in COMMANDS:
        assert f"  {name} " in top
        chinese, english = run(name, "-h").out, run(name, "-h", "--lang", "en").out
        assert chinese.startswith(f"用法：zcdossier {name}")
        assert english.startswith(f"Usage: zcdossier {name}")
        assert english.isascii()
        assert "␟" not in chinese


def test_narrow_terminals(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from zcdossier.report.text_layout import cell_width

    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(cell_width, run("build", "--help").out.splitlines())) <= 62


def test_no_arguments_show_help_and_cannot_run(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("用法：zcdossier")


def test_version(run: Run) -> None:
    from zcdossier import __version__

    assert run("--version").out == f"zcdossier {__version__}\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("lnt", "错误：没有 lnt 这个命令，是不是 lint？"),
        ("lnt --lang en", "error: No command lnt; do you mean lint?"),
        ("zzz", "没有 zzz 这个命令；有 init、convert、lint、read、sort"),
        ("lint --fromat x", "没有 --fromat 这个选项，是不是 --format？"),
        ("lint --format xml", "--format 只能是 text、json、sarif、github、csv、xlsx。"),
        ("lint --format", "--format 后面还要写内容。"),
        ("lint -mark", "-mark 前面是两个减号：--mark"),
        ("lint -help", "-help 前面是两个减号：--help"),
        ("－－help", "选项前面要两个英文减号：--help"),
        ("lint --output a.html", "网页由 zcdossier report 来写"),
        ("init a --profile tiny --level 高级 --as word", "--as 只能是 yaml、xlsx。"),
        ("lint --mark=是", "--mark 后面不写内容，单独写就行。"),
        ("lintx", "没有 lintx 这个命令，是不是 lint？"),
        ("lint我的材料", "lint 后面空一格：lint 我的材料"),
        ("检查 我的材料", "没有 检查 这个命令，是不是 lint？"),
        ("convert x", "缺少 --to，可以是 yaml、xlsx。"),
        ("explain", "缺少 CODE：代码（ZC101）、规则"),
        ("schema a b", "多了 b；名字里有空格的，要用英文双引号括起来。"),
        ("lint --lang fr", "--lang 后面要写 zh"),
        ("lint --as-of 2023-02-30", "--as-of 要写成"),
        ("profile nope", "没有 nope 这个命令"),
        ("lint no-such-folder", "no-such-folder"),
    ],
)
def test_usage_errors(run: Run, line: str, message: str) -> None:
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from zcdossier.cli.main import main; main(['--help']);"
        "heavy = {'yaml', 'rich', 'PIL', 'pikepdf', 'pypdf', 'pypdfium2', 'img2pdf', 'numpy', 'zcdossier.lint.engine',"
        " 'zcdossier.profiles', 'zcdossier.manifest', 'zcdossier.assemble', 'zcdossier.probe'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_lint_loads_nothing_for_pictures_or_pdfs(office: Any) -> None:
    code = (
        "import sys; from zcdossier.cli.main import main; main(['lint', 'an']);"
        "heavy = {'rich', 'PIL', 'pikepdf', 'pypdf', 'pypdfium2', 'img2pdf', 'numpy', 'zcdossier.assemble'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=office, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "zh"),
        ({"LANG": ""}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "zh_CN.GBK"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "ZCDOSSIER_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "ZCDOSSIER_LANG": "zh"}, "zh"),
        ({"LANG": "en_US.UTF-8", "ZCDOSSIER_LANG": "CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "ZCDOSSIER_LANG": "English"}, "en"),
        ({"LANG": "en_US.UTF-8", "ZCDOSSIER_LANG": "中文"}, "zh"),
    ],
)
def test_spoken(environment: dict[str, str], lang: str) -> None:
    assert detect_language(environment) == lang


@pytest.mark.parametrize(
    ("environment", "encoding", "lang"),
    [
        ({}, "ascii", "en"),
        ({"LANG": "zh_CN"}, "iso-8859-1", "en"),
        ({"LANG": "zh_CN"}, "gbk", "zh"),
        ({"ZCDOSSIER_LANG": "zh"}, "ascii", "zh"),
        ({}, "no such encoding", "en"),
    ],
)
def test_english_is_spoken_where_chinese_can_not_be_written(
    environment: dict[str, str], encoding: str, lang: str
) -> None:
    assert detect_language(environment, encoding) == lang


@pytest.mark.parametrize(
    ("arguments", "asked", "rest"),
    [
        (["lint", "x"], None, ["lint", "x"]),
        (["lint", "--lang", "en", "x"], "en", ["lint", "x"]),
        (["--lang=zh", "lint"], "zh", ["lint"]),
        (["lint", "--", "--lang", "en"], None, ["lint", "--", "--lang", "en"]),
        (["--lang", "en", "lint", "--lang", "zh"], "zh", ["lint"]),
    ],
)
def test_take_language(arguments: list[str], asked: str | None, rest: list[str]) -> None:
    assert take_language(arguments) == (asked, rest)


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "fr"], ["--lang="]])
def test_other_languages_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CannotRunError):
        take_language(arguments)


@pytest.mark.parametrize(
    ("shell", "environment", "offered"),
    [
        ("bash", {"COMP_WORDS": "zcdossier lint --form", "COMP_CWORD": "2"}, "plain,--format\n"),
        ("bash", {"COMP_WORDS": "zcdossier lint --format sar", "COMP_CWORD": "3"}, "plain,sarif\n"),
        ("bash", {"COMP_WORDS": "zcdossier explain zc10", "COMP_CWORD": "2"}, "plain,ZC101\n"),
        ("fish", {"COMP_WORDS": "zcdossier che", "COMP_CWORD": "che"}, "plain,checklist\t列出只有本人才能确认的问题"),
        ("powershell", {"COMP_LINE": "zcdossier init a --pro", "COMP_WORD": "--pro"}, "--profile\t按哪份通知申报"),
        ("powershell", {"COMP_LINE": "zcdossier profile show zj-hz", "COMP_WORD": "zj-hz"}, "zj-hznu-2023\t杭州师范"),
        ("powershell", {"COMP_LINE": "zcdossier office ", "COMP_WORD": ""}, "answers\t给每人写一份回执"),
    ],
)
def test_completion(shell: str, environment: dict[str, str], offered: str) -> None:
    variables = {**os.environ, **environment, "_ZCDOSSIER_COMPLETE": f"{shell}_complete", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "zcdossier"],
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(offered)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(run: Run, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert f"_ZCDOSSIER_COMPLETE={shell}_complete" in ran.out.replace(" ", "").replace('"', "")
    assert "%(" not in ran.out


def test_other_shells(run: Run) -> None:
    assert run("completion", "cmd").err.startswith("错误：SHELL 只能是 bash、zsh、fish、powershell。")
