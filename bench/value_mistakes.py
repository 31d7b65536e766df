"""Values typed otherwise than the scans say them: a date, a rank, a journal, one word of a title.

What a value's own scans do not say is not altered, so that a person who compares the two could see it.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.scan_mistakes import EACH, Change, Mistake
from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_dates import agree
from zcdossier.lint.scan_text.looked_for import values_looked_for
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import record_pages
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.profile import ReadAs

CHANGED_WORDS = (
    ("研究", "应用"),
    ("技术", "方法"),
    ("抗炎", "抗癌"),
    ("结构", "装置"),
    ("教学", "管理"),
    ("指导", "培训"),
)
GRADES = ("特等奖", "一等奖", "二等奖", "三等奖")
PLACES = (("东海省", "江州市"), ("江州市", "东海省"))


def plan_dates(records: list[Record], context: Context) -> Iterator[Mistake]:
    """Dates that their scans say, typed with another year, month or day; one of each record."""
    count = 0
    for record in records:
        text = RecordText(record_pages(record, context).pages)
        for wanted in values_looked_for(record, context):
            typed = parse_date(wanted.value.canon)
            if wanted.reads.what is not ReadAs.DATE or typed is None or typed.month is None or "." in wanted.field:
                continue
            if not any(seen.date.month and agree(typed, seen.date) for seen in text.dates):
                continue
            count += 1
            number = count % 3
            year, month, day = typed.year, typed.month, typed.day
            if number == 0:
                year -= 1
            elif number == 1 or day is None:
                month = month % 12 + 1
            else:
                day = day % 28 + 1
            changed = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
            same = [field for field, value in record.fields.items() if value.canon == wanted.value.canon]
            paths = tuple(f"{record.place.path}.{field}" for field in same)
            yield Mistake("date altered", ("ZC702",), paths, type_values(record, same, changed))
            break


def type_values(record: Record, fields: list[str], text: str) -> Change:
    """Type some text in fields of a record."""

    def change(_folder: Path, manifest: dict[str, Any]) -> None:
        part, _, rest = record.place.path.partition(".")
        at: Any = manifest[part] if rest else manifest[part.partition("[")[0]]
        section, _, index = (rest or part).partition("[")
        at = at[section] if rest else at
        at[int(index.rstrip("]"))].update(dict.fromkeys(fields, text))

    return change


def plan_values(records: list[Record], context: Context) -> Iterator[Mistake]:
    """Values typed otherwise than the scans say them: of each kind one in some records."""
    for kind, changed in _ALTERED.items():
        count = 0
        for record in records:
            text = RecordText(record_pages(record, context).pages)
            for name, value in record.fields.items():
                typed = None if "." in name else changed(name, value.text, text)
                if typed is None or typed == value.text or count >= EACH:
                    continue
                count += 1
                # what goes by the same text elsewhere in the record is typed alike
                yield Mistake(
                    kind, ("ZC702", "ZC703"), (f"{record.place.path}.{name}",), type_values(record, [name], typed)
                )
                break


def _whole(text: RecordText) -> str:
    return text.folded.text


def _other_grade(_name: str, typed: str, text: RecordText) -> str | None:
    grade = next((grade for grade in GRADES if grade in typed), None)
    if grade is None or grade not in _whole(text):
        return None
    return typed.replace(grade, GRADES[GRADES.index(grade) - 1])


def _other_place(_name: str, typed: str, text: RecordText) -> str | None:
    found = next(((place, other) for place, other in PLACES if place in typed), None)
    if found is None or typed.lstrip("*")[:10] not in _whole(text).replace("\n", ""):
        return None
    return typed.replace(*found)


def _other_level(name: str, typed: str, _text: RecordText) -> str | None:
    if name != "level":
        return None
    return {"省部级": "市厅级", "市厅级": "省部级"}.get(typed)


def _other_hours(name: str, typed: str, text: RecordText) -> str | None:
    if not typed.isdecimal() or not any(word in name for word in ("hours", "minutes")) or typed not in _whole(text):
        return None
    return str(int(typed) + 18)


def _other_rank(name: str, typed: str, _text: RecordText) -> str | None:
    match = re.search(r"(?<!\d)(\d)(\*?/\d)", typed) if name in ("rank", "journal", "rank_or_role") else None
    if match is None:
        return "2" if name == "rank" and typed == "1" else None
    own, total = int(match[1]), int(match[2].strip("*/"))
    if total == 1:
        return None
    return f"{typed[: match.start(1)]}{own % total + 1}{typed[match.end(1) :]}"


def _other_journal(name: str, typed: str, _text: RecordText) -> str | None:
    if name != "journal":
        return None
    for old, new in (("学报", "杂志"), ("杂志", "学报"), ("教育", "研究"), ("临床", "内科"), ("Journal", "Annals")):
        if old in typed:
            return typed.replace(old, new, 1)
    return None


def _other_word(name: str, typed: str, _text: RecordText) -> str | None:
    if name != "title":
        return None
    for old, new in CHANGED_WORDS:
        if old in typed[3:-2]:
            return typed[:3] + typed[3:].replace(old, new, 1)
    return None


def _other_number(name: str, typed: str, _text: RecordText) -> str | None:
    if not any(word in name for word in ("number", "_no", "code")) or not typed[-1].isdigit():
        return None
    return f"{typed[:-2]}{(int(typed[-2]) + 4) % 10}{typed[-1]}" if typed[-2].isdigit() and len(typed) > 5 else None


def _other_degree(name: str, typed: str, _text: RecordText) -> str | None:
    return (
        {"硕士": "博士", "学士": "硕士", "博士": "硕士", "工学学士": "工学硕士"}.get(typed)
        if "degree" in name
        else None
    )


def _other_school(name: str, typed: str, _text: RecordText) -> str | None:
    return f"东{typed[1:]}" if name.endswith("school") else None


def _other_appraisal(name: str, typed: str, _text: RecordText) -> str | None:
    return {"合格": "优秀", "优秀": "合格"}.get(typed) if name == "grade" else None


def _other_year(name: str, typed: str, _text: RecordText) -> str | None:
    return str(int(typed) - 1) if name in ("year", "school_year") and typed.isdecimal() else None


_ALTERED: dict[str, Callable[[str, str, RecordText], str | None]] = {
    "grade of an award altered": _other_grade,
    "place in a name altered": _other_place,
    "level altered": _other_level,
    "hours altered": _other_hours,
    "rank altered": _other_rank,
    "journal altered": _other_journal,
    "word of a title altered": _other_word,
    "number altered": _other_number,
    "degree altered": _other_degree,
    "school altered": _other_school,
    "appraisal altered": _other_appraisal,
    "year altered": _other_year,
}
