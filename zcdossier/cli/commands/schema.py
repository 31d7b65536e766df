"""`zcdossier schema`."""

from pathlib import Path
from typing import Annotated

import typer

from zcdossier.cli.bilingual import both
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode

HELP = both(
    "输出 dossier.yaml 的 JSON Schema，供编辑器补全和提示。",
    "Print the JSON Schema of dossier.yaml, for completion and hints in editors.",
)


def schema(
    context: typer.Context,
    profile: Annotated[
        str,
        typer.Argument(metavar="PROFILE", show_default=False, help=both("申报要求的名字。", "The id of a notice.")),
    ],
) -> int:
    """Write the schema to stdout."""
    from zcdossier.app.inspect_profiles import profile_schema

    console: Console = context.obj
    console.show_json(profile_schema(profile, console.lang, Path()))
    return ExitCode.OK
