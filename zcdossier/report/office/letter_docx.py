"""A letter as a Word file, ready to be printed or sent."""

from zcdossier.report.office.letter_parts import Letter
from zcdossier.report.office.letter_text import colon, sentence
from zcdossier.report.office.word import HEAD, blank, saved, write

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
