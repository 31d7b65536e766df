"""The entry sheet as a workbook: everything to type into the portal in its order, ticked off line by line.

One sheet, so that one scrolls down as the portal goes on; a filter shows what is left. Ticks made in Excel are
carried over into a newer sheet where the line still says the same.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.report.entry_sheet import EntryRecord, EntrySection, EntrySheet, EntryUpload
from zcdossier.report.messages import one_line
from zcdossier.report.style import Style
from zcdossier.report.workbook import cell_text, new_workbook, row_height, set_up_print

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


UNTICKED, TICKED = "☐", "☑"


class EntryLine(NamedTuple):
    """One box. `gap` grades a text that is wanting, which `text` then says; `first` begins a record.

    `key` is what a tick is about: the record by what it is known by, the box, and what it holds. A box whose text or
    file has changed is to be looked at again; one that only moved is not.
    """

    section: str
    nth: str
    field: str
    text: str
    upload: str = ""
    gap: Severity | None = None
    first: bool = False
    exists: bool = True
    key: str = ""

    @property
    def cells(self) -> str:
        """What a tick is about where no key stands in the line: what its cells hold."""
        return cells_key((self.section, self.nth, self.field, self.text, self.upload))


def line_key(record: str, field: str, text: str) -> str:
    """The key of a line, short enough to stand in a cell."""
    return sha256(repr((record, field, text)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def cells_key(cells: Sequence[str]) -> str:
    """The key of a line whose cells hold these texts."""
    return "\0".join(cell_text(cell) for cell in cells)


class EntryGroup(NamedTuple):
    """One section: its heading, what helps filling it in, its lines."""

    heading: str
    notes: tuple[str, ...]
    lines: tuple[EntryLine, ...]


def entry_groups(sheet: EntrySheet, style: Style) -> tuple[EntryGroup, ...]:
    """The sections in the portal's order."""
    return tuple(_entry_group(section, style) for section in sheet.sections)


def _entry_group(section: EntrySection, style: Style) -> EntryGroup:
    name = bilingual_label(section.label, style.lang)
    lines = tuple(
        line for at, record in enumerate(section.records) for line in _entry_lines(record, at, section, style)
    )
    if not lines:
        text = style.say(Label("（必填，还没有）", "(required, nothing yet)"))
        lines = (EntryLine(name, "", "", text, gap=Severity.ERROR, first=True),)
    heading = f"{section.number}. {name}" if section.number else name
    return EntryGroup(heading, tuple(note.text(style.lang) for note in section.notes), lines)


def _entry_lines(record: EntryRecord, at: int, section: EntrySection, style: Style) -> Iterator[EntryLine]:
    name = bilingual_label(section.label, style.lang)
    nth = str(at + 1) if section.number or len(section.records) > 1 else ""
    for number, field in enumerate(record.fields):
        text, gap = field.text, field.missing
        if gap is Severity.ERROR:
            text = style.say(Label("（必填，没有填）", "(required, empty)"))
        elif gap is not None:
            text = style.say(Label("（没有填）", "(empty)"))
        key = line_key(record.key, field.id, field.text)
        yield EntryLine(name, nth, bilingual_label(field.label, style.lang), text, gap=gap, first=number == 0, key=key)
    if record.upload is not None:
        yield EntryLine(
            name,
            nth,
            style.say(Label("上传文件", "file to upload")),
            "",
            _upload_text(record.upload, style),
            first=not record.fields,
            exists=record.upload.exists,
            key=line_key(record.key, "", f"{record.upload.exists}{record.upload.unnumbered}"),
        )


def _upload_text(upload: EntryUpload, style: Style) -> str:
    return (
        upload.name if upload.exists else style.say(Label(f"（没有生成）{upload.name}", f"(not built) {upload.name}"))
    )


def bilingual_label(label: Label, lang: str) -> str:
    """A label as the portal says it; for readers of English, with its meaning."""
    english = label.text("en")
    return f"{label.zh} {english}" if lang == "en" and english and english != label.zh else label.zh


