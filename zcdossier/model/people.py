"""Names of persons in one text. White space parts names only between Chinese ones: `Wei Zhang、Li Na` is two people."""

import re

from zcdossier.model.spelling import half_width

_DOTS = re.compile(r"(?<=[\u3400-\u9fff])\s*[•・‧∙⋅●.．]\s*(?=[\u3400-\u9fff])")
_HAN = r"[\u3400-\u9fff·]"
_SIGNS = re.compile(r"[、，,;；/|&＆\n]+|\s+and\s+", re.IGNORECASE)
_NOTE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_MARKS = re.compile(r"^\s*\d{1,3}\s*[.．、)）]\s*|[*＊#†‡\d]+\s*$")
_AND_OTHERS = re.compile(r"(?<=.)\s*等\s*(?:(?P<count>\d{1,4})\s*人|人)?\s*$|\s*(?:,\s*)?et al\.?\s*$")
_NUMBERED = re.compile(
    r"\s+(?=\d{1,3}\s*[.．、)）]\s*[\u3400-\u9fffA-Za-z])|\s+(?=第[一二三四五六七八九十\d]+\s*[:：])"
)
_PLACE = re.compile(
    r"^第[一二三四五六七八九十\d]+(?:作者|完成人|发明人|位)?\s*[:：]\s*|^(?:组长|组员|成员|负责人|主持人|合作者|作者|主编|副主编|参编|本人)\s*[:：]\s*"
)
_WITH = re.compile(r"(?<=[\u3400-\u9fff]{2})\s*[和与及]\s*(?=[\u3400-\u9fff]{2})")
_TITLE = re.compile(
    r"(?<=[\u3400-\u9fff]{2})\s*(?:(?:高级|助理|主任|副主任|正高级|副)?(?:工程师|医师|护师|技师|药师|实验师|农艺师)|(?:副|助理)?教授|"
    r"(?:副|助理)?研究员|讲师|助教|老师|同志|先生|女士|博士|硕士|博士生|院士|主任|副主任|院长|副院长|医生|同学|总工|本人)$"
)
_SHORTEST_HAN = 2
_LONGEST_HAN = 4
_HAN_ONLY = re.compile(rf"(?:{_HAN}+\s+)+{_HAN}+")


def split_people(text: str) -> list[str]:
    """Return the names in a text, without the marks, titles and notes that stand beside them."""
    plain = _DOTS.sub("·", _AND_OTHERS.sub("", _NOTE.sub(" ", half_width(text)).strip()))
    plain = _NUMBERED.sub("、", plain)
    names: list[str] = []
    for piece in _SIGNS.split(plain):
        name = _without_title(_PLACE.sub("", _MARKS.sub("", piece.strip())).strip())
        for joined in _joined(name):
            names.extend(_han_names(joined) if _HAN_ONLY.fullmatch(joined) else [" ".join(joined.split())])
    return [name for name in (_without_title(name) for name in names) if name]


def _joined(name: str) -> list[str]:
    """陆渐青和沈慕云 is two people, 李和平 is one: each side must be a name, and the whole too long for one."""
    pieces = _WITH.split(name)
    whole = "".join(name.split())
    lengths = [len(piece.strip()) for piece in pieces if "·" not in piece]
    fits = all(_SHORTEST_HAN <= length <= _LONGEST_HAN for length in lengths)
    return pieces if len(pieces) > 1 and len(whole) > _LONGEST_HAN and fits else [name]


def _without_title(name: str) -> str:
    """赵国梁工程师 is 赵国梁."""
    return _TITLE.sub("", name)


def count_people(text: str) -> int | None:
    """Return how many persons are named; None when others are left out (等) and it is not said how many."""
    names = split_people(text)
    others = _AND_OTHERS.search(_NOTE.sub("", half_width(text)).strip())
    if others is None:
        return len(names) or None
    said = others.groupdict().get("count")
    return int(said) if said and int(said) >= len(names) else None


def one_name(text: str) -> str:
    """Return a person's name as it is compared: no note or title, no white space inside a Chinese one (王　明)."""
    plain = half_width(text).strip()
    while (shorter := _without_title(_NOTE.sub("", plain).strip())) and shorter != plain:
        plain = shorter
    plain = _DOTS.sub("·", plain)
    return "".join(plain.split()) if re.fullmatch(rf"[{_HAN[1:-1]}\s]+", plain) else " ".join(plain.split())


def _han_names(text: str) -> list[str]:
    """Two characters that stand alone are one name with a space for looks (王 明)."""
    pieces = text.split()
    if all(len(piece) == 1 for piece in pieces) and len(pieces) <= _LONGEST_HAN:
        return ["".join(pieces)]
    names: list[str] = []
    alone = ""
    for piece in pieces:
        if len(piece) > 1:
            names.extend([alone, piece])
            alone = ""
        elif alone:
            names.append(alone + piece)
            alone = ""
        else:
            alone = piece
    return [name for name in (*names, alone) if name]
