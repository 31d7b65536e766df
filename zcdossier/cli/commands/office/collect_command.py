"""`zcdossier office collect`: what people handed in becomes dossiers."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli.command_line import PATH, argument, command, option
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label, join_words
from zcdossier.report.messages import count_noun
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.app.office.collect_returns import Collected
    from zcdossier.app.office.returned_files import Troubled

HELP = Label(
    "把大家交来的申报表和扫描件整理成一人一份的材料文件夹；交来的文件只复制，不改动。\n"
    "一人一个文件夹，或者“林晓-申报表.xlsx”加同名的文件夹“林晓”。",
    "Turn the workbooks and scans that people handed in into one dossier each; they are copied, never "
    "changed.\nEach person has a folder, or a workbook named after them with a folder of their name beside it.",
)


@command("collect", HELP)
@argument(
    "directory",
    Label("交来的文件所在的文件夹。", "The folder with the files that were handed in."),
    metavar="DIR",
    type=PATH,
)
@option(
    "--out",
    label=Label("写到这个文件夹；默认是旁边的“…-材料”。", "Write into this folder; by default a new one beside it."),
    metavar="FOLDER",
    type=PATH,
)
@option(
    "--names",
    label=Label(
        "应交的名单，一行一个姓名；列出还没有交的人。",
        "A list of names, one per line, to show whose are missing.",
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
            f"Made {count_noun(len(collected.made), 'dossier')} in {out}; what was handed in is unchanged.",
        )
    ]
    if collected.present:
        listed = join_words(collected.present)
        lines.append(
            Label(
                f"已经有的 {len(collected.present)} 份没有动：{listed.zh}（要换成新交的，先把旧的文件夹移走）",
                f"already there, left alone: {listed.en} (to replace one, move its folder away first)",
            )
        )
    if collected.changed:
        listed = join_words(collected.changed)
        lines.append(
            Label(
                f"其中这次交来的和整理好的不一样：{listed.zh}；要用新的，先把 {out} 里旧的文件夹移走",
                f"what was handed in now differs from what is there: {listed.en}; to use the new files, "
                f"move the old folder in {out} away first",
            )
        )
    if collected.without_scans:
        listed = join_words(collected.without_scans)
        lines.append(
            Label(f"只有申报表，没有扫描件文件夹：{listed.zh}", f"only a workbook, no folder of scans: {listed.en}")
        )
    if collected.same_name:
        listed = join_words(collected.same_name)
        lines.append(
            Label(
                f"表里写着同一个姓名的不止一份，请看是不是同一个人：{listed.zh}",
                f"several workbooks give the same name; check whether it is one person: {listed.en}",
            )
        )
    if collected.other_name:
        listed = join_words(collected.other_name)
        lines.append(
            Label(
                f"文件夹（文件）名和表里的姓名不一样，请看哪个写错了：{listed.zh}",
                f"the name of the folder or file differs from the name in the workbook; check which is "
                f"wrong: {listed.en}",
            )
        )
    lines += [_trouble_line(entry) for entry in collected.troubled]
    if collected.missing:
        listed = join_words(collected.missing)
        lines.append(
            Label(
                f"还没有交的 {len(collected.missing)} 人：{listed.zh}",
                f"not handed in yet ({len(collected.missing)}): {listed.en}",
            )
        )
    if collected.made:
        typed = quote_for_shell(out)
        lines.append(Label(f"下一步：zcdossier lint {typed}", f"next: zcdossier lint {typed}"))
    return [console.say(line) for line in lines]


def _trouble_line(entry: "Troubled") -> Label:
    from zcdossier.app.office.returned_files import ReturnTrouble

    files = join_words(entry.files)
    texts = {
        ReturnTrouble.TWO: Label(
            f"{entry.label}：交了两份，没有整理：{files.zh}；留下要用的一份，再运行一次"
            f"（同名的两个人，两个文件夹都改名：{entry.label}（单位甲）、{entry.label}（单位乙））",
            f"{entry.label}: handed in twice, not copied: {files.en}; keep the one that counts and run this again "
            f"(if they are two people of the same name, rename both folders: {entry.label} (A), {entry.label} (B))",
        ),
        ReturnTrouble.UNREADABLE: Label(
            f"{entry.label}：打不开，没有整理：{files.zh}；请本人用 Excel 或 WPS 打开、重新保存后再交",
            f"{entry.label}: can't be opened, not copied: {files.en}; ask the person to open it in Excel or "
            f"WPS, save it again and resend it",
        ),
        ReturnTrouble.OTHER_FORMAT: Label(
            f"{entry.label}：格式不对，没有整理：{files.zh}；另存为“Excel 工作簿（*.xlsx）”",
            f"{entry.label}: wrong format, not copied: {files.en}; save it as an Excel workbook (*.xlsx)",
        ),
        ReturnTrouble.NO_FORM: Label(
            f"{entry.label}：只有扫描件，没有申报表：{files.zh}",
            f"{entry.label}: only scans, no workbook: {files.en}",
        ),
        ReturnTrouble.EMPTY: Label(
            f"{entry.label}：文件夹是空的：{files.zh}；请本人再交一次",
            f"{entry.label}: the folder is empty: {files.en}; ask the person to hand it in again",
        ),
        ReturnTrouble.APART: Label(
            f"{entry.label}：扫描件不在一个文件夹里，没有整理；另有：{files.zh}，并到一起再运行一次",
            f"{entry.label}: the scans are not in one folder, not copied; there is also {files.en}: put "
            f"them together and run this again",
        ),
        ReturnTrouble.UNKNOWN: Label(
            f"{entry.label}：看不出是谁的申报表或扫描件，没有整理：{files.zh}；是扫描件就放进本人的文件夹",
            f"{entry.label}: can't tell whose workbook or scans these are, not copied: {files.en}; put "
            f"scans into the person's folder",
        ),
        ReturnTrouble.PACKED: Label(
            f"{entry.label}：压缩包，没有整理：{files.zh}；先解压到同名的文件夹",
            f"{entry.label}: an archive, not copied: {files.en}; unpack it into a folder of that name first",
        ),
    }
    return texts[entry.trouble]
