"""The entry sheet as lines of a table: one for each box of the portal, with where it is and the file to upload."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.report.entry_sheet import EntryRecord, EntrySection, EntrySheet, Upload
from zcdossier.report.sheets import cell_text
from zcdossier.report.style import Style

OPEN, DONE = "☐", "☑"


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
    there: bool = True
    key: str = ""

    @property
    def cells(self) -> str:
        """What a tick is about where no key stands in the line: what its cells hold."""
        return key_of((self.section, self.nth, self.field, self.text, self.upload))


def line_key(record: str, field: str, text: str) -> str:
    """The key of a line, short enough to stand in a cell."""
    return sha256(repr((record, field, text)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def key_of(cells: Sequence[str]) -> str:
    """The key of a line whose cells hold these texts."""
    return "\0".join(cell_text(cell) for cell in cells)


class EntryGroup(NamedTuple):
    """One section: its heading, what helps filling it in, its lines."""

    heading: str
    notes: tuple[str, ...]
    lines: tuple[EntryLine, ...]


def entry_groups(sheet: EntrySheet, style: Style) -> tuple[EntryGroup, ...]:
    """The sections in the portal's order."""
    return tuple(_group(section, style) for section in sheet.sections)


def _group(section: EntrySection, style: Style) -> EntryGroup:
    name = both(section.label, style.lang)
    lines = tuple(line for at, one in enumerate(section.records) for line in _lines(one, at, section, style))
    if not lines:
        said = style.say("（必填，还没有）", "(required, nothing yet)")
        lines = (EntryLine(name, "", "", said, gap=Severity.ERROR, first=True),)
    heading = f"{section.number}. {name}" if section.number else name
    return EntryGroup(heading, tuple(note.text(style.lang) for note in section.notes), lines)


def _lines(record: EntryRecord, at: int, section: EntrySection, style: Style) -> Iterator[EntryLine]:
    name = both(section.label, style.lang)
    nth = str(at + 1) if section.number or len(section.records) > 1 else ""
    for number, field in enumerate(record.fields):
        text, gap = field.text, field.missing
        if gap is Severity.ERROR:
            text = style.say("（必填，没有填）", "(required, empty)")
        elif gap is not None:
            text = style.say("（没有填）", "(empty)")
        key = line_key(record.key, field.id, field.text)
        yield EntryLine(name, nth, both(field.label, style.lang), text, gap=gap, first=number == 0, key=key)
    if record.upload is not None:
        yield EntryLine(
            name,
            nth,
            style.say("上传文件", "file to upload"),
            "",
            _upload(record.upload, style),
            first=not record.fields,
            there=record.upload.there,
            key=line_key(record.key, "", f"{record.upload.there}{record.upload.unnumbered}"),
        )


def _upload(upload: Upload, style: Style) -> str:
    return upload.name if upload.there else style.say(f"（没有生成）{upload.name}", f"(not built) {upload.name}")


def both(label: Label, lang: str) -> str:
    """A label as the portal says it; for readers of English, with its meaning."""
    english = label.text("en")
    return f"{label.zh} {english}" if lang == "en" and english and english != label.zh else label.zh


def digest_of(title: str, notes: tuple[str, ...], groups: tuple[EntryGroup, ...], lang: str) -> str:
    """The same for sheets that say the same."""
    return sha256(repr((lang, title, notes, groups)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


Ticks = Mapping[str, str]
"""What stands in the last column, by the key of its line."""
