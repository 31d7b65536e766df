"""What can be measured of a picture file, and the verdict against bounds. Shared by lint and photo-check."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from zcdossier.lint.parameter_types import MeasureName
from zcdossier.model.facts import FORMATS, FactGroup, FileFacts
from zcdossier.model.label import Label, concat_labels, join_labels, join_words
from zcdossier.model.numerals import plain_number

_PAPERS = {"a3": (842, 1191), "a4": (595, 842), "a5": (420, 595), "letter": (612, 792)}
_NEAR_PT = 6
_WHITE_FROM, _GREYISH, _TINTED = 200, 20, 60
Status = Literal["ok", "doubt", "bad", "unknown"]


class MeasureBounds(NamedTuple):
    """Bounds on one measure. Between a bound and its `doubt_` twin the unit is unclear: a warning."""

    measure: MeasureName
    above: Decimal | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None
    doubt_above: Decimal | None = None
    doubt_below: Decimal | None = None
    one_of: tuple[str, ...] = ()


class MeasuredValue(NamedTuple):
    """One measure: its exact value (a number or a word; None when it could not be taken) and how to show it."""

    number: Fraction | None
    word: str
    text: str


MEASURES: Mapping[str, Label] = {
    "format": Label("格式（看内容）", "format (by content)"),
    "suffix": Label("扩展名", "file name ending"),
    "bytes": Label("文件大小", "file size"),
    "width": Label("宽", "width"),
    "height": Label("高", "height"),
    "ratio": Label("宽高比", "width / height"),
    "background": Label("背景亮度", "background brightness"),
    "spread": Label("背景均匀度", "background evenness"),
    "dpi": Label("分辨率", "resolution"),
    "mode": Label("颜色模式", "colour mode"),
    "pages": Label("页数", "pages"),
    "paper": Label("纸张", "paper size"),
    "background_color": Label("背景颜色", "background colour"),
    "pdf_version": Label("PDF 版本", "PDF version"),
    "scripts": Label("脚本数", "number of scripts"),
    "text_layer": Label("文字层", "text layer"),
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "format": tuple(sorted(FORMATS)),
    "suffix": (),
    "mode": ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "HSV", "I", "I;16", "F"),
    "paper": (*_PAPERS, "other", "mixed"),
    "background_color": ("white", "blue", "red", "other"),
    "text_layer": ("yes", "no"),
}
"""Measures that are words, and which they can be; an empty tuple where any can be. All others are numbers."""
NEEDS: Mapping[str, frozenset[FactGroup]] = {
    **dict.fromkeys(("background", "spread", "background_color"), frozenset({FactGroup.BORDER})),
    "text_layer": frozenset({FactGroup.TEXT_LAYER}),
}
"""Measures that are taken of more than a file's header."""
_YES_OR_NO: Mapping[bool | None, str | None] = {True: "yes", False: "no", None: None}
UNITS: Mapping[str, Label] = {
    "bytes": Label("字节", "bytes"),
    "width": Label("像素", "px"),
    "height": Label("像素", "px"),
}


def measure_file(measure: str, facts: FileFacts) -> MeasuredValue | None:
    """Take one measure of a file; None when the facts don't tell."""
    taken = _MEASURERS[measure](facts)
    if taken is None:
        return None
    if isinstance(taken, str):
        return MeasuredValue(None, taken, taken)
    exact = Fraction(taken)
    text = f"{float(exact):.4f}".rstrip("0").rstrip(".") if exact.denominator != 1 else f"{int(exact):,}"
    return MeasuredValue(exact, "", text)


def _width(facts: FileFacts) -> int | None:
    return round(facts.sizes[0].width) if facts.sizes else None


def _height(facts: FileFacts) -> int | None:
    return round(facts.sizes[0].height) if facts.sizes else None


def _ratio(facts: FileFacts) -> Fraction | None:
    width, height = _width(facts), _height(facts)
    return Fraction(width, height) if width and height else None


def _suffix(facts: FileFacts) -> str:
    name = facts.path.rsplit("/", 1)[-1]
    return "." + name.rsplit(".", 1)[1].lower() if "." in name else ""


