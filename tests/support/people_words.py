"""What no message may hold that people are to read: conditions, keys, braces, sentences that contradict themselves."""

import re

from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.report.messages import hint_text, message_text

_NEVER = {
    "a route": re.compile(r"\b(?:applicant|sections|attachments|texts)\.[a-z]|\w\[\d+\]", re.ASCII),
    "a condition that contradicts itself": re.compile(r"填了“([^”]+)”，但“\1”填的是"),
    "a thing that is to be like itself": re.compile(r"“([^”]+)”[^，；]*，应与“\1”"),
    "a doubled name": re.compile(r"“([^”]{2,})的\1”"),
    "a brace that is not filled": re.compile(r"\{[a-z_]+\}"),
    "并非": re.compile("并非"),
    "brackets in brackets of logic": re.compile(r"(?:且|或)（[^）]*（"),
    "two marks in a row": re.compile(r"；；|。。|：：|，；|（）"),
}
_WORD = re.compile(r"[a-z_]{3,}")
_COMMANDS = re.compile(r"zcdossier(?: [a-z-]+)+|--[a-z]+")
_NAMES = frozenset({"gbk", "ansi", "unicode", "utf", "bom"})
_NAMES |= {
    "jpeg",
    "jpg",
    "png",
    "tiff",
    "doc",
    "docx",
    "zip",
    "pdf",
    "rgb",
    "dpi",
    "word",
    "excel",
    "wps",
    "xls",
    "tab",
    "yaml",
}
_NAMES |= {"web", "iii", "type", "truetype"}
"""What people know by these letters."""


def assert_people_can_read(linted: LintResult) -> None:
    """Every message and hint in Chinese, and every reason why something could not be judged."""
    typed = _typed_in(linted)
    seen = _words_of(linted, typed)
    for finding in linted.verdict.findings:
        message, hint = message_text(finding, "zh"), hint_text(finding, "zh")
        for text in (message, hint):
            _assert_plain(text, typed)
        foreign = set(_WORD.findall(_COMMANDS.sub(" ", message.lower()))) - seen - _read_off_a_file(linted, finding)
        assert not foreign, (message, foreign)
    for left in linted.verdict.not_evaluated:
        _assert_plain(left.reason.zh, typed)
        foreign = set(_WORD.findall(left.reason.zh.lower())) - seen
        assert not foreign, (left.reason.zh, foreign)


def _read_off_a_file(linted: LintResult, finding: Finding) -> set[str]:
    """What a measure of texts quotes: what the file says, and what the notice wants there (words, fonts, titles)."""
    rules = {rule.id: rule for rule in linted.profile.rules} if linted.profile else {}
    rule = rules.get(finding.rule)
    if rule is None or rule.kind != "measure" or MEASURES[rule.params.measure].words:
        return set()
    values = [finding.args.get(name) for name in ("value", "wanted")]
    return set(_WORD.findall(" ".join(text.zh for text in values if isinstance(text, Label)).lower()))


def _typed_in(linted: LintResult) -> str:
    """What the manifest holds: its text, or what is said to stand in the cells of a workbook."""
    manifest = linted.root / "dossier.yaml"
    if manifest.exists():
        return manifest.read_text(encoding="utf-8", errors="replace")
    return "\n".join(str(argument) for finding in linted.verdict.findings for argument in finding.args.values())


def _assert_plain(text: str, typed: str) -> None:
    for what, pattern in _NEVER.items():
        found = pattern.search(text)
        assert found is None or found[0] in typed, (what, text)


def _words_of(linted: LintResult, typed: str) -> set[str]:
    """What the dossier and the notice themselves hold in Latin letters."""
    names = " ".join(path.name for path in (linted.root, *linted.root.rglob("*")))
    wanted = " ".join(rule.says.zh for rule in linted.profile.rules if rule.says) if linted.profile else ""
    labels = " ".join(_labels(linted))
    return {*_WORD.findall(f"{typed} {names} {wanted} {labels}".lower()), *_NAMES}


def _labels(linted: LintResult) -> list[str]:
    if linted.profile is None:
        return []
    sections = [*linted.profile.sections.values(), *linted.profile.attachments.values()]
    fields = [field for section in sections for field in section.fields.values()]
    choices = [choice.label.zh for field in fields for choice in field.choices]
    return [field.label.zh for field in fields] + choices + [section.label.zh for section in sections]
