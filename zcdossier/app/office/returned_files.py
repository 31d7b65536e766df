"""What people handed in, sorted by whose it is: a workbook or a text manifest, with the folder of scans beside it."""

import os
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from zcdossier.errors import explain_os_errors
from zcdossier.manifest.sheets.sheet_table import heading_text
from zcdossier.manifest.sheets.workbook_nodes import read_head
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import (
    MANIFEST_NAME,
    TOP_NAMES,
    WORKBOOK_NAME,
    is_left_by_computers,
    is_own_name,
)
from zcdossier.model.people import bare_name
from zcdossier.source.nodes import MapNode, Scalar
from zcdossier.source.reader import read_file
from zcdossier.source.workbook_reader import read_workbook
from zcdossier.source.xlsx_package import WorkbookError

_COPY = re.compile(r"\s*(?:[（(]\d+[)）]|[-－—_]?\s*副本|_\d+)\s*$")
_VERSION = re.compile(r"[\s\-－—_·（(【]*(?:最终版?|终稿|定稿|修改[版稿后]|改\d+|新版|最新版?|[vV]\d+)[）)】]?$")
_FORM = re.compile(r"[\s\-－—_·（(【]*(?:\d{4}\s*年?度?)?\s*(?:职称)?申报表[\s\-－—_·）)】]*")
_SCANS = re.compile(
    r"[\s\-－—_·（(【]*的?(?:全部|所有|全套)?的?(?:扫描件|扫描|佐证材料|佐证|附件材料|申报材料|材料|资料|图片|照片)[）)】]?$"
)
_NOBODY = re.compile(r"(?:新建文件夹)?[\W\d_]*")
_OTHER_FORMS = frozenset({".xls", ".xlsm", ".xlsb", ".et", ".ods", ".csv", ".numbers"})
_PACKED = frozenset({".zip", ".rar", ".7z"})
_NAME = "姓名"
_NAME_KEYS = frozenset({_NAME, "name"})


class ReturnTrouble(Enum):
    """Why something that was handed in becomes no dossier."""

    TWO = "two"
    UNREADABLE = "unreadable"
    OTHER_FORMAT = "other-format"
    NO_FORM = "no-form"
    EMPTY = "empty"
    PACKED = "packed"
    APART = "apart"
    UNKNOWN = "unknown"


class Returned(NamedTuple):
    """One person's: how it is labelled, the manifest, the folder of scans if any, and the name written inside."""

    label: str
    manifest: Path
    scans: Path | None = None
    name: str = ""


class Troubled(NamedTuple):
    """Something that is nobody's yet: the label, what is the matter, and the files."""

    label: str
    trouble: ReturnTrouble
    files: tuple[Path, ...]


class _Candidate(NamedTuple):
    label: str
    manifest: Path
    scans: Path | None


def sort_returns(folder: Path, names: Path | None = None) -> tuple[list[Returned], list[Troubled]]:
    """Sort what lies in a folder; `names` is the list of names, which may lie there too.

    Raises CannotRunError where it can't be looked into.
    """
    candidates, troubled = _sort_entries(_entries_of(folder), names)
    packed = {entry.label for entry in troubled if entry.trouble is ReturnTrouble.PACKED}
    apart = {entry.label for entry in troubled if entry.trouble is ReturnTrouble.APART}
    by_label: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        by_label.setdefault(candidate.label, []).append(candidate)
    returned: list[Returned] = []
    for label, several in by_label.items():
        group = _without_copies(several)
        if len(group) > 1:
            troubled.append(Troubled(label, ReturnTrouble.TWO, tuple(candidate.manifest for candidate in group)))
            continue
        name = _name_inside(group[0].manifest)
        if name is None:
            troubled.append(Troubled(label, ReturnTrouble.UNREADABLE, (group[0].manifest,)))
        elif label not in apart and (group[0].scans is not None or label not in packed):
            returned.append(Returned(*group[0], name))  # where the scans are not together yet, nothing is made
    return returned, troubled


