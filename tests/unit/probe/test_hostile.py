"""Whatever the bytes: facts come back, and soon."""

import io
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from zcdossier.model.facts import FactGroup, FileFacts
from zcdossier.probe.gather import gather
from zcdossier.source.jpeg_segments import END

KINDS = ("jpeg", "png", "tiff", "gif", "webp", "bmp", "pdf", "heic")
SOON = 5.0
many = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def valid(kind: str) -> bytes:
    buffer = io.BytesIO()
    if kind == "pdf":
        with pikepdf.new() as document:
            for _ in range(3):
                document.add_blank_page()
            document.save(buffer)
        return buffer.getvalue()
    image = Image.radial_gradient("L").resize((32, 24)).convert("RGB")
    if kind == "heic":
        import pillow_heif

        pillow_heif.from_pillow(image).save(buffer)
        return buffer.getvalue()
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(buffer, kind, **({"exif": exif} if kind in {"jpeg", "png", "tiff", "webp"} else {}))
    return buffer.getvalue()


def gathered(data: bytes, name: str) -> FileFacts:
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        start = time.process_time()
        facts = gather(Path(folder), [name], needs={name: frozenset({FactGroup.BORDER})})[name]
        assert time.process_time() - start < SOON
    assert facts.pages or not facts.usable
    assert all(size.width >= 0 and size.height >= 0 for size in facts.sizes)
    assert folder not in facts.detail
    return facts


@pytest.mark.parametrize("kind", KINDS)
def test_the_valid_files_are_usable(kind):
    facts = gathered(valid(kind), f"a.{kind}")
    assert (facts.usable, facts.format) == (True, kind)


@pytest.mark.parametrize("kind", KINDS)
@many
@given(data=st.data())
def test_truncated_anywhere(kind, data):
    whole = valid(kind)
    cut = data.draw(st.integers(0, len(whole) - 1))
    facts = gathered(whole[:cut], f"a.{kind}")
    harmless = {"pdf": len(whole) // 2, "jpeg": len(END)}  # the last lines of a PDF, and the end marker of a JPEG
    if len(whole) - cut > harmless.get(kind, 0):
        assert not facts.usable


@pytest.mark.parametrize("kind", KINDS)
@many
@given(data=st.data())
def test_bytes_changed_anywhere(kind, data):
    changed = bytearray(valid(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]) | st.integers(0, 255))
    gathered(bytes(changed), f"a.{kind}")


@pytest.mark.parametrize("kind", KINDS)
@many
@given(data=st.data())
def test_pieces_repeated_and_left_out(kind, data):
    whole = valid(kind)
    first, second = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))
    times = data.draw(st.sampled_from([0, 2, 3, 50]))
    gathered(whole[:first] + whole[first:second] * times + whole[second:], f"a.{kind}")


@many
@given(start=st.sampled_from([b"", *(valid(kind)[:12] for kind in KINDS)]), rest=st.binary(max_size=400))
@example(start=b"\xff\xd8", rest=b"\xff\xe0\0\2" * 20_000)
@example(start=b"\xff\xd8", rest=b"\xff" * 100_000)
@example(start=b"\x89PNG\r\n\x1a\n", rest=valid("png")[8:33] + b"\0\0\0\0aaaaCRC!" * 200_000)
@example(start=b"GIF89a\1\0\1\0\0\0\0", rest=b"!\xf9" + b"\1x" * 200_000)
@example(start=b"RIFF\xff\xff\x0f\0WEBP", rest=b"VP8 \0\0\0\0" * 200_000)
@example(start=b"\0\0\0\x08ftyp", rest=b"\0\0\0\x08abcd" * 200_000)
def test_noise_behind_a_good_start(start, rest):
    gathered(start + rest, "a.jpg")


def test_a_tiff_with_endless_pages_is_given_up():
    image = Image.new("1", (1, 1))
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", save_all=True, append_images=[image] * 2100)
    facts = gathered(buffer.getvalue(), "a.tif")
    assert (facts.trouble, facts.detail) == ("too-large", "pages > 2000")
