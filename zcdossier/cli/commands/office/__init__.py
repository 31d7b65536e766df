"""`zcdossier office collect|letters|review|publicity|summary`."""

import typer

from zcdossier.cli.command_line import Command, Group, bilingual
from zcdossier.cli.commands.office import collect_command, letters_command, publicity_command, review_commands
from zcdossier.model.label import Label

HELP = bilingual(
    Label(
        "人事部门用：很多人的材料，收齐整理，写通知单，记审核结果，出公示表，做汇总。",
        "For an office with many applicants: collecting, letters, review decisions, the publicity list, a summary.",
    ),
)

app = typer.Typer()
office_app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help=HELP)
app.add_typer(office_app, name="office")
office_app.command("collect", cls=Command, help=collect_command.HELP)(collect_command.collect)
office_app.command("letters", cls=Command, help=letters_command.HELP)(letters_command.letters)
office_app.add_typer(review_commands.app, name="review")
office_app.command("publicity", cls=Command, help=publicity_command.HELP)(publicity_command.publicity)
office_app.command("summary", cls=Command, help=review_commands.SUMMARY_HELP)(review_commands.summary)
