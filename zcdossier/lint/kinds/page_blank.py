"""ZC707 page-blank: no page is empty."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.scan_text.scan_pages import page_label, pages_read
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each page that has nothing on it."""
    for record, page in pages_read(context):
        if page.facts.is_blank and not page.facts.seals and not page.facts.perhaps_sealed:
            args: dict[str, Argument] = {"file": page.scan.file, "page": page_label(page, context)}
            yield Hit(page.place().at(record.place.path), "blank", args)


KIND = CheckKind(
    code="ZC707",
    name="page-blank",
    title=Label("空白页", "blank pages"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "blank": Message(
            Label("{file}{page} 是空白的", "{file}{page} is blank"),
            Label(
                "是扫描时多出来的就去掉这一页；放反了纸的，重新扫描有字的一面",
                "if it is left over from scanning, remove it; if the sheet lay the wrong way round, scan the "
                "printed side",
            ),
        ),
    },
    card=Card(
        why=Label(
            "空白页占大小，也可能是纸放反了，要紧的一面没有扫进去。",
            "A blank page takes space, and may be the back of a sheet whose front was not scanned.",
        ),
        wrong="1-证书.pdf：第 2 页是空白的背面",
        right="1-证书.pdf：只有有内容的页",
        mend=Label("去掉空白页，或重新扫描。", "Remove the page, or scan it again."),
    ),
    severity=Severity.WARNING,
    always=True,
)
