"""What has to be done about a finding, as an applicant thinks of it: add, fill in, remove, correct, replace, rename."""

from enum import StrEnum

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label


class Act(StrEnum):
    """One thing to do, in the order of a letter."""

    ADD = "add"
    FILL = "fill"
    REMOVE = "remove"
    CORRECT = "correct"
    REPLACE = "replace"
    RENAME = "rename"
    SETTLE = "settle"
    ANSWER = "answer"
    MANIFEST = "manifest"
    CHECK = "check"


HEADINGS: dict[Act, Label] = {
    Act.ADD: Label("请补上缺少的材料", "Please add what is missing"),
    Act.FILL: Label("请补填没有填的内容", "Please fill in what was left empty"),
    Act.REMOVE: Label("请删去或合并多出来的内容", "Please remove or merge what is too much"),
    Act.CORRECT: Label("请改正填写的内容", "Please correct what was entered"),
    Act.REPLACE: Label("请更换用不了的文件", "Please replace files that can't be used"),
    Act.RENAME: Label("请给文件改名或换个位置", "Please rename or move files"),
    Act.SETTLE: Label("您回答说还没有做到的，请办好", "What you answered is not so yet: please put it right"),
    Act.ANSWER: Label(
        "这些回答看不出是还是否，请写清楚", "These answers say neither yes nor no: please make them clear"
    ),
    Act.MANIFEST: Label("请改正材料清单（dossier.yaml）的写法", "Please mend the list of your material (dossier.yaml)"),
    Act.CHECK: Label("请核对（不一定有错）", "Please check (these may be right)"),
}

_BY_CODE: dict[str, Act] = {
    **dict.fromkeys(("ZC001", "ZC002", "ZC003", "ZC004", "ZC005", "ZC006", "ZC007"), Act.MANIFEST),
    **dict.fromkeys(("ZC105", "ZC402", "ZC503"), Act.ADD),
    "ZC201": Act.FILL,
    **dict.fromkeys(("ZC210", "ZC303", "ZC405"), Act.CORRECT),
    **dict.fromkeys(("ZC104", "ZC202", "ZC404", "ZC406"), Act.REMOVE),
    **dict.fromkeys(("ZC209", "ZC504", "ZC505", "ZC506", "ZC508", "ZC511", "ZC513", "ZC601"), Act.REPLACE),
    **dict.fromkeys(("ZC403", "ZC501", "ZC502", "ZC507", "ZC509", "ZC510", "ZC512"), Act.RENAME),
}
_BY_KEY: dict[tuple[str, str], Act] = {
    **{("ZC101", key): Act.REMOVE for key in ("many", "by-level", "amount", "none", "none-attached")},
    **{("ZC101", key): Act.ADD for key in ("few", "none-such", "none-so", "none-suitable")},
    **{("ZC101", key): Act.ADD for key in ("no-photo", "no-text", "no-attachment", "empty")},
    **{("ZC008", key): Act.SETTLE for key in ("answered", "answered-about")},
    **{("ZC008", key): Act.ANSWER for key in ("remark", "remark-about")},
    ("ZC103", "missing"): Act.ADD,
    ("ZC103", "other"): Act.REMOVE,
    ("ZC103", "repeated"): Act.REMOVE,
    ("ZC207", "blank"): Act.FILL,
    ("ZC301", "missing"): Act.FILL,
    ("ZC401", "none"): Act.ADD,
    ("ZC401", "few"): Act.ADD,
    ("ZC401", "no-folder"): Act.ADD,
    ("ZC401", "many"): Act.REMOVE,
    ("ZC401", "format"): Act.REPLACE,
}


def act_of(finding: Finding) -> Act:
    """What an applicant has to do about a finding. A warning is to be checked, but for the applicant's own no."""
    act = act_apart_from_severity(finding)
    return Act.CHECK if finding.severity is Severity.WARNING and act not in (Act.SETTLE, Act.ANSWER) else act


def act_apart_from_severity(finding: Finding) -> Act:
    """What would have to be done if it is wrong."""
    return _BY_KEY.get((finding.code, message_key(finding))) or _BY_CODE.get(finding.code, Act.CORRECT)


def message_key(finding: Finding) -> str:
    """Which of its kind's messages a finding bears, or an empty text. A profile may have changed the hint."""
    kind = BY_CODE.get(finding.code)
    if kind is None:
        return ""
    exact = (key for key, one in kind.messages.items() if one == finding.message)
    return next(exact, "") or next((key for key, one in kind.messages.items() if one.zh == finding.message.zh), "")
