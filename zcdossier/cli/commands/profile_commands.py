"""`zcdossier profile …` and `zcdossier explain`: what notices say, as data and as cards; new ones begun and tried."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.command_line import argument, command, flag, group, option
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label
from zcdossier.report.style import Style

if TYPE_CHECKING:
    from zcdossier.app.inspect_profiles import Explained

PROFILE_HELP = Label(
    "查看申报要求（通知的规则数据），检查自己写的。",
    "List and show the shipped profiles (notices as data), and check your own.",
)


@command("list", Label("有哪些申报要求。", "List the profiles there are."))
def list_(console: Console) -> int:
    """List what can be named."""
    from zcdossier.app.inspect_profiles import list_profiles
    from zcdossier.report.profile_text import profile_list_text

    entries = [(entry.id, entry.profile, "" if entry.shipped else str(entry.folder)) for entry in list_profiles(Path())]
    console.show(profile_list_text(entries, console.style()))
    return ExitCode.OK


@command("show", Label("一份申报要求写了什么。", "Show what a profile says."))
@argument(
    "name",
    Label("申报要求的名字，或它所在的文件夹。", "The id of a profile, or its folder."),
    metavar="ID",
    shell_complete=options.offer_profiles,
)
@flag("-v", "--verbose", label=Label("还列出每个字段和每条规则。", "Also list every field and every rule."))
def show(console: Console, *, name: str, verbose: bool) -> int:
    """Show levels, sections, limits and parts."""
    from zcdossier.app.inspect_profiles import show_profile
    from zcdossier.report.profile_text import profile_text

    style = console.style(option_values.choose_detail(quiet=False, verbose=verbose))
    console.show(profile_text(show_profile(name, Path()), style))
    return ExitCode.OK


@command("check", Label("一份申报要求写得对不对。", "Check whether a profile is written correctly."))
@argument(
    "names",
    Label("申报要求的名字，或它所在的文件夹。", "The ids of profiles, or their folders."),
    metavar="ID",
    nargs=-1,
    required=True,
    shell_complete=options.offer_profiles,
)
def check(console: Console, *, names: tuple[str, ...]) -> int:
    """Show every mistake with its place."""
    from zcdossier.app.inspect_profiles import check_profile
    from zcdossier.report.profile_text import diagnostics_text

    code = ExitCode.OK
    for name in names:
        mistakes = check_profile(name, Path())
        console.show(diagnostics_text(name, mistakes, console.style()))
        if mistakes:
            code = ExitCode.FINDINGS
    return code


@command(
    "new",
    Label(
        "开始写一份申报要求：由通知起草，照一份已有的抄，或在它上面改。",
        "Begin a profile: drafted from a notice, copied from another profile, or extending one.",
    ),
)
@argument("name", Label("新的名字，例如 zj-mine-2027。", "The new id, such as zj-mine-2027."), metavar="ID")
@option(
    "--from",
    "notice",
    label=Label("通知的文字：.txt、.docx，或有文字的 .pdf。", "The notice: .txt, .docx, or a .pdf with text."),
    metavar="NOTICE",
)
@option(
    "--like",
    label=Label("整份抄下来再改。", "Copy this one whole, to be edited."),
    metavar="ID",
    shell_complete=options.offer_profiles,
)
@option(
    "--extends",
    label=Label("只写与它不同的地方。", "Write only the differences from this one."),
    metavar="ID",
    shell_complete=options.offer_profiles,
)
def new(console: Console, *, name: str, notice: str | None, like: str | None, extends: str | None) -> int:
    """Write the new profile below profiles/, and say what to do next."""
    from zcdossier.app import new_profile
    from zcdossier.report.profile_text import new_profile_text

    if bool(notice) + bool(like) + bool(extends) != 1:
        raise CannotRunError(
            Label(
                "写一个：--from 通知.docx（起草）、--like ID（照抄）或 --extends ID（只写不同）",
                "give one of --from NOTICE (a draft), --like ID (a copy) or --extends ID (only the differences)",
            )
        )
    if notice:
        made = new_profile.draft_from_notice(name, Path(notice), Path())
    elif like:
        made = new_profile.copy_profile(name, like, Path())
    else:
        made = new_profile.extend_profile(name, extends or "", Path())
    counts = (made.sentences, made.rows, made.questions, made.left)
    style = console.style()
    console.show(new_profile_text(made.id, str(made.folder), made.files, counts, style, is_read=made.is_understood))
    return ExitCode.OK


@command(
    "try",
    Label(
        "试一试：用例子做一份样本，逐条规则弄错一处，看查不查得出。",
        "Try a profile: make a sample from its examples and break each rule on purpose, to see whether it is found.",
    ),
)
@argument(
    "name",
    Label("申报要求的名字，或它所在的文件夹。", "The id of a profile, or its folder."),
    metavar="ID",
    shell_complete=options.offer_profiles,
)
@options.as_of_option
def try_(console: Console, *, name: str, as_of: str) -> int:
    """Show the sample's findings, a line for each rule, and the cases."""
    from zcdossier.app.try_profile import try_profile
    from zcdossier.report import trial_text

    trial = try_profile(name, Path(), as_of=option_values.read_as_of(as_of))
    style = console.style()
    rows = [(line.rule, line.how, str(line.outcome), line.others) for line in trial.lines]
    lines = [
        *trial_text.sample_lines(str(trial.sample or ""), trial.findings, style),
        *trial_text.trial_table(rows, trial.proven, style),
        *trial_text.case_lines(trial.cases, style),
        trial_text.trial_summary([outcome for _, _, outcome, _ in rows], style),
    ]
    console.show("\n".join(lines) + "\n")
    return trial.exit_code


