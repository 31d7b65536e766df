"""What a profile says of files in a row of its own takes the place of what its base says of the same measure."""

from collections.abc import Iterator

from zcdossier.lint.measures.registry import find_measure
from zcdossier.source.nodes import MapNode, Node, Scalar


def without_replaced(file_rows: list[MapNode], rows: tuple[Node, ...], root: MapNode) -> Iterator[Node]:
    """Yield rows of `rules` without those of a base that measure what the profile itself says in a row about files."""
    own_file = root.place.file
    own_subjects = {_subject(row) for row in file_rows if row.place.file == own_file}
    dropped: set[str] = set()
    for row in rows:
        if not isinstance(row, MapNode) or row.place.file == own_file:
            yield row
        elif _text(row, "kind") == "measure" and _subject(row) in own_subjects:
            dropped.add(_text(row, "id"))
        elif row.get("kind") is not None or _text(row, "id") not in dropped:
            yield row


def _subject(row: MapNode) -> tuple[str, str, str]:
    measure = find_measure(_text(row, "measure"))
    return _text(row, "section"), _text(row, "part"), measure.id if measure is not None else ""


def _text(row: MapNode, key: str) -> str:
    value = row.get(key)
    return value.text.strip() if isinstance(value, Scalar) else ""
