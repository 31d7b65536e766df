"""Whether a text was UTF-8 that somebody opened otherwise and saved: read as GBK 申报 has become 鐢虫姤.

A whole manifest of it is not read at all; a value alone may be read, and is asked about.
"""

import re

_LOST = "\ufffd"
_CHINESE = "[\u4e00-\u9fff]"
_FEWEST = 8
_FEWEST_IN_VALUE = 2
_WESTERN_BYTES = 0x100


def was_read_as_gbk(text: str) -> bool:
    """Whether hardly anything is left that is not explained by the wrong encoding."""
    meant = text.encode("gb18030", "replace").decode("utf-8", "replace")
    found = len(re.findall(_CHINESE, meant))
    return found >= _FEWEST and meant.count(_LOST) < found


def is_garbled(text: str) -> bool:
    """Whether a value is what wrong encodings leave, or the end of it."""
    return _LOST in text or _is_chinese_read_as_western(text) or _is_wholly_read_as_gbk(text)


def _is_wholly_read_as_gbk(text: str) -> bool:
    """Whether its bytes are UTF-8 for Chinese, up to a last character that may have lost one."""
    meant = text.encode("gb18030", "replace").decode("utf-8", "replace").rstrip(f"?{_LOST}")
    return _LOST not in meant and len(re.findall(_CHINESE, meant)) >= _FEWEST_IN_VALUE


def _is_chinese_read_as_western(text: str) -> bool:
    """Whether every character stands for one byte, and the bytes are Chinese: æ±Ÿ for 江."""
    if re.search(_CHINESE, text):
        return False
    try:
        data = b"".join(bytes([ord(sign)]) if ord(sign) < _WESTERN_BYTES else sign.encode("cp1252") for sign in text)
        return re.search(_CHINESE, data.decode("utf-8")) is not None
    except UnicodeError:
        return False
