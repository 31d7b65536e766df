"""Safe names for the uploads: they open on Windows, macOS and Linux and never collide; and what lies beside them.

Only names are made here; where a record's title comes from is the app's business.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from zcdossier.model.manifest_names import is_left_by_computers

MAX_BYTES = 180
_SUFFIX = ".pdf"
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)
_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Co", "Cn"])
_JOINER = "\N{ZERO WIDTH JOINER}"
UPLOAD_FOLDER = "upload"
_HANDED_IN = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".ofd"})


@dataclass(frozen=True, slots=True)
class UploadEntry:
    """One record to be named: its place in the section (from 1; 0 leaves it out) and what people call it.

    `folder` are the folders it lies in, None for the section's. `suffixes` are the ends of its files' names.
    """

    record: str
    section_number: int
    section_label: str
    number: int
    name: str
    folder: tuple[str, ...] | None = None
    suffixes: tuple[str, ...] = (_SUFFIX,)


def name_uploads(entries: Sequence[UploadEntry]) -> Mapping[str, tuple[PurePosixPath, ...]]:
    """Return `<NN-section>/<NN record name>.pdf` for every record, by record id; one path for each of its files."""
    names: dict[str, tuple[PurePosixPath, ...]] = {}
    taken: set[str] = set()
    for entry in entries:
        usual = (f"{entry.section_number:02d}-{entry.section_label}",)
        folders = [safe_name(name, MAX_BYTES) for name in (usual if entry.folder is None else entry.folder)]
        longest = max(len(suffix) for suffix in entry.suffixes)
        stem = f"{entry.number:02d} {entry.name}".strip() if entry.number else entry.name
        again = 1
        while True:
            mark = f"-{again}" if again > 1 else ""
            name = safe_name(stem, MAX_BYTES - longest - len(mark)) + mark
            paths = tuple(PurePosixPath(*folders, name + suffix) for suffix in entry.suffixes)
            if taken.isdisjoint(meeting_form(str(path)) for path in paths):
                break
            again += 1
        taken.update(meeting_form(str(path)) for path in paths)
        names[entry.record] = paths
    return names


def safe_name(text: str, max_bytes: int) -> str:
    """Return `text` as one file name of at most `max_bytes` bytes of UTF-8 that every system takes."""
    composed = unicodedata.normalize("NFC", text)
    readable = "".join(_safe_character(character) for character in composed)
    name = shorten(" ".join(readable.split()).lstrip(". "), max_bytes).rstrip(". ")
    if name.split(".")[0].rstrip().casefold() in _RESERVED:
        name = shorten("_" + name, max_bytes).rstrip(". ")
    return name or "_"


def shorten(text: str, max_bytes: int) -> str:
    """Cut to `max_bytes` bytes of UTF-8 without parting an accent or a joined emoji from what it belongs to."""
    if len(text.encode()) <= max_bytes:
        return text
    end = len(text.encode()[:max_bytes].decode(errors="ignore"))
    while end > 0 and (_joins_previous(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return text[:end]


def _safe_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in _FORBIDDEN:
        return "_"
    if character.isspace() or category in {"Zl", "Zp"}:
        return " "
    return "" if category in _UNSEEN else character


def _joins_previous(character: str) -> bool:
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return unicodedata.category(character) in {"Mn", "Me", "Mc"} or character == _JOINER or is_skin_tone


def meeting_form(name: str) -> str:
    """Return the form under which two names are the same file on some system."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def find_orphans(upload: Path, names: Iterable[PurePath | str]) -> tuple[str, ...]:
    """Return the PDFs and pictures below `upload` that none of the names means, as paths relative to it, sorted.

    A file system may spell a name otherwise than we did (another Unicode form, another case): what is the same
    file is the same name.
    """
    named = {meeting_form(PurePath(name).as_posix()): upload / name for name in names}
    return tuple(
        sorted(
            name
            for name in _files_below(upload)
            if PurePath(name).suffix.lower() in _HANDED_IN
            and not _is_same_file(upload / name, named.get(meeting_form(name)))
        )
    )


def find_spellings(upload: Path, names: Iterable[str]) -> dict[str, str]:
    """Return under which name each upload is there: what was packed on a Mac may be spelled in another Unicode form.

    A name that nothing there means, under any spelling, is left as it is.
    """
    names = tuple(names)
    if all((upload / name).exists() for name in names):
        return {name: name for name in names}
    spelled = {meeting_form(name): name for name in _files_below(upload)}
    return {
        name: name if (upload / name).exists() else spelled.get(meeting_form(PurePath(name).as_posix()), name)
        for name in names
    }


def _files_below(upload: Path) -> Iterator[str]:
    """Yield what lies there, relative to it, without what systems leave behind (`._01 甲.pdf` of a Mac)."""
    for folder, folders, files in os.walk(upload):
        folders[:] = sorted(each for each in folders if not is_left_by_computers(each))
        yield from (
            Path(folder, file).relative_to(upload).as_posix() for file in files if not is_left_by_computers(file)
        )


def _is_same_file(path: Path, named: Path | None) -> bool:
    if named is None:
        return False
    if path == named:
        return True
    try:
        return path.samefile(named)
    except OSError:
        return False
