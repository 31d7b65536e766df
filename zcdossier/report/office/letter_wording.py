"""Findings in the words of a letter: no codes, no keys of the manifest, no commands; and what each is about.

Notices write their hints for those who type the manifest (`加一行 abroad: 是`). An applicant knows the portal's
words, so keys become labels (“国境外取得”填 是), and what only a terminal or an editor could do is left out.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.model.record_names import section_of_record
from zcdossier.report.findings_by_section import APPLICANT, LEVEL, OWN_LABELS, OwnerFinder
from zcdossier.report.messages import fill_slots, message_text, one_line
from zcdossier.report.sanitize import escape_controls, strip_controls

LETTER_MESSAGES: dict[tuple[str, str], Label] = {
    ("ZC006", "no-code"): Label("有一条不适用说明没有写代码", "a waiver does not name the finding it is for"),
    ("ZC006", "no-reason"): Label("有一条不适用说明没有写理由", "a waiver gives no reason"),
    ("ZC006", "unknown-code"): Label("有一条不适用说明的代码不存在", "a waiver has a code that does not exist"),
    ("ZC006", "unused"): Label("有一条不适用说明没有对应的问题", "a waiver matches no finding"),
    ("ZC006", "not-waivable"): Label(
        "有一条不适用说明不能用：这种问题必须改正", "a waiver does not count: this kind of problem has to be fixed"
    ),
    ("ZC007", "unknown"): Label("有一个回答不知道是回答哪个问题的", "an answer belongs to no question"),
    ("ZC008", "answered"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC008", "answered-about"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC008", "remark"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC008", "remark-about"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC501", "folder"): Label(
        "文件夹 {name}（{count} 个文件）不属于任何一条记录", "folder {name} belongs to no record"
    ),
    ("ZC501", "folder-of-section"): Label(
        "文件夹 {name}（{count} 个文件）不属于任何一条记录", "folder {name} belongs to no record"
    ),
    ("ZC101", "no-photo"): Label("没有放“{label}”", "{label} is missing"),
    ("ZC101", "no-text"): Label("没有放“{label}”", "{label} is missing"),
}
_NOTHING = Label("", "")
_RECORD = Label("加上这样一条记录，并放好它的佐证", "add such a record with its evidence")
_SETTLE = Label(
    "办好以后告诉我们改成“{wanted}”；对您不适用的，回答“不适用”",
    "when it is done tell us to change the answer to {wanted}; if it does not apply to you, say so",
)
_ANSWER = Label(
    "只回答“是”“否”或“不适用”；要说明的，写在后面的括号里",
    "answer yes, no or does not apply; an explanation may follow in brackets",
)
_WHICH_PAGES = Label(
    "告诉我们哪几页是哪种佐证；或者分成几个文件，各写各的名字",
    "tell us which pages are which part; or make it several files with a name each",
)
LETTER_HINTS: dict[tuple[str, str], Label] = {
    ("ZC008", "answered"): _SETTLE,
    ("ZC008", "answered-about"): _SETTLE,
    ("ZC008", "remark"): _ANSWER,
    ("ZC008", "remark-about"): _ANSWER,
    ("ZC006", "unused"): Label("问题已经解决就删去这条不适用说明", "remove the waiver if the problem is gone"),
    ("ZC007", "unknown"): Label("照下面列出的问题回答", "answer the questions below"),
    ("ZC101", "many"): Label("只留最有分量的 {max} 项，删去其余的", "keep the best {max}, remove the others"),
    ("ZC101", "by-level"): Label("只留最有分量的 {max} 项，删去其余的", "keep the best {max}, remove the others"),
    ("ZC101", "few"): Label("再加 {more} 条记录，并放好佐证", "add {more} more with their evidence"),
    ("ZC101", "none-such"): _RECORD,
    ("ZC101", "none-so"): _RECORD,
    ("ZC101", "none-suitable"): _RECORD,
    ("ZC101", "empty"): Label("至少加一条记录，并放好它的佐证", "add at least one record with its evidence"),
    ("ZC101", "no-photo"): Label("把照片交来", "hand it in"),
    ("ZC101", "no-text"): Label("写好以后交来", "write it and hand it in"),
    ("ZC101", "no-attachment"): Label("扫描以后放进文件夹“附件/{label}”", "scan it into the folder 附件/{label}"),
    ("ZC201", "absent"): _NOTHING,
    ("ZC201", "blank"): _NOTHING,
    ("ZC201", "absent-flag"): _NOTHING,
    ("ZC201", "blank-flag"): _NOTHING,
    ("ZC201", "piece"): Label("写进“{owner}”里", "write it into “{owner}”"),
    ("ZC401", "no-folder"): Label("建一个文件夹，放进扫描件，例如 {example}", "make a folder and put the scans there"),
    ("ZC405", "beyond"): Label("告诉我们要的是哪几页", "tell us which pages are meant"),
    ("ZC406", "in-records"): Label(
        "放错了就换成对的；一份证明确实说明两件事的，请告诉我们",
        "replace the wrong one; or tell us that it proves both",
    ),
    ("ZC502", "everything"): _WHICH_PAGES,
    ("ZC502", "several-parts"): _WHICH_PAGES,
    ("ZC501", "folder"): Label(
        "是佐证就补上它的记录，不用的请移走", "add its record if it is evidence, else move it away"
    ),
    ("ZC501", "folder-of-section"): Label(
        "是佐证就补上它的记录，不用的请移走", "add its record if it is evidence, else move it away"
    ),
    ("ZC503", "folder"): Label(
        "核对文件夹的名称，或建好它并放入扫描件", "check its name, or make it and put the scans there"
    ),
    ("ZC503", "file"): Label("核对文件名，或把文件放到这个位置", "check its name, or put the file there"),
    ("ZC508", "heic"): Label(
        "转成 JPG，或在手机上设为“兼容性最佳”重拍",
        "convert it to JPG, or set the phone to Most Compatible and take the photo again",
    ),
    ("ZC601", "outside"): Label("换一张合要求的，或者重新拍", "use another one that complies, or take it again"),
}


_NAMED = frozenset({APPLICANT, LEVEL})
_NTH = Label("第 {} 条", "number {}")


class Subject(NamedTuple):
    """`name` is 论文“课堂里的追问”; `title` the record's own. Subjects compare in the portal's order."""

    order: tuple[int, int]
    name: str
    title: str = ""


def subject_of(finding: Finding, result: LintResult, lang: str) -> Subject:
    """What a finding is about. One that is about no record in particular has no name."""
    if result.dossier is None or result.profile is None:
        return Subject((0, 0), "")
    owners = OwnerFinder(result.dossier, result.profile)
    owner = owners.of(finding)
    section = owners.section(owner)
    if section is None:
        label = OWN_LABELS[owner.section] if owner.section in _NAMED else Label("")
        return Subject((0 if label.zh else _LAST, 0), one_line(label, lang))
    order = _order(section, result.profile)
    if owner.record is None:
        return Subject((order, -1), one_line(section.label, lang))
    title = record_title(owner.record, section, lang)
    return Subject((order, owner.record.position), record_name(owner.record, section, lang), title)


def record_name(record: Record, section: Section, lang: str) -> str:
    """论文“课堂里的追问”; a photo or a text goes by its label."""
    label, title = one_line(section.label, lang), record_title(record, section, lang)
    if not title or title == label:
        return label
    return Label(f"{label}{quote_title(title)}", f"{label} {quote_title(title)}").text(lang)


def quote_title(title: str) -> str:
    """A title in quotation marks; its own become single ones."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def record_title(record: Record, section: Section, lang: str) -> str:
    """The title as typed, else the folder's own name, else which one it is."""
    title = record.text(section.title_field) or record.folder.rpartition("/")[2]
    if not title and record.place.path.startswith("sections."):
        title = _NTH.text(lang).format(record.position + 1)
    return escape_controls(title)


