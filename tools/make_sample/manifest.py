"""The sample's own manifest as the drawing needs it: what a scan shows is what the manifest says."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its section, its folder and the fields as typed."""

    section: str
    folder: str
    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields[name]

    def get(self, name: str, default: str = "") -> str:
        """Return a field, or `default` when it is not filled."""
        return self.fields.get(name, default)

    @property
    def title(self) -> str:
        """The title without the star of the application form."""
        return self.fields["title"].lstrip("*")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The applicant and every record in the manifest's order."""

    applicant: dict[str, str]
    entries: tuple[Entry, ...]
    photo: str

    def of(self, section: str) -> list[Entry]:
        """Return the records of one section."""
        return [entry for entry in self.entries if entry.section == section]


def read(path: Path) -> Manifest:
    """Read the manifest; every value stays the text that was typed."""
    typed: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    entries = [
        Entry(section, record["folder"], {key: text for key, text in record.items() if isinstance(text, str)})
        for section, records in typed["sections"].items()
        for record in records
    ]
    return Manifest(typed["applicant"], tuple(entries), typed["photo"])


def long_date(text: str) -> str:
    """Return 2022-03-18 as 2022年3月18日; a month stays a month."""
    parts = [int(part) for part in text.replace(".", "-").split("-")]
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def formal_date(text: str) -> str:
    """Return 2022-03-18 in the characters of certificates: 二〇二二年三月十八日."""
    parts = text.replace(".", "-").split("-")
    year = "".join(_DIGITS[int(digit)] for digit in parts[0])
    rest = [_counted(int(part)) for part in parts[1:]]
    return f"{year}年" + "".join(f"{part}{unit}" for part, unit in zip(rest, "月日", strict=False))


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
