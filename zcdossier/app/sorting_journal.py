"""What sorting did to a dossier, kept in its hidden folder: what undo takes back, and what a second run leaves out.

A journal is written before anything is done, and says so; one that still does is of a run that was cut off.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.assemble.keeping.atomic_write import write_whole
from zcdossier.manifest.insert_records import AddedPiece, AddedRecord
from zcdossier.model.manifest_names import OWN_FOLDER, WORKBOOK_NAME

FOLDER = "sorting"
_SHAPE = 2


class CopiedFile(NamedTuple):
    """A file that was put into the dossier: its path there, its sha256, where from, and its record in the plan."""

    target: str
    digest: str
    source: str
    source_digest: str
    pages: tuple[int, ...] = ()
    record: str = ""


class Journal(NamedTuple):
    """One run of sorting, by the `plan` it names. `manifest_before` is None where that did not change; `pieces` it got.

    `is_kept`: of a run that was taken back it names what stayed, because people had edited it: theirs from then on.
    """

    path: Path
    done: bool
    files: tuple[CopiedFile, ...]
    folders: tuple[str, ...] = ()
    manifest: str = ""
    manifest_before: bytes | None = None
    manifest_after: str = ""
    pieces: tuple[AddedPiece, ...] = ()
    is_kept: bool = False
    plan: str = ""


class SortedContents(NamedTuple):
    """Contents that were sorted before: whole files, pages of others, and where each went."""

    whole: frozenset[str]
    pages: dict[str, frozenset[int]]
    targets: dict[str, str]


def journals(root: Path) -> list[Journal]:
    """Return the journals of a dossier, the oldest first; a damaged one counts as not there."""
    folder = root / OWN_FOLDER / FOLDER
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except OSError:
        return []
    return [journal for path in paths if (journal := _read(path)) is not None]


def next_journal(root: Path) -> Path:
    """Return the path of the next journal."""
    numbers = [int(journal.path.stem) for journal in journals(root) if journal.path.stem.isdecimal()]
    return root / OWN_FOLDER / FOLDER / f"{max(numbers, default=0) + 1:04}.json"


def write_journal(journal: Journal) -> None:
    """Write a journal whole. Raises OSError."""
    stored = {
        "shape": _SHAPE,
        "done": journal.done,
        "files": [list(file) for file in journal.files],
        "folders": list(journal.folders),
        "manifest": journal.manifest,
        "manifest_before": _as_text(journal.manifest_before, journal.manifest),
        "manifest_after": journal.manifest_after,
        "pieces": [
            [piece.head, [list(record) for record in piece.records], piece.replaced] for piece in journal.pieces
        ],
        "is_kept": journal.is_kept,
        "plan": journal.plan,
    }
    journal.path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(journal.path, json.dumps(stored, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def read_sorted_contents(root: Path) -> SortedContents:
    """Return what was sorted into a dossier and lies there still."""
    whole: set[str] = set()
    pages: dict[str, frozenset[int]] = {}
    targets: dict[str, str] = {}
    for file in _files_there(root):
        targets.setdefault(file.source_digest, file.target)
        if file.pages:
            pages[file.source_digest] = pages.get(file.source_digest, frozenset()) | {*file.pages}
        else:
            whole.add(file.source_digest)
    return SortedContents(frozenset(whole), pages, targets)


def files_put_by(root: Path, plan: str) -> tuple[CopiedFile, ...]:
    """Return the files that were put by a plan and lie there still."""
    return tuple(_files_there(root, plan))


def _files_there(root: Path, plan: str | None = None) -> Iterator[CopiedFile]:
    for journal in journals(root):
        for file in journal.files if journal.done and plan in (None, journal.plan) else ():
            if (root / file.target).is_file():
                yield file


def _read(path: Path) -> Journal | None:
    try:
        stored: dict[str, Any] = json.loads(path.read_bytes())
        if stored["shape"] != _SHAPE:
            return None
        before = stored["manifest_before"]
        return Journal(
            path,
            bool(stored["done"]),
            tuple(_copied(*file) for file in stored["files"]),
            tuple(map(str, stored["folders"])),
            str(stored["manifest"]),
            None if before is None else _as_bytes(str(before), str(stored["manifest"])),
            str(stored["manifest_after"]),
            tuple(_added(*piece) for piece in stored["pieces"]),
            bool(stored["is_kept"]),
            str(stored.get("plan", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _as_text(manifest: bytes | None, name: str) -> str | None:
    """A manifest as JSON holds it: text as it is, a workbook in base64."""
    if manifest is None:
        return None
    return b64encode(manifest).decode("ascii") if name == WORKBOOK_NAME else manifest.decode("utf-8")


def _as_bytes(text: str, name: str) -> bytes:
    return b64decode(text) if name == WORKBOOK_NAME else text.encode("utf-8")


def _added(head: str, records: list[list[str]], replaced: str) -> AddedPiece:
    return AddedPiece(head, tuple(AddedRecord(*record) for record in records), replaced)


def _copied(target: str, digest: str, source: str, source_digest: str, *rest: Any) -> CopiedFile:
    pages, *record = rest
    return CopiedFile(target, digest, source, source_digest, tuple(pages), *map(str, record))
