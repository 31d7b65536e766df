"""Photo rules of notices from elsewhere, each a row of a profile: a camera photo is mended to fit, and each rule fires.

The profiles were written from the guide; they restate facts of notices (exact pixels, bytes, colours).
"""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from grey_noise import grey_noise
from PIL import Image, ImageDraw

from zcdossier.app.check_photo import PhotoNotice, check_photo, fix_photo, load_photo_notice
from zcdossier.assemble.photo.fix_photo import PhotoFixed
from zcdossier.model.finding import Severity
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.profile_reader import read_profile

NOTICES = Path(__file__).parents[2] / "profiles" / "photo_notices"
NAMES = sorted(path.stem for path in NOTICES.glob("*.yaml"))
BACKGROUNDS = {"cet": (190, 220, 245)}
SHAPES = {"us-visa": (1600, 1600), "india-evisa": (1600, 1600)}
Break = Callable[[Image.Image, Path], object]


def portrait(size: tuple[int, int], background: tuple[int, int, int]) -> Image.Image:
    """A made-up sitter, with the grain of skin and cloth on a clean background."""
    width, height = size
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((width * 0.3, height * 0.1, width * 0.7, height * 0.55), fill=255)
    draw.ellipse((width * 0.1, height * 0.62, width * 0.9, height * 1.4), fill=255)
    grain = grey_noise((width // 3, height // 3), 90).resize(size).convert("RGB")
    sitter = Image.blend(Image.new("RGB", size, (160, 120, 100)), grain, 0.5)
    return Image.composite(sitter, Image.new("RGB", size, background), mask)


def profiles(tmp_path: Path) -> Path:
    for name in NAMES:
        folder = tmp_path / "profiles" / name
        folder.mkdir(parents=True)
        (folder / "profile.yaml").write_bytes((NOTICES / f"{name}.yaml").read_bytes())
    return tmp_path


@cache
def mended(name: str) -> tuple[PhotoNotice, bytes]:
    """A notice, and a camera photo mended to fit it, once for all tests."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        notice = load_photo_notice(name, profiles(folder))
        source = folder / "camera.jpg"
        portrait(SHAPES.get(name, (1800, 2400)), BACKGROUNDS.get(name, (255, 255, 255))).save(source, quality=95)
        fixed = fix_photo(source, folder / "photo.jpg", notice)
        assert isinstance(fixed, PhotoFixed), fixed
        return notice, (folder / "photo.jpg").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_profile_has_no_mistake(name, tmp_path):
    diagnostics = Diagnostics()
    assert read_profile(name, diagnostics, profiles(tmp_path)) is not None
    assert [entry.text.zh for entry in diagnostics.entries] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_camera_photo_is_mended_to_fit(name, tmp_path):
    notice, good = mended(name)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(good)
    checked = check_photo(photo, notice)
    required = {rule.id for rule in notice.rules if rule.severity is Severity.ERROR}
    wrong = [(row.rule, row.value.zh, row.allowed.zh) for row in checked.rows if row.status != "ok"]
    assert [row for row in wrong if row[0] in required] == []


def resized(size: tuple[int, int]) -> Break:
    return lambda image, path: image.resize(size).save(path, dpi=image.info.get("dpi", (72, 72)))


def heavier(path: Path) -> None:
    path.write_bytes(path.read_bytes() + bytes(11_000_000))


def lighter(image: Image.Image, path: Path) -> None:
    Image.new("RGB", image.size, "white").save(path, quality=1)


def framed(image: Image.Image, path: Path) -> None:
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=(20, 20, 20), width=4)
    image.save(path, quality=95)


def uneven(image: Image.Image, path: Path) -> None:
    Image.linear_gradient("L").resize(image.size).convert("RGB").save(path)


BREAKS: dict[str, Break] = {
    "size": resized((60, 50)),
    "width": resized((60, 50)),
    "height": resized((60, 50)),
    "ratio": resized((900, 300)),
    "dpi": lambda image, path: image.save(path, dpi=(72, 72)),
    "print_size": lambda image, path: image.save(path, dpi=(150, 150)),
    "format": lambda image, path: image.save(path, "PNG"),
    "color_depth": lambda image, path: image.convert("L").save(path),
    "mode": lambda image, path: image.convert("L").save(path),
    "quality": lambda image, path: image.save(path, quality=20),
    "compression_ratio": lighter,
    "background_color": lambda image, path: portrait(image.size, (20, 120, 30)).save(path),
    "spread": uneven,
    "frame": framed,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_rule_fires_on_a_photo_that_breaks_it(name, tmp_path):
    notice, good = mended(name)
    photo = tmp_path / "photo.jpg"
    silent = []
    for rule in notice.rules:
        measure = rule.params.measure
        photo.write_bytes(good)
        path = photo
        if measure == "suffix":
            path = photo.with_suffix(".gif")
            path.write_bytes(good)
        elif measure == "bytes":
            heavier(photo)
        else:
            BREAKS[measure](Image.open(io.BytesIO(good)), photo)
        status = next(row.status for row in check_photo(path, notice).rows if row.rule == rule.id)
        if status != ("bad" if rule.severity is Severity.ERROR else "doubt"):
            silent.append((rule.id, status))
    assert silent == []


@pytest.mark.parametrize("name", NAMES)
def test_a_floor_of_bytes_fires_too(name, tmp_path):
    notice, photo = load_photo_notice(name, profiles(tmp_path)), tmp_path / "photo.jpg"
    floors = [rule for rule in notice.rules if rule.params.measure == "bytes" and rule.params.between]
    lighter(Image.new("RGB", (20, 20)), photo)
    photo_rows = {row.rule: row.status for row in check_photo(photo, notice).rows}
    assert {photo_rows[rule.id] for rule in floors} <= {"bad"}
