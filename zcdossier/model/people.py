"""Names of persons in one text. White space parts names only between Chinese ones: `Wei Zhang、Li Na` is two people."""

import re

from zcdossier.model.spelling import half_width

_DOTS = r"(?<=[\u3400-\u9fff])\s*[•・‧∙⋅●.．]\s*(?=[\u3400-\u9fff])"
_HAN = r"[\u3400-\u9fff·]"
_SIGNS = r"(?i)[、，,;；/|&＆\n]+|\s+and\s+"
_NOTE = r"[(（\[【][^()（）\[\]【】]*[)）\]】]"
_MARKS = r"^\s*\d{1,3}\s*[.．、)）]\s*|[*＊#†‡\d]+\s*$"
_AND_OTHERS = r"(?<=.)\s*等\s*(?:(?P<count>\d{1,4})\s*人|人)?\s*$|\s*(?:,\s*)?et al\.?\s*$"
_NUMBERED = r"\s+(?=\d{1,3}\s*[.．、)）]\s*[\u3400-\u9fffA-Za-z])|\s+(?=第[一二三四五六七八九十\d]+\s*[:：])"
_PLACE = (
    r"^第[一二三四五六七八九十\d]+(?:作者|完成人|发明人|位)?\s*[:：]\s*"
    r"|^(?:组长|组员|成员|负责人|主持人|合作者|作者|主编|副主编|参编|本人)\s*[:：]\s*"
)
_WITH = r"(?<=[\u3400-\u9fff]{2})\s*[和与及]\s*(?=[\u3400-\u9fff]{2})"
_TITLE = (
    r"(?<=[\u3400-\u9fff]{2})\s*(?:(?:高级|助理|主任|副主任|正高级|副)?(?:工程师|医师|护师|技师|药师|实验师|农艺师)|(?:副|助理)?教授|"
    r"(?:副|助理)?研究员|讲师|助教|老师|同志|先生|女士|博士|硕士|博士生|院士|主任|副主任|院长|副院长|医生|同学|总工|本人)$"
)
_SHORTEST_HAN = 2
_LONGEST_HAN = 4
_SHORTEST_TITLED = 4
_HAN_ONLY = rf"(?:{_HAN}+\s+)+{_HAN}+"


def split_people(text: str) -> list[str]:
    """Return the names in a text, without the marks, titles and notes that stand beside them."""
    plain = re.sub(_DOTS, "·", re.sub(_AND_OTHERS, "", re.sub(_NOTE, " ", half_width(text)).strip()))
    plain = re.sub(_NUMBERED, "、", plain)
    names: list[str] = []
    for piece in re.split(_SIGNS, plain):
        name = _without_title(re.sub(_PLACE, "", re.sub(_MARKS, "", piece.strip())).strip())
        for joined in _are_joined(name):
            names.extend(_han_names(joined) if re.fullmatch(_HAN_ONLY, joined) else [" ".join(joined.split())])
    return [name for name in (_without_title(name) for name in names) if name]


def _are_joined(name: str) -> list[str]:
    """陆渐青和沈慕云 is two people, 李和平 is one: each side must be a name, and the whole too long for one."""
    pieces = re.split(_WITH, name)
    whole = "".join(name.split())
    lengths = [len(piece.strip()) for piece in pieces if "·" not in piece]
    fits = all(_SHORTEST_HAN <= length <= _LONGEST_HAN for length in lengths)
    return pieces if len(pieces) > 1 and len(whole) > _LONGEST_HAN and fits else [name]


def _without_title(name: str) -> str:
    """赵国梁工程师 is 赵国梁."""
    return name if len(name) < _SHORTEST_TITLED else re.sub(_TITLE, "", name)


def count_people(text: str) -> int | None:
    """Return how many persons are named; None when others are left out (等) and it is not said how many."""
    names = split_people(text)
    others = re.search(_AND_OTHERS, re.sub(_NOTE, "", half_width(text)).strip())
    if others is None:
        return len(names) or None
    stated_count = others.groupdict().get("count")
    return int(stated_count) if stated_count and int(stated_count) >= len(names) else None


def bare_name(text: str) -> str:
    """Return a person's name as it is compared: no note or title, no white space inside a Chinese one (王　明)."""
    plain = half_width(text).strip()
    if plain.isalpha() and len(plain) < _SHORTEST_TITLED:
        return plain
    while (shorter := _without_title(re.sub(_NOTE, "", plain).strip())) and shorter != plain:
        plain = shorter
    plain = re.sub(_DOTS, "·", plain)
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
