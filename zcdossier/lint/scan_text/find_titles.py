"""Titles of works where pages plainly name one: between 《》, after 项目名称, in a name's row, above a summary.

Each place says by itself that it is a title, whatever it reads: it can be compared with one that was typed.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from zcdossier.lint.scan_text.find_dates import LINE_END
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.page_facts import Box
from zcdossier.model.spelling import fold

SHORTEST, _SHORTEST_IN_PLACE = 8, 6
"""Signs of a title, and where nothing but one stands."""
_LONGEST = 60
_WORK = "项目|课题|成果|论文|作品|著作|专利|发明|实用新型|外观设计|软件|教材|课程|培训|标准|教案|课件|案例"
_LABEL = rf"(?:(?:{_WORK})(?:名称|题目|题名)|论文标题|题名|篇名|书名|题目)"
_WHOSE_WORK = r"(?:获奖|参赛|完成)(?:成果|项目|作品|课题)"
_CELL = re.compile(rf"^(?:{_LABEL}|{_WHOSE_WORK}|培训(?:项目|课程|内容))[::]?$")
_PERSON_LABEL = re.compile(r"(?:(?:获奖|完成|主持|负责|申报|参赛)?(?:人|者|单位)|姓名)[::]?$")
_NEXT_LABEL = (
    r"(?:项目|课题|成果|证书|专利)?(?:编号|负责人|主持人|完成人|申请号|专利号|单位|姓名|学时|时间|日期|等级)[::]?"
)
_IN_SENTENCE = "[,;][\u4e00-\u9fff]{2,8}[::]"
"""The next label where all stand in one sentence: 项目名称:…,直接费用:…."""
_LABELLED = (
    re.compile(
        rf"(?:(?<!基金){_LABEL}|(?:^|\n)(?:名称|{_WHOSE_WORK}))[::]"
        rf"(?P<title>(?:《[^《》\n]{{1,20}}》(?=[\u4e00-\u9fff]))?[^《》\n]{{4,60}}?)"
        rf"(?=\n|$|{_NEXT_LABEL}[::]|{_IN_SENTENCE})"
    ),
    re.compile(rf"(?:^|\n){_LABEL}(?P<title>(?![及和、(/])(?!.*{_NEXT_LABEL})[^《》\n::]{{6,60}})(?=\n|$)"),
)
"""After a colon, 《课程》 and all, or as the cell of a table: there other labels make it a row of headings."""
_DONE = re.compile(
    rf"(?:主持|完成|撰写|提交|报送|申报|执笔)\n?的\n?(?:(?:{_WORK}|研究报告|报告)\n?)?"
    r'(?:《(?P<title>[^《》]{6,60})》|"(?P<named>[^"]{6,60})")'
)
"""What somebody has done, and not what is quoted as a ground."""
_QUOTED = re.compile(
    r"《(?P<title>[^《》]{6,60})》(?!\n?(?:编辑部|编委会|杂志社|(?:19|20)\d\d年?[,,]?第?\d+[期卷]))"
    rf'|(?:{_WORK}|题为|报告|著作|(?:申报|报送|撰写|提交)的)\n?"(?P<named>[^"]{{6,60}})"'
    r'|"(?P<taught>[^"]{6,60})"\n?(?:专题)?\n?(?:培训|研修|学习|讲座|课题|项目|论文|一文)'
    r'|参加\n?"(?P<attended>[^"]{6,60})",\n?(?:学习|成绩|考核|考试|经|共|完成|修)'
)
_RULES = (
    "关于",
    "通知",
    "办法",
    "条例",
    "规定",
    "意见",
    "标准",
    "细则",
    "方案",
    "公报",
    "公告",
    "决定",
    "批复",
    "名单",
    "学报",
    "杂志",
    "学刊",
    "手册",
    "目录",
    "专利法",
    "教师法",
    "医师法",
    "劳动法",
    "合同法",
)
"""How what is quoted as a ground begins or ends, and journals: they are no achievement."""
_WORKS = ("标准", "方案", "手册", "意见")
"""What may be an achievement as well, where one is named."""
_SUMMARY = ("摘要", "内容提要", "内容摘要", "提要", "abstract")
_LARGER = 1.2
"""How much larger than most lines of a page a paper's title is printed."""
_LEAST_SAME_SIZE = 0.75
_NARROW = 0.55
"""The width of a Latin letter or a digit in that of a Chinese sign."""
_NEXT_LINE = 2.4
"""Heights of a line from its middle to that of the next one of the same title."""
_CELL_LINE = 1.7
_RIGHT_BELOW, _ALONE_BELOW = 5.0, 10.0
"""Heights of a heading from its middle to that of what is right below it, and how far nothing else may follow."""
_ROW = 0.7


