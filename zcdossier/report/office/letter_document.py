"""A letter as data, and laid out: as plain text, as a Word file, as a line of the list of letters written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table
from zcdossier.report.word_file import HEAD, add_text, docx_bytes, new_document

_NUMERALS = "一二三四五六七八九十"


class LetterPoint(NamedTuple):
    """One thing wrong: what, how to mend it (or to fill it in), and where the notice asks for it, as far as known."""

    what: str
    fix: str = ""
    source: str = ""
    fills: bool = False


class LetterItem(NamedTuple):
    """One record, or one question, with its points. A point without a subject stands for itself."""

    subject: str
    points: tuple[LetterPoint, ...] = ()


class LetterGroup(NamedTuple):
    """What asks for the same act."""

    heading: str
    items: tuple[LetterItem, ...]


class Letter(NamedTuple):
    """Everything a letter says, line by line."""

    greeting: str
    opening: tuple[str, ...]
    groups: tuple[LetterGroup, ...]
    closing: str
    signature: tuple[str, ...]
    lang: str
    errors: int = 0
    doubts: int = 0
    questions: int = 0


def number_headings(groups: Sequence[LetterGroup], lang: str) -> tuple[LetterGroup, ...]:
    """Put 一、 二、 … before the headings."""
    return tuple(
        group._replace(heading=Label(f"{_numeral(at)}、{group.heading}", f"{at}. {group.heading}").text(lang))
        for at, group in enumerate(groups, start=1)
    )


def _numeral(number: int) -> str:
    """一 to 十九."""
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else f"十{_NUMERALS[number - len(_NUMERALS) - 1]}"


def letter_text(letter: Letter) -> str:
    """The whole letter, lines parted by a line feed."""
    lines = [letter.greeting, "", *letter.opening]
    for group in letter.groups:
        lines += ["", *_group_lines(group, letter.lang)]
    lines += ["", *([letter.closing, ""] if letter.closing else []), *letter.signature]
    return "\n".join(lines) + "\n"


def _group_lines(group: LetterGroup, lang: str) -> Iterator[str]:
    yield group.heading
    for number, item in enumerate(group.items, start=1):
        lead = f"  {number}. "
        lines = list(_item_lines(item, lang))
        yield lead + lines[0]
        yield from (" " * len(lead) + line for line in lines[1:])


def _item_lines(item: LetterItem, lang: str) -> Iterator[str]:
    """One point goes behind its subject, several below it."""
    if not item.points:
        yield item.subject
    elif len(item.points) == 1 and item.subject:
        separator = separator_after(item, lang) + (" " if lang == "en" else "")
        yield f"{item.subject}{separator}{point_sentence(item.points[0], lang)}"
    else:
        if item.subject:
            yield f"{item.subject}{separator_after(item, lang)}"
        yield from (
            f"- {point_sentence(point, lang)}" if item.subject else point_sentence(point, lang) for point in item.points
        )


def separator_after(item: LetterItem, lang: str) -> str:
    """What parts a subject from its points; a question has its own mark."""
    if item.subject.endswith(("？", "?", "）", ")", "。", ".")):
        return ""
    return Label("：", ":").text(lang)


def point_sentence(point: LetterPoint, lang: str) -> str:
    """What is wrong, how to mend it, and where the notice asks for it."""
    if lang == "en":
        fix = f". {_capitalise(point.fix.rstrip('.'))}." if point.fix else ""
        source = f" ({point.source})" if point.source else ""
        return f"{_capitalise(point.what)}{fix}{source}"
    lead = "填法" if point.fills else "改法"
    fix = f"{lead}：{point.fix.rstrip('。')}。" if point.fix else ""
    source = f"（{point.source}）" if point.source else ""
    return f"{point.what}{'。' if fix else ''}{fix}{source}"


def _capitalise(text: str) -> str:
    """Begin a sentence; a file name keeps its own case."""
    return text if "." in text.partition(" ")[0] else text[:1].upper() + text[1:]


_LEFT, _HANG = 1.0, 0.7  # centimetres


def letter_docx(letter: Letter) -> bytes:
    """The whole letter."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = new_document(letter.greeting)
    add_text(document.add_paragraph(), letter.greeting, bold=True)
    for line in letter.opening:
        add_text(document.add_paragraph(), line)
    for group in letter.groups:
        heading = document.add_paragraph()
        heading.paragraph_format.space_before = Pt(10)
        heading.paragraph_format.keep_with_next = True
        add_text(heading, group.heading, bold=True, face=HEAD)
        for number, item in enumerate(group.items, start=1):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(_LEFT)
            paragraph.paragraph_format.first_line_indent = Cm(-_HANG)
            add_text(paragraph, f"{number}. ")
            points = [point_sentence(point, letter.lang) for point in item.points]
            if item.subject:
                add_text(paragraph, item.subject, bold=bool(separator_after(item, letter.lang)))
            if points and item.subject:
                add_text(paragraph, separator_after(item, letter.lang) + (" " if letter.lang == "en" else ""))
            if len(points) == 1:
                add_text(paragraph, points[0])
                continue
            for point in points:
                below = document.add_paragraph()
                below.paragraph_format.left_indent = Cm(_LEFT + _HANG)
                below.paragraph_format.first_line_indent = Cm(-_HANG / 2)
                add_text(below, f"- {point}")
    closing = document.add_paragraph()
    closing.paragraph_format.space_before = Pt(10)
    add_text(closing, letter.closing)
    for line in letter.signature:
        end = document.add_paragraph()
        end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_text(end, line)
    return docx_bytes(document)


LetterRow = tuple[str, Path | None, Letter | None]


def letters_text(rows: Sequence[LetterRow], failed: Sequence[str], out: str, style: Style) -> str:
    """A line for each dossier, then those that could not be read."""
    head = style.say(Label("申报材料,要改,核对,问题,文件", "dossier,fix,check,questions,file")).split(",")
    body = [_cells(row, style) for row in rows]
    body += [
        [escape_controls(name), "", "", "", style.say(Label("没能检查，没有写", "not checked, not written"))]
        for name in failed
    ]
    lines = lay_out_table([head, *body], right=(1, 2, 3))
    count = sum(path is not None for _, path, _ in rows)
    written = style.say(
        Label(f"写好 {count} 份，在 {escape_controls(out)}", f"{count} written to {escape_controls(out)}")
    )
    return "\n".join([style.paint.faint(lines[0]), *lines[1:], "", style.paint.good(written)]) + "\n"


def _cells(row: LetterRow, style: Style) -> list[str]:
    name, path, letter = row
    if path is None or letter is None:
        return [
            escape_controls(name),
            "-",
            "-",
            "-",
            style.say(Label("没有要改的，没有写", "nothing to fix, none written")),
        ]
    counts = (letter.errors, letter.doubts, letter.questions)
    return [escape_controls(name), *(str(count or "-") for count in counts), escape_controls(path.name)]
