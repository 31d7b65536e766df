"""`open`: a page on this computer only, checked again whenever a file is saved, ended by Ctrl-C."""

import json
import os
import re
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
AWARD = "    - {{folder: 01-获奖/2021 甲, title: 甲, date: {day}}}\n"
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="a signal is sent to a process"),
    pytest.mark.enable_socket,
]


class Opened:
    """A page that is served, and how to ask for it."""

    def __init__(self, running: "subprocess.Popen[bytes]") -> None:
        self.running = running
        assert running.stdout is not None
        line = running.stdout.readline().decode()
        (self.address,) = re.findall(r"http://\S+", line)

    def get(self, name: str = "", **headers: str) -> tuple[int, bytes]:
        named = {header.replace("_", "-"): value for header, value in headers.items()}
        request = urllib.request.Request(self.address + name, headers=named)
        try:
            with urllib.request.urlopen(request, timeout=300) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def state(self, after: int) -> dict[str, Any]:
        status, body = self.get(f"state?after={after}")
        assert status == 200
        state: dict[str, Any] = json.loads(body)
        return state

    def end(self) -> tuple[int, str]:
        self.running.send_signal(signal.SIGINT)
        _, err = self.running.communicate(timeout=300)
        return self.running.returncode, err.decode()


@pytest.fixture
def dossier(office: Any, scan: bytes) -> Path:
    root: Path = office.with_scan("an", scan)
    return root


@pytest.fixture
def opened(zc: Any, dossier: Path) -> Iterator[Opened]:
    running = zc.start("open", "an", "--no-browser", cwd=dossier.parent)
    try:
        yield Opened(running)
    finally:
        running.kill()
        running.wait()
        for stream in (running.stdout, running.stderr):
            stream.close()


def test_what_a_save_changes_is_told(opened: Opened, dossier: Path) -> None:
    first = opened.state(0)
    assert (first["number"], first["mended"], first["appeared"]) == (1, [], [])
    before = opened.get("page")[1].decode()
    manifest = dossier / "dossier.yaml"
    good = manifest.read_text(encoding="utf-8")
    manifest.write_text(good.replace("2021-03", "2024-03"), encoding="utf-8")
    second = opened.state(1)
    assert second["errors"] == first["errors"] + 1
    assert len(second["appeared"]) == 1
    assert second["appeared"][0] not in before
    assert second["appeared"][0] in opened.get("page")[1].decode()
    manifest.write_text("profile: [", encoding="utf-8")
    third = opened.state(2)
    assert (third["mended"], len(third["appeared"])) == ([], 1)
    manifest.write_text(good, encoding="utf-8")
    fourth = opened.state(3)
    assert (fourth["mended"], fourth["appeared"]) == (second["appeared"], [])
    (dossier / "01-获奖" / "2021 甲" / "1-证书.jpg").write_bytes(b"torn")
    assert len(opened.state(4)["appeared"]) == 1
    code, err = opened.end()
    assert code == 0
    assert "重新检查：" in err
    assert err.endswith("已关闭。\n")


def test_nothing_is_written_and_nothing_built(opened: Opened, dossier: Path) -> None:
    opened.get("page")
    left = {path.relative_to(dossier).parts[0] for path in dossier.rglob("*") if path.is_file()}
    assert left <= {"dossier.yaml", "01-获奖", ".zcdossier"}


def test_only_the_browser_of_this_computer_that_has_the_address_is_served(opened: Opened) -> None:
    assert opened.get()[0] == 200
    assert opened.get("page")[0] == 200
    assert opened.get(Host="evil.example")[0] == 403
    assert opened.get(Host="localhost:80")[0] == 403
    assert opened.get(Origin="https://evil.example")[0] == 403
    assert opened.get(Sec_Fetch_Site="cross-site")[0] == 403
    assert opened.get("dossier.yaml")[0] == 404
    assert opened.get("../../../etc/passwd")[0] in (403, 404)
    guess = Opened.__new__(Opened)
    guess.address = re.sub(r"/[^/]+/$", "/guess/", opened.address)
    assert guess.get()[0] == 403
    guess.address = re.sub(r"[^/]+/$", "", opened.address)
    assert guess.get()[0] == 403
    assert opened.address.startswith("http://127.0.0.1:")


def test_a_dossier_keeps_its_port_so_that_its_ticks_are_found_again(zc: Any, opened: Opened, dossier: Path) -> None:
    port = opened.address.split("/")[2]
    second = zc.start("open", "an", "--no-browser", cwd=dossier.parent)
    beside = Opened(second)
    assert beside.address.split("/")[2] != port
    assert beside.get()[0] == 200
    assert beside.end()[0] == 0
    assert opened.end()[0] == 0
    again = Opened(zc.start("open", "an", "--no-browser", cwd=dossier.parent))
    assert again.address.split("/")[2] == port
    assert again.end()[0] == 0


def test_what_cannot_be_opened_is_said(zc: Any, office: Any, scan: bytes) -> None:
    for name in ("an", "bo"):
        office.with_scan(name, scan)
    several = zc("open", ".", "--no-browser", cwd=office.path)
    assert (several.code, several.out) == (2, "")
    assert "写明是哪一份，例如 an" in several.err
    office.dossier("chen", "profile: nowhere\n")
    assert zc("open", "nothing", cwd=office.path).code == 2
