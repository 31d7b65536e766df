"""A picture at a lower resolution and quality: the one place where pixels are given up.

Works on one picture at a time without any PDF library, so that it can run in threads.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zcdossier.assemble.pictures.coded_picture import Decoder, Recoded
from zcdossier.assemble.pictures.colour_profiles import is_plain_profile, keeps_channels
from zcdossier.assemble.pictures.raster import plain, profile_of, save_to_bytes
from zcdossier.assemble.shrinking.colour import Colour, colour_of
from zcdossier.assemble.shrinking.effort import Effort
from zcdossier.assemble.shrinking.quantisation import tables

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SPARED = 1.04  # a few pixels more than asked for do no harm, and scaling them down takes long
_FULL_CHROMA_DPI = 140  # below, sharper grey is worth more than sharper colour


@dataclass(frozen=True, slots=True)
class Prepared:
    """Pixels ready to be coded, grey when they have no colour. `dpi` is what they are shown at.

    `is_strong` says that there is strong colour: seals, red headings.
    """

    image: "Picture"
    dpi: float
    icc: bytes
    is_strong: bool

    @property
    def full_chroma(self) -> bool:
        """Whether strong colours are coded without halving their planes."""
        return needs_full_chroma(self.dpi, is_strong=self.is_strong)

    @property
    def memory(self) -> int:
        """The bytes its pixels take."""
        return self.image.width * self.image.height * (1 if self.image.mode == "L" else 4)


def prepare(opener: Decoder, size: tuple[int, int], dpi: float, scale: float) -> Prepared:
    """Decode a picture of `size` pixels, shown at `dpi`, at a part of its size; it is never enlarged."""
    target = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    # Between eighths pixels are scaled twice: from hardly more than are wanted, they would come out blurred.
    least = target if (8 * scale).is_integer() else (min(size[0], 2 * target[0]), min(size[1], 2 * target[1]))
    image = _in_grey_or_colours(opener(least))
    icc, keeps = profile_of(image), keeps_channels(image)
    image.info = {}
    if image.width > target[0] * _SPARED or image.height > target[1] * _SPARED:
        image = resized(image, target)
    colour = colour_of(image)
    if colour is Colour.NONE and image.mode != "L" and not keeps and (not icc or is_plain_profile(icc)):
        image, icc = image.convert("L"), b""
    shown = dpi * image.width / size[0] if size[0] else dpi
    return Prepared(image, shown, icc, colour is Colour.STRONG)


def needs_full_chroma(dpi: float, *, is_strong: bool) -> bool:
    """Whether a page with strong colours is coded without halving their planes."""
    return is_strong and dpi >= _FULL_CHROMA_DPI


def encode(prepared: Prepared, quality: float, effort: Effort = Effort.PROGRESSIVE) -> Recoded:
    """Code the pixels at a quality; more effort means some percent smaller without any loss."""
    image = prepared.image
    data = code_jpeg(image, quality, full_chroma=prepared.full_chroma, effort=effort)
    return Recoded(data, *image.size, image.mode == "L", prepared.icc, round(prepared.dpi), quality)


def code_jpeg(image: "Picture", quality: float, *, full_chroma: bool, effort: Effort) -> bytes:
    """Return the pixels as a JPEG."""
    luminance, chrominance = tables(quality, is_strong=full_chroma)
    return save_to_bytes(
        image,
        "JPEG",
        qtables=[luminance] if image.mode == "L" else [luminance, chrominance],
        subsampling=0 if full_chroma else 2,
        optimize=effort is not Effort.QUICK,
        progressive=effort is Effort.PROGRESSIVE,
    )


def _in_grey_or_colours(image: "Picture") -> "Picture":
    """Return the picture in mode L, RGB or RGBX."""
    if image.mode == "RGBX":
        return image
    image = plain(image)
    return image if image.mode in {"L", "RGB"} else image.convert("L" if image.mode == "1" else "RGB")


def resized(image: "Picture", target: tuple[int, int]) -> "Picture":
    """Return the picture at another size, as sharp as what decoders of JPEG hand out at an eighth."""
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy

    return image.resize(target, Resampling.LANCZOS)
