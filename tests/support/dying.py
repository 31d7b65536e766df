"""A process that ends in the middle of its work. Other processes import this by name, so it lies on the path of all."""

import os
from pathlib import Path

from zcdossier.cli import lint_batch
from zcdossier.cli.boundary import Failure
from zcdossier.cli.lint_batch import LintTask, RenderedDossier


def dies_on_bo(root: Path, given: LintTask) -> RenderedDossier | Failure:
    """Judge a dossier, but for the one whose folder is called `bo`."""
    if root.name == "bo":
        os._exit(1)
    return lint_batch._lint_in_process(root, given)
