"""What a result means to a script: findings, records that failed, a receipt that could not be kept."""

from pathlib import Path

import pytest

from zcdossier.app.build_dossier import BuildResult
from zcdossier.app.lint_dossier import verdict_code
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.finding import Finding, Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import Place
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt


def verdict(*severities: Severity) -> Verdict:
    place, message = Place("dossier.yaml", 1, 1), Label("坏", "bad")
    return Verdict(tuple(Finding("ZC101", "rule", severity, place, message) for severity in severities))


def built(judged: Verdict, *outcomes: BuildOutcome, unsaved: CannotRunError | None = None) -> BuildResult:
    records = tuple(RecordReceipt(str(at), "papers", "甲", outcome) for at, outcome in enumerate(outcomes))
    linted = LintResult(Path("li"), "li", judged)
    return BuildResult(linted, Path("out"), Receipt("1", "tiny", "senior", records), unsaved=unsaved)


@pytest.mark.parametrize(
    ("severities", "strict", "code"),
    [
        ((), True, ExitCode.OK),
        ((Severity.WARNING,), False, ExitCode.OK),
        ((Severity.WARNING,), True, ExitCode.FINDINGS),
        ((Severity.WARNING, Severity.ERROR), False, ExitCode.FINDINGS),
    ],
)
def test_a_verdict(severities: tuple[Severity, ...], strict: bool, code: ExitCode) -> None:
    judged = verdict(*severities)
    assert verdict_code(judged, strict=strict) == code
    assert built(judged, BuildOutcome.BUILT, BuildOutcome.UNCHANGED).exit_code(strict=strict) == code


def test_a_build() -> None:
    unsaved = CannotRunError(Label("写不出", "can't write"))
    assert built(verdict(), BuildOutcome.BUILT, BuildOutcome.FAILED).exit_code(strict=False) == ExitCode.FINDINGS
    assert built(verdict()).exit_code(strict=False) == ExitCode.OK
    assert built(verdict(), unsaved=unsaved).exit_code(strict=False) == ExitCode.CANNOT_RUN
    unread = BuildResult(LintResult(Path("li"), "li", verdict(Severity.ERROR)), Path("out"))
    assert unread.exit_code(strict=False) == ExitCode.FINDINGS
