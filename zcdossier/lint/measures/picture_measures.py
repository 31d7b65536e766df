"""Measures of pictures: a file that is one, the ID photo, and each picture that stands on a page of a PDF."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from zcdossier.lint.measures.measure_types import (
    ABSENT,
    Measure,
    MeasureWord,
    PagePiece,
    PicturePiece,
    Scope,
    ValueForm,
)
from zcdossier.model.document_facts import PlacedPicture
from zcdossier.model.facts import PICTURE_FORMATS, FactGroup, FileFacts
from zcdossier.model.label import Label
from zcdossier.model.quantities import Interval, Unit

_PLACED = {Scope.PICTURE: frozenset({FactGroup.PLACED})}
_CODED = {Scope.PICTURE: frozenset({FactGroup.PLACED, FactGroup.CODING})}
_BORDER = {Scope.FILE: frozenset({FactGroup.BORDER})}
_MODE_NAMES = {
    "1": ("bilevel",),
    "l": ("grey",),
    "la": ("grey",),
    "i": ("grey",),
    "i;16": ("grey",),
    "f": ("grey",),
    "cmyk": (),
}
_BITS = {"1": 1, "I;16": 16, "I": 32, "F": 32}


def placed(piece: PicturePiece) -> PlacedPicture | None:
    """Return the picture on a page that is meant; None for a file that is a picture."""
    return piece.facts.placed.pictures[piece.position] if piece.facts.placed is not None and piece.page else None


def _of(
    from_file: Callable[[FileFacts], Any], from_page: Callable[[PlacedPicture], Any]
) -> Callable[[PicturePiece], Any]:
    def take(piece: PicturePiece) -> Any:
        picture = placed(piece)
        if picture is not None:
            return from_page(picture)
        return from_file(piece.facts) if piece.facts.format in PICTURE_FORMATS else None

    return take


def _width(facts: FileFacts) -> int | None:
    return round(facts.sizes[0].width) if facts.sizes else None


def _height(facts: FileFacts) -> int | None:
    return round(facts.sizes[0].height) if facts.sizes else None


def _longer(facts: FileFacts) -> int | None:
    return round(max(facts.sizes[0])) if facts.sizes else None


def _shorter(facts: FileFacts) -> int | None:
    return round(min(facts.sizes[0])) if facts.sizes else None


def _size(facts: FileFacts) -> tuple[int, int] | None:
    width, height = _width(facts), _height(facts)
    return (width, height) if width and height else None


def _ratio(facts: FileFacts) -> Fraction | None:
    size = _size(facts)
    return Fraction(*size) if size else None


def _file_quality(facts: FileFacts) -> Any:
    if facts.format != "jpeg":
        return ABSENT
    return _quality(facts.coding.quality) if facts.coding is not None else None


def _placed_quality(picture: PlacedPicture) -> Any:
    return _quality(picture.quality) if picture.compression in ("jpeg", "jpx") else ABSENT


def _quality(ends: tuple[int, int] | None) -> Interval | None:
    return None if ends is None else Interval(*(Fraction(end) for end in ends))


def _bits(facts: FileFacts) -> int | None:
    if facts.coding is not None and facts.coding.bits:
        return facts.coding.bits
    return _BITS.get(facts.mode) if facts.mode else None


def _file_compression(facts: FileFacts) -> str | None:
    return {"jpeg": "jpeg", "png": "flate"}.get(facts.format)


def names_of_mode(mode: str) -> tuple[str, ...]:
    """The other names of a library's colour mode: LA is grey too, RGBA is colour too."""
    folded = mode.casefold()
    if folded == "colour":  # of a picture in a PDF, which is no CMYK
        return ("rgb",)
    return _MODE_NAMES.get(folded, () if folded in ("bilevel", "grey") else ("colour",))


def _pictures_on(page: PagePiece) -> int | None:
    if page.facts.format in PICTURE_FORMATS:
        return 1
    found = page.facts.placed
    return None if found is None else sum(picture.page == page.number for picture in found.pictures)


