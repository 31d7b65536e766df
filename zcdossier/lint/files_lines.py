"""The `files:` lines that tell which pages of a file are which part, ready to be copied into a record."""

import json
import re
from collections.abc import Iterator, Sequence

from zcdossier.lint.context import Context
from zcdossier.lint.record_parts import missing_parts, page_count, unclear_files
from zcdossier.model.dossier import Evidence, Record
from zcdossier.model.numbering import merge_order
from zcdossier.model.profile import OTHER_PART, Section


def files_lines(record: Record, context: Context, lang: str) -> Iterator[str]:
    """Yield lines for all files of the record: what is understood as it is, the rest with a proposal.

    They are indented like the record's own lines; a record in braces gets one piece to put before its closing brace.
    """
    section = context.section(record.section)
    if section is None:
        return
    entries = list(_entries(record, section, context, lang))
    if in_braces(record):
        yield f", files: [{', '.join(entries)}]"
        return
    indent = " " * ((record.place.column or 1) - 1)
    yield f"{indent}files:"
    yield from (f"{indent}  - {entry}" for entry in entries)


def in_braces(record: Record) -> bool:
    """Whether the record stands in braces: then its second key is on the line of its first."""
    places = [record.folder_place, *(value.place for value in record.fields.values())]
    later = [place for place in places if place is not None and place.line == record.place.line]
    return len(later) > 1 or (record.section.startswith("attachments.") and bool(later))


def _entries(record: Record, section: Section, context: Context, lang: str) -> Iterator[str]:
    unclear = unclear_files(record, context)
    open_parts = [demand.parts[0] for demand in missing_parts(record, context)]
    order = merge_order(section.parts)
    ranked: list[tuple[int, str]] = []
    for scan in record.evidence:
        name = _name(scan, record)
        if scan not in unclear:
            part = section.parts[scan.part].label.text(lang) if scan.part in section.parts else scan.label
            rank = order.index(scan.part) if scan.part in order else len(order)
            ranked.append((rank, _entry(name, part, _spelled(scan.pages))))
            continue
        parts = _proposed(scan, open_parts, section)
        for part, pages in _shares(parts, page_count(scan, context), section):
            ranked.append((order.index(part), _entry(name, section.parts[part].label.text(lang), pages)))
    yield from (entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def _proposed(scan: Evidence, open_parts: Sequence[str], section: Section) -> list[str]:
    parts = scan.named or tuple(open_parts) or (OTHER_PART,)
    ranks = merge_order(section.parts)
    return sorted((part for part in dict.fromkeys(parts) if part in section.parts), key=ranks.index)


def _shares(parts: Sequence[str], count: int, section: Section) -> Iterator[tuple[str, str]]:
    """Give each part one page, and what is left to the one that is longest by nature."""
    longest = next((part for part in parts if section.parts[part].is_text), parts[-1] if parts else "")
    spare = max(0, count - len(parts))
    page = 1
    for part in parts:
        last = page + (spare if part == longest else 0)
        yield part, _spelled(tuple(range(min(page, max(count, 1)), min(last, max(count, 1)) + 1))) if count > 1 else ""
        page = last + 1


def _spelled(pages: tuple[int, ...]) -> str:
    if len(pages) > 1 and pages == tuple(range(pages[0], pages[-1] + 1)):
        return f"{pages[0]}-{pages[-1]}"
    return ",".join(map(str, pages))


def _name(scan: Evidence, record: Record) -> str:
    return scan.file.removeprefix(f"{record.folder}/") if record.folder else scan.file


def _entry(name: str, part: str, pages: str) -> str:
    pieces = [f"file: {_quoted(name)}"]
    pieces += [f"part: {_quoted(part)}"] if part else []
    pieces += [f'pages: "{pages}"'] if pages else []
    return f"{{{', '.join(pieces)}}}"


def _quoted(text: str) -> str:
    """A text in quotes only where YAML needs them."""
    plain = re.fullmatch(r"[\w./][\w./（）·—-]*(?: [\w./（）·—-]+)*", text)
    return text if plain else json.dumps(text, ensure_ascii=False)
