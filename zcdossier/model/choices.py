"""Which of the allowed answers a person means: its own spellings first, then words that people use for the same.

Words of one group mean the same only where a field offers no finer choice: 负责人 is 主持 unless the field itself has
负责人. Whatever could mean two of the choices means none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from zcdossier.model.numerals import NUMERAL
from zcdossier.model.office_rules import read_ruling
from zcdossier.model.profile import GAP, Choice
from zcdossier.model.spelling import Named, Names, fold, half_width

_GROUPS = """
主持 主持人 主持者 负责人 负责 主要负责人 第一负责人 第一主持人 独立主持 主持完成 主持并完成
主持研究 主持制定 主持起草 主持编制 主持申报 项目负责人 项目主持人 项目主持 课题负责人 课题主持人
课题主持 首席专家 牵头 牵头人 第一起草人 第一完成人 第一作者 第一申请人 第一发明人 第一设计人
主起草人 principal pi leader lead

参与 参加 参与人 参与者 参加人 参加者 成员 项目成员 课题成员 项目组成员 课题组成员 团队成员
主要参与 主要参与人 主要参加 主要参加人 参与完成 参与研究 参研 参研人员 研究骨干 骨干成员
项目骨干 协助 合作 合作者 member participant

国家级 国家 全国级 全国性 全国 国家自然科学基金 国家自然科学基金项目 国家社会科学基金 国家社会科学基金项目
国家社科基金 国家社科基金项目 国自然 国家基金

省部级 省级 部级 部省级 省、部级 省/部级 省(部)级 省部 省级以上

市厅级 厅局级 厅级 市级 厅市级 地厅级 地市级 市局级 设区市级 市(厅)级 厅(局)级 市、厅级 市厅局级

县级 区级 区县级 县区级 县(区)级 县(市、区)级 县市区级 县处级

校级 学校级 院校级 校(院)级 校院级

单位级 单位 本单位级 企业级

无 没有 暂无 未有 未定级 未定职级 无职称 没有职称 未评 未评定 未评职称 尚未评定 暂未评定 未取得
尚无 无职务 不适用 none

合格 称职

优秀 优

基本合格 基本称职

不合格 不称职

男 男性 男士 m male

女 女性 女士 f female

中国 中国大陆 大陆 国内 境内 内地 中华人民共和国 本国 china

本科 本科生 大学本科 本科学历 大学生 普通本科 全日制本科 大学 bachelor

专科 大专 大学专科 高职高专 高职 专科学历

硕士 硕士研究生 研究生(硕士) 研究生硕士 硕士学位 master

博士 博士研究生 研究生(博士) 研究生博士 博士学位 doctor phd

学士 学士学位

独著 独立撰写 独立编著 独立完成 独立著作 独撰 专著独著 一人独著

主编 第一主编 主编著 主编人 独立主编

企业 民营企业 国有企业 国有控股企业 私营企业 非公企业 外资企业 合资企业 集体企业 民企 国企 央企 私企 外企 民营 私营
有限责任公司 有限公司 股份有限公司 股份公司 公司 企业单位

事业单位 事业 事业法人 事业单位法人 事业编制单位 公益一类 公益二类 公益性事业单位 全额拨款 差额拨款 自收自支
公立医院 公办医院 公立学校 公办学校 公办中小学 卫生院 乡镇卫生院 社区卫生服务中心 事业编

高中 高中及以下 初中 职高 职业高中 普通高中

其他 其它 其余 另外

纸质 纸质版 纸版 印刷版 印刷 纸质期刊 纸质刊物 纸质刊 纸质杂志 纸媒 纸本 纸刊 正式纸质期刊 print

电子 电子版 网络版 在线 电子期刊 网络期刊 online

已发表 发表 见刊 已见刊 已刊出 刊出 刊发 公开发表 正式发表 published

已出版 出版 公开出版 正式出版

已验收 验收 验收合格 通过验收 验收通过 完成验收 已通过验收

已竣工 竣工 竣工验收 竣工验收合格

已授权 授权 授权公告 已获授权 获得授权 授权有效 授权维持 专利权维持 维持有效

已获奖 获奖 已颁奖 已授奖 已表彰 获表彰

已批准 批准 获批 已获批 批准实施

已发布 发布 已颁布 颁布 已实施 发布实施 颁布实施 已印发

个人 本人 个人荣誉 个人表彰

通过 审核通过 审查通过 通过审核 通过审查 同意 合格通过

