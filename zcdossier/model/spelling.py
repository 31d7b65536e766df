"""One text in the widths and marks people type it with: full width or half, Chinese marks or plain ones.

A star is a mark that notices want in half width: ＊ stays what it is. What keeps the length keeps the places inside a
text right; `fold` does not, and serves for comparing only. `Names` finds which thing a person means: ids, the notice's
own labels and aliases all name it; near misses are guessed.
"""

import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from zcdossier.model.label import Label

_SURELY = 0.75
_SHORTEST_ENDING = 2

_MARKS = dict(zip("（），；：！？", "(),;:!?", strict=True))
_CHINESE_MARKS = str.maketrans({plain: chinese for chinese, plain in _MARKS.items()})
_PLAIN_MARKS = str.maketrans(_MARKS)
_BRACKETS = str.maketrans("【】[]", "（）（）")
_HALF = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in (*_MARKS, "＊")}
    | {"\u3000": " ", "\u00a0": " ", "−": "-", "∕": "/", "⁄": "/"}
)
_DASHES = "‐‑‒–—―－−─-"
_QUOTES = "“”„‟″＂\"‘’'＇「」『』"
INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
"""What chats, web pages and Windows leave in a text that is copied: nobody sees it, and it says nothing."""
_ALIKE = str.maketrans(
    dict.fromkeys(INVISIBLE)
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys("•・‧∙⋅", "·")
    | {"【": "[", "】": "]"}
)


@lru_cache(maxsize=1024)
def half_width(text: str) -> str:
    """Return letters, digits and signs in half width; Chinese marks (，；：（）) and the length stay."""
    return text.translate(_HALF)


@lru_cache(maxsize=1024)
def spellings(text: str) -> tuple[str, ...]:
    """Return the text as typed, in half width, with Chinese marks and with plain ones; all of one length."""
    half = half_width(text)
    chinese = half.translate(_CHINESE_MARKS)
    return tuple(dict.fromkeys((text, half, chinese, half.translate(_PLAIN_MARKS), chinese.translate(_BRACKETS))))


def letters_and_digits(text: str) -> str:
    """Return the letters and digits of a folded text; of one that has only marks, what there is."""
    folded = fold(text)
    return "".join(sign for sign in folded if sign.isalnum()) or folded


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return what two texts share that differ only in width, case, white space and the look of marks."""
    alike = text.translate(_ALIKE)
    plain = unicodedata.normalize("NFKC", alike)
    if plain != alike:  # full width hides marks
        plain = plain.translate(_ALIKE)
    return "".join(plain.casefold().split())


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
def normalized_name(name: str) -> str:
    """Return the form under which names meet: NFKC, no case, `-` and white space as `_`."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return "_".join(folded.replace("-", " ").replace("_", " ").split())


class Names(NamedTuple):
    """A lookup from every accepted spelling to an id."""

    ids: Mapping[str, str]
    accepted: tuple[str, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Named]) -> "Names":
        """Build the lookup; an id wins over a label, a label over an alias."""
        everything = tuple(entries)
        ids: dict[str, str] = {}
        for spellings in (
            [(entry.id, entry.id) for entry in everything],
            [(label, entry.id) for entry in everything for label in (entry.label.zh, entry.label.en) if label],
            [(alias, entry.id) for entry in everything for alias in entry.aliases],
        ):
            for spelling, identity in spellings:
                ids.setdefault(normalized_name(spelling), identity)
        return cls(ids, tuple(name for entry in everything for name in (entry.label.zh, entry.id) if name))

    def find(self, name: str) -> str | None:
        """Return the id that `name` stands for."""
        return self.ids.get(normalized_name(name))

    def find_ending(self, word: str, taken: Iterable[str] = ()) -> str | None:
        """Return the only id, of those not `taken`, of which a label ends with a Chinese word: 时间 is 发表时间.

        Where no label does, an alias may; where some are taken, either of them.
        """
        ending = normalized_name(word)
        if len(ending) < _SHORTEST_ENDING or ending.isascii():
            return None
        labels = frozenset(map(normalized_name, self.accepted))
        named = [(spelling in labels, identity) for spelling, identity in self.ids.items() if spelling.endswith(ending)]
        by_label = {identity for is_label, identity in named if is_label}
        left = ({identity for _, identity in named} if taken or not by_label else by_label).difference(taken)
        return left.pop() if len(left) == 1 else None

    def label_of(self, identity: str) -> str:
        """Return the first accepted name of an id."""
        return next((name for name in self.accepted if self.find(name) == identity), identity)

    def closest(self, name: str) -> str:
        """Return the accepted name most like `name`, or an empty text when none is alike or two are equally so."""
        folded = {normalized_name(accepted): accepted for accepted in self.accepted}
        import difflib  # noqa: PLC0415  only for a name that is not known

        close = difflib.get_close_matches(normalized_name(name), folded, n=2, cutoff=0.6)
        alike = [difflib.SequenceMatcher(None, spelling, normalized_name(name)).ratio() for spelling in close]
        if len(close) > 1 and alike[0] == alike[1] and self.ids.get(close[0]) != self.ids.get(close[1]):
            return ""
        return folded[close[0]] if close else ""

    def longest_end(self, word: str) -> str:
        """Return the longest accepted Chinese name that a word ends with, or an empty text: 姓名, of 申报人姓名."""
        ends = [
            name
            for name in self.accepted
            if not name.isascii() and normalized_name(word).endswith(normalized_name(name))
        ]
        longest = max(ends, key=len, default="")
        return longest if len(longest) >= _SHORTEST_ENDING else ""

    def without(self, taken: Container[str | None]) -> "Names":
        """Return the names of the others only."""
        ids = {spelling: identity for spelling, identity in self.ids.items() if identity not in taken}
        return Names(ids, tuple(name for name in self.accepted if self.find(name) not in taken))

    def guess_sure(self, name: str) -> str | None:
        """Return the id that a mistyped name can only mean, or None when it might as well be another word."""
        import difflib  # noqa: PLC0415

        close = difflib.get_close_matches(normalized_name(name), self.ids, n=1, cutoff=_SURELY)
        return self.ids[close[0]] if close else None
