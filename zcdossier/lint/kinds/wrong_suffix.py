"""ZC507 wrong-suffix: a file whose name claims another format than its content."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import SHORT_SUFFIXES, Trouble
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_READABLE = frozenset({None, Trouble.ENCRYPTED})


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once; where the notice asks for a format, that rule has the say."""
    judged = _judged_by_format(context)
    for place, facts in files_in_use(context):
        if facts.path not in judged and facts.trouble in _READABLE and facts.suffix_format not in ("", facts.format):
            suffix = f".{SHORT_SUFFIXES.get(facts.format, facts.format)}"
            yield Hit(
                place,
                "suffix",
                {
                    "file": facts.name,
                    "format": facts.format.upper(),
                    "suffix": suffix,
                    "name": PurePosixPath(facts.name).with_suffix(suffix).name,
                },
            )


def _judged_by_format(context: Context) -> frozenset[str]:
    """The files whose format a rule of the notice measures: one defect is to be one finding."""
    sections = {
        section
        for rule in context.profile.rules
        if rule.kind == "measure" and not rule.off and rule.params.measure == "format"
        for section in rule.sections
    }
    return frozenset(scan.file for section in sections for record in context.records(section) for scan in record.scans)


KIND = CheckKind(
    code="ZC507",
    name="wrong-suffix",
    title=Label("扩展名与内容不符", "extension does not match the content"),
    params=NoParams,
    check=check,
    messages={
        "suffix": Message(
            Label("{file} 的内容其实是 {format}", "{file} is really {format}"),
            Label("改名为 {name}", "rename it to {name}"),
        ),
    },
    card=Card(
        why=Label(
            "改扩展名不会改变内容，有的系统因此打不开。",
            "Renaming does not convert; some portals can't open such files.",
        ),
        wrong="3-目录.jpg（内容是 PNG）",
        right="3-目录.png",
        mend=Label(
            "把文件名最后的扩展名改对。Windows 看不到扩展名时，在文件夹的“查看”里勾选“文件扩展名”。",
            "Correct the extension at the end of the file name. If Windows hides it, tick “File name "
            "extensions” under View.",
        ),
    ),
    severity=Severity.WARNING,
    always=True,
)
