"""Workflow commands that GitHub shows as annotations on the changed lines."""

from collections.abc import Iterator
from pathlib import Path

from zcdossier.model.finding import Finding
from zcdossier.model.lint_result import LintResult
from zcdossier.report.messages import hint_text, message_text
from zcdossier.report.sanitize import escape_controls


def github_text(result: LintResult, lang: str) -> str:
    """One command per finding."""
    return "".join(f"{_annotation(finding, result.name, lang)}\n" for finding in result.verdict.findings)


def failure_text(name: str, reason: str) -> str:
    """A dossier that could not be checked."""
    return f"::error title=zcdossier::{_escape_data(escape_controls(f'{name}: {reason}'))}\n"


def _annotation(finding: Finding, name: str, lang: str) -> str:
    properties = ",".join(f"{key}={_escape_property(value)}" for key, value in _properties(finding, name))
    hint = hint_text(finding, lang)
    text = f"{_spot_ahead(finding)}{message_text(finding, lang)}"
    message = _escape_data(f"{text}\n{hint}" if hint else text)
    return f"::{finding.severity.value} {properties}::{message}"


def _spot_ahead(finding: Finding) -> str:
    """What a line can't say: the cell or the page, in front of the message."""
    place = finding.place
    return f"{escape_controls(place.suffix.strip())} " if place.position and "line" not in place.position else ""


_PROPERTIES = {"line": "line", "column": "col"}


def _properties(finding: Finding, name: str) -> Iterator[tuple[str, str]]:
    place = finding.place
    yield "file", Path(name, place.file).as_posix()
    position = place.position
    yield from ((_PROPERTIES[name], str(at)) for name, at in position.items() if name in _PROPERTIES)
    end = position.get("end_column")
    if isinstance(end, int) and end > int(position.get("column", 1)):
        yield "endColumn", str(end - 1)
    yield "title", " ".join(dict.fromkeys(word for word in (finding.code, finding.rule) if word))


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(escape_controls(text)).replace(":", "%3A").replace(",", "%2C")
