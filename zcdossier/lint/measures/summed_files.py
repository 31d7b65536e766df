"""What several files have together, a record's, a section's or all of a dossier's, held against bounds."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Hit, Unjudged
from zcdossier.lint.measures.bounds import MeasureBounds, judge_value
from zcdossier.lint.measures.judge_file import measure_file
from zcdossier.lint.measures.measure_types import Measure, MeasuredValue
from zcdossier.model.dossier import Scan
from zcdossier.model.finding import Argument, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.quantities import Interval


class FilesTogether(NamedTuple):
    """Files that are added up, what to call them together, and where a finding about them stands."""

    scans: tuple[Scan, ...]
    label: Label
    place: Place
    section: str = ""


class SummedAmount(NamedTuple):
    """What files have together, and why some of it is open."""

    total: Interval
    open_because: Label | None


def judge_sum(
    bounds: MeasureBounds, measure: Measure, files: FilesTogether, context: Context
) -> Iterator[Hit | Unjudged]:
    """Judge what files have together; one that can't be measured leaves the sum open, unless it is too much already."""
    amount = _add_up(bounds, measure, files.scans, context)
    value = MeasuredValue(measure.amounts_text((amount.total,)), (amount.total,))
    status = judge_value(bounds, measure, value)
    if amount.open_because is not None:
        yield Unjudged(amount.open_because, files.place)
    if status not in ("bad", "doubt"):
        return
    from zcdossier.lint.measures.describe_bounds import describe_wanted  # only for what is wrong

    args: dict[str, Argument] = {
        "label": files.label,
        "measure": measure.label,
        "value": value.text,
        "wanted": describe_wanted(bounds),
    }
    if status == "bad" and measure.id == "files":
        yield Hit(files.place, "count", {**args, "part": _part_label(bounds, context, files)})
    elif status == "bad":
        yield Hit(files.place, "sum", args)
    else:
        yield Hit(files.place, "sum-unsure", args, Severity.WARNING)


def _part_label(bounds: MeasureBounds, context: Context, files: FilesTogether) -> Label:
    """Return which part's files are counted; nothing where all of them are."""
    section = context.section(files.section)
    part = section.parts.get(bounds.part) if section is not None and bounds.part else None
    return part.label if part is not None else Label("文件", "files")


def _add_up(bounds: MeasureBounds, measure: Measure, scans: tuple[Scan, ...], context: Context) -> SummedAmount:
    low = high = Fraction(0)
    open_because = None
    for scan in scans:
        facts = context.facts[scan.file]
        measured = None
        if not measure.formats or facts.format in measure.formats:
            measured = measure_file(bounds, facts, scan.pages)
        if measured is None:
            open_because = Label(
                f"{facts.name} 量不出{measure.label.zh}",
                f"{measure.label.text('en')} of {facts.name} can't be measured",
            )
            continue
        low, high = low + measured.amounts[0].low, high + measured.amounts[0].high
    return SummedAmount(Interval(low, high), open_because)