def _paper(facts: FileFacts) -> str:
    """Return the paper all pages have, either way up: a3, a4, a5, letter, other, or mixed."""
    papers = {_paper_of(min(size), max(size)) for size in facts.sizes}
    return papers.pop() if len(papers) == 1 else "mixed"


def _paper_of(short: float, long: float) -> str:
    near = (name for name, (w, h) in _PAPERS.items() if abs(short - w) <= _NEAR_PT and abs(long - h) <= _NEAR_PT)
    return next(near, "other")


def _color(rgb: tuple[int, int, int]) -> str:
    """Name the colour of an ID photo's background: white, blue, red, or other."""
    red, green, blue = rgb
    if min(rgb) >= _WHITE_FROM and max(rgb) - min(rgb) <= _GREYISH:
        return "white"
    if blue - red >= _TINTED and blue >= green:
        return "blue"
    return "red" if red - max(green, blue) >= _TINTED else "other"


_MEASURERS: Mapping[str, Callable[[FileFacts], Fraction | int | str | None]] = {
    "format": lambda facts: facts.format or None,
    "suffix": _suffix,
    "bytes": lambda facts: facts.bytes,
    "width": _width,
    "height": _height,
    "ratio": _ratio,
    "background": lambda facts: min(facts.photo.border_rgb) if facts.photo else None,
    "spread": lambda facts: Fraction(facts.photo.border_spread).limit_denominator(10) if facts.photo else None,
    "dpi": lambda facts: Fraction(facts.dpi).limit_denominator(100) if facts.dpi else None,
    "mode": lambda facts: facts.mode or None,
    "pages": lambda facts: facts.pages or None,
    "paper": lambda facts: _paper(facts) if facts.format == "pdf" and facts.sizes else None,
    "background_color": lambda facts: _color(facts.photo.border_rgb) if facts.photo else None,
    "pdf_version": lambda facts: Fraction(facts.pdf.version) if facts.pdf else None,
    "scripts": lambda facts: facts.pdf.scripts if facts.pdf else None,
    "text_layer": lambda facts: _YES_OR_NO[facts.pdf.text] if facts.pdf else None,
}


def judge_measure(bounds: MeasureBounds, facts: FileFacts) -> Status:
    """Compare one measure with its bounds, exactly (fractions, not floats)."""
    measured = measure_file(bounds.measure, facts)
    if measured is None:
        return "unknown"
    if bounds.one_of:
        return "ok" if _is_one_of(measured, bounds.one_of) else "bad"
    value = measured.number
    if value is None:
        return "unknown"
    if _within(value, bounds.above, bounds.at_least, bounds.below, bounds.at_most):
        return "ok"
    low = bounds.doubt_above if bounds.doubt_above is not None else bounds.above
    high = bounds.doubt_below if bounds.doubt_below is not None else bounds.below
    return "doubt" if _within(value, low, bounds.at_least, high, bounds.at_most) else "bad"


def _is_one_of(measured: MeasuredValue, allowed: tuple[str, ...]) -> bool:
    if measured.number is None:
        return measured.word.lower() in {word.lower() for word in allowed}
    return measured.number in {Fraction(number) for number in map(plain_number, allowed) if number is not None}


def _within(
    value: Fraction, above: Decimal | None, at_least: Decimal | None, below: Decimal | None, at_most: Decimal | None
) -> bool:
    return (
        (above is None or value > Fraction(above))
        and (at_least is None or value >= Fraction(at_least))
        and (below is None or value < Fraction(below))
        and (at_most is None or value <= Fraction(at_most))
    )


def describe_bounds(bounds: MeasureBounds) -> Label:
    """Say what is allowed, in both languages."""
    if bounds.one_of:
        return join_words(bounds.one_of)
    words = (
        (Label("大于", "above"), bounds.above),
        (Label("不小于", "at least"), bounds.at_least),
        (Label("小于", "below"), bounds.below),
        (Label("不大于", "at most"), bounds.at_most),
    )
    unit = UNITS.get(bounds.measure, Label(""))
    given = join_labels(
        (concat_labels(label, Label(f" {value:,f}")) for label, value in words if value is not None), Label("，", ", ")
    )
    return concat_labels(given, Label(f" {unit.zh}", f" {unit.en}")) if unit.zh else given
