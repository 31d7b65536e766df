"""What somebody meant who ran a remark into the text before it, or put Chinese quotation marks around a star."""

import re
from typing import NamedTuple

from zcdossier.model.profile import Field
from zcdossier.source.nodes import Scalar

_CURLY = re.compile(r"\s*[“‘「『](?P<meant>[*＊].*)[”’」』]\s*", re.DOTALL)
_REMARK = r"(?P<meant>.*?)\s*#\s+{label}(?:[\s【；].*)?"
_FOLDER = "里面放："


class Meant(NamedTuple):
    """`note` is empty when a text means just what it says, else which message of ZC004 words it."""

    scalar: Scalar
    note: str = ""


def meant(scalar: Scalar, field: Field | None) -> Meant:
    """Return the text without the remark of the starting manifest, or without Chinese quotation marks.

    `field` is None for a folder. A # in the text of one's own is left alone: only the field's own name marks a remark.
    """
    if scalar.inner != 0:
        return Meant(scalar)
    label = re.escape(field.label.zh) if field is not None else f"{_FOLDER}.*"
    remark = re.fullmatch(_REMARK.format(label=label), scalar.text) if "#" in scalar.text else None
    for match, note in ((remark, "remark"), (_CURLY.fullmatch(scalar.text), "curly-quotes")):
        if match is not None:
            place = scalar.place.span(match.start("meant"), match.end("meant"))
            return Meant(Scalar(match["meant"], place), note)
    return Meant(scalar)
