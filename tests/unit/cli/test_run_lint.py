"""`lint` of some folders goes without the parser of command lines, and does what the parser would have it do."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import Ran
from zcdossier.cli import program, run_lint
from zcdossier.cli.commands.lint_commands import lint
from zcdossier.cli.run_lint import LintOptions


@pytest.mark.parametrize("paths", [[], ["an"], ["an", "bo"], ["", "a b", "申报"]])
def test_the_defaults_are_those_of_the_options(paths: list[str]) -> None:
    parsed = lint.make_context("lint", list(paths)).params
    assert LintOptions(**parsed) == LintOptions(tuple(map(Path, paths)))


def test_every_option_is_known_to_both() -> None:
    assert {parameter.name for parameter in lint.params} == set(LintOptions._fields)


@pytest.mark.parametrize(
    ("line", "is_parsed"),
    [
        ("lint", False),
        ("lint an bo", False),
        ("--lang en lint an", False),
        ("lint an --lang en", False),
        ("lint -q an", True),
        ("lint an --strict", True),
        ("lint -- an", True),
        ("lint -", True),
        ("--version lint", True),
        ("status an", True),
        ("an lint", True),
    ],
)
def test_only_what_needs_no_parser_goes_without(
    run: Any, monkeypatch: pytest.MonkeyPatch, line: str, is_parsed: bool
) -> None:
    parsed, linted = [], []
    monkeypatch.setattr(program, "run_command", lambda arguments, _console: parsed.append(arguments) or 0)
    monkeypatch.setattr(run_lint, "run_lint", lambda given, _console: linted.append(given) or 0)
    assert run(*line.split()).code == 0
    assert (bool(parsed), bool(linted)) == (is_parsed, not is_parsed)


@pytest.mark.parametrize("paths", ["", "an", "an bo chen", "nowhere", "an nowhere", "an/dossier.yaml"])
def test_both_ways_say_the_same(run: Any, office: Path, paths: str) -> None:
    assert office.is_dir()
    short: Ran = run("lint", *paths.split())
    assert short == run("lint", "--", *paths.split())
    assert short.out or short.err


def test_the_parser_is_not_even_loaded(office: Path) -> None:
    code = "import sys; from zcdossier.cli.main import main; main(['lint', 'an']); sys.exit('click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=office, capture_output=True, check=False)
    assert done.returncode == 0
