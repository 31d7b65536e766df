"""What may stand between braces in a Word template: `{{row.from|YYYY.MM}}`, `{{a.x 或 b.y}}`, `{{a[year=2020].x}}`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.dates import parse_date

APPLICANT, LEVEL, RECORD, ROW = "applicant", "level", "record", "row"
NUMBER = "number"
_SOURCES = {"申报人": APPLICANT, "级别": LEVEL, "记录": RECORD, "行": ROW}
_NUMBERS = frozenset({"序号", NUMBER})
_MARK = re.compile(r"\{\{([^{}]*)\}\}")
_OR = re.compile(r"\s+(?:或|or)\s+")
_REFERENCE = re.compile(
    r"(?P<source>(?:(?:attachments|texts)\.)?[^\s.\[\]]+)"
    r"(?:\[\s*(?P<by>[^\[\]=＝]+?)\s*[=＝]\s*(?P<wanted>[^\[\]]*?)\s*\])?"
    r"(?:\.(?P<field>[^\[\]]+))?"
)
_DATE_TOKEN = re.compile("YYYY|MM|M|DD|D")
_LATIN = re.compile("[A-Za-z]")
_LEFT_OFF = "-"


class Reference(NamedTuple):
    """One place to look: a source (the applicant, the sheet's record, a row, a section), and a field there.

    `by` and `wanted` choose among records: the first of a section, or every row, whose field says so.
    """

    source: str
    field: str = ""
    by: str = ""
    wanted: str = ""


class Placeholder(NamedTuple):
    """Places to look, first come first served, and how to write a date (`YYYY.MM`) or what to leave off (`-级`)."""

    references: tuple[Reference, ...]
    style: str = ""

    @property
    def row(self) -> Reference | None:
        """The reference that makes the table's line repeat, if there is one."""
        return next((one for one in self.references if one.source == ROW), None)


def placeholders_in(text: str) -> Iterator[tuple[re.Match[str], Placeholder | None]]:
    """Yield each mark of a text with what it means; None where it means nothing."""
    for match in _MARK.finditer(text):
        yield match, parse(match[1])


def parse(text: str) -> Placeholder | None:
    """Read what stands between the braces; None when it can't be read."""
    asked, bar, style = text.partition("|")
    references = [_reference(one) for one in _OR.split(asked.strip())]
    if None in references or (bar and not _is_style(style.strip())):
        return None
    return Placeholder(tuple(one for one in references if one is not None), style.strip())


def _reference(text: str) -> Reference | None:
    match = _REFERENCE.fullmatch(text.strip())
    if match is None:
        return None
    source = _SOURCES.get(match["source"], match["source"])
    field = (match["field"] or "").strip()
    if source == ROW and field in _NUMBERS:
        field = NUMBER
    return Reference(source, field, match["by"] or "", match["wanted"] or "")


def _is_style(style: str) -> bool:
    if style.startswith(_LEFT_OFF):
        return len(style) > 1
    return bool(_DATE_TOKEN.search(style)) and not _LATIN.search(_DATE_TOKEN.sub("", style))


def styled(text: str, style: str) -> str:
    """Write a text in a style. A date that lacks what the style shows, or is none (至今), stays as it was typed."""
    if not style or not text:
        return text
    if style.startswith(_LEFT_OFF):
        return text.removesuffix(style.removeprefix(_LEFT_OFF))
    day = parse_date(text)
    if day is None or (day.month is None and "M" in style) or (day.day is None and "D" in style):
        return text
    tokens = {
        "YYYY": f"{day.year:04d}",
        "MM": f"{day.month or 0:02d}",
        "M": f"{day.month}",
        "DD": f"{day.day or 0:02d}",
        "D": f"{day.day}",
    }
    return _DATE_TOKEN.sub(lambda match: tokens[match[0]], style)
