"""Measures of pages: their paper and how they stand, and the text on them."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from zcdossier.lint.measures.file_measures import has_text_layer, page_has_text
from zcdossier.lint.measures.font_families import is_one_of_fonts
from zcdossier.lint.measures.measure_builders import NEEDS_TEXT, in_mm, of_text, summed_measure, text_measure
from zcdossier.lint.measures.measure_types import (
    ABSENT,
    HAS,
    PDF,
    Measure,
    MeasureWord,
    PagePiece,
    Scope,
    ValueForm,
    yes_no,
)
from zcdossier.model.document_facts import PageText
from zcdossier.model.facts import PICTURE_FORMATS, FactGroup, PageSize
from zcdossier.model.label import Label
from zcdossier.model.quantities import PAPERS, Interval, Unit

_NEAR_MM = Fraction(11, 5)
_INCH = 72
_ROUGHLY = Fraction(1, 10)
_HALF_MM = Fraction(1, 2)
_MM_OF_PAPER = Fraction(1)
_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)
_SHEETS = {"16K": "16 开", "letter": "美国信纸", "legal": "美国法律用纸"}
_FRAMES = {scope: frozenset({FactGroup.STRUCTURE}) for scope in (Scope.PAGE, Scope.FILE)}


def _sheet(page: PagePiece) -> PageSize | None:
    """Return the sheet of a page of a PDF; pictures have none."""
    return page.size if page.facts.format == "pdf" else None


def _sides(page: PagePiece) -> tuple[Fraction, Fraction] | None:
    sheet = _sheet(page)
    if sheet is None:
        return None
    return in_mm(min(sheet.width, sheet.height)), in_mm(max(sheet.width, sheet.height))


def paper_of(page: PagePiece) -> str | None:
    """Return the paper of a page, either way up."""
    sides = _sides(page)
    if sides is None:
        return None
    near = (
        name.casefold()
        for name, sheet in PAPERS.items()
        if all(abs(side - wanted) <= _NEAR_MM for side, wanted in zip(sides, sheet, strict=True))
    )
    return next(near, "other")


def _one_for_all(papers: list[str]) -> str:
    return papers[0] if len(set(papers)) == 1 else "mixed"


def lies_how(page: PagePiece) -> str | None:
    """Return how a page or a picture lies."""
    if page.size is None:
        return None
    width, height = page.size
    return "square" if abs(width - height) < 1 else "portrait" if width < height else "landscape"


def _is_upright(page: PagePiece) -> bool | None:
    if page.facts.format in PICTURE_FORMATS:
        return page.facts.orientation == 1
    return page.frame.turn == 0 if page.frame is not None else None


def _of_sizes(choose: Callable[[list[Interval]], Interval]) -> Callable[[PagePiece], Any]:
    """Return what takes the size of the text on a page, of the fonts that are asked about."""

    def take(page: PagePiece) -> Any:
        text = page.text
        if text is None or not text.runs:
            return None
        runs = [run for run in text.runs if not page.fonts or is_one_of_fonts(run.font, page.fonts)]
        return choose([_size_of(run.size, certain=run.certain) for run in runs]) if runs else ABSENT

    return take


def _size_of(points: float, *, certain: bool) -> Interval:
    size = Fraction(points).limit_denominator(100)
    off = Fraction(0) if certain else size * _ROUGHLY
    return Interval(size - off, size + off)


def _least(values: list[Interval]) -> Interval:
    return Interval(min(value.low for value in values), min(value.high for value in values))


def _most(values: list[Interval]) -> Interval:
    return Interval(max(value.low for value in values), max(value.high for value in values))


def _margin(side: int | None) -> Callable[[PageText], Fraction | None]:
    def take(text: PageText) -> Fraction | None:
        if not text.margins:
            return None
        return in_mm(min(text.margins) if side is None else text.margins[side])

    return take


def _per_inch(length: str) -> Callable[[PageText], Any]:
    def take(text: PageText) -> Any:
        points: float = getattr(text, length)
        if points:
            return Fraction(_INCH / points).limit_denominator(100)
        return ABSENT if text.runs else None  # one line alone stands close to nothing

    return take


def _page_length(name: str, label: Label, means: Label, side: int) -> Measure:
    return Measure(
        id=name,
        label=label,
        means=means,
        example="at_most: 210 mm",
        form=ValueForm.NUMBER,
        takers={Scope.PAGE: lambda page: (sheet := _sheet(page)) and in_mm(sheet[side])},
        whole=max,
        unit=Unit.MILLIMETRES,
        slack=_MM_OF_PAPER,
        formats=PDF,
    )


def _margin_measure(name: str, label: Label, side: int | None) -> Measure:
    how = "四边取最小的" if side is None else "从纸边量起"
    return Measure(
        id=name,
        label=label,
        means=Label(f"页面上没有文字的{label.zh}，{how}", f"{label.en} that is free of text"),
        example="at_least: 20 mm",
        form=ValueForm.NUMBER,
        takers={Scope.PAGE: of_text(_margin(side))},
        whole=min,
        unit=Unit.MILLIMETRES,
        needs=NEEDS_TEXT,
        slack=_HALF_MM,
        formats=PDF,
    )


def _type_size(name: str, which: Label, choose: Callable[[list[Interval]], Interval]) -> Measure:
    return Measure(
        id=name,
        label=Label(f"{which.zh}字号", f"{which.en} text size"),
        means=Label(
            f"看得见的文字里{which.zh}的字号；fonts 只看某些字体：[宋体, Arial]",
            f"{which.en} size of text that is seen; fonts: [SimSun, Arial] looks at these alone",
        ),
        example="at_least: 五号",
        form=ValueForm.NUMBER,
        takers={Scope.PAGE: _of_sizes(choose)},
        whole=choose,
        unit=Unit.POINTS,
        needs=NEEDS_TEXT,
        slack=_ROUGHLY,
        by_font=True,
        formats=PDF,
        aliases=("font_size",) if name == "text_size" else (),
    )


PAGE_MEASURES = (
    Measure(
        id="paper",
        label=Label("纸张", "paper"),
        means=Label("每页是哪种纸，横竖都算，差 2 毫米以内", "which sheet each page is, either way up, within 2 mm"),
        example="one_of: [A4]",
        form=ValueForm.WORD,
        takers={Scope.PAGE: paper_of},
        whole=_one_for_all,
        words=(
            *(MeasureWord(name.casefold(), Label(_SHEETS.get(name, name), name)) for name in PAPERS),
            MeasureWord("other", Label("其他尺寸", "another size")),
            MeasureWord("mixed", Label("各页不一样", "not the same on all pages")),
        ),
        formats=PDF,
    ),
    Measure(
        id="paper_size",
        label=Label("纸张的大小", "size of the paper"),
        means=Label("每页纸的短边和长边，横竖都算", "the shorter and the longer side of each page, either way up"),
        example="at_most: A4",
        form=ValueForm.SIZE,
        takers={Scope.PAGE: _sides},
        unit=Unit.MILLIMETRES,
        slack=_MM_OF_PAPER,
        lies=True,
        formats=PDF,
    ),
    _page_length(
        "paper_width", Label("页面宽", "page width"), Label("页面显示出来的宽度", "width of the page as displayed"), 0
    ),
    _page_length(
        "paper_height",
        Label("页面高", "page height"),
        Label("页面显示出来的高度", "height of the page as displayed"),
        1,
    ),
    Measure(
        id="orientation",
        label=Label("横竖", "orientation"),
        means=Label("页面或图片是竖的还是横的", "whether a page or a picture stands or lies"),
        example="equals: portrait",
        form=ValueForm.WORD,
        takers={Scope.PAGE: lies_how},
        whole=_one_for_all,
        words=(
            MeasureWord("portrait", Label("竖", "portrait"), ("竖向", "纵向", "竖版")),
            MeasureWord("landscape", Label("横", "landscape"), ("横向", "横版")),
            MeasureWord("square", Label("正方形", "square")),
            MeasureWord("mixed", Label("有横有竖", "not the same on all pages")),
        ),
    ),
    Measure(
        id="upright",
        label=Label("方向标记", "turning mark"),
        means=Label(
            "页面不靠旋转标记（/Rotate、EXIF 方向）就是正的",
            "the page (or picture) is not turned by /Rotate (or EXIF) when it is shown",
        ),
        example="equals: yes",
        form=ValueForm.FLAG,
        takers={Scope.PAGE: _is_upright},
        whole=all,
        needs=_FRAMES,
        words=yes_no(Label("不用转就是正的", "none"), Label("转了方向", "turned")),
    ),
    Measure(
        id="text_layer",
        label=Label("文字层", "text layer"),
        means=Label(
            "能不能选中、搜索文字：整个文件看第一页，of: page 看每一页",
            "whether text can be marked and searched: on the first page, or (of: page) on every page",
        ),
        example="equals: yes",
        form=ValueForm.FLAG,
        takers={Scope.FILE: has_text_layer, Scope.PAGE: page_has_text},
        needs={Scope.FILE: frozenset({FactGroup.TEXT_LAYER}), Scope.PAGE: frozenset({FactGroup.TEXT})},
        words=HAS,
        formats=PDF,
        aliases=("searchable",),
    ),
    _type_size("text_size", Label("最小", "smallest"), _least),
    _type_size("largest_text", Label("最大", "largest"), _most),
    summed_measure(
        "characters",
        (
            Label("字数", "characters"),
            Label(
                "看得见的字符数，不算空格；每页的写 of: page",
                "characters that are seen, without spaces; of: page for each page",
            ),
            "at_most: 12000",
        ),
        lambda text: text.characters,
        Unit.CHARACTERS,
    ),
    text_measure(
        "lines",
        Label("每页行数", "lines"),
        Label("一页有几行字", "lines of text on a page"),
        "at_most: 40",
        lambda text: text.lines,
        whole=max,
        unit=Unit.LINES,
    ),
    text_measure(
        "line_length",
        Label("每行字数", "characters in a line"),
        Label("最长的一行有多少字，不算空格", "characters in the longest line, without spaces"),
        "at_most: 45",
        lambda text: text.longest_line or None,
        whole=max,
        unit=Unit.CHARACTERS,
    ),
    text_measure(
        "lines_per_inch",
        Label("每英寸行数", "lines per inch"),
        Label("行有多密：竖着一英寸有几行", "how close lines stand: how many to an inch"),
        "at_most: 6",
        _per_inch("pitch"),
        whole=max,
        slack=Fraction(1, 20),
    ),
    text_measure(
        "characters_per_inch",
        Label("每英寸字数", "characters per inch"),
        Label("字有多密：横着一英寸有几个字，算空格", "how close characters stand: how many to an inch, with spaces"),
        "at_most: 15",
        _per_inch("width"),
        whole=max,
        slack=Fraction(1, 5),
    ),
    _margin_measure("margin", Label("页边", "margin"), None),
    _margin_measure("margin_left", Label("左页边", "left margin"), _LEFT),
    _margin_measure("margin_right", Label("右页边", "right margin"), _RIGHT),
    _margin_measure("margin_top", Label("上页边", "top margin"), _TOP),
    _margin_measure("margin_bottom", Label("下页边", "bottom margin"), _BOTTOM),
)
