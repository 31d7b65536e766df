"""The command as installed, run as a process of its own; the sample built once; tiny dossiers made on disk.

Every run is held to what holds for all: an exit code of the contract, never a traceback, decodable output,
and JSON as promised.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from grey_noise import grey_noise
from json_promise import check_promise, promised_name
from PIL import Image
from processor_time import used_by_ended

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_dossier"
BUG = 70
EXIT_CODES = {0, 1, 2, BUG, 130}
SPOKEN = ("ZCDOSSIER_LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE")
AMBIENT = (*SPOKEN, "PYTHONPATH", "PYTHONIOENCODING", "PYTHONUTF8", "NO_COLOR", "COLUMNS", "TERM", "FORCE_COLOR")
PATIENCE = 300

# A notice small enough to see whole: what is tested here is the commands, not a notice.
PROFILE = """\
id: tiny
title: {zh: 小通知, en: Tiny notice}
levels:
  senior: {label: {zh: 高级, en: senior}, aliases: [高级职称]}
applicant:
  post: {label: {zh: 岗位, en: Post}, type: choice, choices: [教师, 医师]}
sections:
  awards:
    label: {zh: 获奖, en: Awards}
    number: 1
    limit: {max: 2, clauses: [T-1]}
    evidence: {severity: warning, clauses: [T-2]}
    fields:
      title: {label: {zh: 名称, en: name}, required: error, clauses: [T-3]}
      date: {label: {zh: 时间, en: date}, type: date, required: warning, clauses: [T-4]}
    parts:
      cover: {label: {zh: 封面, en: cover}}
      proof: {label: {zh: 证书, en: certificate}}
texts:
  statement: {label: {zh: 总结, en: Statement}}
photo: {label: {zh: 照片, en: Photo}}
checklist:
  - {clauses: [T-5], question: {zh: 都是真的吗？, en: Is it all true?}}
  - {clauses: [T-6], question: {zh: 盖章了吗？, en: Is it sealed?}, sections: [awards]}
rules:
  - {id: photo-wide, kind: measure, section: photo, measure: width, above: 215, clauses: [T-7]}
  - {id: award-not-future, kind: date, section: awards, fields: [date], not_after: 2023-06-30, clauses: [T-8]}
  - {id: star-dated, kind: required, section: awards, fields: [date], where: {title: {starts_with: "*"}}}
"""


@dataclass(frozen=True)
class Ran:
    """What a run left behind, and the processor time it took (on Windows none is told)."""

    code: int
    out: str
    err: str
    seconds: float = field(default=0.0, compare=False)

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def both(self) -> str:
        return self.out + self.err


@dataclass(frozen=True)
class Command:
    """A way to start the program, and the surroundings it is given: no language, no colour, nobody's own notices."""

    head: tuple[str, ...]
    environment: Mapping[str, str]

    def line(self, *arguments: object) -> list[str]:
        return [*self.head, *map(str, arguments)]

    def surroundings(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        return {**self.environment, **(env or {})}

    def __call__(
        self,
        *arguments: object,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
        patience: int = PATIENCE,
        **how: Any,
    ) -> Ran:
        surroundings = self.surroundings({"PYTHONIOENCODING": f"{encoding}:strict", **(env or {})})
        before = used_by_ended()
        done = subprocess.run(
            self.line(*arguments),
            cwd=cwd,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
            **how,
        )
        seconds = used_by_ended() - before
        ran = Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding), seconds)
        assert "Traceback" not in ran.both, ran.both
        assert "Exception ignored" not in ran.both, ran.both
        assert ran.code in EXIT_CODES, ran
        assert ran.code != BUG, ran.err
        promised = promised_name([str(word) for word in arguments])
        if promised is not None and ran.out:
            check_promise(ran.json, promised)
        return ran

    def start(self, *arguments: object, cwd: Path, **how: Any) -> subprocess.Popen[bytes]:
        """Start it and let it run; for what happens while it does."""
        env = self.surroundings({"PYTHONIOENCODING": "utf-8:strict"})
        return subprocess.Popen(
            self.line(*arguments), cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how
        )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, for what lies in it beside the package."""
    return ROOT


@pytest.fixture(scope="session")
def bare_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment without a language or a home of anybody's."""
    home = str(tmp_path_factory.mktemp("home"))
    kept = {name: value for name, value in os.environ.items() if name not in AMBIENT}
    return {**kept, "HOME": home, "USERPROFILE": home, "APPDATA": home, "XDG_CONFIG_HOME": home, "TERM": "xterm"}


