"""A process that ends in the middle of its work. Other processes import this by name, so it lies on the path of all."""

import os
from pathlib import Path

from zcdossier.cli import judging
from zcdossier.cli.boundary import Failure
from zcdossier.cli.findings_output import Part
from zcdossier.cli.judging import Task


def dies_on_bo(root: Path, given: Task) -> Part | Failure:
    """Judge a dossier, but for the one whose folder is called `bo`."""
    if root.name == "bo":
        os._exit(1)
    return judging._judge(root, given)
