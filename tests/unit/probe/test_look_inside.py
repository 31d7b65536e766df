"""Whatever the bytes: looking inside gives facts, and says what it could not look at."""

import random

import pytest
from measured_pdfs import add_link, data_of, line, new_pdf, with_outline, with_picture
from pikepdf import Dictionary, Name, String
from PIL import Image

from zcdossier.model.facts import FactGroup
from zcdossier.probe.gather import gather

ALL = frozenset({FactGroup.TEXT, FactGroup.PLACED, FactGroup.STRUCTURE, FactGroup.CODING, FactGroup.TEXT_LAYER})


def samples() -> list[bytes]:
    inside = with_outline(new_pdf(line("text", 9, 9, 99), line("more", 12, 50, 500)), ("甲", 1), ("乙", 2))
    add_link(inside, 0, A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    inside.attachments["a.txt"] = b"a"
    picture = with_picture(Image.new("RGB", (40, 40)), 72, 72)
    return [data_of(pdf, **how) for pdf in (inside, picture) for how in ({}, {"compress_streams": False})]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_give_facts(tmp_path, seed) -> None:
    chance = random.Random(seed)
    for number, data in enumerate(samples()):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (tmp_path / f"{number}.pdf").write_bytes(damaged)
    names = [f"{number}.pdf" for number in range(4)]
    facts = gather(tmp_path, names, needs=dict.fromkeys(names, ALL))
    for found in facts.values():
        assert not found.usable or (found.texts and found.placed and found.structure)


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_jpeg_has_a_quality_or_none(tmp_path, seed) -> None:
    chance = random.Random(seed)
    Image.new("RGB", (20, 20)).save(tmp_path / "a.jpg")
    damaged = bytearray((tmp_path / "a.jpg").read_bytes())
    for _ in range(6):
        damaged[chance.randrange(2, len(damaged))] = chance.randrange(256)
    (tmp_path / "a.jpg").write_bytes(damaged)
    found = gather(tmp_path, ["a.jpg"], needs={"a.jpg": ALL})["a.jpg"]
    quality = found.coding.quality if found.coding else None
    assert quality is None or 1 <= quality[0] <= quality[1] <= 100


def test_a_reader_that_stumbles_costs_its_own_facts_alone(tmp_path, monkeypatch) -> None:
    def stumble(_path: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("zcdossier.probe.page_texts.read_page_texts", stumble)
    (tmp_path / "a.pdf").write_bytes(samples()[0])
    found = gather(tmp_path, ["a.pdf"], needs={"a.pdf": ALL})["a.pdf"]
    assert (found.texts.untold, found.placed.untold, found.usable) == ("unreadable", "", True)
