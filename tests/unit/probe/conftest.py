"""Builders of small real files, as bytes."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from zcdossier.model.facts import FileFacts
from zcdossier.probe.gather import gather


def picture(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> Image.Image:
    """A picture with something in it, so that its coded data has a length."""
    return Image.radial_gradient("L").resize(size).convert(mode)


def coded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The file's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def oriented(value: int) -> bytes:
    """An EXIF block with this orientation."""
    exif = Image.Exif()
    exif[0x0112] = value
    return exif.tobytes()


def pdf(pages: int = 2, change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any) -> bytes:
    """A PDF of blank A4 pages."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        if change:
            change(document)
        buffer = io.BytesIO()
        document.save(buffer, **options)
        return buffer.getvalue()


@pytest.fixture
def make() -> Any:
    """The builders above."""

    class Make:
        picture = staticmethod(picture)
        coded = staticmethod(coded)
        oriented = staticmethod(oriented)
        pdf = staticmethod(pdf)

    return Make


@pytest.fixture
def facts_of(tmp_path: Path) -> Callable[[str, bytes], FileFacts]:
    """Write one file and gather its facts."""

    def facts(name: str, data: bytes) -> FileFacts:
        (tmp_path / name).write_bytes(data)
        return gather(tmp_path, [name])[name]

    return facts
