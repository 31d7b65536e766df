"""What has to be done about a finding, as an applicant thinks of it: add, fill in, remove, correct, replace, rename."""

from enum import StrEnum

from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label


class Action(StrEnum):
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


ACTION_HEADINGS: dict[Action, Label] = {
    Action.ADD: Label("请补上缺少的材料", "Please add what is missing"),
    Action.FILL: Label("请补填没有填的内容", "Please fill in what was left empty"),
    Action.REMOVE: Label("请删去或合并多出来的内容", "Please remove or merge what is surplus"),
    Action.CORRECT: Label("请改正填写的内容", "Please correct what was entered"),
    Action.REPLACE: Label("请更换用不了的文件", "Please replace files that can't be used"),
    Action.RENAME: Label("请给文件改名或换个位置", "Please rename or move files"),
    Action.SETTLE: Label("您回答说还没有做到的，请办好", "You answered that this is not done yet: please see to it"),
    Action.ANSWER: Label(
        "这些回答看不出是还是否，请写清楚", "These answers are neither yes nor no: please make them clear"
    ),
    Action.MANIFEST: Label(
        "请改正材料清单（申报表.xlsx 或 dossier.yaml）",
        "Please correct your manifest (申报表.xlsx or dossier.yaml)",
    ),
    Action.CHECK: Label("请核对（不一定有错）", "Please check (these are not necessarily wrong)"),
}

_BY_HUNDRED: dict[str, Action] = {
    "0": Action.MANIFEST,
    "1": Action.CORRECT,
    "2": Action.CORRECT,
    "3": Action.CORRECT,
    "4": Action.ADD,
    "5": Action.REPLACE,
    "6": Action.REPLACE,
    "7": Action.REPLACE,
}
"""What most kinds of a hundred ask for; those that ask for something else are named below."""
_BY_CODE: dict[str, Action] = {
    **dict.fromkeys(("ZC105", "ZC503"), Action.ADD),
    "ZC201": Action.FILL,
    "ZC405": Action.CORRECT,
    **dict.fromkeys(("ZC104", "ZC202", "ZC404", "ZC406"), Action.REMOVE),
    "ZC209": Action.REPLACE,
    "ZC702": Action.CORRECT,
    **dict.fromkeys(("ZC707", "ZC709"), Action.REMOVE),
    **dict.fromkeys(("ZC403", "ZC501", "ZC502", "ZC507", "ZC509", "ZC510", "ZC512"), Action.RENAME),
}
_BY_KEY: dict[tuple[str, str], Action] = {
    **{("ZC101", key): Action.REMOVE for key in ("many", "by-level", "amount", "none", "none-attached")},
    **{("ZC101", key): Action.ADD for key in ("few", "few-ways", "neither", "none-such", "none-so", "none-suitable")},
    **{("ZC101", key): Action.ADD for key in ("no-photo", "no-text", "no-attachment", "empty")},
    **{("ZC008", key): Action.SETTLE for key in ("answered", "answered-about")},
    **{("ZC008", key): Action.ANSWER for key in ("remark", "remark-about")},
    ("ZC103", "missing"): Action.ADD,
    ("ZC105", "over"): Action.CORRECT,
    ("ZC103", "other"): Action.REMOVE,
    ("ZC103", "repeated"): Action.REMOVE,
    ("ZC103", "unread"): Action.CORRECT,
    ("ZC207", "blank"): Action.FILL,
    ("ZC301", "missing"): Action.FILL,
    ("ZC401", "none"): Action.ADD,
    ("ZC401", "few"): Action.ADD,
    ("ZC401", "no-folder"): Action.ADD,
    ("ZC401", "many"): Action.REMOVE,
    ("ZC401", "format"): Action.REPLACE,
}


def action_for(finding: Finding) -> Action:
    """What an applicant has to do about a finding. A warning is to be checked, but for the applicant's own no."""
    act = action_ignoring_severity(finding)
    return Action.CHECK if finding.severity is Severity.WARNING and act not in (Action.SETTLE, Action.ANSWER) else act


def action_ignoring_severity(finding: Finding) -> Action:
    """What would have to be done if it is wrong."""
    code = finding.code
    return _BY_KEY.get((code, finding.key)) or _BY_CODE.get(code) or _BY_HUNDRED[code[2]]
