"""ZC508 unsupported-file: a scan in a format that can't be merged: Word, OFD, HEIC without its reader."""

from collections.abc import Iterator

from zcdossier.lint.build_limits import files_kept_as_they_are
from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule
from zcdossier.model.unmergeable import UNMERGEABLE, unmergeable_kind


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once; texts of the manifest are meant to be texts, and some files need no merging."""
    kept = files_kept_as_they_are(context)
    texts = {scan.file for group in context.dossier.texts.values() for record in group for scan in record.scans}
    for place, facts in files_in_use(context):
        if facts.trouble in (Trouble.UNSUPPORTED, Trouble.NEEDS_HEIC) and facts.path not in texts | kept:
            yield Hit(place, unmergeable_kind(facts.path, facts.format), {"file": facts.name})


KIND = CheckKind(
    code="ZC508",
    name="unsupported-file",
    title=Label("不支持的格式", "unsupported format"),
    params=NoParams,
    check=check,
    messages={
        key: Message(Label(f"{{file}} {kind.what.zh}", f"{{file}} {kind.what.text('en')}"), kind.mend)
        for key, kind in UNMERGEABLE.items()
    },
    card=Card(
        why=Label("只有 PDF 和图片能合并成一个 PDF。", "Only PDF and pictures can be merged."),
        wrong="1-证明.docx",
        right="1-证明.pdf",
        mend=Label("转成 PDF 再放进来。", "Convert it to PDF."),
    ),
    always=True,
    waivable=False,
)
