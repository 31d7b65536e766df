"""Two files under each other's names, told by both: each guard has both its sides."""

import pytest

from zcdossier.lint.scan_text.exchanged_parts import exchanged_parts, mistaken_parts
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.place import Place
from zcdossier.model.profile import Part, Section

PARTS = (
    Part("cover", Label("封面", "cover"), looks_like=("ISSN", "出版社")),
    Part("toc", Label("目录", "contents"), looks_like=("目录", "目次")),
    Part("body", Label("正文", "body"), looks_like=("摘要", "关键词", "参考文献")),
    Part("last", Label("正文尾页", "last page"), looks_like=("参考文献",)),
    Part("back", Label("封底", "back cover"), looks_like=("定价", "邮发代号")),
    Part("proof", Label("佐证", "proof")),
    Part("other", Label("其他", "other"), looks_like=("定价",)),
)
SECTION = Section("papers", Label("论文", "papers"), 9, parts={part.id: part for part in PARTS})
RUNNING = ("松针提取物中黄酮类成分的含量测定方法仍待统一和完善",) * 14
COVER = ("东山药学学报", "ISSN 1009-1234", "第3期")
CONTENTS = ("目录", *(f"山地茶园土壤养分调查研究之{place}　张三（{place}）" for place in "甲乙丙丁"))
FIRST = ("松针提取物质量评价方法研究", "摘要：以松针为原料", "关键词：松针；黄酮", *RUNNING)
LAST = (*RUNNING, "参考文献：", "略")
BACK = ("东山药学学报", "主办单位：东山省药学会", "ISSN 1009-1234", "国内定价：15元", "邮发代号：32-6", "地址：江州市")


def scan(part: str, texts: tuple[str, ...], *, sure: float = 0.99, high: float = 0.02, name: str = "") -> ScanPage:
    lines = tuple(
        TextLine(text, sure, Box(0.1, 0.05 + row * 0.04, 0.9, 0.05 + row * 0.04 + (high if row == 0 else 0.02)))
        for row, text in enumerate(texts)
    )
    file = f"甲/{name or part}.jpg"
    return ScanPage(Scan(file, part, Place(file)), PageFacts(1, lines=lines))


def names(*pages: ScanPage) -> set[str]:
    return {found.own.id for found in exchanged_parts(pages, SECTION)}


@pytest.mark.parametrize(
    ("first", "shows_first", "second", "shows_second"),
    [
        ("cover", COVER, "toc", CONTENTS),
        ("cover", COVER, "body", FIRST),
        ("cover", COVER, "body", RUNNING),
        ("cover", COVER, "back", BACK),
        ("toc", CONTENTS, "body", RUNNING),
        ("toc", CONTENTS, "back", BACK),
        ("body", FIRST, "back", BACK),
        ("proof", ("兹证明情况属实", "江州大学"), "toc", CONTENTS),
        ("toc", CONTENTS, "last", LAST),
    ],
)
def test_two_parts_under_each_others_names(
    first: str, shows_first: tuple[str, ...], second: str, shows_second: tuple[str, ...]
) -> None:
    assert names(scan(first, shows_first), scan(second, shows_second)) == set()
    assert names(scan(first, shows_second), scan(second, shows_first)) == {first, second}


def test_the_pair_that_is_surest_is_told_and_each_file_once() -> None:
    pages = scan("toc", FIRST), scan("body", CONTENTS, name="1"), scan("body", RUNNING, name="2")
    assert [found.file for found in exchanged_parts(pages, SECTION)] == ["甲/toc.jpg", "甲/1.jpg"]


def test_what_both_pages_say_tells_nothing() -> None:
    both = ("东山药学学报", "定价：15元", "目录")
    assert names(scan("toc", both), scan("back", both)) == set()


def test_a_cover_with_contents_on_it_stays_a_cover() -> None:
    assert names(scan("cover", ("东山药学学报", *CONTENTS)), scan("toc", CONTENTS[1:])) == set()


def test_what_was_hardly_read_is_no_evidence() -> None:
    assert names(scan("toc", BACK), scan("back", CONTENTS)) == {"toc", "back"}
    assert names(scan("toc", BACK, sure=0.8), scan("back", CONTENTS, sure=0.8)) == set()


def test_a_word_within_a_line_counts_if_it_is_long() -> None:
    within = "本刊已经多年连续出版，邮发代号三十二之六，各地邮局均可订阅"
    short = "本刊已经多年连续出版，定价十五元一本，各地邮局均可订阅"
    titles = ("松针提取物质量评价方法研究", "山地茶园土壤养分调查研究")
    assert names(scan("toc", (within,)), scan("back", CONTENTS)) == {"toc", "back"}
    assert names(scan("proof", (short,)), scan("back", titles)) == set()


def test_large_print_makes_a_cover() -> None:
    screen = ("国内定价：15元", "邮发代号：32-6", "电话：8700")
    assert names(scan("back", COVER, high=0.05), scan("cover", screen)) == {"cover", "back"}
    assert names(scan("back", COVER, high=0.02), scan("cover", screen)) == set()


def test_parts_with_a_word_in_common_and_other_things_are_left() -> None:
    assert names(scan("body", LAST), scan("last", FIRST)) == set()
    assert names(scan("toc", BACK), scan("other", CONTENTS)) == set()
    assert names(scan("nowhere", BACK), scan("back", CONTENTS)) == set()


def test_files_that_look_like_others_alone_are_told_beside_pairs() -> None:
    pages = scan("toc", FIRST), scan("body", CONTENTS), scan("last", ("目录", "定价：15元"), name="3")
    assert {found.file for found in mistaken_parts(pages, SECTION)} == {"甲/toc.jpg", "甲/body.jpg"}
    alone = scan("toc", BACK), scan("proof", ("兹证明情况属实",))
    assert [(found.own.id, found.seen.id) for found in mistaken_parts(alone, SECTION)] == [("toc", "back")]
