"""`zcdossier office summary`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zcdossier.cli import options
from zcdossier.cli.command_line import bilingual
from zcdossier.cli.commands.office.office_batch import OfficeBatch
from zcdossier.cli.console import Console
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.write_summary import WrittenSummary

HELP = bilingual(
    "汇总成一个网页和一个 Excel：每个人每个栏目填了多少、错误、警告、缺的材料、生成的 PDF 多大，问题多的在前。",
    "A page and a workbook: applicants by sections, errors, warnings, missing parts, sizes of the PDFs, worst first.",
)


def summary(
    context: typer.Context,
    *,
    folder: options.OfficeFolder = Path(),
    out: options.OfficeOut = None,
    as_of: options.AsOf = "",
) -> int:
    """Write the summary."""
    from zcdossier.app.office.office_folder import check_holds_many, office_folder
    from zcdossier.app.office.write_summary import FOLDER, write_summary
    from zcdossier.report.office.office_summary import summarise_office

    console: Console = context.obj
    day = options.read_as_of(as_of)
    check_holds_many(folder, "summary")
    office = OfficeBatch(folder, console, day, planned=day >= options.read_as_of(""))
    target = out or office_folder(folder) / FOLDER
    rows = office.rows(target)
    office_summary = summarise_office(rows, office.failed, console.lang)
    written = write_summary(office_summary, target, day, console.lang)
    count, wrong, failed = len(rows) + len(office.failed), sum(bool(row.errors) for row in rows), len(office.failed)
    counts = console.say(f"共 {count} 份，{wrong} 份有错误", f"{count} dossiers, {wrong} with errors")
    counts += console.say(f"，{failed} 份没能检查", f", {failed} not checked") if failed else ""
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
            f"注意：{who_zh}原来的文件改名留着：{'、'.join(kept)}",
            f"note: {who_en}the earlier files are kept as {', '.join(kept)}",
        )
