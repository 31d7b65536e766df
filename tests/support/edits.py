"""The edits that cases make to a clean sample: on its manifest as plain data, and on its files."""

import copy
import fnmatch
import io
import os
import re
import shutil
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from fast_yaml import load_strings
from grey_noise import grey_noise

Data = dict[str, Any]
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""Hundreds of cases write a whole manifest each: where the parser's fast half is there, it is used."""


@cache
def _loaded(manifest: Path) -> Data:
    """Load a sample's manifest once for all cases; who edits it takes a copy."""
    data: Data = load_strings(manifest.read_text(encoding="utf-8"))
    return data


def link_or_copy(source: str, target: str) -> None:
    """Put a file elsewhere without its bytes being written again, where both places lie on one disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


class Sample:
    """A copy of a sample's folder with its manifest loaded; files are linked, never written through."""

    def __init__(self, source: Path, root: Path) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("build", ".zcdossier")
        shutil.copytree(source, root, ignore=ignored, copy_function=link_or_copy)
        (root / "dossier.yaml").unlink()
        self.data: Data = copy.deepcopy(_loaded(source / "dossier.yaml"))

    def write(self) -> None:
        """Write the manifest; every scalar is quoted so that it is read as typed."""
        text = yaml.dump(self.data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, default_style='"', width=4000)
        (self.root / "dossier.yaml").write_text(text, encoding="utf-8")

    def apply(self, edit: Data) -> None:
        """Make one edit."""
        if len(edit) != 1:
            raise ValueError(f"an edit has one operation: {edit}")
        name, arguments = next(iter(edit.items()))
        EDITS[name](self, copy.deepcopy(arguments))

    def find(self, path: str) -> tuple[Any, str | int]:
        """Return the container that `path` leads into and the last key or index, making mappings on the way."""
        pieces = re.findall(r"[^.\[\]]+|\[\d+\]", path)
        steps: list[str | int] = [int(piece[1:-1]) if piece.startswith("[") else piece for piece in pieces]
        node: Any = self.data
        for step, following in pairwise(steps):
            if isinstance(step, str) and step not in node:
                node[step] = [] if isinstance(following, int) else {}
            if isinstance(step, str) and not node[step]:
                node[step] = [] if isinstance(following, int) else {}
            node = node[step]
        return node, steps[-1]

    def record(self, path: str) -> Data:
        """Return a record by its path."""
        node, last = self.find(path)
        found: Data = node[last]
        return found

    def folder(self, path: str) -> Path:
        """Return the folder of a record (or a single file's parent)."""
        record = self.record(path)
        if "folder" in record:
            return self.root / str(record["folder"])
        file = record.get("file") or record["files"][0]
        return (self.root / (file if isinstance(file, str) else file["file"])).parent


def _set(sample: Sample, arguments: Data) -> None:
    node, last = sample.find(arguments["path"])
    if isinstance(node, list) and last == len(node):
        node.append(arguments["value"])
    else:
        node[last] = arguments["value"]


def _sets(sample: Sample, values: Data) -> None:
    """Set several fields: {path: value, …}."""
    for path, value in values.items():
        _set(sample, {"path": path, "value": value})


def _delete(sample: Sample, path: str | Data) -> None:
    node, last = sample.find(path if isinstance(path, str) else path["path"])
    gone = node.pop(last)
    for record in gone if isinstance(gone, list) else [gone]:
        if isinstance(record, dict) and record.get("folder"):
            shutil.rmtree(sample.root / record["folder"])


def _append_copy(sample: Sample, arguments: Data) -> None:
    records = sample.find(arguments["path"])
    group = records[0][records[1]]
    twin = copy.deepcopy(group[int(arguments.get("of", 0))])
    changes = arguments.get("changes") or {}
    if "folder" in twin and "folder" not in changes:
        number = len(group)
        old, new = sample.root / twin["folder"], sample.root / f"{twin['folder']} 另{number}"
        shutil.copytree(old, new)
        for file in new.iterdir():
            _distinct(file)
        twin["folder"] = f"{twin['folder']} 另{number}"
        if isinstance(twin.get("files"), list):
            twin["files"] = copy.deepcopy(twin["files"])
    twin.update(changes)
    group.append(twin)


def _distinct(file: Path) -> None:
    """A copy must not count as the same file: PDFs and JPEGs bear bytes after their end."""
    data = file.read_bytes()
    file.unlink()
    mark = f" {file.parent.name} {file.name}".encode()
    file.write_bytes(data + b"\n%" + mark if data[:4] == b"%PDF" else data + mark)


def _move(sample: Sample, arguments: Data) -> None:
    node, last = sample.find(arguments["path"])
    node[last].insert(int(arguments["to"]), node[last].pop(int(arguments["from"])))


def _remove_files(sample: Sample, arguments: Data) -> None:
    folder = sample.folder(arguments["at"])
    found = [file for file in folder.iterdir() if fnmatch.fnmatch(file.name, arguments["match"])]
    assert found, f"nothing matches {arguments}"
    for file in found:
        file.unlink()
    record = sample.record(arguments["at"])
    if isinstance(record.get("files"), list):
        record["files"] = [entry for entry in record["files"] if not _names(entry, arguments["match"])]


