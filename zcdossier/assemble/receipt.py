"""The receipt on disk: `receipt.json`, read strictly and written whole. Not what a receipt says of a record."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from zcdossier import __version__
from zcdossier.assemble.atomic import place_aside
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import Outcome, Receipt, RecodedReceipt, RecordReceipt, SourceReceipt

_LIBRARIES = ("pikepdf", "pillow", "img2pdf", "pillow-heif")
_T = TypeVar("_T")


@cache
def current_version() -> str:
    """Return the versions that shape the bytes of an upload: ours and the libraries'."""
    parts = [f"zcdossier {__version__}"]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return "; ".join(parts)


def load(path: Path) -> Receipt | None:
    """Read a receipt; None when there is none, it is another version's, or it does not have exactly our shape."""
    try:
        receipt = _receipt(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return None
    return receipt if receipt.version == current_version() else None


def save(path: Path, receipt: Receipt) -> None:
    """Write a receipt whole or not at all; the same receipt gives the same bytes."""
    text = json.dumps(asdict(receipt), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with place_aside(path) as aside:
            aside.file.write(text.encode("utf-8", errors="backslashreplace"))
            aside.settle()
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotRunError(
            f"写不出合并记录 {path.name}（{reason}）；下次运行 build 会全部重新合并",
            f"can't write the receipt {path.name} ({reason}); the next build merges all records again",
        ) from error


def _shaped(value: object, shape: type[_T], turn: Mapping[str, Callable[[Any], Any]]) -> _T:
    """Make a dataclass of a mapping that has exactly its fields, each of the type of the field."""
    names = {one.name: one.type for one in fields(shape)}  # type: ignore[arg-type]
    if not isinstance(value, dict) or value.keys() != names.keys():
        raise ValueError(f"not a {shape.__name__}")
    return shape(**{name: turn.get(name, _plain(kind))(value[name]) for name, kind in names.items()})


def _plain(kind: object) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is not of {kind}")
        return value

    return check


def _tuple_of(item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list")  # noqa: TRY004 - any wrong content is one thing to the reader
        return tuple(item(one) for one in value)

    return check


def _receipt(value: object) -> Receipt:
    return _shaped(value, Receipt, {"records": _tuple_of(_record)})


def _record(value: object) -> RecordReceipt:
    texts = _tuple_of(_plain(str))
    receipt = _shaped(
        value,
        RecordReceipt,
        {
            "outcome": Outcome,
            "sources": _tuple_of(lambda one: _shaped(one, SourceReceipt, {"pages": _tuple_of(_plain(int))})),
            "recoded": _tuple_of(lambda one: _shaped(one, RecodedReceipt, {})),
            "notes_zh": texts,
            "notes_en": texts,
        },
    )
    if os.path.isabs(receipt.file) or ".." in Path(receipt.file).parts:  # noqa: PTH117 - a text, not a place yet
        raise ValueError("the upload lies outside the output folder")
    return receipt
