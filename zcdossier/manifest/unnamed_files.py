"""Files whose names tell no part, beside the others of their record: where only one part is left, they are that."""

from collections.abc import Sequence

from zcdossier.model.dossier import Doubt, Scan
from zcdossier.model.profile import Section


def settle_unnamed(scans: Sequence[Scan], section: Section) -> tuple[Scan, ...]:
    """Return a record's scans with a part for those whose names tell none, where the section leaves but one.

    However they are called, they are the only part that the notice names for the record; or, once all other parts
    are there, the one that may be anything (佐证材料).
    """
    part = _part_left(scans, section)
    if not part:
        return tuple(scans)
    doubt = None if len(scans) == 1 else Doubt.GENERAL
    return tuple(scan._replace(part=part, doubt=doubt) if scan.doubt is Doubt.UNKNOWN else scan for scan in scans)


def _part_left(scans: Sequence[Scan], section: Section) -> str:
    named = [part.id for part in section.named_parts]
    if len(named) == 1:
        return named[0]
    present = {scan.part for scan in scans}
    return section.catch_all if all(part in present or part == section.catch_all for part in named) else ""
