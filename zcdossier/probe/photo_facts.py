"""An ID photo: everything `inspect_file` says and, since it is judged by its background, what its border looks like."""

import itertools
import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from zcdossier.model.facts import PICTURE_FORMATS, FileFacts, PhotoFacts
from zcdossier.probe.file_access import UnusableError, from_library_error
from zcdossier.probe.frames import is_framed
from zcdossier.probe.inspect_file import facts_with_trouble, inspect_file
from zcdossier.source.jpeg_segments import with_end
from zcdossier.source.regular_file import open_regular_file

if TYPE_CHECKING:
    from PIL.Image import Image

# Shares of width and height: (left, top, right, bottom). The two upper corners, and both edges down to the
# middle. Shoulders begin lower. The middle of the top is left out because the crown of the head may reach it (on the
# photo of an ID card it starts at 2 to 5 % of the height).
_PATCHES = ((0, 0, 0.25, 0.1), (0.75, 0, 1, 0.1), (0, 0.1, 0.05, 0.5), (0.95, 0.1, 1, 0.5))
_EDGE = 600  # pixels are averaged down to about this: a measure of colour, not of noise
_AVERAGED = frozenset({"L", "RGB", "CMYK", "YCbCr", "LA", "RGBA"})
_SAMPLING = 4
_WHITE = (255, 255, 255)
_SPREAD_SHARE = 0.9
_COLOURED, _STRAY = 12, 0.002
_OFF_BACKGROUND = 40  # levels: more than the shadow of a head on the wall


def measure_photo(path: Path, name: str = "") -> FileFacts:
    """Return the facts of a photo that stands alone, known by its file name or by another."""
    from zcdossier.probe.picture_coding import read_coding  # not for what lint asks of a photo

    facts = with_border(inspect_file(path, name or path.name), path)
    return facts._replace(coding=read_coding(path, facts.format)) if facts.usable else facts


def with_border(facts: FileFacts, path: Path) -> FileFacts:
    """Add what the border looks like; a picture that can't be decoded gets its trouble."""
    if not facts.usable or facts.format not in PICTURE_FORMATS:
        return facts
    try:
        return facts._replace(photo=_decode_border(path, facts.format))
    except UnusableError as error:
        return facts_with_trouble(facts, error)


def _decode_border(path: Path, kind: str) -> PhotoFacts:
    from PIL import ImageOps  # 20 ms, for photos only

    if kind == "heic":
        import pillow_heif  # optional

        pillow_heif.register_heif_opener()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # The open file is handed over, not its path: by then something that nobody ever writes to may stand there.
            with open_regular_file(path) as file, _open(file, kind) as opened:
                opened.draft("RGB", (2 * _EDGE, 2 * _EDGE))  # a JPEG can be decoded small
                picture = _reduce(opened)
                ImageOps.exif_transpose(picture, in_place=True)
                return _measure_border(on_white(picture))
        except Exception as error:  # a decoder may raise anything over a damaged file
            raise from_library_error(error) from error


def _open(file: BinaryIO, kind: str) -> "Image":
    """Open a picture; for a JPEG, as photos are, without the readers of other formats, which take 3 ms to load."""
    if kind == "jpeg":
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile(BytesIO(with_end(file.read())))
    from PIL import Image

    return Image.open(file)


def _reduce(image: "Image") -> "Image":
    """Average the pixels; of a palette's, which can't be, take a few times as many as they are."""
    from PIL.Image import Resampling

    factor = max(image.size) // _EDGE
    if factor > 1 and image.mode in _AVERAGED:
        return image.reduce(factor)
    picked = factor // _SAMPLING
    if picked > 1:
        return image.resize((max(1, image.width // picked), max(1, image.height // picked)), Resampling.NEAREST)
    return image


def on_white(image: "Image") -> "Image":
    """Return the picture in RGB as it looks on white paper."""
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else image.convert("RGB")
    layer = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, (*_WHITE, 255)), layer).convert("RGB")


def _measure_border(image: "Image") -> PhotoFacts:
    """Take how far off the median nine in ten pixels of the patches stay at most, and the mean colour of those.

    Noise of the coding moves a few levels; a gradient or a wall behind the head moves many. A tenth is left
    out so that a curl of hair or a hairline frame does not darken a white background.
    """
    from PIL import Image, ImageChops, ImageStat

    patches = [image.crop(_crop_box(image, shares)) for shares in _PATCHES]
    count = sum(patch.width * patch.height for patch in patches)
    strip = Image.frombytes("RGB", (count, 1), b"".join(patch.tobytes() for patch in patches))
    median = tuple(round(value) for value in ImageStat.Stat(strip).median)
    red, green, blue = ImageChops.difference(strip, Image.new("RGB", strip.size, median)).split()
    furthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    spread = _percentile(furthest.histogram())
    within_spread = furthest.point([255 if level <= spread else 0 for level in range(256)])
    red_mean, green_mean, blue_mean = (round(value) for value in ImageStat.Stat(strip, within_spread).mean)
    mean = (red_mean, green_mean, blue_mean)
    return PhotoFacts(mean, float(spread), is_framed(image), _is_colourless(image), _filled(image, mean))


def _filled(image: "Image", background: tuple[int, int, int]) -> float:
    """Return over what share of its width or height the picture is not its background."""
    from PIL import Image, ImageChops

    red, green, blue = ImageChops.difference(image, Image.new("RGB", image.size, background)).split()
    furthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    box = furthest.point([255 if level > _OFF_BACKGROUND else 0 for level in range(256)]).getbbox()
    if box is None:
        return 0.0
    return round(max((box[2] - box[0]) / image.width, (box[3] - box[1]) / image.height), 3)


def _is_colourless(image: "Image") -> bool:
    """Whether hardly a pixel has any colour; white clothes on white leave a face at least."""
    from PIL import ImageChops

    red, green, blue = image.split()
    furthest = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    histogram = furthest.histogram()
    return sum(histogram[_COLOURED:]) <= _STRAY * sum(histogram)


def _crop_box(image: "Image", shares: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = shares
    box = (image.width * left, image.height * top, image.width * right, image.height * bottom)
    x, y = min(int(box[0]), image.width - 1), min(int(box[1]), image.height - 1)
    return x, y, max(x + 1, round(box[2])), max(y + 1, round(box[3]))


def _percentile(histogram: list[int]) -> int:
    """Return the level that this share of the pixels does not exceed."""
    counts = itertools.accumulate(histogram)
    wanted = _SPREAD_SHARE * sum(histogram)
    return next(level for level, count in enumerate(counts) if count >= wanted)
