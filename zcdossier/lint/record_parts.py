"""Which parts a record must hold, and whether its files' names tell which parts they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.dossier import Doubt, Record, Scan
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label

_PARTS_KIND = "parts"
_NOT_IN_NAMES = r"[^\w（）-]+"
_LONGEST = 20
_NO_SCANS = frozenset({"video", "zip", "rar", "7z"})
NOT_UNDERSTOOD = Label(
    "有文件看不出是哪种佐证（见 ZC502），缺不缺还不能判断",
    "some files do not say which part they are (see ZC502)",
)


class PartDemand(NamedTuple):
    """A demand of one rule: one of these parts."""

    parts: tuple[str, ...]
    severity: Severity


def demanded_parts(record: Record, context: Context) -> tuple[PartDemand, ...]:
    """Return what the rules demand of this record for sure; the same demand of two rules comes once, graver first."""
    severities: dict[tuple[str, ...], Severity] = {}
    for rule in context.profile.rules:
        if rule.kind != _PARTS_KIND or rule.off or record.section not in rule.sections:
            continue
        if not (Evaluation(context).holds(rule.when) and Evaluation(context, record).holds(rule.where)):
            continue
        for parts in (*((part,) for part in rule.params.all_of), rule.params.one_of):
            if parts and severities.get(parts) is not Severity.ERROR:
                severities[parts] = rule.severity
    return tuple(PartDemand(parts, severity) for parts, severity in severities.items())


def missing_parts(record: Record, context: Context) -> tuple[PartDemand, ...]:
    """Return the demands that no file of the record meets, as far as their names tell: what the others leave to find.

    Where a file may hold several of them, those too that arise only beside another part that it is to hold.
    """
    unclear = unclear_files(record, context)
    understood = {scan.part for scan in record.scans} - {scan.part for scan in unclear}
    clear = record._replace(scans=tuple(scan for scan in record.scans if scan not in unclear))
    missing = [demand for demand in demanded_parts(clear, context) if not understood & {*demand.parts}]
    newest = missing if unclear else []
    while newest:
        assumed = tuple(Scan("", demand.parts[0], record.place) for demand in missing)
        wanted = demanded_parts(record._replace(scans=(*record.scans, *assumed)), context)
        newest = [demand for demand in wanted if demand not in missing and not understood & {*demand.parts}]
        missing += newest
    return tuple(_drop_implied(missing))


def parts_present(record: Record, context: Context) -> set[str]:
    """Return the parts of a record's files; what no name tells is the part that may be anything."""
    section = context.section(record.section)
    catch_all = section.catch_all if section is not None else ""
    return {scan.part or ("" if scan.label else catch_all) for scan in record.scans}


def _may_be_scan(scan: Scan, context: Context) -> bool:
    """Whether a file may be a part at all: a live photo's video or an archive is none, and has a finding of its own."""
    facts = context.facts.get(scan.file)
    return facts is None or facts.format not in _NO_SCANS


def unclear_files(record: Record, context: Context) -> tuple[Scan, ...]:
    """Return the files whose names leave open which part they are, where that matters.

    The only file of a record needs no name where one part is wanted or none, and none does where a part may be anything
    and no other is wanted that is not there.
    """
    section = context.section(record.section)
    if section is None or not section.named_parts:
        return ()
    unclear = tuple(scan for scan in record.scans if not scan.part and not scan.label and _may_be_scan(scan, context))
    if not unclear and [scan.doubt for scan in record.scans] != [Doubt.GENERAL]:
        return ()
    wanted = demanded_parts(record, context)
    if section.catch_all and all(parts_present(record, context) & {*demand.parts} for demand in wanted):
        return ()
    if len(record.scans) != 1:
        return unclear if len(section.named_parts) > 1 or wanted else ()
    scan = record.scans[0]
    demands = list(_drop_implied(list(wanted)))
    if len(demands) <= 1:
        return ()
    if scan.doubt is Doubt.GENERAL and page_count(scan, context) >= len(demands):
        return (scan,)
    return unclear


def satisfies_alone(record: Record, context: Context) -> bool:
    """Whether the only file of the record stands for the only part that is wanted, though its name says nothing."""
    return len(record.scans) == 1 and not record.scans[0].part and not unclear_files(record, context)


def page_count(scan: Scan, context: Context) -> int:
    """How many pages a file brings into the record; a picture is one, a damaged PDF none."""
    facts = context.facts.get(scan.file)
    if scan.pages:
        return len(scan.pages)
    return facts.merged_pages if facts is not None else 1


def _drop_implied(demands: list[PartDemand]) -> Iterator[PartDemand]:
    """Leave out a demand that is met as soon as a narrower one is."""
    for demand in demands:
        if not any({*other.parts} < {*demand.parts} for other in demands):
            yield demand


def suggested_folder(record: Record, context: Context) -> str:
    """A name for the folder that lacks: below those of its section, called like the record."""
    section = context.section(record.section)
    title = context.title(record)
    called = title if not title.startswith("#") else section.label.zh if section else ""
    own_name = re.sub(_NOT_IN_NAMES, "", called)[:_LONGEST].strip()
    return "/".join(filter(None, (section.folder if section else "", own_name)))
