"""`--format json`: what it says of verdicts, an object for each dossier. Its shape is a contract (`json_document`)."""

from zcdossier.model.finding import ChecklistItem, Finding, NotEvaluated, Severity, Sighting, Verdict, Waived
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import Place
from zcdossier.report.findings_by_section import SectionCounts, count_by_section
from zcdossier.report.json_document import Json, failure_object
from zcdossier.report.messages import hint_text, message_text
from zcdossier.report.sighting_text import sighting_label


def dossier_object(result: LintResult, lang: str) -> Json:
    """One dossier. `profile` and `level` are null when the manifest does not say them readably."""
    verdict, dossier = result.verdict, result.dossier
    return {
        "path": result.name,
        "profile": (dossier.profile or None) if dossier is not None else None,
        "level": (dossier.level or None) if dossier is not None else None,
        "findings": [finding_object(finding, lang) for finding in verdict.findings],
        "waived": [_waived_object(waived, lang) for waived in verdict.waived],
        "not_evaluated": [_not_evaluated_object(missed, lang) for missed in verdict.not_evaluated],
        "checklist": [_question_object(question, lang) for question in verdict.checklist],
        "counts": {severity.value: verdict.count(severity) for severity in Severity},
    }


def unread_dossier_object(name: str, reason: str) -> Json:
    """A dossier that could not be checked at all, so that it is missed by nobody."""
    empty: Json = {"path": name, "profile": None, "level": None}
    empty |= {"findings": [], "waived": [], "not_evaluated": [], "checklist": []}
    return empty | {"counts": {severity.value: 0 for severity in Severity}, "error": reason}


def status_object(result: LintResult, lang: str) -> Json:
    """How full the sections of one dossier are."""
    return {"path": result.name, "sections": [_row_object(row, lang) for row in count_by_section(result)]}


def _row_object(row: SectionCounts, lang: str) -> Json:
    return {
        "section": row.id,
        "label": row.label.text(lang),
        "records": row.records,
        "files": row.files,
        "limit": row.limit,
        "required": row.required,
        "errors": row.errors,
        "warnings": row.warnings,
    }


def report_object(name: str, path: str, verdict: Verdict) -> Json:
    """One dossier's page as data."""
    return {"path": name, "report": path, "counts": {severity.value: verdict.count(severity) for severity in Severity}}


def failed_report_object(name: str, reason: str) -> Json:
    """A dossier whose page could not be written, so that it is missed by nobody."""
    empty: Json = {"report": None, "counts": {severity.value: 0 for severity in Severity}}
    return failure_object(name, reason, empty)


def finding_object(finding: Finding, lang: str) -> Json:
    """One finding."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": message_text(finding, lang),
        "hint": hint_text(finding, lang),
        "file": finding.place.file,
        **_position(finding.place),
        "path": finding.place.path,
        "clauses": list(finding.clauses),
    }


def _position(place: Place) -> Json:
    """The start of the spot; a cell or a page adds its own names."""
    return {"line": None, "column": None} | {key: at for key, at in place.position.items() if key != "end_column"}


def _waived_object(waived: Waived, lang: str) -> Json:
    return finding_object(waived.finding, lang) | {"reason": waived.reason}


def _not_evaluated_object(missed: NotEvaluated, lang: str) -> Json:
    return {"rule": missed.rule, "reason": missed.reason.text(lang)}


def _question_object(question: ChecklistItem, lang: str) -> Json:
    """A question; one that is put to a single record says which."""
    body: Json = {
        "clause": question.clause,
        "question": question.question.text(lang),
        "answered": not question.open,
        "answer": question.answer,
        "reply": question.reply.value,
        "refused": question.refused,
        "asks": question.asks.value,
        "stage": question.stage.value,
    }
    if question.path:
        body |= {"path": question.path, "record": question.key}
    return body | {"seen": sighting_object(question.sighting, lang)} if question.sighting is not None else body


def sighting_object(sighting: Sighting, lang: str) -> Json:
    """What reading the scans says to a question: in words and figures, and which pages don't show it."""
    return {
        "text": sighting_label(sighting).text(lang),
        "on": sighting.seen,
        "of": sighting.total,
        "look_at": [{"file": place.file, **place.position} for place in sighting.places],
        "read": list(sighting.texts),
    }
