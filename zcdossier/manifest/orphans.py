"""What lies in a dossier that no record names: the topmost folder of it, or the single file."""

import os
from collections.abc import Mapping
from pathlib import PurePosixPath

from zcdossier.manifest.folder_tree import Claims, FolderTree
from zcdossier.model.finding import Argument
from zcdossier.model.manifest_names import (
    MANIFEST_NAME,
    PROFILE_NAME,
    PROFILES_FOLDER,
    WORKBOOK_NAME,
    is_like_manifest,
    is_own_name,
)
from zcdossier.model.place import Place
from zcdossier.model.profile import Section

ORPHAN = "ZC501"
_PHOTO_WORDS = ("photo", "照", "头像", "证件", "寸")
"""What a picture beside the manifest is called that may be the photo to upload."""
_PACKED = frozenset({".zip", ".rar", ".7z"})


def report_orphans(
    tree: FolderTree, claims: Claims, section_folders: Mapping[str, Section], *, has_photo: bool
) -> None:
    """Add a problem to the tree for each. `has_photo`: the notice asks for a photo."""
    _Orphans(tree, claims, section_folders, has_photo=has_photo).report_below("")


class _Orphans:
    def __init__(
        self, tree: FolderTree, claims: Claims, section_folders: Mapping[str, Section], *, has_photo: bool
    ) -> None:
        self._tree = tree
        self._claims = claims
        self._section_folders = section_folders
        self._has_photo = has_photo

    def report_below(self, folder: str) -> None:
        """Report what no record names in a folder and below it."""
        for entry in self._tree.entries(folder):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if folder == "" and (is_own_name(entry.name) or self._holds_profiles(entry)):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if path not in self._claims.files and path not in self._claims.guessed:
                    self._report_file(path)
            elif path in self._claims.guessed:
                continue
            elif path in self._claims.folders or self._leads_to_claimed(path) or self._holds_records(path):
                self.report_below(path)
            elif folder in self._claims.folders:
                if self._tree.count_files(path):
                    self._tree.report(ORPHAN, "subfolder", Place(path), name=path, record=folder)
            else:
                self._report_folder(path)

    def _report_folder(self, path: str) -> None:
        count = self._tree.count_files(path)
        if any(entry.name in (MANIFEST_NAME, WORKBOOK_NAME) for entry in self._tree.entries(path)):
            self._tree.report(ORPHAN, "dossier", Place(path), name=path)
        elif count:
            section = self._section_folders.get(path.partition("/")[0])
            kind = "folder-of-section" if section else "folder"
            whose: dict[str, Argument] = {"section": section.id, "label": section.label} if section else {}
            self._tree.report(ORPHAN, kind, Place(path), name=path, count=count, **whose)

    def _report_file(self, path: str) -> None:
        if is_like_manifest(path) or PurePosixPath(path).name in (MANIFEST_NAME, WORKBOOK_NAME):
            names = [entry.name for entry in self._tree.entries("")]
            read = WORKBOOK_NAME if WORKBOOK_NAME in names else MANIFEST_NAME
            self._tree.report(ORPHAN, "manifest", Place(path), name=path, read=read)
        else:
            self._tree.report(ORPHAN, self._sort_of_file(path), Place(path), name=path)

    def _sort_of_file(self, path: str) -> str:
        """An archive, what a record does not list, or a picture beside the manifest: it may be the photo to upload."""
        from zcdossier.manifest.near_files import PHOTO_SUFFIXES  # for strays only

        suffix = PurePosixPath(path).suffix.casefold()
        if suffix in _PACKED:
            return "archive"
        if path.rpartition("/")[0] in self._claims.folders:
            return "unlisted"
        may_be_photo = self._has_photo and any(word in path.casefold() for word in _PHOTO_WORDS) and "/" not in path
        return "photo" if may_be_photo and suffix in PHOTO_SUFFIXES else "file"

    def _holds_profiles(self, entry: os.DirEntry[str]) -> bool:
        """A dossier may bring its notice along, in profiles/<id>/profile.yaml."""
        if entry.name != PROFILES_FOLDER or not entry.is_dir(follow_symlinks=False):
            return False
        inside = self._tree.root / entry.name
        return any((inside / profile.name / PROFILE_NAME).is_file() for profile in self._tree.entries(entry.name))

    def _leads_to_claimed(self, path: str) -> bool:
        prefix = f"{path}/"
        claimed = (*self._claims.folders, *self._claims.files, *self._claims.guessed)
        return any(name.startswith(prefix) for name in claimed)

    def _holds_records(self, path: str) -> bool:
        """A section's folder with folders in it: each of them wants a record."""
        return path in self._section_folders and any(
            self._tree.count_files(f"{path}/{name}") for name in self._tree.folders_in(path)
        )
