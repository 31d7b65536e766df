"""ZC703 other-record: the scans of a record are its own, and not those of another one."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.scan_text.exchanged_pages import find_foreign_files
from zcdossier.lint.scan_text.exchanged_scans import find_misplaced
from zcdossier.model.finding import Message, Related, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each pair of records whose scans lie with each other once, with the first of the two."""
    for misplaced in find_misplaced(context):
        record, other = misplaced.record, misplaced.owner
        place = record.folder_place or record.place
        related = (
            Related(misplaced.seen_at, Label(f"“{misplaced.name}”在这里", f"{misplaced.name} is here")),
            Related(other.folder_place or other.place, Label("这条记录", "this record")),
        )
        args = {"title": context.title(record), "other": context.title(other), "name": misplaced.name}
        key = "exchanged" if misplaced.both else "elsewhere"
        yield Hit(place.at(record.place.path), key, args, related=related)
    yield from _foreign_files(context)


def _foreign_files(context: Context) -> Iterator[Hit]:
    """Report single files that show another record, of two that are exchanged the first."""
    for foreign in find_foreign_files(context):
        record, other = foreign.reading.record, foreign.owner.record
        args = {
            "title": context.title(record),
            "other": context.title(other),
            "name": foreign.name,
            "file": foreign.scan.file,
            "second": foreign.back,
        }
        related = (
            Related(foreign.seen_at, Label(f"“{foreign.name}”在这里", f"{foreign.name} is here")),
            Related(other.folder_place or other.place, Label("这条记录", "this record")),
        )
        place = Place(foreign.scan.file).at(record.place.path)
        yield Hit(place, "pages-exchanged" if foreign.back else "page", args, related=related)


KIND = CheckKind(
    code="ZC703",
    name="other-record",
    title=Label("扫描件像是另一条记录的", "the scans seem to belong to another record"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "exchanged": Message(
            Label("“{title}”和“{other}”的扫描件像是放反了", "the scans of {title} and {other} seem to be swapped"),
            Label(
                "打开两个文件夹看一看，放反了就换过来",
                "look into both folders; if they are swapped, exchange the scans",
            ),
        ),
        "elsewhere": Message(
            Label(
                "“{title}”的扫描件像是放到“{other}”那里去了：“{name}”在那里看到，自己的扫描件上没有",
                "the scans of {title} seem to have been put with {other}: {name} was seen there, but not on "
                "its own scans",
            ),
            Label("打开两个文件夹看一看，放错了就换成对的", "look into both folders; put the right scans into each"),
        ),
        "pages-exchanged": Message(
            Label(
                "{file} 和 {second} 像是放反了：“{title}”的这份扫描件上是“{name}”",
                "{file} and {second} seem to be swapped: this scan of {title} says {name}",
            ),
            Label("打开看一看，放反了就把两个文件换过来", "look at them; if they are swapped, exchange the two files"),
        ),
        "page": Message(
            Label(
                "{file} 像是“{other}”的：上面有“{name}”，没有“{title}”",
                "{file} seems to belong to {other}: it says {name}, not {title}",
            ),
            Label("打开看一看，放错了就移到那条记录里", "look at it; if it is here by mistake, move it to that record"),
        ),
    },
    card=Card(
        why=Label(
            "拷贝时放错文件夹，两条记录的佐证就都不对。",
            "When scans are copied into the wrong folder, the evidence of two records is wrong.",
        ),
        wrong="“A 论文”的文件夹里是 B 论文的目录和正文",
        right="每条记录放自己的材料",
        mend=Label("把扫描件放进对的文件夹。", "Put the scans into the right folders."),
    ),
    severity=Severity.WARNING,
    always=True,
)
