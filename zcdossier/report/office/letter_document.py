"""A letter as data, and laid out: as plain text, as a Word file, as a line of the list of letters written."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.report.office.word_file import HEAD, blank, saved, write
from zcdossier.report.sanitize import visible
from zcdossier.report.style import Style
from zcdossier.report.text_layout import table

_NUMERALS = "一二三四五六七八九十"


class Point(NamedTuple):
    """One thing wrong: what, how to mend it (or to fill it in), and where the notice asks for it, as far as known."""

    what: str
    fix: str = ""
    source: str = ""
    fills: bool = False


class Item(NamedTuple):
    """One record, or one question, with its points. A point without a subject stands for itself."""

    subject: str
    points: tuple[Point, ...] = ()


class Group(NamedTuple):
    """What asks for the same act."""

    heading: str
    items: tuple[Item, ...]


class Letter(NamedTuple):
    """Everything a letter says, line by line."""

    greeting: str
    opening: tuple[str, ...]
    groups: tuple[Group, ...]
    closing: str
    signature: tuple[str, ...]
    lang: str
    errors: int = 0
    doubts: int = 0
    questions: int = 0


def numbered(groups: Sequence[Group], lang: str) -> tuple[Group, ...]:
    """Put 一、 二、 … before the headings."""
    return tuple(
        group._replace(heading=f"{at}. {group.heading}" if lang == "en" else f"{_numeral(at)}、{group.heading}")
        for at, group in enumerate(groups, start=1)
    )


def _numeral(number: int) -> str:
    """一 to 十九."""
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else f"十{_NUMERALS[number - len(_NUMERALS) - 1]}"


def letter_text(letter: Letter) -> str:
    """The whole letter, lines parted by a line feed."""
    lines = [letter.greeting, "", *letter.opening]
    for group in letter.groups:
        lines += ["", *_group(group, letter.lang)]
    lines += ["", *([letter.closing, ""] if letter.closing else []), *letter.signature]
    return "\n".join(lines) + "\n"


def _group(group: Group, lang: str) -> Iterator[str]:
    yield group.heading
    for number, item in enumerate(group.items, start=1):
        lead = f"  {number}. "
        lines = list(_item(item, lang))
        yield lead + lines[0]
        yield from (" " * len(lead) + line for line in lines[1:])


def _item(item: Item, lang: str) -> Iterator[str]:
    """One point goes behind its subject, several below it."""
    if not item.points:
        yield item.subject
    elif len(item.points) == 1 and item.subject:
        yield f"{item.subject}{colon(item, lang)}{' ' if lang == 'en' else ''}{sentence(item.points[0], lang)}"
    else:
        if item.subject:
            yield f"{item.subject}{colon(item, lang)}"
        yield from (f"- {sentence(point, lang)}" if item.subject else sentence(point, lang) for point in item.points)


def colon(item: Item, lang: str) -> str:
    """What parts a subject from its points; a question has its own mark."""
    if item.subject.endswith(("？", "?", "）", ")", "。", ".")):
        return ""
    return ":" if lang == "en" else "："


def sentence(point: Point, lang: str) -> str:
    """What is wrong, how to mend it, and where the notice asks for it."""
    if lang == "en":
        fix = f". {_capital(point.fix.rstrip('.'))}." if point.fix else ""
        source = f" ({point.source})" if point.source else ""
        return f"{_capital(point.what)}{fix}{source}"
    lead = "填法" if point.fills else "改法"
    fix = f"{lead}：{point.fix.rstrip('。')}。" if point.fix else ""
    source = f"（{point.source}）" if point.source else ""
    return f"{point.what}{'。' if fix else ''}{fix}{source}"


def _capital(text: str) -> str:
    """Begin a sentence; a file name keeps its own case."""
    return text if "." in text.partition(" ")[0] else text[:1].upper() + text[1:]


_LEFT, _HANG = 1.0, 0.7  # centimetres


def letter_docx(letter: Letter) -> bytes:
    """The whole letter."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = blank(letter.greeting)
    write(document.add_paragraph(), letter.greeting, bold=True)
    for line in letter.opening:
        write(document.add_paragraph(), line)
    for group in letter.groups:
        heading = document.add_paragraph()
        heading.paragraph_format.space_before = Pt(10)
        heading.paragraph_format.keep_with_next = True
        write(heading, group.heading, bold=True, face=HEAD)
        for number, item in enumerate(group.items, start=1):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(_LEFT)
            paragraph.paragraph_format.first_line_indent = Cm(-_HANG)
            write(paragraph, f"{number}. ")
            points = [sentence(point, letter.lang) for point in item.points]
            if item.subject:
                write(paragraph, item.subject, bold=bool(colon(item, letter.lang)))
            if points and item.subject:
                write(paragraph, colon(item, letter.lang) + (" " if letter.lang == "en" else ""))
            if len(points) == 1:
                write(paragraph, points[0])
                continue
            for point in points:
                below = document.add_paragraph()
                below.paragraph_format.left_indent = Cm(_LEFT + _HANG)
                below.paragraph_format.first_line_indent = Cm(-_HANG / 2)
                write(below, f"- {point}")
    closing = document.add_paragraph()
    closing.paragraph_format.space_before = Pt(10)
    write(closing, letter.closing)
    for line in letter.signature:
        end = document.add_paragraph()
        end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write(end, line)
    return saved(document)


Row = tuple[str, Path | None, Letter | None]


def letters_text(rows: Sequence[Row], failed: Sequence[str], out: str, style: Style) -> str:
    """A line for each dossier, then those that could not be read."""
    head = style.say("申报材料,要改,核对,问题,文件", "dossier,mend,check,questions,file").split(",")
    body = [_cells(row, style) for row in rows]
    body += [[visible(name), "", "", "", style.say("没能检查，没有写", "not checked, not written")] for name in failed]
    lines = table([head, *body], right=(1, 2, 3))
    count = sum(path is not None for _, path, _ in rows)
    done = style.say(f"写好 {count} 份，在 {visible(out)}", f"{count} written to {visible(out)}")
    return "\n".join([style.paint.faint(lines[0]), *lines[1:], "", style.paint.good(done)]) + "\n"


def _cells(row: Row, style: Style) -> list[str]:
    name, path, letter = row
    if path is None or letter is None:
        return [visible(name), "-", "-", "-", style.say("没有要改的，没有写", "nothing to mend, none written")]
    counts = (letter.errors, letter.doubts, letter.questions)
    return [visible(name), *(str(count or "-") for count in counts), visible(path.name)]
