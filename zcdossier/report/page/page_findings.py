"""Findings on the page: whose each is, what is wrong in words, where it stands, and the links that lead there."""

import os
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding, Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.report.findings_by_section import ELSEWHERE, OwnerFinder
from zcdossier.report.messages import (
    authority_texts,
    hint_text,
    message_text,
    one_line,
    severity_word,
)
from zcdossier.report.page.page_views import FindingView, Tone
from zcdossier.report.sanitize import escape_controls

UPLOADS = "upload"


def anchor(route: str) -> str:
    """A name for a place on the page: `sections.papers[0]` becomes `sections-papers-0`."""
    return re.sub(r"\W+", "-", route, flags=re.ASCII).strip("-") or "top"


def upload_link(file: str) -> str:
    """From the page to a PDF below the folder of uploads."""
    return file_link(f"{UPLOADS}/{file}")


def file_link(path: str) -> str:
    """From the page to a file beside it; `./` keeps a name with a colon from being taken for an address."""
    return "./" + quote(os.fsencode(path), safe="/")


def text_digest(*texts: str) -> str:
    """A short name for texts that changes when they do."""
    whole = "\0".join(texts).encode("utf-8", errors="surrogatepass")
    return sha256(whole).hexdigest()[:16]


class FindingsByRecord(NamedTuple):
    """Findings by the route of their record, by section id, and the rest."""

    records: Mapping[str, tuple[Finding, ...]]
    sections: Mapping[str, tuple[Finding, ...]]
    rest: tuple[Finding, ...]


def sort_findings(verdict: Verdict, dossier: Dossier | None, profile: Profile | None) -> FindingsByRecord:
    """Sort the findings; within an owner they keep the verdict's order."""
    owners = OwnerFinder(dossier, profile)
    records: dict[str, list[Finding]] = {}
    sections: dict[str, list[Finding]] = {}
    elsewhere: list[Finding] = []
    for finding in verdict.findings:
        owner = owners.of(finding)
        if owner.record is not None:
            records.setdefault(owner.record.place.path, []).append(finding)
        elif owner.section != ELSEWHERE:
            sections.setdefault(owner.section, []).append(finding)
        else:
            elsewhere.append(finding)
    return FindingsByRecord(
        {path: tuple(findings_here) for path, findings_here in records.items()},
        {section: tuple(findings_here) for section, findings_here in sections.items()},
        tuple(elsewhere),
    )


def file_of_finding(finding: Finding, record: Record) -> str:
    """The scan a finding is about: the file it stands in, or the one its route leads to; empty for none."""
    files = {scan.file for scan in record.scans}
    if finding.place.file in files:
        return finding.place.file
    path = finding.place.path
    routes = {scan.place.path: scan.file for scan in record.scans if scan.place.path != record.place.path}
    return next((file for route, file in routes.items() if route and _is_within(path, route)), "")


def field_of_finding(finding: Finding, record: Record) -> str:
    """The id of the field a finding is about, or an empty text."""
    path, record_path = finding.place.path, record.place.path
    if not path.startswith(f"{record_path}."):
        return ""
    return re.split(r"[.\[]", path[len(record_path) + 1 :], maxsplit=1)[0]


def _is_within(path: str, route: str) -> bool:
    return path == route or path.startswith((f"{route}.", f"{route}["))


_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.DOUBTFUL}


def tone_of(severity: Severity) -> Tone:
    """How a severity is shown."""
    return _TONES[severity]


def worst_tone(findings: tuple[FindingView, ...], otherwise: Tone = Tone.PLAIN) -> Tone:
    """The gravest of several findings."""
    tones = {finding.tone for finding in findings}
    return Tone.BAD if Tone.BAD in tones else Tone.DOUBTFUL if tones else otherwise


def finding_view(finding: Finding, profile: Profile | None, lang: str) -> FindingView:
    """Word a finding that stands by itself."""
    return FindingView(
        code=finding.code,
        tone=tone_of(finding.severity),
        word=severity_word(finding.severity, lang),
        message=message_text(finding, lang),
        hint=hint_text(finding, lang),
        why=authority_texts(finding, profile, lang),
        where=escape_controls(f"{finding.place.file}{finding.place.brief}"),
    )


class RecordSubject(NamedTuple):
    """A record, the labels of its fields, and on which pages of its upload each source stands."""

    record: Record
    labels: Mapping[str, Label]
    pages: Mapping[str, tuple[int, ...]]


def record_finding(finding: Finding, subject: RecordSubject, profile: Profile | None, lang: str) -> FindingView:
    """Word a finding of a record, with the field or the pages it is about."""
    field = subject.labels.get(field_of_finding(finding, subject.record))
    return finding_view(finding, profile, lang)._replace(
        field=one_line(field, lang) if field is not None else "",
        pages=subject.pages.get(file_of_finding(finding, subject.record), ()),
    )
