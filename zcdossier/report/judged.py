"""What a report on one dossier is made from. Any value with these attributes will do."""

from collections.abc import Mapping
from typing import Protocol

from zcdossier.model.dossier import Dossier
from zcdossier.model.finding import Verdict
from zcdossier.model.profile import Profile


class Judged(Protocol):
    """One dossier with its verdict. `name` is the path as the user gave it; `lines` the manifest's own text.

    `dossier` and `profile` are None when reading did not get that far.
    """

    @property
    def name(self) -> str:
        """The path as the user gave it."""
        ...

    @property
    def dossier(self) -> Dossier | None:
        """What was read."""
        ...

    @property
    def profile(self) -> Profile | None:
        """What it was judged by."""
        ...

    @property
    def verdict(self) -> Verdict:
        """What was found."""
        ...

    @property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """Source lines by file."""
        ...