class SeenTitle(NamedTuple):
    """A title where pages name one. `is_own_place` says that it stands in a place for nothing but the title."""

    text: str
    lines: tuple[PlacedLine, ...]
    is_own_place: bool


def find_titles(text: RecordText, person: str) -> list[SeenTitle]:
    """Return the titles that pages name, each as long as a title is; `person` is whose works they are."""
    found = [*_in_words(text), *(title for page in text.pages for title in _on_page(page, comparable_letters(person)))]
    return [title for title in found if _may_be_title(title)]


def _may_be_title(title: SeenTitle) -> bool:
    letters = comparable_letters(title.text)
    shortest = _SHORTEST_IN_PLACE if title.is_own_place else SHORTEST
    is_rule = letters.endswith(_RULES) and not (title.is_own_place and letters.endswith(_WORKS))
    is_decision = title.text.startswith(_RULES[0]) and not title.is_own_place
    return shortest <= len(letters) <= _LONGEST and not is_rule and not is_decision


def _in_words(text: RecordText) -> Iterator[SeenTitle]:
    for form, is_own_place in ((_QUOTED, False), *((own, True) for own in (*_LABELLED, _DONE))):
        for match in form.finditer(text.folded.text):
            group = match.lastgroup or "title"
            lines = text.folded.lines_at(*match.span(group))
            yield SeenTitle(match[group].replace(LINE_END, ""), lines, is_own_place)


def _on_page(page: ScanPage, person: str) -> Iterator[SeenTitle]:
    lines = [PlacedLine(page, line) for line in page.facts.lines]
    for label in lines:
        if _CELL.match(fold(label.line.text)):
            beside = _beside(label, lines)
            cells = (
                [beside]
                if beside is not None
                else _in_row_of_person(label, lines, person) or _only_below(label, lines, person)
            )
            if len(cells) == 1:
                alone = [placed for placed in lines if placed is cells[0] or _may_go_on(placed, label, lines)]
                yield _joined(_same_piece(cells[0], alone, _CELL_LINE))
    head = _above_author(lines, person)
    if head:
        yield _joined(head)


def _joined(lines: Sequence[PlacedLine]) -> SeenTitle:
    return SeenTitle("".join(placed.line.text for placed in lines), tuple(lines), is_own_place=True)


def _is_alone(placed: PlacedLine, label: PlacedLine, lines: Sequence[PlacedLine]) -> bool:
    """Whether nothing but a label stands in the row of a line, so that it may go on from the line above it."""
    return not any(other is not label and _is_in_row(other, placed) for other in lines)


def _may_go_on(placed: PlacedLine, label: PlacedLine, lines: Sequence[PlacedLine]) -> bool:
    """Whether a line may belong to the title beside or below a label: it is no label, and none of what stands above."""
    is_above = _box(placed).bottom < _box(label).top and not _is_beside(placed, label)
    is_label = placed is label or _PERSON_LABEL.match(fold(placed.line.text)) is not None
    return not is_above and not is_label and _is_alone(placed, label, lines)


def _is_beside(placed: PlacedLine, label: PlacedLine) -> bool:
    return _box(placed).left >= _box(label).right


def _beside(label: PlacedLine, lines: Sequence[PlacedLine]) -> PlacedLine | None:
    """What stands right of a label, as long as a title."""
    right = [placed for placed in lines if _is_in_row(placed, label) and _is_beside(placed, label)]
    nearest = min(right, key=lambda placed: _box(placed).left, default=None)
    return nearest if nearest is not None and _is_long(nearest) else None


def _in_row_of_person(heading: PlacedLine, lines: Sequence[PlacedLine], person: str) -> list[PlacedLine]:
    """What stands below a heading of a table, in the rows of a person."""
    below = [placed for placed in lines if _middle(placed) > _box(heading).bottom]
    named = [placed for placed in below if person and person in comparable_letters(placed.line.text)]
    return [
        cell
        for cell in below
        if _is_long(cell)
        and _overlap(_box(cell), _box(heading)) > 0
        and any(cell is not name and _is_in_row(cell, name) for name in named)
    ]


