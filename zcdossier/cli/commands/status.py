"""`zcdossier status`."""

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import each, found
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
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.as_json import document, failed_object
    from zcdossier.report.overview import OverviewRow, failed_row, overview_row, overview_text, worst_first
    from zcdossier.report.status import status_object, status_text

    console: Console = context.obj
    day, profiles = options.day(as_of), Profiles()
    codes: list[int] = []
    objects = []
    shown = 0
    rows: list[OverviewRow] = []
    roots = found(options.chosen(paths), console)
    for root, linted in each(roots, lambda root: lint_dossier(root, as_of=day, profiles=profiles), console):
        if isinstance(linted, Failure):
            codes.append(linted.code)
            rows.append(failed_row(str(root)))
            objects.append(failed_object(str(root), console.say(linted.zh, linted.en), {"sections": []}))
        elif format_ is options.DataFormat.JSON:
            objects.append(status_object(linted, console.lang))
        else:
            console.show(("\n" if shown else "") + status_text(linted, console.style()))
            shown += 1
            rows.append(overview_row(linted, console.lang))
    if format_ is options.DataFormat.JSON:
        console.show_json(document(objects))
    elif len(roots) > 1:
        console.show("\n" + overview_text(worst_first(rows), console.style()))
    return worst(codes)
