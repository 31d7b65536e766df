"""Which of the allowed answers a person means: its own spellings first, then words that people use for the same.

Words of one group mean the same only where a field offers no finer choice: 负责人 is 主持 unless the field itself has
负责人. Whatever could mean two of the choices means none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from zcdossier.model.names import Names
from zcdossier.model.numerals import NUMERAL
from zcdossier.model.profile import Choice
from zcdossier.model.spelling import fold, half_width

_GROUPS = """
主持 主持人 主持者 负责人 负责 主要负责人 第一负责人 第一主持人 独立主持 主持完成 主持并完成
主持研究 主持制定 主持起草 主持编制 主持申报 项目负责人 项目主持人 项目主持 课题负责人 课题主持人
课题主持 首席专家 牵头 牵头人 第一起草人 第一完成人 第一作者 第一申请人 第一发明人 第一设计人
主起草人 principal pi leader lead

参与 参加 参与人 参与者 参加人 参加者 成员 项目成员 课题成员 项目组成员 课题组成员 团队成员
主要参与 主要参与人 主要参加 主要参加人 参与完成 参与研究 参研 参研人员 研究骨干 骨干成员
项目骨干 协助 合作 合作者 member participant

国家级 国家 全国级 全国性

省部级 省级 部级 部省级 省、部级 省/部级 省(部)级 省部 省级以上

市厅级 厅局级 厅级 市级 厅市级 地厅级 地市级 市局级 设区市级 市(厅)级 厅(局)级 市、厅级 市厅局级

县级 区级 区县级 县区级 县(区)级 县(市、区)级 县市区级 县处级

校级 学校级 院校级 校(院)级 校院级

单位级 单位 本单位级 企业级

无 没有 暂无 未有 未定级 未定职级 无职称 没有职称 未评 未评定 未评职称 尚未评定 暂未评定 未取得
尚无 无职务 不适用 none

合格 称职

基本合格 基本称职

不合格 不称职

男 男性 男士 m male

女 女性 女士 f female

中国 中国大陆 大陆 国内 境内 内地 中华人民共和国 本国 china

本科 大学本科 本科学历 全日制本科 大学 bachelor

专科 大专 大学专科 高职高专 高职 专科学历

硕士 硕士研究生 研究生(硕士) 研究生硕士 硕士学位 master

博士 博士研究生 研究生(博士) 研究生博士 博士学位 doctor phd

学士 学士学位

一等奖 一等 壹等奖 1等奖 一等级

二等奖 二等 贰等奖 2等奖

三等奖 三等 叁等奖 3等奖

特等奖 特等

正高 正高级 正高职称

副高 副高级 副高职称

中级 中级职称

初级 初级职称
"""
"""One group a paragraph."""
_GROUP_OF = {fold(word): number for number, words in enumerate(_GROUPS.split("\n\n")) for word in words.split()}
_NOTE = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*")
_RANKED = re.compile(rf"\s*[,，;；、\s]\s*(?:排名|位次)?\s*第?{NUMERAL}(?:\s*/\s*{NUMERAL})?\s*(?:名|位)?\s*$")
_END = re.compile(r"[。.;；,，\s]+$")


def find_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the id of the choice that `text` means, or None when it means none or might mean several."""
    exact = Names.of(choices).find(text)
    if exact is not None:
        return exact
    whole = _END.sub("", half_width(text).strip())
    for typed in dict.fromkeys(
        (whole, _NOTE.sub("", whole), _RANKED.sub("", whole), _RANKED.sub("", _NOTE.sub("", whole)))
    ):
        for spelt in (_spelt, _spelt_without_note, _spelt_alike):
            found = _only(spelt(typed, choices))
            if found is not None:
                return found
    return None


def _spellings(choice: Choice) -> tuple[str, ...]:
    return tuple(filter(None, (choice.id, choice.label.zh, choice.label.en, *choice.aliases)))


def _only(found: Iterable[str]) -> str | None:
    identities = set(found)
    return identities.pop() if len(identities) == 1 else None


def _spelt(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    return (choice.id for choice in choices if fold(typed) in _folded(choice))


def _spelt_without_note(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """A note in brackets that stands in a choice's label need not be typed: 高级工程师（副高）."""
    wanted = fold(typed)
    return (
        choice.id
        for choice in choices
        if wanted and wanted in {fold(_NOTE.sub("", name)) for name in _spellings(choice)}
    )


def _spelt_alike(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    group = _GROUP_OF.get(fold(typed))
    if group is None:
        return ()
    return (choice.id for choice in choices if group in {_GROUP_OF.get(name) for name in _folded(choice)})


@lru_cache(maxsize=2048)
def _folded(choice: Choice) -> frozenset[str]:
    return frozenset(map(fold, _spellings(choice)))
