"""Many dossiers judged by several processes: the same parts in the same order, and one that takes a process down."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dying import dies_on_bo

from tests.unit.cli.conftest import dossier
from zcdossier.cli import lint_batch
from zcdossier.cli.batch import WORTH, explain_fewer_processes, map_in_processes
from zcdossier.cli.boundary import Failure
from zcdossier.cli.lint_batch import LintTask, RenderedDossier, lint_many
from zcdossier.cli.option_values import FindingsFormat
from zcdossier.errors import ExitCode
from zcdossier.report.style import Style

DAY = date(2023, 6, 1)
Run = Callable[..., Any]


def task(kind: FindingsFormat) -> LintTask:
    return LintTask(kind, Style(), DAY, several=True)


@pytest.fixture
def nine(office: Path) -> list[Path]:
    """Enough dossiers for several processes, one of which has a notice nobody can read."""
    for number in range(5):
        dossier(office / f"more-{number}", "- {title: =1+1, place: 杭州}")
    (office / "profiles" / "bad").mkdir()
    (office / "profiles" / "bad" / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    (office / "wrong").mkdir()
    (office / "wrong" / "dossier.yaml").write_text("profile: bad\nlevel: senior\n", encoding="utf-8")
    return sorted(path.parent.relative_to(office) for path in office.glob("*/dossier.yaml"))


@pytest.mark.parametrize("kind", list(FindingsFormat))
def test_what_a_dossier_adds_can_be_handed_over(nine: list[Path], kind: FindingsFormat) -> None:
    for _, part in lint_many(nine, task(kind), 1):
        assert pickle.loads(pickle.dumps(part)) == part


def test_processes_make_no_difference(nine: list[Path]) -> None:
    alone = list(lint_many(nine, task(FindingsFormat.TEXT), 1))
    began: list[Path] = []
    assert list(lint_many(nine, task(FindingsFormat.TEXT), 2, began.append)) == alone
    assert began == nine
    assert [isinstance(part, Failure) for _, part in alone] == [False] * 8 + [True]


def test_few_stay_in_this_process(nine: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_batch, "map_items", lambda *_, **__: pytest.fail("processes for a few"))
    assert len(list(lint_many(nine[: WORTH - 1], task(FindingsFormat.JSON), 4))) == WORTH - 1


def test_a_dossier_that_takes_its_process_down_stops_no_other(nine: list[Path]) -> None:
    outcomes = dict(map_in_processes(nine[:3], task(FindingsFormat.CSV), 2, dies_on_bo))
    assert list(outcomes) == nine[:3]
    failed = outcomes[Path("bo")]
    assert isinstance(failed, Failure)
    assert failed.code == ExitCode.CANNOT_RUN
    assert isinstance(outcomes[Path("chen")], RenderedDossier)


@pytest.mark.parametrize(
    ("items", "jobs", "expected"),
    [
        (9, None, None),
        (2, 2, "只有 2 份材料，用 1 个进程就够了。"),
        (20, 4, None),
        (20, 8, "只有 20 份材料，用 5 个进程就够了。"),
        (200, 16, None),
        (200, 40, "最多同时用 16 个进程。"),
    ],
)
def test_fewer_processes_than_asked_for_are_said(items: int, jobs: int | None, expected: str | None) -> None:
    reason = explain_fewer_processes(items, jobs)
    assert (reason and reason[0]) == expected


@pytest.mark.usefixtures("office")
def test_lint_says_that_it_uses_fewer(run: Run) -> None:
    assert "用 1 个进程就够了" in run("lint", ".", "--jobs", "9").err
    assert "进程" not in run("lint", ".", "--jobs", "9", "-q").err
    assert "进程" not in run("lint", "an", "--jobs", "9").err


@pytest.mark.parametrize("command", ["lint", "build"])
@pytest.mark.parametrize("jobs", ["0", "-1", "65", "两个"])
def test_a_number_of_jobs_that_is_none_is_refused_in_chinese(run: Run, command: str, jobs: str) -> None:
    ran = run(command, "an", "--jobs", jobs)
    assert (ran.code, ran.out) == (2, "")
    assert "--jobs 应是 1 到 64 之间的整数。" in ran.err
