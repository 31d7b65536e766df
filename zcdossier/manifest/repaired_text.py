"""What somebody meant who ran a remark into the text before it, put quotation marks around it, or used backslashes."""

import re
from typing import NamedTuple

from zcdossier.model.profile import Field, FieldType
from zcdossier.model.spelling import INVISIBLE
from zcdossier.source.nodes import Scalar

_CURLY = r"(?s)\s*[“‘「『](?P<meant>[*＊].*|[^“”：]{2,20}：[^“”]*)[”’」』]\s*"
_AROUND_PATH = "".join(INVISIBLE) + "\"' \u00a0\u3000"
_HALF_CURLY = r'\s*[“‘](?P<meant>[^“‘”’"]+)"\s*'
"""A Chinese quotation mark that a plain one closes."""
_CURLY_FOLDER = r"\s*[“‘「『](?P<meant>[^“‘「『”’」』]+)[”’」』]\s*"
_QUOTED = r"\s*[“‘「『\"'](?P<meant>[^“‘「『”’」』\"']+)[”’」』\"']\s*"
"""Quotation marks may be part of a text; a date or 是 in them is what it is."""
_KEPT_AS_TYPED = frozenset({FieldType.TEXT, FieldType.COMPOSED})
_CURLY_ENDS = ("”", "’", "」", "』")
_REMARK = r"(?P<meant>.*?)\s*#\s+{label}(?:[\s【；].*)?"
_FOLDER = "里面放："
_MARKUP = (
    r"(?i)</?(?:a|b|br|div|em|font|i|p|span|strong|sub|sup|td|u)(?:\s[^<>]*)?/?>|&(?:amp|gt|lt|nbsp|quot|#\d{2,5});"
)
"""Of a web page, in a text that was copied from there."""
_LOST_TWICE = "锟斤拷"
"""What is left of signs that were lost, saved and read as GBK."""
_FORM_REMARK = r"【(?:必填|建议填|选填)】|^\s*例[：:]"
"""What stands beside or below a field of a new manifest, to be read and not to be handed in."""


class RepairedText(NamedTuple):
    """`note` is empty when a text means just what it says, else which message of ZC004 words it."""

    scalar: Scalar
    note: str = ""


def repair_text(scalar: Scalar, field: Field | None) -> RepairedText:
    """Return the text without the remark of the starting manifest, or without Chinese quotation marks.

    `field` is None for a folder. A # in the text of one's own is left alone: only the field's own name marks a remark.
    Signs that nobody sees are no part of a date, a choice or a name; a text of one's own is kept as it is.
    """
    if field is not None and field.type not in _KEPT_AS_TYPED and not INVISIBLE.isdisjoint(scalar.text):
        scalar = Scalar("".join(sign for sign in scalar.text if sign not in INVISIBLE), scalar.place, None)
    if field is None:  # a path as Explorer copies it stands in quotation marks; a name may bring unseen signs along
        bare = scalar.text.strip(_AROUND_PATH)
        scalar = scalar if bare == scalar.text else Scalar(bare, scalar.place, None)
    in_quotes = re.fullmatch(_QUOTED, scalar.text) if field is not None and not field.type.takes_any_words else None
    if in_quotes is not None:
        return RepairedText(Scalar(in_quotes["meant"], scalar.place, None))
    if scalar.inner != 0:
        return RepairedText(scalar)
    label = re.escape(field.label.zh) if field is not None else f"{_FOLDER}.*"
    remark = re.fullmatch(_REMARK.format(label=label), scalar.text) if "#" in scalar.text else None
    quoted = _CURLY if field is not None else _CURLY_FOLDER
    curly = re.fullmatch(quoted, scalar.text) if scalar.text.rstrip().endswith(_CURLY_ENDS) else None
    half = re.fullmatch(_HALF_CURLY, scalar.text) if scalar.text.rstrip().endswith('"') else None
    for match, note in ((remark, "remark"), (curly or half, "curly-quotes")):
        if match is not None:
            place = scalar.place.span(match.start("meant"), match.end("meant"))
            return RepairedText(Scalar(match["meant"], place), note)
    return RepairedText(scalar)


class StrayText(NamedTuple):
    """What stands in a text that nobody meant to write there; `note` is which message of ZC004 words it."""

    note: str
    sign: str


def find_stray_text(text: str) -> StrayText | None:
    """Return the mark-up of a web page in a text, or a remark of the manifest's own, or say that it is garbled."""
    markup = re.search(_MARKUP, text) if "<" in text or "&" in text else None
    if markup is not None:
        return StrayText("markup", markup[0])
    remark = re.search(_FORM_REMARK, text) if "】" in text or "例" in text else None
    if remark is not None:
        return StrayText("form-remark", remark[0].strip())
    return StrayText("garbled", text.strip()) if _is_garbled(text) else None


def _is_garbled(text: str) -> bool:
    """Whether a wrong encoding left this: besides signs read a second time, none of the everyday ones of Chinese."""
    if _LOST_TWICE in text:
        return True
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        from zcdossier.source.misread_text import is_garbled  # most texts are in everyday characters

        return is_garbled(text)
    return False


def with_slashes(text: str) -> str:
    """Return a path as it is written here, whatever it was typed with."""
    return text.strip().replace("\\", "/")
