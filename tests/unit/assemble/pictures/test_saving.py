"""Coding a picture lets other threads work, and gives the same bytes as coding it into memory."""

import io
import os
import threading
import time

import pytest
from PIL import Image

from zcdossier.assemble.pictures import raster
from zcdossier.assemble.pictures.raster import save_to_bytes


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return Image.effect_noise((2400, 3000), 60).convert("RGB")


@pytest.mark.parametrize("optimize", [True, False])
def test_the_bytes_are_those_pillow_makes(picture, monkeypatch, optimize) -> None:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80, optimize=optimize)
    assert save_to_bytes(picture, "JPEG", quality=80, optimize=optimize) == buffer.getvalue()
    monkeypatch.delattr(os, "memfd_create", raising=False)
    assert save_to_bytes(picture, "JPEG", quality=80, optimize=optimize) == buffer.getvalue()
    assert raster.save_to_bytes(picture.reduce(9), "PNG").startswith(b"\x89PNG")


def test_other_threads_work_meanwhile(picture) -> None:
    """Held up for the whole of it, a thread would see no more than one moment per picture."""
    seen = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal seen
        while not done.is_set():
            time.sleep(0.001)
            seen += 1

    watching = threading.Thread(target=watch)
    watching.start()
    started = time.monotonic()
    for _ in range(3):
        save_to_bytes(picture, "JPEG", quality=90, optimize=True)
    took = time.monotonic() - started
    done.set()
    watching.join()
    assert seen > took * 1000 / 60
