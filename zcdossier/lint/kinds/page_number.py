"""ZC405 page-number: a page that is listed and not there."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.finding import Message
from zcdossier.model.label import Label, join_words
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Compare the pages that `files:` names with those of the file; a file that can't be read has its own finding."""
    for record in context.dossier.everything():
        for scan in record.scans:
            facts = context.facts.get(scan.file)
            if facts is None or not facts.usable:
                continue
            count = facts.merged_pages
            beyond = [page for page in scan.pages if page > count]
            if beyond:
                named = join_words([*beyond[:_SHOWN], *(("…",) if len(beyond) > _SHOWN else ())])
                yield Hit(scan.place, "beyond", {"file": facts.name, "count": count, "pages": named})


_SHOWN = 5

KIND = CheckKind(
    code="ZC405",
    name="page-number",
    title=Label("页码超出文件", "page beyond the file"),
    params=NoParams,
    check=check,
    messages={
        "beyond": Message(
            Label("{file} 只有 {count} 页，没有第 {pages} 页", "{file} has no page {pages} (pages in it: {count})"),
            Label(
                "打开文件数一数，改正这里的页码；整个文件都要的，删去页码",
                "open the file, count its pages and correct the number here; to use the whole file, leave the "
                "pages out",
            ),
        ),
    },
    card=Card(
        why=Label("没有的页合并不了，这条记录生成不了 PDF。", "A page that is not there can't be merged."),
        wrong='- {file: 论文.pdf, part: 正文, pages: "1,9"}   （一共 3 页）',
        right='- {file: 论文.pdf, part: 正文, pages: "1,3"}',
        mend=Label("改正页码。", "Correct the page number."),
    ),
    always=True,
    waivable=False,
)
