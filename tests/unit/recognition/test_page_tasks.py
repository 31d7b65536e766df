import hashlib
import time

import pytest
from fake_recogniser import BLUE, FAKE, GREEN, LONG, RED, WHITE, load_fake, load_nothing
from page_bytes import picture_bytes

from zcdossier.model.page_facts import Box, PageFacts, TextSource
from zcdossier.recognition.page_tasks import PageRefused, PageTask, ReadingPool, count_readers, read_here
from zcdossier.recognition.recogniser import NoRecogniserError


@pytest.fixture
def task(tmp_path):
    def make(name: str, colour: tuple[int, int, int] = WHITE) -> PageTask:
        data = picture_bytes(colour=colour)
        (tmp_path / name).write_bytes(data)
        return PageTask(tmp_path / name, name, "png", hashlib.sha256(data).hexdigest(), 0)

    return make


def text_of(outcome: PageFacts | PageRefused) -> str:
    return outcome.reason.text("en") if isinstance(outcome, PageRefused) else outcome.lines[0].text


def test_a_page_is_read(task):
    (facts,) = read_here([task("a.png", (90, 90, 90))], load_fake)
    assert facts.page == 1
    assert facts.text_source is TextSource.OCR
    assert facts.lines[0].text == "brightness 90"
    assert facts.lines[0].box == Box(0, 0, 1, 0.25)
    assert facts.turn == 0


def test_a_turned_page_has_its_boxes_where_it_is_displayed(task, monkeypatch):
    monkeypatch.setattr(FAKE, "turn", 90)
    (facts,) = read_here([task("a.png")], load_fake)
    assert facts.turn == 90
    assert facts.lines[0].box == Box(0, 0, 0.25, 1)


def test_an_error_is_the_refusal_of_its_page_and_no_empty_page(task):
    outcomes = list(read_here([task("a.png"), task("b.png", RED), task("c.png")], load_fake))
    assert [isinstance(outcome, PageRefused) for outcome in outcomes] == [False, True, False]
    assert text_of(outcomes[1]).startswith("b.png: ")
    assert outcomes[1].reason.zh.startswith("b.png：")


def test_files_that_are_gone_or_changed(task, tmp_path):
    gone, changed = task("gone.png"), task("changed.png")
    (tmp_path / "gone.png").unlink()
    (tmp_path / "changed.png").write_bytes(picture_bytes(colour=(7, 7, 7)))
    assert [text_of(outcome) for outcome in read_here([gone, changed], load_fake)] == [
        "gone.png: is missing; check its name and place",
        "changed.png: has just changed; run zcdossier read again",
    ]


def test_without_a_recogniser_nothing_is_read(task):
    with pytest.raises(NoRecogniserError):
        list(read_here([task("a.png")], load_nothing))


def test_processes_read_in_order_and_one_that_dies_takes_no_page_along(task):
    tasks = [task(f"{number}.png", (number, number, number)) for number in range(0, 60, 10)]
    tasks.insert(3, task("deadly.png", BLUE))
    with ReadingPool(load_fake, 2) as pool:
        outcomes = list(pool.read(tasks))
        again = list(pool.read(tasks[:2]))
        next(pool.read([tasks[0], *[task("long.png", GREEN)] * 4]))
        left_at = time.monotonic()
    assert time.monotonic() - left_at < LONG / 2  # no page that nobody wants is waited for
    texts = [text_of(outcome) for outcome in outcomes]
    assert "out of memory" in texts.pop(3)
    assert texts == [f"brightness {number}" for number in range(0, 60, 10)]
    assert [text_of(outcome) for outcome in again] == ["brightness 0", "brightness 10"]


def test_without_a_recogniser_processes_say_so(task):
    with ReadingPool(load_nothing, 1) as pool, pytest.raises(NoRecogniserError, match="no models"):
        list(pool.read([task("a.png")]))


def test_nothing_to_read_starts_nothing():
    with ReadingPool(load_nothing, 1) as pool:
        assert list(pool.read([])) == []


@pytest.mark.parametrize(("pages", "jobs", "count"), [(0, None, 1), (2, 8, 1), (100, 1, 1), (100, 5, 5), (7, 5, 2)])
def test_how_many_processes(pages, jobs, count):
    assert count_readers(pages, jobs) == count


def test_two_processes_by_default(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    assert count_readers(100) == 2
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert count_readers(100) == 1
