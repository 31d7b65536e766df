"""The names of a choice, and everyday words for the same, one group a paragraph."""

from collections.abc import Iterable
from functools import lru_cache

from zcdossier.model.profile import Choice
from zcdossier.model.spelling import fold

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

本科 本科生 大学本科 本科学历 大学生 普通本科 全日制本科 大学 bachelor 大本 一本 二本 三本

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
实体刊 纸质+电子 纸质和电子 纸质、电子均有 纸质电子均有 纸电 期刊(纸质) 非电子

电子 电子版 网络版 在线 电子期刊 网络期刊 online

已发表 发表 见刊 已见刊 已刊出 刊出 刊发 公开发表 正式发表 published 已出刊 出刊 已上刊 已刊载 刊载

已出版 出版 公开出版 正式出版

已验收 验收 验收合格 通过验收 验收通过 完成验收 已通过验收

已竣工 竣工 竣工验收 竣工验收合格

已授权 授权 授权公告 已获授权 获得授权 授权有效 授权维持 专利权维持 维持有效

已获奖 获奖 已颁奖 已授奖 已表彰 获表彰 已发证 已取得证书 取得证书 证书已发 已获奖励

已登记 登记 已备案 备案 备案登记 已登记备案

已批准 批准 获批 已获批 批准实施 评定通过 已评定 已认定 认定通过 已核准

已发布 发布 已颁布 颁布 已实施 发布实施 颁布实施 已印发 现行 现行有效 已施行 施行

个人 本人 个人荣誉 个人表彰

通过 审核通过 审查通过 通过审核 通过审查 同意 合格通过 已过审 过审 审核无误 审查无误 单位通过 单位审核通过 √ ok

一等奖 一等 壹等奖 1等奖 一等级

二等奖 二等 贰等奖 2等奖

三等奖 三等 叁等奖 3等奖

特等奖 特等

正高 正高级 正高职称

副高 副高级 副高职称

中级 中级职称 中

已结题 结题 已结项 通过鉴定 鉴定通过 已鉴定 鉴定合格

初级 初级职称 初 助理级 助理 员级
"""
"""One group a paragraph."""
_FILLER_WORDS = """
年度考核 考核 评审 审定 鉴定 论文 期刊 专利 标准 按期 下载 证书 单位 公司 正式 公开 已经 完成 取得 获得 实施 备案
发行 等次 档次 结果 合格 通过 有效 已 并 了 的 和 及 与 、 , : ( )
"""
_FILLERS = _FILLER_WORDS.split()
"""What may stand beside the words of a choice without making it another."""
_LONGEST_MADE, _SHORTEST_WORD = 16, 2
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


def spell_choice(choice: Choice) -> tuple[str, ...]:
    """Return all names of a choice: its id, the notice's own word, the aliases."""
    return tuple(filter(None, (choice.id, choice.label.en, *choice.names)))


@lru_cache(maxsize=2048)
def fold_choice(choice: Choice) -> frozenset[str]:
    """Return the same as texts are compared."""
    return frozenset(map(fold, spell_choice(choice)))


def match_alike(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """Return the ids of the choices that have a name in the same group as a text."""
    groups = _GROUPS_OF.get(fold(typed), frozenset())
    return (choice.id for choice in choices if groups & _groups_of(choice))


def match_made_of(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """Return the ids of the choices of whose words a text is made, but for words that only say that it is done.

    已见刊发表, 结题证书已取得, 年度考核:合格. What denies or puts off is no such word: 申请结题 is none of them.
    """
    folded = fold(typed)
    if len(folded) > _LONGEST_MADE:
        return
    own = [choice.id for choice in choices if _is_made_of(folded, _longest_first(fold_choice(choice)))]
    yield from own or (choice.id for choice in choices if _is_made_of(folded, _words_of(choice)))


def _is_made_of(folded: str, words: tuple[str, ...]) -> bool:
    if not any(word in folded for word in words):
        return False
    for word in (*words, *_FILLERS):
        folded = folded.replace(word, "")
    return not folded


@lru_cache(maxsize=2048)
def _words_of(choice: Choice) -> tuple[str, ...]:
    """The names of a choice and of its groups that can stand inside a text, longest first."""
    alike = (word for word, groups in _GROUPS_OF.items() if groups & _groups_of(choice))
    return _longest_first({*fold_choice(choice), *alike})


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    inside = (word for word in words if len(word) >= _SHORTEST_WORD and not word.isascii())
    return tuple(sorted(inside, key=len, reverse=True))


def match_broadly(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """Return the same for words that mean the same only where nothing says more."""
    groups = _BROAD_OF.get(fold(typed), frozenset())
    return (
        choice.id
        for choice in choices
        if any(groups & _BROAD_OF.get(name, frozenset()) for name in fold_choice(choice))
    )


@lru_cache(maxsize=2048)
def _groups_of(choice: Choice) -> frozenset[int]:
    return frozenset().union(*(_GROUPS_OF.get(name, frozenset()) for name in fold_choice(choice)))
