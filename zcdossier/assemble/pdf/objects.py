"""What a PDF holds where something else was promised: nulls, references to nothing, arrays in a dictionary's place.

Viewers pass over it without a word. So do we: it must not cost an applicant the record.
"""

from typing import Any


def dictionaries(value: Any) -> list[Any]:
    """Return the dictionaries and streams of an array; what is none is passed over, and what is no array is empty."""
    import pikepdf  # noqa: PLC0415 - heavy

    if not isinstance(value, pikepdf.Array):
        return []
    return [entry for entry in value if isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream))]


def dictionary(value: Any) -> Any:
    """Return a dictionary or a stream as it is, and an empty dictionary for anything else."""
    import pikepdf  # noqa: PLC0415 - heavy

    return value if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else {}


def annotations_of(page: Any) -> list[Any]:
    """Return the annotations of a page's dictionary."""
    return dictionaries(page.get("/Annots"))
