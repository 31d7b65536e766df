"""ZC403 part-order: the parts of a record come in the order the notice names."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import PartName
from zcdossier.lint.record_parts import NOT_UNDERSTOOD, unclear_files
from zcdossier.lint.record_selection import per_record
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.finding import Message, Related
from zcdossier.model.label import Label


class PartOrderParams(NamedTuple):
    """`order`: the parts present follow it. `first`: this part stands before every other one."""

    order: tuple[PartName, ...] = ()
    first: PartName = PartName("")


@per_record
def check(record: Record, params: PartOrderParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Point at the first scan that stands too late or too early."""
    if unclear_files(record, context):
        yield Unjudged(NOT_UNDERSTOOD, record.place)
    elif params.first:
        yield from _check_first(record, context, params.first)
    else:
        yield from _check_order(record, context, params.order)


def _check_first(record: Record, context: Context, first: str) -> Iterator[Hit]:
    before: Scan | None = None
    for scan in record.scans:
        if scan.part == first and before is not None:
            yield _hit(record, context, scan, before)
            return
        if scan.part != first and before is None:
            before = scan


def _check_order(record: Record, context: Context, order: tuple[str, ...]) -> Iterator[Hit]:
    furthest: Scan | None = None
    for scan in record.scans:
        if scan.part not in order:
            continue
        if furthest is not None and order.index(scan.part) < order.index(furthest.part):
            yield _hit(record, context, scan, furthest)
            return
        furthest = scan


def _hit(record: Record, context: Context, scan: Scan, before: Scan) -> Hit:
    note = Label("它现在排在前面", "this one is in front now")
    args = {"part": _label(record, context, scan), "before": _label(record, context, before)}
    place = scan.place if scan.place.path else scan.place.at(record.place.path)
    return Hit(place, "after", args, related=(Related(before.place, note),))


def _label(record: Record, context: Context, scan: Scan) -> Label:
    section = context.section(record.section)
    part = section.parts.get(scan.part) if section else None
    return part.label if part else Label(scan.file.rsplit("/", 1)[-1])


KIND = CheckKind(
    code="ZC403",
    name="part-order",
    title=Label("佐证的先后", "order of parts"),
    params=PartOrderParams,
    check=check,
    asks=("order", "first"),
    messages={
        "after": Message(
            Label("“{part}”应排在“{before}”之前", "{part} must come before {before}"),
            Label(
                "改文件名前面的序号，让“{part}”的序号更小",
                "change the numbers at the start of the file names so that {part} has the smaller one",
            ),
        )
    },
    card=Card(
        why=Label(
            "合成的 PDF 按文件名前的序号排列，通知规定了各部分的先后。",
            "The PDF follows the numbers at the start of the file names, and the notice sets the order of the parts.",
        ),
        wrong="1-封面.jpg 2-目录.jpg 3-正文.jpg 4-封底.jpg 5-收录证明.pdf",
        right="1-收录证明.pdf 2-封面.jpg 3-目录.jpg 4-正文.jpg 5-封底.jpg",
        mend=Label("重新编号文件名。", "Renumber the files."),
    ),
)
