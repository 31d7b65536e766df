"""What people handed in, sorted by whose it is: a workbook or a text manifest, with the folder of scans beside it."""

import os
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from zcdossier.errors import explain_os_errors
from zcdossier.manifest.sheets.sheet_table import heading_text
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAME, TOP_NAMES, is_own_name
from zcdossier.source.nodes import MapNode, Scalar
from zcdossier.source.reader import read_file
from zcdossier.source.workbook_reader import read_workbook
from zcdossier.source.xlsx_package import WorkbookError

_COPY = re.compile(r"\s*(?:[（(]\d+[)）]|[-－—_]?\s*副本|_\d+)\s*$")
_FORM = re.compile(r"[\s\-－—_·（(【]*(?:\d{4}\s*年?)?\s*(?:职称)?申报表[\s\-－—_·）)】]*")
_SCANS = re.compile(r"[\s\-－—_·（(【]*(?:扫描件|佐证材料|佐证|附件材料|材料)[）)】]?$")
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
    PACKED = "packed"


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


def sort_returns(folder: Path) -> tuple[list[Returned], list[Troubled]]:
    """Sort what lies in a folder. Raises CannotRunError where it can't be looked into."""
    with explain_os_errors(Label(f"打不开 {folder}", f"can't open {folder}")):
        entries = sorted(folder.iterdir())
    candidates: list[_Candidate] = []
    troubled = [Troubled(bare_label(path.stem), trouble, (path,)) for path, trouble in _odd_files(entries)]
    without_form: dict[str, Path] = {}
    for person, inside in _folders_of_people(entries):
        forms = [path for path in inside if _is_form(path)]
        candidates += [_Candidate(bare_label(person.name), form, person) for form in forms]
        odd = tuple(path for path, _ in _odd_files(inside))
        if odd and not forms:
            troubled.append(Troubled(bare_label(person.name), ReturnTrouble.OTHER_FORMAT, odd))
        elif not forms:
            without_form[bare_label(person.name)] = person
    for form in filter(_is_form, entries):
        label = bare_label(form.stem)
        candidates.append(_Candidate(label, form, without_form.get(label)))
    labels = {candidate.label for candidate in candidates} | {entry.label for entry in troubled}
    troubled += [
        Troubled(label, ReturnTrouble.NO_FORM, (path,)) for label, path in without_form.items() if label not in labels
    ]
    by_label: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        by_label.setdefault(candidate.label, []).append(candidate)
    returned: list[Returned] = []
    for label, group in by_label.items():
        if len(group) > 1:
            troubled.append(Troubled(label, ReturnTrouble.TWO, tuple(candidate.manifest for candidate in group)))
            continue
        name = _name_inside(group[0].manifest)
        if name is None:
            troubled.append(Troubled(label, ReturnTrouble.UNREADABLE, (group[0].manifest,)))
        else:
            returned.append(Returned(*group[0], name))
    return returned, troubled


def bare_label(name: str) -> str:
    """`林晓-申报表(1)` and `申报表_林晓` are 林晓's; so is the folder `林晓 扫描件`."""
    bare = _COPY.sub("", name.strip())
    bare = _SCANS.sub("", _FORM.sub(" ", bare)).strip(" -－—_·")
    return " ".join(_COPY.sub("", bare).split()) or name.strip()


def missing_names(names: Sequence[str], returned: Sequence[Returned], troubled: Sequence[Troubled]) -> list[str]:
    """Return those of a list of whom nothing came; a label may hold more than the name."""
    labels = [*(entry.label for entry in returned), *(entry.label for entry in troubled)]
    inside = {"".join(entry.name.split()) for entry in returned}
    wanted = dict.fromkeys("".join(name.split()) for name in names)
    return [
        name
        for name in wanted
        if name and name not in inside and not any(name in re.split(r"[\s\-－—_·]+", label) for label in labels)
    ]


def _folders_of_people(entries: Sequence[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """Every person's folder and what lies in it: also one of a department's, and one unpacked into another."""
    for folder in entries:
        if not folder.is_dir() or folder.is_symlink() or folder.name[0] in ".~":
            continue
        with explain_os_errors(Label(f"打不开 {folder}", f"can't open {folder}")):
            inside = sorted(folder.iterdir())
        if any(map(_is_form, inside)) or not any(_is_form(path) for path in folder.glob("*/*")):
            yield folder, inside
        else:
            yield from _folders_of_people(inside)


def _is_form(path: Path) -> bool:
    if not path.is_file() or path.name.startswith(("~", ".")):
        return False
    if path.name == MANIFEST_NAME:
        return True
    is_book = path.suffix.casefold() == ".xlsx"
    return is_book and "申报表" in path.stem and (path.name == "申报表.xlsx" or not is_own_name(path.name))


def _odd_files(paths: Sequence[Path]) -> Iterator[tuple[Path, ReturnTrouble]]:
    """Forms of another format, and archives, which are unpacked by people."""
    for path in paths:
        suffix = path.suffix.casefold()
        if suffix in _OTHER_FORMS and "申报表" in path.stem and not path.name.startswith(("~", ".")):
            yield path, ReturnTrouble.OTHER_FORMAT
        elif suffix in _PACKED:
            yield path, ReturnTrouble.PACKED


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
                if heading_text(cell.text) == _NAME and column + 1 in cells:
                    return cells[column + 1].text.strip()
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
