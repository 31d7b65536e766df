"""`zcdossier convert`: from a workbook to a text manifest, or back."""

from pathlib import Path

from zcdossier.cli import option_values
from zcdossier.cli.command_line import PATH, argument, choice, command
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAME, WORKBOOK_NAME

HELP = Label(
    "把清单换一种写法：Excel 表格（申报表.xlsx）和文本（dossier.yaml）互换，内容、确认、说明、备注都带过去。\n"
    "原来的清单改名留着，不删除；转换后只用新的那一份。",
    "Turn the manifest from a workbook into dossier.yaml or back, with every value, answer, waiver and remark.\n"
    "The old one is kept under another name; from then on the new one counts.",
)


@command("convert", HELP)
@argument("directory", Label("一份申报材料的文件夹。", "A dossier's folder."), metavar="DIR", type=PATH)
@choice(
    "--to",
    "form",
    label=Label("换成哪一种：xlsx 是表格，yaml 是文本。", "xlsx, a workbook, or yaml, a text."),
    members=option_values.ManifestKind,
)
def convert(console: Console, *, directory: Path, form: option_values.ManifestKind) -> int:
    """Convert, and say what the old manifest is called now."""
    from zcdossier.app.convert_manifest import convert_manifest
    from zcdossier.app.converted_manifest import list_spots
    from zcdossier.report.sanitize import escape_controls

    name = WORKBOOK_NAME if form is option_values.ManifestKind.XLSX else MANIFEST_NAME
    converted = convert_manifest(directory, name, console.lang)
    path = escape_controls(str(converted.path))
    if not converted.kept:
        console.show(
            console.say(Label(f"已经是 {path}，没有改动。\n", f"It is already {path}; nothing was changed.\n"))
        )
        return ExitCode.OK
    console.show(
        console.say(
            Label(
                f"已转换成 {path}，以后填这一份；内容核对过，和原来的一样。\n"
                f"原来的改名为 {converted.kept}，没有改动；不需要了可以自己删掉。\n",
                f"Converted to {path}, which is the one to fill in from now on; it was checked to say the same.\n"
                f"The old one is kept unchanged as {converted.kept}; delete it when you no longer need it.\n",
            )
        )
    )
    if converted.left:
        listed = list_spots(tuple(map(escape_controls, converted.left)))
        console.tell(
            Label(
                f"自己另记的没有带过去，只在原来的那一份里：{listed.zh}",
                f"notes of your own were not taken along; only the old one holds them: {listed.text('en')}",
            )
        )
    return ExitCode.OK
