"""What a notice itself calls its levels: 副主任护师, 一级教师, 推广研究员; and the level that a sentence speaks of."""

import re
from collections.abc import Iterable, Iterator, Sequence

from zcdossier.drafting.known_words import LEVELS, KnownName

_RANKS = {
    "国家级": "full_senior",
    "正高级": "full_senior",
    "副高级": "associate_senior",
    "副主任": "associate_senior",
    "主任": "full_senior",
    "推广": "full_senior",
    "高级": "associate_senior",
    "主管": "intermediate",
    "一级": "intermediate",
    "中级": "intermediate",
    "二级": "junior",
    "三级": "assistant",
    "四级": "junior",
    "助理": "assistant",
    "技术员": "junior",
    "副": "associate_senior",
}
_TITLES = (
    "教师|护师|医师|药师|技师|农艺师|畜牧师|兽医师|工程师|经济师|会计师|统计师|审计师|政工师|治疗师|研究员|馆员|教授|讲师|教练|编辑|记者"
    "|播音员主持人|播音员|演员|演奏员|导演|编剧|作曲|指挥|作家|美术师|舞美设计师|舞台技师|摄影师|律师|公证员|飞行员|船长|轮机长|引航员"
)
_OTHERWISE = (
    (re.compile("编辑|记者|播音员"), {"高级": "full_senior", "主任": "associate_senior"}),
    (
        re.compile("演员|演奏员|导演|编剧|作曲|指挥|作家|美术师|舞美设计师|舞台技师|摄影师|律师|公证员|飞行员"),
        {"一级": "full_senior", "二级": "associate_senior", "三级": "intermediate"},
    ),
)
"""Series in which a rank is not what it is elsewhere: 高级记者 is above 主任记者, 一级演员 the highest."""
_MIDDLE = "工程师|经济师|会计师|统计师|审计师|馆员|讲师|编辑|农艺师"
"""Say no rank among others: the middle of their series."""
_HIGHEST = "研究馆员|研究员|教授(?!级)|编审|译审|播音指导"
"""Say no rank: the highest of their series."""
_TITLE = rf"(?:(?:{'|'.join(_RANKS)})[一-鿿]{{0,4}}(?:{_TITLES}|编审)|{_HIGHEST})"
_IN_BRACKETS = re.compile(rf"(?P<title>[一-鿿]{{0,4}}(?:{_TITLES}))[（(](?P<rank>正高|副高|中级|初级)级?[）)]")
_HOLDING = re.compile("(?:任|聘|取得|获得|具有|具备|持有|现)(?:为)?$")
_SINCE = re.compile("(?:职称|职务|资格|岗位)*(?:以来|以后|之后|后|期间|满)")
_HELD = re.compile(r"(?:上传|提交|提供|取得|具有|具备|持有|担任|受聘|聘任)[一-鿿]{0,6}$")
"""Before a title: it is what an applicant has, not what is applied for."""
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
_RANK_ALONE = re.compile("高级(?!别|中学|职业|技工|管理|研修|知识)|一级|二级")
"""What of a title may stand for it: 高级不少于2篇 where 高级工程师 may be applied for."""
_LIST = rf"{_TITLE}(?:\s*[、和及或]\s*{_TITLE})*"
_AMONG = rf"(?:{_TITLE}|{_MIDDLE}|技术员)"
_APPLIED_FOR = re.compile(
    rf"申报(?:级别|层级|等级)[为：:](?P<listed>{_AMONG}(?:\s*[、和及或]\s*{_AMONG})*)|申报(?P<after>{_LIST})|(?P<before>{_LIST})(?:职称|任职资格)?(?:评审)?(?:的)?申报"
)
_GOES_ON = re.compile("[、和及或](?!其)")
"""After titles: there are more of them, which are not understood."""
_PLAIN_LEVEL = "(?:正高|副高|中|初)级?"
_PLAIN_LIST = rf"{_PLAIN_LEVEL}(?:[、和及]{_PLAIN_LEVEL})+"
_PLAIN = re.compile(
    rf"申报(?:级别|层级|等级)[为：:](?P<listed>{_PLAIN_LIST})|(?:申报|评审)[^，。；（(]{{0,12}}[（(](?P<aside>{_PLAIN_LIST})[）)]"
)
"""Levels listed by their plain words: 初级、中级、副高级."""
_BARE = re.compile("(?<!其)中[、/]?高级|高[、/]?中级|中级[、和及]高级|(?<![正副])高级[、和及]中级")
"""Levels by no title: 高级 of 中高级职称 is what 高级 alone means there."""
_BOTH = re.compile(rf"(?:(?<!其)中[、/]?高级|高[、/]?中级)({_MIDDLE})")
"""Two titles in one word: 中、高级工程师."""
_LEADING = re.compile(r"^.*(?:级别为|申报|可|为|和|及|或)")


