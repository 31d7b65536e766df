"""SARIF 2.1.0, which code hosts and editors show beside the line. Waived findings are suppressed results."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from zcdossier.model.finding import Finding
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import Place
from zcdossier.report.json_document import Json
from zcdossier.report.messages import hint_text, message_text, one_line, reason_text
from zcdossier.report.sanitize import escape_controls
from zcdossier.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class SarifPart(NamedTuple):
    """What one dossier adds to a log."""

    rules: tuple[Json, ...]
    results: tuple[Json, ...]


def sarif_part(lint_result: LintResult, lang: str) -> SarifPart:
    """One dossier's results, with the rules behind them. Columns count code points, as our places do."""
    return SarifPart(tuple(_rules(lint_result, lang)), tuple(_results(lint_result, lang)))


def sarif_document(parts: Sequence[SarifPart], failures: Sequence[str]) -> Json:
    """One log with one run over all dossiers. `failures` says which could not be checked and why."""
    results = [result for part in parts for result in part.results]
    rules: dict[str, Json] = {}
    for rule in (rule for part in parts for rule in part.rules):
        rules.setdefault(rule["id"], rule)
    index = {identity: at for at, identity in enumerate(rules)}
    driver = {"name": "zcdossier", "version": __version__, "rules": list(rules.values())}
    for result in results:
        result["ruleIndex"] = index[result["ruleId"]]
    invocation = {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": text}} for text in failures],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def rule_id(finding: Finding) -> str:
    """`ZC101/papers-limit`; the code alone for what no profile rule stands behind."""
    return finding.code if finding.rule in {"", finding.code} else f"{finding.code}/{finding.rule}"


def _findings_with_reasons(lint_result: LintResult) -> Iterator[tuple[Finding, str | None]]:
    for finding in lint_result.verdict.findings:
        yield finding, None
    for waived in lint_result.verdict.waived:
        yield waived.finding, waived.reason


def _rules(lint_result: LintResult, lang: str) -> Iterator[Json]:
    for finding, _ in _findings_with_reasons(lint_result):
        text = reason_text(finding, lang) or message_text(finding, lang)
        yield {
            "id": rule_id(finding),
            "name": finding.code,
            "shortDescription": {"text": text},
            "defaultConfiguration": {"level": finding.severity.value},
            "properties": {"clauses": list(finding.clauses)},
        }


def _results(lint_result: LintResult, lang: str) -> Iterator[Json]:
    for finding, reason in _findings_with_reasons(lint_result):
        hint = hint_text(finding, lang)
        text = message_text(finding, lang)
        result: Json = {
            "ruleId": rule_id(finding),
            "level": finding.severity.value,
            "message": {"text": f"{text}\n{hint}" if hint else text},
            "locations": [_location(finding.place, lint_result.name)],
            "properties": {"path": finding.place.path, "clauses": list(finding.clauses)},
        }
        if finding.related:
            result["relatedLocations"] = [
                _location(related.place, lint_result.name)
                | {"id": at, "message": {"text": one_line(related.note, lang)}}
                for at, related in enumerate(finding.related)
            ]
        if reason is not None:
            result["suppressions"] = [{"kind": "inSource", "justification": reason}]
        yield result


_REGION = {"line": "startLine", "column": "startColumn", "end_column": "endColumn"}


def _location(place: Place, name: str) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(Path(name, place.file))}}
    region = {_REGION[name]: number for name, number in place.position.items() if name in _REGION}
    if region:
        physical["region"] = region
    location: Json = {"physicalLocation": physical}
    if place.position and not region:
        location["logicalLocations"] = [_logical_location(place)]
    return location


def _logical_location(place: Place) -> Json:
    """A cell of a workbook, or a page: what is no region of a text."""
    *outer, name = (str(at) for at in place.position.values())
    kind = list(place.position)[-1]
    return {"name": name, "kind": kind, "fullyQualifiedName": escape_controls("!".join((*outer, name)))}


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")
