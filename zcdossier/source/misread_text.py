"""Whether a text was UTF-8 that somebody opened as GBK and saved: 申报 has become 鐢虫姤, and can't be got back."""

import re

_LOST = "\ufffd"
_CHINESE = "[\u4e00-\u9fff]"
_FEWEST = 8


def was_read_as_gbk(text: str) -> bool:
    """Whether hardly anything is left that is not explained by the wrong encoding."""
    meant = text.encode("gb18030", "replace").decode("utf-8", "replace")
    found = len(re.findall(_CHINESE, meant))
    return found >= _FEWEST and meant.count(_LOST) < found
