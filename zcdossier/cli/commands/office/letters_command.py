"""`zcdossier office letters`."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import discover, run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import choice, command, flag
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label, join_labels
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.write_letters import LetterDraft
    from zcdossier.model.lint_result import LintResult

HELP = Label(
    "给每位申报人写一份通知单：要改什么、怎么改、要回答哪些问题，用平常的话，可以直接发。",
    "A letter to each applicant: what to mend and how, what to answer, in plain words, ready to send.",
)


class LetterFormat(StrEnum):
    """Text, or Word."""

    TXT = "txt"
    DOCX = "docx"


@command("letters", HELP)
@options.office_folder_argument
@choice(
    "--format",
    "format_",
    label=Label("文本或 Word；默认 txt。", "Text or Word; txt by default."),
    members=LetterFormat,
    default=LetterFormat.TXT,
)
@options.office_out_option("letters")
@options.date_option(
    "--by", "by", Label("请在这一天以前改好，例如 2026-12-01。", "Ask for it by this day, such as 2026-12-01.")
)
@options.signed_option
@flag(
    "--only-errors",
    label=Label("只写必须改的；没有要改的人不写。", "Only what must be mended; no letter where nothing must."),
)
@options.as_of_option
def letters(
    console: Console,
    *,
    folder: Path,
    format_: LetterFormat,
    out: Path | None,
    by: str,
    signed: str,
    only_errors: bool,
    as_of: str,
) -> int:
    """Write the letters."""
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.app.office.office_folder import is_one_dossier, office_folder
    from zcdossier.app.office.write_letters import (
        FOLDER,
        draft_letter,
        find_earlier_letters,
        letter_stems,
        write_letters,
        write_unit_list,
    )
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.office.letter import LetterOptions
    from zcdossier.report.office.letter_document import letters_text
    from zcdossier.report.office.letter_questions import unit_list

    day, profiles = option_values.read_as_of(as_of), Profiles()
    until = option_values.read_day("--by", by) if by else None
    if until is not None and until < day:
        raise CannotRunError(
            Label(f"--by {until} 已经过去了，今天是 {day}。", f"--by {until} is past; today is {day}.")
        )
    terms = LetterOptions(day, console.lang, until, signed.strip(), only_errors)
    roots = discover([folder], console)
    home = office_folder(folder)
    target = out or home / FOLDER
    stems = letter_stems(roots, home)

    def work(root: Path) -> "LetterDraft":
        linted = lint_dossier(root, as_of=day, profiles=profiles)
        lint_results.append(linted)
        worded = profiles.with_clauses(linted.profile) if linted.profile is not None else None
        return draft_letter(linted._replace(profile=worded), stems[root], terms)

    drafts, failed, codes = [], [], []
    lint_results: list[LintResult] = []
    for root, drafted in run_each(roots, work, console):
        if isinstance(drafted, Failure):
            codes.append(drafted.code)
            failed.append(str(root))
        else:
            drafts.append(drafted)
    suffix = f".{format_.value}"
    paths = write_letters(drafts, target, suffix)
    is_everybody = not only_errors and not is_one_dossier(folder)
    unit = write_unit_list(unit_list(lint_results, day, console.lang), target, suffix) if is_everybody else None
    rows = [(str(drafted.root), paths.get(drafted.root), drafted.letter) for drafted in drafts]
    console.show(letters_text(rows, failed, str(target), console.style()))
    if unit is not None:
        where = escape_controls(str(unit))
        console.tell(Label(f"要单位确认的事项写在 {where}", f"what the unit has to confirm is in {where}"))
    if not is_one_dossier(folder):
        _tell_of_earlier(find_earlier_letters(target, [*paths.values(), *([unit] if unit else [])]), target, console)
    return worst_code(codes)


def _tell_of_earlier(names: Sequence[str], folder: Path, console: Console) -> None:
    """Say which letters lie in the folder that were written before: nobody should send them by mistake."""
    if names:
        where, listed = escape_controls(str(folder)), join_labels(Label(escape_controls(name)) for name in names)
        console.tell(
            Label(
                f"注意：{where} 里还有以前写的：{listed.zh}",
                f"note: {where} also holds older letters: {listed.text('en')}",
            )
        )
