"""Hints of a notice put into the words of the portal, for people who never see the manifest.

Notices write their hints for those who type it (`加一行 abroad: 是`). An applicant knows the portal's words, so keys
become the labels they stand for (“国境外取得”填 是), and what only a terminal or an editor could do is left out.
"""

import re
from collections.abc import Iterator

from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, Section
from zcdossier.report.judged import Judged
from zcdossier.report.office.subjects import section_of

ATTACH = (
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


def worded(hint: str, finding: Finding, judged: Judged, lang: str) -> str:
    """Put labels for keys; a piece that still needs a terminal or an editor is left out.

    The hint is not filled yet: what the applicant typed is never reworded.
    """
    if finding.code < "ZC008":  # about the manifest itself: its keys are what is wrong
        pieces = [one for one in _PIECES.split(hint) if "zcdossier" not in one]
        return "".join(pieces).strip().rstrip("；;")
    for pattern, instead in ATTACH:
        hint = pattern.sub(instead, hint)
    labels = dict(_labels(finding, judged, lang))
    filled, named = (_FILLED_EN, _NAMED_EN) if lang == "en" else (_FILLED_ZH, _NAMED_ZH)

    def reworded(piece: str) -> str:
        piece = filled.sub(lambda match: _label_for(match, labels, " = " if lang == "en" else "填 "), piece)
        return named.sub(lambda match: _label_for(match, labels, ""), piece)

    reworded_pieces = map(reworded, _PIECES.split(hint))
    not_said = (_COMMAND, _LEFT_OVER) if lang == "en" else (_COMMAND, _LEFT_OVER, _LEFT_OVER_ZH)
    kept = [one for one in reworded_pieces if not any(pattern.search(one) for pattern in not_said)]
    return "".join(kept).strip().rstrip("；;")


def _label_for(match: re.Match[str], labels: dict[str, str], fills: str) -> str:
    label = labels.get(match["key"])
    if label is None or (fills == "填 " and match.string[: match.start()].endswith("把")):
        return match[0]
    own = match["own"] if match["own"] and match["own"] != f"（{label}）" else ""
    return f"“{label}”{own}{fills}"


def _labels(finding: Finding, judged: Judged, lang: str) -> Iterator[tuple[str, str]]:
    """Labels by key; those of the finding's own section come last and win.

    In English a key such as `title` is a word like any other: only keys that can't be one are put into labels.
    """
    profile = judged.profile
    if profile is None:
        return
    yield "applicant", _APPLICANT.text(lang)
    groups = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    fields = [field for section in groups for field in section.fields.values() if "_" in field.id]
    named: list[Section | Field] = [*groups, *fields, *profile.applicant.values(), *fields_of(finding, judged).values()]
    yield from ((one.id, one.label.text(lang)) for one in named if lang != "en" or "_" in one.id)


def fields_of(finding: Finding, judged: Judged) -> dict[str, Field]:
    """The fields of what a finding is about, by id."""
    if judged.profile is None:
        return {}
    section = section_of(finding, judged)
    if section is not None:
        return dict(section.fields)
    return dict(judged.profile.applicant) if finding.place.path.startswith("applicant") else {}
