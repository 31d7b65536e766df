"""What a page is by its form, whatever it says: whether something starts on it, whether it goes on, a browser's."""

import re
from collections.abc import Sequence
from statistics import median

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import PageFacts, TextLine

_TOP = 0.4
CERTIFICATE_NAME = re.compile(r"\D{2,16}证书")
_LARGER, _SOMEWHAT_LARGER = 1.35, 1.2
_OFF_CENTRE, _INDENTED = 0.06, 0.05
_GOES_ON = re.compile(r"附\s*件|附\s*[:：]|附\s*表|抄\s*送|续\s*表|[（(]续[)）]")
_ABSTRACT = re.compile(r"[【\[]?(?:摘\s*要|关\s*键\s*词|(?i:abstract|key\s*words))\s*[:：】\]]")
_PAGE_NUMBER = re.compile(r"[-—–－]\s*(\d{1,3})\s*[-—–－]|第\s*(\d{1,3})\s*页.*")
_ADDRESS = re.compile(r"https?://|www\.|\b[a-z-]+\.(?:com|cn|net|org)\b|知识服务平台|中国知网", re.IGNORECASE)
_OPENING = re.compile("前言|引言|序言")
_FOOT, _FIRST_OF_BROWSER = 3, 2
_STATUS = re.compile(
    r"[\d:%.\s]*(?:[345]g|hd|k/s|kb/s|wifi|wi-fi|中国(?:移动|联通|电信)|上午|下午)?[\d:%.\s]*", re.IGNORECASE
)
"""What a phone shows above everything: the time, the network, the battery."""


def has_heading(page: PageFacts) -> bool:
    """Whether something starts on a page: print much larger than the rest, or the name of a certificate."""
    if not page.lines:
        return False
    if CERTIFICATE_NAME.fullmatch(comparable_letters(page.lines[0].text)):
        return True
    usual = median(line.box.bottom - line.box.top for line in page.lines)
    if _is_centred_head(page.lines[0], page.lines[1:], usual):
        return True
    return any(
        line.box.top < _TOP and line.box.bottom - line.box.top >= _LARGER * usual and len(line.text.strip()) > 1
        for line in page.lines
    )


def _is_centred_head(first: TextLine, rest: Sequence[TextLine], usual: float) -> bool:
    """Whether the first line is somewhat larger, and stands in the middle of what is below: a title."""
    if first.box.top > _TOP / 2 or first.box.bottom - first.box.top < _SOMEWHAT_LARGER * usual or not rest:
        return False
    left, right = min(line.box.left for line in rest), max(line.box.right for line in rest)
    is_in_middle = abs(first.box.left - left - (right - first.box.right)) < _OFF_CENTRE
    return is_in_middle and first.box.left > left + _INDENTED


def opens_text(page: PageFacts) -> bool:
    """Whether a page is the foreword of what stands before it."""
    return any(_OPENING.fullmatch(comparable_letters(line.text)) for line in page.lines[:2])


def begins_paper(page: PageFacts) -> bool:
    """Whether a page is the first of a paper: its abstract or its keywords stand on it."""
    return any(_ABSTRACT.match(line.text.strip()) for line in page.lines)


def is_web_page(page: PageFacts) -> bool:
    """Whether a page is a picture of a browser: an address, or a library on the net, stands on top."""
    lines = [line for line in page.lines if not _STATUS.fullmatch(line.text.strip())]
    return any(_ADDRESS.search(line.text) for line in lines[:_FIRST_OF_BROWSER])


def largest_line(page: PageFacts) -> str:
    """Return what is printed largest in the upper part of a page, as it is compared."""
    upper = [line for line in page.lines if line.box.top < _TOP]
    largest = max(upper, key=lambda line: line.box.bottom - line.box.top, default=None)
    return comparable_letters(largest.text) if largest is not None else ""


def says_it_goes_on(page: PageFacts) -> bool:
    """Whether a page says that it is not the first: by 附件, 抄送 or 续表 at its top, or - 3 - at its foot."""
    texts = [line.text.strip() for line in page.lines]
    if texts and _GOES_ON.match(texts[0]):
        return True
    numbers = [match for text in texts[-_FOOT:] if (match := _PAGE_NUMBER.fullmatch(text)) is not None]
    return any(int(match[1] or match[2]) > 1 for match in numbers)
