"""Office collect: a folder of what people handed in becomes dossiers, as copies; nothing that was there is changed."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from zcdossier.app.find_dossiers import existing_folder
from zcdossier.app.office.collected_files import is_changed, keep_record
from zcdossier.app.office.returned_files import (
    Returned,
    Troubled,
    is_copy_of_form,
    is_for_scans,
    mentions_folder,
    missing_names,
    sort_returns,
)
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_location import has_manifest
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import (
    BUILD_FOLDER,
    MANIFEST_NAME,
    OWN_FOLDER,
    WORKBOOK_NAME,
    is_left_by_computers,
    is_own_name,
)
from zcdossier.model.people import bare_name

_UNFINISHED = ".zcdossier-collect-"
_SECTION_FOLDER = r"\d{2}-\D"
_CHINESE_NAME = r"[\u4e00-\u9fff·]{2,}"


class Collected(NamedTuple):
    """Who has a dossier now (`made`), who had one before (`present`), what was left, and of whom nothing came.

    `changed` are those of `present` whose files are not those handed in now. `without_scans` are those of `made` that
    came without a folder; `same_name` names that are written in several, with the labels of those; `other_name` labels
    that are not the name written inside, with that.
    """

    out: Path
    made: tuple[str, ...]
    present: tuple[str, ...]
    changed: tuple[str, ...]
    troubled: tuple[Troubled, ...]
    missing: tuple[str, ...]
    without_scans: tuple[str, ...]
    same_name: tuple[str, ...]
    other_name: tuple[str, ...]


def collect_returns(folder: Path, out: Path, names: Path | None = None) -> Collected:
    """Copy what people handed in to a folder of dossiers, one for each.

    A dossier that is there already is left alone. Raises CannotRunError where that can't be done.
    """
    wanted = _read_names(names) if names is not None else []
    existing_folder(folder)
    if _is_one_dossier(folder):
        raise CannotRunError(
            Label(
                f"{folder} 是一个人的材料；这里要写装着大家交来的文件的文件夹",
                f"{folder} is one person's dossier; give the folder with everybody's files",
            )
        )
    if out.resolve().is_relative_to(folder.resolve()):
        raise CannotRunError(
            Label(
                f"--out 不能在交来的文件夹里面：{out}；写到它旁边",
                f"--out must not be inside that folder: {out}; give one beside it",
            )
        )
    returned, troubled = sort_returns(folder, names)
    made: list[str] = []
    present: list[str] = []
    changed: list[str] = []
    with explain_os_errors(Label(f"写不进 {out}", f"can't write to {out}")):
        out.mkdir(parents=True, exist_ok=True)
        for person in returned:
            target = out / person.label
            if os.path.lexists(target):
                present.append(person.label)
                changed += [person.label] if is_changed(target, _files_of(person)) else []
                continue
            _copy_person(person, target)
            made.append(person.label)
    inside = [person.name for person in returned if person.name]
    return Collected(
        out,
        tuple(made),
        tuple(present),
        tuple(changed),
        tuple(sorted(troubled, key=lambda entry: entry.label)),
        tuple(missing_names(wanted, returned, troubled, [entry.name for entry in out.iterdir() if entry.is_dir()])),
        tuple(person.label for person in returned if person.scans is None and person.label in made),
        tuple(
            f"{name}（{'、'.join(person.label for person in returned if person.name == name)}）"
            for name in dict.fromkeys(inside)
            if inside.count(name) > 1
        ),
        tuple(f"{person.label}（{person.name}）" for person in returned if _is_called_otherwise(person)),
    )


def _is_one_dossier(folder: Path) -> bool:
    """Whether what lies beside a manifest are the folders of its sections, which are nobody's dossiers."""
    return has_manifest(folder) and any(
        re.match(_SECTION_FOLDER, entry.name) and not has_manifest(entry)
        for entry in folder.iterdir()
        if entry.is_dir()
    )


def _is_called_otherwise(person: Returned) -> bool:
    """Whether a label is a name in Chinese, and not the one that is written inside."""
    label, name = (re.sub(r"[\s·•．・]", "", text) for text in (person.label, person.name))
    return bool(name) and name not in label and re.fullmatch(_CHINESE_NAME, label) is not None


def _read_names(path: Path) -> list[str]:
    with explain_os_errors(Label(f"打不开 {path}", f"can't open {path}")):
        data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return _names_listed(text)
    raise CannotRunError(
        Label(
            f"{path} 不是文本；名单写成 .txt 或 .csv，一行一个姓名",
            f"{path} is not a text file; write the list as .txt or .csv, one name per line",
        )
    )


def _names_listed(text: str) -> list[str]:
    """One name a line, as it is or numbered (1、林晓); of a table the column 姓名, or the first that is no number."""
    rows = [[cell.strip() for cell in re.split(r"[,，\t]", line)] for line in text.splitlines()]
    column = next((row.index("姓名") for row in rows if "姓名" in row), None)
    names: list[str] = []
    for row in rows:
        cells = row if column is None or len(row) == 1 else row[column : column + 1]
        typed = next((cell for cell in cells if cell and not cell.isdecimal()), "")
        name = re.sub(r"^\d+\s*[.．、)）]?\s*", "", typed)
        if bare_name(name) not in ("", "姓名"):
            names.append(name)
    return names


def _copy_person(person: Returned, target: Path) -> None:
    """Copy under another name first: what is there under its own name is whole."""
    unfinished = target.parent / f"{_UNFINISHED}{os.urandom(6).hex()}"
    unfinished.mkdir()
    try:
        for source, name in _files_of(person):
            (unfinished / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, unfinished / name)
        keep_record(unfinished, _files_of(person))
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _files_of(person: Returned) -> Iterator[tuple[Path, PurePath]]:
    """Yield the files of somebody's dossier with where each goes: the manifest under its own name, and the scans."""
    yield person.manifest, PurePath(MANIFEST_NAME if person.manifest.name == MANIFEST_NAME else WORKBOOK_NAME)
    for entry in sorted(person.scans.iterdir()) if person.scans is not None else ():
        if entry == person.manifest or is_own_name(entry.name) or entry.name in (BUILD_FOLDER, OWN_FOLDER):
            continue
        if is_copy_of_form(entry, person.manifest):
            continue
        home = entry if _only_wraps(entry, person.manifest) else entry.parent
        for file in _files_below(entry):
            yield file, file.relative_to(home)


def _only_wraps(entry: Path, manifest: Path) -> bool:
    """Whether a folder 扫描件 beside the form holds what the form looks for beside itself."""
    if (
        not is_for_scans(entry.name)
        or not entry.is_dir()
        or entry.is_symlink()
        or mentions_folder(manifest, entry.name)
    ):
        return False
    return not any((entry.parent / inside.name).exists() for inside in entry.iterdir())


def _files_below(entry: Path) -> Iterator[Path]:
    """Yield a file, or those in a folder; links, which may lead anywhere, and what computers leave are left out."""
    if entry.is_symlink() or is_left_by_computers(entry.name):
        return
    if entry.is_file():
        yield entry
    elif entry.is_dir():
        for inside in sorted(entry.iterdir()):
            yield from _files_below(inside)
