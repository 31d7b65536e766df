"""The texts that a notice's templates make of facts: names of uploads and their folders, bookmarks, properties."""

import re
from collections.abc import Callable
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.build_rules import PAGE_SLOT, BuildLimits
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.name_facts import NameFacts
from zcdossier.model.name_template import parse_template, render_template
from zcdossier.model.profile import Section

_DATED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\S")
_LEADING_NUMBERS = re.compile(r"^[\d\s.．、_\-－—年月日度]+")
_APPLICANT = "applicant."
_DATE = "date"


class UploadFacts(NamedTuple):
    """What templates are filled in from: the dossier, and a record in its section (None for several sections)."""

    context: Context
    section: Section
    record: Record | None = None
    dates: tuple[tuple[str, str], ...] = ()

    def fill(self, template: str, part: str = "") -> str:
        """Fill a template in; what lacks is left out, with the sign that joins it to its neighbours."""
        rendered = self._render(template, part)
        text = rendered.text
        for slot in (*rendered.missing, *rendered.coarse):
            text = _without(text, str(slot))
        return text

    def fill_whole(self, template: str) -> str:
        """Fill a template in; nothing where a fact lacks."""
        if not template:
            return ""
        rendered = self._render(template, "")
        return rendered.text if rendered.complete else ""

    def _render(self, template: str, part: str) -> "RenderedText":
        read = parse_template(template)
        plain = {name for slot in read.slots if not slot.style for name in slot.names}
        rendered = render_template(read, self._look_up(plain, part))
        return RenderedText(rendered.text, tuple(map(str, rendered.missing)), tuple(map(str, rendered.coarse)))

    def _look_up(self, plain: set[str], part: str) -> Callable[[str], str]:
        def look_up(name: str) -> str:
            own = {"page": PAGE_SLOT, "part.label": part, "section.label": self.section.label.zh}
            if name in own:
                return own[name]
            if name == "section.number" and self.record is None:
                return str(self.section.number or "")
            text = self._fact(name) or ("" if name in plain else self._dated(name))
            day = parse_date(text) if name in plain else None
            return f"{day.year}年{day.month}月" if day is not None and day.month is not None else text

        return look_up

    def _fact(self, name: str) -> str:
        if name == "folder" and self.record is not None:
            return self.record.folder.rsplit("/", 1)[-1]
        if name == "title" and self.record is not None:
            return topic_of(self.record, self.section)
        facts = NameFacts(self.context.dossier, self.context.profile, self.record)
        found = facts.look_up(name)
        if found is not None or (self.record is None and not name.startswith(_APPLICANT)):
            return found or ""
        return Evaluation(self.context, self.record).text_of(name)

    def _dated(self, name: str) -> str:
        """The field that dates a section's uploads, for a date that is written by a mask."""
        if name != _DATE or self.record is None:
            return ""
        return self.record.text(dict(self.dates).get(self.record.section, ""))


class RenderedText(NamedTuple):
    """A text and the slots in it that could not be filled in, as they are written."""

    text: str
    missing: tuple[str, ...] = ()
    coarse: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing lacks."""
        return not self.missing and not self.coarse


def _without(text: str, slot: str) -> str:
    before, _, after = text.partition(slot)
    return before.rstrip("-_ ") + after if before else after.lstrip("-_ ")


def title_of(record: Record, section: Section) -> str:
    """What a record is called: its title, else its folder, else its section."""
    return record.text(section.title_field) or record.folder.rsplit("/", 1)[-1] or section.label.zh


def topic_of(record: Record, section: Section) -> str:
    """Return what a dated upload is about: a folder's own number must not look like a day (2024年8月1 监督卡)."""
    folder = record.folder.rsplit("/", 1)[-1]
    return record.text(section.title_field) or _LEADING_NUMBERS.sub("", folder) or section.label.zh


def dated_folder_name(record: Record, section: Section, folder: str, limits: BuildLimits) -> str:
    """Return a record's date and what its folder (else its section) is called; nothing where it has no date."""
    if _DATED.match(folder):
        return folder
    day = parse_date(record.text(dict(limits.dates).get(record.section, "")))
    if day is None or day.month is None:
        return ""
    return f"{day.year}年{day.month}月-{_LEADING_NUMBERS.sub('', folder) or section.label.zh}"
