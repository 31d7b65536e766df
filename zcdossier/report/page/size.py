"""How large the report shows pages."""

from enum import StrEnum


class Thumbnails(StrEnum):
    """What may be asked for; `auto` goes by how many pages there are."""

    AUTO = "auto"
    MEDIUM = "medium"
    SMALL = "small"
    NONE = "none"
