"""zcdossier from Python: what `lint`, `build` and `photo-check` do, as functions that return plain values.

`import zcdossier` offers all of it by name. What stops the work altogether is a `CannotRunError`; what is wrong with
a dossier is never an exception. Texts are in Chinese unless `lang="en"`. Nothing is printed.
"""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label

Lang = Literal["zh", "en"]
StrPath = str | os.PathLike[str]


class ReportedFinding(NamedTuple):
    """One thing wrong, as `lint --format json` says it.

    `severity` is "error" or "warning". `line` and `column` (from 1) are of a text manifest, `sheet` and `cell` of a
    workbook, `page` (from 1) of a scan or PDF; what does not apply is None. `path` is the place in the manifest,
    such as `sections.papers[4]`.
    """

    code: str
    rule: str
    severity: str
    message: str
    hint: str
    file: str
    path: str
    clauses: tuple[str, ...]
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    page: int | None = None


class ReportedQuestion(NamedTuple):
    """A question that only a person can answer. `record` is whose, empty for the whole dossier; `answer` as typed."""

    clause: str
    question: str
    answered: bool
    answer: str
    asks: str
    stage: str
    record: str = ""


class LintedDossier(NamedTuple):
    """What is wrong with one dossier. `profile` and `level` are empty where the manifest does not say them readably.

    `waived` are findings set aside with a reason, `not_evaluated` the rules that lacked a fact, each with why.
    """

    path: Path
    profile: str
    level: str
    findings: tuple[ReportedFinding, ...]
    waived: tuple[ReportedFinding, ...]
    questions: tuple[ReportedQuestion, ...]
    not_evaluated: tuple[str, ...]

    @property
    def errors(self) -> tuple[ReportedFinding, ...]:
        """The findings that send an application back."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[ReportedFinding, ...]:
        """The findings that may."""
        return tuple(finding for finding in self.findings if finding.severity == "warning")


class BuiltRecord(NamedTuple):
    """What became of one record. `outcome` is "built", "unchanged" or "failed"; `file` is None where it failed."""

    record: str
    section: str
    outcome: str
    file: Path | None
    bytes: int
    pages: int
    error: str


class BuiltDossier(NamedTuple):
    """What a build did. `uploads` is the folder of the PDFs; `report` the page, None where it was not written."""

    linted: LintedDossier
    uploads: Path
    records: tuple[BuiltRecord, ...]
    report: Path | None

    @property
    def complete(self) -> bool:
        """Whether the manifest could be read and every record has its PDF."""
        return self.linted.profile != "" and all(record.outcome != "failed" for record in self.records)


class PhotoMeasure(NamedTuple):
    """One measure of a photo beside what is allowed. `status` is "ok", "doubt" or "bad"."""

    measure: str
    value: str
    wanted: str
    status: str


def find_dossiers(path: StrPath = ".") -> list[Path]:
    """Return the dossiers at or below `path`, in a stable order.

    Raises CannotRunError when the path is not there or holds none.
    """
    from zcdossier.app import find_dossiers as dossiers

    return dossiers.find_dossiers([Path(path)])


def lint_dossier(path: StrPath, *, as_of: date | None = None, lang: Lang = "zh") -> LintedDossier:
    """Check the one dossier at `path` as on the day `as_of`, today unless given.

    Raises CannotRunError when there is no dossier, more than one, or its profile has mistakes.
    """
    from zcdossier.app import lint_dossier as dossiers

    return _linted(dossiers.lint_dossier(_only_dossier(path), as_of=as_of or _today()), lang)


def build_dossier(
    path: StrPath,
    *,
    out: StrPath | None = None,
    as_of: date | None = None,
    report: bool = True,
    prune: bool = False,
    lang: Lang = "zh",
) -> BuiltDossier:
    """Make one PDF per record of the dossier at `path`, below the limit, under `out` (its own `build/` unless given).

    `report` writes the page and the entry sheet too; `prune` moves PDFs of removed records aside.
    Raises CannotRunError when there is no dossier or more than one, its profile has mistakes, `out` can't be written
    to, or another build writes to it.
    """
    from zcdossier.app import build_dossier as dossiers
    from zcdossier.app.report_dossier import ReportOptions, report_built
    from zcdossier.report.style import Thumbnails

    day = as_of or _today()
    target = Path(out) if out is not None else None
    built = dossiers.build_dossier(_only_dossier(path), as_of=day, out=target, prune=prune)
    if built.unsaved is not None:
        raise built.unsaved
    page = report_built(built, ReportOptions(lang, day, Thumbnails.AUTO)) if report else None
    records = built.receipt.records if built.receipt is not None else ()
    return BuiltDossier(
        _linted(built.linted, lang),
        built.uploads,
        tuple(
            BuiltRecord(
                record.record,
                record.section,
                record.outcome.value,
                built.uploads / record.file if record.file and record.outcome.value != "failed" else None,
                record.bytes,
                record.pages,
                record.error.text(lang),
            )
            for record in records
        ),
        page.path if page is not None else None,
    )


def check_photo(path: StrPath, *, profile: str = "zj-platform", lang: Lang = "zh") -> tuple[PhotoMeasure, ...]:
    """Measure the ID photo at `path` against the photo rules of a notice.

    Raises CannotRunError when the notice is not there or has no photo rule, or the photo can't be read.
    """
    from zcdossier.app import check_photo as photos

    checked = photos.check_photo(Path(path), photos.load_photo_notice(profile, Path()))
    if not checked.facts.usable:
        raise CannotRunError(Label(f"{path} 读不出来", f"{path} can't be read"))
    return tuple(
        PhotoMeasure(row.measure.text(lang), row.value.text(lang), row.allowed.text(lang), row.status)
        for row in checked.rows
    )


def _only_dossier(path: StrPath) -> Path:
    dossiers = find_dossiers(path)
    if len(dossiers) > 1:
        count = len(dossiers)
        raise CannotRunError(
            Label(f"{path} 里有 {count} 份材料，写明是哪一份", f"{path} holds {count} dossiers; name one")
        )
    return dossiers[0]


def _linted(result: Any, lang: Lang) -> LintedDossier:
    """Take the values from the same objects as the JSON, so that the two never differ."""
    from zcdossier.report.as_json import dossier_object

    document = dossier_object(result, lang)
    return LintedDossier(
        result.root,
        document["profile"] or "",
        document["level"] or "",
        _findings(document["findings"]),
        _findings(document["waived"]),
        tuple(
            ReportedQuestion(**{name: question[name] for name in ReportedQuestion._fields if name in question})
            for question in document["checklist"]
        ),
        tuple(missed["reason"] for missed in document["not_evaluated"]),
    )


def _findings(objects: Sequence[dict[str, Any]]) -> tuple[ReportedFinding, ...]:
    return tuple(
        ReportedFinding(
            **{name: value for name, value in finding.items() if name in ReportedFinding._fields}
            | {"clauses": tuple(finding["clauses"])}
        )
        for finding in objects
    )


def _today() -> date:
    return datetime.now().astimezone().date()
