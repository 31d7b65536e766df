"""`zcdossier office answers`: tables to answer in, and what came back in them recorded."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import discover, run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import PATH, choice, command, flag, option
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label, join_words
from zcdossier.report.messages import join_numbers
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.answer_tables import WrittenTables
    from zcdossier.app.office.record_answers import AnsweredDossier, RefusedRow

HELP = Label(
    "给每人写一份回执（要回答的问题，选是或否），单位的合成一份；用 --from 把交回来的回执记进各人的清单。\n"
    "清单里只加回答，别的不动，原来的留一份在各人的 .zcdossier/before-answers 里。",
    "Write a table of open questions for each applicant to answer, and one for the unit; with --from, record "
    "the\nanswers that came back. Only answers are added to a manifest; the earlier one is kept in "
    ".zcdossier/before-answers.",
)


_MOST_NAMED = 12


class TableFormat(StrEnum):
    """A workbook, or CSV."""

    XLSX = "xlsx"
    CSV = "csv"


@command("answers", HELP)
@options.office_folder_argument
@option(
    "--from",
    "from_",
    label=Label(
        "记下这份回执里的回答，或这个文件夹里所有回执的；可以写几个。",
        "Record the answers in this table, or in all tables of this folder; may be given more than once.",
    ),
    metavar="PATH",
    type=PATH,
    multiple=True,
)
@flag(
    "--replace",
    label=Label("和原来的回答不一样的，改成回执里的。", "Replace answers that differ by those that came back."),
)
@choice(
    "--format",
    "format_",
    label=Label("Excel 或 CSV；默认 xlsx。", "Excel or CSV; by default xlsx."),
    members=TableFormat,
    default=TableFormat.XLSX,
)
@options.office_out_option("answers")
@options.as_of_option
def answers(
    console: Console,
    *,
    folder: Path,
    from_: tuple[Path, ...],
    replace: bool,
    format_: TableFormat,
    out: Path | None,
    as_of: str,
) -> int:
    """Write the tables, or record what came back."""
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.app.office.answer_tables import FOLDER, write_answer_tables
    from zcdossier.app.office.office_folder import is_one_dossier, office_folder, relative_name
    from zcdossier.app.office.record_answers import AnsweredDossier
    from zcdossier.profiles.load import Profiles

    day, profiles, home = option_values.read_as_of(as_of), Profiles(), office_folder(folder)
    dossiers: list[AnsweredDossier] = []
    codes: list[int] = []

    def read(root: Path) -> AnsweredDossier:
        return AnsweredDossier(relative_name(root, home), lint_dossier(root, as_of=day, profiles=profiles))

    for _, dossier in run_each(discover([folder], console), read, console):
        if isinstance(dossier, Failure):
            codes.append(dossier.code)
        else:
            dossiers.append(dossier)
    if from_:
        return worst_code([*codes, _record(dossiers, from_, console, replace=replace)])
    written = write_answer_tables(
        dossiers, out or home / FOLDER, f".{format_.value}", console.lang, everybody=not is_one_dossier(folder)
    )
    _tell_written(written, out or home / FOLDER, console)
    return worst_code(codes)


def _tell_written(written: "WrittenTables", folder: Path, console: Console) -> None:
    place = escape_controls(str(folder))
    count, unit = len(written.paths), written.unit
    text = Label(f"{count} 份回执", f"{count} table(s) for applicants")
    if unit is not None:
        name = escape_controls(unit.name)
        text = Label(f"{text.zh}，单位的写在 {name}", f"{text.en}, the unit's is {name}")
    if count or unit is not None:
        text = Label(f"写好 {text.zh}，都在 {place}\n", f"Written: {text.en}, in {place}\n")
    elif written.kept:
        text = Label("", "")
    else:
        text = Label("没有还要回答的问题，没有写回执\n", "no questions are left to answer, so no table was written\n")
    if text.zh:
        console.show(console.say(text))
    if written.kept:
        names = join_words(escape_controls(path.name) for path in written.kept)
        console.tell(
            Label(
                f"填过、还没有记的没有动：{names.zh}（先用 --from 记下来）",
                f"filled in and not recorded yet, left alone: {names.en} (record them with --from)",
            )
        )


def _record(dossiers: "Sequence[AnsweredDossier]", paths: Sequence[Path], console: Console, *, replace: bool) -> int:
    from zcdossier.app.office.answer_returns import UnusableReturn, find_other_files, find_returns, read_returns
    from zcdossier.app.office.record_answers import KEPT_FOLDER, plan_answers, write_answers

    returned, codes, unanswered = [], [], []
    for path in find_returns(paths):
        read = read_returns(path)
        if isinstance(read, UnusableReturn):
            name = escape_controls(str(path))
            console.complain(Label(f"{name}：{read.why.zh}", f"{name}: {read.why.text('en')}"))
            codes.append(ExitCode.FINDINGS)
        else:
            returned += read
            unanswered += [] if read else [path.name]
    if unanswered:
        names = join_words(map(escape_controls, unanswered))
        console.tell(Label(f"一项也没有答：{names.zh}", f"nothing is answered in: {names.en}"))
    others = join_words(escape_controls(path.name) for path in find_other_files(paths))
    if others.zh:
        console.tell(
            Label(
                f"没有读：{others.zh}；是回执就用 Excel 或 WPS 另存为“Excel 工作簿（*.xlsx）”",
                f"not read: {others.en}; if one is a table of answers, save it as *.xlsx",
            )
        )
    plan = plan_answers(dossiers, returned, replace=replace)
    for text in _refusals(plan.refused):
        console.complain(text)
        codes.append(ExitCode.FINDINGS)
    linted = {dossier.linted.root: dossier for dossier in dossiers}
    counts: Counter[str] = Counter()
    for root, kept in run_each(
        list(plan.by_root), lambda root: write_answers(linted[root].linted, plan.by_root[root]), console
    ):
        if isinstance(kept, Failure):
            codes.append(kept.code)
        else:
            counts[linted[root].name] += len(plan.by_root[root])
    total, listed = sum(counts.values()), _listed(counts)
    if total:
        text = Label(
            f"记下了 {total} 项回答：{listed.zh}\n原来的清单留在各人的 {KEPT_FOLDER} 里\n",
            f"recorded {total} answer(s): {listed.text('en')}\nwhat they were is kept in {KEPT_FOLDER} of each\n",
        )
    else:
        text = Label("没有新的回答要记\n", "there was no new answer to record\n")
    console.show(console.say(text))
    if plan.left:
        listed = _listed(plan.left)
        console.tell(
            Label(
                f"对大家的回答，这些人已有别的回答，没有动：{listed.zh}；都要改的，加 --replace",
                f"said for everybody, but left alone where something else is recorded: {listed.text('en')}; "
                "--replace makes them what came back",
            )
        )
    return worst_code(codes)


def _listed(counts: Mapping[str, int]) -> Label:
    """Names with how many of each; of many the first."""
    named = join_words(escape_controls(f"{name} {count}") for name, count in list(counts.items())[:_MOST_NAMED])
    if len(counts) <= _MOST_NAMED:
        return named
    return Label(f"{named.zh} 等 {len(counts)} 人", f"{named.en} and others, {len(counts)} in all")


def _refusals(refused: "Sequence[RefusedRow]") -> list[Label]:
    """One line for the rows of a file that are refused for the same reason."""
    lines: dict[tuple[Path, Label], list[int]] = {}
    for row in refused:
        lines.setdefault((row.answered.file, row.why), []).append(row.answered.line)
    texts = []
    for (file, why), numbers in lines.items():
        name, zh, en = (escape_controls(text) for text in (file.name, why.zh, why.text("en")))
        rows = Label(join_numbers(numbers, "zh"), join_numbers(numbers, "en"))
        texts.append(Label(f"{name} 第 {rows.zh} 行：{zh}", f"{name} row {rows.text('en')}: {en}"))
    return texts
