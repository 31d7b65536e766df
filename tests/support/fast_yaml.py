"""YAML that tests hold, read by the fast half of the parser where that is there: whole notices of cases are read."""

from typing import Any

import yaml

_STRINGS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_VALUES = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_strings(text: str) -> Any:
    """Read a document whose every scalar is a string, as typed."""
    return yaml.load(text, Loader=_STRINGS)


def load_values(text: str) -> Any:
    """Read a document with numbers, dates and truth values."""
    return yaml.load(text, Loader=_VALUES)
