"""What plain words of a notice say of pixels, bytes, resolution, colour, format and paper, as bounds of a row."""

import re

from zcdossier.drafting.known_words import AFFIRMED, NOT

_PIXELS = re.compile(r"(\d{2,4})\s*(?:像素|px)?\s*(?:[*×xX✕＊乘]|\(宽\)\s*[*×xX])\s*(\d{2,4})")
_PIXEL_WORD = re.compile(r"像素|px|分辨率", re.IGNORECASE)
_BYTES = r"(\d+(?:\.\d+)?)\s*([KkMm])[Bb]?(?![a-z])"
SIZED = re.compile(_BYTES)
_BETWEEN = re.compile(rf"(\d+(?:\.\d+)?)\s*(?:([KkMm])[Bb]?)?\s*(?:[-—~～至到]+)\s*{_BYTES}(?:之间)?")
_ABOVE = re.compile(rf"({AFFIRMED}(?:大于|超过|高于)(?:或?等于)?|{NOT}(?:小于|低于|少于)|至少|≥)\s*{_BYTES}")
BELOW = re.compile(
    rf"({AFFIRMED}(?:小于|低于|少于)(?:或?等于)?|{NOT}(?:超过|大于|高于|多于)|最大|控制在|限|≤)(?:为|在)?\s*{_BYTES}"
    rf"|{_BYTES}\s*(?:以内|以下)"
)
_AT_LEAST = re.compile(rf"{_BYTES}\s*(?:及)?以上")
_WIDTH = re.compile(r"宽(?:度)?(?:为|：|:)?\s*(\d{2,4})\s*(?:像素|px|(?=[、，,]\s*高))", re.IGNORECASE)
_HEIGHT = re.compile(r"高(?:度)?(?:为|：|:)?\s*(\d{2,4})\s*(?:像素|px)", re.IGNORECASE)
_SIDE = re.compile(
    rf"(?P<side>宽|高)(?:度)?(?P<bound>{NOT}(?:小于|低于|少于|大于|超过|高于)|{AFFIRMED}(?:大于|小于)|至少|最多|最大)\s*(?P<pixels>\d{{2,4}})\s*(?:像素|px)",
    re.IGNORECASE,
)
RATIO = re.compile(r"宽高比(?:例)?(?:为|约为|：|:)?\s*(\d{1,2})\s*[:：/]\s*(\d{1,2})")
DPI = re.compile(
    rf"({NOT}(?:低于|小于|少于|高于|大于|超过)|{AFFIRMED}(?:大于|高于|超过)|至少|为)?\s*"
    r"(?:(\d{2,4})\s*(?:dpi|DPI|Dpi)?\s*(?:[-—–~～至到]+)\s*)?(\d{2,4})\s*(?:dpi|DPI|Dpi|像素/英寸)\s*(以上|以下|以内)?"
)
_BACKGROUND = re.compile(
    r"(白|[浅淡]蓝|蓝|红)(?:色)?(?:底|背景)|(?:背景|底色)(?:颜色)?(?:要求)?(?:为|须为|应为)?(?:纯)?(白|[浅淡]蓝|蓝|红)色"
)
FORMAT_NAMES = "PDF|JPE?G|PNG|TIFF?|BMP|OFD"
_FORMAT = re.compile(
    rf"((?:{FORMAT_NAMES})(?:(?:或者?|[、，,/]|和)\s*\.?(?:{FORMAT_NAMES}))*)\s*(?:等?格式|文件|图片|文档)"
    rf"|格式(?:限|为|须为|应为|要求|包括|仅支持)?[：:]?\s*\.?((?:{FORMAT_NAMES})(?:(?:或者?|[、，,/]|和)\s*\.?(?:{FORMAT_NAMES}))*)",
    re.IGNORECASE,
)
COLOUR = re.compile(r"彩色(?:扫描|原件|PDF|图片|电子)|(?:须|应|要|为)彩色")
TOTAL = re.compile(
    rf"(?:总大小|总容量|总量|总计|合计|总共|累计|共计|全部(?:材料|附件)(?!.{{0,3}}[每单]))[^，。；\d]{{0,10}}?{_BYTES}"
)
PAPER = re.compile(r"A([345])(?:纸|幅面|规格|大小|页面)?")
FILE_PATTERNS = (
    _PIXELS,
    RATIO,
    _WIDTH,
    _HEIGHT,
    _AT_LEAST,
    _BETWEEN,
    _ABOVE,
    BELOW,
    DPI,
    _BACKGROUND,
    _FORMAT,
    COLOUR,
    TOTAL,
    PAPER,
)
"""By which a piece of a sentence is known to be about a measure."""
_COLOURS = {"白": "white", "浅蓝": "light_blue", "淡蓝": "light_blue", "蓝": "blue", "红": "red"}
_FORMATS = {"jpg": "jpeg", "tif": "tiff"}
_STRICT = frozenset({"大于", "超过", "高于", "小于", "低于", "少于"})
_LOW_ENDS = ("低于", "小于", "少于")
_AT_MOST_BEFORE = re.compile(rf"(?:{NOT}(?:超过|大于|高于|多于)|{AFFIRMED}(?:小于|低于)|最大|控制在|限)(?:为|在)?\s*$")
_AT_LEAST_BEFORE = re.compile(rf"(?:{NOT}(?:低于|小于|少于)|{AFFIRMED}(?:大于|高于|超过)|至少|最小)(?:为)?\s*$")
_AT_MOST_AFTER = re.compile(r"\s*(?:像素|px)?\s*(?:以内|以下|之内)", re.IGNORECASE)
_AT_LEAST_AFTER = re.compile(r"\s*(?:像素|px)?\s*(?:以上|及以上)", re.IGNORECASE)


