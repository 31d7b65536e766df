import errno
import io
import os
import random
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw

from zcdossier.assemble.photo import fix_photo as photo_fix
from zcdossier.assemble.photo import photo_messages
from zcdossier.assemble.photo.fix_photo import PhotoFixed, PhotoRefused, fix_photo
from zcdossier.assemble.photo.photo_window import IntegerSpan, PhotoWindow
from zcdossier.model.label import Label

ZHEJIANG = PhotoWindow(
    IntegerSpan(30_721, 999_999),
    IntegerSpan(216),
    IntegerSpan(301),
    ratio_min=Fraction(65, 100),
    ratio_max=Fraction(80, 100),
)


def portrait(size: tuple[int, int] = (600, 800), grain: float = 12) -> Image.Image:
    """Red at the top, white in the middle, blue at the bottom, with the grain of a real photo."""
    width, height = size
    image = Image.new("RGB", size, (240, 240, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, height // 8), fill=(200, 30, 30))
    draw.rectangle((0, height - height // 8, width, height), fill=(30, 30, 200))
    return grained(image, grain)


def grained(image: Image.Image, grain: float) -> Image.Image:
    """The same grain every time."""
    noise = Image.frombytes("L", image.size, random.Random(7).randbytes(image.width * image.height))
    return ImageChops.add(
        image, noise.point(lambda value: 128 + (value - 128) * grain / 64).convert("RGB"), offset=-128
    )


def save(folder: Path, image: Image.Image, name: str = "photo.jpg", **options) -> Path:
    image.save(folder / name, **options)
    return folder / name


def conforms(path: Path, window: PhotoWindow) -> bool:
    with Image.open(path) as image:
        image.load()
        return (
            image.format in {"JPEG", "PNG", "TIFF", "BMP"}
            and image.mode == ("RGB" if window.mode == "colour" else "L")
            and (image.format == "TIFF" or not image.getexif())
            and window.bytes.least <= path.stat().st_size <= window.bytes.most
            and window.widths.least <= image.width <= window.widths.most
            and window.heights.least <= image.height <= window.heights.most
            and (not window.sizes or image.size in window.sizes)
            and window.ratio_min <= Fraction(image.width, image.height) <= window.ratio_max
        )


def zh(result: PhotoFixed) -> str:
    return "；".join(note.zh for note in result.notes)


def test_a_phone_photo_becomes_an_id_photo(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    upright = portrait((1800, 3200))
    source = save(tmp_path, upright.transpose(Image.Transpose.ROTATE_90), exif=exif, quality=95, comment=b"at home")
    before = source.read_bytes()
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    assert (result.turned, result.source_size, result.cropped_size) == (True, (1800, 3200), (1800, 2768))
    assert result.size[0] < 1800
    assert conforms(tmp_path / "fixed.jpg", ZHEJIANG)
    data = (tmp_path / "fixed.jpg").read_bytes()
    assert result.bytes == len(data) > 500_000  # the room is used
    assert b"PhoneMaker" not in data
    assert b"at home" not in data
    assert source.read_bytes() == before
    with Image.open(tmp_path / "fixed.jpg") as image:
        red, _, blue = image.getpixel((image.width // 2, 5))
        assert red > blue + 100  # the top is still at the top, uncut
    for word in ("转正", "裁剪", "缩小", "质量", "拍摄信息"):
        assert word in zh(result)
    assert all(note.en for note in result.notes)


def seated(size: tuple[int, int], at: float, background: str = "white") -> Image.Image:
    """A head and shoulders, the middle of them at a share of the width."""
    width, height = size
    image, middle, unit = Image.new("RGB", size, background), round(width * at), height // 10
    draw = ImageDraw.Draw(image)
    draw.ellipse((middle - 3 * unit, 6 * unit, middle + 3 * unit, 15 * unit), fill=(40, 50, 80))
    draw.ellipse((middle - 2 * unit, unit, middle + 2 * unit, 6 * unit), fill=(60, 40, 30))
    return grained(image, 6)


@pytest.mark.parametrize("at", [0.28, 0.5, 0.7])
def test_a_cut_at_the_sides_leaves_the_head_whole_and_in_the_middle(tmp_path, at):
    source = save(tmp_path, seated((800, 500), at), "a.png")
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    assert result.cropped_size == (400, 500)
    with Image.open(tmp_path / "fixed.jpg") as image:
        dark = image.crop((0, 0, 400, 200)).convert("L").point(lambda value: 255 if value < 120 else 0).getbbox()
    assert dark is not None
    assert (dark[0], dark[2]) == (pytest.approx(100, abs=8), pytest.approx(300, abs=8))


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(seated((500, 800), 0.5).transpose(Image.Transpose.ROTATE_90), id="on its side"),
        pytest.param(grained(Image.linear_gradient("L").resize((800, 500)).rotate(90).convert("RGB"), 6), id="a wall"),
    ],
)
def test_what_can_not_be_told_from_a_head_is_not_cut(tmp_path, image):
    result = fix_photo(save(tmp_path, image, "a.png"), tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoRefused)
    assert "会裁到人" in result.reason.zh
    assert not (tmp_path / "fixed.jpg").exists()


def test_a_conforming_photo_keeps_its_very_pixels(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    source = save(tmp_path, portrait((413, 531)), exif=exif, quality=82)
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    assert (result.quality, result.size, result.turned) == (0, (413, 531), False)
    assert "原样保留" in zh(result)
    assert conforms(tmp_path / "fixed.jpg", ZHEJIANG)
    with Image.open(source) as old, Image.open(tmp_path / "fixed.jpg") as new:
        assert old.tobytes() == new.tobytes()


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_turned_upright_once_whatever_the_format(tmp_path, orientation, name):
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # the transposition that undoes the mark
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = save(tmp_path, portrait((300, 400)).transpose(Image.Transpose(back)), name, exif=exif)
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    assert result.size == (300, 400)
    with Image.open(tmp_path / "fixed.jpg") as image:
        red, _, blue = image.getpixel((150, 10))
        assert red > blue + 100


def test_clear_parts_become_white_and_the_background_keeps_its_colour(tmp_path):
    image = portrait((400, 550)).convert("RGBA")
    image.putalpha(0)
    image.paste(portrait((200, 275)), (100, 137))
    result = fix_photo(save(tmp_path, image, "a.png"), tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    blue = grained(Image.new("RGB", (400, 550), (67, 142, 219)), 20)
    assert isinstance(fix_photo(save(tmp_path, blue, "b.png"), tmp_path / "b.jpg", ZHEJIANG), PhotoFixed)
    with Image.open(tmp_path / "fixed.jpg") as clear, Image.open(tmp_path / "b.jpg") as still_blue:
        assert min(clear.getpixel((5, 5))) > 250
        small = still_blue.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
        assert all(abs(seen - meant) < 6 for seen, meant in zip(small, (67, 142, 219), strict=True))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "CMYK", "1", "I;16"])
def test_every_mode_becomes_rgb_the_right_way_round(tmp_path, mode):
    image = portrait((600, 800), 40)
    if mode == "I;16":
        image = image.convert("L").convert("I").point(lambda value: value * 257 + 0).convert("I;16")
    else:
        image = image.convert(mode)
    source = save(tmp_path, image, "a.tif" if mode == "CMYK" else "a.png")
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    with Image.open(tmp_path / "fixed.jpg") as fixed:
        middle = fixed.resize((8, 8), Image.Resampling.BOX).getpixel((4, 4))
    assert min(middle) > 200


def test_a_cmyk_jpeg_is_not_inverted(tmp_path):
    source = save(tmp_path, portrait((600, 800), 40).convert("CMYK"), quality=95)
    assert isinstance(fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG), PhotoFixed)
    with Image.open(tmp_path / "fixed.jpg") as fixed:
        assert min(fixed.resize((8, 8), Image.Resampling.BOX).getpixel((4, 4))) > 200


def test_colours_are_converted_by_the_profile_and_the_profile_is_dropped(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    icc = bytearray(lab.tobytes())
    # Exchange the red and the green primary: a profile in which pure red means green.
    red, green = icc.index(b"rXYZ"), icc.index(b"gXYZ")
    icc[red : red + 4], icc[green : green + 4] = b"gXYZ", b"rXYZ"
    image = grained(Image.new("RGB", (400, 550), (200, 20, 20)), 25)
    source = save(tmp_path, image, icc_profile=bytes(icc), quality=90)
    assert isinstance(fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG), PhotoFixed)
    with Image.open(tmp_path / "fixed.jpg") as fixed:
        assert "icc_profile" not in fixed.info
        red_seen, green_seen, _ = fixed.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert green_seen > red_seen + 100


def test_a_broken_profile_says_nothing(tmp_path):
    broken = bytes(16) + b"RGB " + bytes(200)
    source = save(tmp_path, portrait(), icc_profile=broken, quality=90)
    assert isinstance(fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG), PhotoFixed)


@pytest.mark.parametrize("size", [(215, 300), (216, 300), (215, 301), (200, 260), (900, 310 // 2), (220, 1200 // 5)])
def test_too_few_pixels_are_refused_not_enlarged(tmp_path, size):
    source = save(tmp_path, portrait(size, 60), "a.png")
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoRefused)
    assert not result.output
    assert "像素不够" in result.reason.zh
    assert "216×301" in result.reason.en
    assert not (tmp_path / "fixed.jpg").exists()


def test_the_fewest_pixels_allowed_are_enough(tmp_path):
    result = fix_photo(save(tmp_path, portrait((216, 301), 60), "a.png"), tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    assert result.size == (216, 301)


def test_a_small_file_is_saved_better_but_never_padded(tmp_path):
    source = save(tmp_path, portrait((300, 400), 5), quality=60)
    assert source.stat().st_size < 20_000
    result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(result, PhotoFixed)
    assert result.quality > 95
    assert (tmp_path / "fixed.jpg").read_bytes().endswith(b"\xff\xd9")
    flat = save(tmp_path, Image.new("RGB", (300, 400), (250, 250, 250)), "flat.png")
    refused = fix_photo(flat, tmp_path / "flat.jpg", ZHEJIANG)
    assert isinstance(refused, PhotoRefused)
    assert "30,721" in refused.reason.zh
    assert "30,721" in refused.reason.en


def test_a_window_nothing_lands_in_is_refused(tmp_path):
    window = PhotoWindow(IntegerSpan(100_000, 100_000), ratio_min=Fraction(1, 2), ratio_max=Fraction(1))
    refused = fix_photo(save(tmp_path, portrait()), tmp_path / "fixed.jpg", window)
    assert isinstance(refused, PhotoRefused)
    assert "100,000" in refused.reason.zh


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_what_is_no_picture_is_refused(tmp_path, data):
    (tmp_path / "a.jpg").write_bytes(data)
    refused = fix_photo(tmp_path / "a.jpg", tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(refused, PhotoRefused)
    assert not refused.output
    assert str(tmp_path) not in refused.reason.zh + refused.reason.en


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(kind=st.sampled_from(["JPEG", "PNG", "TIFF", "GIF", "WEBP"]), data=st.data())
def test_damaged_bytes_are_refused_or_copied_but_never_raise(kind, data):
    buffer = io.BytesIO()
    portrait((40, 50)).save(buffer, kind)
    changed = bytearray(buffer.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    window = PhotoWindow(
        IntegerSpan(1, 10**6), IntegerSpan(11), IntegerSpan(11), ratio_min=Fraction(1, 2), ratio_max=Fraction(1)
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "a").write_bytes(changed[: data.draw(st.integers(0, len(changed)))])
        result = fix_photo(Path(folder) / "a", Path(folder) / "b.jpg", window)
        assert isinstance(result, PhotoFixed) == (Path(folder) / "b.jpg").exists()


def test_a_truncated_photo_is_refused(tmp_path):
    source = save(tmp_path, portrait())
    source.write_bytes(source.read_bytes()[:-3000])
    assert isinstance(fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG), PhotoRefused)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photo.jpg"]


@pytest.mark.parametrize("make", [Path.exists, Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused(tmp_path, make):
    make(tmp_path / "a.jpg")
    refused = fix_photo(tmp_path / "a.jpg", tmp_path / "fixed.jpg", ZHEJIANG)
    assert refused == PhotoRefused(photo_messages.NOT_A_FILE)


def test_heic_without_its_extra_names_it(tmp_path):
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + bytes(20))
    refused = fix_photo(tmp_path / "a.heic", tmp_path / "fixed.jpg", ZHEJIANG)
    assert isinstance(refused, PhotoRefused)


class TestTheTarget:
    def refused(self, source: Path, target: Path, **options) -> PhotoRefused:
        before = {path: path.read_bytes() for path in source.parent.iterdir() if path.is_file()}
        result = fix_photo(source, target, ZHEJIANG, **options)
        assert isinstance(result, PhotoRefused)
        assert result.output
        assert {path: path.read_bytes() for path in source.parent.iterdir() if path.is_file()} == before
        return result

    @pytest.mark.parametrize("overwrite", [False, True])
    def test_is_never_the_source(self, tmp_path, overwrite):
        source = save(tmp_path, portrait())
        assert self.refused(source, source, overwrite=overwrite).reason == photo_messages.SAME_FILE
        (tmp_path / "link.jpg").symlink_to(source)
        assert self.refused(source, tmp_path / "link.jpg", overwrite=overwrite).reason == photo_messages.SAME_FILE
        (tmp_path / "hard.jpg").hardlink_to(source)
        assert self.refused(source, tmp_path / "hard.jpg", overwrite=overwrite).reason == photo_messages.SAME_FILE

    def test_is_replaced_only_when_asked(self, tmp_path):
        source = save(tmp_path, portrait())
        (tmp_path / "fixed.jpg").write_bytes(b"precious")
        assert self.refused(source, tmp_path / "fixed.jpg").reason == photo_messages.EXISTS
        assert isinstance(fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG, overwrite=True), PhotoFixed)
        assert conforms(tmp_path / "fixed.jpg", ZHEJIANG)

    def test_is_named_as_the_portal_wants(self, tmp_path):
        refused = self.refused(save(tmp_path, portrait()), tmp_path / "fixed.png")
        assert ".jpg 或 .jpeg" in refused.reason.zh
        assert ".jpg or .jpeg" in refused.reason.en

    def test_is_a_file_in_a_folder_that_is_there(self, tmp_path):
        source = save(tmp_path, portrait())
        (tmp_path / "folder.jpg").mkdir()
        assert self.refused(source, tmp_path / "folder.jpg", overwrite=True).reason == photo_messages.NOT_A_TARGET
        assert self.refused(source, tmp_path / "none" / "a.jpg").reason == photo_messages.NO_FOLDER

    @pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EROFS, "写不出新照片")])
    def test_on_a_disk_that_does_not_take_it(self, tmp_path, monkeypatch, number, word):
        source = save(tmp_path, portrait())

        def fail(_descriptor):
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", fail)
        assert word in self.refused(source, tmp_path / "fixed.jpg").reason.zh
        assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]

    def test_stays_as_it_was_when_the_copy_fails_its_check(self, tmp_path, monkeypatch):
        source = save(tmp_path, portrait())
        (tmp_path / "fixed.jpg").write_bytes(b"precious")
        monkeypatch.setattr(photo_fix, "_conforms", lambda *_args: False)
        result = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG, overwrite=True)
        assert result == PhotoRefused(photo_messages.NOT_CONFORMING)
        assert (tmp_path / "fixed.jpg").read_bytes() == b"precious"
        assert len(list(tmp_path.iterdir())) == 2


def test_the_same_photo_gives_the_same_bytes(tmp_path):
    source = save(tmp_path, seated((2000, 2000), 0.5))
    first = fix_photo(source, tmp_path / "1.jpg", ZHEJIANG)
    fix_photo(source, tmp_path / "2.jpg", ZHEJIANG)
    assert isinstance(first, PhotoFixed)
    assert (tmp_path / "1.jpg").read_bytes() == (tmp_path / "2.jpg").read_bytes()


EXACT = PhotoWindow(IntegerSpan(14_336, 40_000), sizes=((358, 441),), dpi=IntegerSpan(350, 350))


def test_exact_pixels_dpi_and_a_band_from_a_camera_photo(tmp_path):
    source = save(tmp_path, portrait((1500, 2000)), quality=95)
    result = fix_photo(source, tmp_path / "fixed.jpg", EXACT)
    assert isinstance(result, PhotoFixed)
    assert (result.cropped_size, result.size) == ((1500, 1848), (358, 441))
    assert conforms(tmp_path / "fixed.jpg", EXACT)
    with Image.open(tmp_path / "fixed.jpg") as image:
        assert image.info["dpi"] == (350, 350)
        assert image.getpixel((179, 5))[0] > 150  # the head's end is uncut
    assert "350 dpi" in zh(result)
    assert result.bytes > 30_000  # as good as the band allows


def test_a_band_below_what_good_quality_needs_is_met_by_lower_quality_as_far_as_that_is_a_photo(tmp_path):
    source = save(tmp_path, portrait((1000, 1300), 30), "a.png")
    tight = EXACT._replace(bytes=IntegerSpan(1, 26_000))
    result = fix_photo(source, tmp_path / "fixed.jpg", tight)
    assert isinstance(result, PhotoFixed)
    assert result.quality < 88
    assert conforms(tmp_path / "fixed.jpg", tight)
    assert isinstance(
        fix_photo(source, tmp_path / "none.jpg", EXACT._replace(bytes=IntegerSpan(1, 2_000))), PhotoRefused
    )


def test_a_quality_that_is_asked_for_is_kept_to(tmp_path):
    source = save(tmp_path, portrait((1000, 1300), 20), "a.png")
    window = EXACT._replace(bytes=IntegerSpan(1, 38_000), quality=IntegerSpan(85, 85))
    result = fix_photo(source, tmp_path / "fixed.jpg", window)
    assert isinstance(result, PhotoFixed)
    assert result.quality == 85
    assert result.bytes <= 38_000
    assert isinstance(
        fix_photo(source, tmp_path / "b.jpg", window._replace(quality=IntegerSpan(99, 100))), PhotoRefused
    )


def test_a_dpi_is_written_without_coding_anew_and_kept_where_it_will_do(tmp_path):
    source = save(tmp_path, portrait((413, 531)), quality=90, dpi=(72, 72))
    window = PhotoWindow(dpi=IntegerSpan(300, 600))
    result = fix_photo(source, tmp_path / "fixed.jpg", window)
    assert isinstance(result, PhotoFixed)
    assert result.quality == 0
    with Image.open(source) as old, Image.open(tmp_path / "fixed.jpg") as new:
        assert new.info["dpi"] == (300, 300)
        assert old.tobytes() == new.tobytes()
    fine = save(tmp_path, portrait((413, 531)), "fine.jpg", quality=90, dpi=(400, 400))
    fixed = fix_photo(fine, tmp_path / "fine-2.jpg", window)
    assert isinstance(fixed, PhotoFixed)
    assert "dpi" not in zh(fixed)
    with Image.open(tmp_path / "fine-2.jpg") as new:
        assert new.info["dpi"] == (400, 400)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.tif", "TIFF"), ("a.bmp", "BMP"), ("a.JPG", "JPEG")])
def test_the_formats_that_are_allowed_are_written_by_the_name_s_ending(tmp_path, name, kind):
    window = PhotoWindow(sizes=((300, 400),), formats=("png", "tiff", "bmp", "jpeg"), dpi=IntegerSpan(300, 300))
    result = fix_photo(save(tmp_path, portrait(), "source.webp"), tmp_path / name, window)
    assert isinstance(result, PhotoFixed)
    with Image.open(tmp_path / name) as image:
        assert (image.format, image.size, round(image.info["dpi"][0])) == (kind, (300, 400), 300)


def test_a_lossless_copy_gives_up_pixels_alone(tmp_path):
    window = PhotoWindow(IntegerSpan(1, 120_000), widths=IntegerSpan(100), heights=IntegerSpan(100), formats=("png",))
    result = fix_photo(save(tmp_path, portrait()), tmp_path / "a.png", window)
    assert isinstance(result, PhotoFixed)
    assert result.size[0] < 600
    assert conforms(tmp_path / "a.png", window)


def test_what_was_done_to_colours_is_said(tmp_path):
    cmyk = fix_photo(save(tmp_path, portrait().convert("CMYK")), tmp_path / "cmyk-2.jpg", PhotoWindow())
    grey = fix_photo(save(tmp_path, portrait().convert("L"), "grey.jpg"), tmp_path / "grey-2.jpg", PhotoWindow())
    to_grey = fix_photo(save(tmp_path, portrait()), tmp_path / "to.jpg", PhotoWindow(mode="grey"))
    assert isinstance(cmyk, PhotoFixed)
    assert isinstance(grey, PhotoFixed)
    assert isinstance(to_grey, PhotoFixed)
    assert "CMYK" in zh(cmyk)
    assert "仍是黑白" in zh(grey)
    assert "灰度" in zh(to_grey)
    with Image.open(tmp_path / "to.jpg") as image:
        assert image.mode == "L"


def test_what_the_rule_s_own_check_finds_is_the_reason_and_leaves_no_file(tmp_path):
    source = save(tmp_path, portrait())
    seen = []

    def judge(path: Path) -> Label:
        seen.append(path.read_bytes()[:2])
        return Label("底色是蓝的", "it is blue")

    refused = fix_photo(source, tmp_path / "fixed.jpg", ZHEJIANG, judge=judge)
    assert refused == PhotoRefused(Label("底色是蓝的", "it is blue"))
    assert seen == [b"\xff\xd8"]
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


SIDES = st.sampled_from([215, 216, 240, 300, 301, 358, 413, 441, 600, 1100]) | st.integers(1, 900)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    size=st.tuples(SIDES, SIDES),
    grain=st.sampled_from([0, 3, 20, 90]),
    quality=st.sampled_from([0, 30, 75, 100]),
    orientation=st.integers(0, 9),
    window=st.just(ZHEJIANG)
    | st.builds(
        PhotoWindow,
        bytes=st.builds(IntegerSpan, st.integers(0, 20_000), st.integers(8_000, 120_000)),
        widths=st.builds(IntegerSpan, st.integers(1, 220), st.integers(150, 2000)),
        heights=st.builds(IntegerSpan, st.integers(1, 220), st.integers(150, 2000)),
        sizes=st.just(()) | st.just(((295, 413), (358, 441))),
        ratio_min=st.fractions(Fraction(1, 2), Fraction(3, 4), max_denominator=50),
        ratio_max=st.fractions(Fraction(3, 4), Fraction(3, 2), max_denominator=50),
        formats=st.just(("jpeg",)),
        dpi=st.none() | st.just(IntegerSpan(300, 300)),
        quality=st.just(IntegerSpan(1, 100)) | st.just(IntegerSpan(70, 100)) | st.just(IntegerSpan(85, 85)),
        mode=st.sampled_from(["colour", "grey"]),
    ),
)
def test_it_lands_in_the_window_or_is_refused_and_is_never_enlarged(size, grain, quality, orientation, window):
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    if quality:
        portrait(size, grain).save(buffer, "JPEG", quality=quality, exif=exif)
    else:
        portrait(size, grain).save(buffer, "PNG", exif=exif)
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "a", Path(folder) / "b.jpg"
        source.write_bytes(buffer.getvalue())
        result = fix_photo(source, target, window)
        assert source.read_bytes() == buffer.getvalue()
        if isinstance(result, PhotoRefused):
            assert not target.exists()
            assert not result.output
            return
        upright = size[::-1] if orientation in {5, 6, 7, 8} else size
        assert result.source_size == upright
        assert all(new <= cut <= old for new, cut, old in zip(result.size, result.cropped_size, upright, strict=True))
        assert conforms(target, window)
        assert target.stat().st_size == result.bytes
