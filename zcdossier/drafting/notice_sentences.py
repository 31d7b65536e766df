"""A notice's text cut into sentences, each with the notice's own numbering and the headings it stands under."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_CHINESE = "一二三四五六七八九十百零〇"
_NUMBERINGS = (
    re.compile(rf"(第[{_CHINESE}\d]+(?:[章节条篇编]|部分?))[\s　、:：]*"),
    re.compile(rf"([{_CHINESE}]{{1,4}})[、.．][\s　]*"),
    re.compile(rf"([（(][{_CHINESE}]{{1,4}}[）)]|[㈠-㈩])[\s　、]*"),
    re.compile(r"(?:序号?\s*)?(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.．、](?!\d)|[.．](?=\d{4}[年—–-])|[\s　])[\s　]*"),
    re.compile(r"([（(]?\d{1,2}[）)]|[（(]?[a-z][）)]|[a-z](?=[.．、]\s*[一-鿿]))[.．\s　、]*"),
    re.compile(r"([①-⑳])[\s　、]*"),
)
"""How notices number, from the outermost to the innermost."""
_HEADING = re.compile(r"^#{1,6}\s+")
"""How a heading is marked in a text that was written as Markdown."""
_BULLET = re.compile(r"[-•*][\s　]+|[●■◆▪][\s　]*")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_NARROW_SIGN = re.compile(r"(?<=[一-鿿”》）)])[,;:!?]|[,;:](?=[一-鿿“《（])")
"""A sign typed on an English keyboard where a Chinese one is meant; what no Chinese character is beside stays: 8:00."""
_WIDE = str.maketrans(",;:!?", "，；：！？")
_AFTER_STOP = re.compile(rf"([。；;])([（(](?![{_CHINESE}\d]{{1,3}}[）)])[^（()）。]{{1,20}}[）)])")
"""A bracket behind the full stop belongs to the sentence before it: 一式3份。（纸质）"""
_TITLE = re.compile(r"[^。；，,;]{1,25}")
_BARE_HEADING = re.compile(r"([^。；，,;：:（(]{2,12})[：:]")
"""A line of its own over numbered ones: 示范场："""
_LEADING_TITLE = re.compile(r"([^。；，,;：:]{1,14})[：:。]")
_ADDRESSES = re.compile(r"(?:https?://[!-~]+[\s;；，,]*)+")
"""A line of nothing but addresses: where a text was copied from is no sentence of it."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
"""What no YAML may hold: a PDF's text has U+FFFE where a word is parted at the end of a line."""
_CELLS = re.compile(r"\S[^\t]*\t[^\t]*\S")
"""A row of a table: two cells that say something."""
_DOCUMENT = re.compile(r"(?:通知|公告|通告|须知|办法|方案|规定|规范|细则|指南|简章|说明|要点|要求)[》”]?$")
_DOCUMENT_NUMBER = re.compile(r"^[^，。]{0,14}[〔[（(]\d{4}[〕\])）]\s*第?\s*\d+\s*号$")
_ENDED = re.compile(r".*[。；：:！？!?…]|.*[”）)]")
_WRAPPED_FROM = 18


class NoticeSentence(NamedTuple):
    """One sentence. `where` is the notice's numbering (三（二）1), `headings` from the outermost to the nearest.

    A row of a table is one too: its `cells` are those of the row, which tabs part in the text. What `is_continued`
    stands on a line without a number of its own, under the last numbered one.
    """

    number: int
    where: str
    headings: tuple[str, ...]
    text: str
    cells: tuple[str, ...] = ()
    is_continued: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it is the notice's title, its number, whom it addresses, or a mere heading."""
        is_top = not self.where and any(pattern.search(self.text) for pattern in (_DOCUMENT, _DOCUMENT_NUMBER))
        return self.number == 1 or is_top or bool(self.headings and self.text.rstrip("：: ") == self.headings[-1])


