"""`python -m zcdossier`: the same as the installed command."""

from zcdossier.cli.main import run

run()
