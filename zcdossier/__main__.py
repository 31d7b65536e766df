"""`python -m zcdossier`: the same as the installed command."""

from zcdossier.cli.entry import run

run()
