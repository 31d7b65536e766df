"""`zcdossier init|schema`: a dossier begun, and hints for the editor it is written in."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.command_line import PATH, argument, choice, command, flag, option
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import WORKBOOK_NAME

if TYPE_CHECKING:
    from zcdossier.app.init_dossier import InitResult


INIT_HELP = Label(
    "新建一份申报材料：文件夹，和一份要填的清单：Excel 表格（--as xlsx），或每一项都有说明的 dossier.yaml。",
    "Start a dossier: folders, and a manifest to fill in: a workbook (--as xlsx), or a commented dossier.yaml.",
)


@command("init", INIT_HELP)
@argument("directory", Label("要新建的文件夹。", "The folder to make."), metavar="DIR", type=PATH)
@option(
    "--profile",
    label=Label(
        "按哪份通知申报，见 zcdossier profile list。", "The profile of the notice, see zcdossier profile list."
    ),
    metavar="ID",
    shell_complete=options.offer_profiles,
    default="",
)
@option(
    "--level",
    label=Label("申报级别，例如 副高。", "The level applied for, such as associate_senior."),
    metavar="LEVEL",
    default="",
)
@choice(
    "--as",
    "form",
    label=Label(
        "清单的样子：xlsx 是 Excel、WPS 里填的表格，yaml 是文本。",
        "Form of the manifest: xlsx, to fill in with Excel or WPS, or yaml, a text file.",
    ),
    members=option_values.ManifestKind,
    default=option_values.ManifestKind.YAML,
)
@flag(
    "--folders",
    label=Label(
        "清单已经填了：给每条记录建好放扫描件的文件夹，别的都不动。",
        "Once the manifest is filled in: create a folder for the scans of each record; nothing else is touched.",
    ),
)
def init(
    console: Console, *, directory: Path, profile: str, level: str, form: option_values.ManifestKind, folders: bool
) -> int:
    """Make the dossier and say what to do first; or the folders of one that is filled in."""
    from zcdossier.app.init_dossier import init_dossier

    if folders:
        return _make_folders(directory, console)
    if not profile:
        raise _no_profile_error(Label("请用 --profile 写明按哪份通知申报", "name the notice with --profile"))
    started = init_dossier(directory, profile, level, console.lang, as_workbook=form is option_values.ManifestKind.XLSX)
    console.show(_made_text(started, console))
    return ExitCode.OK


def _make_folders(directory: Path, console: Console) -> int:
    from zcdossier.app.make_record_folders import make_record_folders
    from zcdossier.report.sanitize import escape_controls

    result = make_record_folders(directory)
    lines = [f"  {escape_controls(folder)}\n" for folder in result.made]
    if not (result.made or result.present or result.refused):
        console.show(
            console.say(
                Label(
                    "清单里还没有一条记录，没有要建的文件夹；先填清单，保存，再运行一次。\n",
                    "The manifest lists no records yet, so there are no folders to create: fill it in, save "
                    "it, and run this again.\n",
                )
            )
        )
        return ExitCode.OK
    head = console.say(
        Label(
            f"新建了 {len(result.made)} 个文件夹，原来就有的 {result.present} 个没有动。\n",
            f"Made {len(result.made)} folders; {result.present} were there and were left alone.\n",
        )
    )
    refused = [
        console.say(
            Label(
                f"没有建：{escape_controls(folder)}（在材料文件夹外面）\n",
                f"Not made: {escape_controls(folder)} (outside the dossier)\n",
            )
        )
        for folder in result.refused
    ]
    console.show("".join([head, *lines, *refused]))
    return ExitCode.OK


def _no_profile_error(wanted: Label) -> CannotRunError:
    from zcdossier.app.inspect_profiles import list_profiles

    names = [entry.id for entry in list_profiles(Path()) if entry.profile is not None and not entry.profile.abstract]
    return CannotRunError(
        Label(
            f"{wanted.zh}：{'、'.join(names)}；各是哪份通知，看 zcdossier profile list",
            f"{wanted.text('en')}: {', '.join(names)}; zcdossier profile list says which is which",
        )
    )


def _made_text(started: "InitResult", console: Console) -> str:
    from zcdossier.report.dossier_summary import quote_for_shell
    from zcdossier.report.sanitize import escape_controls

    name = escape_controls(str(started.root))
    manifest = escape_controls(str(started.root / started.manifest))
    notice, count = started.profile.id, len(started.folders)
    label = started.profile.level_label(started.level)
    level = Label(f"，{label.zh}", f", {label.text('en')}") if started.level else Label("")
    typed = quote_for_shell(name)
    folders_step = console.say(
        Label(
            "2. 把扫描件放进栏目文件夹，每条记录一个文件夹，文件名如 1-封面.jpg、2-目录.jpg。\n",
            "2. Put scans into the section folders, one folder per record, named like 1-封面.jpg, 2-目录.jpg.\n",
        )
    )
    if started.manifest == WORKBOOK_NAME:
        folders_step = console.say(
            Label(
                f"2. 运行 zcdossier init {typed} --folders，每条记录建好一个文件夹；"
                "把扫描件放进去，文件名如 1-封面.jpg、2-目录.jpg。\n",
                f"2. Run zcdossier init {typed} --folders to create a folder for each record; "
                "put the scans into them, named like 1-封面.jpg, 2-目录.jpg.\n",
            )
        )
    return console.say(
        Label(
            f"已新建 {name}（{notice}{level.zh}），{count} 个栏目文件夹。\n"
            f"1. 打开 {manifest}，照着说明填写；没有的栏目留空。\n"
            f"{folders_step}"
            f"3. 运行 zcdossier lint {typed}\n",
            f"Made {name} ({notice}{level.en}) with {count} section folders.\n"
            f"1. Open {manifest} and fill it in as its notes say; leave sections you have nothing for empty.\n"
            f"{folders_step}"
            f"3. Run zcdossier lint {typed}\n",
        ),
    )


SCHEMA_HELP = Label(
    "输出 dossier.yaml 的 JSON Schema，供编辑器补全和提示。",
    "Print the JSON Schema of dossier.yaml, for completion and hints in editors.",
)


@command("schema", SCHEMA_HELP)
@argument(
    "profile",
    Label("申报要求的名字。", "The id of a profile."),
    metavar="PROFILE",
    required=False,
    shell_complete=options.offer_profiles,
)
@flag(
    "--profile-file",
    label=Label(
        "要 profile.yaml 自己的，给写申报要求的人。", "The schema of profile.yaml itself, for writing a profile."
    ),
)
def schema(console: Console, *, profile: str | None, profile_file: bool) -> int:
    """Write the schema to stdout."""
    from zcdossier.app.inspect_profiles import profile_schema
    from zcdossier.profiles.profile_schema import profile_file_schema

    if profile_file:
        console.show_json(profile_file_schema())
        return ExitCode.OK
    if not profile:
        raise _no_profile_error(Label("请写明申报要求的名字", "name the notice"))
    console.show_json(profile_schema(profile, console.lang, Path()))
    return ExitCode.OK
