"""Explain: what a code, a rule id or a clause id stands for, across the profiles that can be named."""

import difflib
from dataclasses import dataclass
from pathlib import Path

from zcdossier.app.dossiers import profile_places
from zcdossier.errors import CannotRunError
from zcdossier.lint.kind import Kind
from zcdossier.lint.kinds import BY_CODE, BY_NAME
from zcdossier.model.profile import Profile, Rule
from zcdossier.profiles import store
from zcdossier.profiles.load import load, with_clauses
from zcdossier.profiles.mistakes import ProfileError

_ALIKE = 0.75
_NO_GUESS = (
    "；检查结果里的代码（ZC101）、方括号里的规则名和依据后面的条款号都可以查",
    "; the codes (ZC101), the rules in brackets and the clauses that lint prints can be looked up",
)


@dataclass(frozen=True, slots=True)
class ExplainedKind:
    """A check kind, with the rules of the profiles that use it."""

    kind: Kind
    uses: tuple[tuple[Profile, Rule], ...]


@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """A rule of a profile, with its kind."""

    profile: Profile
    rule: Rule
    kind: Kind


@dataclass(frozen=True, slots=True)
class ExplainedClause:
    """A clause of a profile's notice."""

    profile: Profile
    clause: str


Explained = ExplainedKind | ExplainedRule | ExplainedClause


def explain(name: str, beside: Path | None = None) -> tuple[Explained, ...]:
    """Return what `name` stands for: one kind, or every rule or clause of that id. Raises CannotRunError."""
    profiles = _profiles(beside)
    kind = BY_CODE.get(name.upper()) or BY_NAME.get(name)
    if kind is not None:
        uses = [(profile, rule) for profile in profiles for rule in profile.rules if rule.kind == kind.name]
        return (ExplainedKind(kind, tuple(uses)),)
    rules = [
        ExplainedRule(profile, rule, BY_NAME[rule.kind])
        for profile in profiles
        for rule in profile.rules
        if rule.id == name
    ]
    if rules:
        return tuple(rules)
    clauses = [ExplainedClause(one, clause) for one in profiles for clause in one.clauses if clause == name.upper()]
    if clauses:
        return tuple(clauses)
    raise _unknown(name, profiles)


def _profiles(beside: Path | None) -> list[Profile]:
    """Every profile that can be named here, and the private ones of the dossiers below, each once."""
    found: dict[Path, Profile] = {}
    for place in profile_places(beside) if beside is not None else [None]:
        for stored in store.available(place):
            if stored.folder.resolve() in found:
                continue
            try:
                found[stored.folder.resolve()] = with_clauses(load(stored.id, place))
            except ProfileError:
                continue  # `profile check` tells what is wrong with it
    return list(found.values())


def _unknown(name: str, profiles: list[Profile]) -> CannotRunError:
    known = [*BY_CODE, *BY_NAME, *(rule.id for one in profiles for rule in one.rules)]
    known += [clause for one in profiles for clause in one.clauses]
    close = [one for one in known if one.endswith(f"-{name.upper()}")]
    close += difflib.get_close_matches(name, known, n=1, cutoff=_ALIKE)
    guess_zh, guess_en = (f"，您是不是要查 {close[0]}？", f", do you mean {close[0]}?") if close else _NO_GUESS
    return CannotRunError(
        f"没有代码、规则或条款 {name}{guess_zh}", f"there is no code, rule or clause {name}{guess_en}"
    )
