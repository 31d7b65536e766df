"""One mistake, one finding: what only repeats another rule's finding is left out while that one stands.

A wrong figure can break three sums. The rule that names the others in `echo_of` is quiet while one of them has a
finding at least as severe; with that mended (or set aside) it speaks for itself, so nothing is passed silently.
"""

import re
from collections.abc import Iterable

from zcdossier.model.finding import Finding, Severity
from zcdossier.model.profile import Rule

_RECORD = re.compile(r"^(?P<section>[a-z]+(?:\.[^.\[\]]+)?)(?P<record>\[\d+\])?")


def without_echoes(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """Return the findings that stand for themselves.

    Only a rule that stands earlier is followed, and only while its own finding is kept: no two can hide each other.
    """
    standing: dict[str, list[Finding]] = {}
    for finding in findings:
        standing.setdefault(finding.rule, []).append(finding)
    earlier: set[str] = set()
    for rule in rules:
        if rule.id in standing:
            leaders = [leader for name in rule.echo_of if name in earlier for leader in standing.get(name, ())]
            standing[rule.id] = [one for one in standing[rule.id] if not _repeats(one, leaders)]
        earlier.add(rule.id)
    return [finding for found in standing.values() for finding in found]


def _repeats(finding: Finding, leaders: list[Finding]) -> bool:
    return any(
        leader.severity in (Severity.ERROR, finding.severity) and not _of_other_records(leader, finding)
        for leader in leaders
    )


def _of_other_records(leader: Finding, finding: Finding) -> bool:
    """Whether the two are about two records of one section: then neither repeats the other."""
    ours, theirs = _RECORD.match(finding.place.path), _RECORD.match(leader.place.path)
    if ours is None or theirs is None or ours["section"] != theirs["section"]:
        return False
    records = (ours["record"], theirs["record"])
    return None not in records and records[0] != records[1]
