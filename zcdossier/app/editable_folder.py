"""A folder of files that people edit, forms and letters: what was written is remembered, what a person edited is kept.

An edited file is told by its hash: Word may have saved it, or somebody added by hand what the manifest lacked.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from zcdossier.app.output_files import make_output_folder
from zcdossier.assemble.keeping.atomic_write import write_whole
from zcdossier.assemble.keeping.upload_names import meeting_form
from zcdossier.errors import system_reason
from zcdossier.model.label import Label
from zcdossier.model.word_form import FileOutcome

REMEMBERED_NAME = ".written.json"
_NEW = "（新）"


class WriteResult(NamedTuple):
    """What became of one file."""

    outcome: FileOutcome
    beside: str = ""
    reason: Label | None = None


class RememberedFile(NamedTuple):
    """What is remembered of a file: the hash it had when written, and of the newest content made for it.

    `key` says which form it is, of which record, whatever number stands in its name; letters have none.
    """

    sha256: str
    newest: str
    key: str = ""


class EditableFolder:
    """Such files on disk. With `dry_run` nothing is touched, and each answer is what would be done."""

    def __init__(self, folder: Path, *, force: bool = False, dry_run: bool = False) -> None:
        self.folder, self.force, self.dry_run = folder, force, dry_run
        self._remembered = _load(folder / REMEMBERED_NAME)
        self._names_used: set[str] = set()
        self._moved_from: dict[str, str] = {}

    def prepare(self) -> None:
        """Make the folder. Raises CannotRunError when nothing can be written there."""
        if not self.dry_run:
            make_output_folder(self.folder)

    def follow(self, wanted: Mapping[str, str]) -> None:
        """Let files follow their records to the names they have now. `wanted` holds a key for each name."""
        names = {entry.key: name for name, entry in self._remembered.items() if entry.key}
        moves = {names[key]: name for name, key in wanted.items() if names.get(key, name) != name}
        while moves:
            free = next((old for old, new in moves.items() if new not in moves and self._is_free(new)), None)
            if free is None:
                break
            self._move(free, moves.pop(free))

    def _is_free(self, name: str) -> bool:
        return name not in self._remembered and (self.dry_run or not (self.folder / name).exists())

    def _move(self, old: str, new: str) -> None:
        if self.dry_run:
            self._moved_from[new] = old
        else:
            try:
                (self.folder / old).rename(self.folder / new)
            except OSError:  # gone, or open in Word: then it is not followed
                return
        self._remembered[new] = self._remembered.pop(old)

    def _hash_on_disk(self, name: str) -> str | None:
        return _hash_of(self.folder / self._moved_from.get(name, name))

    def put(self, name: str, data: bytes, key: str = "") -> WriteResult:
        """Bring a file to its place, unless a person's work is there."""
        self._names_used.add(name)
        try:
            put = self._put(name, data)
        except OSError as error:
            reason = system_reason(error)
            return WriteResult(
                FileOutcome.FAILED,
                reason=Label(
                    f"写不出来（{reason.zh}）；是不是正打开着？关掉以后再运行一次",
                    f"can't be written ({reason.en}); if it is open, close it and run this again",
                ),
            )
        if name in self._remembered:
            self._remembered[name] = self._remembered[name]._replace(key=key)
        return put

    def _put(self, name: str, data: bytes) -> WriteResult:
        digest = hashlib.sha256(data).hexdigest()
        on_disk, remembered = self._hash_on_disk(name), self._remembered.get(name)
        if on_disk == digest:
            self._remembered[name] = RememberedFile(digest, digest)
            return WriteResult(FileOutcome.UNCHANGED)
        if on_disk is None or self.force or (remembered is not None and on_disk == remembered.sha256):
            return self._write(name, data, digest, is_new=on_disk is None)
        if remembered is not None and remembered.newest == digest:
            return WriteResult(FileOutcome.EDITED)
        return self._beside(name, data, digest, remembered)

    def _write(self, name: str, data: bytes, digest: str, *, is_new: bool) -> WriteResult:
        if self.dry_run:
            return WriteResult(FileOutcome.MISSING if is_new else FileOutcome.OUTDATED)
        write_whole(self.folder / name, data)
        self._remembered[name] = RememberedFile(digest, digest)
        return WriteResult(FileOutcome.WRITTEN)

    def _beside(self, name: str, data: bytes, digest: str, remembered: RememberedFile | None) -> WriteResult:
        """Put the new content beside an edited file, and remember that the reader was told."""
        stem, suffix = _split_suffix(name)
        number = 1
        while True:
            mark = _NEW if number == 1 else f"（新{number}）"
            beside = f"{stem}{mark}{suffix}"
            on_disk, remembered_beside = _hash_of(self.folder / beside), self._remembered.get(beside)
            if on_disk in (None, digest) or (remembered_beside is not None and on_disk == remembered_beside.sha256):
                break
            number += 1
        if not self.dry_run:
            if on_disk != digest:
                self._write(beside, data, digest, is_new=on_disk is None)
            self._remembered[name] = RememberedFile(remembered.sha256 if remembered else "", digest)
        return WriteResult(FileOutcome.BESIDE, beside)

    def finish(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Take away files of earlier runs that are none any more, and return them; then those kept as edited."""
        if self.dry_run:
            return (), ()
        used = {meeting_form(name) for name in self._names_used}
        removed, left = [], []
        for name in sorted(self._remembered):
            if meeting_form(_original(name)) in used:
                continue
            on_disk = _hash_of(self.folder / name)
            if on_disk is not None and on_disk != self._remembered[name].sha256:
                left.append(name)
                continue
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)
                removed += [name] if on_disk is not None else []
                del self._remembered[name]
        self.save()
        return tuple(removed), tuple(left)

    def save(self) -> None:
        """Write down what is known; without it the next run takes every file for edited, which loses nothing."""
        remembered = {name: file._asdict() for name, file in sorted(self._remembered.items())}
        text = json.dumps(remembered, ensure_ascii=False, indent=1)
        with suppress(OSError):
            write_whole(self.folder / REMEMBERED_NAME, text.encode("utf-8", errors="backslashreplace"))


def unique_names(names: Iterable[str]) -> list[str]:
    """Return the names with those that some system would take for one told apart."""
    taken: set[str] = set()
    unique = []
    for name in names:
        (stem, suffix), number, chosen = _split_suffix(name), 1, name
        while meeting_form(chosen) in taken:
            number += 1
            chosen = f"{stem}-{number}{suffix}"
        taken.add(meeting_form(chosen))
        unique.append(chosen)
    return unique


def _original(name: str) -> str:
    """The file that one beside it belongs to; any other name is its own."""
    whole, suffix = _split_suffix(name)
    stem, mark, _ = whole.rpartition(_NEW[:2])
    return f"{stem}{suffix}" if mark and whole.endswith("）") else name


def _split_suffix(name: str) -> tuple[str, str]:
    suffix = PurePath(name).suffix
    return name.removesuffix(suffix), suffix


def _hash_of(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _load(path: Path) -> dict[str, RememberedFile]:
    try:
        remembered = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): RememberedFile(str(file["sha256"]), str(file["newest"]), str(file.get("key", "")))
            for name, file in remembered.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