PICTURE_MEASURES = (
    Measure(
        id="width",
        label=Label("宽", "width"),
        means=Label("图片宽多少像素（转正以后）", "pixels across the picture, once it is turned upright"),
        example="above: 215",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(_width, lambda picture: picture.width)},
        unit=Unit.PIXELS,
        needs=_PLACED,
    ),
    Measure(
        id="height",
        label=Label("高", "height"),
        means=Label("图片高多少像素（转正以后）", "pixels down the picture, once it is turned upright"),
        example="between: [300, 600]",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(_height, lambda picture: picture.height)},
        unit=Unit.PIXELS,
        needs=_PLACED,
    ),
    Measure(
        id="long_side",
        label=Label("长边", "longer side"),
        means=Label("图片长的一边多少像素，横竖都算", "pixels of the longer side, whichever way up"),
        example="at_least: 1000",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(_longer, lambda picture: max(picture.width, picture.height))},
        unit=Unit.PIXELS,
        needs=_PLACED,
        aliases=("longer_side", "longest_side"),
    ),
    Measure(
        id="short_side",
        label=Label("短边", "shorter side"),
        means=Label("图片短的一边多少像素，横竖都算", "pixels of the shorter side, whichever way up"),
        example="at_least: 600",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(_shorter, lambda picture: min(picture.width, picture.height))},
        unit=Unit.PIXELS,
        needs=_PLACED,
        aliases=("shorter_side", "shortest_side"),
    ),
    Measure(
        id="size",
        label=Label("宽×高", "width × height"),
        means=Label(
            "图片的宽和高，比较时两边都要满足", "width and height of the picture; both have to keep to a bound"
        ),
        example="one_of: [358x441, 413x626]",
        form=ValueForm.SIZE,
        takers={Scope.PICTURE: _of(_size, lambda picture: (picture.width, picture.height))},
        unit=Unit.PIXELS,
        needs=_PLACED,
        aliases=("pixels", "dimensions"),
    ),
    Measure(
        id="ratio",
        label=Label("宽高比", "width / height"),
        means=Label("宽除以高", "width divided by height"),
        example="between: [0.65, 0.8]",
        form=ValueForm.NUMBER,
        takers={
            Scope.PICTURE: _of(
                _ratio, lambda picture: Fraction(picture.width, picture.height) if picture.height else None
            )
        },
        needs=_PLACED,
        aliases=("aspect", "aspect_ratio"),
    ),
    Measure(
        id="dpi",
        label=Label("分辨率", "resolution"),
        means=Label(
            "图片文件里写的分辨率；PDF 里的图片按在页面上的大小算，横竖取低的",
            "what a picture file says; of a picture in a PDF as it is placed on the page, the lower of both ways",
        ),
        example="at_least: 300",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(lambda facts: facts.dpi or None, lambda picture: picture.dpi or None)},
        unit=Unit.DPI,
        needs=_PLACED,
        slack=Fraction(1, 2),
        aliases=("ppi", "resolution"),
    ),
    Measure(
        id="mode",
        label=Label("颜色模式", "colour mode"),
        means=Label("图片是彩色、灰度、黑白还是 CMYK", "whether the picture is colour, grey, black and white, or CMYK"),
        example="one_of: [colour, grey]",
        form=ValueForm.WORD,
        takers={Scope.PICTURE: _of(lambda facts: facts.mode or None, lambda picture: picture.mode or None)},
        needs=_PLACED,
        words=(
            MeasureWord("colour", Label("彩色", "colour"), ("color",)),
            MeasureWord("grey", Label("灰度", "grey"), ("gray", "greyscale", "grayscale", "l", "黑白照片")),
            MeasureWord("bilevel", Label("黑白二值", "bilevel"), ("1", "bw", "black_and_white", "黑白")),
            MeasureWord("cmyk", Label("CMYK", "CMYK")),
            *(
                MeasureWord(mode.casefold(), Label(mode, mode))
                for mode in ("RGB", "RGBA", "RGBX", "YCbCr", "LAB", "HSV", "P", "PA", "LA", "I", "I;16", "F")
            ),
        ),
        names_of=names_of_mode,
        aliases=("colour_mode", "color_mode"),
    ),
    Measure(
        id="quality",
        label=Label("压缩质量", "JPEG quality"),
        means=Label(
            "JPEG 的压缩质量，1 到 100，由量化表估计；估不准的在界限附近只提醒，不是 JPEG 的不看",
            "how well a JPEG keeps the picture, 1 to 100, by its tables (an estimate may leave a doubt)",
        ),
        example="at_least: 80",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(_file_quality, _placed_quality)},
        needs=_CODED,
        aliases=("jpeg_quality",),
    ),
    Measure(
        id="bit_depth",
        label=Label("位深", "bit depth"),
        means=Label("每个颜色通道的位数：黑白 1，一般照片 8", "bits of each channel: 1 for black and white, mostly 8"),
        example="at_least: 8",
        form=ValueForm.NUMBER,
        takers={Scope.PICTURE: _of(_bits, lambda picture: picture.bits or None)},
        unit=Unit.BITS,
        needs=_CODED,
        aliases=("bits",),
    ),
    Measure(
        id="compression",
        label=Label("图片的压缩方式", "compression of pictures"),
        means=Label(
            "PDF 里的图片（或图片文件）是怎么压缩的", "how the pictures in a PDF (or a picture file) are packed"
        ),
        example="none_of: [jpx, jbig2]",
        form=ValueForm.WORD,
        takers={Scope.PICTURE: _of(_file_compression, lambda picture: picture.compression or None)},
        needs=_PLACED,
        words=(
            MeasureWord("jpeg", Label("JPEG", "JPEG"), ("jpg", "dct")),
            MeasureWord("jpx", Label("JPEG 2000", "JPEG 2000"), ("jpeg2000", "jp2")),
            MeasureWord("jbig2", Label("JBIG2", "JBIG2")),
            MeasureWord("ccitt", Label("CCITT 传真", "CCITT fax"), ("fax", "g4")),
            MeasureWord("flate", Label("无损（Flate）", "lossless (Flate)"), ("deflate", "zip", "png")),
            MeasureWord("lzw", Label("LZW", "LZW")),
            MeasureWord("runlength", Label("行程编码", "run length"), ("rle",)),
            MeasureWord("none", Label("没有压缩", "none")),
        ),
        aliases=("filter",),
    ),
    Measure(
        id="pictures",
        label=Label("图片数", "pictures"),
        means=Label("PDF 里有几张图片，一张放两处算两张", "how many pictures the PDF shows; placed twice is two"),
        example="at_least: 1",
        form=ValueForm.NUMBER,
        takers={
            Scope.PAGE: _pictures_on,
        },
        whole=sum,
        unit=Unit.PICTURES,
        needs={scope: frozenset({FactGroup.PLACED}) for scope in (Scope.FILE, Scope.PAGE)},
        sums=True,
        aliases=("images", "picture_count"),
    ),
    Measure(
        id="background",
        label=Label("背景亮度", "background brightness"),
        means=Label(
            "照片两上角和两侧的亮度，0 到 255，白底在 230 以上",
            "brightness beside the head, 0 to 255; white is 230 and more",
        ),
        example="above: 229",
        form=ValueForm.NUMBER,
        takers={Scope.FILE: lambda facts: min(facts.photo.border_rgb) if facts.photo else None},
        needs=_BORDER,
        formats=PICTURE_FORMATS,
        aliases=("brightness",),
    ),
    Measure(
        id="spread",
        label=Label("背景均匀度", "background evenness"),
        means=Label(
            "背景颜色的差别，0 完全均匀，大于 20 有阴影", "how far the background varies: 0 is even, above 20 shadows"
        ),
        example="at_most: 20",
        form=ValueForm.NUMBER,
        takers={
            Scope.FILE: lambda facts: Fraction(facts.photo.border_spread).limit_denominator(10) if facts.photo else None
        },
        needs=_BORDER,
        formats=PICTURE_FORMATS,
        aliases=("evenness",),
    ),
    Measure(
        id="bytes",
        of_any_file=True,
        label=Label("文件大小", "file size"),
        means=Label(
            "文件的字节数；of: picture 是图片在 PDF 里占的", "size of the file; of a picture what it takes in the PDF"
        ),
        example="below: 2 MB",
        form=ValueForm.NUMBER,
        takers={
            Scope.FILE: lambda facts: facts.bytes,
            Scope.PICTURE: _of(lambda facts: facts.bytes, lambda picture: picture.bytes or None),
        },
        unit=Unit.BYTES,
        needs=_PLACED,
        sums=True,
        aliases=("file_size", "filesize", "weight"),
    ),
)