def section_label(record: Record, result: LintResult, lang: str) -> str:
    """The label of a record's section, or an empty text."""
    section = section_of_record(record, result.profile) if result.profile is not None else None
    return one_line(section.label, lang) if section is not None else ""


def section_of_finding(finding: Finding, result: LintResult) -> Section | None:
    """The section, attachment, text or photo that a finding is about."""
    owners = OwnerFinder(result.dossier, result.profile)
    return owners.section(owners.of(finding))


_LAST = 10_000


def _order(section: Section, profile: Profile) -> int:
    everything = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    return next((number for number, other in enumerate(everything, start=1) if other is section), _LAST - 1)


ATTACH_PATTERNS = (
    (re.compile(r"在 attachments 下加上?(?:一条)? ?kind ([^\s，；]+)( 和放扫描件的文件夹)?"), r"附上“\1”"),
    (re.compile(r"add (?:a record with )?kind:? ([^\s,;]+) to attachments"), r"attach “\1”"),
)
_COMMAND = re.compile(r"zcdossier|dossier\.yaml|\bZC\d{3}\b")
_PIECES = re.compile(r"(?<=[；。])|(?<=; )")
_KEY = r"(?<![{\w./-])(?P<key>[a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?![\w}./-])"
_OWN_ZH = r"(?P<own>（[^（）]*）)?"
_VALUE_ZH = r"(?:: ?| (?=[\u4e00-\u9fff])(?![移写填改里下和从或并]))"
_FILLED_ZH = re.compile(rf"(?:加上一行|加一行|加上|加|写上|写成|写)? ?{_KEY}{_OWN_ZH}{_VALUE_ZH}")
_NAMED_ZH = re.compile(rf" ?{_KEY}{_OWN_ZH}(?: (?=[\u4e00-\u9fff（]))?")
_FILLED_EN = re.compile(rf"(?:add |write )?{_KEY}(?P<own>)(?:: ?| (?=[是否]))")
_NAMED_EN = re.compile(rf"{_KEY}(?P<own>)")
_LEFT_OVER = re.compile(r"(?<![{\w./])[a-z]+(?:_[a-z]+)+\b")
_LEFT_OVER_ZH = re.compile(r"(?<![{\w./-])(?:folder|kind|file|attachments|texts|sections)\b(?!})")
_APPLICANT = Label("个人基本信息", "applicant")


