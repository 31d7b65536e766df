"""The journal that a paper is in: its name, what proofs call its tier, its press, and the author's place."""

import re
from collections.abc import Iterator, Mapping, Sequence

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.compose_value import compose_value
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.read_titles import title_in_imprint
from zcdossier.sorting.statements import Statement, agreed, as_printed, find_statements

_LIKELY = 0.8
_JOURNAL_LABEL = re.compile("刊物|期刊名称|报刊|刊名|发表期刊")
_TIER_LABEL = re.compile("(?:期刊|刊物)(?:级别|等级)")
_CITED = (
    re.compile(r"》\(《(?P<value>[^《》]{2,40})》[,，]?(?:19|20)\d\d"),
    re.compile(r"[\"”]\(《(?P<value>[^《》]{2,40})》[,，]?(?:19|20)\d\d"),
    re.compile(r"(?:来源|刊名|期刊名称|出版物)[:：](?P<value>[^,，:：]{2,40})[,，](?:19|20)\d\d"),
    re.compile(r"source:\s*(?P<value>[a-z&\- ]{5,80}?)\s*volume"),
    re.compile(r"(?:期刊名称|刊名)[:：]?(?P<value>[\u4e00-\u9fff()（）]{3,24}?)(?=主管|主办|国内|国际|发表|issn|cn|$)"),
)
_TIER = re.compile(
    r"(?:该刊为|属于?|收录于)(?P<value>(?:北大|中文|南大){0,2}(?:权威|核心|一级|二级|三级)(?:核心)?期刊|(?:sci|ssci|ei|cssci|cscd)[一二三四1234]?区?)"
)
_INCLUDED = re.compile(r"收录情况[:：](?:[^,，。:：]{0,14}[,，])?(?P<value>(?:权威|核心|一级|二级|三级)期刊)")
_PRESS = re.compile(
    r"(?:编辑出版|出版单位|出版发行|出版)[:：]?(?P<value>[\u4e00-\u9fff《》]{3,24}?(?:杂志社|出版社|编辑部))"
)
_PRESS_ON_CARD = re.compile(r"[\u4e00-\u9fff]{2,4}[:：](?P<value>[\u4e00-\u9fff]{2,16}出版社)[,，]\s*(?:19|20)\d\d")
"""A place, the press in it and the year, as a library's card has them."""
_PRESS_LINE = re.compile(r"(?P<value>[\u4e00-\u9fff《》]{3,24}(?:杂志社|编辑部))(?:编辑)?出版")
_OF_COVER = re.compile(r"issn|cn\s?\d\d-|第\d{1,2}期|刊号|邮发代号|volume", re.IGNORECASE)
_IS_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z()（） &]{3,48}")
_NOT_NAME = re.compile("目录|目次|主办|主管|编辑|出版|定价|协会|学会$|大学$|杂志社$|样例|证明|证书|摘要|刊期|月刊")
_HAN = re.compile("[\u4e00-\u9fff]")
_MOST_ON_COVER, _TIMES_SEEN, _TOP = 16, 2, 0.6


def read_journal(field: Field, pieces: Sequence[HeapPiece], place: tuple[str, str]) -> FieldRead | None:
    """Return the journal or its tier, for a field that asks for it.

    `place` is the author's place and how many authors there are, as texts, empty where that is not known.
    """
    if field.type not in (FieldType.TEXT, FieldType.COMPOSED):
        return None
    if _TIER_LABEL.search(field.label.zh):
        tier = _tier_of(pieces)
        return tier.read_as(field, _LIKELY) if tier is not None else None
    if not _JOURNAL_LABEL.search(field.label.zh):
        return None
    name = journal_of(pieces) or (_book_of(pieces) if "出版" in field.label.zh else None)
    if name is None:
        return None
    text = name.text if field.type is FieldType.TEXT else _composed(field, name.text, pieces, place)
    return name._replace(text=text).read_as(field, _LIKELY) if text else None


def _composed(field: Field, name: str, pieces: Sequence[HeapPiece], place: tuple[str, str]) -> str | None:
    """The name with all that was read for the field's other pieces, or with as many as it can do with."""
    tier, press = _tier_of(pieces), _press_of(pieces)
    wanted: dict[str, str] = {"name": name}
    if press is not None:
        wanted["press"] = press.text.replace("《", "").replace("》", "")
    if tier is not None:
        wanted["tier"] = tier.text
    if all(place):
        wanted["rank"], wanted["members"] = place
    named = {name for name in wanted if f"(?P<{name}>" in field.pattern}
    parts: Mapping[str, str] = {key: text for key, text in wanted.items() if key in named}
    composed = compose_value(field, parts)
    return composed if composed is not None and read_value(composed, field) is not None else None


def _press_of(pieces: Sequence[HeapPiece]) -> Statement | None:
    found = agreed(find_statements(_PRESS, pieces)) or agreed(
        find_statements(_PRESS_ON_CARD, [piece for piece in pieces if piece.has_library_card])
    )
    return found or agreed(_presses_alone(pieces))


def _presses_alone(pieces: Sequence[HeapPiece]) -> Iterator[Statement]:
    """Yield the presses that lines name as publishing it: 某某杂志社 出版."""
    for piece in pieces:
        for placed in piece.text.folded.lines:
            match = _PRESS_LINE.fullmatch(fold(placed.line.text).replace(" ", ""))
            if match is not None:
                yield Statement(match["value"], piece, (placed,))


def _book_of(pieces: Sequence[HeapPiece]) -> Statement | None:
    """The book that has an imprint, where a field asks for it with its press."""
    book = title_in_imprint(pieces)
    return Statement(book.text.strip(), book.piece, (book.line,)) if book is not None else None


def _tier_of(pieces: Sequence[HeapPiece]) -> Statement | None:
    return agreed(find_statements(_TIER, pieces)) or agreed(find_statements(_INCLUDED, pieces))


def journal_of(pieces: Sequence[HeapPiece]) -> Statement | None:
    """Return the journal that a proof names, or what covers, heads of pages and back covers have in common."""
    for form in _CITED:
        cited = agreed(find_statements(form, pieces))
        if cited is not None:
            return cited
    return _on_covers(pieces)


def _on_covers(pieces: Sequence[HeapPiece]) -> Statement | None:
    """The largest line of a cover that other pages have as well."""
    pages = [(piece, page) for piece in pieces for page in piece.text.pages]
    letters_of = [
        "\n".join(("", *(comparable_letters(line.text) for line in page.facts.lines), "")) for _, page in pages
    ]  # a Latin name has lines of its own: of one that is cut a piece stands in others
    best: tuple[float, Statement] | None = None
    for piece, page in pages:
        lines = page.facts.lines
        if len(lines) > _MOST_ON_COVER or not any(_OF_COVER.search(fold(line.text)) for line in lines):
            continue
        for line in lines:
            text = line.text.strip()
            if line.box.top > _TOP or not _IS_NAME.fullmatch(text) or _NOT_NAME.search(text):
                continue
            height = line.box.bottom - line.box.top
            own = comparable_letters(text) if _HAN.search(text) else f"\n{comparable_letters(text)}\n"
            times = sum(own in letters for letters in letters_of)
            if times >= _TIMES_SEEN and (best is None or height > best[0]):
                placed = PlacedLine(page, line)
                best = height, Statement(as_printed(fold(text), [placed]), piece, (placed,))
    return best[1] if best is not None else None
