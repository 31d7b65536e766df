"""`zcdossier init|schema`: a dossier begun, and hints for the editor it is written in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.command_line import Command, bilingual
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.app.init_dossier import InitResult

app = typer.Typer()

INIT_HELP = bilingual(
    Label(
        "新建一份申报材料：文件夹、每一项都有说明的 dossier.yaml，以及编辑器用的提示。",
        "Start a dossier: folders, a commented dossier.yaml, and hints for editors.",
    ),
)


@app.command("init", cls=Command, help=INIT_HELP)
def init(
    context: typer.Context,
    directory: Annotated[
        Path,
        options.path_argument(Label("要新建的文件夹。", "The folder to make."), metavar="DIR"),
    ],
    *,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="ID",
            show_default=False,
            help=bilingual(
                Label("按哪份通知申报，见 zcdossier profile list。", "The notice, see zcdossier profile list.")
            ),
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            "--level",
            metavar="LEVEL",
            show_default=False,
            help=bilingual(Label("申报级别，例如 副高。", "The level applied for.")),
        ),
    ] = "",
) -> int:
    """Make the dossier and say what to do first."""
    from zcdossier.app.init_dossier import init_dossier

    if not profile:
        raise _no_profile_error()
    console: Console = context.obj
    started = init_dossier(directory, profile, level, console.lang)
    console.show(_made_text(started, console))
    return ExitCode.OK


def _no_profile_error() -> CannotRunError:
    from zcdossier.app.inspect_profiles import list_profiles

    names = [entry.id for entry in list_profiles(Path()) if entry.profile is not None and not entry.profile.abstract]
    return CannotRunError(
        Label(
            f"请用 --profile 写明按哪份通知申报：{'、'.join(names)}",
            f"name the notice with --profile: {', '.join(names)}",
        )
    )


def _made_text(started: "InitResult", console: Console) -> str:
    from zcdossier.report.dossier_summary import quote_for_shell
    from zcdossier.report.sanitize import escape_controls

    name = escape_controls(str(started.root))
    manifest = escape_controls(str(started.root / "dossier.yaml"))
    notice, level, count = started.profile.id, started.profile.level_label(started.level), len(started.folders)
    return console.say(
        Label(
            f"已新建 {name}（{notice}，{level.zh}），{count} 个栏目文件夹。\n"
            f"1. 打开 {manifest}，照着说明填写；没有的栏目留空。\n"
            "2. 把扫描件放进栏目文件夹，每条记录一个文件夹，文件名如 1-封面.jpg、2-目录.jpg。\n"
            f"3. 运行 zcdossier lint {quote_for_shell(name)}\n",
            f"Made {name} ({notice}, {level.text('en')}) with {count} section folders.\n"
            f"1. Open {manifest} and fill it in as its comments say; leave out what you don't have.\n"
            "2. Put scans into the section folders, one folder per record, named like 1-封面.jpg, 2-目录.jpg.\n"
            f"3. Run zcdossier lint {quote_for_shell(name)}\n",
        ),
    )


SCHEMA_HELP = bilingual(
    Label(
        "输出 dossier.yaml 的 JSON Schema，供编辑器补全和提示。",
        "Print the JSON Schema of dossier.yaml, for completion and hints in editors.",
    ),
)


@app.command("schema", cls=Command, help=SCHEMA_HELP)
def schema(
    context: typer.Context,
    profile: Annotated[
        str,
        typer.Argument(
            metavar="PROFILE", show_default=False, help=bilingual(Label("申报要求的名字。", "The id of a notice."))
        ),
    ],
) -> int:
    """Write the schema to stdout."""
    from zcdossier.app.inspect_profiles import profile_schema

    console: Console = context.obj
    console.show_json(profile_schema(profile, console.lang, Path()))
    return ExitCode.OK