def replace_keys(hint: str, finding: Finding, result: LintResult, lang: str) -> str:
    """Put labels for keys; a piece that still needs a terminal or an editor is left out.

    The hint is not filled yet: what the applicant typed is never reworded.
    """
    if finding.code < "ZC008":  # about the manifest itself: its keys are what is wrong
        pieces = [piece for piece in _PIECES.split(hint) if "zcdossier" not in piece]
        return "".join(pieces).strip().rstrip("；;")
    for pattern, instead in ATTACH_PATTERNS:
        hint = pattern.sub(instead, hint)
    labels = dict(_labels_by_key(finding, result, lang))
    filled_key, named_key = (_FILLED_EN, _NAMED_EN) if lang == "en" else (_FILLED_ZH, _NAMED_ZH)

    def reworded(piece: str) -> str:
        piece = filled_key.sub(lambda match: _label_for(match, labels, Label("填 ", " = ").text(lang)), piece)
        return named_key.sub(lambda match: _label_for(match, labels, ""), piece)

    reworded_pieces = map(reworded, _PIECES.split(hint))
    not_said = (_COMMAND, _LEFT_OVER) if lang == "en" else (_COMMAND, _LEFT_OVER, _LEFT_OVER_ZH)
    kept = [piece for piece in reworded_pieces if not any(pattern.search(piece) for pattern in not_said)]
    return "".join(kept).strip().rstrip("；;")


