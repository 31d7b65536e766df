"""The real recogniser on real pages of the sample, with sockets cut; what surrounds it is tested with a fake one."""

import importlib.util
import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from zcdossier.model.page_facts import PageFacts, TextSource
from zcdossier.recognition import rapid_recogniser
from zcdossier.recognition.page_rendering import RenderedPage, render_page
from zcdossier.recognition.rapid_recogniser import RapidRecogniser
from zcdossier.recognition.read_page import read_rendered
from zcdossier.recognition.recogniser import NoRecogniserError

SAMPLE = Path(__file__).resolve().parents[3] / "sample_dossier"
pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("ZCDOSSIER_TEST_READ") and importlib.util.find_spec("rapidocr") is None,
        reason="the extra read is not installed",
    ),
    pytest.mark.filterwarnings("default"),  # those of the libraries are not ours
]
CERTIFICATE = "05-获奖情况/2020-11 江州市自然科学优秀成果奖三等奖/1-文件或证书-证书.jpg"
COPIES = 3
ELECTRONIC = "09-论文/2022-06 Donghai Journal of Natural Medicines/4-正文.pdf"


@pytest.fixture(scope="module")
def recogniser() -> RapidRecogniser:
    return RapidRecogniser()


@pytest.fixture(scope="module")
def certificate() -> RenderedPage:
    return render_page((SAMPLE / CERTIFICATE).read_bytes(), CERTIFICATE, "jpeg", 0)


def text_of(facts: PageFacts) -> str:
    return "".join(line.text for line in facts.lines)


@pytest.mark.parametrize("turn", [90, 270])  # upright and upside down: tests/e2e/test_read.py
def test_a_page_is_read_whichever_way_it_lies(recogniser, certificate, turn):
    displayed = np.ascontiguousarray(np.rot90(certificate.pixels, turn // 90))
    facts = read_rendered(certificate._replace(pixels=displayed), 1, recogniser)
    assert facts.turn == turn
    assert facts.turn_confidence > 0.85
    text = text_of(facts)
    assert text.startswith("获奖证书")
    assert text.index("林晓") < text.index("雪松叶提取物质量评价方法研究") < text.index("三等奖")
    (seal,) = facts.seals
    assert seal.text == "江州市科学技术协会"
    assert not facts.is_blank


def test_a_faint_word_is_a_line_and_an_empty_page_has_none(recogniser) -> None:
    page = Image.new("RGB", (540, 768), "white")
    assert recogniser.find_faint(np.array(page)) == ([], 0.0)
    ImageDraw.Draw(page).text((270, 600), "2021.05.17", (190, 190, 190), ImageFont.load_default(size=18), anchor="mm")
    (line,), sure = recogniser.find_faint(np.array(page))
    assert np.abs(line.mean(axis=0) - (270, 600)).max() < 10
    assert sure > 0.5


def test_a_pdf_that_a_program_wrote_is_taken_at_its_word(recogniser, monkeypatch):
    monkeypatch.setattr(recogniser, "read", None)
    page = render_page((SAMPLE / ELECTRONIC).read_bytes(), ELECTRONIC, "pdf", 0)
    facts = read_rendered(page, 1, recogniser)
    assert facts.text_source is TextSource.TEXT_LAYER
    assert "Cedranoid diterpenes" in text_of(facts)
    assert facts.text_height is None


def test_nothing_to_read_is_no_error(recogniser):
    facts = read_rendered(RenderedPage(np.full((1400, 1000, 3), 250, np.uint8), 1.0), 1, recogniser)
    assert (facts.lines, facts.turn, facts.is_blank) == ((), None, True)


def test_an_error_inside_is_an_error(recogniser, certificate, monkeypatch):
    def broken(_given: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(recogniser, "_reader", broken)
    with pytest.raises(RuntimeError, match="out of memory"):
        read_rendered(certificate, 1, recogniser)


def test_a_model_that_is_not_in_the_package_is_not_fetched(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "PP-OCR_det_x.onnx").touch()
    assert rapid_recogniser._bundled_model(tmp_path / "models", "det").name == "PP-OCR_det_x.onnx"
    with pytest.raises(NoRecogniserError, match="0 rec models"):
        rapid_recogniser._bundled_model(tmp_path / "models", "rec")


def test_a_long_strip_is_read_from_end_to_end(recogniser, certificate):
    strip = np.concatenate([certificate.pixels[:, :1000]] * COPIES)
    facts = read_rendered(RenderedPage(strip, 1.0), 1, recogniser)
    once = read_rendered(RenderedPage(strip[: len(strip) // COPIES], 1.0), 1, recogniser)
    assert len(rapid_recogniser._tiles(*strip.shape[:2])) > 1
    assert (COPIES - 1) * len(once.lines) <= len(facts.lines) <= (COPIES + 1) * len(once.lines)


def test_tiles_cover_a_strip_and_take_each_line_once():
    tiles = rapid_recogniser._tiles(10_000, 1000)
    assert tiles[0].top == 0
    assert tiles[-1].bottom == 10_000
    for tile, following in itertools.pairwise(tiles):
        assert tile.last == following.first
        assert following.top < tile.last < tile.bottom
    assert len(rapid_recogniser._tiles(1400, 1000)) == 1
