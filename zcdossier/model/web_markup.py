"""The mark-up of a web page in a text that was copied from there."""

import re

_MARKUP = (
    r"(?i)</?(?:a|b|br|div|em|font|i|p|span|strong|sub|sup|td|u)(?:\s[^<>]*)?/?>|&(?:amp|gt|lt|nbsp|quot|#\d{2,5});"
)


def find_markup(text: str) -> str:
    """Return the first tag or entity of a web page in a text; an empty text where there is none."""
    found = re.search(_MARKUP, text) if "<" in text or "&" in text else None
    return found[0] if found else ""
