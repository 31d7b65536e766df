"""A person's place among several: 1/5, 1／5, 第1/共5, 排名第2（共5人）, 第一, 5人中排第2, 独立完成."""

import re
from functools import lru_cache
from typing import NamedTuple

from zcdossier.model.numerals import NUMERAL, holds_numeral, whole_number
from zcdossier.model.spelling import half_width

_MARK = r"[*＊#]?"
_WHO = (
    r"位|名|(?:共同)?(?:通讯|通信)?作者|完成人|起草人|发明人|设计人|申请人|申报人|负责人|主持人|获奖人|主编|译者|参与人|编者|合作者|"
    r"(?:位|名)?(?:指导)?(?:老师|教师)|作|通讯|通信|指导"
)
_ROLE_BEFORE = (
    r"^(?:主持人?|负责人|牵头人?|主编|完成人|发明人|设计人|起草人|作者|(?:指导)?(?:老师|教师))\s*[,，:：]?\s*"
    r"(?=(?:本人)?(?:排名?|位[列次])|第|\d{1,4}\s*[/／])"
)
"""发明人第一位, 指导教师1/2: who is ranked may be said before the rank."""
_OWN = (
    rf"(?:本人)?(?:排名|排序|位次|位列|名次|排)?[:：]?\s*第?\s*(?P<rank>{NUMERAL})\s*{_MARK}\s*"
    rf"(?:{_WHO})?"
)
_ALL = rf"(?:共|总共|合计|总)?(?:人数|数)?[:：]?\s*(?P<members>{NUMERAL})\s*(?:人|名|位|个人|位作者)?"
_PLAIN = r"(?P<rank>\d{1,6})\s*(?:/\s*(?P<members>\d{1,6}))?"
_FORMS = (
    _PLAIN,
    rf"{_OWN}\s*[/\\:：]\s*{_ALL}",
    rf"{_OWN}\s*[(（]\s*(?:{_ALL})\s*[)）]",
    rf"{_OWN}\s*[,，;；、]?\s*共\s*(?P<members>{NUMERAL})\s*(?:人|名|位)?",
    rf"共?\s*(?P<members>{NUMERAL})\s*(?:人|名|位)(?:作者|完成人)?(?:当中|[中里])?\s*[,，]?\s*{_OWN}",
    _OWN,
)
_FIRST = {
    "首位": 1,
    "首位发明人": 1,
    "首位作者": 1,
    "首位完成人": 1,
    "首席": 1,
    "榜首": 1,
    "末位": None,
    "唯一通讯作者": 1,
    "独立通讯作者": 1,
}
_REMARK = r"\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]\s*$"
_LED = (
    rf"(?:本人)?(?:排名|排序|位次)?第?\s*(?P<own>{NUMERAL})\s*(?:{_WHO})\s*[,，:：]?\s*[(（\[]?\s*"
    r"(?P<rank>\d{1,4}\s*[*＊]?\s*/\s*\d{1,4})\s*[)）\]]?\s*$"
)
_ALONE = (
    r"(?:本人|由本人|仅本人|本人一人)?(?:独著|独撰|独作|独译|(?:独立|独自|单独|唯一)的?(?:完成|发明|设计|研发|开发|研制|申请|撰写|编写|编著|创作|主持|承担|指导)?"
    rf"(?:{_WHO}|权利人|著作权人|人)?)"
)
_ALSO_CORRESPONDING = r"(?<=.)\s*(?:兼任?|并|及|和|、|[,，]|同时为|且为)\s*(?:共同|唯一|第一)?(?:通讯|通信)(?:作者)?$"
"""第一作者兼通讯作者: asked is the place among the authors."""
_BESIDE_FIRST = r"(?:共同|并列)第?一(?:作者|完成人)?|主持人?|负责人|牵头人?"
"""Several are first, or a role is said: which place is one's own is said in a remark, or not at all."""
_BRACKET_AFTER = r"(\d{1,4}\s*[*＊]?\s*/\s*\d{1,4})\s*[(（][^()（）]*[)）]\s*$"
_CO_FIRST = r"(?<!\d)(\d{1,4})\s*#\s*(?=/)"
_WORDY = (
    rf"(?:排名|排序|位次)?\s*第\s*(?P<rank>{NUMERAL})\s*(?:位|名|作者)?\s*(?P<star>[*＊]?)\s*"
    rf"(?:[/(（,，]\s*)共?\s*(?P<members>{NUMERAL})\s*(?:人|名|位)?\s*[)）]?\s*$"
)


