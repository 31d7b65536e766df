"""The program leaves with its command's exit code, and without going through its memory once more."""

import gc
from collections.abc import Iterator

import pytest

from zcdossier.cli import entry, main


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_exit_code_is_the_command_s(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(main, "main", lambda _arguments: code)
    with pytest.raises(SystemExit) as left:
        entry.run()
    assert left.value.code == code


def test_what_is_left_at_the_end_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "main", lambda _arguments: 0)
    with pytest.raises(SystemExit):
        entry.run()
    assert gc.get_freeze_count() > 0
