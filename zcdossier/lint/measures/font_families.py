"""Which names mean one font: 宋体 is SimSun, STSong and ABCDEF+SimSun-Bold; Arial is ArialMT and Arial,Bold."""

import re
from functools import lru_cache

_FAMILIES = {
    "宋体": ("simsun", "nsimsun", "stsong", "songti", "新宋体", "华文宋体", "方正书宋", "fzshusong", "fzss", "fzsong"),
    "仿宋": ("fangsong", "simfang", "stfangsong", "华文仿宋", "fzfangsong", "fzfs", "方正仿宋"),
    "黑体": ("simhei", "stheiti", "heiti", "华文黑体", "fzheiti", "fzht", "方正黑体"),
    "楷体": ("kaiti", "simkai", "stkaiti", "华文楷体", "fzkaiti", "fzkt", "方正楷体"),
    "微软雅黑": ("microsoftyahei", "msyahei", "yahei"),
    "等线": ("dengxian",),
    "思源宋体": ("sourcehanserif", "notoserifcjk", "notoserifsc"),
    "思源黑体": ("sourcehansans", "notosanscjk", "notosanssc"),
    "小标宋": ("fzxiaobiaosong", "fzxbs", "方正小标宋"),
    "Times New Roman": ("timesnewroman", "tinos", "liberationserif"),
    "Times": ("timesroman", "nimbusroman", "times"),
    "Arial": ("arial", "liberationsans"),
    "Helvetica": ("helvetica", "nimbussans"),
    "Calibri": ("calibri", "carlito"),
    "Courier New": ("couriernew", "liberationmono", "cousine"),
    "Georgia": ("georgia",),
    "Palatino": ("palatino",),
}
_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"[,-](?:bold|italic|oblique|regular|roman|light|medium|heavy|semi|demi|book|mt|ps|identity|gb).*")
_NO_LETTER = re.compile(r"[\s_.,-]+")
_CHINESE_ENDS = ("gb2312", "gbk", "gb18030")


@lru_cache(maxsize=512)
def names_of_font(name: str) -> tuple[str, ...]:
    """Return every name that a font in a PDF goes by: as it stands there, without its style, its family."""
    bare = _SUBSET.sub("", name, count=1)
    plain = _plain(bare)
    families = [family for family, starts in _FAMILIES.items() if plain.startswith((_plain(family), *starts))]
    return tuple(dict.fromkeys((bare, _STYLE.sub("", bare.casefold()), plain, *families[:1])))


def is_one_of_fonts(name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a font is one of those that are named, by any of its names or theirs."""
    names = set(map(_plain, names_of_font(name)))
    return any(not names.isdisjoint(map(_plain, names_of_font(other))) for other in wanted)


def _plain(name: str) -> str:
    plain = _NO_LETTER.sub("", _STYLE.sub("", name.casefold()))
    for end in _CHINESE_ENDS:
        plain = plain.removesuffix(end)
    return plain
