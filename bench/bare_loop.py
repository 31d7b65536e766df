"""The least that shrinking a record takes: decode, scale to 200 dpi, encode at quality 75; a thread per core.

No thought about how it looks or what it weighs. What zcdossier's throughput is held against.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps, ImageSequence

from bench.binding import pictures

DPI, QUALITY = 200, 75
_SHORT, _LONG = 210 / 25.4, 297 / 25.4


def shrink(files: Sequence[Path], out: Path) -> None:
    """Every page of the sources becomes one JPEG, and these one PDF; a scanner's PDF holds one picture to the page."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        waiting = [pool.submit(_coded, opened) for file in files for opened in _openers(file)]
        coded = [future.result() for future in waiting]
    with out.open("wb") as target:
        pictures(coded, target)
        target.flush()
        os.fsync(target.fileno())


def _openers(file: Path) -> Iterator[Callable[[], Image.Image]]:
    if file.suffix == ".pdf":
        with pikepdf.open(file) as document:
            for page in document.pages:
                (image,) = (image for image in page.get_images().values() if isinstance(image, pikepdf.Stream))
                stored = pikepdf.PdfImage(image)
                buffer = BytesIO()
                stored.extract_to(stream=buffer)
                yield partial(Image.open, buffer)
        return
    with Image.open(file) as picture:
        frames = int(getattr(picture, "n_frames", 1))
    for frame in range(frames):
        yield partial(_frame, file, frame)


def _frame(file: Path, frame: int) -> Image.Image:
    return ImageSequence.Iterator(Image.open(file))[frame]


def _coded(opened: Callable[[], Image.Image]) -> bytes:
    picture = ImageOps.exif_transpose(opened())
    picture = picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
    width, height = (_LONG, _SHORT) if picture.width > picture.height else (_SHORT, _LONG)
    scale = min(1.0, DPI * min(width / picture.width, height / picture.height))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    out = BytesIO()
    picture.resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
