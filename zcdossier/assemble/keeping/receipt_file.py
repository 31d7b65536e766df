"""The receipt on disk: `receipt.json`, written whole; read strictly to build on it, tolerantly to check by it.

It says which versions of zcdossier and of the libraries shaped the bytes of the uploads.
"""

import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from zcdossier.assemble.keeping.atomic_write import write_whole
from zcdossier.errors import CannotRunError, system_reason
from zcdossier.model.label import LANGUAGES, Label
from zcdossier.model.receipt import BuildOutcome, FileReceipt, Receipt, RecodedReceipt, RecordReceipt, SourceReceipt
from zcdossier.version import __version__

_LIBRARIES = ("pikepdf", "pillow", "img2pdf", "pypdfium2", "simplejpeg", "numpy", "pillow-heif")
_OPTIONAL = frozenset(["pillow-heif"])
_INSTALLED = re.compile(r"([A-Za-z0-9_.-]+?)-([^-]+)\.dist-info")
RECEIPT_NAME = "receipt.json"
_TEXTS = ("record", "section", "title", "file", "sha256")
_NUMBERS = ("bytes", "pages", "limit")
_T = TypeVar("_T")


@cache
def current_version() -> str:
    """Return our version and the libraries': what codes, draws or weighs pictures, and what packs streams."""
    names = _installed_versions()
    versions = [(name, names.get(name) or ("" if name in _OPTIONAL else _version_of(name))) for name in _LIBRARIES]
    ours, packer = f"zcdossier {__version__}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return "; ".join([ours, *(f"{name} {version}" for name, version in versions if version), packer])


def _installed_versions() -> dict[str, str]:
    """Read the versions off the names of the folders that installers leave: asking the library costs a tenth of lint.

    As with imports, the first place on the path that has one counts.
    """
    versions: dict[str, str] = {}
    for place in sys.path:
        try:
            entries = os.listdir(place or ".")  # noqa: PTH208 - names only, and fast
        except OSError:
            continue
        for entry in sorted(entries):
            if match := _INSTALLED.fullmatch(entry):
                versions.setdefault(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2])
    return versions


def _version_of(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow, and seldom needed

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def load_own_receipt(path: Path) -> Receipt | None:
    """Read a receipt; None when there is none, it is another version's, or it does not have exactly our shape."""
    try:
        receipt = _receipt_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, RecursionError):
        return None
    return receipt if receipt.version == current_version() else None


