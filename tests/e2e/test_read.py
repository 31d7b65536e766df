"""`zcdossier read` with the real recogniser on real pages of the sample; what has no recogniser says so."""

import importlib.util
import io
import json
import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Run = Callable[..., Any]
MUST_RUN = bool(os.environ.get("ZCDOSSIER_TEST_READ"))
needs_extra = pytest.mark.skipif(
    not MUST_RUN and importlib.util.find_spec("rapidocr") is None, reason="the extra read is not installed"
)
AWARD = "05-获奖情况/2020-11 江州市自然科学优秀成果奖三等奖/1-文件或证书-证书.jpg"
PATIENCE = 300


@pytest.fixture
def award(root: Path, office: Any) -> Path:
    """A dossier with one award: its certificate, and the same once more upside down."""
    dossier: Path = office.with_scan("an", (root / "sample_dossier" / AWARD).read_bytes())
    folder = dossier / "01-获奖" / "2021 甲"
    with Image.open(folder / "1-证书.jpg") as picture:
        picture.rotate(180).save(folder / "2-证书.jpg", quality=90)
    shutil.copyfile(folder / "1-证书.jpg", folder / "3-证书.jpg")
    return dossier


def readings(dossier: Path) -> list[dict[str, Any]]:
    kept = sorted((dossier / ".zcdossier" / "pages").glob("*.json"))
    return [json.loads(path.read_bytes())["pages"][0] for path in kept]


@needs_extra
def test_each_content_is_read_once_and_turned_upright(zc: Run, award: Path) -> None:
    ran = zc("read", "--format", "json", "an", cwd=award.parent, patience=PATIENCE)
    assert ran.code == 0, ran.both
    assert ran.json == {"version": 1, "dossiers": [{"path": "an", "read": 3, "known": 0, "unread": []}]}
    pages = [page for page in readings(award) if page.get("lines")]  # the third is grey all over
    assert sorted(page["turn"] for page in pages) == [0, 180]
    for page in pages:
        assert "林晓" in "".join(text for text, *_ in page["lines"])
        assert page["text_source"] == "ocr"
        assert [bool(text) for *_, text in page["seals"]] == [True]
    upright, over = sorted(pages, key=lambda page: int(page["turn"]))
    (first, _, box), (first_over, _, box_over) = upright["lines"][0], over["lines"][0]
    assert first == first_over
    assert box[1] == pytest.approx(1 - box_over[3], abs=0.01)
    again = zc("--lang", "en", "read", "an", cwd=award.parent)
    assert again.code == 0
    assert again.out == "an: all 3 pages have been read, nothing is new\n"


def png_of_garbage() -> bytes:
    """A picture whose header is sound and whose pixels can't be unpacked."""
    data = io.BytesIO()
    Image.new("L", (300, 400), 255).save(data, "PNG")
    whole = data.getvalue()
    start = whole.index(b"IDAT")
    length = int.from_bytes(whole[start - 4 : start], "big")
    chunk = b"IDAT" + bytes(length)
    return whole[:start] + chunk + zlib.crc32(chunk).to_bytes(4, "big") + whole[start + 8 + length :]


@needs_extra
def test_a_page_that_cannot_be_read_is_named_and_the_others_are_kept(zc: Run, office: Any) -> None:
    dossier = office.with_scan("an", png_of_garbage(), "1-证书.png")
    ran = zc("--lang", "en", "read", "an", cwd=dossier.parent, patience=PATIENCE)
    assert ran.code == 1, ran.both
    assert ran.out.startswith("an: 1 pages read\n  not read 01-获奖/2021 甲/1-证书.png: ")
    assert len(readings(dossier)) == 1


def test_nothing_below_is_no_dossier(zc: Run, tmp_path: Path) -> None:
    assert zc("read", "nowhere", cwd=tmp_path).code == 2
