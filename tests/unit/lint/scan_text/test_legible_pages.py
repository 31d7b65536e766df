"""How far a page that was read can be relied on, and which part it looks like by its headings."""

import pytest

from zcdossier.lint.scan_text.part_words import parts_seen
from zcdossier.lint.scan_text.scan_pages import is_legible
from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.model.profile import Part

CLEAR = TextLine("林晓同志：您完成的成果获二等奖，特发此证", 0.99, Box(0.1, 0.3, 0.9, 0.33))
WIDE = Box(0.1, 0.6, 0.4, 0.63)
NARROW = Box(0.1, 0.6, 0.16, 0.63)
ROUND_IT = Seal(Box(0.05, 0.5, 0.5, 0.7), "round", 0.9)
CONTENTS = {"contents": Part("contents", Label("目录", "contents"), looks_like=("目录",))}


def heading(text: str, top: float, height: float) -> TextLine:
    return TextLine(text, 0.99, Box(0.4, top, 0.6, top + height))


@pytest.mark.parametrize(
    ("page", "legible"),
    [
        (PageFacts(1, lines=(CLEAR,)), True),
        (PageFacts(1, lines=(CLEAR,), cut_edges=("left",)), False),
        (PageFacts(1, lines=(CLEAR, TextLine("林", 0.5, WIDE))), False),
        (PageFacts(1, lines=(CLEAR, TextLine("林", 0.5, NARROW))), True),
        (PageFacts(1, lines=(CLEAR, TextLine("林", 0.5, WIDE)), seals=(ROUND_IT,)), True),
        (PageFacts(1), False),
        (PageFacts(1, is_blank=True), True),
    ],
)
def test_a_page_is_legible_when_no_name_can_hide_on_it(page: PageFacts, legible: bool) -> None:
    assert is_legible(page) is legible


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (heading("目录", 0.1, 0.05), {"contents"}),
        (heading("目录", 0.7, 0.05), set()),
        (heading("目录", 0.1, 0.01), set()),
        (heading("本书目录由编辑部负责整理", 0.1, 0.05), set()),
    ],
)
def test_a_heading_is_large_short_and_above(line: TextLine, seen: set[str]) -> None:
    body = tuple(TextLine("正文", 0.99, Box(0.1, 0.5 + row / 20, 0.9, 0.53 + row / 20)) for row in range(4))
    assert parts_seen(PageFacts(1, lines=(line, *body)), CONTENTS) == seen
