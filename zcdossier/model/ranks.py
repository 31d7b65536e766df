"""A person's place among several: 1/5, 1／5, 第1/共5, 排名第2（共5人）, 第一, 5人中排第2, 独立完成."""

import re
from typing import NamedTuple

from zcdossier.model.numerals import NUMERAL, whole_number
from zcdossier.model.spelling import half_width

_MARK = r"[*＊#]?"
_OWN = (
    rf"(?:本人)?(?:排名|排序|位次|位列|名次|排)?[:：]?\s*第?\s*(?P<rank>{NUMERAL})\s*{_MARK}\s*"
    r"(?:位|名|作者|通讯作者|完成人|起草人|发明人)?"
)
_ALL = rf"(?:共|总共|合计|总)?(?:人数|数)?[:：]?\s*(?P<members>{NUMERAL})\s*(?:人|名|位|个人|位作者)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_OWN}\s*[/\\]\s*{_ALL}",
        rf"{_OWN}\s*[(（]\s*(?:{_ALL})\s*[)）]",
        rf"{_OWN}\s*[,，;；、]?\s*共\s*(?P<members>{NUMERAL})\s*(?:人|名|位)?",
        rf"共?\s*(?P<members>{NUMERAL})\s*(?:人|名|位)[中里]?\s*[,，]?\s*{_OWN}",
        _OWN,
    )
)
_ALONE = frozenset({"独立", "独立完成", "独著", "独撰", "独作", "唯一", "唯一作者", "本人独立完成", "独立作者"})
_BRACKET_AFTER = re.compile(r"(\d{1,4}\s*[*＊]?\s*/\s*\d{1,4})\s*[(（][^()（）]*[)）]\s*$")
_CO_FIRST = re.compile(r"(?<!\d)(\d{1,4})\s*#\s*(?=/)")
_WORDY = re.compile(
    rf"(?:排名|排序|位次)?\s*第\s*(?P<rank>{NUMERAL})\s*(?:位|名|作者)?\s*(?P<star>[*＊]?)\s*(?:[/(（,，]\s*)共?\s*(?P<members>{NUMERAL})\s*(?:人|名|位)?\s*[)）]?\s*$"
)


class Rank(NamedTuple):
    """One's own place and, where it is said, the number of people."""

    own: int
    members: int | None = None

    def __str__(self) -> str:
        return f"{self.own}" if self.members is None else f"{self.own}/{self.members}"


def parse_rank(text: str) -> Rank | None:
    """Read a rank; None when it can't be read or a number is 0. That it is over the number of people is not judged."""
    plain = half_width(text).strip().rstrip("。.")
    if plain in _ALONE:
        return Rank(1, 1)
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is None:
            continue
        own, members = (whole_number(match.groupdict().get(name) or "") for name in ("rank", "members"))
        said = match.groupdict().get("members")
        if not own or (said and not members):
            return None
        return Rank(own, members)
    return None


def plainly_ranked(text: str) -> str:
    """Return a text that ends with a rank with that rank as n/m, and without what is said in brackets after it."""
    half = _CO_FIRST.sub(r"\1", _BRACKET_AFTER.sub(r"\1", half_width(text).strip()))
    match = _WORDY.search(half)
    if match is None:
        return half
    own, members = whole_number(match["rank"]), whole_number(match["members"])
    if not own or not members:
        return half
    return f"{half[: match.start()]}{own}{match['star']}/{members}"
