"""A scheduler and two workers, real processes on loopback: the same bytes as without, whatever befalls a worker."""

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
import pytest
from grey_noise import grey_noise
from PIL import ImageChops

Run = Callable[..., Any]
Leftovers = Callable[[Path], list[str]]
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing here"),
    pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra cluster is not installed"),
]
OWN = (".zcdossier.seen", ".zcdossier.pages", "facts.json")  # what is remembered by times and file numbers
PATIENCE = 300


def until(happened: Callable[[], Any]) -> Any:
    """Wait for something, and return it."""
    end = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)
    return found


@dataclass(frozen=True)
class Machines:
    """A scheduler, and a way to start workers; everything ends with the tests."""

    folder: Path
    environment: dict[str, str]
    started: list[subprocess.Popen[bytes]]

    @property
    def _file(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def _start(self, name: str, *arguments: str, **env: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", f"distributed.cli.dask_{name}", "--scheduler-file", str(self._file), *arguments]
        quiet = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [*line, *quiet], cwd=self.folder, env=self.environment | env, stdout=log, stderr=log
            )
        self.started.append(process)
        return process

    def start_scheduler(self) -> None:
        self._start("scheduler", "--port", "0")
        until(self._file.exists)
        until(lambda: self._file.read_bytes().endswith(b"}"))

    def start_workers(self, *arguments: str, **env: str) -> subprocess.Popen[bytes]:
        return self._start("worker", "--local-directory", str(self.folder), *arguments, **env)

    def end(self) -> None:
        for process in reversed(self.started):
            process.terminate()
        for process in self.started:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def machines_in(folder: Path, environment: dict[str, str]) -> Iterator[Machines]:
    machines = Machines(folder, environment, [])
    try:
        machines.start_scheduler()
        yield machines
    finally:
        machines.end()


@pytest.fixture(scope="module")
def machines(bare_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two workers, each of which a nanny starts again when it dies."""
    with machines_in(tmp_path_factory.mktemp("machines"), bare_environment) as machines:
        machines.start_workers("--nworkers", "2", "--nthreads", "1")
        yield machines


def tree(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, but what is remembered by times and file numbers."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in OWN)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def heavy(office: Any, scan: bytes) -> Any:
    """Three dossiers: two take some seconds each, since their photos have to be made smaller."""
    with (office.path / "profiles" / "tiny" / "profile.yaml").open("a", encoding="utf-8") as notice:
        notice.write("build: {max_bytes: 1500000}\n")
    page = grey_noise((2000, 2800), 80).convert("RGB")
    for name in ("an", "bo"):
        root = office.with_scan(name, scan)
        for number in range(2, 5):  # each another picture: equal ones are kept once, and quickly
            buffer = BytesIO()
            ImageChops.offset(page, number * 10).save(buffer, "JPEG", quality=92)
            (root / "01-获奖" / "2021 甲" / f"{number}-证书.jpg").write_bytes(buffer.getvalue())
    office.with_scan("chen", scan)
    return office


def copied(office: Any, to: str) -> Path:
    """The office once more, to be worked on by one machine."""
    return Path(shutil.copytree(office.path, office.path.parent / f"{office.path.name}-{to}"))


@pytest.mark.parametrize("kind", ["text", "json"])
def test_lint_says_the_same(zc: Run, office: Any, scan: bytes, machines: Machines, kind: str) -> None:
    office.with_scan("an", scan)
    office.dossier("bo", "profile: tiny\na: [1\n")
    office.dossier("chen", awards="    - {title: 甲, date: 2021-03}\n")
    office.dossier("ding", "profile: bad\nlevel: senior\n")
    (office.path / "profiles" / "bad").mkdir()
    (office.path / "profiles" / "bad" / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    alone = zc("lint", ".", "--format", kind, cwd=office.path)
    assert alone.code == 2
    assert zc("lint", ".", "--format", kind, "--scheduler", machines.address, cwd=office.path) == alone


def test_a_notice_that_was_edited_is_read_anew(zc: Run, office: Any, machines: Machines) -> None:
    for name in ("an", "bo", "chen", "ding"):
        office.dossier(name, awards="    - {title: 甲, date: 2021-03}\n")
    lint = ("lint", ".", "-q", "--scheduler", machines.address)
    assert zc(*lint, cwd=office.path).code == 0
    notice = office.path / "profiles" / "tiny" / "profile.yaml"
    text = notice.read_text(encoding="utf-8")
    notice.write_text(text.replace("severity: warning", "severity: error"), encoding="utf-8")
    assert zc(*lint, cwd=office.path).out.count("错误 ZC401") == 4


def test_a_worker_that_is_killed_during_a_build(zc: Any, heavy: Any, machines: Machines, leftovers: Leftovers) -> None:
    other = copied(heavy, "alone")
    alone = zc("build", ".", "--format", "json", cwd=other)
    assert alone.code == 0, alone.both
    running = zc.start("build", ".", "--format", "json", "--scheduler", machines.address, cwd=heavy.path)
    lock = heavy.path / "an" / "build" / ".zcdossier.lock"
    builder = until(lambda: at_work(lock))
    until(lambda: leftovers(heavy.path / "an" / "build" / "upload"))
    os.kill(builder, signal.SIGKILL)
    out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, err) == (0, b"")
    assert outcome_free(json.loads(out)) == outcome_free(alone.json)
    assert leftovers_but_memory(leftovers(heavy.path)) == leftovers_but_memory(leftovers(other)) == []
    assert tree(heavy.path) == tree(other)


def at_work(lock: Path) -> int:
    """The process that builds there, not the command that only looks whether all see the folder."""
    try:
        pid = int(json.loads(lock.read_bytes())["pid"])
        return pid if b"dask" in Path(f"/proc/{pid}/cmdline").read_bytes() + parent_line(pid) else 0
    except (OSError, ValueError):
        return 0


def parent_line(pid: int) -> bytes:
    parent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
    return Path(f"/proc/{parent}/cmdline").read_bytes()


def outcome_free(document: Any) -> Any:
    """What was built says so, whether by the worker that was lost or by the next."""
    text = json.dumps(document).replace('"unchanged"', '"built"')
    return json.loads(text)


def leftovers_but_memory(names: list[str]) -> list[str]:
    return [name for name in names if name not in OWN]


def test_ctrl_c_ends_what_the_workers_do(zc: Any, heavy: Any, machines: Machines, leftovers: Leftovers) -> None:
    running = zc.start("build", ".", "--scheduler", machines.address, "--lang", "en", cwd=heavy.path)
    lock = heavy.path / "an" / "build" / ".zcdossier.lock"
    until(lambda: at_work(lock))
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, out) == (130, b""), err
    assert err.decode().splitlines() == [
        "Run the same command again to go on; what is already built is not built again.",
        "Interrupted.",
    ]
    until(lambda: not list(heavy.path.rglob(".zcdossier.lock")))
    assert not (heavy.path / "chen" / "build").exists(), "what had not begun was begun"
    assert zc("build", ".", "--scheduler", machines.address, cwd=heavy.path).code == 0
    assert leftovers_but_memory(leftovers(heavy.path)) == []


def test_a_dossier_in_work_elsewhere_is_refused_as_ever(zc: Any, heavy: Any, machines: Machines) -> None:
    running = zc.start("build", "an", cwd=heavy.path)
    try:
        until((heavy.path / "an" / "build" / ".zcdossier.lock").exists)
        psutil.Process(running.pid).suspend()  # so that it is still at work when the other gets there
        ran = zc("build", "an", "--scheduler", machines.address, "--lang", "en", cwd=heavy.path)
        assert ran.code == 2
        assert ran.err.startswith("error: an: another zcdossier build is writing to an/build")
    finally:
        psutil.Process(running.pid).resume()
        running.communicate(timeout=PATIENCE)


def test_scans_are_read_alike(zc: Run, office: Any, scan: bytes, machines: Machines) -> None:
    pytest.importorskip("rapidocr")
    for name in ("an", "bo"):
        office.with_scan(name, scan)
    office.dossier("chen", "profile: tiny\na: [1\n")
    other = copied(office, "alone")
    alone = zc("read", ".", "--format", "json", cwd=other)
    assert alone.code == 2
    assert zc("read", ".", "--format", "json", "--scheduler", machines.address, cwd=office.path) == alone
    assert tree(office.path) == tree(other)
    assert list((office.path / "an" / ".zcdossier").iterdir())


@pytest.mark.parametrize(
    ("threads", "message"),
    [
        ("2", "同时做 2 件事；启动它时写上 --nthreads 1。"),
        ("1", "上装的和本机不一样：自己的通知；"),
    ],
)
def test_a_worker_that_is_not_fit_stops_all_before_the_work(
    zc: Any, office: Any, machines: Machines, threads: str, message: str
) -> None:
    office.dossier("an")
    home = office.path / "config"
    if threads == "1":
        (home / "zcdossier" / "profiles" / "mine").mkdir(parents=True)
        (home / "zcdossier" / "profiles" / "mine" / "profile.yaml").write_text("id: mine\n", encoding="utf-8")
    odd = machines.start_workers("--nthreads", threads, "--no-nanny", XDG_CONFIG_HOME=str(home))
    try:
        ran = until(lambda: refused(zc("lint", ".", "--scheduler", machines.address, cwd=office.path)))
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err
        assert ran.err.count("\n") == 1
    finally:
        odd.terminate()
        odd.wait(PATIENCE)
    until(lambda: not refused(zc("lint", ".", "--scheduler", machines.address, cwd=office.path)))


def refused(ran: Any) -> Any:
    return ran if ran.code == 2 else None


def test_a_scheduler_without_workers_and_one_that_ends(
    zc: Any, heavy: Any, bare_environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    with machines_in(tmp_path / "bare", bare_environment) as bare:
        ran = zc("lint", "an", "--scheduler", bare.address, cwd=heavy.path)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("错误：调度器下还没有工作进程")
        bare.start_workers("--nthreads", "1", "--no-nanny")
        running = zc.start("build", ".", "--scheduler", bare.address, cwd=heavy.path)
        until(lambda: at_work(heavy.path / "an" / "build" / ".zcdossier.lock"))
        bare.started[0].kill()
        out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, out) == (2, b"")
    assert err.decode() == "错误：和调度器的连接断了；再运行同一条命令会接着做。\n"


def test_nobody_there(zc: Run, office: Any, scan: bytes) -> None:
    office.with_scan("an", scan)
    ran = zc("lint", "an", "--scheduler", "tcp://127.0.0.1:1", "--lang", "en", cwd=office.path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: can't reach the scheduler tcp://127.0.0.1:1; is it running")
