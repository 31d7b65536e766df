"""Measures of what pages say: the words on them, headings, how many, in which type and colours."""

from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from zcdossier.lint.measures.font_families import is_one_of_fonts, names_of_font
from zcdossier.lint.measures.measure_builders import summed_measure, text_measure
from zcdossier.lint.measures.measure_types import ABSENT, Measure, MeasureWord, PagePiece, Scope, ValueForm
from zcdossier.lint.measures.page_area import limit_to_area
from zcdossier.lint.measures.text_search import count_words, holds, holds_heading, join_pages, lines_of, phrases_of
from zcdossier.model.document_facts import PageText, TextRun
from zcdossier.model.label import Label
from zcdossier.model.quantities import Unit

_TENTH = Fraction(1, 10)
_BLACK, _GREY_RANGE, _LIGHT, _WHITE = 90, 40, 185, 245
_COLOUR_WORDS = (
    MeasureWord("black", Label("黑色", "black"), ("黑", "dark")),
    MeasureWord("grey", Label("灰色", "grey"), ("gray",)),
    MeasureWord("white", Label("白色", "white")),
    MeasureWord("blue", Label("蓝色", "blue"), ("蓝",)),
    MeasureWord("red", Label("红色", "red"), ("红",)),
    MeasureWord("green", Label("绿色", "green")),
    MeasureWord("light", Label("浅色", "light")),
    MeasureWord("other", Label("其他颜色", "another colour")),
)


def _joined(of_page: Callable[[PageText], Iterable[str]]) -> Callable[[list[PagePiece]], str | None]:
    def take(pages: list[PagePiece]) -> str | None:
        return join_pages(
            (None if page.text is None else limit_to_area(page.text, page.area) for page in pages), of_page
        )

    return take


def _content(
    name: str,
    words: tuple[Label, Label, str],
    contains: Callable[[str, str], bool],
    of_page: Callable[[PageText], Iterable[str]],
) -> Measure:
    take = _joined(of_page)
    return text_measure(
        name,
        *words,
        form=ValueForm.TEXT,
        takers={Scope.PAGE: lambda page: take([page])},
        over_pages=take,
        contains=contains,
        by_area=True,
    )


def _runs(page: PagePiece) -> list[TextRun] | None:
    if page.text is None or not page.text.runs:
        return None
    return [run for run in page.text.runs if not page.fonts or is_one_of_fonts(run.font, page.fonts)]


def _most_used(of_run: Callable[[TextRun], Any]) -> Callable[[list[PagePiece]], Any]:
    """Return what takes what most characters have."""

    def take(pages: list[PagePiece]) -> Any:
        found = [runs for page in pages if (runs := _runs(page)) is not None]
        counts: Counter[Any] = Counter()
        for runs in found:
            for run in runs:
                counts[of_run(run)] += run.characters
        if not counts:
            return ABSENT if found else None
        return max(counts, key=lambda value: counts[value])

    return take


