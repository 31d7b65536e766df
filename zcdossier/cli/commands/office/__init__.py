"""`zcdossier office letters|review|publicity|summary`."""

import typer

from zcdossier.cli.bilingual import both
from zcdossier.cli.commands.office import letters, publicity, review, summary
from zcdossier.cli.help_pages import Command, Group

HELP = both(
    "人事部门用：很多人的材料，写通知单，记审核结果，出公示表，做汇总。",
    "For an office with many applicants: letters, review decisions, the publicity list, a summary.",
)

app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help=HELP)
app.command("letters", cls=Command, help=letters.HELP)(letters.letters)
app.add_typer(review.app, name="review")
app.command("publicity", cls=Command, help=publicity.HELP)(publicity.publicity)
app.command("summary", cls=Command, help=summary.HELP)(summary.summary)
