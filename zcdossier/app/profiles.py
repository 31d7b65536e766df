"""Profiles as a user meets them: which there are, what one says, what is wrong with one, its JSON Schema."""

from dataclasses import dataclass
from pathlib import Path

from zcdossier.app.dossiers import search_from
from zcdossier.app.form_templates import template_mistakes
from zcdossier.model.profile import Profile
from zcdossier.profiles import store
from zcdossier.profiles.clauses import read_clauses
from zcdossier.profiles.convert import read
from zcdossier.profiles.json_schema import Json, schema_of
from zcdossier.profiles.load import load, with_clauses
from zcdossier.profiles.mistakes import Mistake, Mistakes, ProfileError


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """A profile that can be named; `profile` is None when it has mistakes."""

    id: str
    folder: Path
    shipped: bool
    profile: Profile | None


def list_profiles(beside: Path | None = None) -> tuple[ProfileEntry, ...]:
    """Return every profile that can be named."""
    entries = []
    for stored in store.available(beside):
        try:
            profile: Profile | None = load(stored.id, beside)
        except ProfileError:
            profile = None
        entries.append(ProfileEntry(stored.id, stored.folder, stored.shipped, profile))
    return tuple(entries)


def show_profile(name: str, beside: Path | None = None) -> Profile:
    """Return a profile with its clauses' words. Raises ProfileError."""
    return with_clauses(load(name, search_from(name, beside)))


def check_profile(name: str, beside: Path | None = None) -> tuple[Mistake, ...]:
    """Return every mistake of a profile: shape, names, conditions, and clause ids that its list lacks."""
    mistakes = Mistakes()
    profile = read(name, mistakes, search_from(name, beside))
    if profile is None:
        return tuple(mistakes.found)
    for stored in profile.chain:
        read_clauses(stored.folder / store.CLAUSES_NAME, mistakes)
    known = with_clauses(profile).clauses
    cited = [(rule.id, rule.all_clauses, rule.place) for rule in profile.rules]
    cited += [(form.id, form.clauses, form.place) for form in profile.word_forms]
    for identity, clauses, place in cited:
        missing = [clause for clause in clauses if known and clause not in known]
        if missing and place is not None:
            text = "、".join(missing)
            mistakes.add(place, f"{identity} 引用了条款表里没有的 {text}", f"{identity} cites unknown {text}")
    mistakes.found += template_mistakes(profile)
    return tuple(sorted(mistakes.found, key=lambda one: (one.place.file, one.place.line or 0)))


def profile_schema(name: str, lang: str, beside: Path | None = None) -> Json:
    """Return the JSON Schema of manifests under a profile, for editors; also one private to a dossier below."""
    return schema_of(show_profile(name, beside), lang)
