"""Mistakes in a profile: located, in both languages, collected rather than raised one by one."""

from dataclasses import dataclass, field

from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.results import Diagnostic


@dataclass(slots=True)
class Mistakes:
    """What was wrong so far."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(self, place: Place, zh: str, en: str) -> None:
        """Note a mistake."""
        self.found.append(Diagnostic(place, Label(zh, en)))


class ProfileError(CannotRunError):
    """A profile can't be used. `mistakes` says where and why; empty when there is no such profile."""

    def __init__(self, name: str, mistakes: tuple[Diagnostic, ...], zh: str = "", en: str = "") -> None:
        count = len(mistakes)
        where = f"{mistakes[0].place.file}:{mistakes[0].place.line}: " if mistakes else ""
        check = f"zcdossier profile check {name}"
        if mistakes:
            zh = f"申报要求 {name} 有 {count} 处错误，先改正（{check}）：{where}{mistakes[0].text.zh}"
            en = f"profile {name} has {count} mistakes, mend them first ({check}): {where}{mistakes[0].text.en}"
        super().__init__(zh, en)
        self.name = name
        self.mistakes = mistakes