def _without_copies(group: Sequence[_Candidate]) -> list[_Candidate]:
    """A form that was sent twice, 申报表(1).xlsx beside 申报表.xlsx, is one where both are the same to the byte."""
    kept: list[_Candidate] = []
    for candidate in sorted(group, key=lambda candidate: len(candidate.manifest.name)):
        if not any(
            candidate.scans in (None, other.scans) and is_copy_of_form(candidate.manifest, other.manifest)
            for other in kept
        ):
            kept.append(candidate)
    return kept


def is_copy_of_form(path: Path, form: Path) -> bool:
    """Whether a file is a form, and the very one that another is."""
    return (
        path.suffix == form.suffix
        and path.is_file()
        and path.stat().st_size == form.stat().st_size
        and path.read_bytes() == form.read_bytes()
    )


def _entries_of(folder: Path) -> list[Path]:
    with explain_os_errors(Label(f"打不开 {folder}", f"can't open {folder}")):
        return sorted(folder.iterdir())


def _sort_entries(entries: Sequence[Path], names: Path | None) -> tuple[list[_Candidate], list[Troubled]]:
    """Sort what lies side by side: the forms with the folder of scans of each, and what is not yet anybody's."""
    candidates: list[_Candidate] = []
    troubled = [Troubled(bare_label(path.stem), trouble, (path,)) for path, trouble in _odd_files(entries)]
    forms = [path for path in entries if _is_form(path)]
    without_form: dict[str, list[Path]] = {}
    for person in filter(_is_folder, entries):
        inside = _entries_of(person)
        own = [path for path in inside if _is_form(path)]
        if _holds_people(person, own):
            more, trouble = _sort_entries(inside, names)
            candidates += more
            troubled += trouble
            continue
        label = _label_of(person.name, own)
        candidates += [_Candidate(label, form, person) for form in own]
        odd = tuple(path for path, _ in _odd_files(inside))
        if odd and not own:
            troubled.append(Troubled(label, ReturnTrouble.OTHER_FORMAT, odd))
        elif not own:
            without_form.setdefault(label, []).append(person)
    for form in forms:
        label = _label_of(form.stem, [form])
        alone = without_form.pop(label) if len(without_form.get(label, ())) == 1 else [None]
        candidates.append(_Candidate(label, form, alone[0]))
    labels = {candidate.label for candidate in candidates}
    odd_labels = {entry.label for entry in troubled}
    for label, folders in without_form.items():
        if label in labels:
            troubled.append(Troubled(label, ReturnTrouble.APART, tuple(folders)))
        elif label not in odd_labels:
            is_empty = not any(map(_holds_files, folders))
            troubled.append(Troubled(label, ReturnTrouble.EMPTY if is_empty else ReturnTrouble.NO_FORM, tuple(folders)))
    accounted = {*forms, *(path for entry in troubled for path in entry.files)}
    troubled += [
        Troubled(path.name, ReturnTrouble.UNKNOWN, (path,))
        for path in entries
        if path not in accounted and _may_be_somebodys(path) and not (names is not None and path.samefile(names))
    ]
    return candidates, troubled


def _label_of(name: str, forms: Sequence[Path]) -> str:
    """Whose something is by its name, else by what is written inside: many send an 申报表.xlsx."""
    return _named(name) or next(filter(None, map(_name_inside, forms)), "") or bare_label(name)


def _holds_people(folder: Path, forms: Sequence[Path]) -> bool:
    """Whether a folder is a department's, or one unpacked into another: the forms of several, or none but below."""
    if not forms:
        return any(_is_form(path) for path in folder.glob("*/*"))
    return len(forms) > 1 and len({_name_inside(form) or "" for form in forms} - {""}) > 1


def _may_be_somebodys(path: Path) -> bool:
    """Whether a file that nothing is known of was handed in, and not left there by a computer."""
    return path.is_file() and not is_left_by_computers(path.name) and not is_own_name(path.name)


def _holds_files(folder: Path) -> bool:
    return any(path.is_file() and not is_left_by_computers(path.name) for path in folder.rglob("*"))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not is_left_by_computers(path.name)


def bare_label(name: str) -> str:
    """`林晓-申报表(1)` and `申报表_林晓` are 林晓's; so is the folder `林晓 扫描件`."""
    return _named(name) or name.strip()


