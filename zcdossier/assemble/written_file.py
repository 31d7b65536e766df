"""A file of a record that becomes several, before it is written."""

from typing import NamedTuple


class WrittenFile(NamedTuple):
    """`pages` are how many it has, `numbers` those of the plan that it shows, `source` the file it comes from."""

    data: bytes
    pages: int
    numbers: tuple[int, ...]
    source: str
