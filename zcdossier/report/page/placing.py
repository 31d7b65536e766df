"""Which record, section or nobody each finding is about, by its route in the manifest or by the file it names."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding, Verdict
from zcdossier.model.profile import Profile
from zcdossier.report.entry_sheet import APPLICANT, PHOTO

_SECTION = re.compile(r"sections\.(?P<id>\w+)")
_LAST_STEP = re.compile(r"[.\[][^.\[]*$")


class Placed(NamedTuple):
    """Findings by the route of their record, by section id, and the rest."""

    records: Mapping[str, tuple[Finding, ...]]
    sections: Mapping[str, tuple[Finding, ...]]
    rest: tuple[Finding, ...]


def place(verdict: Verdict, dossier: Dossier | None, profile: Profile | None) -> Placed:
    """Sort the findings; within an owner they keep the verdict's order."""
    records: dict[str, list[Finding]] = {}
    sections: dict[str, list[Finding]] = {}
    rest: list[Finding] = []
    paths = {one.place.path for one in dossier.everything()} if dossier is not None else set()
    files = dict(_files(dossier)) if dossier is not None else {}
    folders = {one.folder: one.id for one in profile.sections.values() if one.folder} if profile is not None else {}
    for finding in verdict.findings:
        path = finding.place.path
        owner = _record_of(path, paths) or ("" if path else _owner_of_file(finding.place.file, files))
        if owner:
            records.setdefault(owner, []).append(finding)
        elif match := _SECTION.match(path):
            sections.setdefault(match["id"], []).append(finding)
        elif (top := path.partition(".")[0]) in {APPLICANT, PHOTO}:
            sections.setdefault(top, []).append(finding)
        elif not path and (section := _owner_of_file(finding.place.file, folders)):
            sections.setdefault(section, []).append(finding)
        else:
            rest.append(finding)
    return Placed(
        {path: tuple(found) for path, found in records.items()},
        {section: tuple(found) for section, found in sections.items()},
        tuple(rest),
    )


def _record_of(path: str, known: set[str]) -> str:
    """The record a route leads into: the longest known beginning of it."""
    while path and path not in known:
        shorter = _LAST_STEP.sub("", path)
        path = shorter if shorter != path else ""
    return path


def _files(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield folders and files with the route of the record they belong to; of one used twice, the first."""
    seen: set[str] = set()
    for record in dossier.everything():
        for name in (record.folder, *(scan.file for scan in record.evidence)):
            if name and name not in seen:
                seen.add(name)
                yield name, record.place.path


def _owner_of_file(file: str, files: Mapping[str, str]) -> str:
    while file:
        if file in files:
            return files[file]
        file = file.rpartition("/")[0]
    return ""


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
