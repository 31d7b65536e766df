"""Arguments and options that several commands share, each declared once; `option_values` says what they mean."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from zcdossier.cli.command_line import PATH, Decorator, argument, choice, flag, option
from zcdossier.cli.option_values import BuildFormat, DataFormat, FindingsFormat
from zcdossier.model.label import Label
from zcdossier.report.style import Thumbnails

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def offer_profiles(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer a shell the ids of the notices there are."""
    from click.shell_completion import CompletionItem

    from zcdossier.app.inspect_profiles import list_profiles

    return [
        CompletionItem(entry.id, help=entry.profile.title.zh if entry.profile is not None else None)
        for entry in list_profiles(Path())
        if entry.id.startswith(incomplete)
    ]


def offer_codes(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer a shell the codes of the check kinds."""
    from click.shell_completion import CompletionItem

    from zcdossier.lint.kinds import LISTED

    return [CompletionItem(kind.code, help=kind.name) for kind in LISTED if kind.code.startswith(incomplete.upper())]


def paths_argument_about(label: Label) -> Decorator:
    """Any number of folders or files to work on; none is the current folder."""
    return argument("paths", label, metavar="PATH", nargs=-1, type=PATH)


def jobs_option(label: Label) -> Decorator:
    """How much to do at once."""
    return option("-j", "--jobs", label=label, metavar="N", type=click.IntRange(1, 64))


def date_option(name: str, parameter: str, label: Label) -> Decorator:
    """A day, which `read_day` reads."""
    return option(name, parameter, label=label, metavar="DATE", default="")


paths_argument = paths_argument_about(
    Label(
        "一份申报材料的文件夹，或装着许多份的文件夹；不写就是当前文件夹。",
        "A dossier, or a folder of many dossiers; by default the current folder.",
    )
)
path_argument = argument(
    "path",
    Label("申报材料的文件夹；不写就是当前文件夹。", "A dossier; by default the current folder."),
    metavar="PATH",
    default=Path(),
    type=PATH,
)
_FORMAT = Label("输出格式；默认 text。", "Output format; by default text.")
_FORMAT_WITH_SUMMARY = Label(
    "输出格式；默认 text，有 --output 就看它的扩展名。csv 和 xlsx 是每份一行的汇总。",
    "Output format; by default text, or as the extension of --output says. csv and xlsx give a summary with "
    "one row per dossier.",
)
findings_format_option = choice(
    "--format", "format_", label=_FORMAT_WITH_SUMMARY, members=FindingsFormat, required=False
)
data_format_option = choice("--format", "format_", label=_FORMAT, members=DataFormat, default=DataFormat.TEXT)
build_format_option = choice("--format", "format_", label=_FORMAT_WITH_SUMMARY, members=BuildFormat, required=False)
output_option = option(
    "--output",
    label=Label("把结果写进这个文件；xlsx 一定要有。", "Write the result to this file; required for xlsx."),
    metavar="FILE",
    type=PATH,
)
thumbnails_option = choice(
    "--thumbnails",
    label=Label(
        "报告里页面图的大小；默认看页数决定，none 不放图。",
        "Size of the page pictures in the report; by default depends on how many there are, none for no pictures.",
    ),
    members=Thumbnails,
    default=Thumbnails.AUTO,
)
quiet_option = flag("-q", "--quiet", label=Label("只输出问题，每个一行。", "Show only problems, one per line."))
verbose_option = flag(
    "-v",
    "--verbose",
    label=Label(
        "还列出写了不适用说明的问题和无法判断的规则。", "Also list what was waived and what could not be judged."
    ),
)
strict_option = flag("--strict", label=Label("警告也算错误。", "Count warnings as errors."))
mark_option = flag(
    "--mark",
    label=Label(
        "在表格旁边另写一份“申报表-检查结果.xlsx”：有问题的格子涂色、加批注；您的表格不改动。",
        "Also write a marked copy beside the workbook: cells with findings are coloured and have notes; your "
        "own file is not changed.",
    ),
)
as_of_option = date_option(
    "--as-of",
    "as_of",
    Label("按这一天来检查，例如 2023-06-30；默认今天。", "Check as of this day, such as 2023-06-30; by default today."),
)
profile_option = option(
    "--profile",
    label=Label(
        "申报要求的名字，见 zcdossier profile list。", "The profile of the notice, see zcdossier profile list."
    ),
    metavar="ID",
    default="",
    shell_complete=offer_profiles,
)
scheduler_option = option(
    "--scheduler",
    label=Label(
        "交给这个 Dask 调度器下的多台电脑来做，例如 tcp://10.0.0.5:8786。",
        "Let the machines of this Dask scheduler do the work, such as tcp://10.0.0.5:8786.",
    ),
    metavar="ADDRESS",
    default="",
)
office_folder_argument = argument(
    "folder",
    Label(
        "装着许多份申报材料的文件夹；不写就是当前文件夹。",
        "The folder that holds the dossiers; by default the current folder.",
    ),
    metavar="DIR",
    default=Path(),
    type=PATH,
)


def office_out_option(default: str) -> Decorator:
    """Where an office's files go, unless that is said: a folder of this name beside the dossiers."""
    label = Label(
        f"写到这个文件夹；默认是材料旁边的 {default}。",
        f"Write into this folder; by default into {default} beside the dossiers.",
    )
    return option("--out", label=label, metavar="FOLDER", type=PATH)


signed_option = option(
    "--signed",
    label=Label("落款，例如 人事处。", "The signature, such as the personnel office."),
    metavar="NAME",
    default="",
)