def read_receipt(path: Path) -> Receipt:
    """Read the receipt of any version, as far as it says which uploads there are and what they hold.

    Raises CannotRunError when it can't be read or does not say that.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version, profile, level = (_exact_type(str)(data.get(name, "")) for name in ("version", "profile", "level"))
        return Receipt(version, profile, level, _tuple_of(_record_of_any_version)(data["records"]))
    except OSError as error:
        reason = system_reason(error)
        raise CannotRunError(Label(f"读不了 {path}：{reason.zh}", f"can't read {path}: {reason.en}")) from error
    except (ValueError, KeyError, AttributeError, RecursionError) as error:
        raise CannotRunError(
            Label(
                f"看不懂 {path}：它不是合并记录，或者被改动过。请交来的人重新运行 build，连同整个 build 文件夹再交一次",
                f"can't understand {path}: it is no receipt, or was edited; ask for a fresh build and its whole folder",
            ),
        ) from error


def save_receipt(path: Path, receipt: Receipt) -> None:
    """Write a receipt whole or not at all; the same receipt gives the same bytes."""
    data = {**asdict(receipt), "records": [_record_data(record) for record in receipt.records]}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8", errors="backslashreplace"))
    except OSError as error:
        reason = system_reason(error)
        raise CannotRunError(
            Label(
                f"写不出合并记录 {path.name}（{reason.zh}）；下次运行 build 会全部重新合并",
                f"can't write the receipt {path.name} ({reason.en}); the next build merges all records again",
            ),
        ) from error


def _record_data(record: RecordReceipt) -> dict[str, Any]:
    """A record as it is written: its texts in a key for each language."""
    data = asdict(record)
    del data["notes"], data["error"]
    for lang in LANGUAGES:
        data[f"notes_{lang}"] = [note.text(lang) for note in record.notes]
        data[f"error_{lang}"] = record.error.text(lang)
    return data


def _with_labels(value: object) -> object:
    """A record as it was written, its texts made labels again."""
    if not isinstance(value, dict):
        return value
    rest = dict(value)
    zh_notes, en_notes = (_tuple_of(_exact_type(str))(rest.pop(f"notes_{lang}")) for lang in LANGUAGES)
    zh, en = (_exact_type(str)(rest.pop(f"error_{lang}")) for lang in LANGUAGES)
    return {**rest, "notes": tuple(map(Label, zh_notes, en_notes)), "error": Label(zh, en)}


def _make_exactly(value: object, shape: type[_T], turn: Mapping[str, Callable[[Any], Any]]) -> _T:
    """Make a dataclass of a mapping that has exactly its fields, each of the type of the field."""
    names = {attribute.name: attribute.type for attribute in fields(shape)}  # type: ignore[arg-type]
    if not isinstance(value, dict) or value.keys() != names.keys():
        raise ValueError(f"not a {shape.__name__}")
    return shape(**{name: turn.get(name, _exact_type(kind))(value[name]) for name, kind in names.items()})


def _exact_type(kind: object) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is not of {kind}")
        return value

    return check


def _tuple_of(item: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is not a list")  # noqa: TRY004 - any wrong content is one thing to the reader
        return tuple(item(entry) for entry in value)

    return check


def _receipt_from(value: object) -> Receipt:
    return _make_exactly(value, Receipt, {"records": _tuple_of(_record_from)})


def _record_from(value: object) -> RecordReceipt:
    receipt = _make_exactly(
        _with_labels(value),
        RecordReceipt,
        {
            "outcome": BuildOutcome,
            "sources": _tuple_of(
                lambda entry: _make_exactly(entry, SourceReceipt, {"pages": _tuple_of(_exact_type(int))})
            ),
            "recoded": _tuple_of(lambda entry: _make_exactly(entry, RecodedReceipt, {})),
            "notes": tuple,
            "further": _tuple_of(lambda entry: _make_exactly(entry, FileReceipt, {})),
        },
    )
    return _check_inside(receipt)


def _record_of_any_version(value: object) -> RecordReceipt:
    """Take what matters for checking one record's upload; other versions may say more, or lack what they had not."""
    if not isinstance(value, dict):
        raise ValueError("not a record")  # noqa: TRY004 - any wrong content is one thing to the reader
    texts = {name: _exact_type(str)(value.get(name, "")) for name in _TEXTS}
    error = Label(*(_exact_type(str)(value.get(f"error_{lang}", "")) for lang in LANGUAGES))
    numbers = {name: _exact_type(int)(value.get(name, 0)) for name in _NUMBERS}
    outcome = BuildOutcome.FAILED if value["outcome"] == BuildOutcome.FAILED else BuildOutcome.BUILT
    further = _tuple_of(lambda entry: _make_exactly(entry, FileReceipt, {}))(value.get("further", []))
    receipt = RecordReceipt(**texts, **numbers, outcome=outcome, error=error, further=further)
    if outcome is BuildOutcome.BUILT and not (receipt.file and receipt.sha256):
        raise ValueError("an upload without its name or its hash")
    return _check_inside(receipt)


def _check_inside(receipt: RecordReceipt) -> RecordReceipt:
    for name in (receipt.file, *(file.file for file in receipt.further)):
        if os.path.isabs(name) or ".." in Path(name).parts:  # noqa: PTH117 - a text, not a place yet
            raise ValueError("the upload lies outside the output folder")
    return receipt
