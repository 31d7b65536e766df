"""`zcdossier office week`: the script for Monday, Thursday and Friday."""

import os
from enum import StrEnum
from pathlib import Path

from zcdossier.cli.command_line import PATH, argument, choice, command
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

HELP = Label(
    "写出一周要用的脚本：星期一检查、写通知单，星期四生成 PDF，星期五出公示表。自己改过的脚本不会被覆盖。",
    "Write the scripts for an office's week: check and write letters on Monday, build PDFs on Thursday, "
    "publish on Friday. A script you edited is not overwritten.",
)


class Shell(StrEnum):
    """What runs the script."""

    POWERSHELL = "powershell"
    SH = "sh"


@command("week", HELP)
@argument(
    "folder",
    Label("写到这个文件夹；默认当前文件夹。", "Write into this folder; by default the current one."),
    metavar="FOLDER",
    default=Path(),
    type=PATH,
)
@choice(
    "--for",
    "shell",
    label=Label("用什么来运行；默认按这台电脑。", "Which shell runs it; by default the one of this computer."),
    members=Shell,
    required=False,
)
def week(console: Console, *, folder: Path, shell: Shell | None) -> int:
    """Write it and say how it is run."""
    from zcdossier.app.office.week_script import write_week_script

    windows = shell is Shell.POWERSHELL if shell is not None else os.name == "nt"
    script = write_week_script(folder, windows=windows)
    head = f"{'powershell -ExecutionPolicy Bypass -File' if windows else 'bash'} {script.path.name}"
    place = escape_controls(str(folder.resolve()))
    console.show(console.say(Label(f"脚本在 {place}，在那里运行：\n", f"The script is in {place}; run it there:\n")))
    for day in (Label("星期一", "Monday"), Label("星期四", "Thursday"), Label("星期五", "Friday")):
        word = day.text("en").lower()
        line = Label(f"  {day.zh}：{head} {word} 文件夹\n", f"  {day.text('en')}: {head} {word} FOLDER\n")
        console.show(console.say(line))
    if script.is_kept:
        name = script.path.name
        console.tell(Label(f"注意：{name} 您改过，没有动", f"note: {name} was edited and is left as it is"))
    return ExitCode.OK
