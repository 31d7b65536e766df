"""ZC512 file-name: how a scan's file must be named, and that its date is the record's."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName, StemPattern
from zcdossier.lint.record_selection import per_record
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.finding import Argument, Message
from zcdossier.model.label import Label

_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[年.-]\s*(?P<month>\d{1,2})")


class FileNameParams(NamedTuple):
    """`pattern` is for the whole name without its ending; `agrees_with` is a date field of the record."""

    pattern: StemPattern = StemPattern("")
    agrees_with: FieldName = FieldName("")
    example: str = ""


@per_record
def check(record: Record, params: FileNameParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge the name of each scan."""
    for scan in record.scans:
        place = scan.place if scan.place.path else scan.place.at(record.place.path)
        stem = PurePosixPath(scan.file).stem
        if params.pattern and not re.fullmatch(params.pattern, stem):
            yield Hit(place, "pattern", {"file": scan.file, "example": params.example})
        elif params.agrees_with and _disagrees(scan, record, params.agrees_with):
            label = context.field_label(record.section, params.agrees_with)
            args: dict[str, Argument] = {"file": scan.file, "field": label, "date": record.text(params.agrees_with)}
            yield Hit(place, "date", args)


def _disagrees(scan: Scan, record: Record, field: str) -> bool:
    named = _YEAR_MONTH.search(PurePosixPath(scan.file).stem)
    day = parse_date(record.text(field))
    if named is None or day is None:
        return False
    month = day.month if day.month is not None else int(named["month"])
    return (int(named["year"]), int(named["month"])) != (day.year, month)


KIND = CheckKind(
    code="ZC512",
    name="file-name",
    title=Label("文件命名", "names of files"),
    params=FileNameParams,
    check=check,
    asks=("pattern", "agrees_with"),
    messages={
        "pattern": Message(
            Label("{file} 的命名不合要求", "{file} is not named as wanted"),
            Label("改名，例如 {example}", "rename it, for example {example}"),
        ),
        "date": Message(
            Label("{file} 里的年月与“{field}”{date} 不一致", "the date in {file} differs from {field} {date}"),
            Label("改文件名或改日期，让两处一致", "make both agree"),
        ),
    },
    card=Card(
        why=Label("有的通知要求上传的文件按“时间-内容”命名。", "Some notices want uploads named time-content."),
        wrong="IMG_2031.pdf",
        right="2022年7月-发明专利证书.pdf",
        mend=Label("改文件名。", "Rename the file."),
    ),
)