def _named(name: str) -> str:
    """What is left of a name without the words for forms, scans, copies and versions: nothing, of `申报表(2)`."""
    bare = _VERSION.sub("", _COPY.sub("", name.strip()))
    bare = _SCANS.sub("", _FORM.sub(" ", bare)).strip(" -－—_·")
    bare = " ".join(_VERSION.sub("", _COPY.sub("", bare)).split())
    return "" if _NOBODY.fullmatch(bare) else bare


def is_for_scans(name: str) -> bool:
    """Whether a folder is called by nothing but a word for scans: 扫描件."""
    return not _named(name) and _SCANS.search(name) is not None


def missing_names(
    lines: Sequence[str], returned: Sequence[Returned], troubled: Sequence[Troubled], collected: Sequence[str]
) -> list[str]:
    """Return those of a list of whom nothing came, now or before (`collected`).

    A label may hold more than the name, and so may a line of the list (褚青 药学院).
    """
    labels = [*(entry.label for entry in returned), *(entry.label for entry in troubled), *collected]
    inside = {"".join(entry.name.split()) for entry in returned}
    came = {*inside, *(word for label in labels for word in re.split(r"[\s\-－—_·]+", label))}
    wanted = {bare_name(line): line for line in lines}
    return [line for name, line in wanted.items() if came.isdisjoint([name, line.split()[0]])]


def _is_form(path: Path) -> bool:
    if not path.is_file() or path.name.startswith(("~", ".")):
        return False
    if path.name == MANIFEST_NAME:
        return True
    if path.suffix.casefold() != ".xlsx" or (is_own_name(path.name) and path.name != WORKBOOK_NAME):
        return False
    return "申报表" in path.stem or _says_it_is_form(path)


def _says_it_is_form(path: Path) -> bool:
    """Whether a workbook that is called otherwise (林晓.xlsx) says by which notice somebody applies."""
    try:
        head = read_head(path.name, read_workbook(path))
    except WorkbookError:
        return False
    return {"profile", "level"} <= {key.text for key, _ in head}


def _odd_files(paths: Sequence[Path]) -> Iterator[tuple[Path, ReturnTrouble]]:
    """Forms of another format, and archives, which are unpacked by people."""
    for path in paths:
        suffix = path.suffix.casefold()
        if suffix in _OTHER_FORMS and "申报表" in path.stem and not path.name.startswith(("~", ".")):
            yield path, ReturnTrouble.OTHER_FORMAT
        elif suffix in _PACKED:
            yield path, ReturnTrouble.PACKED


def mentions_folder(manifest: Path, folder: str) -> bool:
    """Whether a manifest names what lies in a folder: 扫描件/05-业绩档案."""
    if manifest.name == MANIFEST_NAME:
        return f"{folder}/" in manifest.read_bytes().decode("utf-8", "replace")
    texts = (
        cell.text for sheet in read_workbook(manifest).sheets for row in sheet.rows.values() for cell in row.values()
    )
    return any(text.strip().startswith(f"{folder}/") for text in texts)


def _name_inside(manifest: Path) -> str | None:
    """The applicant's name, empty where none is seen; None where it can't be read. A text is judged by lint."""
    if manifest.name == MANIFEST_NAME:
        if not os.access(manifest, os.R_OK):
            return None
        return _name_in_text(manifest)
    try:
        workbook = read_workbook(manifest)
    except WorkbookError:
        return None
    for sheet in workbook.sheets:
        for _, cells in sorted(sheet.rows.items()):
            for column, cell in sorted(cells.items()):
                if heading_text(cell.text) == _NAME:
                    return cells[column + 1].text.strip() if column + 1 in cells else ""
    return ""


def _name_in_text(manifest: Path) -> str:
    """The same of a text: what stands under the applicant, wherever that stands; records name people as well."""
    root = read_file(manifest, manifest.name).root
    for key, node in root if isinstance(root, MapNode) else ():
        if TOP_NAMES.find(key.text) == "applicant" and isinstance(node, MapNode):
            names = (
                value.text.strip() for name, value in node if name.text in _NAME_KEYS and isinstance(value, Scalar)
            )
            return next(names, "")
    return ""