@pytest.fixture(scope="session")
def zc(bare_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Command:
    """`python -m zcdossier`, of the installation the tests run in. CI insists that it is not the source tree."""
    if os.environ.get("ZCDOSSIER_TEST_INSTALLED") == "1":
        ask = [sys.executable, "-c", "import zcdossier; print(zcdossier.__file__)"]
        nowhere = tmp_path_factory.mktemp("nowhere")
        output = subprocess.run(ask, cwd=nowhere, env=bare_environment, capture_output=True, text=True, check=True)
        used = Path(output.stdout.strip()).resolve()
        assert not used.is_relative_to(ROOT / "zcdossier"), f"the source tree is used, not an installation: {used}"
    return Command((sys.executable, "-m", "zcdossier"), bare_environment)


@pytest.fixture(scope="session")
def script(bare_environment: dict[str, str]) -> Command:
    """The console script that was installed beside the interpreter."""
    path = shutil.which("zcdossier", path=sysconfig.get_path("scripts"))
    if path is None:
        assert os.environ.get("ZCDOSSIER_TEST_INSTALLED") != "1", "the installation has no console script"
        pytest.skip("zcdossier is not installed here, only its source is seen")
    return Command((path,), bare_environment)


@dataclass(frozen=True)
class Office:
    """A folder with the tiny notice, and dossiers under it."""

    path: Path

    def dossier(self, name: str, text: str | bytes | None = None, *, awards: str = "") -> Path:
        """Make a dossier: with this manifest, or with a good one that lists these awards."""
        root = self.path / name
        root.mkdir(parents=True, exist_ok=True)
        if text is None:
            listed = f"sections:\n  awards:\n{awards}" if awards else ""
            text = f"profile: tiny\nlevel: senior\n{listed}"
        data = text if isinstance(text, bytes) else text.encode()
        (root / "dossier.yaml").write_bytes(data)
        return root

    def with_scan(self, name: str, data: bytes, file: str = "1-证书.jpg") -> Path:
        """Make a dossier of two awards: the first's only scan is these bytes, the second's is a good one."""
        root = self.dossier(
            name,
            awards="    - {folder: 01-获奖/2021 甲, title: 甲, date: 2021-03}\n"
            "    - {folder: 01-获奖/2022 乙, title: 乙, date: 2022-04}\n",
        )
        for folder, scan, content in (("2021 甲", file, data), ("2022 乙", "1-证书.jpg", good_scan())):
            place = root / "01-获奖" / folder / scan
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        return root


def make_office(path: Path) -> Office:
    folder = path / "profiles" / "tiny"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return Office(path)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path)


@pytest.fixture(scope="session")
def new_office() -> Callable[[Path], Office]:
    """Make an office in a folder; for fixtures that serve a whole module."""
    return make_office


def good_scan() -> bytes:
    """A small grey page."""
    buffer = BytesIO()
    Image.new("L", (160, 220), 230).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture(scope="session")
def scan() -> bytes:
    """The bytes of a JPEG that builds."""
    return good_scan()


@pytest.fixture(scope="session")
def noise() -> bytes:
    """A JPEG of several megabytes that takes a while to make smaller."""
    buffer = BytesIO()
    grey_noise((2600, 3400), 90).convert("RGB").save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


@dataclass(frozen=True)
class Built:
    """A dossier and what the build of it said."""

    root: Path
    ran: Ran
    before: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.root / "build"

    @property
    def uploads(self) -> dict[str, Path]:
        return uploads_of(self.out)

    @property
    def receipt(self) -> Any:
        return json.loads((self.out / "receipt.json").read_text(encoding="utf-8"))


def uploads_of(out: Path) -> dict[str, Path]:
    """Every PDF by its path below `upload`."""
    upload = out / "upload"
    return {path.relative_to(upload).as_posix(): path for path in sorted(upload.rglob("*.pdf"))}


def pristine(target: Path) -> Path:
    """Copy the sample as it lies in the repository, without what a run left in it."""
    return Path(shutil.copytree(SAMPLE, target, ignore=shutil.ignore_patterns("build", ".zcdossier")))


@pytest.fixture(scope="session")
def sample_copy() -> Callable[[Path], Path]:
    return pristine


@pytest.fixture(scope="session")
def built(zc: Command, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample, built for the first time. Tests read it; those that change something take `rebuilt`."""
    root = pristine(tmp_path_factory.mktemp("sample") / "sample_dossier")
    before = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    return Built(root, zc("build", root.name, cwd=root.parent), before)


@pytest.fixture
def rebuilt(built: Built, tmp_path: Path) -> Built:
    """A copy of the built sample that a test may change; files keep their times."""
    return Built(Path(shutil.copytree(built.root, tmp_path / "sample_dossier")), built.ran)


@pytest.fixture
def leftovers() -> Callable[[Path], Sequence[str]]:
    """Name what a build forgot to take away below a folder; also what it has there while it works."""

    def found(folder: Path) -> Sequence[str]:
        return sorted(path.name for path in folder.rglob(".zcdossier-*"))

    return found


@pytest.fixture(scope="session")
def bound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """How to start a process for which permissions count, even where the tests run as the super-user."""
    if os.name != "posix":
        pytest.skip("permissions are another thing here")
    how: dict[str, Any] = {"preexec_fn": _without_override} if os.geteuid() == 0 else {}
    locked = tmp_path_factory.mktemp("locked") / "file"
    locked.touch(mode=0)
    reading = [sys.executable, "-c", f"open({str(locked)!r})"]
    if subprocess.run(reading, capture_output=True, check=False, **how).returncode == 0:
        pytest.skip("the right to read everything can't be given up here")
    return how


def _without_override() -> None:
    """Give up the super-user's rights to read and write against permissions (Linux)."""
    prctl, drop = ctypes.CDLL(None).prctl, 24
    for capability in (1, 2):
        prctl(drop, capability, 0, 0, 0)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where the machine allows one to be made."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small file system")
    line = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"a small file system can't be mounted here: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
