"""photo-check from a shell: what it measures, and the copy that `--fix` makes, or why it makes none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageOps

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def portrait(root: Path) -> Image.Image:
    """The sample's ID photo as a camera might have taken it: four times the size, with the noise of a sensor."""
    with Image.open(root / "sample_dossier" / "photo.jpg") as photo:
        large = photo.convert("RGB").resize((photo.width * 4, photo.height * 4))
    return Image.blend(large, Image.effect_noise(large.size, 60).convert("RGB"), 0.05)


@pytest.fixture
def phone_photo(portrait: Image.Image, tmp_path: Path) -> Path:
    """Too large, too wide, turned on its side by the phone, with the place in it."""
    wide = ImageOps.pad(portrait, (3400, 3200), color="white")
    tags = Image.Exif()
    tags[ExifTags.Base.Make] = "SecretCamera"
    tags[ExifTags.Base.Orientation] = 6
    tags.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "S"
    path = tmp_path / "IMG_1.jpg"
    wide.transpose(Image.Transpose.ROTATE_90).save(path, quality=95, exif=tags)
    return path


def test_the_samples_photo_conforms(zc: Run, root: Path, tmp_path: Path) -> None:
    ran = zc("photo-check", root / "sample_dossier" / "photo.jpg", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    for measured in (
        "jpeg",
        "71,946",
        "大于 30,720 字节",
        "小于 1,000,000 字节",
        "大于 215 像素",
        "不小于 0.65",
        "背景",
    ):
        assert measured in ran.out


def test_each_measure_stands_beside_what_is_allowed(zc: Run, root: Path, tmp_path: Path) -> None:
    ran = zc("photo-check", root / "sample_dossier", "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    assert ran.json["version"] == 1
    (photo,) = ran.json["photos"]
    assert photo["trouble"] is None
    assert len(photo["measures"]) >= 10
    for row in photo["measures"]:
        assert row.keys() == {"measure", "value", "allowed", "status", "rule", "clauses"}
        assert row["status"] == "ok"
        assert row["value"]
        assert row["allowed"]


@pytest.mark.parametrize(
    ("size", "colour", "bad"),
    [
        ((215, 301), "white", {"photo-width", "photo-bytes-min"}),
        ((216, 300), "white", {"photo-height", "photo-bytes-min"}),
        ((600, 600), "white", {"photo-ratio-max", "photo-bytes-min"}),
        ((400, 800), "white", {"photo-ratio-min", "photo-bytes-min"}),
        ((600, 800), "royalblue", {"photo-background", "photo-bytes-min"}),
    ],
)
def test_what_is_wrong_is_said_row_by_row(
    zc: Run, tmp_path: Path, size: tuple[int, int], colour: str, bad: set[str]
) -> None:
    Image.new("RGB", size, colour).save(tmp_path / "a.jpg", quality=60)
    ran = zc("photo-check", "a.jpg", "--format", "json", cwd=tmp_path)
    assert ran.code == 1
    assert {row["rule"] for row in ran.json["photos"][0]["measures"] if row["status"] == "bad"} == bad


def test_a_conforming_copy(zc: Run, phone_photo: Path) -> None:
    before = phone_photo.read_bytes()
    assert zc("photo-check", phone_photo.name, cwd=phone_photo.parent).code == 1
    fixed = zc("photo-check", phone_photo.name, "--fix", "photo.jpg", cwd=phone_photo.parent)
    assert (fixed.code, fixed.err) == (0, ""), fixed.out
    assert fixed.out.startswith("已写出 photo.jpg：3400×3200 → ")
    again = zc("photo-check", "--strict", "photo.jpg", cwd=phone_photo.parent)
    assert (again.code, again.err) == (0, "")
    copy = phone_photo.parent / "photo.jpg"
    assert b"Exif" not in copy.read_bytes()
    assert b"SecretCamera" not in copy.read_bytes()
    with Image.open(copy) as photo:
        assert photo.width < photo.height
        assert photo.getexif().get(ExifTags.Base.Orientation, 1) == 1
    assert phone_photo.read_bytes() == before
    assert sorted(path.name for path in phone_photo.parent.iterdir()) == ["IMG_1.jpg", "photo.jpg"]


def test_a_photo_that_conforms_is_kept_as_it_was_coded(zc: Run, root: Path, tmp_path: Path) -> None:
    assert zc("photo-check", root / "sample_dossier" / "photo.jpg", "--fix", "same.jpg", cwd=tmp_path).code == 0
    with Image.open(tmp_path / "same.jpg") as copy, Image.open(root / "sample_dossier" / "photo.jpg") as photo:
        assert copy.tobytes() == photo.tobytes()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("there.jpg", "已经存在"),
        ("a.jpg", "原件从不改动"),
        ("folder.jpg", "不是文件"),
        ("new.png", ".jpg"),
        ("nowhere/new.jpg", "文件夹不存在"),
        ("locked/new.jpg", "写不出"),
    ],
)
def test_where_no_copy_can_go(  # noqa: PLR0917 - fixtures
    zc: Run, portrait: Image.Image, tmp_path: Path, bound: dict[str, Any], target: str, said: str
) -> None:
    portrait.save(tmp_path / "a.jpg")
    (tmp_path / "there.jpg").write_bytes(b"mine")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "locked").mkdir(mode=0o555)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = zc("photo-check", "a.jpg", "--fix", target, cwd=tmp_path, **bound)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_one_photo_at_a_time(zc: Run, portrait: Image.Image, tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        portrait.save(tmp_path / name)
    ran = zc("photo-check", "a.jpg", "b.jpg", "--fix", "c.jpg", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "c.jpg").exists()


def test_what_is_no_photo(zc: Run, tmp_path: Path, bound: dict[str, Any]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "locked").mkdir(mode=0)
    for name in ("nowhere.jpg", "folder", "locked/a.jpg", "locked"):
        ran = zc("photo-check", name, cwd=tmp_path, **bound)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert ran.err.startswith("错误：")
    (tmp_path / "locked").chmod(0o755)