def find_levels(texts: Iterable[str]) -> tuple[KnownName, ...]:
    """Return the titles that a notice says may be applied for, each with the id of its level; several may be of one."""
    everything = list(texts)
    levels = [*_levels_in_brackets(everything), *_levels_applied_for(everything)]
    first = {level.word: level for level in reversed(levels)}
    is_named = any(level.id == "associate_senior" for level in levels)
    if not is_named and any(_BARE.search(text) for text in everything):
        levels.append(KnownName("高级", "associate_senior"))
    return tuple(dict.fromkeys(first.get(level.word, level) for level in levels))


def _levels_in_brackets(texts: Sequence[str]) -> Iterator[KnownName]:
    """Yield titles whose level stands behind them: 推广研究员（正高级）."""
    ranks = {level.word: level.id for level in LEVELS}
    for text in texts:
        for match in _IN_BRACKETS.finditer(text):
            if not _HELD.search(text[: match.start("rank") - 1]):
                yield KnownName(_LEADING.sub("", match["title"]), ranks[match["rank"]])


def _levels_applied_for(texts: Sequence[str]) -> Iterator[KnownName]:
    """Yield titles that may be applied for, and plain words for levels where these are listed."""
    for text in texts:
        for match in _APPLIED_FOR.finditer(text):
            if not _GOES_ON.match(text, match.end()):
                titles = re.findall(_TITLE, match["after"] or match["before"] or "")
                for title in re.findall(_AMONG, match["listed"] or "") + titles:
                    yield KnownName(title, _level_of(title))
        for both in _BOTH.finditer(text):
            yield from (KnownName(f"高级{both[1]}", "associate_senior"), KnownName(both[1], "intermediate"))
        for listed in _PLAIN.finditer(text):
            yield from (level for level in LEVELS if level.word in (listed["listed"] or listed["aside"]))


def short_names(levels: Iterable[KnownName]) -> tuple[KnownName, ...]:
    """Return the ranks by which a notice may call its titles for short, those that only one of them has."""
    ranks = {level: rank[0] for level in levels if (rank := _RANK_ALONE.match(level.word)) is not None}
    alone = [rank for rank in ranks.values() if list(ranks.values()).count(rank) == 1]
    return tuple(KnownName(rank, level.id) for level, rank in ranks.items() if rank in alone)


def _level_of(title: str) -> str:
    ranks = next((ranks for series, ranks in _OTHERWISE if series.search(title)), {})
    if re.fullmatch(_MIDDLE, title):
        return "intermediate"
    return next((level for rank, level in (_RANKS | ranks).items() if title.startswith(rank)), "full_senior")


def level_before(text: str, position: int, levels: Sequence[KnownName]) -> KnownName | None:
    """Return the level that is named last before a place of a sentence: what stands there is for it alone."""
    bare = _ASIDE.sub(lambda aside: " " * len(aside[0]), text[:position])
    named = [match for match in _pattern(levels).finditer(bare) if not _is_held(match, text)]
    return next(level for level in levels if level.word == named[-1][0]) if named else None


def names_level(text: str, levels: Sequence[KnownName]) -> bool:
    """Whether a text names a level."""
    return any(not _is_held(match, text) for match in _pattern(levels).finditer(text))


def names_unknown_title(text: str, levels: Sequence[KnownName]) -> bool:
    """Whether a text names a title that is none of the levels: what it says is for those who apply for it."""
    found = [match for match in re.finditer(_TITLE, text) if not _is_held(match, text)]
    return bool(found) and not names_level(text, levels)


def _is_held(match: re.Match[str], text: str) -> bool:
    """Whether a title is one that applicants have had: 任中级以来, 取得工程师后."""
    return bool(_HOLDING.search(text[: match.start()]) or _SINCE.match(text, match.end()))


def _pattern(levels: Sequence[KnownName]) -> re.Pattern[str]:
    """The longest first: 副主任护师 is no 主任护师."""
    return re.compile("|".join(re.escape(level.word) for level in sorted(levels, key=lambda level: -len(level.word))))
