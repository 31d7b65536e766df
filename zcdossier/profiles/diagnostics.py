"""Mistakes in a profile: located, in both languages, collected rather than raised one by one."""

from collections.abc import Iterable

from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.place import Place
from zcdossier.model.results import Diagnostic
from zcdossier.model.spelling import Names

NOTHING = Label("")


class Diagnostics:
    """What is wrong with a profile so far."""

    def __init__(self) -> None:
        self.entries: list[Diagnostic] = []

    def add(self, place: Place, text: Label) -> None:
        """Note a mistake, once: a row over many fields is read for each of them."""
        diagnostic = Diagnostic(place, text)
        if diagnostic not in self.entries:
            self.entries.append(diagnostic)

    def note_keys(self, place: Place, keys: frozenset[str]) -> None:
        """Hear which keys the mapping at a place may have; who makes a schema of them listens."""

    def unknown(
        self, place: Place, text: Label, word: str, words: Iterable[str], *, otherwise: Label = NOTHING
    ) -> None:
        """Note a word that does not exist, with the nearest that does; `otherwise` is said when none is near."""
        guess = ask_if_meant(nearest_word(word, words), otherwise)
        self.add(place, concat_labels(text, guess))


def nearest_word(word: str, words: Iterable[str]) -> str:
    """Return the known word most like this one; empty when none is."""
    spelled = tuple(words)
    return Names({name: name for name in spelled}, spelled).closest(word)


def ask_if_meant(near: str, otherwise: Label = NOTHING) -> Label:
    """Return how a message about an unknown word ends."""
    return Label(f"，是不是 {near}？", f", do you mean {near}?") if near else otherwise


class ProfileError(CannotRunError):
    """A profile can't be used. `diagnostics` says where and why; empty when there is no such profile."""

    def __init__(self, name: str, diagnostics: tuple[Diagnostic, ...], why: Label = NOTHING) -> None:
        count = len(diagnostics)
        where = f"{diagnostics[0].place.file}{diagnostics[0].place.suffix}: " if diagnostics else ""
        check = f"zcdossier profile check {name}"
        if diagnostics:
            first = diagnostics[0].text
            why = Label(
                f"申报要求 {name} 有 {count} 处错误，先改正（{check}）：{where}{first.zh}",
                f"profile {name} has {count} mistakes, fix them first ({check}): {where}{first.text('en')}",
            )
        super().__init__(why)
        self.name = name
        self.diagnostics = diagnostics