class Rank(NamedTuple):
    """One's own place and, where it is said, the number of people."""

    own: int
    members: int | None = None

    def __str__(self) -> str:
        return f"{self.own}" if self.members is None else f"{self.own}/{self.members}"


@lru_cache(maxsize=4096)
def parse_rank(text: str) -> Rank | None:
    """Read a rank; None when it can't be read or a number is 0. That it is over the number of people is not judged."""
    plain = re.sub(_ALSO_CORRESPONDING, "", _led_by_words(half_width(text).strip().rstrip("。.")))
    plain = plain if plain.isascii() else re.sub(_ROLE_BEFORE, "", plain)
    if re.fullmatch(_ALONE, plain):
        return Rank(1, 1)
    first = _FIRST.get(plain)
    if first is not None:
        return Rank(first)
    rank = _in_form(plain) or _read_repeated(plain)
    remark = re.search(_REMARK, plain) if rank is None else None
    if remark is None or remark.start() == 0:
        return rank
    rank, again = parse_rank(plain[: remark.start()]), _in_form(remark[1].strip())
    if rank is None and re.fullmatch(_BESIDE_FIRST, plain[: remark.start()]):
        return again
    if rank is None or again is None:
        return rank
    members = {number for number in (rank.members, again.members) if number}
    return Rank(rank.own, next(iter(members), None)) if again.own == rank.own and len(members) < 2 else None  # noqa: PLR2004


def _read_repeated(plain: str) -> Rank | None:
    """第一作者，排名1 says it twice; where the two differ it is not known."""
    ranks = [_in_form(piece.strip()) for piece in re.split(r"[,，;；]", plain)]
    if len(ranks) != 2 or None in ranks:  # noqa: PLR2004
        return None
    members = {rank.members for rank in ranks if rank is not None and rank.members}
    places = {rank.own for rank in ranks if rank is not None}
    return Rank(places.pop(), next(iter(members), None)) if len(places) == 1 and len(members) < 2 else None  # noqa: PLR2004


def _in_form(plain: str) -> Rank | None:
    if not holds_numeral(plain):
        return None
    for form in _FORMS:
        match = re.fullmatch(form, plain)
        if match is None:
            continue
        own, members = (whole_number(match.groupdict().get(name) or "") for name in ("rank", "members"))
        stated_members = match.groupdict().get("members")
        if not own or (stated_members and not members):
            return None
        return Rank(own, members)
    return None


def _led_inside(half: str) -> str:
    """A rank may stand in the bracket that ends the text: …（国家级，第一指导老师1/2）."""
    led = re.search(_LED, half) if re.search(r"[)）]$", half) else None
    if led is not None and re.search(r"[(（]", led[0]):  # 第三作者（3/4）: the bracket is the rank's own
        return _led_by_words(half)
    closing = re.search(r"[)）]$", half)
    return half if closing is None else _led_by_words(half[: closing.start()]) + half[closing.start() :]


def _led_by_words(plain: str) -> str:
    """第一指导老师1/2 is 1/2; where words and figures disagree it stays as it is."""
    match = re.search(_LED, plain) if "/" in plain and not plain.isascii() else None
    if match is None or whole_number(match["own"]) != int(re.split(r"\D", match["rank"], maxsplit=1)[0]):
        return plain
    return plain[: match.start()] + match["rank"]


def plainly_ranked(text: str) -> str:
    """Return a text that ends with a rank with that rank as n/m, and without what is said in brackets after it."""
    half = re.sub(_CO_FIRST, r"\1", re.sub(_BRACKET_AFTER, r"\1", half_width(text).strip()))
    half = _led_inside(half)
    match = re.search(_WORDY, half) if "第" in half else None
    if match is None:
        return half
    own, members = whole_number(match["rank"]), whole_number(match["members"])
    if not own or not members:
        return half
    return f"{half[: match.start()]}{own}{match['star']}/{members}"
