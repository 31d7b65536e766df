"""Arguments and options that several commands share, each declared once, and what they mean."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from zcdossier.cli.command_line import both
from zcdossier.errors import CannotRunError
from zcdossier.report.page.report_facts import Thumbnails
from zcdossier.report.style import Detail


class DataFormat(StrEnum):
    """For people, or for programs."""

    TEXT = "text"
    JSON = "json"


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


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        readable=False,  # what may not be read is told in words of our own
        show_default=False,
        help=both(
            "一份申报材料的文件夹，或装着许多份的文件夹；不写就是当前文件夹。",
            "A dossier, or a folder that holds many; the current folder when left out.",
        ),
    ),
]
OnePath = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        readable=False,  # what may not be read is told in words of our own
        show_default=False,
        help=both("申报材料的文件夹；不写就是当前文件夹。", "A dossier; the current folder when left out."),
    ),
]
FindingsFormatOption = Annotated[
    FindingsFormat,
    typer.Option(
        "--format",
        show_default=False,
        help=both(
            "输出格式；默认 text。csv 和 xlsx 是每份一行的汇总。",
            "Output format, text by default; csv and xlsx are a summary with a line for each dossier.",
        ),
    ),
]
DataFormatOption = Annotated[
    DataFormat,
    typer.Option("--format", show_default=False, help=both("输出格式；默认 text。", "Output format, text by default.")),
]
BuildFormatOption = Annotated[
    BuildFormat,
    typer.Option(
        "--format",
        show_default=False,
        help=both(
            "输出格式；默认 text。csv 和 xlsx 是每份一行的汇总。",
            "Output format, text by default; csv and xlsx are a summary with a line for each dossier.",
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
        help=both("把结果写进这个文件；xlsx 一定要有。", "Write the result to this file; xlsx needs one."),
    ),
]
ThumbnailsOption = Annotated[
    Thumbnails,
    typer.Option(
        "--thumbnails",
        show_default=False,
        help=both(
            "报告里页面图的大小；默认看页数决定，none 不放图。",
            "Size of the page pictures in the report; by how many there are unless given, none for no pictures.",
        ),
    ),
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help=both("只输出问题，每个一行。", "Only problems, one per line."))
]
Verbose = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        help=both("还列出豁免的问题和无法判断的规则。", "Also list what was waived and what could not be judged."),
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help=both("警告也算错误。", "Count warnings as errors."))]
AsOf = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="DATE",
        show_default=False,
        help=both(
            "按这一天来检查，例如 2023-06-30；默认今天。", "Judge as on this day, such as 2023-06-30; today by default."
        ),
    ),
]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        metavar="ID",
        show_default=False,
        help=both("申报要求的名字，见 zcdossier profile list。", "The notice, see zcdossier profile list."),
    ),
]


def chosen(paths: list[Path] | None) -> list[Path]:
    """The paths given, or the current folder."""
    return paths or [Path()]


def day(text: str) -> date:
    """The day that `--as-of` names, or today."""
    if not text:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotRunError(
            f"--as-of 要写成 2023-06-30 这样的日期，不是 {text}。",
            f"--as-of takes a date such as 2023-06-30, not {text}.",
        ) from error


def detail(*, quiet: bool, verbose: bool) -> Detail:
    """How much to show; quiet wins."""
    if quiet:
        return Detail.QUIET
    return Detail.VERBOSE if verbose else Detail.NORMAL


Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        readable=False,  # what may not be read is told in words of our own
        show_default=False,
        help=both(
            "装着许多份申报材料的文件夹；不写就是当前文件夹。",
            "The folder that holds the dossiers; the current folder when left out.",
        ),
    ),
]
OfficeOut = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FOLDER", show_default=False, help=both("写到这个文件夹。", "Write into this folder.")
    ),
]
Signed = Annotated[
    str,
    typer.Option(
        "--signed",
        metavar="NAME",
        show_default=False,
        help=both("落款，例如 人事处。", "Who signs, such as the personnel office."),
    ),
]


def day_of(option: str, text: str) -> date:
    """The day that an option names. Raises CannotRunError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise CannotRunError(
            f"{option} 要写成 2026-09-14 这样的日期，不是 {text}。",
            f"{option} takes a date such as 2026-09-14, not {text}.",
        ) from error
