"""Lines as if read off one page, to be searched."""

from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.place import Place


def text_of(*lines: str | tuple[str, Box]) -> RecordText:
    return RecordText([ScanPage(Scan("甲/1.jpg", "", Place("甲/1.jpg")), page_of(*lines))])


def page_of(*lines: str | tuple[str, Box]) -> PageFacts:
    placed = []
    for row, line in enumerate(lines):
        text, box = (line, Box(0.1, 0.05 * row, 0.9, 0.05 * row + 0.03)) if isinstance(line, str) else line
        placed.append(TextLine(text, 0.99, box))
    return PageFacts(1, lines=tuple(placed))