def groups_digest(title: str, notes: tuple[str, ...], groups: tuple[EntryGroup, ...], lang: str) -> str:
    """The same for sheets that say the same."""
    return sha256(repr((lang, title, notes, groups)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


Ticks = Mapping[str, str]
"""What stands in the last column, by the key of its line."""


HEAD_ROWS = 2
Widths = tuple[int, ...]

_WIDTHS: dict[str, Widths] = {"zh": (18, 7, 20, 62, 40, 7), "en": (34, 5, 30, 50, 38, 6)}
_LAST = 5
_KEYS = 6
"""A hidden column with the key of each line: it goes along when rows are sorted."""
_MARK = re.compile(r"zcdossier-sheet:([0-9a-f]{32})")
_BAND_POINTS = 20.0


class EntryBook(NamedTuple):
    """A sheet with its words chosen. `digest` says whether a workbook holds the same."""

    title: str
    notes: tuple[str, ...]
    groups: tuple[EntryGroup, ...]
    lang: str

    @property
    def digest(self) -> str:
        """The same for sheets that say the same."""
        return groups_digest(self.title, self.notes, self.groups, self.lang)


def entry_book(sheet: EntrySheet, title: str, style: Style) -> EntryBook:
    """Word a sheet; `title` says whose it is."""
    notes = tuple(one_line(note, style.lang) for note in sheet.notes)
    name = style.say(Label("填报单", "Entry sheet"))
    return EntryBook(f"{name} · {title}" if title else name, notes, entry_groups(sheet, style), style.lang)


def entry_workbook(book: EntryBook, ticks: Ticks | None = None) -> bytes:
    """Write it. The same sheet with the same ticks gives the same bytes."""
    out = io.BytesIO()
    workbook = new_workbook(out, book.title, f"zcdossier-sheet:{book.digest}")
    style, formats, widths = Style(book.lang), _formats(workbook), _WIDTHS[book.lang]
    page = workbook.add_worksheet(style.say(Label("填报单", "Entry sheet")))
    _set_up_page(page, book)
    page.set_row(0, 26)
    page.write_string(0, 0, cell_text(book.title), formats["title"])
    head = style.say(
        Label("栏目,第几条,字段,填写内容,上传文件,完成", "section,no.,field,text to enter,file to upload,done")
    ).split(",")
    for column, name in enumerate(head):
        page.write_string(1, column, name, formats["head"])
    row = HEAD_ROWS
    for note in book.notes:
        row = _write_note(page, row, note, widths, formats)
    for group in book.groups:
        page.set_row(row, _BAND_POINTS)
        for column in range(_LAST + 1):
            page.write_string(row, column, cell_text(group.heading) if column == 0 else "", formats["band"])
        row += 1
        for note in group.notes:
            row = _write_note(page, row, note, widths, formats)
        for line in group.lines:
            _write_line(page, row, line, _tick_of(line, ticks or {}), formats)
            texts = (line.section, line.nth, line.field, line.text, line.upload)
            page.set_row(row, row_height(texts, widths[: len(texts)]))
            row += 1
    page.autofilter(1, 0, row - 1, _LAST)
    page.data_validation(HEAD_ROWS, _LAST, row, _LAST, {"validate": "list", "source": [UNTICKED, TICKED]})
    workbook.close()
    return out.getvalue()


def _tick_of(line: EntryLine, ticks: Ticks) -> str:
    return ticks.get(line.key) or ticks.get(line.cells) or UNTICKED


def _formats(workbook: "Workbook") -> dict[str, Any]:
    text: dict[str, Any] = {
        "text_wrap": True,
        "valign": "top",
        "num_format": "@",
        "border": 1,
        "border_color": "#C9CFD8",
    }
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14, "valign": "vcenter"}),
        "head": workbook.add_format(
            {"bold": True, "bg_color": "#2F4A6B", "font_color": "#FFFFFF", "valign": "vcenter"}
        ),
        "band": workbook.add_format({"bold": True, "bg_color": "#E3EAF3", "top": 1, "valign": "vcenter"}),
        "note": workbook.add_format({"font_color": "#5A6472", "text_wrap": True, "valign": "top"}),
        "text": workbook.add_format(text),
        "faint": workbook.add_format(text | {"font_color": "#6B7480"}),
        "error": workbook.add_format(text | {"font_color": "#B00020", "bold": True}),
        "tick": workbook.add_format(text | {"align": "center", "font_size": 13}),
    }


def _set_up_page(page: "Worksheet", book: EntryBook) -> None:
    for column, width in enumerate(_WIDTHS[book.lang]):
        page.set_column(column, column, width)
    page.set_column(_KEYS, _KEYS, None, None, {"hidden": True})
    page.freeze_panes(HEAD_ROWS, 0)
    set_up_print(page, heading=1)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    footer = cell_text(book.title).replace("&", "&&")[:200]
    page.set_footer(f"&L{footer}&R&P/&N")


def _write_note(page: "Worksheet", row: int, note: str, widths: Widths, formats: Mapping[str, Any]) -> int:
    """A note over the whole width; no program fits the height of merged cells by itself."""
    page.set_row(row, row_height([note], [sum(widths)]))
    page.merge_range(row, 0, row, _LAST, "", formats["note"])
    page.write_string(row, 0, cell_text(note), formats["note"])
    return row + 1


def _write_line(page: "Worksheet", row: int, line: EntryLine, tick: str, formats: Mapping[str, Any]) -> None:
    place_format = formats["text"] if line.first else formats["faint"]
    text_format = formats["error"] if line.gap is not None else formats["faint"] if line.upload else formats["text"]
    cells = (
        (line.section, place_format),
        (line.nth, place_format),
        (line.field, formats["text"]),
        (line.text, text_format),
    )
    for column, (text, look) in enumerate(cells):
        page.write_string(row, column, cell_text(text), look)
    page.write_string(row, 4, cell_text(line.upload), formats["text"] if line.exists else formats["error"])
    page.write_string(row, _LAST, tick, formats["tick"])
    page.write_string(row, _KEYS, line.key, formats["text"])


def read_digest(data: bytes) -> str:
    """The digest a workbook was written with, also after Excel has saved it; empty where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            mark = _MARK.search(book.read("docProps/core.xml").decode("utf-8", "replace"))
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, ValueError):
        return ""
    return mark[1] if mark else ""


def read_ticks(data: bytes) -> dict[str, str]:
    """What was ticked off or remarked in the last column; nothing from a file that is no such workbook."""
    if not read_digest(data):
        return {}
    from openpyxl import load_workbook

    try:
        page = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
        ticks: dict[str, str] = {}
        for cells in page.iter_rows(min_row=HEAD_ROWS + 1, max_col=_KEYS + 1, values_only=True):
            texts = [str(cell) if cell is not None else "" for cell in cells] + [""] * (_KEYS + 1 - len(cells))
            if texts[_LAST] not in ("", UNTICKED):
                ticks[texts[_KEYS] or cells_key(texts[:_LAST])] = texts[_LAST]
    except Exception:  # noqa: BLE001 - somebody's own file: whatever is wrong with it, the sheet is written
        return {}
    return ticks
