"""Which settings of `build` hold for a record: those of all, then what its section and each case that applies change.

Where a condition can't be told because a fact is missing, the stricter limits are kept and nothing else changes:
what is built then fits whichever holds.
"""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.build_rules import EACH_RECORD, BuildLimits, BuildModule, OutputForm
from zcdossier.model.condition import ALWAYS, Condition
from zcdossier.model.dossier import Record, Scan

_LIMITS = frozenset({"max_bytes", "max_page_bytes", "max_pages"})


class FilledModule(NamedTuple):
    """An output of several sections with the records that go into it, in its order, and its settings."""

    module: BuildModule
    records: tuple[Record, ...]
    limits: BuildLimits


def limits_of(record: Record, context: Context) -> BuildLimits:
    """Return what the record's own files keep to."""
    limits = context.profile.build
    changed = limits._replace(cases=(), modules=(), totals=())
    for case in limits.cases:
        if case.sections and record.section not in case.sections:
            continue
        holds = _holds(case.when, case.where, record, context)
        if holds:
            changed = changed._replace(**dict(case.changes))
        elif holds is None:
            stricter = {
                name: min(value, getattr(changed, name) or value) for name, value in case.changes if name in _LIMITS
            }
            avoided = dict(case.changes).get("without", ())
            changed = changed._replace(**stricter, without=tuple(dict.fromkeys((*changed.without, *avoided))))
    return changed


def filled_modules(context: Context) -> Iterator[FilledModule]:
    """Yield each output of several sections that has something to hold."""
    base = context.profile.build._replace(cases=(), modules=(), totals=(), name="", folder="")
    for module in context.profile.build.modules:
        if module.when != ALWAYS and Evaluation(context).holds(module.when) is False:
            continue
        records = tuple(
            record
            for section in module.sections
            for record in context.records(section)
            if _goes_into(record, module) and _holds(ALWAYS, module.where, record, context)
        )
        for group in _groups(records, module.each, context):
            yield FilledModule(module, group, base._replace(**dict(module.changes)))


def _goes_into(record: Record, module: BuildModule) -> bool:
    return bool(scans_in(record, module) if module.parts else record.folder or record.scans)


def scans_in(record: Record, module: BuildModule) -> tuple[Scan, ...]:
    """Return the files of a record that go into an output of several sections."""
    return tuple(scan for scan in record.scans if not module.parts or scan.part in module.parts)


def _groups(records: tuple[Record, ...], each: str, context: Context) -> Iterator[tuple[Record, ...]]:
    """Yield the records of each file, in their order: all together, one by one, or those that say the same."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        group_key = (
            record.place.path if each == EACH_RECORD else Evaluation(context, record).text_of(each) if each else ""
        )
        groups.setdefault(group_key, []).append(record)
    yield from map(tuple, groups.values())


def files_kept_as_they_are(context: Context) -> frozenset[str]:
    """Return the files that are handed in as they are: nothing is merged, so that any format will do."""
    build = context.profile.build
    forms = {build.form, *(value for case in build.cases for name, value in case.changes if name == "form")}
    if OutputForm.AS_IS not in forms:
        return frozenset()
    return frozenset(
        scan.file
        for record in context.dossier.records()
        if limits_of(record, context).form is OutputForm.AS_IS
        for scan in record.scans
    )


def _holds(when: Condition, where: Condition, record: Record, context: Context) -> bool | None:
    outer = True if when == ALWAYS else Evaluation(context).holds(when)
    if outer is False:
        return False
    inner = True if where == ALWAYS else Evaluation(context, record).holds(where)
    return inner if outer else (False if inner is False else None)
