"""What has to be complete: the items that records of a section are held against."""

from typing import NamedTuple

from zcdossier.model.condition import ALWAYS, Condition


class Counterparts(NamedTuple):
    """`words` of a list, what `field` says in those records of `section` for which `where` holds, or its `files`."""

    words: tuple[str, ...] = ()
    section: str = ""
    field: str = ""
    where: Condition = ALWAYS
    files: bool = False