def pixel_rows(text: str) -> list[tuple[str, str]]:
    """Return the measures that pixels are said of, each with its bound as a row has it."""
    match = _PIXELS.search(text)
    width, height = _WIDTH.search(text), _HEIGHT.search(text)
    if match is None and width is not None and height is not None:
        sides = [_bounded_side(name, side, text) for name, side in (("width", width), ("height", height))]
        if all(name for name, _ in sides):
            return sides
        return [("size", f"size, equals: {width[1]}x{height[1]}")]
    if match is None:
        return [_side_row(side) for side in _SIDE.finditer(text)]
    if not _PIXEL_WORD.search(text):
        return []
    before, after = text[: match.start()], text[match.end() :]
    if _AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.match(after):
        return [("size", f"size, at_least: {match[1]}x{match[2]}")]
    if _AT_MOST_BEFORE.search(before) or _AT_MOST_AFTER.match(after):
        return [("size", f"size, at_most: {match[1]}x{match[2]}")]
    return [("width", f"width, one_of: [{match[1]}]"), ("height", f"height, one_of: [{match[2]}]")]


def _bounded_side(name: str, side: re.Match[str], text: str) -> tuple[str, str]:
    """A side with its bound behind it: 宽度114像素以上; empty texts where it is exact."""
    bounds = (("at_least", _AT_LEAST_AFTER), ("at_most", _AT_MOST_AFTER))
    key = next((key for key, pattern in bounds if pattern.match(text, side.end())), "")
    return (name, f"{name}, {key}: {side[1]}") if key else ("", "")


def _side_row(side: re.Match[str]) -> tuple[str, str]:
    name = {"宽": "width", "高": "height"}[side["side"]]
    if side["bound"] in _STRICT:
        key = "above" if side["bound"] == "大于" else "below"
    else:
        key = "at_least" if side["bound"].endswith(_LOW_ENDS) or side["bound"] == "至少" else "at_most"
    return name, f"{name}, {key}: {side['pixels']}"


def byte_rows(text: str) -> list[tuple[str, str]]:
    """Return the size in bytes that a text says, as a row has it."""
    between = _BETWEEN.search(text)
    if between is not None:
        low, high = size_text(between[1], between[2] or between[4]), size_text(between[3], between[4])
        return [("bytes", f"bytes, at_least: {low}, at_most: {high}")]
    bounds = []
    above, below = _ABOVE.search(text), BELOW.search(text)
    if above is not None:
        bounds.append(f"{'above' if above[1] in _STRICT else 'at_least'}: {size_text(above[2], above[3])}")
    elif (least := _AT_LEAST.search(text)) is not None:
        bounds.append(f"at_least: {size_text(least[1], least[2])}")
    if below is not None:
        bounds.append(f"{'below' if below[1] in _STRICT else 'at_most'}: {amount_of(below)}")
    return [("bytes", ", ".join(["bytes", *bounds]))] if bounds else []


def amount_of(below: re.Match[str]) -> str:
    """Return the size of an upper bound."""
    amount, unit = (below[2], below[3]) if below[2] else (below[4], below[5])
    return size_text(amount, unit)


def size_text(amount: str, unit: str) -> str:
    """A size as a profile writes it: `20 MB`, `30 K`."""
    return f"{amount} {'MB' if unit.upper() == 'M' else 'K'}"


def other_rows(text: str) -> list[tuple[str, str]]:
    """Return resolution, background and format."""
    rows = []
    dpi, format_ = DPI.search(text), formats_of(text)
    words = [first or second for first, second in _BACKGROUND.findall(text)]
    if dpi is not None:
        rows.append(("dpi", f"dpi, {dpi_bound(dpi)}"))
    if words:
        colours = ", ".join(dict.fromkeys(_COLOURS[word] for word in words))
        rows.append(("background", f"background_color, one_of: [{colours}]"))
    if format_:
        rows.append(("format", f"format, one_of: [{', '.join(format_)}]"))
    return rows


def dpi_bound(match: re.Match[str]) -> str:
    """Return a resolution as the bound of a row."""
    before, lowest, dpi, after = match[1] or "", match[2], match[3], match[4]
    if lowest:
        return f"between: [{lowest}, {dpi}]"
    if before in _STRICT:
        return f"above: {dpi}"
    if before.startswith("不"):
        return f"at_least: {dpi}" if before.endswith(_LOW_ENDS) else f"at_most: {dpi}"
    return f"at_most: {dpi}" if after in ("以下", "以内") else f"at_least: {dpi}"


def formats_of(text: str) -> list[str]:
    """Return the formats that a text names, as a profile does."""
    match = _FORMAT.search(text)
    listed = (match[1] or match[2]) if match is not None else ""
    names = re.findall(FORMAT_NAMES, listed.lower(), re.IGNORECASE)
    return format_words(names)


def format_words(names: list[str]) -> list[str]:
    """Names of formats as a notice writes them, as a profile does."""
    return list(dict.fromkeys(_FORMATS.get(name.lower(), name.lower()) for name in names))
