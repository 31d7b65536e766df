"""ZC709 same-page: no page is there twice, scanned or photographed once more."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.kinds.same_scan import SameScanParams
from zcdossier.lint.scan_text.exchanged_scans import paths_of_misplaced
from zcdossier.lint.scan_text.page_twins import TwinText, are_same_page, page_text
from zcdossier.lint.scan_text.scan_pages import ScanPage, page_label, pages_read
from zcdossier.lint.sharing import may_share
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Related, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_SAME_SCAN = "same-scan"


class _Page(NamedTuple):
    record: Record
    page: ScanPage
    text: TwinText


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each pair of files with a page in common once.

    What is the same file is told by its own check, and so is a record whose scans are another one's.
    """
    allowed, misplaced = _may_share(context), paths_of_misplaced(context)
    earlier: list[_Page] = []
    reported: set[frozenset[str]] = set()
    for record, page in pages_read(context):
        if page.facts.is_blank or record.place.path in misplaced:
            continue
        current = _Page(record, page, page_text(page.facts))
        same = (other for other in earlier if _are_the_same(other, current))
        first = next((other for other in same if _is_slip(other, current, allowed, context)), None)
        earlier.append(current)
        pair = frozenset((first.page.scan.file, page.scan.file)) if first is not None else frozenset()
        if first is not None and pair not in reported:
            reported.add(pair)
            yield _hit(first, current, context)


def _is_slip(first: _Page, second: _Page, allowed: SameScanParams, context: Context) -> bool:
    """Whether two pages that are the same are not one file, and may not serve both records."""
    if _is_same_file(first.page, second.page, context):
        return False
    if first.record is second.record:
        return True
    return not may_share((first.record, first.page.scan), (second.record, second.page.scan), allowed, context)


def _are_the_same(first: _Page, second: _Page) -> bool:
    return are_same_page(first.page.facts, second.page.facts, (first.text, second.text))


def _may_share(context: Context) -> SameScanParams:
    """What the notice lets records share, whether it is one file or two."""
    rules: Sequence[Rule] = [rule for rule in context.profile.rules if rule.kind == _SAME_SCAN]
    return rules[0].params if rules else SameScanParams()


def _is_same_file(first: ScanPage, second: ScanPage, context: Context) -> bool:
    digests = [context.facts[page.scan.file].digest for page in (first, second)]
    return digests[0] == digests[1] != "" and first.facts.page == second.facts.page


def _hit(first: _Page, second: _Page, context: Context) -> Hit:
    page, other = second.page, first.page
    args: dict[str, Argument] = {
        "file": page.scan.file,
        "page": page_label(page, context),
        "other": other.scan.file,
        "first": page_label(other, context),
        "title": context.title(first.record),
    }
    related = (Related(other.place(), Label("同一页先在这里", "the same page is here first")),)
    key = "in-record" if first.record is second.record else "in-records"
    return Hit(page.place().at(second.record.place.path), key, args, related=related)


KIND = CheckKind(
    code="ZC709",
    name="same-page",
    title=Label("同一页扫描了两次", "the same page twice"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "in-record": Message(
            Label(
                "{file}{page} 和 {other}{first} 看上去是同一页",
                "{file}{page} and {other}{first} look like the same page",
            ),
            Label(
                "打开看一看：拍了两次的删去一张；该放另一页的，换成那一页",
                "look at both: if it was scanned twice, delete one; if another page belongs there, replace it",
            ),
        ),
        "in-records": Message(
            Label(
                "{file}{page} 和“{title}”的 {other}{first} 看上去是同一页",
                "{file}{page} and {other}{first} of {title} look like the same page",
            ),
            Label(
                "打开看一看：放错了就换成对的；一份证明确实说明两件事的，可以在清单的“不适用说明”里写明理由",
                "look at both: replace the wrong one; if one document does prove both, waive this and give the reason",
            ),
        ),
    },
    card=Card(
        why=Label(
            "同一页拍了两次，多半是漏了另一页，或者把一条记录的材料拷到了另一条。",
            "When a page is there twice, another one is usually missing, or one record's scans were copied to another.",
        ),
        wrong="4-正文-1.jpg 和 4-正文-2.jpg 拍的是同一页",
        right="4-正文-1.jpg 是首页，4-正文-2.jpg 是尾页",
        mend=Label("换成缺少的那一页，或删去多余的一张。", "Put the missing page there, or delete the duplicate."),
    ),
    severity=Severity.WARNING,
    always=True,
)
