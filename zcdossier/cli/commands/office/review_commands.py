"""`zcdossier office review set|objection|list` and `office summary`: what was decided, and where everybody stands."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.command_line import PATH, argument, command, flag, group, option
from zcdossier.cli.commands.office.office_batch import OfficeBatch
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label
from zcdossier.model.review import person_in
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.record_decision import RecordedDecision, Signature
    from zcdossier.app.office.write_summary import WrittenSummary
    from zcdossier.model.lint_result import LintResult

HELP = Label(
    "记下审核结果（通过、不通过、退回）和公示异议，看谁可以报送。都记在 reviews.csv 里，只加不改，可以用 Excel 打开。",
    "Record decisions (passed, refused, sent back) and objections, and see who may be handed over. Everything "
    "is kept in reviews.csv, which is only added to and opens in Excel.",
)
SET_HELP = Label(
    "记下一份材料的审核结果。不通过和退回要写理由；还有错误的不能通过。",
    "Record a decision about one dossier. Refusing or sending back needs a reason; a dossier with errors can't pass.",
)
OBJECTION_HELP = Label(
    "记下公示期间的异议，或用 --settled 记下处理结果。",
    "Record an objection raised during publication, or with --settled how it was settled.",
)
LIST_HELP = Label(
    "谁通过了、谁被退回、谁还不能报送、为什么。",
    "Who passed, who was sent back, who may not be handed over yet, and why.",
)


@command("set", SET_HELP)
@argument("dossier", Label("一份申报材料的文件夹。", "The folder of one dossier."), metavar="DOSSIER", type=PATH)
@flag("--unit", label=Label("单位审核。", "The review by the unit."))
@flag("--authority", label=Label("主管部门审查。", "The review by the authority."))
@option(
    "--decision",
    label=Label(
        "结果：单位是 通过、不通过、退回；主管部门是 审查通过、审查不通过、退回修改。",
        "passed, refused or returned, or the notice's own word.",
    ),
    metavar="WORD",
    required=True,
)
@option(
    "--reason",
    "--opinion",
    label=Label("理由，或通过的审核意见。", "The reason, or the opinion of what passed."),
    metavar="TEXT",
    default="",
)
@option("--by", label=Label("谁审核的、谁经办的。", "Who made the decision."), metavar="NAME", required=True)
@options.date_option(
    "--on", "on", Label("哪一天，例如 2026-09-11；默认今天。", "On which day, such as 2026-09-11; by default today.")
)
@options.as_of_option
def set_(
    console: Console,
    *,
    dossier: Path,
    unit: bool,
    authority: bool,
    decision: str,
    reason: str,
    by: str,
    on: str,
    as_of: str,
) -> int:
    """Record a decision."""
    from zcdossier.app.office.record_decision import Decision, record_decision
    from zcdossier.model.office_rules import AUTHORITY, UNIT

    if unit == authority:
        raise CannotRunError(Label("--unit 和 --authority 要写一个。", "Give either --unit or --authority."))
    asked_decision = Decision(AUTHORITY if authority else UNIT, decision.strip(), reason.strip())
    signature = _signature(by, on, as_of)
    recorded = record_decision(_linted(dossier, as_of), asked_decision, signature)
    _tell(recorded, signature, console)
    from zcdossier.report.dossier_summary import quote_for_shell

    name = quote_for_shell(escape_controls(str(dossier)))
    if recorded.unanswered:
        console.tell(
            Label(
                f"注意：还有 {recorded.unanswered} 项人工确认没有回答，答完才能报送，zcdossier checklist {name} 列出",
                f"note: {recorded.unanswered} question(s) are unanswered and hold up the handing over; "
                f"zcdossier checklist {name} lists them",
            ),
        )
    if recorded.warnings:
        console.tell(
            Label(
                f"注意：还有 {recorded.warnings} 处警告，zcdossier lint {name} 列出",
                f"note: {recorded.warnings} warning(s) are left; zcdossier lint {name} lists them",
            ),
        )
    return ExitCode.OK


@command("objection", OBJECTION_HELP)
@argument("dossier", Label("一份申报材料的文件夹。", "The folder of one dossier."), metavar="DOSSIER", type=PATH)
@option(
    "--text",
    label=Label("异议的内容，或处理结果。", "What the objection says, or how it was settled."),
    metavar="TEXT",
    required=True,
)
@flag("--settled", label=Label("这个人的异议都处理完了。", "Every objection to this person is settled."))
@option("--by", label=Label("谁审核的、谁经办的。", "Who made the decision."), metavar="NAME", required=True)
@options.date_option(
    "--on", "on", Label("哪一天，例如 2026-09-11；默认今天。", "On which day, such as 2026-09-11; by default today.")
)
@options.as_of_option
def objection(console: Console, *, dossier: Path, text: str, settled: bool, by: str, on: str, as_of: str) -> int:
    """Record an objection."""
    from zcdossier.app.office.record_decision import record_objection
    from zcdossier.model.review import ObjectionState

    objected = ObjectionState.SETTLED if settled else ObjectionState.OPEN
    signature = _signature(by, on, as_of)
    recorded = record_objection(_linted(dossier, as_of), objected, text.strip(), signature)
    _tell(recorded, signature, console)
    return ExitCode.OK


@command("list", LIST_HELP)
@options.office_folder_argument
@options.data_format_option
@options.as_of_option
def list_(console: Console, *, folder: Path, format_: option_values.DataFormat, as_of: str) -> int:
    """Show how everybody stands."""
    from zcdossier.report.json_document import json_document
    from zcdossier.report.office.review_list import review_list_text, review_status_object

    day = option_values.read_as_of(as_of)
    office = OfficeBatch(folder, console, day, planned=day >= option_values.read_as_of(""))
    if office.later:
        console.tell(
            Label(
                f"注意：{office.later} 条记录的日期在 {day} 以后，没有算进去",
                f"note: entries dated after {day} were left out: {office.later}",
            ),
        )
    statuses = office.statuses()
    if format_ is option_values.DataFormat.JSON:
        console.show_json(json_document([review_status_object(status, console.lang) for status in statuses]))
    else:
        console.show(review_list_text(statuses, console.style()))
    return office.code


review = group("review", HELP, (set_, objection, list_))


def _linted(dossier: Path, as_of: str) -> "LintResult":
    """Lint the one dossier that is meant."""
    from zcdossier.app.find_dossiers import find_dossiers
    from zcdossier.app.lint_dossier import lint_dossier

    roots = find_dossiers([dossier])
    if len(roots) != 1:
        count = len(roots)
        raise CannotRunError(
            Label(f"{dossier} 里有 {count} 份材料，写明是哪一份。", f"{dossier} holds {count} dossiers; name one.")
        )
    return lint_dossier(roots[0], as_of=option_values.read_as_of(as_of))


def _signature(by: str, on: str, as_of: str) -> "Signature":
    from zcdossier.app.office.record_decision import Signature

    today = option_values.read_as_of(as_of)
    return Signature(by.strip(), option_values.read_day("--on", on) if on else today, today)


def _tell(recorded: "RecordedDecision", signature: "Signature", console: Console) -> None:
    entry, path = recorded.entry, escape_controls(str(recorded.path))
    applicant = escape_controls(person_in(entry.dossier, entry.name))
    console.show(
        console.say(
            Label(
                f"记下了：{applicant} {recorded.word.zh}（{entry.on}），在 {path}\n",
                f"recorded: {applicant} {recorded.word.text('en')} ({entry.on}), in {path}\n",
            ),
        )
    )
    if entry.on > signature.today:
        console.tell(
            Label(
                f"注意：{entry.on} 还没有到，到那一天才算数",
                f"note: {entry.on} is in the future; it counts from that day on",
            )
        )


SUMMARY_HELP = Label(
    "汇总成一个网页和一个 Excel：每个人每个栏目填了多少、错误、警告、缺的材料、生成的 PDF 多大，问题多的在前。",
    "Write a summary as a web page and a workbook: for each applicant records by section, errors, warnings, "
    "missing scans, sizes of the PDFs; worst first.",
)


@command("summary", SUMMARY_HELP)
@options.office_folder_argument
@options.office_out_option("summary")
@options.as_of_option
def summary(console: Console, *, folder: Path, out: Path | None, as_of: str) -> int:
    """Write the summary."""
    from zcdossier.app.office.office_folder import check_holds_many, office_folder
    from zcdossier.app.office.write_summary import FOLDER, write_summary
    from zcdossier.report.office.office_summary import summarise_office

    day = option_values.read_as_of(as_of)
    check_holds_many(folder, "summary")
    office = OfficeBatch(folder, console, day, planned=day >= option_values.read_as_of(""))
    target = out or office_folder(folder) / FOLDER
    if target.suffix.lower() in (".xlsx", ".html"):
        raise CannotRunError(
            Label(f"--out 要写文件夹，不是文件：{target}", f"--out must be a folder, not a file: {target}")
        )
    rows = office.rows(target)
    office_summary = summarise_office(rows, office.failed, console.lang)
    written = write_summary(office_summary, target, day, console.lang)
    count, wrong, failed = len(rows) + len(office.failed), sum(bool(row.errors) for row in rows), len(office.failed)
    counts = console.say(Label(f"共 {count} 份，{wrong} 份有错误", f"{count} dossiers, {wrong} with errors"))
    counts += console.say(Label(f"，{failed} 份没能检查", f", {failed} not checked")) if failed else ""
    console.show(counts + "\n" + "".join(f"  {escape_controls(str(path))}\n" for path in written.paths))
    _tell_of_earlier(written, console)
    return office.code


def _tell_of_earlier(written: "WrittenSummary", console: Console) -> None:
    if written.kept:
        kept = [escape_controls(path.name) for path in written.kept]
        dropped = [escape_controls(name) for name in written.dropped]
        who_zh = f"上一次有、这一次没有：{'、'.join(dropped)}；" if dropped else "已有的汇总看不出列了谁；"
        who_en = f"no longer listed: {', '.join(dropped)}; " if dropped else "who was listed before can't be told; "
        console.tell(
            Label(
                f"注意：{who_zh}原来的文件改名留着：{'、'.join(kept)}",
                f"note: {who_en}the earlier files are kept as {', '.join(kept)}",
            ),
        )
