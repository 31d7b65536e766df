"""Which folder a record's scans lie in when nobody named one: the section's, and in it one called by date and title.

A name made of what a record says, never of where it stands: a row put in between must not give its scans to another.
"""

import re
import unicodedata
from collections.abc import Mapping

from zcdossier.model.dates import parse_date, parse_period
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.reading import canonical

_KINDS_ASKING_FOR_SCANS = frozenset({"evidence", "parts"})
ATTACHMENT_FOLDER = "附件"
_LONGEST = 24
_UNWANTED = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|＊《》“”‘’]+")
_YEAR_LABEL = "年度|学年|年份"
_ONLY_YEAR = r"(?:19|20)\d\d(?:年度?)?"


def asks_for_scans(section: Section, profile: Profile) -> bool:
    """Whether a section's records have a folder; where no scan is asked for, a record is but what is typed."""
    asked = any(
        rule.kind in _KINDS_ASKING_FOR_SCANS and section.id in rule.sections and not rule.off for rule in profile.rules
    )
    return asked or not section.fields


def title_for_folder(title: str) -> str:
    """Return a title as a folder can be called; an empty text when nothing of it can be kept."""
    plain = " ".join(_UNWANTED.sub(" ", unicodedata.normalize("NFC", title)).split())
    return plain[:_LONGEST].strip(" .。，、")


def record_folder(section: Section, texts: Mapping[str, str], profile: Profile) -> str:
    """Return what a record's folder is called in its section's (`2021-03 课堂里的追问`); empty without a title.

    `texts` are its fields as typed, by id.
    """
    title = title_for_folder(texts.get(section.title_field, ""))
    month = "" if re.fullmatch(_ONLY_YEAR, title) else _month(section, texts, profile)
    return title if not title or not month or title.startswith(month) else f"{month} {title}"


def attachment_folder(section: Section, texts: Mapping[str, str]) -> str:
    """Return what an attachment's folder is called: its kind, and what tells it from others of the kind."""
    name = title_for_folder(" ".join(text for text in (texts.get(name, "") for name in section.fields) if text.strip()))
    return f"{title_for_folder(section.label.zh)}{f' {name}' if name else ''}"


def _month(section: Section, texts: Mapping[str, str], profile: Profile) -> str:
    field = section.fields.get(dict(profile.build.dates).get(section.id, ""))
    fields = [field] if field is not None else list(section.fields.values())
    for dated in (*(field for field in fields if field.type.is_dated), *fields):
        month = _month_of(texts.get(dated.id, ""), dated)
        if month:
            return month
    return ""


def _month_of(text: str, field: Field) -> str:
    if not text.strip():
        return ""
    canon = canonical(text, field)
    if field.type is FieldType.PERIOD:
        period = parse_period(canon)
        day = period.start if period is not None else None
    elif field.type is FieldType.DATE:
        day = parse_date(canon)
    else:
        from zcdossier.model.named_years import read_years  # most records have a date

        years = read_years(text, field.label.zh) if re.search(_YEAR_LABEL, field.label.zh) else ()
        return str(years[0]) if len(years) == 1 else ""
    if day is None:
        return ""
    return f"{day.year:04}" if day.month is None else f"{day.year:04}-{day.month:02}"
