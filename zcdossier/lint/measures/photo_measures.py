"""Measures that notices about ID photos ask for beside those of every picture."""

from fractions import Fraction

from zcdossier.lint.measures.background_colours import (
    COLOUR_WORDS,
    colour_label,
    fit_of_colour,
    has_other_name,
    is_colour,
    write_colour,
)
from zcdossier.lint.measures.measure_types import Measure, Scope, TextTest, ValueForm, yes_no
from zcdossier.model.facts import PICTURE_FORMATS, FactGroup, FileFacts
from zcdossier.model.label import Label
from zcdossier.model.quantities import Unit

_BORDER = {Scope.FILE: frozenset({FactGroup.BORDER})}
_DEPTHS = {"1": 1, "L": 8, "P": 8, "I;16": 16, "LA": 16, "PA": 16, "RGB": 24, "YCbCr": 24, "LAB": 24, "HSV": 24}
_DEPTHS |= {"RGBA": 32, "RGBX": 32, "CMYK": 32, "I": 32, "F": 32}
_MM_IN_INCH = Fraction(254, 10)


def _depth(facts: FileFacts) -> int | None:
    """Return the bits of a pixel, as image viewers show them; a channel has eight where nothing else is known."""
    depth = _DEPTHS.get(facts.mode)
    deeper = facts.coding is not None and facts.coding.bits and facts.coding.bits > 8  # noqa: PLR2004 - bits
    return depth * 2 if depth is not None and deeper and depth in (24, 32) else depth


def _compression(facts: FileFacts) -> Fraction | None:
    depth = _depth(facts)
    if not facts.sizes or depth is None or not facts.bytes:
        return None
    return Fraction(round(facts.sizes[0].width) * round(facts.sizes[0].height) * depth, 8 * facts.bytes)


def _printed(facts: FileFacts) -> tuple[Fraction, Fraction] | None:
    if not facts.dpi or not facts.sizes:
        return None
    dpi = Fraction(facts.dpi).limit_denominator(100)
    width, height = (round(side) * _MM_IN_INCH / dpi for side in facts.sizes[0])
    return width, height


def _frame(facts: FileFacts) -> bool | None:
    return facts.photo.framed if facts.photo else None


PHOTO_MEASURES = (
    Measure(
        id="background_color",
        label=Label("背景颜色", "background colour"),
        means=Label(
            "证件照的底色：白、浅蓝、蓝、红、灰、浅色，或者像 '#438EDB' 这样的颜色，后面可以写 ±20（每个通道的容差）",
            "the colour behind the head: a word, or a colour such as '#438EDB'; ±20 is how far a channel may be off",
        ),
        example="one_of: [white, blue]",
        form=ValueForm.WORD,
        takers={Scope.FILE: lambda facts: write_colour(facts.photo.border_rgb) if facts.photo else None},
        needs=_BORDER,
        formats=PICTURE_FORMATS,
        words=COLOUR_WORDS,
        text_test=TextTest(is_colour, fit_of_colour, colour_label, has_other_name),
        aliases=("background_colour",),
    ),
    Measure(
        id="frame",
        label=Label("四周", "edges"),
        means=Label("照片四周有没有一圈边框", "whether a frame runs round the photo"),
        example="equals: no",
        form=ValueForm.FLAG,
        takers={Scope.FILE: _frame},
        needs=_BORDER,
        formats=PICTURE_FORMATS,
        words=yes_no(Label("有边框", "with a frame"), Label("没有边框", "without a frame")),
        aliases=("border",),
    ),
    Measure(
        id="color_depth",
        label=Label("颜色位数", "colour depth"),
        means=Label(
            "每个像素的位数：彩色照片一般 24，灰度 8，黑白 1",
            "bits of a pixel: 24 for colour, 8 for grey, 1 for bilevel",
        ),
        example="equals: 24",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: _depth},
        unit=Unit.BITS,
        formats=PICTURE_FORMATS,
        aliases=("colour_depth",),
    ),
    Measure(
        id="compression_ratio",
        label=Label("压缩比", "compression ratio"),
        means=Label("没有压缩的大小是文件大小的几倍", "how many times larger the pixels are than the file"),
        example="at_most: 20",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: _compression},
        formats=PICTURE_FORMATS,
    ),
    Measure(
        id="print_size",
        label=Label("印出来的尺寸", "printed size"),
        means=Label(
            "按文件里写的分辨率印出来有多大（宽×高）",
            "width and height when printed at the resolution that the file says",
        ),
        example="equals: 33x48 mm",
        form=ValueForm.SIZE,
        takers={Scope.FILE: _printed},
        unit=Unit.MILLIMETRES,
        slack=Fraction(1, 2),
        formats=PICTURE_FORMATS,
        aliases=("printed_size", "print"),
    ),
    Measure(
        id="turned",
        label=Label("方向", "way up"),
        means=Label(
            "画面是不是靠拍摄时的方向标记才转正的，有的系统不认这个标记",
            "whether the picture is upright only by the camera's mark, which some portals ignore",
        ),
        example="equals: no",
        form=ValueForm.FLAG,
        takers={Scope.FILE: lambda facts: facts.orientation != 1},
        formats=PICTURE_FORMATS,
        words=yes_no(Label("靠标记转正", "upright by a mark alone"), Label("画面本身是正的", "upright itself")),
    ),
)
