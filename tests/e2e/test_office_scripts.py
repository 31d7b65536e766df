"""The script of an office's week, run over a folder of applicants as a secretary runs them."""

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCRIPTS = DOCS.parent / "templates" / "office"
CHECK, BUILD, PUBLISH = DAYS = ("monday", "thursday", "friday")
BASH = shutil.which("bash")
POWERSHELL = shutil.which("pwsh") or shutil.which("powershell")
SHELLS = {
    ".sh": [BASH],
    ".ps1": [POWERSHELL, "-NoProfile", "-ExecutionPolicy", "Bypass", "-File"],
}
BROKEN = "    - {folder: 01-获奖/2021 甲, date: 2021-03}\n"

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(params=[".sh", ".ps1"])
def run(request: pytest.FixtureRequest, script: Any) -> Run:
    """Run a day of the week in one of the two shells, with the installed command on the path."""
    suffix = request.param
    shell = SHELLS[suffix]
    if shell[0] is None:
        pytest.skip(f"no shell here that runs {suffix} scripts")
    beside = str(Path(script.head[0]).parent)

    def started(*arguments: object, cwd: Path, path: str | None = None) -> subprocess.CompletedProcess[bytes]:
        search_path = os.pathsep.join([beside, script.environment["PATH"]]) if path is None else path
        line = [*(str(part) for part in shell), str(SCRIPTS / f"week{suffix}"), *map(str, arguments)]
        env = {**script.environment, "PYTHONUTF8": "1", "ZCDOSSIER_LANG": "zh", "PATH": search_path}
        done = subprocess.run(
            line, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
        return done

    return started


@pytest.fixture
def applicants(office: Any, scan: bytes) -> Path:
    """Two good dossiers, in a folder with a space in its name."""
    folder = office.path / "申报 2026"
    folder.mkdir()
    (office.path / "profiles").rename(folder / "profiles")
    for name in ("zhang", "li"):
        office.with_scan(f"申报 2026/{name}", scan)
    return Path(folder)


def pdfs(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).parts[0] for path in folder.glob("*/build/upload/**/*.pdf"))


def test_monday_leaves_a_summary_and_a_letter_for_each(run: Run, applicants: Path) -> None:
    done = run(CHECK, applicants.name, cwd=applicants.parent)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert (applicants / "office" / "1-check.xlsx").read_bytes()[:2] == b"PK"
    assert sorted(path.name for path in (applicants / "office" / "letters").glob("*.txt")) == ["li.txt", "zhang.txt"]
    assert not (applicants.parent / "office").exists()
    tables = sorted(path.name for path in (applicants / "office" / "answers").iterdir())
    assert tables == ["回执 li.xlsx", "回执 zhang.xlsx"]


def test_thursday_builds_and_verifies_all(run: Run, applicants: Path) -> None:
    done = run(BUILD, applicants.name, cwd=applicants.parent)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert pdfs(applicants) == ["li", "li", "zhang", "zhang"]
    assert (applicants / "office" / "2-build.xlsx").read_bytes()[:2] == b"PK"
    assert "2 份一致" in done.stdout.decode("utf-8", "replace")
    assert sorted(path.suffix for path in (applicants / "office" / "summary").iterdir()) == [".html", ".xlsx"]


