"""`zcdossier office publicity`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.command_line import command, flag, option
from zcdossier.cli.commands.office.office_batch import OfficeBatch
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.review import person_in
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.publicity_list import PlannedList, PublicityCandidate, PublicitySelection

HELP = Label(
    "把单位审核通过的人列成公示表（Excel 和 Word），按放假安排算出公示到哪天为止，并记进 reviews.csv。",
    "Write the publicity list (Excel and Word) of everyone who passed the unit's review, work out its last day "
    "by the holiday calendar, and note it in reviews.csv.",
)


@command("publicity", HELP)
@options.office_folder_argument
@options.date_option(
    "--from",
    "start",
    Label("从哪天开始公示；默认下一个工作日。", "The first day of publication; by default the next working day."),
)
@options.office_out_option("publicity")
@options.signed_option
@option(
    "--contact",
    label=Label(
        "有异议向谁反映，例如 人事处（电话）。",
        "Whom to contact with objections, such as the personnel office (telephone).",
    ),
    metavar="TEXT",
    default="",
)
@flag(
    "--partial",
    label=Label(
        "不等还没审完的人，先公示已经通过的。", "Publish those who passed without waiting for those still under review."
    ),
)
@flag("--again", label=Label("公示过的人也再公示一次。", "Include those who were published already."))
@flag(
    "--replace",
    label=Label(
        "已有的公示表上有、这次没有的人，不再列。",
        "Write the list anew even if people on the present one are no longer on it.",
    ),
)
@options.as_of_option
def publicity(
    console: Console,
    *,
    folder: Path,
    start: str,
    out: Path | None,
    signed: str,
    contact: str,
    partial: bool,
    again: bool,
    replace: bool,
    as_of: str,
) -> int:
    """Write the list."""
    from zcdossier.app.office.office_folder import check_holds_many, office_folder
    from zcdossier.app.office.publicity_list import (
        FOLDER,
        PublicityCandidate,
        check_nobody_is_dropped,
        check_nobody_is_pending,
        check_start,
        plan_list,
        select_by_notice,
        write_list,
    )
    from zcdossier.report.office.publicity import PublicityOptions

    day = option_values.read_as_of(as_of)
    check_holds_many(folder, "publicity")
    first_day = option_values.read_day("--from", start) if start else None
    if first_day is not None:
        check_start(first_day, day)
    office = OfficeBatch(folder, console, day)
    records = office.records
    candidates = [
        PublicityCandidate(
            applicant.linted, applicant.status, records.path(applicant.root), records.name(applicant.root)
        )
        for applicant in office.applicants()
    ]
    selections = select_by_notice(candidates, first_day, again=again)
    for selection in selections:
        _tell_who_is_not(selection, console)
    lists = [selection.listed for selection in selections if selection.listed]
    if not lists:
        raise CannotRunError(
            Label(
                "还没有单位审核通过、需要公示的人。",
                "Nobody has passed the unit's review and still has to be published.",
            )
        )
    if not partial:
        check_nobody_is_pending(selections, office.failed, office.statuses_elsewhere)
    target = out or office_folder(folder) / FOLDER
    list_options = PublicityOptions(signed.strip(), contact.strip(), console.lang)
    plans = [plan_list(listed, target, first_day, day, list_options, named=len(lists) > 1) for listed in lists]
    for planned in plans:
        if not replace:
            check_nobody_is_dropped(planned)
    for planned in plans:
        _show_list(planned, write_list(planned), console)
    return office.code


def _show_list(planned: "PlannedList", paths: Sequence[Path], console: Console) -> None:
    """Say how many are on a list, from when to when, and in which files it is."""
    from zcdossier.report.office.publicity import period_notes, period_text

    people, period = len(planned.listed), period_text(planned.period, console.lang)
    console.show(console.say(Label(f"公示 {people} 人，{period}\n", f"{people} on the list, {period}\n")))
    console.show("".join(f"  {escape_controls(str(path))}\n" for path in paths))
    for note in period_notes(planned.period, console.lang):
        console.tell(Label(f"注意：{note}", f"note: {note}"))


def _tell_who_is_not(selection: "PublicitySelection", console: Console) -> None:
    """Say who is not on the list, and who is but should be looked at once more."""
    from zcdossier.model.finding import Severity

    for people, why in (
        (selection.pending, Label("还没有审核通过，不在公示表里", "not passed yet, not on the list")),
        (selection.refused, Label("审核没有通过，不在公示表里", "refused, not on the list")),
        (
            selection.before,
            Label("已经公示过，这次不列（要再公示用 --again）", "published already, left out (--again includes them)"),
        ),
    ):
        if people:
            console.tell(Label(f"注意：{why.zh}：{_names(people, '、')}", f"note: {why.en}: {_names(people, ', ')}"))
    faulty = [candidate for candidate in selection.listed if candidate.linted.verdict.count(Severity.ERROR)]
    if faulty:
        console.tell(
            Label(
                f"注意：审核通过了，但材料还有错误：{_names(faulty, '、')}",
                f"note: passed, and yet with errors: {_names(faulty, ', ')}",
            ),
        )
    for candidate in selection.listed:
        for entry in candidate.status.history.open_objections:
            person, text = escape_controls(candidate.status.person), escape_controls(entry.text)
            console.tell(
                Label(f"注意：{person} 有异议还没有处理：{text}", f"note: an objection to {person} is open: {text}")
            )


def _names(people: Sequence["PublicityCandidate"], between: str) -> str:
    return between.join(
        escape_controls(person_in(candidate.status.name, candidate.status.person)) for candidate in people
    )
