"""Which thing a person means: ids, the notice's own labels and aliases all name it; near misses are guessed."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from zcdossier.model.label import Label


class Named(Protocol):
    """Anything with an id, a label and other names."""

    @property
    def id(self) -> str:
        """The stable English id."""
        ...

    @property
    def label(self) -> Label:
        """The words people know it by."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other ways it is written."""
        ...


@lru_cache(maxsize=4096)
def normal(name: str) -> str:
    """Return the form under which names meet: NFKC, no case, `-` and white space as `_`."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return "_".join(folded.replace("-", " ").replace("_", " ").split())


_SURELY = 0.75


class Names(NamedTuple):
    """A lookup from every accepted spelling to an id."""

    ids: Mapping[str, str]
    shown: tuple[str, ...] = ()

    @classmethod
    def of(cls, things: Iterable[Named]) -> "Names":
        """Build the lookup; an id wins over a label, a label over an alias."""
        everything = tuple(things)
        ids: dict[str, str] = {}
        for spellings in (
            [(one.id, one.id) for one in everything],
            [(label, one.id) for one in everything for label in (one.label.zh, one.label.en) if label],
            [(alias, one.id) for one in everything for alias in one.aliases],
        ):
            for spelling, identity in spellings:
                ids.setdefault(normal(spelling), identity)
        return cls(ids, tuple(name for one in everything for name in (one.label.zh, one.id) if name))

    def find(self, name: str) -> str | None:
        """Return the id that `name` stands for."""
        return self.ids.get(normal(name))

    def near(self, name: str) -> str:
        """Return the accepted name most like `name`, or an empty text when none is alike or two are equally so."""
        folded = {normal(shown): shown for shown in self.shown}
        import difflib  # noqa: PLC0415  only for a name that is not known

        close = difflib.get_close_matches(normal(name), folded, n=2, cutoff=0.6)
        alike = [difflib.SequenceMatcher(None, spelling, normal(name)).ratio() for spelling in close]
        if len(close) > 1 and alike[0] == alike[1] and self.ids.get(close[0]) != self.ids.get(close[1]):
            return ""
        return folded[close[0]] if close else ""

    def meant(self, name: str) -> str | None:
        """Return the id that a mistyped name can only mean, or None when it might as well be another word."""
        import difflib  # noqa: PLC0415

        close = difflib.get_close_matches(normal(name), self.ids, n=1, cutoff=_SURELY)
        return self.ids[close[0]] if close else None
