"""photo-check from a shell: what it measures, and the copy that `--fix` makes, or why it makes none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from grey_noise import grey_noise
from PIL import ExifTags, Image, ImageOps

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def portrait(root: Path) -> Image.Image:
    """The sample's ID photo as a camera might have taken it: four times the size, with the noise of a sensor."""
    with Image.open(root / "sample_dossier" / "photo.jpg") as photo:
        large = photo.convert("RGB").resize((photo.width * 4, photo.height * 4))
    return Image.blend(large, grey_noise(large.size, 60).convert("RGB"), 0.05)


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
    photo = root / "sample_dossier" / "photo.jpg"
    assert (zc("photo-check", photo, cwd=tmp_path).code, zc("photo-check", photo, cwd=tmp_path).err) == (0, "")
    (tmp_path / "photo.jpg").write_bytes(photo.read_bytes())
    ran = zc("photo-check", "photo.jpg", cwd=tmp_path)
    assert ran.code == 0
    assert ran.err.startswith("没有指定要求，按浙江平台的照片要求检查")
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


def test_a_photo_in_a_dossier_is_held_against_its_notice_and_the_copy_says_how_to_use_it(
    zc: Run, phone_photo: Path
) -> None:
    (phone_photo.parent / "dossier.yaml").write_text("profile: sd-jinan-2024\nlevel: 中级\n", encoding="utf-8")
    assert "sd-jinan-2024 没有照片要求" in zc("photo-check", phone_photo.name, cwd=phone_photo.parent).err
    (phone_photo.parent / "dossier.yaml").write_text("profile: zj-hznu-2023\nlevel: 副高\n", encoding="utf-8")
    fixed = zc("photo-check", phone_photo.name, "--fix", "new.jpg", cwd=phone_photo.parent)
    assert fixed.err == "要用新的，把清单里的“证件照”改成 new.jpg，再把 IMG_1.jpg 移出材料文件夹\n"


def test_a_conforming_copy(zc: Run, phone_photo: Path) -> None:
    before = phone_photo.read_bytes()
    assert zc("photo-check", phone_photo.name, cwd=phone_photo.parent).code == 1
    fixed = zc("photo-check", phone_photo.name, "--fix", "photo.jpg", cwd=phone_photo.parent)
    assert fixed.code == 0, fixed.out
    assert fixed.err.count("\n") == 1
    assert fixed.out.startswith("已写出 photo.jpg：3400×3200 → ")
    again = zc("photo-check", "--strict", "photo.jpg", cwd=phone_photo.parent)
    assert again.code == 0
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
    ("target", "message"),
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
    zc: Run, portrait: Image.Image, tmp_path: Path, bound: dict[str, Any], target: str, message: str
) -> None:
    portrait.save(tmp_path / "a.jpg")
    (tmp_path / "there.jpg").write_bytes(b"mine")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "locked").mkdir(mode=0o555)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = zc("photo-check", "a.jpg", "--fix", target, cwd=tmp_path, **bound)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


NOTICE = """
id: exam
title: {zh: 某考试, en: an exam}
photo:
  label: {zh: 照片, en: photo}
  clauses: [A-1]
  size: 358x441
  dpi: 350
  bytes: 14K..40K
  background: [white]
  format: [jpeg]
  head: 2/3
"""


def test_a_notice_of_ones_own_is_met_by_a_copy(zc: Run, phone_photo: Path) -> None:
    folder = phone_photo.parent / "profiles" / "exam"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(NOTICE, encoding="utf-8")
    (folder / "clauses.yaml").write_text("A-1: 照片的要求\n", encoding="utf-8")
    checked = zc("photo-check", phone_photo.name, "--profile", "exam", cwd=phone_photo.parent)
    assert checked.code == 1
    for words in ("358 × 441 像素", "350 dpi", "不小于 14,336，不大于 40,000 字节", "A-1", "头部的高"):
        assert words in checked.out
    by_path = ("--profile", folder, "--fix", "new.jpg", "--format", "json")
    fixed = zc("photo-check", phone_photo.name, *by_path, cwd=phone_photo.parent)
    assert (fixed.code, fixed.err) == (0, "")
    assert {row["status"] for row in fixed.json["photos"][0]["measures"]} == {"ok"}
    with Image.open(phone_photo.parent / "new.jpg") as copy:
        assert (copy.size, copy.info["dpi"]) == ((358, 441), (350, 350))


def test_a_notice_in_one_line(zc: Run, phone_photo: Path) -> None:
    row = "size=358x441,dpi=350,bytes=14K..40K,background=white|浅蓝"
    fixed = zc("photo-check", phone_photo.name, "--rule", row, "--fix", "new.jpg", cwd=phone_photo.parent)
    assert (fixed.code, fixed.err) == (0, "")
    refused = zc("photo-check", phone_photo.name, "--rule", "background=red", "--fix", "b.jpg", cwd=phone_photo.parent)
    assert (refused.code, refused.out) == (1, "")
    assert "背景颜色是 白色" in refused.err
    wrong = zc("photo-check", phone_photo.name, "--rule", "sise=358x441", cwd=phone_photo.parent)
    assert (wrong.code, wrong.out) == (2, "")
    assert "是不是 size" in wrong.err
    both = zc("photo-check", phone_photo.name, "--rule", row, "--profile", "zj-platform", cwd=phone_photo.parent)
    assert (both.code, both.out) == (2, "")
    assert sorted(path.name for path in phone_photo.parent.iterdir()) == ["IMG_1.jpg", "new.jpg"]


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
