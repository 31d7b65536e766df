"""ZC406 same-scan: the same pages serve twice, in one record or in two."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged, needs_digests
from zcdossier.lint.parameter_types import Shareable
from zcdossier.lint.sharing import may_share
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.finding import Message, Related, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_SHARED_FILE = "shared-file"
_SMALLEST = 1024
"""Bytes of the smallest file that can be a scan; an empty picture or a place holder is alike to any other."""


class SameScanParams(NamedTuple):
    """In sections of `may_share` several records may be proved by one document (one certificate for three years).

    A part is named `papers.cover`. Those of `may_share_alike` may serve two records that do not differ in the fields
    `alike`: the cover of one issue, two papers in it.
    """

    may_share: tuple[Shareable, ...] = ()
    may_share_alike: tuple[Shareable, ...] = ()
    alike: tuple[str, ...] = ()


class _Use(NamedTuple):
    record: Record
    scan: Scan
    pages: frozenset[int]


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each pair of records once, and each file of a record that is there under another name."""
    params: SameScanParams = rule.params
    uses: dict[str, list[_Use]] = {}
    reported: set[tuple[str, str]] = set()
    for record in context.dossier.everything():
        for scan in record.scans:
            facts = context.facts.get(scan.file)
            if facts is None or facts.bytes < _SMALLEST:
                continue
            use = _Use(record, scan, frozenset(scan.pages or range(1, max(1, facts.merged_pages) + 1)))
            earlier = uses.setdefault(facts.digest or scan.file, [])
            first = next((other for other in earlier if _is_same(other, use, params, context)), None)
            earlier.append(use)
            pair = (first.record.place.path, record.place.path) if first else ("", "")
            if first is None or (first.record is not record and pair in reported):
                continue
            reported.add(pair)
            yield _hit(first, use, context)


def _is_same(first: _Use, use: _Use, params: SameScanParams, context: Context) -> bool:
    """Whether the same pages are used again where they may not be, and no rule of the notice says so itself.

    Within a record only a copy is a slip; a file that is listed twice is meant so.
    """
    if not first.pages & use.pages:
        return False
    if first.record is use.record:
        return first.scan.file != use.scan.file
    if may_share((first.record, first.scan), (use.record, use.scan), params, context):
        return False
    return not any(_judges(rule, first, use) for rule in context.profile.rules)


def _judges(rule: Rule, first: _Use, use: _Use) -> bool:
    if rule.kind != _SHARED_FILE or rule.off or not {first.record.section, use.record.section} <= {*rule.sections}:
        return False
    if rule.params.across and first.record.section == use.record.section:
        return False
    return not rule.params.parts or (first.scan.part in rule.params.parts and use.scan.part in rule.params.parts)


def _hit(first: _Use, use: _Use, context: Context) -> Hit:
    args = {"file": use.scan.file, "other": first.scan.file, "title": context.title(first.record)}
    if first.record is not use.record and first.record.folder and first.record.folder == use.record.folder:
        place = (use.record.folder_place or use.record.place).at(use.record.place.path)
        return Hit(place, "same-folder", {**args, "folder": use.record.folder})
    place = use.scan.place if use.scan.place.path else use.scan.place.at(use.record.place.path)
    related = (Related(first.scan.place, Label("同样的内容先在这里", "the same content is here first")),)
    return Hit(place, "in-record" if first.record is use.record else "in-records", args, related=related)


KIND = CheckKind(
    code="ZC406",
    name="same-scan",
    title=Label("同一份扫描件用了两次", "the same scan twice"),
    params=SameScanParams,
    check=check,
    needs=needs_digests,
    messages={
        "in-record": Message(
            Label(
                "{file} 和 {other} 是同一份扫描件，只是名称不同", "{file} and {other} are the same scan under two names"
            ),
            Label(
                "打开看一看：放错了就换成对的那一份，多放了就删去一份",
                "look at both: replace the wrong one, or delete the duplicate",
            ),
        ),
        "same-folder": Message(
            Label(
                "这条记录和“{title}”用的是同一个文件夹：{folder}",
                "this record uses the same folder as {title}: {folder}",
            ),
            Label(
                "每条记录用自己的文件夹：把这里改成这条记录的文件夹；一份证明确实说明两件事的，"
                "可以在清单的“不适用说明”里写明理由",
                "each record has its own folder: name this record's folder here; if one document does prove "
                "both, waive this and give the reason",
            ),
        ),
        "in-records": Message(
            Label(
                "{file} 和“{title}”用的是同一份扫描件（{other}）",
                "{file} is the same scan that is used for {title} ({other})",
            ),
            Label(
                "打开看一看：放错了就换成对的；一份证明确实说明两件事的，可以在清单的“不适用说明”里写明理由",
                "look at it: replace it if it is the wrong one; if one document does prove both, waive this "
                "and give the reason",
            ),
        ),
    },
    card=Card(
        why=Label(
            "两条记录放了同一张证书，多半是拷贝时放错了，评委会当作重复申报。",
            "The same certificate in two records is usually a copying mistake, and looks like claiming it twice.",
        ),
        wrong="05-获奖情况/甲/1-证书.jpg 和 05-获奖情况/乙/1-证书.jpg 内容相同",
        right="每条记录放自己的证书",
        mend=Label("换成对的那一份。", "Put the right scan there."),
    ),
    severity=Severity.WARNING,
    always=True,
)
