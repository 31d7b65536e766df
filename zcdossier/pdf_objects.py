"""Objects of any PDF taken as what they should be: what is something else is empty, and nothing is raised.

Where a dictionary was promised may stand a null, a reference to nothing or an array: viewers pass over it without a
word, and so do we.
"""

from typing import Any


def dictionary(value: Any) -> Any:
    """Return a dictionary or a stream as it is, and an empty dictionary for anything else."""
    import pikepdf

    return value if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)) else {}


def dictionaries(value: Any) -> list[Any]:
    """Return the dictionaries and streams of an array; what is none is passed over, and what is no array is empty."""
    import pikepdf

    kinds = (pikepdf.Dictionary, pikepdf.Stream)
    return [entry for entry in value if isinstance(entry, kinds)] if is_array(value) else []


def is_array(value: Any) -> bool:
    """Whether this is an array."""
    import pikepdf

    return isinstance(value, pikepdf.Array)
