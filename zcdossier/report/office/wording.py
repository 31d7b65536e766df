"""Findings in the words of a letter: no codes, no keys of the manifest, no commands."""

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.report.judged import Judged
from zcdossier.report.office.acts import message_key
from zcdossier.report.office.labels_for_keys import ATTACH, fields_of, worded
from zcdossier.report.office.phrases import FIXES, MESSAGES
from zcdossier.report.words import fill, message_text, one_line


def said(finding: Finding, title: str, lang: str) -> str:
    """What is wrong. `title` names the record already, so that it is not said twice."""
    other = MESSAGES.get((finding.code, message_key(finding)))
    if other is not None:
        return fill(one_line(other, lang), finding.args, lang)
    text = message_text(finding, lang)
    if title:
        text = text.removesuffix(f"：{title}").removesuffix(f": {title}").removeprefix(f"“{title}”")
    return text


def fix(finding: Finding, judged: Judged, lang: str) -> str:
    """What to do, or an empty text where that is plain from what is wrong."""
    key = (finding.code, message_key(finding))
    hint = one_line(Label(finding.message.hint_zh, finding.message.hint_en), lang)
    if key in FIXES and not _is_the_notices(hint, finding, key):
        hint = one_line(FIXES[key], lang)
        return fill(hint, finding.args, lang) if hint else _field_hint(finding, judged, lang)
    return fill(worded(hint, finding, judged, lang), finding.args, lang)


def _is_the_notices(hint: str, finding: Finding, key: tuple[str, str]) -> bool:
    """Whether the notice gave a hint of its own instead of the kind's, and one that says more than the letter does."""
    if finding.message == BY_CODE[key[0]].messages[key[1]]:
        return False
    return not any(pattern.fullmatch(hint) for pattern, _ in ATTACH)


def _field_hint(finding: Finding, judged: Judged, lang: str) -> str:
    """How the notice wants a field to be filled in."""
    field = fields_of(finding, judged).get(str(finding.args.get("id", "")))
    return worded(one_line(field.hint, lang), finding, judged, lang) if field is not None and field.hint else ""
