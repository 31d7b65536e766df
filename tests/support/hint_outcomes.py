"""Whether a hint that was followed did what it is for: its finding is gone, and nothing new is wrong."""

from collections.abc import Sequence

from hint_ways import Way

from zcdossier.model.finding import Finding, Severity
from zcdossier.model.lint_result import LintResult
from zcdossier.report.messages import hint_text

UNREADABLE = {"ZC001", "ZC002", "ZC003", "ZC004", "ZC005"}
NEXT = {"ZC201", "ZC401", "ZC402", "ZC503"}
"""What a new line may lead to: the next honest question about what it says."""
LONG = 300

NEXT_QUESTION = {
    "applicant-insurance_employer-same": "attachments.dispatch_agreement-required",
    "grassroots_service-required": "grassroots_exemption-required",
    "education-abroad-doubt": "education-abroad",
    "education-party-school-doubt": "education-party-school",
    "certificates-teacher-words": "certificates-teacher",
    "teacher-either": "star-twin",
}
"""What a rule's hint leads to and has to: who says that she is sent by an agency shows the agreement."""
BY_HAND = {
    "clinical_cases-evidence": "the scans of this case are to be added, or all cases are one record",
    "achievements-since-title": "the sample has one achievement only, which is then not chosen",
    "achievements-before-application": "as above",
    "achievements-before-the-end": "as above",
    "post_roster-applicant": "the row that is hers is no longer counted as one of the others",
    "applicant-specialty_years-sum": "the years are counted again without that time",
    "applicant-specialty_years-short": "as above",
    "current_title-title_series-engineering": "the appraisals then name the title held before",
    "current_title-title_series-pharmacy": "as above",
    "awards-award_of-allowed": "the award is moved to its paper, patent or project",
    "awards-of-project": "as above",
    "awards-of-paper": "as above",
}
"""Rules whose hint shows a line beside something that hands do."""


def is_still_there(finding: Finding, before: LintResult, after: LintResult) -> bool:
    """Whether as many findings of this sort stand in this place as before."""

    def alike(linted: LintResult) -> int:
        same = (finding.code, finding.rule, finding.place.path, finding.place.file)
        return sum(
            (found.code, found.rule, found.place.path, found.place.file) == same for found in linted.verdict.findings
        )

    return alike(after) >= alike(before)


def new_errors(before: LintResult, after: LintResult, mended: Sequence[Finding]) -> list[str]:
    """What is newly an error and not the next question."""
    old = {(found.code, found.rule, found.place.path) for found in before.verdict.findings}
    following = {NEXT_QUESTION.get(finding.rule) for finding in mended}
    return [
        f"{found.code} {found.rule} {found.place.path}"
        for found in after.verdict.findings
        if (found.code, found.rule, found.place.path) not in old
        and found.severity is Severity.ERROR
        and found.code not in NEXT
        and found.rule not in following
    ]


def wrong_with(finding: Finding, ways: Sequence[Way], outcomes: Sequence[Sequence[str]]) -> list[str]:
    """What a hint does that it must not: nothing unreadable by any of its ways, and by one of them all is well."""
    if not ways:
        return []
    hint = f"{finding.code} {finding.rule}: {hint_text(finding, 'zh')[:LONG]}"
    wrong = [
        f"{hint} | {way} | {outcome}"
        for way, outcome in zip(ways, outcomes, strict=True)
        if any(line.split()[0] in UNREADABLE or line.split(":")[0].endswith("Error") for line in outcome)
        or (not way.value and any(line.startswith("ZC203") for line in outcome))
    ]
    examples = all(way.example for way in ways)
    if examples and finding.code == "ZC201":  # whether the example fits the rest only its owner knows
        outcomes = [[line for line in outcome if line.startswith("still")] for outcome in outcomes]
    elif examples or finding.rule in BY_HAND:
        return wrong
    return wrong if [] in [list(outcome) for outcome in outcomes] else [*wrong, f"{hint} | {outcomes}"]
