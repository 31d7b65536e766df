"""Names of persons in one text. White space parts names only between Chinese ones: `Wei Zhang、Li Na` is two people."""

import re

from zcdossier.model.spelling import half_width

_HAN = r"[\u3400-\u9fff·]"
_SIGNS = re.compile(r"[、，,;；/|&＆\n]+|\s+and\s+", re.IGNORECASE)
_NOTE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_MARKS = re.compile(r"^\s*\d{1,3}\s*[.．、)）]\s*|[*＊#†‡\d]+\s*$")
_AND_OTHERS = re.compile(r"(?<=.)\s*等\s*(?:(?P<count>\d{1,4})\s*人|人)?\s*$|\s*(?:,\s*)?et al\.?\s*$")
_HAN_ONLY = re.compile(rf"(?:{_HAN}+\s+)+{_HAN}+")


def split_people(text: str) -> list[str]:
    """Return the names in a text, without the marks and notes that stand beside them."""
    names: list[str] = []
    for piece in _SIGNS.split(_AND_OTHERS.sub("", _NOTE.sub("", half_width(text)))):
        name = _MARKS.sub("", piece).strip()
        names.extend(_han_names(name) if _HAN_ONLY.fullmatch(name) else [" ".join(name.split())])
    return [name for name in names if name]


def count_people(text: str) -> int | None:
    """Return how many persons are named; None when others are left out (等) and it is not said how many."""
    names = split_people(text)
    others = _AND_OTHERS.search(_NOTE.sub("", half_width(text)).strip())
    if others is None:
        return len(names) or None
    said = others.groupdict().get("count")
    return int(said) if said and int(said) >= len(names) else None


def one_name(text: str) -> str:
    """Return a person's name as it is compared: no white space inside a Chinese one (王　明)."""
    plain = half_width(text).strip()
    return "".join(plain.split()) if re.fullmatch(rf"[{_HAN[1:-1]}\s]+", plain) else " ".join(plain.split())


def _han_names(text: str) -> list[str]:
    """Two characters that stand alone are one name with a space for looks (王 明)."""
    names: list[str] = []
    alone = ""
    for piece in text.split():
        if len(piece) > 1:
            names.extend([alone, piece])
            alone = ""
        elif alone:
            names.append(alone + piece)
            alone = ""
        else:
            alone = piece
    return [name for name in (*names, alone) if name]
