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
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label, join_labels
from zcdossier.model.word_form import FileOutcome
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.write_letters import LetterDraft, WrittenLetter
    from zcdossier.model.lint_result import LintResult

HELP = Label(
    "给每位申报人写一份通知单：要改什么、怎么改、要回答哪些问题，用平常的话，可以直接发。",
    "Write a letter to each applicant: what to fix and how, and what to answer, in plain words, ready to send.",
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
    label=Label("文本或 Word；默认 txt。", "Text or Word; by default txt."),
    members=LetterFormat,
    default=LetterFormat.TXT,
)
@options.office_out_option("letters")
@options.date_option(
    "--by", "by", Label("请在这一天以前改好，例如 2026-12-01。", "Ask for corrections by this day, such as 2026-12-01.")
)
@options.signed_option
@flag(
    "--only-errors",
    label=Label(
        "只写必须改的；没有要改的人不写。", "Only what has to be fixed; no letter for those who have nothing to fix."
    ),
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
    from zcdossier.app.editable_folder import EditableFolder
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
    files = EditableFolder(target)
    files.prepare()
    by_dossier = write_letters(drafts, files, suffix)
    is_everybody = not only_errors and not is_one_dossier(folder)
    unit = write_unit_list(unit_list(lint_results, day, console.lang), files, suffix) if is_everybody else None
    files.save()
    written = [*by_dossier.values(), *([unit] if unit else [])]
    unwritable = [root for root, letter in by_dossier.items() if letter.result.outcome is FileOutcome.FAILED]
    rows = [
        (str(root), by_dossier[root].path if root in by_dossier else None, letter)
        for root, _, letter in drafts
        if root not in unwritable
    ]
    console.show(letters_text(rows, failed, str(target), console.style()))
    if unit is not None:
        where = escape_controls(str(unit.path))
        console.tell(Label(f"要单位确认的事项写在 {where}", f"what the unit has to confirm is in {where}"))
    if not is_one_dossier(folder):
        _tell_of_earlier(find_earlier_letters(target, written), target, console)
    _tell_of_kept(written, console)
    codes += [ExitCode.CANNOT_RUN for letter in written if letter.result.outcome is FileOutcome.FAILED]
    return worst_code(codes)


def _tell_of_kept(letters: Sequence["WrittenLetter"], console: Console) -> None:
    """Say which letters were left as somebody edited them, where the new ones are, and what could not be written."""
    for letter in letters:
        name, beside = (escape_controls(text) for text in (letter.path.name, letter.result.beside))
        match letter.result.outcome:
            case FileOutcome.EDITED:
                console.tell(Label(f"{name} 您改过，照您改的留着", f"{name} was edited and is kept as it is"))
            case FileOutcome.BESIDE:
                console.tell(
                    Label(
                        f"{name} 您改过，没有覆盖；这次的写在 {beside}，发以前留一份",
                        f"{name} was edited and is kept; the new letter is {beside}: send only one of them",
                    )
                )
            case FileOutcome.FAILED:
                reason = letter.result.reason or Label("写不出来", "can't be written")
                console.tell(Label(f"{name} {reason.zh}", f"{name} {reason.text('en')}"))


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
