"""A list to choose from (具备下列条件中的2项) as the pieces of one row: how many of its entries, and each as a way."""

import re
from collections.abc import Sequence

from zcdossier.drafting.counted_words import number_of
from zcdossier.drafting.known_words import NUMBER, KnownName, find_sections
from zcdossier.drafting.notice_levels import level_before

_SO_MANY = re.compile(rf"(?:之|任){NUMBER}(?!步)|{NUMBER}\s*[项条个种](?!工作日)")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]?")
_COUNTED = re.compile(rf"{NUMBER}\s*(?:项|篇|部|件|个|种|份|本|次|艘|台|幅|场|例|套)(?!工作日|月)")
_OR = re.compile(r"[，,；;]?\s*或者?是?")
_AMONG = re.compile(r"[，,；;]\s*其中")


def so_many_ways(text: str, levels: Sequence[KnownName]) -> str:
    """How many entries are wanted, as `ways` of a row: a number, or one for each level that is named before one."""
    bare = _BRACKETED.sub("", text)
    found = [(level_before(bare, match.start(), levels), number_of(match)) for match in _SO_MANY.finditer(bare)]
    numbers = {number for _, number in found}
    if len(numbers) == 1:
        return str(numbers.pop())
    named = {level.id: number for level, number in found if level is not None}
    is_told = bool(found) and len(named) == len(found)
    return f"{{{', '.join(f'{level}: {number}' for level, number in named.items())}}}" if is_told else "…"


def way_of(text: str) -> str:
    """An entry as a way: what is to be counted and how many; of alternatives, and of what among them, several."""
    return _way(_BRACKETED.sub("", text), "…")


def _way(text: str, before: str) -> str:
    """What names no section of its own is of the one named before: 发明专利1项或实用新型2项."""
    named = find_sections(text)
    section = named[0].id if named else before
    for separator, key in ((_OR, "either"), (_AMONG, "all")):
        pieces = _parts(text, separator)
        if len(pieces) > 1:
            return f"{{{key}: [{', '.join(_way(piece, section) for piece in pieces)}]}}"
    number = _COUNTED.search(text)
    return f"{{section: {section}, where: {{…}}, min: {number_of(number) if number is not None else 1}}}"


def _parts(text: str, separator: re.Pattern[str]) -> list[str]:
    """The pieces that each say how many: 主持或参与课题1项 is one."""
    pieces: list[str] = []
    for piece in separator.split(text):
        if pieces and not (_COUNTED.search(pieces[-1]) and _COUNTED.search(piece)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