一等奖 一等 壹等奖 1等奖 一等级

二等奖 二等 贰等奖 2等奖

三等奖 三等 叁等奖 3等奖

特等奖 特等

正高 正高级 正高职称

副高 副高级 副高职称

中级 中级职称 中

初级 初级职称 初 助理级 助理 员级
"""
"""One group a paragraph."""
_BROAD_GROUPS = """
研究生 硕士生 博士生 硕士研究生 博士研究生 硕博研究生 硕博士生 学术型研究生 专业学位研究生
"""
"""Words for the same only where a field offers nothing that says more."""


def _groups(paragraphs: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, words in enumerate(paragraphs.split("\n\n")):
        for word in map(fold, words.split()):
            found[word] = found.get(word, frozenset()) | {number}
    return found


_GROUPS_OF, _BROAD_OF = _groups(_GROUPS), _groups(_BROAD_GROUPS)
_QUOTES = r"[《》〈〉“”\"'「」『』]"
_NOTED = r"^(?P<before>[^()（）\[\]【】]+)[(（\[【](?P<note>[^()（）\[\]【】]+)[)）\]】]$"
_TAIL_WORDS = """
等次 等级 奖项 奖励 项目 课题 系列 专业 类别 类型 单位 经历 工作 任务 课程 科目 证书 证明 证件 材料 人员 职称 资格
职务 环节 岗位 学历 学位 一般 重点 重大 面上 论文 平台 附件
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
_TURNED = (
    r"(?:[不并]是|不属于|不算|[不未无免没否副准助兼原前曾拟待代次协除]|(?<!援)非"
    r"|第[二三四五六七八九十2-9]|低于|高于|一般|普通|其他)$"
)
_IN_GAP = "(.{0,12}?)"
_TURNS = (
    r"[不非未无没免否前曾拟待兼或和与及转改预将,，、/]|^原|除了|以外|一般|其他|低于|高于"
    r"|申请|正在|准备|部分|计划|同等学力|机关"
)
_UNDER_WAY = r"(?:中|通知|阶段)$"
_LIMITED = r"^(?:以下|以上|以外|除外|助理)"
_LATER_PLACE = r"第[二三四五六七八九十2-9]"
REST = "其他"
"""The choice for whatever is not listed."""
_GAP_INSIDE = ".{0,8}?"


@lru_cache(maxsize=4096)
def find_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the choice that `text` means, or None when it means none or might mean several."""
    whole = re.sub(_QUOTES, "", re.sub(_END, "", half_width(text).strip()))
    exact = Names.of(choices).find(text) or Names.of(choices).find(whole)
    if exact is not None:
        return exact
    noted = re.match(_NOTED, whole)
    if noted is not None and _contradicts(noted["before"], noted["note"], choices):
        return None
    plain = (whole, re.sub(_NOTE, "", whole), re.sub(_RANKED, "", whole), re.sub(_RANKED, "", re.sub(_NOTE, "", whole)))
    forms = dict.fromkeys((*plain, *filter(None, (re.sub(_NUMBERED, "", form) for form in plain))))
    notes = (noted["note"], noted["note"] + noted["before"], noted["before"] + noted["note"]) if noted else ()
    for spelt in _WAYS:
        for typed in dict.fromkeys((*forms, *notes)):
            meanings = _only(spelt(typed, choices))
            if meanings is not None:
                return meanings
    return None


def find_within(text: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the one choice whose name stands in a text that says more: a guess, which a person confirms."""
    folded = fold(re.sub(_NOTE, "", half_width(text)))
    names = [
        (re.escape(name), choice.id)
        for choice in choices
        for name in map(fold, _spellings(choice))
        if len(name) >= _SHORTEST_STEM and not name.isascii()
    ]
    return _only(_find_inside(folded, names))


def _find_inside(folded: str, names: Iterable[tuple[str, str]]) -> Iterable[str]:
    """The ids of the patterns in a text; none where 非 or 以下 makes another thing of one: 非医师, 大专以下."""
    spans = [(*match.span(), identity) for name, identity in names for match in re.finditer(name, folded)]
    longest = [
        (start, end, identity)
        for start, end, identity in spans
        if not any((a, b) != (start, end) and a <= start and end <= b for a, b, _ in spans)
    ]
    if any(re.search(_TURNED, folded[:start]) or re.match(_LIMITED, folded[end:]) for start, end, _ in longest):
        return ()
    return {identity for _, _, identity in longest}


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
        for name in (fold(re.sub(_QUOTES, "", name)) for name in _spellings(choice))
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
    """Whether what stands in brackets is another choice: 副高（正高）, 主持（第二）; 合格（当年休产假） is a remark."""
    meant, noted = find_choice(before.strip(), choices), note.strip()
    other = _only(_match_spelling(noted, choices)) or _only(_match_alike(noted, choices))
    if other is None and re.search(_LATER_PLACE, noted):
        other = _only(_match_words(noted, choices))
    return None not in (meant, other) and meant != other


