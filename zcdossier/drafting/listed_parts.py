"""What a sentence lists to be handed in for each record, in its own words: 合同关键页、任命文件（或社保证明）."""

import re
from typing import NamedTuple

from zcdossier.drafting.known_words import KnownName, find_parts

_LISTED = re.compile(
    r"(?:(?:须|应|需|必须|请|要)(?:同时|一并|另|在系统中|按要求)?(?:扫描上传|上传|提供|提交|附上?|报送|包括|包含|含有?)|上传|提交|提供)"
    r"(?:以下|下列)?(?:材料|佐证)?[：:]?\s*(?P<list>(?:[^，,。；;：:（(]|[（(][^）)]*[）)])+)"
)
_ASIDE = re.compile(r"[（(]([^）)]*)[）)]")
_BETWEEN = re.compile(r"以及|[、和]|(?<![涉普])及|(?<!参)与")
"""Parts the things that are listed."""
_COPY = re.compile(
    r"的?(?:复印件|扫描件|原件|等(?:材料)?|各?(?:一|1)[份张页]|[两二三四五六七八\d](?:种|项|样)(?:材料|佐证|证明)?)+$"
)
_THING = re.compile(
    r"[一-鿿A-Za-z]{0,14}?(?:证|证书|证明|凭证|文件|记录|报告|意见|通知|批文|前言|章节|名单|推荐信|函|截图|页|表|书|册|单|合同|协议|发票|照片|图片|首页|封面|封底|目录|正文|全文|说明|清单)"
)
_DOING = re.compile(r"须|应|不|可|的|者|由|并|按|为|在|以上|上传|填写|提供|提交|每")
_SHORTEST, _LONGEST = 2, 14
_PAGES = frozenset({"cover", "copyright_page", "contents", "body", "back_cover", "first_page", "last_page"})
_PAGE_WORDS = ("封面", "封底", "目录", "正文", "全文", "页")
"""What a publication is scanned as, page by page."""


class ListedPart(NamedTuple):
    """A piece of a record's scans as the notice calls it; one that `may_lack` has another one in its place."""

    label: str
    may_lack: bool


def listed_parts(text: str) -> tuple[ListedPart, ...]:
    """Return the things that a sentence lists; nothing of a list where one of them is no thing."""
    found: list[ListedPart] = []
    for match in _LISTED.finditer(text):
        pieces = split_list(match["list"])
        parts = _pages_together([part for piece in pieces for part in _read_piece(piece)])
        if all(_is_thing(part.label) for part in parts):
            found += [_called_as_usual(part) for part in parts] if len(parts) == 1 else parts
    return tuple(found)


def _called_as_usual(part: ListedPart) -> ListedPart:
    """A single page of a publication by its plain name: 版权页 of 第一版版权页."""
    pages = [page for page in find_parts(part.label) if page.id in _PAGES]
    return part._replace(label=pages[-1].word) if pages else part


def _read_piece(piece: str) -> list[ListedPart]:
    """One piece of a list, or the two of which one will do: 任务书或合同."""
    is_either = any("或" in aside for aside in _ASIDE.findall(piece))
    names = re.split("或者?", _ASIDE.sub("", piece))
    labels = [_COPY.sub("", name.strip(" “”《》")) for name in names]
    return [ListedPart(label, is_either or len(labels) > 1) for label in labels]


def _pages_together(parts: list[ListedPart]) -> list[ListedPart]:
    """录用通知或期刊封面、目录: the pages after the first one are of the same choice."""
    kept: list[ListedPart] = []
    for part in parts:
        is_page = any(page.id in _PAGES for page in find_parts(part.label))
        is_with_last = bool(kept) and is_page and kept[-1].may_lack and kept[-1].label.endswith(_PAGE_WORDS)
        kept.append(part._replace(may_lack=part.may_lack or is_with_last))
    return kept


def parts_named(text: str) -> list[KnownName]:
    """Return the known parts that a text names, not what brackets say in other words: 任务书（合同书）."""
    return find_parts(_ASIDE.sub(_kept_aside, text))


def _kept_aside(aside: re.Match[str]) -> str:
    """A bracket that lists parts, but not the pages of the part before it: 合同（封面、签字页）."""
    before = aside.string[: aside.start()]
    is_of_part = any(before.endswith(part.word) for part in find_parts(before))
    return "" if is_of_part or not re.search(r"[、，,；;含包]", aside[1]) else aside[0]


def split_list(text: str) -> list[str]:
    """The pieces of a list, a bracket with what stands before it."""
    held = _ASIDE.sub(lambda match: _BETWEEN.sub("\0", match[0]), text)
    spans = [(match.start(), match.end()) for match in _BETWEEN.finditer(held)]
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _is_thing(name: str) -> bool:
    is_noun = _SHORTEST <= len(name) <= _LONGEST and not _DOING.search(name)
    return is_noun and (_THING.fullmatch(name) is not None or any(part.word == name for part in find_parts(name)))
