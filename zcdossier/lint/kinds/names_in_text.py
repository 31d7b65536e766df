"""ZC208 names: a text in which no person may be named."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName, Grade, Subject
from zcdossier.lint.record_selection import TextToCheck, per_record, text_to_check
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.people import split_people
from zcdossier.model.place import Place
from zcdossier.model.surnames import USUAL_SURNAMES

_LATIN = r"[A-Za-z]"
_CERTAIN_LENGTH = 3
_SHORTEST = 2
_CONNECTING = "和于时成应"
_OFFICES = "主任|院长|校长|处长|科长|经理|总工"
_PROFESSIONS = "工程师|研究员|讲师|院士|医师|护士长"
_CALLED = (
    f"(?P<name>[{USUAL_SURNAMES}][\\u4e00-\\u9fff]{{1,2}})"
    f"(?=(?:(?:正高级|高级|助理|副)?(?P<title>老师|教授|博士|医生|{_OFFICES}|{_PROFESSIONS}|同志|先生|女士)))"
)
_TITLES = ("教授", "老师", "主任", "院长", "博士", "工程", "高级", "正高", "正高级", "助理", "主治", "副")
_WORD_SURNAMES = frozenset("水金安方车路云江石万常时成任于和应高项管计")
"""Surnames that begin so many ordinary words that only a common title after them makes a name."""
_ORDINARY_WORDS = """
安排 安全 安装 安心 安徽 安庆 安康 安监 常务 常任 常规 常州 常年 常见 常驻 成为 成立 成人
成都 成果 成长 成功 应用 应届 应急 应当 应邀 项目 施工 施行 施教 金融 金牌 金属 金华 江苏
江西 江州 江南 水利 水工 水电 水文 水务 水产 水质 方向 方案 方面 方法 经济 经营 经过 经验
经常 毕业 计划 计算 计量 计财 纪检 纪委 房颤 房建 云南 云计 支部 支持 支行 柏林 管理 管道
管线 严格 严谨 严重 高级 高校 高年 高等 高中 高职 高压 高水 高层 任课 任教 任职 任系 任期
任务 和谐 和平 和其 和本 和科 于本 于医 于大 于学 时任 时代 万名 章程 明确 明星 解放 解决
解剖 全国 平台 平面 平时 平原 顾问 顾客 温度 温州 凌晨 单位 单元 路桥 路线 路面 路政 车间
车辆 石油 石化 石材 马上 花卉 苗木 苏州 鲁东 梅州 林业 林学 林场 田间 水田 郎中 宁波 贺信
康复 元素 余名 章节 连续 华东 华南 华北 华中 华西 湛江 祁连 唐山 汤池 乐团 乐器 邵阳 邓州
龙头 黄河 黄山 黄金 童年 夏季 胡同 柯桥 萧山 余杭 桂林 凤凰 韦氏 戴着 谈判 宋代 唐代 明代
孔径 孟加 葛洲 尤其 许多 何时 何种 吴兴 郑州 韩国 魏晋 姜黄 章丘 潘家 范围 范例 彭州 方言
柳州 袁州 史学 史料 费用 费率 雷达 雷电 汤剂 罗马 毛巾 毛坯 殷切 汪洋 禹城 贝类 臧否 戴维
庞大 熊猫 舒适 屈服 祝贺 祝愿 董事 梁板 杜绝 阮氏 蓝图 蓝色 席位 季度 季节 强化 强度 强调
强电 贾汪 危险 危重 危化 童装 颜色 盛大 刁难 钟表 徐州 邱县 骆马 蔡甸 樊城 胡萝 虞城 万元
柯城 卢沟 莫非 裘皮 缪斯 干部 干预 干线 应收 宗教 宗旨 丁类 丁级 宣传 宣城
"""
"""Words of two characters that begin with a surname and often stand before a title: 项目经理, 安全工程师."""
_KNOWN_TO_ALL = """
毛泽东 邓小平 周恩来 孙中山 鲁迅 雷锋 孔子 孟子 孔繁森 焦裕禄 陶行知 钱学森
蔡元培 华罗庚 张桂梅 黄大年 袁隆平 白求恩 钟南山
"""
_ORDINARY, _PUBLIC_FIGURES = frozenset(_ORDINARY_WORDS.split()), frozenset(_KNOWN_TO_ALL.split())
_FULL_LENGTH = 3


class NamesInTextParams(NamedTuple):
    """`known` lists subjects whose persons must not appear; `looks_like` grades what only looks like a name."""

    known: tuple[Subject, ...] = ()
    field: FieldName = FieldName("")
    looks_like: Grade = Grade.WARNING


@per_record
def check(record: Record, params: NamesInTextParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Search for known names (two characters may be an ordinary word: a warning), then for what looks like one."""
    text_or_open = text_to_check(record, params.field, context)
    if not isinstance(text_or_open, TextToCheck):
        yield from () if text_or_open is None else (text_or_open,)
        return
    text, place, label = text_or_open
    hits = [name for name in _people(params.known, context) if _is_named_in(name, text)]
    for name in hits:
        certain = len(name) >= _CERTAIN_LENGTH
        yield Hit(place, "known", {"label": label, "name": name}, None if certain else Severity.WARNING)
    if params.looks_like is not Grade.ALLOW and not hits:
        yield from _hits_for_likely_names(text, place, label, params.looks_like.severity)


