"""What the values of options mean: formats, days, how much is shown. Known without the parser of command lines."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.report.style import Detail


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


def paths_or_here(paths: tuple[Path, ...]) -> list[Path]:
    """The paths given, or the current folder."""
    return list(paths) or [Path()]


FormatName = TypeVar("FormatName", bound=StrEnum)


def choose_format(given: FormatName | None, output: Path | None, default: FormatName) -> FormatName:
    """The format that was named, else the one that the ending of the file says, else the default."""
    if given is not None or output is None:
        return given or default
    suffix = output.suffix.lower().removeprefix(".")
    return next((member for member in type(default) if member.value == suffix), default)


def read_as_of(text: str) -> date:
    """The day that `--as-of` names, or today."""
    return read_day("--as-of", text) if text else datetime.now().astimezone().date()


def read_day(option: str, text: str) -> date:
    """The day that an option names. Raises CannotRunError."""
    from zcdossier.model.dates import parse_date

    typed = parse_date(text)
    if typed is None or typed.first != typed.last:
        raise CannotRunError(
            Label(
                f"{option} 要写成 2026-09-14 这样的日期，不是 {text}。",
                f"{option} must be a date such as 2026-09-14, not {text}.",
            ),
        )
    return typed.first


def choose_detail(*, quiet: bool, verbose: bool) -> Detail:
    """How much to show; quiet wins."""
    if quiet:
        return Detail.QUIET
    return Detail.VERBOSE if verbose else Detail.NORMAL
