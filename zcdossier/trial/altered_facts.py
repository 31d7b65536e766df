"""Facts about what is inside a file, altered one after the other: what a rule about measures may stumble over."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from zcdossier.model.facts import FileFacts

_INSIDE = ("pdf", "placed", "structure", "coding", "texts")
_LITTLE, _MUCH = 1, 100_000
_MOST = 150


def altered_facts(facts: FileFacts) -> Iterator[FileFacts]:
    """Yield the facts with one thing altered: a number, a flag, a list emptied, a frame, the file's ending."""
    if facts.photo is not None:
        yield facts._replace(photo=facts.photo._replace(framed=not facts.photo.framed))
    yield facts._replace(path=f"{facts.path}.other")
    for name in _INSIDE:
        for altered in islice(_alterations(getattr(facts, name)), _MOST):
            yield facts._replace(**{name: altered})


def _alterations(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield from (type(value)(_LITTLE), type(value)(_MUCH))
    elif isinstance(value, str):
        yield from ("other", "")
    elif hasattr(value, "_fields"):
        for name in value._fields:
            yield from (value._replace(**{name: altered}) for altered in _alterations(getattr(value, name)))
    elif isinstance(value, tuple) and value:
        if not all(isinstance(item, int) for item in value):  # two ends of a number are never none
            yield ()
        every = [list(islice(_alterations(item), _MOST)) for item in value]
        yield from (tuple(altered) for altered in zip(*every, strict=False))
