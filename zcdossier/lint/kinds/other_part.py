"""ZC704 other-part: a scan shows the part that its name says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged, needs_pages
from zcdossier.lint.scan_text.part_words import may_be_part, parts_seen
from zcdossier.lint.scan_text.scan_pages import ScanPage, records_read
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Part, Rule


class OtherPartParams(NamedTuple):
    """Nothing to set: `looks_like` of the parts says by which words they are known."""


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report a file with the words of one other part at the head of its pages, and none of its own."""
    for record, pages in records_read(context):
        section = context.section(record.section)
        parts = section.parts if section is not None else {}
        for file, file_pages in _by_file(pages.pages).items():
            scan = file_pages[0].scan
            own = parts.get(scan.part)
            other = _other_part(own, file_pages, parts) if own is not None else None
            if own is not None and other is not None:
                title = context.title(record)
                args: dict[str, Argument] = {"file": file, "part": own.label, "other": other.label, "title": title}
                yield Hit(file_pages[0].place().at(record.place.path), "other", args)


def _by_file(pages: Sequence[ScanPage]) -> dict[str, list[ScanPage]]:
    files: dict[str, list[ScanPage]] = {}
    for page in pages:
        files.setdefault(page.scan.file, []).append(page)
    return files


def _other_part(own: Part, pages: Sequence[ScanPage], parts: Mapping[str, Part]) -> Part | None:
    """The part that every page of a file looks like; None where one may be its own, or it can't be told."""
    if not own.looks_like or any(may_be_part(page.facts, own) for page in pages):
        return None
    seen = [parts_seen(page.facts, parts) for page in pages]
    if any(len(found) != 1 for found in seen):
        return None
    names = {name for found in seen for name in found}
    return parts[names.pop()] if len(names) == 1 else None


KIND = CheckKind(
    code="ZC704",
    name="other-part",
    title=Label("扫描件像是另一种佐证", "the scan seems to be another part"),
    params=OtherPartParams,
    check=check,
    needs=needs_pages,
    messages={
        "other": Message(
            Label(
                "{file} 的名称说是“{part}”，看上去是“{other}”", "the name of {file} says {part}, it looks like {other}"
            ),
            Label(
                "打开看一看：放错了就换成对的，名称写错了就改名",
                "look at it: replace it if it is the wrong one, rename it if only its name is wrong",
            ),
        ),
    },
    card=Card(
        why=Label(
            "佐证按名称排序、合并，名称和内容对不上，审核的人就找不到要看的那一页。",
            "Parts are merged in order by their names; a reviewer looks for a page where it belongs.",
        ),
        wrong="2-封面.jpg 里是目录",
        right="2-封面.jpg 是封面，3-目录.jpg 是目录",
        mend=Label("换成对的扫描件，或改名。", "Replace the scan, or rename it."),
    ),
    severity=Severity.WARNING,
    always=True,
)