def test_friday_publishes_those_who_passed(run: Run, script: Any, applicants: Path) -> None:
    for name, decision in (("zhang", ["通过"]), ("li", ["退回", "--reason", "缺一页"])):
        arguments = ["office", "review", "set", name, "--unit", "--by", "钱多", "--decision", *decision]
        assert script(*arguments, cwd=applicants).code == 0
    for _ in range(2):
        done = run(PUBLISH, applicants.name, cwd=applicants.parent)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        made = sorted(path.suffix for path in (applicants / "office" / "publicity").iterdir())
        assert made == [".docx", ".xlsx"]
    with (applicants / "reviews.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [(row["申报材料"], row["环节"]) for row in csv.DictReader(lines)]
    assert rows == [("zhang", "单位审核"), ("li", "单位审核"), ("zhang", "公示")]


def test_friday_says_when_nobody_passed(run: Run, applicants: Path) -> None:
    done = run(PUBLISH, applicants.name, cwd=applicants.parent)
    assert done.returncode == 2
    assert "Some of it could not be done" in done.stdout.decode("utf-8", "replace")
    assert not (applicants / "office" / "publicity").exists()


@pytest.mark.parametrize("day", [CHECK, BUILD])
def test_findings_are_1_and_the_rest_is_done(run: Run, office: Any, applicants: Path, day: str) -> None:
    office.dossier("申报 2026/li", awards=BROKEN)
    done = run(day, applicants, cwd=applicants.parent)
    assert done.returncode == 1
    assert "some dossiers need correcting" in done.stdout.decode("utf-8", "replace")
    if day == CHECK:
        assert (applicants / "office" / "letters" / "li.txt").is_file()
    else:
        assert set(pdfs(applicants)) == {"li", "zhang"}


def test_a_table_that_cannot_be_written_is_2_and_the_letters_are(run: Run, applicants: Path) -> None:
    (applicants / "office" / "1-check.xlsx").mkdir(parents=True)
    assert run(CHECK, applicants, cwd=applicants.parent).returncode == 2
    assert (applicants / "office" / "letters" / "zhang.txt").is_file()


def test_without_a_day_and_a_folder_nothing_is_done(run: Run, applicants: Path) -> None:
    before = sorted(applicants.rglob("*"))
    for arguments, words in (
        ([], "Name the day and the folder"),
        ([CHECK], "Name the day and the folder"),
        ([CHECK, ""], "Name the day and the folder"),
        ([applicants.name], "Name the day and the folder"),
        ([CHECK, "申报", "2026"], "Name the day and the folder"),
        ([CHECK, "no such"], "No such folder: no such"),
        ([BUILD, "申报 2026/zhang/dossier.yaml"], "No such folder"),
        (["sunday", applicants.name], "name monday, thursday or friday: sunday"),
    ):
        done = run(*arguments, cwd=applicants.parent)
        assert done.returncode == 2, arguments
        assert words in (done.stdout + done.stderr).decode("utf-8", "replace"), arguments
    assert sorted(applicants.rglob("*")) == before


def test_a_computer_without_the_command_is_told_so(run: Run, applicants: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    done = run(CHECK, applicants, cwd=applicants.parent, path=str(tmp_path / "bare"))
    assert done.returncode == 2
    assert "zcdossier is not installed here" in (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.mark.skipif(os.name != "posix" or BASH is None, reason="stands a shell script in for the command")
@pytest.mark.parametrize("interpreter", ["python3", "py", "python"])
def test_a_command_that_only_the_interpreter_finds_is_run_by_it(
    applicants: Path, tmp_path: Path, interpreter: str
) -> None:
    stand_in = tmp_path / "bin" / interpreter
    stand_in.parent.mkdir()
    stand_in.write_text('#!/bin/sh\necho "$@" >> "$RAN"\n', encoding="utf-8")
    stand_in.chmod(0o755)
    env = {"PATH": str(stand_in.parent), "RAN": str(tmp_path / "ran")}
    line = [str(BASH), str(SCRIPTS / "week.sh"), CHECK, str(applicants)]
    assert subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, check=False).returncode == 0
    ran = (tmp_path / "ran").read_text(encoding="utf-8").splitlines()
    assert ran[0] == "-m zcdossier --version"
    ran_lines = [f"zcdossier {line.removeprefix('-m zcdossier ')}" for line in ran[1:]]
    assert ran_lines == commands((SCRIPTS / "week.sh").read_text(encoding="utf-8"))[:3]


@pytest.mark.skipif(os.name != "posix" or BASH is None, reason="stands a shell script in for the command")
def test_an_interrupt_stops_the_script(bare_environment: dict[str, str], applicants: Path, tmp_path: Path) -> None:
    stand_in = tmp_path / "bin" / "zcdossier"
    stand_in.parent.mkdir()
    stand_in.write_text('#!/bin/sh\necho "$1" >> ran\nexit 130\n', encoding="utf-8")
    stand_in.chmod(0o755)
    env = {**bare_environment, "PATH": f"{stand_in.parent}{os.pathsep}{bare_environment['PATH']}"}
    line = [str(BASH), str(SCRIPTS / "week.sh"), CHECK, str(applicants)]
    assert subprocess.run(line, cwd=tmp_path, env=env, capture_output=True, check=False).returncode == 130
    assert (applicants / "ran").read_text(encoding="utf-8") == "lint\n"


def commands(text: str) -> Sequence[str]:
    """The lines that call the program."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("zcdossier ")]


def followers(text: str) -> set[str]:
    """The line after each call: what is done with its exit code."""
    lines = [line.strip() for line in text.splitlines()]
    return {after for line, after in pairwise(lines) if line.startswith("zcdossier ")}


def test_both_shells_run_the_same_commands() -> None:
    bash = (SCRIPTS / "week.sh").read_text(encoding="utf-8")
    power = (SCRIPTS / "week.ps1").read_text(encoding="utf-8-sig")
    assert len(commands(bash)) == 8
    assert commands(power) == commands(bash)
    assert followers(bash) == {"keep $?"}
    assert followers(power) == {"Keep-Code $LASTEXITCODE"}
    messages = [
        set(re.findall(r'(?:echo |Write-Host |made ?= ?)"([^"]*/ [A-Za-z][^"$]*)', text)) for text in (bash, power)
    ]
    assert len(messages[0]) == 11
    assert messages[0] == messages[1]


@pytest.mark.parametrize("page", ["office.md", "office.zh-CN.md"])
def test_the_page_shows_what_the_scripts_run(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8").partition("\n## 1. ")[2].partition("\n## 6. ")[0]
    by_hand = (" review set ", " office collect ", " --from ")
    run = [line for line in commands(text) if not any(command in line for command in by_hand)]
    assert run == commands((SCRIPTS / "week.sh").read_text(encoding="utf-8"))
    assert all(f"](../templates/office/week{suffix})" in text for suffix in SHELLS)
    assert all(f" {day} " in text or f"`{day}`" in text for day in DAYS)


@pytest.mark.skipif(BASH is None, reason="no shell here that runs it")
@pytest.mark.parametrize("day", DAYS)
def test_an_old_chinese_console_can_show_all_of_it(script: Any, applicants: Path, day: str) -> None:
    """Every word, the program's and the script's own, is one that GBK has; the program is strict about it here."""
    shell = f"{Path(script.head[0]).parent}{os.pathsep}{script.environment['PATH']}"
    for lang in ("zh", "en"):
        env = {**script.environment, "PYTHONIOENCODING": "gbk:strict", "ZCDOSSIER_LANG": lang, "PATH": shell}
        line = [str(BASH), str(SCRIPTS / "week.sh"), day, applicants.name]
        done = subprocess.run(line, cwd=applicants.parent, env=env, capture_output=True, timeout=300, check=False)
        assert done.returncode in (0, 2), done
        for stream in (done.stdout, done.stderr):
            assert b"Traceback" not in stream
    for suffix in SHELLS:
        (SCRIPTS / f"week{suffix}").read_text(encoding="utf-8-sig").encode("gbk")


def test_powershell_can_parse_its_script() -> None:
    """By a grammar of the language, since there is no PowerShell on every machine that tests."""
    import tree_sitter
    import tree_sitter_powershell

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
    code = (SCRIPTS / "week.ps1").read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert not parser.parse(code).root_node.has_error
    assert parser.parse(code.replace(b"finally {", b"finally (")).root_node.has_error, "the grammar sees mistakes"


def test_each_shell_can_read_its_file() -> None:
    """Windows PowerShell takes a file without a mark for the old code page; bash stumbles over one, and over CR."""
    assert (SCRIPTS / "week.ps1").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (SCRIPTS / "week.sh").read_bytes().startswith(b"#!/usr/bin/env bash\n")


def test_the_script_comes_with_the_program_and_what_was_edited_stays(zc: Any, tmp_path: Path) -> None:
    for shell, suffix, head in (("sh", ".sh", "bash "), ("powershell", ".ps1", "-File ")):
        ran = zc("office", "week", "用", "--for", shell, cwd=tmp_path)
        assert (ran.code, ran.err) == (0, "")
        assert all(f"{head}week{suffix} {day} " in ran.out for day in DAYS)
        assert (tmp_path / "用" / f"week{suffix}").read_bytes() == (SCRIPTS / f"week{suffix}").read_bytes()
    edited = tmp_path / "用" / "week.sh"
    edited.write_text("echo 我的\n", encoding="utf-8")
    ran = zc("office", "week", "用", "--for", "sh", cwd=tmp_path)
    assert "week.sh 您改过，没有动" in ran.err
    assert edited.read_text(encoding="utf-8") == "echo 我的\n"
    assert zc("office", "week", "用/week.sh", cwd=tmp_path).code == 2
