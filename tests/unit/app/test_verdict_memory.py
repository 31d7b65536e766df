"""A kept verdict is used only where a lint would say the same: whatever shapes one is changed here, and each counts."""

import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from zcdossier.app import lint_dossier as use_case
from zcdossier.app import verdict_memory
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.app.verdict_memory import FILE, VerdictMemory
from zcdossier.cli import mark_outcome
from zcdossier.cli.boundary import Failure
from zcdossier.cli.lint_batch import LintTask, RenderedDossier, lint_many
from zcdossier.cli.option_values import FindingsFormat
from zcdossier.model.facts import FileFacts, Trouble
from zcdossier.profiles import locations
from zcdossier.report.style import Detail, Paint, Style

SHIPPED = Path(__file__).resolve().parents[3] / "templates" / "profiles"
DAY = date(2023, 6, 1)
KEPT = FILE.format(form="text")
TASK = LintTask(FindingsFormat.TEXT, Style(), DAY)
MANIFEST = """\
profile: zj-hznu-2023
level: 副高
applicant: {name: 林晓, post: 专任教师, department: 药学院}
texts: {statement: 述职.md}
sections:
  awards:
    - {folder: 05-获奖情况/2021 优秀奖, title: 优秀奖}
"""
SCAN = "05-获奖情况/2021 优秀奖/1-证书.jpg"


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("L", (60, 80), 200).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dossier that is old enough to be remembered, far from any profile of somebody's own."""
    monkeypatch.setattr(verdict_memory, "SETTLED_NS", 0)
    desk = tmp_path / "desk" / "li-ming"
    (desk / SCAN).parent.mkdir(parents=True)
    (desk / "empty").mkdir()
    (desk / ".zcdossier" / "pages").mkdir(parents=True)
    (desk / ".zcdossier" / "pages" / f"{'0' * 64}.json").write_text("{}")
    (desk / SCAN).write_bytes(picture())
    (desk / "述职.md").write_text("我的工作总结", encoding="utf-8")
    (desk / "dossier.yaml").write_text(MANIFEST, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    tick()
    return desk


def tick() -> None:
    """Let so much time pass that the file system tells it."""
    time.sleep(0.02)


def shaped_by(root: Path, asked: object = "findings") -> str:
    return verdict_memory._describe(root, asked)[0]


def rendered(root: Path, task: LintTask = TASK) -> RenderedDossier:
    ((_, part),) = lint_many([root], task)
    assert not isinstance(part, Failure)
    return part


@pytest.fixture
def lints(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The dossiers that were really judged."""
    judged: list[Path] = []

    def lint(root: Path, **options: object) -> object:
        judged.append(root)
        return lint_dossier(root, **options)

    monkeypatch.setattr(use_case, "lint_dossier", lint)
    return judged


def rewrite(path: Path, content: bytes) -> None:
    """Change a file the way that shows least: as many bytes, and the old time of its content put back."""
    before = path.stat()
    assert len(content) == before.st_size
    tick()
    path.write_bytes(content)
    if os.name == "posix":  # elsewhere no second time would tell
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def flip(path: Path) -> None:
    content = path.read_bytes()
    rewrite(path, content[:-1] + bytes([content[-1] ^ 1]))


def put_profile(folder: Path) -> None:
    shutil.copytree(SHIPPED / "zj-hznu-2023", folder / "profiles" / "zj-hznu-2023")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the manifest": lambda root: rewrite(root / "dossier.yaml", MANIFEST.replace("林晓", "林小").encode()),
    "a scan": lambda root: flip(root / SCAN),
    "a text": lambda root: flip(root / "述职.md"),
    "a scan more": lambda root: (root / SCAN).with_name("2-证书.jpg").write_bytes(picture()),
    "a scan less": lambda root: (root / SCAN).unlink(),
    "a scan of another name": lambda root: (root / SCAN).rename((root / SCAN).with_name("1-公示.jpg")),
    "a scan touched": lambda root: os.utime(root / SCAN),
    "a folder more": lambda root: (root / "06-荣誉").mkdir(),
    "a folder less": lambda root: (root / "empty").rmdir(),
    "a folder for a file": lambda root: ((root / SCAN).unlink(), (root / SCAN).mkdir()),
    "another manifest": lambda root: (root / "申报表.xlsx").write_bytes(b"PK"),
    "a page read": lambda root: (root / ".zcdossier" / "pages" / f"{'1' * 64}.json").write_text("{}"),
    "a page read anew": lambda root: flip(root / ".zcdossier" / "pages" / f"{'0' * 64}.json"),
    "a profile in it": put_profile,
    "a profile beside it": lambda root: put_profile(root.parent),
    "a profile here": lambda _: put_profile(Path()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_in_or_beside_the_folder_counts(root: Path, change: Callable[[Path], object]) -> None:
    before = shaped_by(root)
    assert before == shaped_by(root) != ""
    change(root)
    assert shaped_by(root) != before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_said_after_a_change_is_what_a_lint_says(
    root: Path, lints: list[Path], change: Callable[[Path], object]
) -> None:
    """As an applicant works: lint, mend, lint. The third time nothing has changed since."""
    rendered(root)
    change(root)
    tick()
    after = rendered(root)
    assert len(lints) == 2
    assert rendered(root) == after
    for kept in ("facts.json", KEPT):
        (root / ".zcdossier" / kept).unlink(missing_ok=True)
    assert rendered(root) == after


def test_what_does_not_shape_it_does_not_count(root: Path) -> None:
    before = shaped_by(root)
    (root / ".zcdossier" / "facts.json").write_text("{}")
    (root / ".zcdossier" / KEPT).write_text("{}")
    (root / SCAN).read_bytes()
    assert shaped_by(root) == before
    shutil.rmtree(root / ".zcdossier")
    without = shaped_by(root)
    (root / ".zcdossier").mkdir()
    assert shaped_by(root) == without


OTHERWISE = {
    "kind": FindingsFormat.JSON,
    "style": Style("en"),
    "as_of": DAY + timedelta(days=1),
    "several": True,
    "strict": True,
    "mark": True,
}


@pytest.mark.parametrize("name", LintTask._fields)
def test_whatever_is_asked_otherwise_counts(root: Path, name: str) -> None:
    assert shaped_by(root, TASK) != shaped_by(root, TASK._replace(**{name: OTHERWISE[name]}))


LOOKS = {"lang": "en", "paint": Paint(on=True), "width": 80, "detail": Detail.VERBOSE, "wraps": True}


@pytest.mark.parametrize("name", Style._fields)
def test_however_it_is_to_look_counts(root: Path, name: str) -> None:
    assert shaped_by(root, TASK) != shaped_by(root, TASK._replace(style=Style()._replace(**{name: LOOKS[name]})))


def test_the_same_folder_elsewhere_is_another(root: Path) -> None:
    before = shaped_by(root)
    root.rename(root.with_name("moved"))
    assert shaped_by(root.with_name("moved")) not in ("", before)


@pytest.mark.parametrize("file", ["profile.yaml", "clauses.yaml", "journals.csv", "../../part-words.yaml"])
def test_a_change_of_what_is_shipped_counts(root: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    templates = root.parents[1] / "templates"
    shutil.copytree(SHIPPED, templates / "profiles", ignore=shutil.ignore_patterns("__pycache__"))
    (templates / "profiles" / "zj-hznu-2023" / "journals.csv").write_text("a,b\n")
    shutil.copy(SHIPPED.parent / locations.PART_WORDS_NAME, templates)
    monkeypatch.setattr(locations, "templates_folder", lambda: templates)
    tick()
    before = shaped_by(root)
    (templates / "profiles" / "zj-hznu-2023" / "__pycache__").mkdir()
    assert shaped_by(root) != ""
    flip(templates / "profiles" / "zj-hznu-2023" / file)
    assert shaped_by(root) != before


@pytest.mark.parametrize(
    ("name", "value"),
    [("__version__", "9.9"), ("stamp_program", lambda: {"": ()}), ("_last_installed", lambda: [1])],
)
def test_another_program_counts(root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    before = shaped_by(root)
    monkeypatch.setattr(verdict_memory, name, value)
    assert shaped_by(root) != before


def test_what_is_installed_beside_it_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = root.parents[1] / "site-packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages), "", str(Path.cwd())])
    before = shaped_by(root)
    tick()
    (packages / "chinese_calendar-1.12.dist-info").mkdir()
    assert shaped_by(root) != before


def test_another_user_or_python_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shaped_by(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: 12345, raising=False)
        assert shaped_by(root) != before
    monkeypatch.setattr(sys, "version", "4.0")
    assert shaped_by(root) != before


@pytest.mark.parametrize("kind", [FindingsFormat.TEXT, FindingsFormat.JSON, FindingsFormat.GITHUB])
def test_the_second_lint_says_the_same_and_judges_nothing(root: Path, lints: list[Path], kind: FindingsFormat) -> None:
    task = TASK._replace(kind=kind)
    first = rendered(root, task)
    assert rendered(root, task) == first
    assert lints == [root]
    assert first.row.errors


def test_two_formats_in_turn_are_both_remembered(root: Path, lints: list[Path]) -> None:
    """An editor asks for JSON after each step, and a person for text in between."""
    tasks = [TASK, TASK._replace(kind=FindingsFormat.JSON)] * 2
    first, second, *again = [rendered(root, task) for task in tasks]
    assert again == [first, second]
    assert len(lints) == 2


@pytest.mark.parametrize("beside", ["in it", "beside it", "here"])
def test_a_folder_that_is_but_called_profiles_holds_none(root: Path, lints: list[Path], beside: str) -> None:
    folder = {"in it": root, "beside it": root.parent, "here": Path()}[beside] / "profiles"
    (folder / "ours").mkdir(parents=True)
    (folder / "notes.txt").write_text("profile.yaml is still to be written")
    tick()
    assert rendered(root) == rendered(root)
    assert len(lints) == 1
    (folder / "ours" / "profile.yaml").write_text("title: ours\n")
    tick()
    assert rendered(root) == rendered(root)
    assert len(lints) == 3


def test_marking_a_workbook_is_never_spared(root: Path, lints: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_outcome, "mark_dossier", lambda *_: None)
    for _ in range(2):
        rendered(root, TASK._replace(mark=True))
    assert len(lints) == 2


def test_what_changed_a_moment_ago_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdict_memory, "SETTLED_NS", 60_000_000_000)
    rendered(root)
    assert not (root / ".zcdossier" / KEPT).exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_a_dossier_with_links_is_not_kept(root: Path) -> None:
    (root / SCAN).with_name("2-证书.jpg").symlink_to(root / SCAN)
    rendered(root)
    assert not (root / ".zcdossier" / KEPT).exists()


def test_a_verdict_by_a_profile_of_ones_own_is_not_kept(root: Path) -> None:
    own = root.parents[1] / "mine"
    shutil.copytree(SHIPPED / "zj-hznu-2023", own)
    (root / "dossier.yaml").write_text(MANIFEST.replace("zj-hznu-2023", str(own)), encoding="utf-8")
    tick()
    rendered(root)
    assert not (root / ".zcdossier" / KEPT).exists()


@pytest.mark.parametrize("trouble", sorted(set(Trouble) - {Trouble.UNSUPPORTED, Trouble.EMPTY}))
def test_a_file_that_could_not_be_read_is_looked_at_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, trouble: Trouble
) -> None:
    monkeypatch.setattr(use_case, "gather_facts", lambda *_: {SCAN: FileFacts(SCAN, 9, "jpeg", trouble=trouble)})
    rendered(root)
    assert not (root / ".zcdossier" / KEPT).exists()


@pytest.mark.parametrize("kept", ["", "{}", "[1]", '[[], 0, "", 0]', "null", "[" * 100_000])
def test_a_spoiled_memory_is_none(root: Path, lints: list[Path], kept: str) -> None:
    first = rendered(root)
    path = root / ".zcdossier" / KEPT
    path.write_text(f"{path.read_text().partition(chr(10))[0]}\n{kept}")
    assert rendered(root) == first
    assert len(lints) == 2


def test_only_what_json_gives_back_as_it_was_is_kept(root: Path) -> None:
    result = lint_dossier(root, as_of=DAY)
    tick()
    memory = VerdictMemory(root, "findings", "text")
    memory.keep([("a", "tuple")], result)
    assert VerdictMemory(root, "findings", "text").recall() is None
    memory.keep([["a", "list"]], result)
    assert VerdictMemory(root, "findings", "text").recall() == [["a", "list"]]
    assert VerdictMemory(root, "something else", "text").recall() is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode")
def test_a_file_of_another_name_in_json_is_harmless(root: Path) -> None:
    """A name that is no UTF-8 stands in the memory too."""
    (root / os.fsdecode(b"\xff.jpg")).write_bytes(picture())
    tick()
    assert json.loads(shaped_by(root))["inside"]
