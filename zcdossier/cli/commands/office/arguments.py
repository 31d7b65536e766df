"""Arguments and options that the office commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from zcdossier.cli.bilingual import both
from zcdossier.errors import CannotRunError

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
Out = Annotated[
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
