"""Whether a person's name is on some pages: a sign of it may be read wrong, or it may be spelled in Latin letters."""

import re
from enum import StrEnum

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.record_text import RecordText

_HAN = "\u3400", "\u9fff"
_LEAST_HAN = 0.3
_LEAST_SIGNS = 20
_ALMOST = 60.0
_SAME = 85.0
_LONG = 5
_BEFORE_NAME = r"(?:^|[\W_]|[\n])"
_SURNAME_SIGNS = 2


class Likelihood(StrEnum):
    """What can be said of something that was looked for."""

    PRESENT = "present"
    ABSENT = "absent"
    UNSURE = "unsure"


def find_person(name: str, text: RecordText) -> Likelihood:
    """Look for a name. A sign of it may have been read wrong, and pages in Latin letters spell it in their own way."""
    letters = comparable_letters(name)
    found = text.find(name)
    if not letters:
        return Likelihood.UNSURE
    is_han = all(map(_is_han, letters))
    if found is not None and found.score >= (100.0 if is_han and len(letters) < _LONG else _SAME):
        return Likelihood.PRESENT
    whole = text.letters[0].text
    if len(whole) < _LEAST_SIGNS or not is_han:
        return Likelihood.UNSURE
    if sum(map(_is_han, whole)) < _LEAST_HAN * len(whole):
        return Likelihood.UNSURE
    if len(letters) > _SURNAME_SIGNS:
        return Likelihood.UNSURE if found is not None and found.score >= _ALMOST else Likelihood.ABSENT
    beginning = re.compile(rf"{_BEFORE_NAME}\s*{re.escape(name.strip()[0])}")
    return Likelihood.UNSURE if beginning.search(text.folded.text) else Likelihood.ABSENT


def _is_han(sign: str) -> bool:
    return _HAN[0] <= sign <= _HAN[1]
