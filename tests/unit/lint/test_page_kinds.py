"""The kinds that hold pages against each other and against the names of their parts."""

from collections.abc import Callable, Mapping

import pytest

from zcdossier.lint.kinds import other_part, same_page
from zcdossier.lint.kinds.same_scan import SameScanParams
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.profile import Part, Rule

Told = list[tuple[str, str]]
PROSE = "在现场调查的基础上与往年实测资料对照采用数值模拟并按随机数字表法分组经重复试验差异有统计学意义"
OTHER_PROSE = "本单位同意推荐该同志申报高级职称所报材料经核对与原件一致并已在单位内公示五个工作日没有异议"


def page(*lines: str, number: int = 1, sure: float = 0.99) -> PageFacts:
    """A page whose first line is larger than the others, as a heading is."""
    tops = [0.05 + 0.06 * row for row in range(len(lines))]
    boxes = [Box(0.1, top, 0.9, top + (0.03 if top == tops[0] else 0.02)) for top in tops]
    placed = (TextLine(text, sure, box) for text, box in zip(lines, boxes, strict=True))
    return PageFacts(number, lines=tuple(placed), is_blank=False)


@pytest.fixture
def found(make_case) -> Callable[..., Told]:
    """Which message a kind gives with which file. A record's scans are pages by part."""

    def find(kind, *records: Mapping[str, PageFacts], digests: Mapping[str, str] | None = None, may_share=()) -> Told:
        case = make_case([], parts=("cover", "contents"))
        words = {"cover": ("封面",), "contents": ("目录", "目次")}
        parts = {name: Part(name, Label(name), looks_like=words[name]) for name in words}
        case.section = case.section._replace(parts=parts)
        for pages in records:
            made = case.record(parts=tuple(pages))
            for scan, facts in zip(made.scans, pages.values(), strict=True):
                digest = (digests or {}).get(scan.file, scan.file)
                case.facts[scan.file] = FileFacts(scan.file, 9, "jpeg", pages=1, pages_seen=(facts,), digest=digest)
        share = Rule("s", "same-scan", Severity.WARNING, SameScanParams(may_share=may_share), ("things",))
        case.rules = (share,)
        rule = Rule("r", kind.KIND.name, Severity.WARNING, kind.KIND.params(), ("things",))
        return [(hit.message, hit.place.file) for hit in kind.check(rule, case.context())]

    return find


COVER, CONTENTS = page("封面", PROSE), page("目录", OTHER_PROSE)


def test_a_scan_with_the_heading_of_another_part_is_told(found) -> None:
    assert found(other_part, {"cover": CONTENTS}) == [("other", "0/cover.jpg")]
    assert found(other_part, {"cover": COVER}) == []
    assert found(other_part, {"cover": page("正文", PROSE)}) == []
    assert found(other_part, {"cover": page("目录", "封面")}) == []


def test_two_parts_that_look_like_each_other_are_told_once(found) -> None:
    assert found(other_part, {"cover": CONTENTS, "contents": COVER}) == [("exchanged", "0/cover.jpg")]
    assert found(other_part, {"cover": CONTENTS, "contents": CONTENTS}) == [("other", "0/cover.jpg")]
    assert found(other_part, {"cover": CONTENTS}, {"contents": COVER}) == [
        ("other", "0/cover.jpg"),
        ("other", "1/contents.jpg"),
    ]


def test_a_page_that_says_the_same_is_there_twice(found) -> None:
    assert found(same_page, {"cover": COVER, "contents": COVER}) == [("in-record", "0/contents.jpg")]
    assert found(same_page, {"cover": COVER}, {"cover": COVER}) == [("in-records", "1/cover.jpg")]
    assert found(same_page, {"cover": COVER, "contents": CONTENTS}) == []


@pytest.mark.parametrize(
    "second",
    [
        page("封面", PROSE, "2021年"),
        page("封面", PROSE.replace("数值模拟", "室内试验")),
        page("封面", PROSE)._replace(is_blank=True),
        page("封面"),
    ],
    ids=["a number more", "other words", "blank", "too few words"],
)
def test_what_tells_pages_apart_is_enough(found, second: PageFacts) -> None:
    first = page("封面") if second == page("封面") else COVER
    assert found(same_page, {"cover": first, "contents": second}) == []


def test_one_file_and_what_the_notice_lets_records_share_is_no_slip(found) -> None:
    one_file = {"0/cover.jpg": "same", "1/cover.jpg": "same"}
    assert found(same_page, {"cover": COVER}, {"cover": COVER}, digests=one_file) == []
    assert found(same_page, {"cover": COVER}, {"cover": COVER}, may_share=("things",)) == []
    assert found(same_page, {"cover": COVER, "contents": COVER}, may_share=("things",)) == [
        ("in-record", "0/contents.jpg")
    ]
