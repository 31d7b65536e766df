"""ZC704 other-part: a scan shows the part that its name says."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.scan_text.exchanged_parts import mistaken_parts
from zcdossier.lint.scan_text.exchanged_scans import paths_of_misplaced
from zcdossier.lint.scan_text.scan_pages import records_read
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report a file that looks like one other part and not like its own, and two that have each other's names.

    Two files of a record that look like each other's parts are one slip, told with the first; that the scans are those
    of another record is told by its own check.
    """
    misplaced = paths_of_misplaced(context)
    for record, pages in records_read(context):
        section, path = context.section(record.section), record.place.path
        mistaken = mistaken_parts(pages.pages, section) if section is not None and path not in misplaced else ()
        reported: set[str] = set()
        for scan in mistaken:
            if scan.file in reported:
                continue
            others = (other for other in mistaken if other.file not in reported)
            back = next((other for other in others if (other.own, other.seen) == (scan.seen, scan.own)), None)
            reported |= {scan.file, back.file} if back is not None else {scan.file}
            args: dict[str, Argument] = {"file": scan.file, "part": scan.own.label, "other": scan.seen.label}
            args["second"] = back.file if back is not None else ""
            place = scan.page.place().at(record.place.path)
            yield Hit(place, "exchanged" if back is not None else "other", args)


KIND = CheckKind(
    code="ZC704",
    name="other-part",
    title=Label("扫描件像是另一种佐证", "the scan seems to be another part"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "exchanged": Message(
            Label(
                "{file} 和 {second} 像是放反了：“{part}”看上去是“{other}”",
                "{file} and {second} seem to be swapped: {part} looks like {other}",
            ),
            Label(
                "打开看一看，放反了就把两个文件的名称换过来",
                "look at them; if they are swapped, exchange the names of the two files",
            ),
        ),
        "other": Message(
            Label(
                "{file} 的名称说是“{part}”，看上去是“{other}”",
                "the name of {file} says {part}, but it looks like {other}",
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
            "Parts are ordered and merged by name; where name and content differ, a reviewer does not find the page.",
        ),
        wrong="2-封面.jpg 里是目录",
        right="2-封面.jpg 是封面，3-目录.jpg 是目录",
        mend=Label("换成对的扫描件，或改名。", "Replace the scan, or rename it."),
    ),
    severity=Severity.WARNING,
    always=True,
)