def _spellings(choice: Choice) -> tuple[str, ...]:
    return tuple(filter(None, (choice.id, choice.label.en, *choice.names)))


def _only(found: Iterable[str]) -> str | None:
    identities = set(found)
    return identities.pop() if len(identities) == 1 else None


def _match_spelling(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    return (choice.id for choice in choices if fold(typed) in _fold_choice(choice))


def _match_without_note(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """A note in brackets that stands in a choice's label need not be typed: 高级工程师（副高）."""
    wanted = fold(typed)
    return (
        choice.id
        for choice in choices
        if wanted and wanted in {fold(re.sub(_NOTE, "", name)) for name in _spellings(choice)}
    )


def _match_alike(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    groups = _GROUPS_OF.get(fold(typed), frozenset())
    return (choice.id for choice in choices if groups & _groups_of(choice))


def _match_broadly(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    groups = _BROAD_OF.get(fold(typed), frozenset())
    return (
        choice.id
        for choice in choices
        if any(groups & _BROAD_OF.get(name, frozenset()) for name in _fold_choice(choice))
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
    return _match_alike(_stem(fold(typed)), choices)


def _match_gapped(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """…企业: whatever leads or follows the words, unless it turns their sense; of several the one with most words."""
    folded = fold(typed)
    fitting = [
        (len(alias), choice.id)
        for choice in choices
        for alias in choice.gapped_names
        if (match := re.fullmatch(_IN_GAP.join(re.escape(fold(piece)) for piece in alias.split(GAP)), folded))
        and not any(_turns(gap, choice, choices) for gap in match.groups())
        and not (alias.endswith(GAP) and re.search(_UNDER_WAY, folded))
    ]
    most = max(fitting, default=(0, ""))[0]
    return (identity for length, identity in fitting if length == most)


def _turns(gap: str, choice: Choice, choices: tuple[Choice, ...]) -> bool:
    others = (word for other in choices if other != choice for word in _fold_choice(other))
    return re.search(_TURNS, gap) is not None or any(len(word) >= _SHORTEST_STEM and word in gap for word in others)


def _match_decision(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """通过审查, 同意推荐, 未通过审核: a decision in any order of its words, where the choices are decisions."""
    ruling = read_ruling(typed)
    return (choice.id for choice in choices if ruling is not None and read_ruling(choice.label.zh) is ruling)


def _match_words(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """兼职班主任, 医学影像技师: the choice one of whose words stands in the text; 其他 gives way to any other."""
    words = [(word, choice.id) for choice in choices for word in _patterns_of_words(choice)]
    found = set(_find_inside(fold(typed), words))
    rest = {choice.id for choice in choices if choice.label.zh == REST}
    return found - rest or found


_WAYS = (
    _match_spelling,
    _match_without_note,
    _match_alike,
    _match_stem,
    _match_stem_alike,
    _match_broadly,
    _match_society,
    _match_decision,
    _match_words,
    _match_gapped,
)


@lru_cache(maxsize=2048)
def _patterns_of_words(choice: Choice) -> tuple[str, ...]:
    """`…` in a word stands for what may come between, as in the names of parts."""
    return tuple(_GAP_INSIDE.join(re.escape(fold(piece)) for piece in word.split(GAP)) for word in choice.words)


@lru_cache(maxsize=2048)
def _groups_of(choice: Choice) -> frozenset[int]:
    return frozenset().union(*(_GROUPS_OF.get(name, frozenset()) for name in _fold_choice(choice)))


@lru_cache(maxsize=2048)
def _stems(choice: Choice) -> frozenset[str]:
    return frozenset(_stem(name) for name in _fold_choice(choice) if not name.isascii())


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


@lru_cache(maxsize=2048)
def _fold_choice(choice: Choice) -> frozenset[str]:
    return frozenset(map(fold, _spellings(choice)))
