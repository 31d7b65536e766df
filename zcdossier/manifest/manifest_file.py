"""The file that lists a dossier: whether it is there, and what it holds as nodes with their places.

Its form and its name are known here alone: a manifest in another form is one more reader that yields nodes.
"""

from pathlib import Path
from typing import NamedTuple

from zcdossier.model.dossier import Problem
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.manifest_names import MANIFEST_NAME
from zcdossier.model.place import Place, text_place
from zcdossier.model.yaml_form import YAML_FORM
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_file


class Manifest(NamedTuple):
    """A manifest as read: its mapping (None when there is none, and `problems` says why), its lines for showing."""

    name: str
    tree: MapNode | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    form: ManifestForm = YAML_FORM

    @property
    def start(self) -> Place:
        """Where it begins."""
        return text_place(self.name, 1, 1)


def has_manifest(folder: Path) -> bool:
    """Whether a folder is a dossier's. Raises OSError where it may not be looked into."""
    return (folder / MANIFEST_NAME).exists()


def dossier_folder(path: Path) -> Path:
    """Return the folder of the dossier that is meant by its manifest; any other path as it is."""
    return path.parent if path.name == MANIFEST_NAME and path.is_file() else path


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest in a folder; what can't be read is a manifest with a problem."""
    document = read_file(folder / MANIFEST_NAME, MANIFEST_NAME)
    if isinstance(document.root, MapNode):
        return Manifest(MANIFEST_NAME, document.root, document.problems, document.lines)
    manifest = Manifest(MANIFEST_NAME, None, document.problems, document.lines)
    if document.root is None and any(problem.key != "bom" for problem in document.problems):
        return manifest
    key = "empty" if document.root is None else "not-mapping"
    return manifest._replace(problems=(*document.problems, Problem("ZC001", key, manifest.start)))
