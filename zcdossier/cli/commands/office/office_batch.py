"""Everybody in an office's folder: linted, held against the record, and what is wrong with the record told."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from zcdossier.cli.batch import complain_about, count_processes, discover, map_in_processes, process_profiles
from zcdossier.cli.boundary import Failure, attempt, worst_code
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.reviews import ReviewRecords
    from zcdossier.model.lint_result import LintResult
    from zcdossier.model.review import History, ReviewStatus
    from zcdossier.report.office.office_summary import SummaryRow

Result = TypeVar("Result")


class BatchItem(NamedTuple):
    """One dossier: how lists call it, and what is recorded."""

    root: Path
    name: str
    history: "History"


class OfficeTask(NamedTuple):
    """What is the same for all: the day, and for a summary where it will stand, in which language."""

    day: date
    target: Path = Path()
    lang: str = "zh"


class ReadApplicant(NamedTuple):
    """One dossier as read."""

    root: Path
    status: "ReviewStatus"
    linted: "LintResult"


class OfficeBatch:
    """The dossiers in a folder with their records. Raises CannotRunError when a record can't be read.

    `code` is the worst of what went wrong so far; `failed` are the dossiers that could not be read, and folders that
    were meant to be dossiers. `later` counts what is recorded for days that are still to come; `planned` says whether a
    publicity that is to come counts.
    """

    def __init__(self, folder: Path, console: Console, day: date, *, planned: bool = True) -> None:
        from zcdossier.app.find_dossiers import folders_without_manifest
        from zcdossier.app.office.office_folder import office_folder, relative_name
        from zcdossier.app.office.review_status import missing_manifest_status
        from zcdossier.app.office.reviews import ReviewRecords

        self._console, self._day, self._folder = console, day, folder
        self._roots = discover([folder], console)
        self.records = ReviewRecords(self._roots, office_folder(folder))
        histories = {root: self.records.history(root) for root in self._roots}
        self._items = [
            BatchItem(root, self.records.full_name(root), history.known_by(day, planned=planned))
            for root, history in histories.items()
        ]
        self.later = sum(len(history.entries) for history in histories.values())
        self.later -= sum(len(item.history.entries) for item in self._items)
        home = office_folder(folder)
        self._failed = {
            lost: missing_manifest_status(relative_name(lost, home)) for lost in folders_without_manifest([folder])
        }
        self._codes = [ExitCode.FINDINGS for _ in _complain_about_records(self.records, console)]
        self._codes += [ExitCode.CANNOT_RUN for _ in self._failed]

    @property
    def code(self) -> int:
        """The exit code."""
        return worst_code(self._codes)

    @property
    def failed(self) -> list["ReviewStatus"]:
        """Those that could not be read."""
        return list(self._failed.values())

    def applicants(self) -> list[ReadApplicant]:
        """Everybody with all that was read of them."""
        return [applicant for _, applicant in self._each(read_applicant, OfficeTask(self._day), several=False)]

    def statuses(self) -> list["ReviewStatus"]:
        """How everybody stands, those that could not be read too."""
        from zcdossier.app.office.quotas import with_quota_notes

        by_root = {item.root: status for item, status in self._each(read_status, OfficeTask(self._day))}
        by_root |= self._failed
        return with_quota_notes([*(by_root.pop(item.root) for item in self._items), *by_root.values()])

    def statuses_elsewhere(self) -> list["ReviewStatus"]:
        """How those stand who share a record with these, but lie outside the folder given."""
        from zcdossier.app.office.office_folder import office_folder
        from zcdossier.app.office.review_status import unread_status
        from zcdossier.app.office.reviews import ReviewRecords, find_others_of_the_office

        roots = find_others_of_the_office(self._folder, self._roots)
        records = ReviewRecords(roots, office_folder(self._folder))
        items = [BatchItem(root, records.name(root), records.history(root).known_by(self._day)) for root in roots]
        outcomes = ((item, read_status(item, OfficeTask(self._day))) for item in items)
        return [
            unread_status(item.name, status.why) if isinstance(status, Failure) else status for item, status in outcomes
        ]

    def rows(self, target: Path) -> list["SummaryRow"]:
        """Everybody's row of a summary that will stand in `target`."""
        return [
            summary_row for _, summary_row in self._each(read_row, OfficeTask(self._day, target, self._console.lang))
        ]

    def _each(
        self, work: Callable[[BatchItem, OfficeTask], Result | Failure], task: OfficeTask, *, several: bool = True
    ) -> Iterator[tuple[BatchItem, Result]]:
        """Yield what was made of everybody; who could not be read is told of, and kept among the failed."""
        from zcdossier.app.office.review_status import unread_status

        count = count_processes(len(self._items)) if several else 1
        outcomes_here = ((item, work(item, task)) for item in self._items)
        for item, outcome in outcomes_here if count == 1 else map_in_processes(self._items, task, count, work):
            if isinstance(outcome, Failure):
                complain_about(item.root, outcome, self._console)
                self._codes.append(outcome.code)
                self._failed[item.root] = unread_status(item.name, outcome.why)
            else:
                yield item, outcome


def read_applicant(item: BatchItem, task: OfficeTask) -> ReadApplicant | Failure:
    """Lint one dossier and hold it against its record."""
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.app.office.review_status import review_status_of

    def work() -> ReadApplicant:
        linted = lint_dossier(item.root, as_of=task.day, profiles=process_profiles())
        return ReadApplicant(item.root, review_status_of(linted, item.history, item.name, task.day), linted)

    return attempt(work)


def read_status(item: BatchItem, task: OfficeTask) -> "ReviewStatus | Failure":
    """How one stands."""
    applicant = read_applicant(item, task)
    return applicant if isinstance(applicant, Failure) else applicant.status


def read_row(item: BatchItem, task: OfficeTask) -> "SummaryRow | Failure":
    """One row of a summary."""
    from zcdossier.app.office.write_summary import summarise_applicant

    applicant = read_applicant(item, task)
    if isinstance(applicant, Failure):
        return applicant
    return attempt(lambda: summarise_applicant(applicant.linted, applicant.status, task.target, task.lang))


def _complain_about_records(records: "ReviewRecords", console: Console) -> Iterator[None]:
    """Say which lines of a record say nothing about anybody."""
    for invalid in records.invalid_lines():
        line, why = invalid.slip
        name = escape_controls(str(invalid.path))
        console.complain(Label(f"{name} 第 {line} 行：{why.zh}", f"{name} line {line}: {why.text('en')}"))
        yield
    for path, copy in records.unread_copies():
        name, read = escape_controls(copy.name), escape_controls(str(path))
        console.tell(
            Label(
                f"注意：{name} 没有读，只读 {read}；它里面有 {path.name} 没有的行，该算的抄过去，再把它移走",
                f"note: {name} was not read, only {read}; it has lines that {path.name} lacks: copy those that count, "
                "then move it away",
            ),
        )
    for path, entry in records.unknown_dossiers():
        name = escape_controls(str(path))
        console.complain(
            Label(
                f"{name} 第 {entry.line} 行：没有 {entry.dossier} 这份材料",
                f"{name} line {entry.line}: there is no dossier {entry.dossier}",
            ),
        )
        yield
