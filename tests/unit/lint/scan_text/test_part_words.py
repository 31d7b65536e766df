"""Which part a page looks like, and which file of a record looks like another's: each guard has both its sides."""

import pytest

from zcdossier.lint.scan_text.part_words import files_like_others, is_in_many_places, may_be_part, parts_seen
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.place import Place
from zcdossier.model.profile import Part, Section

COVER = Part("cover", Label("封面", "cover"), looks_like=("主办单位", "邮发代号"))
CONTENTS = Part("contents", Label("目录", "contents"), looks_like=("目录", "ISSN"))
WORDLESS = Part("other", Label("其他", "other"))
SECTION = Section("papers", Label("论文", "papers"), 9, parts={part.id: part for part in (COVER, CONTENTS, WORDLESS)})


def line(text: str, top: float = 0.1, *, height: float = 0.05, left: float = 0.4, sure: float = 0.99) -> TextLine:
    return TextLine(text, sure, Box(left, top, left + 0.2, top + height))


def page(*lines: TextLine, blank: bool = False) -> PageFacts:
    body = tuple(line("正文", 0.5 + row / 20, height=0.03) for row in range(5))
    return PageFacts(1, lines=(*lines, *body), is_blank=blank)


def scan(part: str, *pages: PageFacts, name: str = "") -> list[ScanPage]:
    file = f"甲/{name or part}.jpg"
    return [ScanPage(Scan(file, part, Place(file)), facts) for facts in pages]


@pytest.mark.parametrize(
    ("lines", "seen"),
    [
        ((line("目录"),), {"contents"}),
        ((line("目录", 0.39),), {"contents"}),
        ((line("目录", 0.4),), set()),
        ((line("目录", height=0.031),), {"contents"}),
        ((line("目录", height=0.029),), set()),
        ((line("目录", sure=0.9),), {"contents"}),
        ((line("目录", sure=0.89),), set()),
        ((line("本刊总目录一二三"),), {"contents"}),
        ((line("本刊的总目录一二三四"),), set()),
        ((line("目", left=0.4), line("录", left=0.5)), {"contents"}),
        ((line("目", left=0.4), line("录", 0.13, left=0.5)), set()),
        ((line("目", left=0.1), line("录", left=0.51)), set()),
        ((line("录", left=0.4), line("目", left=0.5)), set()),
        ((line("ISSN 1009-1234"),), set()),
        ((line("主办单位", 0.6, height=0.02), line("邮发代号", 0.7, height=0.02)), {"cover"}),
        ((line("主办单位", 0.6, height=0.02), line("主办单位", 0.7, height=0.02)), set()),
        ((line("主办单位", 0.6, height=0.02), line("邮发代号", 0.7, height=0.02, sure=0.89)), set()),
    ],
)
def test_what_a_page_looks_like(lines: tuple[TextLine, ...], seen: set[str]) -> None:
    assert parts_seen(page(*lines), SECTION.parts) == seen


def test_a_blank_page_looks_like_nothing() -> None:
    assert parts_seen(page(line("目录"), blank=True), SECTION.parts) == set()
    assert parts_seen(PageFacts(1), SECTION.parts) == set()


def test_a_part_may_be_anywhere_on_a_page() -> None:
    assert may_be_part(page(line("见目录第三页的说明和附注", 0.9, sure=0.1)), CONTENTS)
    assert not may_be_part(page(line("见附录")), CONTENTS)
    assert not may_be_part(page(line("目录")), WORDLESS)
    assert not may_be_part(page(line("目录")), CONTENTS._replace(looks_like=("·",)))


@pytest.mark.parametrize(("word", "many"), [("issn", True), ("isbnx", False), ("刊号", False), ("", True)])
def test_letters_that_stand_in_many_places(word: str, many: bool) -> None:
    assert is_in_many_places(word) is many


def test_a_file_is_mistaken_when_all_its_pages_are_another_part() -> None:
    contents, text = page(line("目录")), page(line("引言"))
    ((file, first, own, seen),) = files_like_others(scan("cover", contents, contents), SECTION)
    assert (file, first.facts, own, seen) == ("甲/cover.jpg", contents, COVER, CONTENTS)
    assert files_like_others(scan("cover", contents, text), SECTION) == ()
    assert files_like_others(scan("other", contents), SECTION) == ()
    assert files_like_others(scan("nowhere", contents), SECTION) == ()
    assert files_like_others(scan("contents", contents), SECTION) == ()
    both = page(line("目录"), line("主办单位", 0.2))
    assert files_like_others(scan("cover", both), SECTION) == ()


def test_pages_that_look_like_two_parts_are_neither() -> None:
    back = Part("back", Label("封底", "back"), looks_like=("封底",))
    section = SECTION._replace(parts=SECTION.parts | {"back": back})
    pages = (page(line("目录")), page(line("封底")))
    assert files_like_others(scan("cover", *pages), section) == ()
    assert files_like_others(scan("cover", page(line("目录"), line("封底", 0.2))), section) == ()
    files = [*scan("cover", pages[0], name="a"), *scan("cover", pages[1], name="b")]
    assert [found.seen.id for found in files_like_others(files, section)] == ["contents", "back"]