@command(
    "coverage",
    Label(
        "通知里的每一条由什么来管：程序检查、人工确认、给出提示，还是不检查。",
        "Show how each clause of the notice is handled: enforced, asked, shown, or excluded.",
    ),
)
@argument(
    "name",
    Label("申报要求的名字，或它所在的文件夹。", "The id of a profile, or its folder."),
    metavar="ID",
    shell_complete=options.offer_profiles,
)
@options.data_format_option
@options.quiet_option
def coverage_(console: Console, *, name: str, format_: option_values.DataFormat, quiet: bool) -> int:
    """Account for every clause; an open one counts as an error."""
    from zcdossier.app.inspect_profiles import cover_clauses
    from zcdossier.report.profile_text import coverage_object, coverage_text

    covered = cover_clauses(name, Path())
    if format_ is option_values.DataFormat.JSON:
        console.show_json(coverage_object(covered.profile.id, covered.clauses, console.lang))
    else:
        style = console.style(option_values.choose_detail(quiet=quiet, verbose=False))
        console.show(coverage_text(covered.profile.id, covered.clauses, style))
    return ExitCode.OK if covered.complete else ExitCode.FINDINGS


profile = group("profile", PROFILE_HELP, (list_, show, new, check, try_, coverage_))


EXPLAIN_HELP = Label(
    "解释一个代码、一条规则或通知里的一条：为什么、错在哪、怎么改、哪些通知用到；写一个词（字数、重复），就找说到它的检查和条款。",
    "Explain a code, a rule or a clause: why, wrong, right, how to fix, used by which notices. Any other word "
    "is searched for in checks and clauses.",
)


@command("explain", EXPLAIN_HELP)
@argument(
    "name",
    Label(
        "代码（ZC101）、规则（papers-limit）或条款（HZNU-3.9-02）。",
        "A code (ZC101), a rule (papers-limit) or a clause (HZNU-3.9-02).",
    ),
    metavar="CODE",
    shell_complete=options.offer_codes,
)
@argument(
    "measure",
    Label("explain measure 之后：哪一个量，例如 dpi。", "After explain measure: which one, such as dpi."),
    metavar="MEASURE",
    required=False,
)
def explain(console: Console, *, name: str, measure: str | None) -> int:
    """Show every card that the name stands for; after `measure` those of measures."""
    from zcdossier.app.inspect_profiles import clauses_about, clauses_within, explain_name

    style = console.style()
    if measure and name != "measure":
        raise CannotRunError(
            Label(
                f"一次查一个名字；查量写 zcdossier explain measure {measure}",
                f"one name at a time; for a measure: zcdossier explain measure {measure}",
            )
        )
    if name in _PHOTO_NAMES:
        console.show(_photo_text(style))
        return ExitCode.OK
    if name == "measure":
        console.show(_measure_text(measure or "", style))
        if measure:
            return ExitCode.OK
    try:
        found = explain_name(name, Path())
    except CannotRunError:
        from zcdossier.report.purpose_search import clauses_text, purpose_text

        within = clauses_within(name, Path())
        text = clauses_text(name, style, within) or purpose_text(name, style, clauses_about(name, Path()))
        if not text:
            raise
        console.show(text)
        return ExitCode.OK
    console.show("\n".join(_card_text(explained, style) for explained in found))
    return ExitCode.OK


_PHOTO_NAMES = ("photo", "照片", "files")


def _photo_text(style: Style) -> str:
    from zcdossier.app.photo_row_keys import photo_row_keys
    from zcdossier.report.measure_text import photo_row_text

    keys = photo_row_keys()
    return photo_row_text(keys.measured, keys.asked, style)


def _measure_text(name: str, style: Style) -> str:
    from zcdossier.lint.measures.registry import find_measure
    from zcdossier.report.measure_text import measure_card, measures_table

    measure = find_measure(name) if name else None
    if name and measure is None:
        raise CannotRunError(
            Label(
                f"没有 {name} 这个量；zcdossier explain measure 列出全部",
                f"there is no measure {name}; zcdossier explain measure lists all",
            )
        )
    return measures_table(style) if measure is None else measure_card(measure, style)


def _card_text(explained: "Explained", style: Style) -> str:
    from zcdossier.app.inspect_profiles import ExplainedKind, ExplainedRule
    from zcdossier.report.explanation import explain_clause, explain_kind, explain_rule

    if isinstance(explained, ExplainedKind):
        return explain_kind(explained.kind, explained.uses, style)
    if isinstance(explained, ExplainedRule):
        return explain_rule(explained.profile, explained.rule, explained.kind, style)
    return explain_clause(explained.profile, explained.clause, style)
