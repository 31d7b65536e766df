"""`zcdossier status`."""

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import each
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import Failure, worst
from zcdossier.cli.console import Console

HELP = both(
    "每个栏目填了多少、上限多少、还有多少问题。",
    "How full each section is against its limit, and where problems wait.",
)


def status(
    context: typer.Context,
    *,
    paths: options.Paths = None,
    format_: options.DataFormatOption = options.DataFormat.TEXT,
    as_of: options.AsOf = "",
) -> int:
    """Count, section by section."""
    from zcdossier.app.dossiers import find_dossiers
    from zcdossier.app.lint import Profiles, lint_dossier
    from zcdossier.report.as_json import document
    from zcdossier.report.status import status_object, status_text

    console: Console = context.obj
    day, profiles = options.day(as_of), Profiles()
    codes: list[int] = []
    objects = []
    for _, linted in each(
        find_dossiers(options.chosen(paths)), lambda root: lint_dossier(root, as_of=day, profiles=profiles), console
    ):
        if isinstance(linted, Failure):
            codes.append(linted.code)
        elif format_ is options.DataFormat.JSON:
            objects.append(status_object(linted, console.lang))
        else:
            console.show(status_text(linted, console.style()) + "\n")
    if format_ is options.DataFormat.JSON:
        console.show_json(document(objects))
    return worst(codes)
