"""Which of the allowed answers a person means: its own spellings first, then words that people use for the same.

Words of one group mean the same only where a field offers no finer choice: 负责人 is 主持 unless the field itself has
负责人. Whatever could mean two of the choices means none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from zcdossier.model.choice_synonyms import (
    fold_choice,
    match_alike,
    match_broadly,
    match_made_of,
    spell_choice,
)
from zcdossier.model.choice_words import find_inside, match_words, split_denial
from zcdossier.model.numerals import NUMERAL
from zcdossier.model.office_rules import read_ruling
from zcdossier.model.profile import Choice
from zcdossier.model.reservations import is_not_yet
from zcdossier.model.spelling import Named, Names, fold, half_width, simplify

_QUOTES = r"[《》〈〉“”\"'「」『』]"
_NOTED = r"^(?P<before>[^()（）\[\]【】]+)[(（\[【](?P<note>[^()（）\[\]【】]+)[)）\]】]$"
_TAIL_WORDS = """
等次 等级 奖项 奖励 项目 课题 系列 专业 专业技术 类别 类型 单位 经历 工作 任务 课程 科目 证书 证明 证件 材料 人员 职称
资格 职务 环节 岗位 学历 学位 一般 重点 重大 面上 论文 平台 附件
网站 数据库 查询 学校 医院 法人 毕业 培训 教学 等 奖 类 课 证 表 级 版 网 生 性
"""
_TAILS = _TAIL_WORDS.split()
_HEAD_WORDS = """
年度考核 考核 已经 公开 正式 已 为 是 属于 通过
全日制 统招 函授 成人 成教 自考 在职 业余 夜大 电大 网络
公益一类 公益二类 全额 差额 全额拨款 差额拨款 自收自支 省属 市属 县属 区属
"""
_HEADS = sorted(_HEAD_WORDS.split(), key=len, reverse=True)
_NOTE = r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*"
_RANKED = rf"\s*[,，;；、\s]\s*(?:排名|位次)?\s*第?{NUMERAL}(?:\s*/\s*{NUMERAL})?\s*(?:名|位)?\s*$"
_SHORTEST_STEM = 2
_SHORTEST_NEARLY, _LONGEST_WORD = 6, 3
_SOCIETY = r"[\u4e00-\u9fff]{1,20}?(?P<kind>学会|协会|研究会)(?:[\u4e00-\u9fff]{0,20}(?:分会|委员会|专委会|学组))?"
_YEAR = r"^\s*(?:19|20)\d{2}\s*(?:年度|年)?\s*(?:\d{1,2}\s*月)?\s*[-—_的]?\s*"
_END = r"[。.;；,，\s]+$"
_NUMBERED = r"^\s*[(（]?(?P<sign>[a-zA-Z]|\d{1,2})[)）]?\s*(?:[.、:：)）]\s*|\s+|(?=[\u4e00-\u9fff]))"
_LATER_PLACE = r"第[二三四五六七八九十2-9]"


@lru_cache(maxsize=4096)
def find_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the choice that `text` means, or None when it means none or might mean several."""
    whole = re.sub(_QUOTES, "", re.sub(_END, "", simplify(half_width(text)).strip()))
    exact = Names.of(choices).find(text) or Names.of(choices).find(whole)
    if exact is not None:
        return exact
    noted = re.match(_NOTED, whole)
    if noted is not None and _contradicts(noted["before"], noted["note"], choices):
        return None
    plain = (whole, re.sub(_NOTE, "", whole), re.sub(_RANKED, "", whole), re.sub(_RANKED, "", re.sub(_NOTE, "", whole)))
    forms = dict.fromkeys((*plain, *filter(None, (re.sub(_NUMBERED, "", form) for form in plain))))
    # What is said before a bracket to be under way is not made complete by it: 在研（2025年结题）.
    notes = (
        (noted["note"], noted["note"] + noted["before"], noted["before"] + noted["note"])
        if noted and not is_not_yet(noted["before"])
        else ()
    )
    for spelt in _WAYS:
        for typed in dict.fromkeys((*forms, *notes)):
            meanings = set(spelt(typed, choices))
            if meanings:
                return meanings.pop() if len(meanings) == 1 else None
    return None


