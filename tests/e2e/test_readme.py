"""The READMEs keep their word: their first two commands, each other's name, and commands and options that exist."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
READMES = {"README.md": "README.zh-CN.md", "README.zh-CN.md": "README.md"}
BLOCK = re.compile(r"^```sh\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
USED = re.compile(r"(?<![\w/.-])zcdossier ((?!\()[a-z][^`\n#|&;，。、]*)")
TOP = {
    "init",
    "convert",
    "lint",
    "read",
    "build",
    "verify",
    "photo-check",
    "report",
    "status",
    "checklist",
    "forms",
    "explain",
    "profile",
    "schema",
    "office",
}
GROUPS = {("profile",), ("office",), ("office", "review")}


@pytest.fixture(params=READMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def text(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def test_the_first_line_leads_to_the_other(text: str, name: str) -> None:
    assert f"]({READMES[name]})" in text.splitlines()[0]


def test_every_command_is_told_of(text: str) -> None:
    assert {words.split()[0] for words in USED.findall(text)} >= TOP


def test_every_command_and_option_told_of_exists(zc: Run, text: str, tmp_path: Path) -> None:
    pages: dict[tuple[str, ...], str] = {}

    def page(*command: str) -> str:
        if command not in pages:
            ran = zc(*command, "--help", cwd=tmp_path)
            assert ran.code == 0, command
            pages[command] = ran.out
        return pages[command]

    for written in USED.findall(text):
        command, *rest = shlex.split(written)
        assert re.search(rf"^  {command} ", page(), re.MULTILINE), written
        path = [command]
        while tuple(path) in GROUPS and rest:
            assert re.search(rf"^  {rest[0]} ", page(*path), re.MULTILINE), written
            path.append(rest.pop(0))
        for word in rest:
            if word.startswith("-"):
                assert re.search(rf"(?<![\w-]){re.escape(word.partition('=')[0])}(?![\w-])", page(*path)), written


def test_the_same_blocks_in_both(root: Path) -> None:
    """Commands are the same in every language, up to what their comments say."""

    def commands(name: str) -> list[list[str]]:
        blocks = BLOCK.findall((root / name).read_text(encoding="utf-8"))
        return [[line.split()[0] for line in block.splitlines() if line.strip()] for block in blocks]

    english, chinese = map(commands, READMES)
    assert english == chinese
