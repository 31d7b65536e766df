"""The questions of a letter: each once, with the records it is asked about below it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from zcdossier.model.finding import Asked
from zcdossier.model.identity import section_of_record
from zcdossier.model.label import Label
from zcdossier.report.judged import Judged
from zcdossier.report.office.clean import clean
from zcdossier.report.office.letter_parts import Group, Item, Point
from zcdossier.report.office.subjects import quoted, record_title, section_label
from zcdossier.report.words import one_line


def questions_group(asked: Sequence[Asked], heading: Label, judged: Judged, lang: str) -> Iterator[Group]:
    """Each question once, with the records it is asked about below it, section by section."""
    about: dict[Label, dict[str, list[str]]] = {}
    records = {one.place.path: one for one in judged.dossier.everything()} if judged.dossier is not None else {}
    for one in asked:
        sections = about.setdefault(one.question, {})
        record = records.get(one.path)
        section = section_of_record(record, judged.profile) if record is not None and judged.profile else None
        if record is not None and section is not None:
            titles = sections.setdefault(section_label(record, judged, lang), [])
            titles.append(quoted(record_title(record, section, lang)))
        elif one.path:
            sections.setdefault(one.subject, [])
    if about:
        whole = Counter(section_label(one, judged, lang) for one in records.values())
        items = (
            Item(clean(one_line(question, lang)), _about(sections, whole, lang)) for question, sections in about.items()
        )
        yield Group(heading.text(lang), tuple(items))


def _about(sections: dict[str, list[str]], whole: Counter[str], lang: str) -> tuple[Point, ...]:
    """`论文：“甲”“乙”`; `论文（全部 4 条）` when it is every record there."""
    lines = []
    for label, titles in sections.items():
        if len(titles) == whole[label] > 1:
            lines.append(f"{label} (all {len(titles)})" if lang == "en" else f"{label}（全部 {len(titles)} 条）")
        else:
            joint = ": " if lang == "en" else "："
            lines.append(f"{label}{joint if titles else ''}{(', ' if lang == 'en' else '').join(titles)}")
    return tuple(Point(clean(line)) for line in lines)
