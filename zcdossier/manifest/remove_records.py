"""Records that were put into the text of dossier.yaml taken out of it again, each by itself; edited ones stay."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.manifest.insert_records import AddedPiece, spell_scalar


class RestoredManifest(NamedTuple):
    """A manifest without what was put into it, and the folders of the records that stay, since they were edited."""

    data: bytes
    kept: tuple[str, ...]


def remove_records(data: bytes, pieces: Sequence[AddedPiece]) -> RestoredManifest:
    """Take pieces out of a manifest that was edited since. Raises UnicodeDecodeError."""
    text = data.decode("utf-8")
    kept: list[str] = []
    for piece in reversed(pieces):  # a key goes after what was put below it
        text, edited = _remove_piece(text, piece)
        kept = [*edited, *kept]
    return RestoredManifest(text.encode("utf-8"), tuple(kept))


def _remove_piece(text: str, piece: AddedPiece) -> tuple[str, list[str]]:
    """The text without a piece, and the folders of its records that stay."""
    is_folder_alone = not piece.head and bool(piece.replaced)
    kept: list[str] = []
    for record in piece.records:
        at = _find_lines(text, record.text)
        if at is not None and (is_folder_alone or not _goes_on(text[at + len(record.text) :], record.text)):
            text = _without(text, at, record.text, "" if piece.head else piece.replaced)
        elif record.folder in text or spell_scalar(record.folder) in text:
            kept.append(record.folder)
    at = _find_lines(text, piece.head) if piece.head and not kept else None
    if at is not None and not _holds_anything(text[at + len(piece.head) :], piece.head):
        text = _without(text, at, piece.head, piece.replaced)
    return text, kept


def _find_lines(text: str, lines: str) -> int | None:
    """Where whole lines stand in a text, if they do once."""
    found = [at for at in _places(text, lines) if at == 0 or text[at - 1] in "\r\n\ufeff"]
    return found[0] if len(found) == 1 else None


def _places(text: str, lines: str) -> Iterator[int]:
    at = text.find(lines)
    while at >= 0:
        yield at
        at = text.find(lines, at + 1)


def _without(text: str, at: int, lines: str, replaced: str) -> str:
    return text[:at] + replaced + text[at + len(lines) :]


def _goes_on(following: str, record: str) -> bool:
    """Whether lines were added to a record at its end."""
    return any(_indent(line) > _indent(record) for line in _first(following))


def _holds_anything(following: str, key: str) -> bool:
    """Whether anything stands below a key."""
    own = _indent(key.splitlines()[-1])
    lines = [line for line in following.splitlines() if not line.lstrip().startswith("#")]
    return any(
        _indent(line) > own or (_indent(line) == own and line.lstrip().startswith("- "))
        for line in _first("\n".join(lines))
    )


def _first(text: str) -> list[str]:
    """The first line that says anything, if there is one."""
    return next(([line] for line in text.splitlines() if line.strip()), [])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
