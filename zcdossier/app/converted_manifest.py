"""A manifest in its other form, made in memory and read again: nothing is written before both say the same."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from zcdossier.errors import CannotRunError
from zcdossier.manifest.binder import bind
from zcdossier.manifest.manifest_file import Manifest
from zcdossier.manifest.record_remarks import Remarks, remarks_in_text, remarks_in_workbook
from zcdossier.manifest.same_content import differing_parts, unread_problems
from zcdossier.model.dossier import Dossier, Problem
from zcdossier.model.label import Label, concat_labels, join_words
from zcdossier.model.manifest_names import MANIFEST_NAME, WORKBOOK_NAME
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import with_clauses
from zcdossier.profiles.starter_manifest import starter_comments
from zcdossier.report.manifest_text import label_comments, manifest_text
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

_MOST_LISTED = 5


class OpenedManifest(NamedTuple):
    """A manifest as read, bound to its profile."""

    manifest: Manifest
    dossier: Dossier
    profile: Profile


def converted_manifest(opened: OpenedManifest) -> bytes:
    """Return the manifest in its other form.

    Raises CannotRunError where something in it could not be read, or would not be read again as it was.
    """
    spots = spots_of(unread_problems(opened.dossier))
    if spots:
        listed = list_spots(spots)
        raise CannotRunError(
            Label(
                f"有 {len(spots)} 处读不懂，转换会丢掉，所以没有转换：{listed.zh}；运行 zcdossier lint，改好再转换",
                f"{len(spots)} places can't be read and would be lost, so nothing was converted: {listed.text('en')}; "
                "run zcdossier lint and fix them first",
            )
        )
    remarks = remarks_of(opened)
    if opened.manifest.name == WORKBOOK_NAME:
        data, again = _to_text(opened, remarks)
    else:
        data, again = _to_workbook(opened, remarks)
    differing = differing_parts((opened.dossier, remarks), (again.dossier, remarks_of(again)))
    if differing:
        raise CannotRunError(
            Label(
                f"转换后和原来的不一样，所以没有转换：{'、'.join(differing[:_MOST_LISTED])}",
                f"the converted manifest would not read the same, so nothing was converted: "
                f"{', '.join(differing[:_MOST_LISTED])}",
            )
        )
    return data


def spots_of(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Return where problems stand, each place once."""
    return tuple(dict.fromkeys(f"{problem.place.file}{problem.place.suffix}" for problem in problems))


def list_spots(spots: Sequence[str]) -> Label:
    """Return the first of some places as a text."""
    more = Label("……", "…") if len(spots) > _MOST_LISTED else Label("")
    return concat_labels(join_words(spots[:_MOST_LISTED]), more)


def remarks_of(opened: OpenedManifest) -> Remarks:
    """Return what its applicant noted in a manifest."""
    manifest, dossier, profile = opened
    if manifest.workbook is not None:
        return remarks_in_workbook(manifest.workbook, profile, dossier)
    if manifest.tree is None:
        return Remarks()
    own = starter_comments(profile) | label_comments(profile, dossier.level)
    return remarks_in_text(manifest.lines, manifest.tree, dossier, own)


def _to_text(opened: OpenedManifest, remarks: Remarks) -> tuple[bytes, OpenedManifest]:
    from zcdossier.report.manifest_workbook.dossier_content import workbook_content

    _, dossier, profile = opened
    content = workbook_content(dossier, profile, remarks.by_path, remarks.others)
    data = manifest_text(profile, dossier.level, content).encode("utf-8")
    document = read_bytes(data, MANIFEST_NAME)
    tree = document.root if isinstance(document.root, MapNode) else None
    manifest = Manifest(MANIFEST_NAME, tree, document.problems, document.lines)
    return data, open_manifest(manifest, opened.dossier.root, profile)


def _to_workbook(opened: OpenedManifest, remarks: Remarks) -> tuple[bytes, OpenedManifest]:
    from zcdossier.manifest.sheets.workbook_nodes import read_head  # only for a workbook
    from zcdossier.report.manifest_workbook.dossier_content import workbook_content
    from zcdossier.report.manifest_workbook.fill_in_workbook import manifest_workbook
    from zcdossier.source.workbook_reader import read_workbook_file

    _, dossier, profile = opened
    content = workbook_content(dossier, profile, remarks.by_path, remarks.others)
    data = manifest_workbook(with_clauses(profile), dossier.level, content)
    workbook = read_workbook_file(BytesIO(data))
    manifest = Manifest(WORKBOOK_NAME, read_head(WORKBOOK_NAME, workbook), (), (), workbook=workbook)
    return data, open_manifest(manifest, opened.dossier.root, profile)


def open_manifest(manifest: Manifest, root: Path, profile: Profile) -> OpenedManifest:
    """Bind a manifest as it is written: what lies in the folders adds nothing, what is missing there takes nothing."""
    filled = manifest.in_terms_of(profile, root)
    tree = filled.tree or MapNode((), manifest.start)
    return OpenedManifest(manifest, bind(root, tree, profile, filled.problems), profile)
