"""`zcdossier checklist`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import each
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import Failure, worst
from zcdossier.cli.console import Console

if TYPE_CHECKING:
    from zcdossier.app.lint_dossier import Linted

HELP = both(
    "列出只有本人才能确认的问题；回答写在 dossier.yaml 的 answers 里。",
    "The questions only a person can answer; answers stand in dossier.yaml under answers.",
)


def checklist(
    context: typer.Context,
    *,
    path: options.OnePath = Path(),
    format_: options.DataFormatOption = options.DataFormat.TEXT,
    as_of: options.AsOf = "",
) -> int:
    """Show the questions of each dossier found."""
    from zcdossier.app.find_dossiers import find_dossiers
    from zcdossier.app.lint_dossier import lint_dossier
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.as_json import document, failed_object
    from zcdossier.report.checklist import checklist_object, checklist_text

    console: Console = context.obj
    day, profiles = options.day(as_of), Profiles()
    codes: list[int] = []
    objects = []
    shown = 0

    def work(root: Path) -> "Linted":
        linted = lint_dossier(root, as_of=day, profiles=profiles)
        worded = profiles.with_clauses(linted.profile) if linted.profile is not None else None
        return linted._replace(profile=worded)

    for root, linted in each(find_dossiers([path]), work, console):
        if isinstance(linted, Failure):
            codes.append(linted.code)
            objects.append(failed_object(str(root), console.say(linted.zh, linted.en), {"checklist": []}))
        elif format_ is options.DataFormat.JSON:
            objects.append(checklist_object(linted, console.lang))
        else:
            console.show(("\n" if shown else "") + checklist_text(linted, console.style()))
            shown += 1
    if format_ is options.DataFormat.JSON:
        console.show_json(document(objects))
    return worst(codes)
