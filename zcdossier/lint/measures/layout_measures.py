"""Measures of how pages are laid out: columns, how lines are set and spaced, the numbers printed on pages."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from zcdossier.lint.measures.measure_builders import in_mm, text_measure
from zcdossier.lint.measures.measure_types import ABSENT, MeasureWord, PagePiece, Scope, ValueForm
from zcdossier.lint.measures.page_columns import TextColumn, columns_of, set_how
from zcdossier.lint.measures.printed_numbers import numbered_how, numerals_of, printed_numbers
from zcdossier.model.document_facts import PageText
from zcdossier.model.label import Label
from zcdossier.model.quantities import Unit

_SINGLE = 1.15
"""How far lines stand apart that Word calls single, by the size of the type."""


def _most_common(values: Iterable[Any]) -> Any:
    return Counter(values).most_common(1)[0][0]  # `statistics.mode`, without what a lint need not load


def _columns(page: PagePiece) -> list[TextColumn] | None:
    return None if page.text is None or not page.text.runs else columns_of(page.text, _width_of(page))


def _width_of(page: PagePiece) -> float:
    return page.size.width if page.size is not None else 0.0


def _count(page: PagePiece) -> Any:
    columns = _columns(page)
    return None if columns is None else len(columns) or ABSENT


def _width(page: PagePiece) -> Any:
    columns = _columns(page)
    if not columns:
        return None if columns is None else ABSENT
    return in_mm(sum(column.right - column.left for column in columns) / len(columns))


def _setting(page: PagePiece) -> Any:
    columns = _columns(page)
    if columns is None:
        return None
    settings = [how for column in columns if (how := set_how(column, _width_of(page)))]
    return _most_common(settings) if settings else ABSENT


def _spacing(text: PageText) -> Any:
    if not text.pitch:
        return ABSENT if text.runs else None
    most = max(text.runs, key=lambda run: run.characters)
    return Fraction(text.pitch / max(most.size, 1) / _SINGLE).limit_denominator(100)


def _number(page: PagePiece) -> Any:
    if page.text is None or not page.text.runs:
        return None
    foot, head = printed_numbers(page.text, page.height)
    number = head if foot is None else foot
    return ABSENT if number is None else number


def _numbering(pages: list[PagePiece]) -> str | None:
    legible = [page for page in pages if page.text is not None and page.text.runs]
    printed = [printed_numbers(page.text, page.height) for page in legible if page.text is not None]
    if not printed:
        return None
    feet, heads = ([numbers[place] for numbers in printed] for place in (0, 1))
    how = numbered_how([page.number for page in legible], feet, heads)
    return how if len(legible) == len(pages) or how == "none" else "some"


def _numerals(page: PagePiece) -> str | None:
    return None if page.text is None or not page.text.runs else numerals_of(page.text, page.height)


LAYOUT_MEASURES = (
    text_measure(
        "columns",
        Label("栏数", "columns"),
        Label("正文排成几栏", "how many columns the text is set in"),
        "equals: 1",
        takers={Scope.PAGE: _count},
        whole=_most_common,
    ),
    text_measure(
        "column_width",
        Label("栏宽", "width of columns"),
        Label("每栏有多宽", "how wide the columns are"),
        "equals: 3.5 in",
        takers={Scope.PAGE: _width},
        whole=_most_common,
        unit=Unit.MILLIMETRES,
        slack=Fraction(3),
    ),
    text_measure(
        "alignment",
        Label("对齐", "alignment"),
        Label("各行怎样对齐：左、右、居中、两端", "how lines are set: left, right, centred, justified"),
        "equals: left",
        form=ValueForm.WORD,
        takers={Scope.PAGE: _setting},
        whole=_most_common,
        words=(
            MeasureWord("left", Label("左对齐", "left"), ("ragged_right", "left_aligned")),
            MeasureWord("right", Label("右对齐", "right")),
            MeasureWord("centred", Label("居中", "centred"), ("centered",)),
            MeasureWord("justified", Label("两端对齐", "justified"), ("full",)),
        ),
    ),
    text_measure(
        "line_spacing",
        Label("行距（倍）", "line spacing"),
        Label(
            "几倍行距，像 Word 那样算：单倍约是字号的 1.15 倍",
            "line spacing as Word counts it: single is about 1.15 times the size of the type",
        ),
        "at_least: 1.5",
        _spacing,
        whole=min,
        slack=Fraction(1, 10),
    ),
    text_measure(
        "page_numerals",
        Label("页码的数字", "numerals of page numbers"),
        Label(
            "每页页码印的是阿拉伯数字还是罗马数字；前置部分写 pages_until: 引言",
            "whether each page's printed number is Arabic or Roman; the front matter is pages_until: Introduction",
        ),
        "equals: upper_roman",
        form=ValueForm.WORD,
        takers={Scope.PAGE: _numerals},
        words=(
            MeasureWord("decimal", Label("阿拉伯数字", "Arabic"), ("arabic", "1 2 3", "阿拉伯")),
            MeasureWord("roman", Label("小写罗马数字", "small Roman"), ("i ii iii", "小写罗马", "lower_roman")),
            MeasureWord("upper_roman", Label("大写罗马数字", "capital Roman"), ("I II III", "大写罗马")),
            MeasureWord("none", Label("没有页码", "no number"), ("no",)),
        ),
    ),
    text_measure(
        "page_number",
        Label("印出的页码", "printed page number"),
        Label("页脚（或页眉）印的页码", "the number printed at the foot (or the head) of each page"),
        "at_least: 301",
        takers={Scope.PAGE: _number},
    ),
    text_measure(
        "page_numbering",
        Label("页码编排", "page numbering"),
        Label(
            "页眉页脚印的页码怎样编：counter 从 1 起、和 PDF 页数一致，running 从别的数起、一页一号；"
            "封面不编就写 pages: 2-",
            "how the numbers printed at foot or head run: counter as the reader counts pages, running from "
            "another number; pages: 2- leaves out a cover that has none",
        ),
        "one_of: [counter, running]",
        form=ValueForm.WORD,
        takers={},
        over_pages=_numbering,
        words=(
            MeasureWord("counter", Label("和 PDF 页数一致", "as the pages are counted"), ("page", "pages", "index")),
            MeasureWord(
                "running", Label("一页一号，不从本页数起", "running, from another number"), ("consecutive", "ascending")
            ),
            MeasureWord("some", Label("有的页没有", "lacking on some pages"), ("partial",)),
            MeasureWord("broken", Label("不连续", "not running")),
            MeasureWord("none", Label("没有", "none"), ("no",)),
        ),
        aliases=("page_numbers", "printed_numbers", "printed_number", "printed_page_number", "pagination"),
    ),
)
