"""Which photos a command is about: a picture file, or the photo that a dossier's manifest names."""

from pathlib import Path
from typing import NamedTuple

from zcdossier.app.dossiers import find_dossiers
from zcdossier.errors import CannotRunError
from zcdossier.manifest.binder import bind, typed_profile
from zcdossier.manifest.keys import MANIFEST_NAME
from zcdossier.profiles.load import load
from zcdossier.source.nodes import Mapping
from zcdossier.source.reader import read_file


class PhotoTarget(NamedTuple):
    """One photo. `profile` is what its dossier names, or empty for a bare file."""

    path: Path
    profile: str = ""
    beside: Path | None = None


def photo_places(path: Path) -> list[Path]:
    """Return `path` itself when it is a file, or the dossiers it holds. Raises CannotRunError."""
    try:
        folder, there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise CannotRunError(f"打不开 {path}：{reason}", f"can't open {path}: {reason}") from error
    if folder:
        return find_dossiers([path])
    if not there:
        raise CannotRunError(f"找不到 {path}", f"there is no {path}")
    return [path]


def photo_target(place: Path) -> PhotoTarget:
    """Return the photo that a file or a dossier stands for. Raises CannotRunError."""
    return _of_dossier(place) if place.is_dir() else PhotoTarget(place)


def _of_dossier(root: Path) -> PhotoTarget:
    tree = read_file(root / MANIFEST_NAME, MANIFEST_NAME).root
    typed = typed_profile(tree)
    if not isinstance(tree, Mapping) or typed is None:
        raise CannotRunError(
            f"{MANIFEST_NAME} 读不出来，先运行 zcdossier lint {root}",
            f"can't read {MANIFEST_NAME}, run zcdossier lint {root} first",
        )
    dossier = bind(root, tree, load(typed.text.strip(), root))
    photo = dossier.photo.evidence[0].file if dossier.photo and dossier.photo.evidence else ""
    if not photo:
        raise CannotRunError(f"{MANIFEST_NAME} 里没有写 photo", f"{MANIFEST_NAME} names no photo")
    path = root / photo
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        there = path.exists()
    except (OSError, RuntimeError, ValueError):  # no file can have such a name
        inside, there = True, False
    if not inside:
        raise CannotRunError(f"照片 {photo} 在材料文件夹外面", f"the photo {photo} is outside the dossier")
    if not there:
        raise CannotRunError(f"找不到照片 {path}", f"there is no photo {path}")
    return PhotoTarget(path, dossier.profile, root)