def _names(entry: str | Data, match: str) -> bool:
    name = entry if isinstance(entry, str) else entry["file"]
    return fnmatch.fnmatch(name.rsplit("/", 1)[-1], match)


def _rename_file(sample: Sample, arguments: Data) -> None:
    folder = sample.folder(arguments["at"])
    (folder / arguments["from"]).rename(folder / arguments["to"])
    record = sample.record(arguments["at"])
    for index, entry in enumerate(record.get("files") or []):
        name = entry if isinstance(entry, str) else entry["file"]
        if name.rsplit("/", 1)[-1] == arguments["from"]:
            renamed = name[: len(name) - len(arguments["from"])] + arguments["to"]
            record["files"][index] = renamed if isinstance(entry, str) else {**entry, "file": renamed}


def _rename_files(sample: Sample, arguments: Data) -> None:
    """Rename every file that fits; the ending stays, several get -1, -2 …"""
    folder = sample.folder(arguments["at"])
    found = sorted(file for file in folder.iterdir() if fnmatch.fnmatch(file.name, arguments["match"]))
    assert found, f"nothing matches {arguments}"
    for number, file in enumerate(found, start=1):
        several = f"-{number}" if len(found) > 1 else ""
        file.rename(folder / f"{arguments['to']}{several}{file.suffix}")


def _append(sample: Sample, arguments: Data) -> None:
    """Add a new record with small readable pictures of the names given."""
    folder = sample.root / arguments["folder"]
    folder.mkdir(parents=True)
    for name in arguments.get("files") or []:
        file = folder / name
        file.write_bytes(_jpeg((60, 80), "white") + name.encode() + arguments["folder"].encode())
    group = sample.data["sections"].setdefault(arguments["section"], []) or []
    group.append({"folder": arguments["folder"], **arguments.get("record", {})})
    sample.data["sections"][arguments["section"]] = group


def _jpeg(size: tuple[int, int], color: str) -> bytes:
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", size, color).save(data, "JPEG")
    return data.getvalue()


def _share_file(sample: Sample, arguments: Data) -> None:
    match = arguments.get("match", "*")
    source = next(
        path for path in sorted(sample.folder(arguments["from"]).iterdir()) if fnmatch.fnmatch(path.name, match)
    )
    for target in sorted(sample.folder(arguments["to"]).iterdir()):
        if fnmatch.fnmatch(target.name, match):
            target.unlink()
            shutil.copyfile(source, target.with_suffix(source.suffix))
            return
    raise AssertionError(f"nothing to share: {arguments}")


def _add_file(sample: Sample, arguments: Data) -> None:
    """Put a small file into a record's folder: a copy of one that is there, made distinct."""
    folder = sample.folder(arguments["at"])
    source = next(path for path in sorted(folder.iterdir()) if fnmatch.fnmatch(path.name, arguments.get("like", "*")))
    target = folder / arguments["name"]
    shutil.copyfile(source, target)
    if arguments.get("distinct", "true") == "true":
        _distinct(target)


def _photo(sample: Sample, arguments: Data) -> None:
    from PIL import Image

    photo = sample.data["photo"]
    path = sample.root / (photo if isinstance(photo, str) else photo["file"])
    name = arguments.get("name")
    path.unlink()
    if name:
        path = path.with_name(name)
        sample.data["photo"] = name if isinstance(photo, str) else {**photo, "file": name}
    size = int(arguments.get("width", 413)), int(arguments.get("height", 551))
    picture = Image.new("RGB", size, arguments.get("color", "white"))
    if arguments.get("noise") == "true":
        picture = grey_noise(size, 200).convert("RGB")
    data = io.BytesIO()
    picture.save(data, arguments.get("format", "JPEG"))
    wanted = int(arguments.get("bytes", 45_000))
    path.write_bytes(data.getvalue() + b"\0" * max(0, wanted - len(data.getvalue())))


def _text(sample: Sample, arguments: Data) -> None:
    path = sample.root / arguments["path"]
    path.unlink(missing_ok=True)
    path.write_text(arguments.get("value", "字") * int(arguments.get("repeat", 1)), encoding="utf-8")


def _empty_file(sample: Sample, arguments: Data) -> None:
    folder = sample.folder(arguments["at"])
    for file in folder.iterdir():
        if fnmatch.fnmatch(file.name, arguments.get("match", "*")):
            file.unlink()
            file.write_bytes(b"")


EDITS: dict[str, Callable[[Sample, Any], None]] = {
    "set": _set,
    "sets": _sets,
    "delete": _delete,
    "append_copy": _append_copy,
    "move": _move,
    "remove_files": _remove_files,
    "rename_file": _rename_file,
    "rename_files": _rename_files,
    "append": _append,
    "share_file": _share_file,
    "add_file": _add_file,
    "empty_file": _empty_file,
    "photo": _photo,
    "text": _text,
}
