"""Convert: the manifest in its other form takes the place of the old one, which is kept under another name."""

from pathlib import Path
from typing import NamedTuple

from zcdossier.app.converted_manifest import converted_manifest, open_manifest, spots_of
from zcdossier.app.find_dossiers import folder_with_manifest
from zcdossier.app.init_dossier import write_schema
from zcdossier.app.lint_dossier import read_dossier
from zcdossier.app.output_files import write_file
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_file import read_manifest
from zcdossier.manifest.manifest_location import lock_beside
from zcdossier.manifest.same_content import own_notes
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BEFORE_CONVERSION, MANIFEST_NAME, OWN_FOLDER, WORKBOOK_NAME


class Converted(NamedTuple):
    """The new manifest, and what the old one is called now; that is empty when it had that form already.

    `left` is where the old one holds notes that are no part of a manifest.
    """

    path: Path
    kept: str = ""
    left: tuple[str, ...] = ()


def convert_manifest(path: Path, name: str, lang: str) -> Converted:
    """Give the dossier in `path` a manifest called `name`, that says all that the old one says.

    The old one is neither changed nor deleted, but renamed. Raises CannotRunError where that can't be done; nothing is
    changed then.
    """
    root = folder_with_manifest(path)
    with explain_os_errors(Label(f"打不开 {root}", f"can't open {root}")):
        both = (root / WORKBOOK_NAME).exists() and (root / MANIFEST_NAME).exists()
    if both:
        raise CannotRunError(
            Label(
                f"{root} 里 {WORKBOOK_NAME} 和 {MANIFEST_NAME} 都有；把不用的一份移走或改名，再转换",
                f"{root} holds both {WORKBOOK_NAME} and {MANIFEST_NAME}; move or rename the one that is not in use",
            )
        )
    manifest = read_manifest(root)
    if manifest.name == name:
        return Converted(root / name)
    lock = lock_beside(root, manifest.name)
    if lock:
        raise CannotRunError(
            Label(
                f"{root / manifest.name} 正打开着，没有转换；先保存、关掉再运行（没有打开的，删去 {lock}）",
                f"{root / manifest.name} is open and was not converted; save and close it, then run this again "
                f"(if it is not open, delete {lock})",
            )
        )
    opened = read_dossier(root)
    if opened.dossier is None or opened.profile is None:
        raise CannotRunError(
            Label(
                f"{root} 的清单读不出来，先运行 zcdossier lint 看看",
                f"the manifest of {root} can't be read; run zcdossier lint to see why",
            )
        )
    old = open_manifest(manifest, root, opened.profile)
    data = converted_manifest(old)
    if name == MANIFEST_NAME:
        with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
            (root / OWN_FOLDER).mkdir(exist_ok=True)
            write_schema(root, opened.profile, lang)
    kept = _free_name(root, manifest.name)
    write_file(root / name, data)
    _set_aside(root / manifest.name, root / kept, root / name)
    return Converted(root / name, kept, spots_of(own_notes(old.dossier)))


def _free_name(root: Path, name: str) -> str:
    """`dossier-转换前.yaml`, or with a number behind it where that is taken."""
    pure = Path(name)
    number = 1
    while (root / (kept := f"{pure.stem}-{BEFORE_CONVERSION}{number if number > 1 else ''}{pure.suffix}")).exists():
        number += 1
    return kept


def _set_aside(old: Path, kept: Path, new: Path) -> None:
    """Rename the old manifest; where that is refused the new one is taken back, so that one is left in either case."""
    refused = Label(f"{old} 改不了名，没有转换", f"{old} can't be renamed; nothing was converted")
    advice = Label("；如果正在别的程序里打开着，先关掉", "; if another program has it open, close it first")
    with explain_os_errors(refused, advice):
        try:
            old.rename(kept)
        except OSError:
            new.unlink(missing_ok=True)
            raise
