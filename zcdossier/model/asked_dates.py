"""Which date of a text a field asks for, by its label: when something began, the year of it, when it was 发布."""

import re

from zcdossier.model.date_words import find_date_among_words
from zcdossier.model.dates import PartialDate, Period, parse_date, parse_period
from zcdossier.model.profile import Field
from zcdossier.model.spelling import half_width

_ENDS = r"毕业|结业|结束|截止|终止"
_BEGINS = r"开始|任现职|任职时间|聘任时间|参加工作|立项"
_PART_OF_YEAR = r"(?<=年)\s*(?:[上下]半年|[春夏秋冬](?:季|天)?|暑假|暑期|寒假)$"
"""2017年上半年 is enough where the year is asked, and no date where a month is."""
_YEAR_IN_WORDS = r"^(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}$"
_DATE_LABEL = r"(?:时间|日期|年月)$"
_BETWEEN_DATES = r"[,，;；、]\s*|(?<=[\u4e00-\u9fff])\s+(?=(?:19|20)\d{2})"


def read_asked_date(text: str, field: Field) -> PartialDate | None:
    """Return the date that is meant of several, or None where that can't be told."""
    if "年份" in field.label.zh:
        year = parse_date(re.sub(_YEAR_IN_WORDS, r"\g<0>年", re.sub(_PART_OF_YEAR, "", text)))
        if year is not None:
            return year
    return _dated_as_asked(text, field.label.zh) or _day_of_period(parse_period(text), field)


def split_dates(text: str) -> list[str]:
    """Return the dates that stand beside each other in a text, as typed; none where anything else stands there."""
    typed = re.split(_BETWEEN_DATES, text.strip())
    return typed if all(_date_with_words(piece) is not None for piece in typed) else []


def _date_with_words(piece: str) -> PartialDate | None:
    """The date of a piece, whatever it is of: 2020.3.2申请."""
    found = find_date_among_words(half_width(piece))
    return parse_date(piece if found is None else found[0])


def _dated_as_asked(text: str, label: str) -> PartialDate | None:
    """2022-12-15发布，2023-01-01实施 where the 发布时间 is asked: of dates that say what they are the one that is."""
    dated = [(piece, _date_with_words(piece)) for piece in split_dates(text)]
    if len(dated) < 2:  # noqa: PLR2004
        return None
    asked = [word for word in re.sub(_DATE_LABEL, "", label).split("/") if word]
    meant = [day for piece, day in dated if any(word in piece for word in asked)]
    if not meant and len({day for _, day in dated}) == 1:  # 2021年3月在线，2021年3月见刊
        return dated[0][1]
    return meant[0] if len(meant) == 1 else None


def _day_of_period(period: Period | None, field: Field) -> PartialDate | None:
    """2010.09-2014.06 where asked is when something ended, 2015年12月至今 where it is when something began.

    2017年11月—12月 is some day of 2017, unless a 日期 is wanted.
    """
    if period is None:
        return None
    start, end = period
    if end is not None and start.first <= end.last and re.search(_ENDS, field.label.zh):
        return end
    in_one_year = (
        end is not None and start.year == end.year and start.first <= end.last and "日期" not in field.label.zh
    )
    if _is_beginning(field):
        return start if end is None or in_one_year else None
    if end is None or not in_one_year:
        return None
    return PartialDate(start.year, start.month if start.month == end.month else None)


def _is_beginning(field: Field) -> bool:
    return field.id == "from" or field.id.endswith(("_since", "_from")) or bool(re.search(_BEGINS, field.label.zh))