def find_within(text: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the one choice whose name stands in a text that says more: a guess, which a person confirms."""
    folded = fold(re.sub(_NOTE, "", half_width(text)))
    names = [
        (re.escape(name), choice.id)
        for choice in choices
        for name in map(fold, spell_choice(choice))
        if len(name) >= _SHORTEST_STEM and not name.isascii()
    ]
    return _only(find_inside(folded, names))


def find_kind(text: str, kinds: Iterable[Named]) -> str | None:
    """Return the id of the thing (an attachment, a section) that a text names, read as a choice; a year may lead it."""
    choices = tuple(Choice(kind.id, kind.label, kind.aliases) for kind in kinds)
    return (
        find_choice(text, choices)
        or find_choice(re.sub(_YEAR, "", text), choices)
        or _find_nearly(text, choices)
        or find_within(text, choices)
    )


def _find_nearly(text: str, choices: tuple[Choice, ...]) -> str | None:
    """The one thing whose name a text is but for a word left out or put in: 继续医学教育学分合格证明, 免基层认定表."""
    typed = fold(re.sub(_YEAR, "", re.sub(_QUOTES, "", half_width(text))))
    return _only(
        choice.id
        for choice in choices
        for name in (fold(re.sub(_QUOTES, "", name)) for name in spell_choice(choice))
        if min(len(typed), len(name)) >= _SHORTEST_NEARLY
        and abs(len(typed) - len(name)) <= _LONGEST_WORD
        and (_has_in_order(typed, name) or _has_in_order(name, typed))
    )


def _has_in_order(longer: str, shorter: str) -> bool:
    """Whether one text is the other with one word more in it."""
    at = next(
        (at for at, (left, right) in enumerate(zip(longer, shorter, strict=False)) if left != right), len(shorter)
    )
    return shorter[at:] == longer[len(longer) - len(shorter) + at :]


def _contradicts(before: str, note: str, choices: tuple[Choice, ...]) -> bool:
    """Whether what stands in brackets is another choice: 副高（正高）, 主持（第二）; 合格（当年休产假） is a remark.

    Or takes a choice back: 2025年12月结题（在研）, 结题（待验收）.
    """
    meant, noted = find_choice(before.strip(), choices), note.strip()
    denied = split_denial(noted)
    if denied is not None and meant is not None:
        return not denied or find_choice(denied, choices) is not None
    other = _only(_match_spelling(noted, choices)) or _only(match_alike(noted, choices))
    if other is None and re.search(_LATER_PLACE, noted):
        other = _only(match_words(noted, choices))
    return None not in (meant, other) and meant != other


def _only(found: Iterable[str]) -> str | None:
    identities = set(found)
    return identities.pop() if len(identities) == 1 else None


def _match_spelling(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    return (choice.id for choice in choices if fold(typed) in fold_choice(choice))


def _match_without_note(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """A note in brackets that stands in a choice's label need not be typed: 高级工程师（副高）."""
    wanted = fold(typed)
    return (
        choice.id
        for choice in choices
        if wanted and wanted in {fold(re.sub(_NOTE, "", name)) for name in spell_choice(choice)}
    )


def _match_society(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """江州市医学会, 中华医学会心血管病学分会: the name of one society where the choice is societies."""
    match = re.fullmatch(_SOCIETY, typed)
    return _match_spelling(match["kind"], choices) if match is not None else ()


def _match_stem(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """Words that only say what sort of thing it is come and go: 优秀等次, 市厅级项目, 教学成果, 学习经历; 已授权."""
    stem = _stem(fold(typed))
    return (choice.id for choice in choices if stem in _stems(choice)) if stem else ()


def _match_stem_alike(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """市级项目 is 市级, and that is 市厅级 where there is nothing finer."""
    return match_alike(_stem(fold(typed)), choices)


def _match_decision(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """通过审查, 同意推荐, 未通过审核: a decision in any order of its words, where the choices are decisions."""
    ruling = read_ruling(typed)
    return (choice.id for choice in choices if ruling is not None and read_ruling(choice.label.zh) is ruling)


_WAYS = (
    _match_spelling,
    _match_without_note,
    match_alike,
    _match_stem,
    _match_stem_alike,
    match_broadly,
    _match_society,
    _match_decision,
    match_words,
    match_made_of,
)


@lru_cache(maxsize=2048)
def _stems(choice: Choice) -> frozenset[str]:
    return frozenset(_stem(name) for name in fold_choice(choice) if not name.isascii())


def _stem(folded: str) -> str:
    """Return a text without such words at its ends; at least two characters stay."""
    folded = folded.replace("老师", "教师")
    for head in _HEADS:
        if folded.startswith(head) and len(folded) - len(head) >= _SHORTEST_STEM:
            folded = folded[len(head) :]
            break
    shorter = True
    while shorter:
        shorter = False
        for tail in _TAILS:
            if folded.endswith(tail) and len(folded) - len(tail) >= _SHORTEST_STEM:
                folded, shorter = folded[: -len(tail)], True
                break
    return folded
