"""Office collect: a folder of what people handed in becomes dossiers, as copies; nothing that was there is changed."""

import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.find_dossiers import existing_folder
from zcdossier.app.office.returned_files import Returned, Troubled, missing_names, sort_returns
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER, MANIFEST_NAME, OWN_FOLDER, WORKBOOK_NAME, is_own_name
from zcdossier.model.people import bare_name

_UNFINISHED = ".zcdossier-collect-"


class Collected(NamedTuple):
    """Who has a dossier now (`made`), who had one before (`present`), what was left, and of whom nothing came.

    `without_scans` are those of `made` that came without a folder; `same_name` names that are written in
    several, with the labels of those.
    """

    out: Path
    made: tuple[str, ...]
    present: tuple[str, ...]
    troubled: tuple[Troubled, ...]
    missing: tuple[str, ...]
    without_scans: tuple[str, ...]
    same_name: tuple[str, ...]


def collect_returns(folder: Path, out: Path, names: Path | None = None) -> Collected:
    """Copy what people handed in to a folder of dossiers, one for each.

    A dossier that is there already is left alone. Raises CannotRunError where that can't be done.
    """
    wanted = _read_names(names) if names is not None else []
    existing_folder(folder)
    if out.resolve().is_relative_to(folder.resolve()):
        raise CannotRunError(
            Label(
                f"--out 不能在交来的文件夹里面：{out}；写到它旁边",
                f"--out must not lie in the folder itself: {out}; name one beside it",
            )
        )
    returned, troubled = sort_returns(folder)
    made: list[str] = []
    present: list[str] = []
    with explain_os_errors(Label(f"写不进 {out}", f"can't write to {out}")):
        out.mkdir(parents=True, exist_ok=True)
        for person in returned:
            target = out / person.label
            if os.path.lexists(target):
                present.append(person.label)
                continue
            _copy_person(person, target)
            made.append(person.label)
    inside = [person.name for person in returned if person.name]
    return Collected(
        out,
        tuple(made),
        tuple(present),
        tuple(sorted(troubled, key=lambda entry: entry.label)),
        tuple(missing_names(wanted, returned, troubled)),
        tuple(person.label for person in returned if person.scans is None and person.label in made),
        tuple(
            f"{name}（{'、'.join(person.label for person in returned if person.name == name)}）"
            for name in dict.fromkeys(inside)
            if inside.count(name) > 1
        ),
    )


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
            f"{path} is not a text; a list of names has one name a line",
        )
    )


def _names_listed(text: str) -> list[str]:
    """One name a line, as it is or numbered (1、林晓); of a table the column 姓名, or the first that is no number."""
    rows = [[cell.strip() for cell in re.split(r"[,，\t]", line)] for line in text.splitlines()]
    column = next((row.index("姓名") for row in rows if "姓名" in row), None)
    names: list[str] = []
    for row in rows:
        cells = row if column is None else row[column : column + 1]
        typed = next((cell for cell in cells if cell and not cell.isdecimal()), "")
        name = bare_name(re.sub(r"^\d+\s*[.．、)）]?\s*", "", typed))
        if name not in ("", "姓名"):
            names.append(name)
    return names


def _copy_person(person: Returned, target: Path) -> None:
    """Copy under another name first: what is there under its own name is whole."""
    unfinished = target.parent / f"{_UNFINISHED}{os.urandom(6).hex()}"
    unfinished.mkdir()
    try:
        if person.scans is not None:
            _copy_scans(person.scans, unfinished, person.manifest)
        name = MANIFEST_NAME if person.manifest.name == MANIFEST_NAME else WORKBOOK_NAME
        shutil.copyfile(person.manifest, unfinished / name)
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _copy_scans(source: Path, target: Path, manifest: Path) -> None:
    """Copy a folder without what programs made in it; links, which may lead anywhere, are left out."""
    for entry in sorted(source.iterdir()):
        if entry.is_symlink() or entry == manifest or entry.name.startswith(("~$", ".")):
            continue
        if is_own_name(entry.name) or entry.name in (BUILD_FOLDER, OWN_FOLDER):
            continue
        if entry.is_dir():
            shutil.copytree(entry, target / entry.name, symlinks=False, ignore=_links, copy_function=shutil.copyfile)
        elif entry.is_file():
            shutil.copyfile(entry, target / entry.name)


def _links(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if (Path(folder) / name).is_symlink() or name.startswith("~$")}
