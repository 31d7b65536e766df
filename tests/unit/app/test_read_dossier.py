import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from fake_recogniser import FAKE, RED, load_fake, load_nothing
from page_bytes import picture_bytes

from zcdossier.app.lint_dossier import lint_dossier, read_dossier
from zcdossier.app.read_dossier import carry_out, plan_dossier, plan_files, require_recogniser
from zcdossier.errors import CannotRunError
from zcdossier.model.page_facts import READING_VERSION
from zcdossier.model.results import PagesRead
from zcdossier.probe.page_store import PageStore
from zcdossier.recognition.page_tasks import PageTask, read_here

reader = partial(read_here, load=load_fake)


@pytest.fixture(autouse=True)
def fresh() -> None:
    FAKE.pages = 0


def run(root: Path, *, again: bool = False, engine: str = "fake 1") -> PagesRead:
    return carry_out(plan_dossier(root, again=again), reader, engine)


def pages_of(root: Path, file: str) -> list[int]:
    facts = PageStore(root)
    (found,) = plan_files(root, [file], again=True).files
    return [page.page for page in facts.pages_of(found.digest) or ()]


def test_every_page_is_read_once_and_the_photo_never(desk):
    root = desk.dossier()
    done = run(root)
    assert (done.read, done.read_before, done.unread) == (2, 0, ())
    assert FAKE.pages == 2
    done = run(root)
    assert (done.read, done.read_before, done.unread) == (0, 2, ())
    assert FAKE.pages == 2
    assert run(root, again=True).read == 2
    assert FAKE.pages == 4


def test_what_was_read_is_known_by_content(desk):
    root = desk.dossier()
    run(root)
    (root / "09-论文/甲/1-封面.jpg").rename(root / "09-论文/甲/2-封面.jpg")
    shutil.copyfile(root / "09-论文/乙/1-封面.jpg", root / "09-论文/乙/2-封面.jpg")
    assert run(root)[1:3] == (0, 2)
    (root / "09-论文/乙/2-封面.jpg").write_bytes(picture_bytes(colour=(3, 3, 3)))
    assert run(root)[1:3] == (1, 2)


def test_a_content_filed_twice_is_read_once(desk):
    root = desk.dossier()
    shutil.copyfile(root / "09-论文/甲/1-封面.jpg", root / "09-论文/乙/1-封面.jpg")
    assert run(root)[1:3] == (1, 0)


def pdf_of(path: Path, *pages: bytes) -> None:
    import io

    import img2pdf

    with pikepdf.new() as whole:
        for page in pages:
            with pikepdf.open(io.BytesIO(img2pdf.convert(page))) as part:
                whole.pages.extend(part.pages)
        whole.save(path)


def test_a_page_that_fails_is_told_and_tried_again_and_the_others_are_kept(desk):
    root = desk.dossier()
    file = "09-论文/甲/1-封面.pdf"
    (root / "09-论文/甲/1-封面.jpg").unlink()
    good = [picture_bytes(colour=(level, level, level)) for level in (10, 20)]
    pdf_of(root / file, good[0], picture_bytes(colour=RED), good[1])
    done = run(root)
    assert done.read == 3
    ((failed_file, page, total, reason),) = done.unread
    assert (failed_file, page, total) == (file, 2, 3)
    assert reason.text("en").startswith(file)
    assert pages_of(root, file) == [1, 3]
    FAKE.pages = 0
    done = run(root)
    assert (done.read, done.read_before, len(done.unread)) == (0, 3, 1)
    assert FAKE.pages == 1


def test_stopped_in_the_middle_what_was_read_stays(desk):
    root = desk.dossier()
    file = "09-论文/甲/1-封面.pdf"
    (root / "09-论文/甲/1-封面.jpg").unlink()
    pdf_of(root / file, *(picture_bytes(colour=(level, level, level)) for level in range(0, 100, 10)))

    def stopped(tasks: Sequence[PageTask]) -> Iterator[object]:
        yield from list(reader(tasks))[:4]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carry_out(plan_dossier(root), stopped, "fake 1")
    assert pages_of(root, file) == [1, 2, 3, 4]
    FAKE.pages = 0
    assert run(root)[1:3] == (7, 4)
    assert FAKE.pages == 7


def test_an_older_engine_is_told_and_not_read_over(desk):
    root = desk.dossier()
    run(root, engine="fake 0.9")
    done = run(root)
    assert (done.read, done.older_engines) == (0, {"fake 0.9"})
    assert run(root, again=True).older_engines == set()
    assert run(root).older_engines == set()


def test_what_an_older_version_read_is_read_again_and_told(desk):
    root = desk.dossier()
    run(root)
    for kept in PageStore(root).folder.iterdir():
        kept.write_bytes(kept.read_bytes().replace(b'"version":%d' % READING_VERSION, b'"version":1'))
    done = run(root)
    assert (done.read, done.read_before, done.outdated) == (2, 0, 2)
    again = run(root)
    assert (again.read, again.read_before, again.outdated) == (0, 2, 0)


def test_a_manifest_that_cannot_be_read(desk):
    root = desk.dossier(manifest="profile: nobody\n")
    assert read_dossier(root).dossier is None
    with pytest.raises(CannotRunError) as stopped:
        plan_dossier(root)
    assert "zcdossier lint" in stopped.value.why.zh
    assert "zcdossier lint" in stopped.value.why.text("en")


def test_what_cannot_be_kept_is_not_read(desk):
    root = desk.dossier()
    (root / ".zcdossier").write_bytes(b"")
    with pytest.raises(CannotRunError, match="can't be written"):
        run(root)
    assert FAKE.pages == 0


def test_a_recogniser_that_does_not_start(desk):
    with pytest.raises(CannotRunError, match="no models"):
        carry_out(plan_dossier(desk.dossier()), partial(read_here, load=load_nothing), "fake 1")


def test_files_without_a_manifest(tmp_path):
    (tmp_path / "IMG_1.png").write_bytes(picture_bytes())
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8\xff")
    plan = plan_files(tmp_path, ["IMG_1.png", "notes.txt", "torn.jpg", "gone.jpg"])
    assert [file.file for file in plan.files] == ["IMG_1.png"]
    assert plan.pages == 1


@pytest.mark.parametrize("missing", ["rapidocr", "onnxruntime"])
def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch, missing):
    monkeypatch.setattr("zcdossier.app.read_dossier.find_spec", lambda name: None if name == missing else object())
    with pytest.raises(CannotRunError) as stopped:
        require_recogniser()
    for lang in ("zh", "en"):
        text = stopped.value.why.text(lang)
        assert 'pip install "zcdossier[read]"' in text
        assert "\n" not in text


def unread(root: Path) -> int:
    return lint_dossier(root, as_of=date(2024, 1, 1)).unread_pages


def test_lint_knows_which_pages_are_new_or_changed_once_any_were_read(desk):
    root = desk.dossier()
    assert unread(root) == 0
    run(root)
    assert unread(root) == 0
    (root / "09-论文/甲/2-封面.png").write_bytes(picture_bytes(colour=(7, 7, 7)))
    assert unread(root) == 1
    (root / "照片.jpg").write_bytes(desk.jpeg((61, 81)))
    assert unread(root) == 1
    run(root)
    assert unread(root) == 0


def test_the_program_that_needs_no_python_says_how_scans_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zcdossier.app.read_dossier.is_recogniser_installed", lambda: False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(CannotRunError, match=r"install it with Python"):
        require_recogniser()