def _colour_word(color: str) -> str:
    """Return the word for a colour such as `#0000ff`; what is light is `light`, whatever its hue."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    brightness = 0.3 * red + 0.59 * green + 0.11 * blue
    if max(red, green, blue) - min(red, green, blue) <= _GREY_RANGE:
        if max(red, green, blue) <= _BLACK:
            return "black"
        return "white" if brightness >= _WHITE else "light" if brightness >= _LIGHT else "grey"
    if brightness >= _LIGHT:
        return "light"
    if blue >= max(red, green):
        return "blue"
    if red > 2 * max(green, blue):
        return "red"
    return "green" if green > max(red, blue) else "other"


def _wider_names(word: str) -> tuple[str, ...]:
    """Return what else a colour is: white is light."""
    return ("light",) if word == "white" else ()


def _colours(page: PagePiece) -> Any:
    runs = _runs(page)
    if runs is None:
        return None
    words = tuple(dict.fromkeys(_colour_word(run.color) for run in runs if run.color))
    return words or ABSENT


def _link_colours(page: PagePiece) -> Any:
    if page.text is None:
        return None
    return tuple(dict.fromkeys(map(_colour_word, page.text.link_colours))) or ABSENT


def _join_words(pages: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in pages for word in words))


def _colour_measure(name: str, label: Label, means: Label, example: str, take: Any, **more: Any) -> Measure:
    return text_measure(
        name,
        label,
        means,
        example,
        form=ValueForm.TEXTS,
        takers={Scope.PAGE: take},
        whole=_join_words,
        words=_COLOUR_WORDS,
        names_of=_wider_names,
        **more,
    )


_MAIN_SIZE = _most_used(lambda run: run.size)
_MAIN_FONT = _most_used(lambda run: run.font)

WORDING_MEASURES = (
    _content(
        "text",
        (
            Label("文字", "text"),
            Label(
                "看得见的文字里有没有这些话，不分大小写、空白和换行：all_of 都要有，one_of 至少有一个，none_of 不能有，"
                "matches、not_matches 按正则表达式找，equals: '' 是空的；area 只看页面的一块",
                "whether words occur in the text that is seen, in any case and across ends of lines: all_of, one_of "
                "(at least one), none_of, matches and not_matches (regular expressions), equals: '' (no text); area "
                "looks at a part",
            ),
            "all_of: [摘要, 参考文献]",
        ),
        holds,
        phrases_of,
    ),
    _content(
        "headings",
        (
            Label("标题行", "headings"),
            Label(
                "有没有单独成行的这些标题，前面的编号和后面的冒号不管",
                "whether these stand on lines of their own, or before a colon; numbers in front of them aside",
            ),
            "all_of: [研究目标, 研究方法]",
        ),
        holds_heading,
        lambda text: [piece.text for piece in text.pieces],
    ),
    summed_measure(
        "characters_with_spaces",
        (
            Label("字符数（计空格）", "characters with spaces"),
            Label("看得见的字符数，空格也算", "characters that are seen, with the spaces between words"),
            "at_most: 12000",
        ),
        lambda text: sum(len(line) for line in lines_of(text)) + max(0, len(lines_of(text)) - 1),
        Unit.CHARACTERS,
    ),
    summed_measure(
        "words",
        (
            Label("词数", "words"),
            Label("词数：英文按空格分，汉字一个字算一个", "words: what spaces part; each Chinese character is one"),
            "at_most: 3000",
        ),
        lambda text: sum(count_words(line) for line in lines_of(text)),
        Unit.NONE,
    ),
    text_measure(
        "main_text_size",
        Label("正文字号", "size of most of the text"),
        Label(
            "大部分文字的字号，不看注释、图表里的小字", "the size that most of the text has: small notes do not count"
        ),
        "equals: 小四",
        takers={Scope.PAGE: lambda page: _MAIN_SIZE([page])},
        over_pages=_MAIN_SIZE,
        unit=Unit.POINTS,
        slack=_TENTH,
        by_font=True,
        aliases=("body_text_size", "main_font_size", "body_font_size"),
    ),
    text_measure(
        "main_font",
        Label("正文字体", "font of most of the text"),
        Label("大部分文字的字体", "the font that most of the text has"),
        "one_of: [宋体, Times New Roman]",
        form=ValueForm.TEXT,
        takers={Scope.PAGE: lambda page: _MAIN_FONT([page])},
        over_pages=_MAIN_FONT,
        names_of=names_of_font,
        aliases=("body_font",),
    ),
    _colour_measure(
        "text_color",
        Label("文字颜色", "colours of the text"),
        Label("文字用了哪些颜色；fonts 只看某些字体", "which colours text is in; fonts looks at these alone"),
        "one_of: [black, blue]",
        _colours,
        by_font=True,
        aliases=("text_colour", "font_color", "text_colors"),
    ),
    _colour_measure(
        "link_color",
        Label("链接的颜色", "colours of links"),
        Label("链接上的文字是什么颜色", "which colours the text of links is in"),
        "one_of: [blue]",
        _link_colours,
        aliases=("link_colour",),
    ),
)
