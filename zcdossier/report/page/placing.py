"""Which record, section or nobody each finding is about, by its route in the manifest or by the file it names."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding, Verdict
from zcdossier.model.profile import Profile
from zcdossier.report.ownership import ELSEWHERE, Owners


class Placed(NamedTuple):
    """Findings by the route of their record, by section id, and the rest."""

    records: Mapping[str, tuple[Finding, ...]]
    sections: Mapping[str, tuple[Finding, ...]]
    rest: tuple[Finding, ...]


def place(verdict: Verdict, dossier: Dossier | None, profile: Profile | None) -> Placed:
    """Sort the findings; within an owner they keep the verdict's order."""
    owners = Owners(dossier, profile)
    records: dict[str, list[Finding]] = {}
    sections: dict[str, list[Finding]] = {}
    rest: list[Finding] = []
    for finding in verdict.findings:
        owner = owners.of(finding)
        if owner.record is not None:
            records.setdefault(owner.record.place.path, []).append(finding)
        elif owner.section != ELSEWHERE:
            sections.setdefault(owner.section, []).append(finding)
        else:
            rest.append(finding)
    return Placed(
        {path: tuple(found) for path, found in records.items()},
        {section: tuple(found) for section, found in sections.items()},
        tuple(rest),
    )


def file_of(finding: Finding, record: Record) -> str:
    """The scan a finding is about: the file it stands in, or the one its route leads to; empty for none."""
    files = {scan.file for scan in record.evidence}
    if finding.place.file in files:
        return finding.place.file
    path = finding.place.path
    routes = {scan.place.path: scan.file for scan in record.evidence if scan.place.path != record.place.path}
    return next((file for route, file in routes.items() if route and _is_within(path, route)), "")


def field_of(finding: Finding, record: Record) -> str:
    """The id of the field a finding is about, or an empty text."""
    path, own = finding.place.path, record.place.path
    if not path.startswith(f"{own}."):
        return ""
    return re.split(r"[.\[]", path[len(own) + 1 :], maxsplit=1)[0]


def _is_within(path: str, route: str) -> bool:
    return path == route or path.startswith((f"{route}.", f"{route}["))