def _only_below(heading: PlacedLine, lines: Sequence[PlacedLine], person: str) -> list[PlacedLine]:
    """What alone stands right below a heading, as long as a title; in a table with rows of persons it is nobody's."""
    below = [placed for placed in lines if _middle(placed) > _box(heading).bottom]
    named = [placed for placed in below if person and person in comparable_letters(placed.line.text)]
    if any(_is_in_row(other, name) for name in named for other in lines):
        return []
    near = [
        cell
        for cell in below
        if _is_over(cell, heading)
        and _is_long(cell)
        and _middle(cell) - _middle(heading) < _ALONE_BELOW * _height(heading)
    ]
    nearest = min(near, key=_middle, default=None)
    if nearest is None or _middle(nearest) - _middle(heading) > _RIGHT_BELOW * _height(heading):
        return []
    alone = _same_piece(nearest, [cell for cell in below if _may_go_on(cell, heading, lines)], _CELL_LINE)
    return [nearest] if all(cell in alone for cell in near) else []


def _above_author(lines: Sequence[PlacedLine], person: str) -> list[PlacedLine]:
    """The lines in large print right above an author who is named above a summary."""
    summary = next((placed for placed in lines if _starts_summary(placed)), None)
    if summary is None or not person:
        return []
    head = [placed for placed in lines if _middle(placed) < _box(summary).top]
    author = next((placed for placed in head if person in comparable_letters(placed.line.text)), None)
    if author is None:
        return []
    above = [placed for placed in head if _middle(placed) < _box(author).top]
    usual = median(map(_size, lines))
    nearest = max(above, key=_middle, default=None)
    if nearest is None or _size(nearest) < _LARGER * usual or not _is_over(nearest, author):
        return []
    return _same_piece(nearest, above, _NEXT_LINE)


def _starts_summary(placed: PlacedLine) -> bool:
    return comparable_letters(placed.line.text).startswith(_SUMMARY)


def _same_piece(first: PlacedLine, lines: Sequence[PlacedLine], reach: float) -> list[PlacedLine]:
    """A line with those above and below it that go on from it in the same print."""
    kept = [first]
    for upwards in (True, False):
        at = first
        while (following := _next_line(at, lines, reach, upwards=upwards)) is not None:
            kept.append(following)
            at = following
    return sorted(kept, key=_middle)


def _next_line(at: PlacedLine, lines: Sequence[PlacedLine], reach: float, *, upwards: bool) -> PlacedLine | None:
    sign = -1 if upwards else 1
    near = [
        (distance, number)
        for number, placed in enumerate(lines)
        if placed is not at
        and _height(at) / 2 < (distance := sign * (_middle(placed) - _middle(at))) <= reach * _height(at)
        and _is_over(placed, at)
        and _LEAST_SAME_SIZE * _size(at) <= _size(placed) <= _size(at) / _LEAST_SAME_SIZE
    ]
    return lines[min(near)[1]] if near else None


def _is_over(placed: PlacedLine, other: PlacedLine) -> bool:
    return _overlap(_box(placed), _box(other)) > 0


def _is_in_row(placed: PlacedLine, other: PlacedLine) -> bool:
    return placed is not other and abs(_middle(placed) - _middle(other)) < _ROW * _height(other)


def _is_long(placed: PlacedLine) -> bool:
    return len(comparable_letters(placed.line.text)) >= SHORTEST


def _overlap(box: Box, other: Box) -> float:
    return min(box.right, other.right) - max(box.left, other.left)


def _middle(placed: PlacedLine) -> float:
    return (_box(placed).top + _box(placed).bottom) / 2


def _height(placed: PlacedLine) -> float:
    return _box(placed).bottom - _box(placed).top


def _size(placed: PlacedLine) -> float:
    """How wide a Chinese sign of a line is: where a page lies askew, the boxes of long lines are too high."""
    signs = sum(_NARROW if sign.isascii() else 1.0 for sign in placed.line.text)
    return (_box(placed).right - _box(placed).left) / max(1.0, signs)


def _box(placed: PlacedLine) -> Box:
    return placed.line.box
