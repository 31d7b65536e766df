"""`zcdossier office publicity`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.bilingual import both
from zcdossier.cli.commands.office import arguments
from zcdossier.cli.commands.office.everybody import Office
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError
from zcdossier.report.visible import visible

if TYPE_CHECKING:
    from zcdossier.app.office.publicise import Candidate, Selection

HELP = both(
    "把单位审核通过的人列成公示表（Excel 和 Word），按放假安排算出公示到哪天为止，并记进 reviews.csv。",
    "List who passed the unit's review for publicity (Excel and Word), from when to when by the calendar of holidays, "
    "and note the period in reviews.csv.",
)


def publicity(
    context: typer.Context,
    *,
    folder: arguments.Folder = Path(),
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="DATE",
            show_default=False,
            help=both("从哪天开始公示；默认下一个工作日。", "The first day; the next working day by default."),
        ),
    ] = "",
    out: arguments.Out = None,
    signed: arguments.Signed = "",
    contact: Annotated[
        str,
        typer.Option(
            "--contact",
            metavar="TEXT",
            show_default=False,
            help=both("有异议向谁反映，例如 人事处（电话）。", "Whom to turn to with objections."),
        ),
    ] = "",
    partial: Annotated[
        bool,
        typer.Option(
            "--partial",
            help=both("不等还没审完的人，先公示已经通过的。", "Do not wait for those who are still under review."),
        ),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help=both("公示过的人也再公示一次。", "Also those who were publicised already."))
    ] = False,
    as_of: options.AsOf = "",
) -> int:
    """Write the list."""
    from zcdossier.app.office.output import office_folder
    from zcdossier.app.office.publicise import FOLDER, Candidate, hang, select_by_notice
    from zcdossier.report.office.publicity import Heading, period_notes, period_text

    console: Console = context.obj
    day = options.day(as_of)
    wanted = arguments.day_of("--from", start) if start else None
    office = Office(folder, console, day)
    candidates = [Candidate(one.linted, one.standing, office.records.path(one.root)) for one in office.people()]
    selections = select_by_notice(candidates, wanted, again=again)
    for selection in selections:
        _tell_who_is_not(selection, console)
    lists = [one.listed for one in selections if one.listed]
    if not lists:
        raise CannotRunError(
            "还没有单位审核通过、需要公示的人。", "Nobody who passed the unit's review is to be publicised."
        )
    if not partial:
        _check_nobody_is_awaited(selections, [one.name for one in office.failed])
    target, heading = out or office_folder(folder) / FOLDER, Heading(signed.strip(), contact.strip(), console.lang)
    for listed in lists:
        done = hang(listed, target, wanted, day, heading, named=len(lists) > 1)
        said = period_text(done.period, console.lang)
        console.show(console.say(f"公示 {done.people} 人，{said}\n", f"{done.people} on the list, {said}\n"))
        console.show("".join(f"  {visible(str(path))}\n" for path in done.paths))
        for note in period_notes(done.period, console.lang):
            console.tell(f"注意：{note}", f"note: {note}")
    return office.code


def _tell_who_is_not(selection: "Selection", console: Console) -> None:
    """Say who is not on the list, and who is but should be looked at once more."""
    from zcdossier.model.finding import Severity

    for people, zh, en in (
        (selection.pending, "还没有审核通过，不在公示表里", "not passed yet, not on the list"),
        (selection.refused, "审核没有通过，不在公示表里", "refused, not on the list"),
        (
            selection.before,
            "已经公示过，这次不列（要再公示用 --again）",
            "publicised already, left out (--again takes them in)",
        ),
    ):
        if people:
            console.tell(f"注意：{zh}：{_names(people, '、')}", f"note: {en}: {_names(people, ', ')}")
    faulty = [one for one in selection.listed if one.linted.verdict.count(Severity.ERROR)]
    if faulty:
        console.tell(
            f"注意：审核通过了，但材料还有错误：{_names(faulty, '、')}",
            f"note: passed, and yet with errors: {_names(faulty, ', ')}",
        )
    for one in selection.listed:
        for entry in one.standing.history.open_objections:
            person, said = visible(one.standing.person), visible(entry.text)
            console.tell(f"注意：{person} 有异议还没有处理：{said}", f"note: an objection to {person} is open: {said}")


def _check_nobody_is_awaited(selections: "Sequence[Selection]", unread: list[str]) -> None:
    """Some notices have the list made only when everybody has been reviewed."""
    from zcdossier.app.office.publicise import awaited, waits_for_all

    names = [one.standing.name for one in awaited(selections)]
    if waits_for_all(selections):
        names += unread
    if names:
        raise CannotRunError(
            f"通知要求全部审完才公示，还差：{'、'.join(names)}；先公示已经通过的，加 --partial。",
            f"The notice has the list made when all are reviewed; still open: {', '.join(names)}; "
            "--partial lists those who passed.",
        )


def _names(people: Sequence["Candidate"], between: str) -> str:
    return between.join(visible(f"{one.standing.person}（{one.standing.name}）") for one in people)
