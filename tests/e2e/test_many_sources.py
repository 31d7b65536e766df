"""2,000 scans in one record: built with few files open, in bounded time and memory."""

import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from memory import Watched
from processor_time import used_by_ended

Run = Callable[..., Any]
SCANS = 2000
SECONDS = 60  # of processor time; six usually; what grows with the square of the files takes far more
MEMORY = 300 * 1024**2
FILES = 100  # what a process may have open; macOS gives 256, Linux 1,024
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits on processes are another thing there")


def few_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))


def test_thousands_of_scans(zc: Run, office: Any, scan: bytes) -> None:
    """Half of them pictures, half PDFs: pictures are kept in memory while they are few, PDFs are read to the end."""
    root: Path = office.with_scan("an", scan)
    folder = root / "01-获奖" / "2021 甲"
    page = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(page)
    (folder / "1-证书.pdf").write_bytes(page.getvalue())
    for number in range(2, SCANS // 2 + 1):
        for suffix in (".jpg", ".pdf"):
            shutil.copyfile(folder / f"1-证书{suffix}", folder / f"{number}-证书{suffix}")
    before = used_by_ended()
    running = zc.start("build", "an", "-q", cwd=office.path, preexec_fn=few_files)  # type: ignore[attr-defined]
    watched = Watched(running)
    output = running.stderr.read().decode()
    running.communicate()
    assert (running.returncode, output) == (0, "")
    assert used_by_ended() - before < SECONDS
    assert watched.most() < MEMORY
    assert watched.most() > 20_000_000 or sys.platform != "linux"
    (upload,) = (root / "build").rglob("01*.pdf")
    assert len(pypdf.PdfReader(upload).pages) == SCANS
