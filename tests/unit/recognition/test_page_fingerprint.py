"""Fingerprints of pages drawn here: one page taken twice, other pages, other words, and what is no fingerprint."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from zcdossier.model.page_likeness import look_alike
from zcdossier.recognition.ink_map import page_print
from zcdossier.recognition.page_axis import text_axis
from zcdossier.recognition.page_fingerprint import fingerprint_of

SIZE = (827, 1169)


def page_of(seed: int) -> Image.Image:
    """A page whose lines are blocks, each as heavy as chance will have it: another seed is another text."""
    page = Image.new("RGB", SIZE, (255, 255, 255))
    pen, chance = ImageDraw.Draw(page), np.random.default_rng(seed)
    lines = np.random.default_rng(7)
    for y in range(120, 900, 34):
        for x in range(90, int(lines.integers(400, 720)), 21):
            for bar in range(int(chance.integers(1, 6))):
                pen.rectangle((x, y + bar * 4, x + 17, y + bar * 4 + 1), (20, 20, 22))
            pen.line((x + 2, y, x + 2, y + 17), (20, 20, 22), int(chance.integers(1, 4)))
    return page


def prints(page: Image.Image) -> str:
    written = page_print(np.asarray(page.convert("RGB")))
    return fingerprint_of(written.strokes, text_axis(written.marks)[0])


def taken_again(page: Image.Image, how: str) -> Image.Image:
    width, height = page.size
    if how == "smaller":
        return page.resize((width * 2 // 3, height * 2 // 3), Image.Resampling.LANCZOS)
    if how == "cropped":
        return page.crop((40, 50, width - 20, height - 60))
    if how == "aslant":
        return page.rotate(1.2, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    if how == "dim":
        return ImageEnhance.Brightness(page).enhance(0.6)
    if how == "coded":
        out = BytesIO()
        page.save(out, "JPEG", quality=20)
        return Image.open(out)
    if how == "in perspective":
        seen = (-20, -15, -10, height + 25, width + 30, height + 5, width + 5, -30)
        return page.transform(
            page.size, Image.Transform.QUAD, seen, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)
        )
    return page.rotate({"upside down": 180, "on its side": 90}[how], expand=True)


@pytest.mark.parametrize(
    "how", ["smaller", "cropped", "aslant", "dim", "coded", "in perspective", "upside down", "on its side"]
)
def test_one_page_taken_twice(how: str) -> None:
    page = page_of(1)
    first, second = prints(page), prints(taken_again(page, how))
    assert look_alike(first, second)
    assert look_alike(second, first)


def test_other_texts_of_one_layout_do_not_look_alike() -> None:
    some = [prints(page_of(seed)) for seed in range(5)]
    for place, first in enumerate(some):
        assert [look_alike(first, other) for other in some] == [number == place for number in range(5)]


def test_a_page_with_nothing_on_it_has_no_fingerprint_and_is_like_none() -> None:
    empty = prints(Image.new("RGB", SIZE, (255, 255, 255)))
    assert empty == ""
    assert not look_alike(empty, empty)


@given(st.text(max_size=200))
def test_what_is_no_fingerprint_is_like_nothing(text: str) -> None:
    good = "f1:" + "0" * 128 + ":"
    assert not look_alike(text, text)
    assert not look_alike(good + text, good + text)
