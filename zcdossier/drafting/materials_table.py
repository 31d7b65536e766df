"""A table of the materials to hand in: which column names them, which says who needs them, and what is said of each."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_NAMES = re.compile(
    r"(?:申报|评审|所需)?(?:材料|附件|证明|文件|证件|资料)?(?:名称|清单)|(?:材料|附件)(?:类别|类型)|(?:申报|评审)?材料(?:项目)?"
)
_NEEDED = re.compile(r"是否(?:必[传交填须备]|必须|需要)|必[传交]|提交要求|必要性")
_NOTES = re.compile(r"要求|说明|备注|格式|具体要求|材料要求")
_FOR_ALL = re.compile(
    r"(?:是|必[传交填须备]|必须|需要?|√|✓|原件|复印件|扫描件?|彩色|黑白|上传|提交|纸质|电子|(?:[一二两三\d]式)?[一二两三\d]份|PDF|JPG|[、，,；;和及（）()\s])*"
)
"""Says that everybody needs it, or how; anything else may say who does (申报副译审必传)."""
_NOT_NEEDED = re.compile(r"选[传交填]|否|可选|非必|自愿")
_NAME = re.compile(r"[《“]?([一-鿿A-Za-z0-9、（）()]{2,30}?)[》”]?")


class TableColumns(NamedTuple):
    """Where the columns are, from 0; None where the table has none such."""

    name: int
    needed: int | None
    note: int | None


class MaterialEntry(NamedTuple):
    """A row: `needed` are words that say whether everybody needs it (可提交 for what is optional)."""

    name: str
    needed: str
    note: str
    is_for_some: bool


def columns_of(cells: Sequence[str]) -> TableColumns | None:
    """Return the columns where a row is the heading of such a table."""
    name = _index(_NAMES, cells)
    needed, note = _index(_NEEDED, cells), _index(_NOTES, cells)
    return None if name is None or (needed is None and note is None) else TableColumns(name, needed, note)


def read_entry(cells: Sequence[str], columns: TableColumns) -> MaterialEntry | None:
    """Return what a row says, or None where it has no name of a material."""
    match = _NAME.fullmatch(_cell(cells, columns.name))
    if match is None:
        return None
    needed = _cell(cells, columns.needed)
    is_spared = _NOT_NEEDED.match(needed) is not None
    is_for_some = not is_spared and _FOR_ALL.fullmatch(needed) is None
    words = "可提交" if is_spared else ""
    return MaterialEntry(match[1], words, _cell(cells, columns.note), is_for_some)


def _index(pattern: re.Pattern[str], cells: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(cells) if pattern.fullmatch(cell)), None)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""
