"""One finding in words for the page: what is wrong, by which clause, what to do, and where it stands."""

from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.report.page.placing import field_of, file_of
from zcdossier.report.page.view import FindingView, Tone
from zcdossier.report.visible import visible
from zcdossier.report.words import (
    clause_name,
    clause_text,
    hint_text,
    joined,
    message_text,
    one_line,
    reason_text,
    severity_word,
)

_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.DOUBTFUL}


def tone_of(severity: Severity) -> Tone:
    """How a severity is shown."""
    return _TONES[severity]


def worst(findings: tuple[FindingView, ...], otherwise: Tone = Tone.PLAIN) -> Tone:
    """The gravest of several findings."""
    tones = {finding.tone for finding in findings}
    return Tone.BAD if Tone.BAD in tones else Tone.DOUBTFUL if tones else otherwise


def finding_view(finding: Finding, profile: Profile | None, lang: str) -> FindingView:
    """Word a finding that stands by itself."""
    place = finding.place
    return FindingView(
        code=finding.code,
        tone=tone_of(finding.severity),
        word=severity_word(finding.severity, lang),
        message=message_text(finding, lang),
        hint=hint_text(finding, lang),
        why=_authority(finding, profile, lang),
        where=visible(place.file) + (f":{place.line}" if place.line is not None else ""),
    )


class About(NamedTuple):
    """A record, the labels of its fields, and on which pages of its upload each source stands."""

    record: Record
    labels: Mapping[str, Label]
    pages: Mapping[str, tuple[int, ...]]


def record_finding(finding: Finding, about: About, profile: Profile | None, lang: str) -> FindingView:
    """Word a finding of a record, with the field or the pages it is about."""
    field = about.labels.get(field_of(finding, about.record))
    return finding_view(finding, profile, lang)._replace(
        field=one_line(field, lang) if field is not None else "",
        pages=about.pages.get(file_of(finding, about.record), ()),
    )


def _authority(finding: Finding, profile: Profile | None, lang: str) -> tuple[str, ...]:
    """The requirement in our words with its clauses, or the clauses in theirs."""
    reason = reason_text(finding, lang)
    if not reason:
        return tuple(clause_text(clause, profile, lang) for clause in finding.clauses)
    names = [clause_name(clause, profile, lang) for clause in finding.clauses]
    return (f"{joined(names, lang)}{': ' if lang == 'en' else '：'}{reason}",) if names else (reason,)