def notice_title(sentences: Sequence[NoticeSentence]) -> str:
    """Return what a notice calls itself: above its first number the line that ends so (……的通知), else its first."""
    named = (sentence.text for sentence in sentences if not sentence.where and _DOCUMENT.search(sentence.text))
    return next(named, sentences[0].text)


def split_sentences(text: str, *, wrapped: bool = False) -> tuple[NoticeSentence, ...]:
    """Cut a text into sentences. `wrapped` is for text whose lines end where the page did (a PDF)."""
    text = _NARROW_SIGN.sub(lambda sign: sign[0].translate(_WIDE), text)
    lines = [_HEADING.sub("", _UNSEEN.sub("", line).strip(" \t　\xa0"), count=1) for line in text.splitlines()]
    lines = [line for line in lines if line and not _ADDRESSES.fullmatch(line)]
    return tuple(_number(_read_lines(_join_wrapped(lines) if wrapped else lines)))


def _number(found: Iterator[tuple[str, tuple[str, ...], str, bool]]) -> Iterator[NoticeSentence]:
    for number, (where, headings, text, continued) in enumerate(found, 1):
        cells = tuple(cell.strip() for cell in text.split("\t")) if "\t" in text else ()
        plain = " / ".join(filter(None, cells)) if cells else text
        yield NoticeSentence(number, where, headings, plain, cells, continued)


def _join_wrapped(lines: list[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        begins = any(numbering.match(line) for numbering in _NUMBERINGS) or _BULLET.match(line)
        if joined and not begins and len(joined[-1]) >= _WRAPPED_FROM and not _ENDED.fullmatch(joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _read_lines(lines: list[str]) -> Iterator[tuple[str, tuple[str, ...], str, bool]]:
    stack: list[tuple[int, str, str]] = []
    for line, after in pairwise([*lines, ""]):
        if _CELLS.search(line):
            yield "".join(entry[1] for entry in stack), tuple(entry[2] for entry in stack if entry[2]), line, False
            continue
        level, label, rest = _numbering_of(line)
        if label:
            stack = [entry for entry in stack if entry[0] < level or _is_above(entry[1], label)]
            stack.append((level, label, _title_of(rest)))
        bare = _BARE_HEADING.fullmatch(line) if stack and not label else None
        if bare is not None and (below := _numbering_of(after)[0]) > 0:
            stack = [entry for entry in stack if entry[0] < below and entry[1]]
            stack.append((below - 1, "", bare[1]))
        labels = [entry[1] for entry in stack]
        where = "".join(above for above, below in pairwise([*labels, ""]) if not _is_above(above, below))
        headings = tuple(entry[2] for entry in stack if entry[2])
        for sentence in _SENTENCE.findall(_AFTER_STOP.sub(r"\2\1", rest)):
            if sentence.strip(" 　。；;"):
                yield where, headings, sentence.strip(" 　"), not label


def _is_above(label: str, below: str) -> bool:
    """Whether a number is the beginning of another one: 3 of 3.2."""
    return bool(label) and below.startswith(f"{label}.")


def _numbering_of(line: str) -> tuple[int, str, str]:
    for level, numbering in enumerate(_NUMBERINGS):
        match = numbering.match(line)
        if match is not None:
            return level, match[1], line[match.end() :].strip() or line
    bullet = _BULLET.match(line)
    return -1, "", line[bullet.end() :] if bullet else line


def _title_of(text: str) -> str:
    """What a numbered paragraph is about: a short line, or the words before its first colon or full stop."""
    if _TITLE.fullmatch(text):
        return text.rstrip("：: ")
    leading = _LEADING_TITLE.match(text)
    return leading[1] if leading is not None else ""


def shorten(text: str) -> str:
    """Return a sentence as one line of a question or a deadline, without its full stop."""
    stripped = text.rstrip("。；;！!？? ")
    return stripped if len(stripped) <= 60 else f"{stripped[:58]}……"  # noqa: PLR2004 - one line of a question
