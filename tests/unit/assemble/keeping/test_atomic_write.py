"""What killed builds left goes, and what is still written stays, whatever the clocks say."""

import os
from pathlib import Path

import pytest

from zcdossier.assemble.keeping.atomic_write import TEMPORARY, atomic_write, sweep_below, write_whole

HOUR = 3600


def half_written(folder: Path, name: str, *, age: float) -> Path:
    """A temporary file of another process, so many seconds old by the clock of the disk."""
    path = folder / TEMPORARY.replace("*", name)
    path.write_bytes(b"half")
    changed = path.stat().st_mtime - age
    os.utime(path, (changed, changed))
    return path


@pytest.mark.parametrize(("age", "stays"), [(2 * HOUR, False), (HOUR / 2, True), (-9 * HOUR, True)])
def test_of_others_only_what_is_old_goes(tmp_path: Path, age: float, stays: bool) -> None:
    left = half_written(tmp_path, "other", age=age)
    write_whole(tmp_path / "a.pdf", b"whole")
    assert left.exists() is stays


def test_what_we_still_write_stays_however_old_it_is(tmp_path: Path) -> None:
    """The computer slept while the first was written, or the disk's clock is another one."""
    with atomic_write(tmp_path / "a.pdf") as first:
        os.utime(first.path, (1, 1))
        write_whole(tmp_path / "b.pdf", b"whole")
        sweep_below(tmp_path)
        first.commit()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("age", [2 * HOUR, 0, -9 * HOUR])
def test_where_nobody_else_writes_all_of_it_goes(tmp_path: Path, age: float) -> None:
    left = half_written(tmp_path, "other", age=age)
    sweep_below(tmp_path)
    assert not left.exists()