def _hits_for_likely_names(text: str, place: Place, label: Label, severity: Severity) -> Iterator[Hit]:
    names = (
        name
        for match in re.finditer(_CALLED, text)
        if _may_be_name(name := _without_connection(match["name"]), match["title"])
    )
    for name in dict.fromkeys(names):
        yield Hit(place, "alike", {"label": label, "name": name}, severity)


def _may_be_name(name: str, title: str) -> bool:
    """Whether what stands before a title may be a person, not a word (项目经理, 担任车间主任) or one whom all know."""
    if len(name) < _SHORTEST or name.endswith(_TITLES) or name in _PUBLIC_FIGURES:
        return False
    if name[:2] in _ORDINARY or name[1:] in _ORDINARY:
        return False
    if title in _PROFESSIONS.split("|"):
        return len(name) == _FULL_LENGTH and name[0] not in _WORD_SURNAMES
    return not (name[0] in "任于" and title in _OFFICES.split("|"))


def _without_connection(name: str) -> str:
    """A surname that is also a common word (和周老师, 对于李教授) only joins what is before to the name."""
    joins = name[0] in _CONNECTING and name[1] in USUAL_SURNAMES
    return name[1:] if joins else name


def _is_named_in(name: str, text: str) -> bool:
    """A name in Latin letters stands as words of its own; Chinese has no borders between words."""
    if not re.search(_LATIN, name):
        return name in text
    words = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<![A-Za-z]){words}(?![A-Za-z])", text, re.IGNORECASE) is not None


def _people(subjects: tuple[str, ...], context: Context) -> list[str]:
    names: dict[str, None] = {}
    for subject in subjects:
        section, _, field = subject.partition(".")
        for record in context.records(section if field else APPLICANT):
            for name in split_people(record.text(field or subject)):
                if len(name) >= _SHORTEST:
                    names[name] = None
    return list(names)


KIND = CheckKind(
    code="ZC208",
    name="names",
    title=Label("不得出现姓名", "no personal names"),
    params=NamesInTextParams,
    check=check,
    messages={
        "known": Message(
            Label("{label}里出现了姓名“{name}”", "{label} contains a personal name: {name}"),
            Label(
                "改成“本人”“项目组成员”等不指名的说法",
                "write 本人 (“I”) or 项目组成员 (“a member of the team”) instead",
            ),
        ),
        "alike": Message(
            Label("{label}里的“{name}”像是人名", "{label}: {name} looks like a person's name"),
            Label("是人名就改成不指名的说法；不是就不用改", "if it is one, take it out; otherwise leave it"),
        ),
    },
    card=Card(
        why=Label(
            "评审时材料匿名，总结里出现姓名会被退回。", "Reviews are anonymous; a text with a name in it is sent back."
        ),
        wrong="在王小明教授指导下完成……",
        right="在导师指导下完成……",
        mend=Label("去掉姓名。", "Take the names out."),
    ),
)
