"""Builds killed at many moments: old uploads or new ones, never torn; originals untouched; the next build mends all."""

import json
import random
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from grey_noise import grey_noise
from processor_time import wait_until_used

Run = Callable[..., Any]
Leftovers = Callable[[Path], list[str]]
KILLS = 5
MOST_STEPS = 40
AT_ONCE = 4
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")

# The program, once for each folder: the process kills itself right before the first, the second, … of the steps that
# change a folder. What a build needs is loaded before, once for all. Prints the exit codes.
SUICIDAL = """\
import importlib, os, signal, sys
from zcdossier.cli.entry import run
at_once, folders = int(sys.argv[1]), sys.argv[2:]
for name in ("zcdossier.cli.commands.build_command", "zcdossier.app.build_pool", "zcdossier.assemble.build_record",
             "PIL.Image", "numpy", "pikepdf", "img2pdf", "pypdf", "pypdfium2"):
    importlib.import_module(name)

def build_until(left, folder):
    def step(event, arguments):
        nonlocal left
        if event in {"os.rename", "os.remove", "os.mkdir", "os.truncate"} or event == "open" and arguments[2] & 3:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.argv = ["zcdossier", "build", folder, "--quiet"]
    sys.addaudithook(step)
    run()

codes, running = [None] * len(folders), {}
def wait_for_one():
    process, status = os.wait()
    codes[running.pop(process)] = os.waitstatus_to_exitcode(status)

for at, folder in enumerate(folders):
    process = os.fork()
    if not process:
        build_until(at + 1, folder)
    running[process] = at
    if len(running) == at_once:
        wait_for_one()
while running:
    wait_for_one()
print(*codes)
"""


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its content and time, but nothing that builds write."""
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in root.rglob("*")
        if path.is_file() and not {"build", ".zcdossier"} & set(path.relative_to(root).parts)
    }


def uploads(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "build").rglob("*.pdf")}


@dataclass(frozen=True)
class Case:
    """A dossier that was built once and then changed, with its uploads before and what they are to become.

    `seconds` of processor time is what that takes.
    """

    root: Path
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    originals: Mapping[str, tuple[bytes, int]]
    seconds: float

    def copies(self, count: int) -> list[Path]:
        """As many copies of it, in a folder of their own, so that one command mends them all."""
        office = self.root.parent / "killed"
        shutil.copytree(self.root.parent / "profiles", office / "profiles")
        return [Path(shutil.copytree(self.root, office / f"{number:02}")) for number in range(count)]

    def was_old(self, root: Path) -> bool:
        """Judge what a kill left: every upload the old one or the new one. True when all are the old ones."""
        left = uploads(root)
        for name, content in left.items():
            assert content in {self.old.get(name), self.new[name]}, name
        assert left.keys() >= self.old.keys()
        return left == self.old

    def mend(self, zc: Run, roots: Sequence[Path], leftovers: Leftovers) -> None:
        """Build once more: everything is new, nothing is left over, and nobody touched an original."""
        ran = zc("build", "killed", cwd=self.root.parent)
        assert ran.code == 0, ran.both
        for root in roots:
            assert uploads(root) == self.new
            assert leftovers(root) == []
            assert files(root) == self.originals
            receipt = json.loads((root / "build" / "receipt.json").read_text(encoding="utf-8"))
            sizes = {record["file"].rpartition("/")[2]: record["bytes"] for record in receipt["records"]}
            assert sizes == {name: len(content) for name, content in self.new.items()}


def prepared(zc: Run, office: Any, change: Callable[[Path], None]) -> Case:
    """Build, change, copy, build the copy: what a build that is killed starts from, and what it should end in."""
    root: Path = office.path / "an"
    assert zc("build", "an", cwd=office.path).code == 0
    old = uploads(root)
    change(root)
    after = Path(shutil.copytree(root, root.with_name("after")))
    ran = zc("build", "after", cwd=office.path)
    assert ran.code == 0
    case = Case(root, old, uploads(after), files(root), ran.seconds)
    assert all(case.new[name] != content for name, content in case.old.items())
    return case


def test_at_every_step_that_changes_a_folder(zc: Run, office: Any, scan: bytes, leftovers: Leftovers) -> None:
    root: Path = office.with_scan("an", scan)
    office.dossier("an", awards="    - {folder: 01-获奖/2021 甲, title: 甲, date: 2021-03}\n")
    shutil.rmtree(root / "01-获奖" / "2022 乙")

    def another_scan(root: Path) -> None:
        (root / "01-获奖" / "2021 甲" / "2-证书.jpg").write_bytes(scan)

    case = prepared(zc, office, another_scan)
    suicidal = type(zc)((sys.executable, "-c", SUICIDAL), zc.environment)  # type: ignore[attr-defined]
    copies = case.copies(MOST_STEPS)
    ran = suicidal(AT_ONCE, *(root.name for root in copies), cwd=copies[0].parent, patience=300)
    codes = [int(code) for code in ran.out.split()]
    assert set(codes) == {0, -signal.SIGKILL}
    killed = [code == -signal.SIGKILL for code in codes]
    assert not killed[-1], "there are more steps than this"
    were_old = [case.was_old(root) for root in copies]
    assert 3 < sum(were_old) < sum(killed)
    case.mend(zc, copies, leftovers)


@pytest.fixture
def page() -> bytes:
    """A JPEG of a megabyte and a half that gets smaller only with some work."""
    buffer = BytesIO()
    grey_noise((1240, 1754), 70).convert("RGB").save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def test_at_any_time(zc: Run, office: Any, page: bytes, scan: bytes, leftovers: Leftovers) -> None:
    """Also in the midst of long writing and of work in threads, which the steps above don't see."""
    root: Path = office.with_scan("an", scan)
    with (office.path / "profiles" / "tiny" / "profile.yaml").open("a", encoding="utf-8") as notice:
        notice.write("build: {max_bytes: 3000000}\n")

    def heavy(_: Path) -> None:
        for folder, pages in (("2021 甲", range(2, 5)), ("2022 乙", range(2, 3))):
            for number in pages:
                (root / "01-获奖" / folder / f"{number}-证书.jpg").write_bytes(page)

    case = prepared(zc, office, heavy)
    moments = random.Random(9)
    killed = 0
    copies = case.copies(KILLS)
    for root in copies:
        running = zc.start("build", root.name, cwd=root.parent)  # type: ignore[attr-defined]
        wait_until_used(running, case.seconds * moments.uniform(0.2, 0.9))
        running.kill()
        running.communicate(timeout=300)
        killed += running.returncode == -signal.SIGKILL
        case.was_old(root)
    assert killed > KILLS / 2
    case.mend(zc, copies, leftovers)
