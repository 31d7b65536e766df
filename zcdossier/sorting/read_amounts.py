"""Hours, minutes and years as papers state them: 共48学时, 学时：48, 2018学年, （2021年度）."""

import re
from collections.abc import Iterator, Sequence

from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.statements import Statement, agreed, find_statements

_STATED = 0.85
_HOURS_LABEL, _MINUTES_LABEL = re.compile("学时|课时"), re.compile("^分钟|分钟$")
_YEAR_LABEL = re.compile("^年度$|年度$|^年份$")
_HOURS = (
    re.compile(r"(?:合计|总计)[^\d。]{0,16}(?:学时|课时)数?[:：](?P<value>\d{1,4}(?:\.\d)?)"),
    re.compile(r"(?<![\d.])(?P<value>\d{1,4}(?:\.\d)?)个?(?:学时|课时)(?!以)"),
    re.compile(r"(?:学时|课时)数?[:：](?P<value>\d{1,4}(?:\.\d)?)(?![\d年])"),
)
_MINUTES = re.compile(r"(?<![\d.])(?P<value>\d{2,5})分钟")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(?P<value>20\d\d)(?:[-—~～至]+20\d\d)?学年")
_OF_THE_YEAR = re.compile(r"(?<![\d至到~～—–-])(?P<value>20\d\d)年?度")
_TRAINED = re.compile("继续教育|培训")
"""What has its year from its days: of other papers the year is not that in which they were signed."""
_HEADED = re.compile(r"\((?P<value>20\d\d)年度\)")


def read_amount(field: Field, section: Section, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """Return the hours, the minutes or the year that a field asks for, where the pages say one."""
    if field.type not in (FieldType.INTEGER, FieldType.NUMBER, FieldType.COMPOSED):
        return None
    found = next((statement for statement in _stated(field, section, pieces) if statement is not None), None)
    return found.read_as(field, _STATED) if found is not None else None


def _stated(field: Field, section: Section, pieces: Sequence[HeapPiece]) -> Iterator[Statement | None]:
    label = field.label.zh
    if _HOURS_LABEL.search(label):
        yield from (agreed(find_statements(form, pieces)) for form in _HOURS)
    elif _MINUTES_LABEL.search(label):
        yield agreed(find_statements(_MINUTES, pieces))
    elif _YEAR_LABEL.search(label):
        if "school" in field.id:
            yield agreed(find_statements(_SCHOOL_YEAR, pieces))
            return
        yield agreed(find_statements(_HEADED, pieces))
        yield agreed(find_statements(_OF_THE_YEAR, pieces))
        if _TRAINED.search(section.label.zh):
            yield agreed(
                Statement(str(seen.date.year), piece, seen.lines)
                for piece in pieces
                for seen in piece.text.dates
                if seen.lines and not seen.is_other
            )
