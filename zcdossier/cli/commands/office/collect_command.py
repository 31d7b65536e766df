"""`zcdossier office collect`: what people handed in becomes dossiers."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli.command_line import PATH, argument, command, option
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.collect_returns import Collected
    from zcdossier.app.office.returned_files import Troubled

HELP = Label(
    "把大家交来的申报表和扫描件整理成一人一份的材料文件夹；交来的文件只复制，不改动。\n"
    "一人一个文件夹，或者“林晓-申报表.xlsx”加同名的文件夹“林晓”。",
    "Make dossiers of the workbooks and scans that people handed in, as copies; the originals are left alone.\n"
    "A folder for each person, or a workbook named after the person with a folder of that name beside it.",
)


@command("collect", HELP)
@argument(
    "directory", Label("交来的文件所在的文件夹。", "The folder with what was handed in."), metavar="DIR", type=PATH
)
@option(
    "--out",
    label=Label("写到这个文件夹；默认是旁边的“…-材料”。", "Write into this folder."),
    metavar="FOLDER",
    type=PATH,
)
@option(
    "--names",
    label=Label(
        "应交的名单，一行一个姓名；列出还没有交的人。",
        "A list of names, to say whose are missing.",
    ),
    metavar="FILE",
    type=PATH,
)
def collect(console: Console, *, directory: Path, out: Path | None, names: Path | None) -> int:
    """Collect, and say what is to be looked after."""
    from zcdossier.app.office.collect_returns import collect_returns

    folder = directory.resolve()
    target = out if out is not None else directory.parent / f"{folder.name}-材料"
    if out is None and directory.name in ("", "..", "."):
        target = folder.parent / f"{folder.name}-材料"
    collected = collect_returns(directory, target, names)
    console.show("".join(f"{escape_controls(line)}\n" for line in _lines(collected, console)))
    return ExitCode.FINDINGS if collected.troubled or collected.missing else ExitCode.OK


def _lines(collected: "Collected", console: Console) -> list[str]:
    from zcdossier.report.dossier_summary import quote_for_shell

    out = str(collected.out)
    lines = [
        Label(
            f"整理好 {len(collected.made)} 人的材料，在 {out}；交来的文件没有改动。",
            f"Made {len(collected.made)} dossiers in {out}; what was handed in is unchanged.",
        )
    ]
    if collected.present:
        listed = "、".join(collected.present)
        lines.append(
            Label(
                f"已经有的 {len(collected.present)} 份没有动：{listed}（要换成新交的，先把旧的文件夹移走）",
                f"{len(collected.present)} were there and were left alone: {listed} (move a folder away to replace it)",
            )
        )
    if collected.changed:
        listed = "、".join(collected.changed)
        lines.append(
            Label(
                f"其中这次交来的和整理好的不一样：{listed}；要用新的，先把 {out} 里旧的文件夹移走",
                f"of these other files are handed in now: {listed}; move the old folder in {out} away to use them",
            )
        )
    if collected.without_scans:
        listed = "、".join(collected.without_scans)
        lines.append(Label(f"只有申报表，没有扫描件文件夹：{listed}", f"a workbook but no folder of scans: {listed}"))
    if collected.same_name:
        listed = "、".join(collected.same_name)
        lines.append(
            Label(
                f"表里写着同一个姓名的不止一份，请看是不是同一个人：{listed}",
                f"this name is written in several; see whether it is one person: {listed}",
            )
        )
    if collected.other_name:
        listed = "、".join(collected.other_name)
        lines.append(
            Label(
                f"文件夹（文件）名和表里的姓名不一样，请看哪个写错了：{listed}",
                f"folders or files whose name is not the one written inside; see which is mistyped: {listed}",
            )
        )
    lines += [_trouble_line(entry) for entry in collected.troubled]
    if collected.missing:
        listed = "、".join(collected.missing)
        lines.append(
            Label(f"还没有交的 {len(collected.missing)} 人：{listed}", f"{len(collected.missing)} missing: {listed}")
        )
    if collected.made:
        typed = quote_for_shell(out)
        lines.append(Label(f"下一步：zcdossier lint {typed}", f"next: zcdossier lint {typed}"))
    return [console.say(line) for line in lines]


def _trouble_line(entry: "Troubled") -> Label:
    from zcdossier.app.office.returned_files import ReturnTrouble

    files = "、".join(str(path) for path in entry.files)
    texts = {
        ReturnTrouble.TWO: Label(
            f"{entry.label}：交了两份，没有整理：{files}；留下要用的一份，再运行一次"
            f"（同名的两个人，两个文件夹都改名：{entry.label}（单位甲）、{entry.label}（单位乙））",
            f"{entry.label}: handed in twice, not copied: {files}; keep the one that counts and run this again "
            f"(of two people with one name rename both folders: {entry.label}（A）, {entry.label}（B）)",
        ),
        ReturnTrouble.UNREADABLE: Label(
            f"{entry.label}：打不开，没有整理：{files}；请本人用 Excel 或 WPS 打开、重新保存后再交",
            f"{entry.label}: can't be read, not copied: {files}; ask for one saved anew with Excel or WPS",
        ),
        ReturnTrouble.OTHER_FORMAT: Label(
            f"{entry.label}：格式不对，没有整理：{files}；另存为“Excel 工作簿（*.xlsx）”",
            f"{entry.label}: another format, not copied: {files}; save it as an Excel workbook (*.xlsx)",
        ),
        ReturnTrouble.NO_FORM: Label(
            f"{entry.label}：只有扫描件，没有申报表：{files}",
            f"{entry.label}: scans without a workbook: {files}",
        ),
        ReturnTrouble.EMPTY: Label(
            f"{entry.label}：文件夹是空的：{files}；请本人再交一次",
            f"{entry.label}: the folder is empty: {files}; ask for it again",
        ),
        ReturnTrouble.APART: Label(
            f"{entry.label}：扫描件不在一个文件夹里，没有整理；另有：{files}，并到一起再运行一次",
            f"{entry.label}: scans are not in one folder, not copied; there is also {files}: put them together",
        ),
        ReturnTrouble.UNKNOWN: Label(
            f"{entry.label}：看不出是谁的申报表或扫描件，没有整理：{files}；是扫描件就放进本人的文件夹",
            f"{entry.label}: whose it is can't be told, not copied: {files}; put scans into their folder",
        ),
        ReturnTrouble.PACKED: Label(
            f"{entry.label}：压缩包，没有整理：{files}；先解压到同名的文件夹",
            f"{entry.label}: an archive, not copied: {files}; unpack it into a folder of that name first",
        ),
    }
    return texts[entry.trouble]
