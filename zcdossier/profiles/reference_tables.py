"""Lists and tables of a notice as data: `lists:` of words, `tables:` of codes with their names, here or in a file.

A file lies beside the profile, or beside one that it extends: CSV or text in UTF-8 or GBK.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import MapNode, Node, Scalar
from zcdossier.source.regular_file import open_regular_file

_MOST_BYTES = 4_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_FILE = "file"


class ReferenceTables(NamedTuple):
    """What a notice lists: words by the list's name, names by their code by the table's name."""

    lists: Mapping[str, tuple[str, ...]] = {}
    tables: Mapping[str, Mapping[str, str]] = {}


def read_reference_tables(
    mapping: MappingReader, folders: tuple[Path, ...], diagnostics: Diagnostics
) -> ReferenceTables:
    """Read the lists and tables of a profile, noting what is wrong with them and with their files."""
    reader = _TableReader(folders, diagnostics)
    lists = {key.text: reader.read_list(key, node) for key, node in mapping.pairs("lists")}
    tables = {key.text: reader.read_table(key, node) for key, node in mapping.pairs("tables")}
    return ReferenceTables(lists, tables)


class _TableReader(NamedTuple):
    folders: tuple[Path, ...]
    diagnostics: Diagnostics

    def read_list(self, key: Scalar, node: Node) -> tuple[str, ...]:
        if not isinstance(node, MapNode):
            whole = MappingReader(MapNode(((key, node),), key.place), self.diagnostics)
            words = tuple(word.strip() for word in whole.texts(key.text))
        else:
            inner = MappingReader(node, self.diagnostics)
            column = inner.text("column").strip()
            rows = self._rows(inner)
            inner.report_unknown()
            words = tuple(self._column(rows, column, inner)) if column else tuple(row[0].strip() for row in rows if row)
        words = tuple(dict.fromkeys(word for word in words if word))
        if not words:
            self.diagnostics.add(node.place, Label(f"列表 {key.text} 是空的", f"the list {key.text} is empty"))
        return words

    def read_table(self, key: Scalar, node: Node) -> dict[str, str]:
        if not isinstance(node, MapNode) or node.get(_FILE) is None:
            whole = MappingReader(node, self.diagnostics, key.place)
            table = {code.text.strip(): whole.text(code.text).strip() for code, _ in whole.root}
        else:
            inner = MappingReader(node, self.diagnostics)
            names = inner.required_text("key"), inner.required_text("value")
            rows = self._rows(inner)
            inner.report_unknown()
            columns = [list(self._column(rows, name, inner)) for name in names if name]
            table = self._pair_up(columns, inner) if len(columns) == len(names) else {}
        if not table:
            self.diagnostics.add(node.place, Label(f"对照表 {key.text} 是空的", f"the table {key.text} is empty"))
        return table

    def _pair_up(self, columns: list[list[str]], inner: MappingReader) -> dict[str, str]:
        table: dict[str, str] = {}
        for code, name in zip(*columns, strict=False):
            if code and table.setdefault(code, name) != name:
                message = Label(
                    f"{code} 在表里有两个名称：{table[code]}、{name}", f"{code} has two names: {table[code]}, {name}"
                )
                self.diagnostics.add(inner.place, message)
        return table

    def _column(self, rows: list[list[str]], name: str, inner: MappingReader) -> Iterator[str]:
        """Yield the cells below a heading."""
        head = [cell.strip() for cell in rows[0]] if rows else []
        if name not in head:
            message = Label(f"表里没有列 {name}", f"the table has no column {name}")
            if rows:
                self.diagnostics.unknown(inner.place, message, name, head)
            return
        position = head.index(name)
        yield from (row[position].strip() if position < len(row) else "" for row in rows[1:])

    def _rows(self, inner: MappingReader) -> list[list[str]]:
        """Return the rows of the file that a list or a table names."""
        name = inner.required_text(_FILE)
        if not name:
            return []
        if Path(name).is_absolute() or ".." in Path(name).parts:
            message = Label(f"{name} 要放在申报要求的文件夹里", f"{name} must lie in the profile's folder")
            self.diagnostics.add(inner.place, message)
            return []
        path = next((folder / name for folder in self.folders if (folder / name).is_file()), None)
        if path is None:
            message = Label(f"申报要求的文件夹里没有 {name}", f"there is no {name} in the profile's folder")
            self.diagnostics.add(inner.place, message)
            return []
        text = self._decode(path, inner)
        try:
            return list(csv.reader(StringIO(text), strict=True)) if path.suffix.lower() == ".csv" else _lines(text)
        except csv.Error as error:
            self.diagnostics.add(inner.place, Label(f"{name} 读不成表：{error}", f"{name} is no CSV: {error}"))
            return []

    def _decode(self, path: Path, inner: MappingReader) -> str:
        try:
            with open_regular_file(path) as file:
                data = file.read(_MOST_BYTES + 1)
        except OSError:
            data = b""
        for encoding in _ENCODINGS if 0 < len(data) <= _MOST_BYTES else ():
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
        message = Label(
            f"读不出 {path.name}：存成 UTF-8 的 CSV，不超过 4 MB",
            f"can't read {path.name}: save it as CSV in UTF-8, up to 4 MB",
        )
        self.diagnostics.add(inner.place, message)
        return ""


def _lines(text: str) -> list[list[str]]:
    return [[line] for line in text.splitlines() if line.strip()]
