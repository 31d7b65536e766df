"""Which photos are meant: a file, the photo that a dossier names, or those of many dossiers."""

from pathlib import Path
from typing import NamedTuple

from zcdossier.app.find_dossiers import find_dossiers
from zcdossier.app.path_errors import missing_path_error
from zcdossier.errors import CannotRunError, system_reason
from zcdossier.manifest.binder import bind, typed_profile
from zcdossier.manifest.manifest_file import read_manifest
from zcdossier.manifest.manifest_location import has_manifest
from zcdossier.manifest.near_files import PHOTO_SUFFIXES
from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAMES
from zcdossier.profiles.load import load
from zcdossier.report.dossier_summary import quote_for_shell

_LEVELS_UP = 3


class PhotoTarget(NamedTuple):
    """One photo. `profile` is what its dossier names, or the manifest beside a bare file, which has no dossier."""

    path: Path
    profile: str = ""
    search_from: Path | None = None
    dossier: Dossier | None = None


def find_photo_places(path: Path) -> list[Path]:
    """Return `path` itself when it is a file, the photos in a folder of photos, or the dossiers it holds.

    Raises CannotRunError.
    """
    try:
        folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        reason = system_reason(error)
        raise CannotRunError(Label(f"打不开 {path}：{reason.zh}", f"can't open {path}: {reason.en}")) from error
    if folder:
        return _photos_alone(path) or find_dossiers([path])
    if not exists:
        raise missing_path_error(path)
    if path.name in MANIFEST_NAMES:
        return [path.parent]
    return [path]


def _photos_alone(folder: Path) -> list[Path]:
    """The pictures in a folder that is no dossier, holds none and belongs to none."""
    near = [folder, *folder.resolve().parents[:_LEVELS_UP]]
    try:
        if any(map(has_manifest, near)):
            return []
        entries = sorted(folder.iterdir())
        if any(entry.is_dir() for entry in entries):
            return []
    except OSError:
        return []
    return [entry for entry in entries if entry.suffix.casefold() in PHOTO_SUFFIXES]


def find_photo(place: Path) -> PhotoTarget:
    """Return the photo that a file or a dossier stands for. Raises CannotRunError."""
    if place.is_dir():
        return _photo_of_dossier(place)
    return PhotoTarget(place, _profile_beside(place.parent), search_from=place.parent)


def _profile_beside(folder: Path) -> str:
    """The notice that the manifest beside a photo names; empty where there is none that can be read."""
    try:
        typed = typed_profile(read_manifest(folder).tree) if has_manifest(folder) else None
    except (CannotRunError, OSError):
        return ""
    return typed.text.strip() if typed is not None else ""


def _photo_of_dossier(root: Path) -> PhotoTarget:
    manifest = read_manifest(root)
    name, typed = manifest.name, typed_profile(manifest.tree)
    if manifest.tree is None or typed is None:
        lint = f"zcdossier lint {quote_for_shell(str(root))}"
        raise CannotRunError(Label(f"{name} 读不出来，先运行 {lint}", f"can't read {name}, run {lint} first"))
    profile = load(typed.text.strip(), root)
    dossier = bind(root, manifest.in_terms_of(profile, root).tree or manifest.tree, profile)
    photo = dossier.photo.scans[0].file if dossier.photo and dossier.photo.scans else ""
    if not photo:
        raise CannotRunError(Label(f"{name} 里没有写照片的文件名", f"{name} names no photo"))
    path = root / photo
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        exists = path.exists()
    except (OSError, RuntimeError, ValueError):  # no file can have such a name
        inside, exists = True, False
    if not inside:
        raise CannotRunError(Label(f"照片 {photo} 在材料文件夹外面", f"the photo {photo} is outside the dossier"))
    if not exists:
        raise CannotRunError(Label(f"找不到照片 {path}", f"there is no photo {path}"))
    return PhotoTarget(path, typed.text.strip(), root, dossier)
