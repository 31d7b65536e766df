"""The file that lists a dossier: whether it is there, and what it holds as nodes with their places.

Its forms and their names are known here alone: `dossier.yaml` and an Excel workbook are of equal rank, and a manifest
in another form is one more reader that yields nodes.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.manifest.manifest_location import is_there, lock_beside
from zcdossier.model.dossier import Problem
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.manifest_names import KIND_NAMES, MANIFEST_NAME, RECORD_NAMES, TOP_NAMES, WORKBOOK_NAME
from zcdossier.model.place import Place, text_place
from zcdossier.model.profile import Profile
from zcdossier.model.yaml_form import YAML_FORM
from zcdossier.source.nodes import ListNode, MapNode, Node
from zcdossier.source.reader import read_file

if TYPE_CHECKING:
    from zcdossier.source.workbook_reader import Workbook

UNREADABLE = "ZC001"


class Manifest(NamedTuple):
    """A manifest as read: its mapping (None when there is none, and `problems` says why), and its lines for showing.

    Of a workbook the mapping holds no more than the profile and the level until the profile is known: then
    `in_terms_of` reads its sheets.
    """

    name: str
    tree: MapNode | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    form: ManifestForm = YAML_FORM
    workbook: "Workbook | None" = None

    @property
    def start(self) -> Place:
        """Where it begins."""
        return text_place(self.name, 1, 1) if self.tree is None or self.workbook is None else self.tree.place

    def in_terms_of(self, profile: Profile, root: Path, *, name_folders: bool = False) -> "Manifest":
        """Return the manifest with all that it holds; `root` is the dossier's folder.

        A record of a workbook whose folder was left empty has the one that is there for it; with `name_folders` it has
        the one that is to be made.
        """
        if self.workbook is None:
            return self
        from zcdossier.manifest.sheets.workbook_nodes import read_nodes  # only for a workbook

        nodes = read_nodes(
            self.name,
            self.workbook,
            profile,
            lambda folder: _folders_in(root / folder),
            name_folders=name_folders,
        )
        return self._replace(tree=nodes.tree, problems=(*self.problems, *nodes.problems), workbook=None)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest in a folder; what can't be read is a manifest with a problem."""
    if not is_there(folder / WORKBOOK_NAME):
        return _read_yaml(folder)
    return _read_workbook(folder)


def _read_yaml(folder: Path) -> Manifest:
    document = read_file(folder / MANIFEST_NAME, MANIFEST_NAME)
    if isinstance(document.root, MapNode):
        return Manifest(MANIFEST_NAME, document.root, document.problems, document.lines, form_by_keys(document.root))
    manifest = Manifest(MANIFEST_NAME, None, document.problems, document.lines)
    if document.root is None and any(problem.key != "bom" for problem in document.problems):
        return manifest
    key = "not-mapping"
    if document.root is None:
        key = "only-remarks" if any(line.lstrip().startswith("#") for line in document.lines) else "empty"
    return manifest._replace(problems=(*document.problems, Problem(UNREADABLE, key, manifest.start)))


def form_by_keys(tree: MapNode) -> ManifestForm:
    """Return the form whose hints have keys like most of those in the manifest: its own and the fields' apart."""
    own = [not name.text.isascii() for name, _ in tree]
    fields: list[bool] = []
    for name in _keys_of_fields(tree):
        structural = RECORD_NAMES.find(name) or KIND_NAMES.find(name)
        (own if structural else fields).append(not name.isascii())
    chinese_own = _most(own)
    chinese_fields = _most(fields) if fields else chinese_own
    if not (chinese_own or chinese_fields):
        return YAML_FORM
    from zcdossier.model.chinese_yaml_form import chinese_form  # most manifests have ids

    return chinese_form(own_keys=chinese_own, fields=chinese_fields)


def _most(chinese: list[bool]) -> bool:
    return 2 * sum(chinese) > len(chinese)


def _keys_of_fields(tree: MapNode) -> Iterator[str]:
    """Yield the keys of the applicant and of the records, and the names of the sections."""
    for name, value in tree:
        top = TOP_NAMES.find(name.text)
        if top == "sections" and isinstance(value, MapNode):
            yield from _keys(value)
            for _, records in value:
                yield from _keys_of_records(records)
        elif top == "applicant":
            yield from _keys(value)
        elif top == "attachments":
            yield from _keys_of_records(value)


def _keys_of_records(node: Node) -> Iterator[str]:
    for record in node.items if isinstance(node, ListNode) else ():
        yield from _keys(record)


def _keys(node: Node) -> Iterator[str]:
    yield from (name.text for name, _ in node) if isinstance(node, MapNode) else ()


def _read_workbook(folder: Path) -> Manifest:
    from zcdossier.manifest.sheets.workbook_nodes import read_head  # only for a workbook
    from zcdossier.model.workbook_form import WORKBOOK_FORM
    from zcdossier.source.workbook_reader import read_workbook
    from zcdossier.source.xlsx_package import WorkbookError

    if is_there(folder / MANIFEST_NAME):
        both = Problem(UNREADABLE, "two-manifests", Place(WORKBOOK_NAME), {"other": MANIFEST_NAME})
        return Manifest(WORKBOOK_NAME, None, (both,), (), WORKBOOK_FORM)
    try:
        workbook = read_workbook(folder / WORKBOOK_NAME)
    except WorkbookError as error:
        problem = Problem(UNREADABLE, error.key, Place(WORKBOOK_NAME), error.details)
        return Manifest(WORKBOOK_NAME, None, (problem,), (), WORKBOOK_FORM)
    opened = (Problem(UNREADABLE, "open-workbook", Place(WORKBOOK_NAME)),) if lock_beside(folder, WORKBOOK_NAME) else ()
    return Manifest(WORKBOOK_NAME, read_head(WORKBOOK_NAME, workbook), opened, (), WORKBOOK_FORM, workbook)


def _folders_in(folder: Path) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")))
    except (OSError, ValueError):
        return ()
