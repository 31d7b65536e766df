import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.facts import FactGroup
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine, TextSource
from zcdossier.probe import gather as gather_module
from zcdossier.probe.facts_cache import FactsCache
from zcdossier.probe.gather import gather
from zcdossier.probe.page_store import FileReading, PageStore, decode_reading, encode_reading

PAGES = frozenset({FactGroup.PAGES})
fractions = st.floats(0, 1)
boxes = st.builds(Box, fractions, fractions, fractions, fractions)
texts = st.text(max_size=20)
pages = st.builds(
    PageFacts,
    page=st.integers(1, 2000),
    text_source=st.sampled_from([None, *TextSource]),
    lines=st.lists(st.builds(TextLine, texts, fractions, boxes), max_size=3).map(tuple),
    turn=st.sampled_from([None, 0, 90, 180, 270]),
    turn_confidence=fractions,
    is_blank=st.sampled_from([None, True, False]),
    sharpness=st.none() | fractions,
    text_height=st.none() | st.floats(0, 500),
    cut_edges=st.sampled_from([(), ("left",), ("top", "bottom")]),
    has_colour=st.booleans(),
    seals=st.lists(st.builds(Seal, boxes, st.sampled_from(["round", "oval"]), fractions, texts), max_size=2).map(tuple),
    fingerprint=texts,
    unread_print=st.none() | st.floats(0, 500),
    perhaps_sealed=st.booleans(),
)
readings = st.builds(FileReading, st.lists(pages, max_size=3).map(tuple), st.integers(1, 9), texts)

SEEN = PageFacts(1, TextSource.OCR, (TextLine("江州大学", 0.98, Box(0.1, 0.1, 0.4, 0.13)),), turn=0)
READING = FileReading((SEEN,), 1, "an engine")


@given(readings)
def test_what_is_kept_comes_back(reading):
    decoded = decode_reading(encode_reading(reading))
    assert decoded == reading
    assert [type(page.text_source) for page in decoded.pages] == [type(page.text_source) for page in reading.pages]


def test_facts_that_came_later_are_not_known_and_later_facts_are_left_out():
    stored = json.loads(encode_reading(READING))
    stored["pages"][0]["colour_of_the_paper"] = "white"
    assert decode_reading(json.dumps(stored).encode()) == READING
    first = decode_reading(b'{"shape":1,"engine":"","total":1,"pages":[{"page":1}]}')
    assert first.pages == (PageFacts(1),)
    assert first.is_outdated
    assert not READING.is_outdated


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"7",
        b'{"shape":2,"engine":"","total":1,"pages":[]}',
        b'{"shape":1,"engine":"","total":1,"pages":[7]}',
        b'{"shape":1,"engine":"","total":1,"pages":[{}]}',
        b'{"shape":1,"engine":"","total":1,"pages":[{"page":1,"lines":[["x",1]]}]}',
        b'{"shape":1,"engine":"","total":1,"pages":[{"page":1,"lines":[["x","sure",[0,0,1,1]]]}]}',
        b'{"shape":1,"engine":"","total":1,"pages":[{"page":1,"text_source":"dream"}]}',
        b"[" * 100_000,
    ],
)
def test_foreign_memory_is_no_memory(tmp_path, data):
    with pytest.raises(ValueError, match=r".*"):
        decode_reading(data)
    store = PageStore(tmp_path)
    store.keep("0" * 64, READING)
    kept = next((tmp_path / ".zcdossier" / "pages").iterdir())
    kept.write_bytes(data)
    assert PageStore(tmp_path).recall("0" * 64) is None


def test_a_digest_is_no_path(tmp_path):
    with pytest.raises(ValueError, match=r"\.\."):
        PageStore(tmp_path).keep("../" * 20, READING)


def test_what_cannot_be_kept_is_told(tmp_path):
    (tmp_path / ".zcdossier").write_bytes(b"")
    with pytest.raises(OSError, match=r".*"):
        PageStore(tmp_path).keep("0" * 64, READING)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_pages_are_recalled_by_content_where_they_are_asked_for(make, tmp_path):
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(make.coded(make.picture(), "JPEG"))
    (tmp_path / "c.pdf").write_bytes(make.pdf())
    PageStore(tmp_path).keep(digest(tmp_path / "a.jpg"), READING)
    files = dict.fromkeys(["a.jpg", "b.jpg", "c.pdf", "gone.jpg"], PAGES)
    facts = gather(tmp_path, files, needs=files, store=PageStore(tmp_path))
    assert {file: found.pages_seen for file, found in facts.items()} == {
        "a.jpg": (SEEN,),
        "b.jpg": (SEEN,),
        "c.pdf": None,
        "gone.jpg": None,
    }
    facts = gather(tmp_path, files, store=PageStore(tmp_path))
    assert not any(found.pages_seen or found.digest for found in facts.values())


def test_an_unchanged_file_is_hashed_once_and_none_before_anything_was_read(make, tmp_path, monkeypatch):
    path = tmp_path / "a.jpg"
    path.write_bytes(make.coded(make.picture(), "JPEG"))
    os.utime(path, ns=(10**18, 10**18))
    monkeypatch.setattr("zcdossier.probe.facts_cache._SETTLED_NS", -(10**12))  # its ctime is now
    hashed = []
    real = gather_module._digest
    monkeypatch.setattr(gather_module, "_digest", lambda path: hashed.append(path.name) or real(path))

    def lint() -> object:
        needs = {"a.jpg": PAGES}
        return gather(tmp_path, needs, needs=needs, cache=FactsCache(tmp_path), store=PageStore(tmp_path))

    assert lint()["a.jpg"].pages_seen is None
    assert hashed == []
    PageStore(tmp_path).keep(digest(path), READING)
    assert lint()["a.jpg"].pages_seen == (SEEN,)
    assert hashed == ["a.jpg"]
    assert lint()["a.jpg"].pages_seen == (SEEN,)
    assert hashed == ["a.jpg"]
    PageStore(tmp_path).keep(digest(path), READING._replace(pages=(SEEN._replace(turn=90),)))
    assert lint()["a.jpg"].pages_seen == (SEEN._replace(turn=90),)
    path.write_bytes(make.pdf())
    assert lint()["a.jpg"].pages_seen is None
