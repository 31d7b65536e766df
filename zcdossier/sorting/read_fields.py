"""What the pages of a new record say of its fields: a label and what stands beside it, a title, a date, a rank."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.looked_for import names_work
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.reading import read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.read_dates import read_dates, read_year
from zcdossier.sorting.read_people import read_people
from zcdossier.sorting.read_titles import may_go_on, read_post, read_title
from zcdossier.sorting.table_cells import cells_for

_LABELLED, _IN_CELL, _LIKELY = 0.9, 0.85, 0.75
_NEXT_LABEL = re.compile(r"(?:[\s　]+|(?<=[\d岁男女]))[\u4e00-\u9fff]{2,8}[:：]")
"""A label that stands behind a value in the same line: 单位：某公司 申报人：某某."""
_LONGEST_VALUE, _SHORT = 60, 2
_KEPT_TYPES = (
    FieldType.TEXT,
    FieldType.DATE,
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.RANK,
    FieldType.PEOPLE,
    FieldType.CHOICE,
    FieldType.COMPOSED,
)
_TITLE_LABELS = (
    "题目", "名称", "题名", "标题", "篇名", "项目名称", "成果名称", "课题名称", "论文题目", "实用新型名称", "发明名称",
    "课程名称", "外观设计名称", "软件名称", "著作名称",
)  # fmt: skip
_HEADINGS = (
    "序号", "姓名", "部门", "单位", "所在单位", "负责人", "主持人", "备注", "时间", "内容", "名称", "编号", "等级",
    "性别", "年度", "学期", "职务", "职称", "分工", "日期", "起止时间", "课程名称", "课程性质", "学生人数",
    "主要完成人", "排名",
)  # fmt: skip
"""What heads the columns of tables besides the fields of a form."""
_REMARK = re.compile(r"[(（][^()（）]*[)）]$")


class _Spot(NamedTuple):
    piece: HeapPiece
    page: PageFacts
    line: TextLine


class FieldReader:
    """Reads the fields of new records for one profile and person."""

    def __init__(self, profile: Profile, sections: Collection[Section], person: str) -> None:
        self._dates = dict(profile.build.dates)
        self._person = person
        named = (
            name
            for section in sections
            for field in section.fields.values()
            for name in (field.label.zh, *field.aliases)
        )
        letters = {comparable_letters(_REMARK.sub("", name)) for name in (*named, *_TITLE_LABELS, *_HEADINGS)}
        self._headings = frozenset(text for text in letters if len(text) >= _SHORT)

    def read(self, section: Section, pieces: Sequence[HeapPiece]) -> tuple[FieldRead, ...]:
        """Return the fields of a section that could be read off its pieces, in the order of the form."""
        found = {}
        for field in section.fields.values():
            read = self._read_field(field, section, pieces) if field.type in _KEPT_TYPES else None
            if read is not None:
                found[field.id] = read
        main = self._dates.get(section.id, "") or next(
            (field.id for field in section.fields.values() if field.type is FieldType.DATE), ""
        )
        found = read_dates(section, pieces, main) | found
        return tuple(found[name] for name in section.fields if name in found)

    def _read_field(self, field: Field, section: Section, pieces: Sequence[HeapPiece]) -> FieldRead | None:
        is_title, is_work = field.id == section.title_field, names_work(field.id, section)
        titled = self._fitting(field, read_title(field, pieces, section, self._person)) if is_title else None
        read = titled if is_work else None
        labels = [field.label.zh, *field.aliases, *(_TITLE_LABELS if is_title else ())]
        labels = [name for label in labels if len(name := _REMARK.sub("", label)) >= _SHORT]
        read = (
            read
            or self._behind(labels, field, pieces, is_work=is_work)
            or self._in_cells(labels, field, pieces, is_title=is_title)
        )
        read = read or titled
        if read is None and field.type is FieldType.TEXT:
            read = read_post(field, pieces, self._person)
        if read is None and field.type in (FieldType.INTEGER, FieldType.DATE):
            read = self._fitting(field, read_year(field, pieces))
        if read is None and self._person:
            read = self._fitting(field, read_people(field, pieces, self._person))
        if read is None and field.type is FieldType.CHOICE:
            read = _choice(field, pieces)
        return read

    def _behind(
        self, labels: Sequence[str], field: Field, pieces: Sequence[HeapPiece], *, is_work: bool
    ) -> FieldRead | None:
        """What stands behind a label in its line."""
        for spot, text in _values_behind(labels, pieces):
            value = _NEXT_LABEL.split(text, maxsplit=1)[0].strip(" 　:：;；,，。")
            if self._is_value(field, value) and not (is_work and may_go_on(spot.line, spot.page)):
                sure, file = _LABELLED * spot.line.confidence, spot.piece.piece.file
                return FieldRead(field.id, value, sure, file, spot.page.page, spot.line.box)
        return None

    def _in_cells(
        self, labels: Sequence[str], field: Field, pieces: Sequence[HeapPiece], *, is_title: bool
    ) -> FieldRead | None:
        """What tables say for a label; all of them have to agree, but a title may be of several things."""
        for label in dict.fromkeys(map(comparable_letters, labels)):
            cells = {
                cell.text: FieldRead(
                    field.id, cell.text, _IN_CELL * cell.line.confidence, piece.piece.file, page.page, cell.line.box
                )
                for piece in pieces
                for page in piece.pages
                for cell in cells_for(label, page, self._headings, self._person)
                if self._is_value(field, cell.text)
            }
            if len(cells) == 1:
                return next(iter(cells.values()))
            if cells and is_title and field.type is FieldType.TEXT:
                first = next(iter(cells.values()))
                together = "、".join(cells)
                return first._replace(text=together, confidence=_LIKELY) if self._is_value(field, together) else None
        return None

    def _is_value(self, field: Field, text: str) -> bool:
        if not text or len(text) > _LONGEST_VALUE or comparable_letters(text) in self._headings:
            return False
        if field.type in (FieldType.TEXT, FieldType.COMPOSED) and len(comparable_letters(text)) < (
            1 if text.isdecimal() else _SHORT
        ):
            return False
        return read_value(text, field) is not None

    def _fitting(self, field: Field, read: FieldRead | None) -> FieldRead | None:
        return read if read is not None and self._is_value(field, read.text) else None


def _values_behind(labels: Sequence[str], pieces: Sequence[HeapPiece]) -> Iterator[tuple[_Spot, str]]:
    """Yield what stands behind a label and a colon in its line."""
    spots = [_Spot(piece, page, line) for piece in pieces for page in piece.pages for line in page.lines]
    for label in labels:
        spread = r"\s*".join(map(re.escape, label))
        form = re.compile(rf"(?:^|[\s(（]|(?<=[\d岁男女])){spread}\s*[】\])）]*[:：]\s*(?P<value>\S.*)")
        for spot in spots:
            match = form.search(spot.line.text)
            if match is not None:
                yield spot, match["value"]


def _choice(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    seen: dict[str, _Spot] = {}
    spots = [_Spot(piece, page, line) for piece in pieces for page in piece.pages for line in page.lines]
    for choice in field.choices:
        letters = comparable_letters(choice.label.zh)
        if len(letters) <= _SHORT:
            continue
        spot = next((spot for spot in spots if letters in comparable_letters(spot.line.text)), None)
        if spot is not None:
            seen[choice.label.zh] = spot
    if len(seen) != 1:
        return None
    (label, spot), *_ = seen.items()
    sure = _LIKELY * spot.line.confidence
    return FieldRead(field.id, label, sure, spot.piece.piece.file, spot.page.page, spot.line.box)
