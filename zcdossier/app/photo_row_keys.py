"""What a row about a photo (`photo:`) or about files (`files:`) may say: what is measured, and what is asked."""

from typing import NamedTuple

from zcdossier.lint.measures.measure_types import Measure
from zcdossier.model.label import Label
from zcdossier.profiles.file_rows import SUGGESTED, FileRowReader
from zcdossier.profiles.photo_questions import QUESTIONS, example_value, photo_question


class PhotoRowKeys(NamedTuple):
    """Each key with the measure it is, and each with a value and the question that it becomes."""

    measured: tuple[tuple[str, Measure], ...]
    asked: tuple[tuple[str, str, Label], ...]


def photo_row_keys() -> PhotoRowKeys:
    """Return the keys in the order in which the guide tells them."""
    measured = ((key, FileRowReader.measure_of(key)) for key in SUGGESTED)
    return PhotoRowKeys(
        tuple((key, measure) for key, measure in measured if measure is not None),
        tuple((key, value := example_value(key), photo_question(key, value)) for key in QUESTIONS),
    )