def _label_for(match: re.Match[str], labels: dict[str, str], fills: str) -> str:
    label = labels.get(match["key"])
    if label is None or (fills == "填 " and match.string[: match.start()].endswith("把")):
        return match[0]
    remark = match["own"] if match["own"] and match["own"] != f"（{label}）" else ""
    return f"“{label}”{remark}{fills}"


def _labels_by_key(finding: Finding, result: LintResult, lang: str) -> Iterator[tuple[str, str]]:
    """Labels by key; those of the finding's own section come last and win.

    In English a key such as `title` is a word like any other: only keys that can't be one are put into labels.
    """
    profile = result.profile
    if profile is None:
        return
    yield "applicant", _APPLICANT.text(lang)
    groups = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    fields = [field for section in groups for field in section.fields.values() if "_" in field.id]
    labelled: list[Section | Field] = [
        *groups,
        *fields,
        *profile.applicant.values(),
        *fields_of_finding(finding, result).values(),
    ]
    yield from ((owner.id, owner.label.text(lang)) for owner in labelled if lang != "en" or "_" in owner.id)


def fields_of_finding(finding: Finding, result: LintResult) -> dict[str, Field]:
    """The fields of what a finding is about, by id."""
    if result.profile is None:
        return {}
    section = section_of_finding(finding, result)
    if section is not None:
        return dict(section.fields)
    return dict(result.profile.applicant) if finding.place.path.startswith("applicant") else {}


def letter_message(finding: Finding, title: str, lang: str) -> str:
    """What is wrong. `title` names the record already, so that it is not said twice."""
    template = LETTER_MESSAGES.get((finding.code, finding.key))
    if template is not None:
        return fill_slots(one_line(template, lang), finding.args, lang)
    return _without_title(message_text(finding, lang), title)


def _without_title(text: str, title: str) -> str:
    """Take a record's title away where what is left reads by itself, as what is left of 甲和乙 does not."""
    if not title:
        return text
    text = text.removesuffix(f"：{title}").removesuffix(f": {title}").removeprefix(f"{title}: ")
    rest = text.removeprefix(f"“{title}”")
    return text if rest.startswith("和") else rest.removeprefix("的").lstrip() if rest != text else text


def letter_hint(finding: Finding, result: LintResult, lang: str) -> str:
    """What to do, or an empty text where that is plain from what is wrong."""
    key = (finding.code, finding.key)
    hint = one_line(finding.hint, lang)
    if key in LETTER_HINTS and not _is_notice_hint(hint, finding, result):
        hint = one_line(LETTER_HINTS[key], lang)
        return fill_slots(hint, finding.args, lang) if hint else _field_hint(finding, result, lang)
    return fill_slots(replace_keys(hint, finding, result, lang), finding.args, lang)


def _is_notice_hint(hint: str, finding: Finding, result: LintResult) -> bool:
    """Whether the notice gave a hint of its own instead of the kind's, and one that says more than the letter does."""
    if finding.hint == result.form.hint_of(BY_CODE[finding.code].messages[finding.key]):
        return False
    return not any(pattern.fullmatch(hint) for pattern, _ in ATTACH_PATTERNS)


def _field_hint(finding: Finding, result: LintResult, lang: str) -> str:
    """How the notice wants a field to be filled in."""
    field = fields_of_finding(finding, result).get(str(finding.args.get("id", "")))
    return replace_keys(one_line(field.hint, lang), finding, result, lang) if field is not None and field.hint else ""


def addressee_of(result: LintResult) -> str:
    """The applicant's name, or the folder's when no name can be read."""
    name = strip_controls(result.dossier.applicant_name) if result.dossier is not None else ""
    return name or strip_controls(_folder_name(result.name)) or result.name


def _folder_name(path: str) -> str:
    """The last part of a path; `.` and `..` have no name of their own."""
    last = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return Path(path).resolve().name if last in ("", ".", "..") else last
