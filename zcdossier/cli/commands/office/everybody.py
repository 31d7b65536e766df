"""Everybody in an office's folder: linted, held against the record, and what is wrong with the record told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.cli.batch import each, found
from zcdossier.cli.boundary import Failure, worst
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.report.visible import visible

if TYPE_CHECKING:
    from zcdossier.app.lint import Linted
    from zcdossier.app.office.reviews import Records
    from zcdossier.model.review import Standing


class Person(NamedTuple):
    """One dossier. `linted` is None when it could not be read."""

    root: Path
    standing: "Standing"
    linted: "Linted | None" = None


class Everybody(NamedTuple):
    """All of them; `code` is the worst of what went wrong."""

    people: tuple[Person, ...]
    records: "Records"
    code: int


def everybody(folder: Path, console: Console, day: date) -> Everybody:
    """Lint every dossier and say how each stands. Raises CannotRunError when a record can't be read."""
    from zcdossier.app.lint import Profiles, lint_dossier
    from zcdossier.app.office.output import office_folder
    from zcdossier.app.office.reviews import Records
    from zcdossier.app.office.standing import failed, stands
    from zcdossier.model.label import Label

    profiles, roots = Profiles(), found([folder], console)
    records = Records(roots, office_folder(folder))
    codes = [ExitCode.FINDINGS for _ in _complaints(records, console)]

    def work(root: Path) -> Person:
        linted = lint_dossier(root, as_of=day, profiles=profiles)
        return Person(root, stands(linted, records.history(root), records.name(root), day), linted)

    people = []
    for root, done in each(roots, work, console):
        if isinstance(done, Failure):
            codes.append(done.code)
            people.append(Person(root, failed(records.name(root), Label(done.zh, done.en))))
        else:
            people.append(done)
    return Everybody(tuple(people), records, worst(codes))


def _complaints(records: "Records", console: Console) -> Iterator[None]:
    """Say which lines of a record say nothing about anybody."""
    for unfit in records.unfit():
        line, why = unfit.slip
        name = visible(str(unfit.path))
        console.complain(f"{name} 第 {line} 行：{why.zh}", f"{name} line {line}: {why.text('en')}")
        yield
    for path, entry in records.strangers():
        name = visible(str(path))
        console.complain(
            f"{name} 第 {entry.line} 行：没有 {entry.dossier} 这份材料",
            f"{name} line {entry.line}: there is no dossier {entry.dossier}",
        )
        yield
