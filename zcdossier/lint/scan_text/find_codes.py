"""Codes by which a document can be verified online, as they are read: 在线验证码 and the like."""

import re

from zcdossier.lint.scan_text.record_text import RecordText

_CODE = re.compile(
    r"(?:在线验证码|验证码|验证编号|报告编号)[】\])]?[:：]?\s*\n?(?P<code>[a-z0-9](?:[ -]?[a-z0-9]){9,19})(?![a-z0-9])"
)


def verification_codes(text: RecordText) -> tuple[str, ...]:
    """Return the codes in a text, in capitals and without what parts them in groups."""
    codes = (re.sub(r"[ -]", "", match["code"]).upper() for match in _CODE.finditer(text.folded.text))
    return tuple(dict.fromkeys(codes))
