"""`zcdossier office week`: the scripts for Monday, Thursday and Friday."""

import os
from enum import StrEnum
from pathlib import Path

from zcdossier.cli.command_line import PATH, argument, choice, command
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls

HELP = Label(
    "写出一周要用的三个脚本：星期一检查、写通知单，星期四生成 PDF，星期五出公示表。自己改过的脚本不会被覆盖。",
    "Write the three scripts of an office's week: check and letters on Monday, PDFs on Thursday, the publicity list on "
    "Friday. A script you edited stays.",
)


class Shell(StrEnum):
    """What runs the scripts."""

    POWERSHELL = "powershell"
    SH = "sh"


@command("week", HELP)
@argument(
    "folder",
    Label("写到这个文件夹；默认当前文件夹。", "Where to write them; the current folder by default."),
    metavar="FOLDER",
    default=Path(),
    type=PATH,
)
@choice(
    "--for",
    "shell",
    label=Label("用什么来运行；默认按这台电脑。", "What is to run them; as fits this computer by default."),
    members=Shell,
    required=False,
)
def week(console: Console, *, folder: Path, shell: Shell | None) -> int:
    """Write them and say how one is run."""
    from zcdossier.app.office.week_scripts import write_week_scripts

    windows = shell is Shell.POWERSHELL if shell is not None else os.name == "nt"
    scripts = write_week_scripts(folder, windows=windows)
    head = "powershell -ExecutionPolicy Bypass -File" if windows else "bash"
    days = (Label("星期一", "Monday"), Label("星期四", "Thursday"), Label("星期五", "Friday"))
    lines = [
        console.say(Label(f"{day.zh}：{head} {path.name} 文件夹", f"{day.en}: {head} {path.name} FOLDER"))
        for day, path in zip(days, scripts.paths, strict=True)
    ]
    place = escape_controls(str(folder.resolve()))
    console.show(
        console.say(Label(f"三个脚本在 {place}，在那里运行：\n", f"Three scripts are in {place}; run them there:\n"))
    )
    console.show("".join(f"  {line}\n" for line in lines))
    for path in scripts.kept:
        console.tell(Label(f"注意：{path.name} 您改过，没有动", f"note: {path.name} was edited and is left as it is"))
    return ExitCode.OK
