"""What to say about scans whose names do not tell their part or their place, with a name that would."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from zcdossier.manifest.part_names import OTHER, ScanName
from zcdossier.model.dossier import Problem
from zcdossier.model.finding import Argument
from zcdossier.model.names import Names
from zcdossier.model.numbering import number_for
from zcdossier.model.place import Place
from zcdossier.model.profile import Section

PART_NAME = "ZC502"
UNKNOWN = "unknown-part"
SHOWN = 5


def name_problems(
    folder: str, section: Section, record: str, scans: Sequence[tuple[str, ScanName]]
) -> Iterator[Problem]:
    """Yield a problem for each name without a number, and one for all names without a part.

    A newcomer's folder holds nothing but IMG_2031.jpg and its like: that is one thing to mend, not thirty.
    """
    unknown = [name for name, scan in scans if scan.note == UNKNOWN]
    for name, scan in scans:
        place = Place(f"{folder}/{name}", path=record)
        if scan.note == UNKNOWN and len(unknown) == 1:
            args = _args(section, scans, name, _guessed(section, scan, scans))
            yield Problem(PART_NAME, UNKNOWN, place, {**args, "near": scan.near})
        elif scan.note and scan.note != UNKNOWN:
            example = f"{_number(section, scan.part, scans)}-{name}"
            yield Problem(PART_NAME, scan.note, place, {"name": name, "example": example})
    if len(unknown) > 1:
        listed = "、".join(unknown[:SHOWN]) + ("…" if len(unknown) > SHOWN else "")
        args = _args(section, scans, unknown[0], _guessed(section, ScanName(None, ""), scans))
        yield Problem(
            PART_NAME, "unknown-parts", Place(folder, path=record), {**args, "names": listed, "count": len(unknown)}
        )


def _args(section: Section, scans: Sequence[tuple[str, ScanName]], name: str, part: str) -> dict[str, Argument]:
    label = section.parts[part].label.zh if part in section.parts else "证书"
    there = sum(scan.part == part for _, scan in scans)
    again = f"-{there + 1}" if part and there else ""
    return {
        "name": name,
        "section": section.label,
        "parts": "、".join(one.label.zh for one in section.parts.values()),
        "example": f"{_number(section, part, scans)}-{label}{again}{PurePosixPath(name).suffix}",
    }


def _guessed(section: Section, scan: ScanName, scans: Sequence[tuple[str, ScanName]]) -> str:
    """The part a name comes near to, else one that is wanted and not there yet, else any."""
    near = Names.of(section.parts.values()).find(scan.near) if scan.near else None
    there = {one.part for _, one in scans}
    named = [part for part in section.parts if part != OTHER]
    missing = [part for part in named if part not in there]
    wanted = [part for part in missing if section.parts[part].required is not None]
    return near or next(iter([*wanted, *missing, *named]), "")


def _number(section: Section, part: str, scans: Sequence[tuple[str, ScanName]]) -> int:
    return number_for(part, tuple(section.parts), [(scan.part, scan.number) for _, scan in scans]).number
