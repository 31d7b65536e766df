"""Arguments and options that several commands share, each declared once, and what they mean."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from zcdossier.cli.command_line import bilingual
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.report.style import Detail, Thumbnails


class DataFormat(StrEnum):
    """For people, or for programs."""

    TEXT = "text"
    JSON = "json"


class ManifestKind(StrEnum):
    """What a manifest may be."""

    YAML = "yaml"
    XLSX = "xlsx"


class FindingsFormat(StrEnum):
    """The formats findings come in."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    CSV = "csv"
    XLSX = "xlsx"


class BuildFormat(StrEnum):
    """The formats the outcome of builds comes in."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def path_argument(text: Label, *, metavar: str = "PATH") -> Any:
    """A folder or a file to work on. What may not be read is told in words of our own."""
    return typer.Argument(metavar=metavar, readable=False, show_default=False, help=bilingual(text))


def out_option(text: Label, *, metavar: str = "OUT") -> Any:
    """Where to write to instead of the usual place."""
    return typer.Option("--out", metavar=metavar, readable=False, show_default=False, help=bilingual(text))


def jobs_option(text: Label) -> Any:
    """How much to do at once."""
    return typer.Option("-j", "--jobs", metavar="N", min=1, max=64, show_default=False, help=bilingual(text))


def date_option(name: str, text: Label) -> Any:
    """A day, which `read_day` reads."""
    return typer.Option(name, metavar="DATE", show_default=False, help=bilingual(text))


Paths = Annotated[
    list[Path] | None,
    path_argument(
        Label(
            "一份申报材料的文件夹，或装着许多份的文件夹；不写就是当前文件夹。",
            "A dossier, or a folder that holds many; the current folder when left out.",
        ),
    ),
]
OnePath = Annotated[
    Path, path_argument(Label("申报材料的文件夹；不写就是当前文件夹。", "A dossier; the current folder when left out."))
]
FindingsFormatOption = Annotated[
    FindingsFormat,
    typer.Option(
        "--format",
        show_default=False,
        help=bilingual(
            Label(
                "输出格式；默认 text。csv 和 xlsx 是每份一行的汇总。",
                "Output format, text by default; csv and xlsx are a summary with a line for each dossier.",
            ),
        ),
    ),
]
DataFormatOption = Annotated[
    DataFormat,
    typer.Option(
        "--format",
        show_default=False,
        help=bilingual(Label("输出格式；默认 text。", "Output format, text by default.")),
    ),
]
BuildFormatOption = Annotated[
    BuildFormat,
    typer.Option(
        "--format",
        show_default=False,
        help=bilingual(
            Label(
                "输出格式；默认 text。csv 和 xlsx 是每份一行的汇总。",
                "Output format, text by default; csv and xlsx are a summary with a line for each dossier.",
            ),
        ),
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="FILE",
        readable=False,
        show_default=False,
        help=bilingual(Label("把结果写进这个文件；xlsx 一定要有。", "Write the result to this file; xlsx needs one.")),
    ),
]
ThumbnailsOption = Annotated[
    Thumbnails,
    typer.Option(
        "--thumbnails",
        show_default=False,
        help=bilingual(
            Label(
                "报告里页面图的大小；默认看页数决定，none 不放图。",
                "Size of the page pictures in the report; by how many there are unless given, none for no pictures.",
            ),
        ),
    ),
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help=bilingual(Label("只输出问题，每个一行。", "Only problems, one per line.")))
]
Verbose = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help=bilingual(
            Label("还列出豁免的问题和无法判断的规则。", "Also list what was waived and what could not be judged.")
        ),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=bilingual(Label("警告也算错误。", "Count warnings as errors.")))]
Mark = Annotated[
    bool,
    typer.Option(
        "--mark",
        help=bilingual(
            Label(
                "在表格旁边另写一份“申报表-检查结果.xlsx”：有问题的格子涂色、加批注；您的表格不改动。",
                "Write a marked copy beside the workbook: cells with findings coloured, with notes; "
                "your own file is never changed.",
            ),
        ),
    ),
]
AsOf = Annotated[
    str,
    date_option(
        "--as-of",
        Label(
            "按这一天来检查，例如 2023-06-30；默认今天。", "Judge as on this day, such as 2023-06-30; today by default."
        ),
    ),
]
ProfileOption = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="ID",
        show_default=False,
        help=bilingual(Label("申报要求的名字，见 zcdossier profile list。", "The notice, see zcdossier profile list.")),
    ),
]


Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        show_default=False,
        help=bilingual(
            Label(
                "交给这个 Dask 调度器下的多台电脑来做，例如 tcp://10.0.0.5:8786。",
                "Let the machines of this Dask scheduler do it, such as tcp://10.0.0.5:8786.",
            ),
        ),
    ),
]


OfficeFolder = Annotated[
    Path,
    path_argument(
        Label(
            "装着许多份申报材料的文件夹；不写就是当前文件夹。",
            "The folder that holds the dossiers; the current folder when left out.",
        ),
        metavar="DIR",
    ),
]
OfficeOut = Annotated[Path | None, out_option(Label("写到这个文件夹。", "Write into this folder."), metavar="FOLDER")]
Signed = Annotated[
    str,
    typer.Option(
        "--signed",
        metavar="NAME",
        show_default=False,
        help=bilingual(Label("落款，例如 人事处。", "Who signs, such as the personnel office.")),
    ),
]


def paths_or_here(paths: list[Path] | None) -> list[Path]:
    """The paths given, or the current folder."""
    return paths or [Path()]


def read_as_of(text: str) -> date:
    """The day that `--as-of` names, or today."""
    return read_day("--as-of", text) if text else datetime.now().astimezone().date()


def read_day(option: str, text: str) -> date:
    """The day that an option names. Raises CannotRunError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise CannotRunError(
            Label(
                f"{option} 要写成 2026-09-14 这样的日期，不是 {text}。",
                f"{option} takes a date such as 2026-09-14, not {text}.",
            ),
        ) from error


def choose_detail(*, quiet: bool, verbose: bool) -> Detail:
    """How much to show; quiet wins."""
    if quiet:
        return Detail.QUIET
    return Detail.VERBOSE if verbose else Detail.NORMAL
