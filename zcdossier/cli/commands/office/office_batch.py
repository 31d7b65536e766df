"""Everybody in an office's folder: linted, held against the record, and what is wrong with the record told."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from zcdossier.cli.batch import by_several, complain_of, found, how_many, profiles_here
from zcdossier.cli.boundary import Failure, attempt, worst
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.reviews import Records
    from zcdossier.model.results import LintResult
    from zcdossier.model.review import History, Standing
    from zcdossier.report.office.office_summary import SummaryRow

Result = TypeVar("Result")


class Item(NamedTuple):
    """One dossier: how lists call it, and what is recorded."""

    root: Path
    name: str
    history: "History"


class Task(NamedTuple):
    """What is the same for all: the day, and for a summary where it will stand, in which language."""

    day: date
    target: Path = Path()
    lang: str = "zh"


class Person(NamedTuple):
    """One dossier as read."""

    root: Path
    standing: "Standing"
    linted: "LintResult"


class Office:
    """The dossiers in a folder with their records. Raises CannotRunError when a record can't be read.

    `code` is the worst of what went wrong so far; `failed` are the dossiers that could not be read, and folders that
    were meant to be dossiers. `later` counts what is recorded for days that are still to come; `planned` says whether a
    publicity that is to come counts.
    """

    def __init__(self, folder: Path, console: Console, day: date, *, planned: bool = True) -> None:
        from zcdossier.app.find_dossiers import without_manifest
        from zcdossier.app.office.office_folder import name_below, office_folder
        from zcdossier.app.office.review_status import no_manifest
        from zcdossier.app.office.reviews import Records

        self._console, self._day, self._folder = console, day, folder
        self._roots = found([folder], console)
        self.records = Records(self._roots, office_folder(folder))
        histories = {root: self.records.history(root) for root in self._roots}
        self._items = [
            Item(root, self.records.full_name(root), history.known_by(day, planned=planned))
            for root, history in histories.items()
        ]
        self.later = sum(len(history.entries) for history in histories.values())
        self.later -= sum(len(item.history.entries) for item in self._items)
        home = office_folder(folder)
        self._failed = {lost: no_manifest(name_below(lost, home)) for lost in without_manifest([folder])}
        self._codes = [ExitCode.FINDINGS for _ in _complaints(self.records, console)]
        self._codes += [ExitCode.CANNOT_RUN for _ in self._failed]

    @property
    def code(self) -> int:
        """The exit code."""
        return worst(self._codes)

    @property
    def failed(self) -> list["Standing"]:
        """Those that could not be read."""
        return list(self._failed.values())

    def people(self) -> list[Person]:
        """Everybody with all that was read of them."""
        return [read for _, read in self._each(person, Task(self._day), several=False)]

    def standings(self) -> list["Standing"]:
        """How everybody stands, those that could not be read too."""
        read = {item.root: stands for item, stands in self._each(standing, Task(self._day))}
        read |= self._failed
        return [*(read.pop(item.root) for item in self._items), *read.values()]

    def awaited_elsewhere(self) -> list["Standing"]:
        """How those stand who share a record with these, but lie outside the folder given."""
        from zcdossier.app.office.office_folder import office_folder
        from zcdossier.app.office.review_status import failed
        from zcdossier.app.office.reviews import Records, others_of_the_office
        from zcdossier.model.label import Label

        roots = others_of_the_office(self._folder, self._roots)
        records = Records(roots, office_folder(self._folder))
        items = [Item(root, records.name(root), records.history(root).known_by(self._day)) for root in roots]
        read = ((item, standing(item, Task(self._day))) for item in items)
        return [
            failed(item.name, Label(stands.zh, stands.en)) if isinstance(stands, Failure) else stands
            for item, stands in read
        ]

    def rows(self, target: Path) -> list["SummaryRow"]:
        """Everybody's row of a summary that will stand in `target`."""
        return [made for _, made in self._each(row, Task(self._day, target, self._console.lang))]

    def _each(
        self, work: Callable[[Item, Task], Result | Failure], task: Task, *, several: bool = True
    ) -> Iterator[tuple[Item, Result]]:
        """Yield what was made of everybody; who could not be read is told of, and kept among the failed."""
        from zcdossier.app.office.review_status import failed
        from zcdossier.model.label import Label

        count = how_many(len(self._items)) if several else 1
        here = ((item, work(item, task)) for item in self._items)
        for item, done in here if count == 1 else by_several(self._items, task, count, work):
            if isinstance(done, Failure):
                complain_of(item.root, done, self._console)
                self._codes.append(done.code)
                self._failed[item.root] = failed(item.name, Label(done.zh, done.en))
            else:
                yield item, done


def person(item: Item, task: Task) -> Person | Failure:
    """Lint one dossier and hold it against its record."""
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.app.office.review_status import stands

    def work() -> Person:
        linted = lint_dossier(item.root, as_of=task.day, profiles=profiles_here())
        return Person(item.root, stands(linted, item.history, item.name, task.day), linted)

    return attempt(work)


def standing(item: Item, task: Task) -> "Standing | Failure":
    """How one stands."""
    done = person(item, task)
    return done if isinstance(done, Failure) else done.standing


def row(item: Item, task: Task) -> "SummaryRow | Failure":
    """One row of a summary."""
    from zcdossier.app.office.write_summary import row_of

    done = person(item, task)
    if isinstance(done, Failure):
        return done
    return attempt(lambda: row_of(done.linted, done.standing, task.target, task.lang))


def _complaints(records: "Records", console: Console) -> Iterator[None]:
    """Say which lines of a record say nothing about anybody."""
    for unfit in records.unfit():
        line, why = unfit.slip
        name = escape_controls(str(unfit.path))
        console.complain(f"{name} 第 {line} 行：{why.zh}", f"{name} line {line}: {why.text('en')}")
        yield
    for path, entry in records.strangers():
        name = escape_controls(str(path))
        console.complain(
            f"{name} 第 {entry.line} 行：没有 {entry.dossier} 这份材料",
            f"{name} line {entry.line}: there is no dossier {entry.dossier}",
        )
        yield
