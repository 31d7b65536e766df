"""One build at a time per output folder."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

from zcdossier.assemble.keeping import build_lock
from zcdossier.assemble.keeping.build_lock import LOCK_NAME, lock_folder
from zcdossier.errors import CannotRunError

PATIENCE = 60  # seconds

HOLDING = """\
import sys, time
from pathlib import Path
from zcdossier.assemble.keeping.build_lock import lock_folder
with lock_folder(Path(sys.argv[1]), run="".join(sys.argv[2:])) as held:
    print(held, flush=True)
    time.sleep(60)
"""


def refusal(folder) -> CannotRunError:
    with pytest.raises(CannotRunError) as error, lock_folder(folder):
        pass
    return error.value


def test_the_second_is_told_who_holds_it(tmp_path) -> None:
    with lock_folder(tmp_path) as held:
        assert held
        message = refusal(tmp_path)
    assert f"进程 {os.getpid()}，20" in message.why.zh
    assert f"process {os.getpid()}, since 20" in message.why.en
    assert message.exit_code == 2
    assert list(tmp_path.iterdir()) == []
    with lock_folder(tmp_path) as held:
        assert held


def test_it_ends_with_the_process_that_holds_it(tmp_path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert f"process {holder.pid}," in refusal(tmp_path).why.en
    finally:
        holder.kill()
        holder.communicate()
    assert (tmp_path / LOCK_NAME).exists()
    with lock_folder(tmp_path) as held:
        assert held
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff", b'{"pid": 1, "host": "h", "since": "today"}']
)
def test_a_holder_that_says_nothing_readable_still_holds(tmp_path, text) -> None:
    with lock_folder(tmp_path):
        (tmp_path / LOCK_NAME).write_bytes(text)
        assert refusal(tmp_path).why.en.startswith(f"another zcdossier build is writing to {tmp_path};")


def test_another_computer_is_named(tmp_path) -> None:
    with lock_folder(tmp_path):
        holder = {"pid": 7, "host": "office-2", "since": "2026-11-21T08:30+08:00"}
        (tmp_path / LOCK_NAME).write_text(json.dumps(holder), encoding="utf-8")
        assert "（进程 7，在电脑 office-2 上，2026-11-21 08:30 开始）" in refusal(tmp_path).why.zh


@pytest.fixture
def held_by_run_one(tmp_path):
    line = [sys.executable, "-c", HOLDING, str(tmp_path), "one"]
    holder = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    yield holder
    holder.kill()
    holder.communicate()


def test_one_of_the_same_run_is_waited_for(tmp_path, held_by_run_one) -> None:
    """A machine was given up, but still builds; another one takes over what it has left."""
    began = time.monotonic()
    threading.Timer(0.6, held_by_run_one.kill).start()
    with lock_folder(tmp_path, run="one", patience=PATIENCE) as held:
        assert held
        assert 0.5 < time.monotonic() - began < PATIENCE / 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("run", "patience"), [("two", PATIENCE), ("", PATIENCE), ("one", 0.5)])
@pytest.mark.usefixtures("held_by_run_one")
def test_others_are_refused_at_once_and_nobody_waits_for_ever(tmp_path, run, patience) -> None:
    began = time.monotonic()
    with pytest.raises(CannotRunError), lock_folder(tmp_path, run=run, patience=patience):
        pass
    assert time.monotonic() - began < PATIENCE / 2


def test_who_has_not_said_its_run_yet_is_waited_for_a_moment(tmp_path) -> None:
    with lock_folder(tmp_path):
        (tmp_path / LOCK_NAME).write_bytes(b"")
        began = time.monotonic()
        with pytest.raises(CannotRunError), lock_folder(tmp_path, run="one", patience=PATIENCE):
            pass
        assert 1.9 < time.monotonic() - began < PATIENCE / 2


def test_only_one_of_many_gets_it(tmp_path) -> None:
    """Also while the file is taken away by one and made by the next."""
    inside: list[int] = []
    most: list[int] = []
    refused: list[int] = []

    def contend(number: int) -> None:
        for _ in range(40):
            try:
                with lock_folder(tmp_path):
                    inside.append(number)
                    most.append(len(inside))
                    inside.remove(number)
            except CannotRunError:
                refused.append(number)

    threads = [threading.Thread(target=contend, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(most) == {1}
    assert len(most) + len(refused) == 160


def test_a_file_system_without_locks(tmp_path, monkeypatch) -> None:
    def refuse(_descriptor):
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(build_lock, "_take", refuse)
    with lock_folder(tmp_path) as held:
        assert not held


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_written_through_a_link_or_into_a_folder(tmp_path) -> None:
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / LOCK_NAME).symlink_to(other)
    with lock_folder(tmp_path) as held:
        assert not held
    assert other.read_text(encoding="utf-8") == "mine"
    (tmp_path / LOCK_NAME).unlink()
    (tmp_path / LOCK_NAME).mkdir()
    with lock_folder(tmp_path) as held:
        assert not held
