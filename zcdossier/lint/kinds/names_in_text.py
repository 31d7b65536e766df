"""ZC208 names: a text in which no person may be named."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.people import split_people
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule

_LATIN = re.compile(r"[A-Za-z]")
_CERTAIN_LENGTH = 3
_SHORTEST = 2
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓"
)
_CONNECTING = "和于时成应"
_CALLED = re.compile(
    f"(?P<name>[{_SURNAMES}][\\u4e00-\\u9fff]{{1,2}})(?=(?:老师|教授|博士|医生|医师|主任|院长|校长|处长|科长|经理|总工|同志|先生|女士))"
)
_TITLES = ("教授", "老师", "主任", "院长", "博士", "工程", "高级", "副")


class Params(NamedTuple):
    """`known` lists subjects whose persons must not appear; `looks_like` grades what only looks like a name."""

    known: tuple[str, ...] = ()
    field: str = ""
    looks_like: str = "warning"


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Search for known names (two characters may be an ordinary word: a warning), then for what looks like one."""
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        found = context.text_of(one, params.field)
        if found is None:
            continue
        text, place, label = found
        if text is None:
            yield Unjudged(Label(f"读不出{label.zh}的文字", f"the text of {label.text('en')} can't be read"), place)
            continue
        hits = [name for name in _people(params.known, context) if _named(name, text)]
        for name in hits:
            certain = len(name) >= _CERTAIN_LENGTH
            yield Hit(place, "known", {"label": label, "name": name}, None if certain else Severity.WARNING)
        if params.looks_like != "allow" and not hits:
            yield from _alike(text, place, label, Severity(params.looks_like))


def _alike(text: str, place: Place, label: Label, severity: Severity) -> Iterator[Hit]:
    found = (_without_connection(match["name"]) for match in _CALLED.finditer(text))
    for name in dict.fromkeys(name for name in found if len(name) >= _SHORTEST and not name.endswith(_TITLES)):
        yield Hit(place, "alike", {"label": label, "name": name}, severity)


def _without_connection(name: str) -> str:
    """A surname that is also a common word (和周老师, 对于李教授) only joins what is before to the name."""
    joins = name[0] in _CONNECTING and name[1] in _SURNAMES
    return name[1:] if joins else name


def _named(name: str, text: str) -> bool:
    """A name in Latin letters stands as words of its own; Chinese has no borders between words."""
    if not _LATIN.search(name):
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


KIND = Kind(
    code="ZC208",
    name="names",
    title=Label("不得出现姓名", "no names of persons"),
    params=Params,
    check=check,
    messages={
        "known": Message(
            "{label}里出现了姓名“{name}”",
            "{label} names a person: {name}",
            "改成“本人”“项目组成员”等不指名的说法",
            "write 本人 or “a member of the team” instead",
        ),
        "alike": Message(
            "{label}里的“{name}”像是人名",
            "{label}: {name} looks like a person's name",
            "是人名就改成不指名的说法；不是就不用改",
            "if it is a name, write it without; otherwise leave it",
        ),
    },
    card=Card(
        why=Label("评审时材料匿名，总结里出现姓名会被退回。", "Reviews are anonymous; a name sends the text back."),
        wrong="在王小明教授指导下完成……",
        right="在导师指导下完成……",
        mend=Label("去掉姓名。", "Take the names out."),
    ),
)
