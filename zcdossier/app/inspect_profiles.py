"""Profiles as a user meets them: which there are, what one says, what is wrong with one, its JSON Schema.

Also what becomes of every clause of a notice (enforced, asked, shown, or excluded with a reason), and what a code,
a rule id or a clause id stands for across the profiles that can be named.
"""

import difflib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.app.find_dossiers import find_search_folder, profile_folders
from zcdossier.errors import CannotRunError
from zcdossier.lint.kind import CheckKind
from zcdossier.lint.kinds import BY_CODE, BY_NAME
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Rule
from zcdossier.model.results import ClauseCoverage, Diagnostic, Disposition
from zcdossier.model.spelling import half_width
from zcdossier.profiles import locations
from zcdossier.profiles.diagnostics import Diagnostics, ProfileError
from zcdossier.profiles.json_schema import Json, schema_of
from zcdossier.profiles.load import load, with_clauses

if TYPE_CHECKING:
    from zcdossier.profiles.clauses import Clause


class ProfileEntry(NamedTuple):
    """A profile that can be named; `profile` is None when it has mistakes."""

    id: str
    folder: Path
    shipped: bool
    profile: Profile | None


def list_profiles(search_from: Path | None = None) -> tuple[ProfileEntry, ...]:
    """Return every profile that can be named."""
    entries = []
    for stored in locations.available_profiles(search_from):
        try:
            profile: Profile | None = load(stored.id, search_from)
        except ProfileError:
            profile = None
        entries.append(ProfileEntry(stored.id, stored.folder, stored.shipped, profile))
    return tuple(entries)


def show_profile(name: str, search_from: Path | None = None) -> Profile:
    """Return a profile with its clauses' words. Raises ProfileError."""
    return with_clauses(load(name, find_search_folder(name, search_from)))


def check_profile(name: str, search_from: Path | None = None) -> tuple[Diagnostic, ...]:
    """Return every mistake of a profile: shape, names, conditions, and clause ids that its list lacks."""
    from zcdossier.app.fill_forms import find_template_mistakes  # it knows all that lint knows
    from zcdossier.profiles.clauses import read_clauses  # not for what is compiled
    from zcdossier.profiles.profile_reader import read_profile

    diagnostics = Diagnostics()
    profile = read_profile(name, diagnostics, find_search_folder(name, search_from))
    if profile is None:
        return tuple(diagnostics.entries)
    for stored in profile.chain:
        read_clauses(stored.folder / locations.CLAUSES_NAME, diagnostics)
    clause_ids = with_clauses(profile).clauses
    cited = [(rule.id, rule.all_clauses, rule.place) for rule in profile.rules]
    cited += [(form.id, form.clauses, form.place) for form in profile.word_forms]
    for identity, clauses, place in cited:
        missing = [clause for clause in clauses if clause not in clause_ids]
        if missing and place is not None:
            text = "、".join(missing)
            if not clause_ids:  # said once: each citation would be another line about the same thing
                name = locations.CLAUSES_NAME
                diagnostics.add(
                    place,
                    Label(
                        f"引用了条款（{text} …），旁边还没有条款表 {name}；"
                        f"每条一行：{missing[0]}: {{where: 一, says: 用自己的话}}",
                        f"clauses are cited ({text} …), but there is no {name} beside it: "
                        f"{missing[0]}: {{where: 1, says: …}}",
                    ),
                )
                break
            diagnostics.add(place, Label(f"{identity} 引用了条款表里没有的 {text}", f"{identity} cites unknown {text}"))
    diagnostics.entries += find_template_mistakes(profile)
    return tuple(sorted(diagnostics.entries, key=lambda mistake: mistake.place.order))


def profile_schema(name: str, lang: str, search_from: Path | None = None) -> Json:
    """Return the JSON Schema of manifests under a profile, for editors; also one private to a dossier below."""
    return schema_of(show_profile(name, search_from), lang)


BUILD = "build"
OFFICE = "office"
FORMS = "forms"


class NoticeCoverage(NamedTuple):
    """Every clause of a notice."""

    profile: Profile
    clauses: tuple[ClauseCoverage, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left open."""
        return all(clause.disposition is not Disposition.OPEN for clause in self.clauses)

    def count(self, disposition: Disposition) -> int:
        """How many clauses have this disposition."""
        return sum(clause.disposition is disposition for clause in self.clauses)


def cover_clauses(name: str, search_from: Path | None = None) -> NoticeCoverage:
    """Account for every clause in the lists that ship with a profile. Raises ProfileError."""
    from zcdossier.profiles.clauses import count_cases, read_clauses  # not for what is compiled

    profile = with_clauses(load(name, find_search_folder(name, search_from)))
    cases: Counter[str] = Counter()
    clauses: dict[str, Clause] = {}
    for stored in reversed(profile.chain):
        cases.update(count_cases(stored.folder))
        listed = read_clauses(stored.folder / locations.CLAUSES_NAME, Diagnostics())
        clauses.update({clause.id: clause for clause in listed})
    covering = _ClauseUses(
        rules=_rules_by_clause(profile),
        asked={clause for question in profile.checklist for clause in question.clauses},
        in_guidance={clause for guidance in profile.guidance for clause in guidance.clauses},
        excluded={clause: exclusion.reason for exclusion in profile.excluded for clause in exclusion.clauses},
        cases=cases,
    )
    return NoticeCoverage(profile, tuple(_cover_clause(clause, covering) for clause in clauses.values()))


class _ClauseUses(NamedTuple):
    """What a profile says of clauses, by clause id."""

    rules: dict[str, tuple[str, ...]]
    asked: set[str]
    in_guidance: set[str]
    excluded: dict[str, Label]
    cases: Counter[str]


def _cover_clause(clause: "Clause", by: _ClauseUses) -> ClauseCoverage:
    """A clause for the program counts when a rule enforces it; one for people when it is asked or shown.

    One of no kind counts for whatever the profile does with it.
    """
    line = ClauseCoverage(clause.id, clause.where, clause.says, Disposition.OPEN, asked=clause.id in by.asked)
    if clause.id in by.excluded:
        return line._replace(disposition=Disposition.EXCLUDED, reason=by.excluded[clause.id])
    if clause.kind == "manual" and clause.id in by.asked:
        return line._replace(disposition=Disposition.ASKED)
    if clause.kind == "guidance" and clause.id in by.in_guidance:
        return line._replace(disposition=Disposition.SHOWN)
    if clause.id in by.rules:
        return line._replace(disposition=Disposition.ENFORCED, rules=by.rules[clause.id], cases=by.cases[clause.id])
    if not clause.kind and clause.id in by.asked:
        return line._replace(disposition=Disposition.ASKED)
    if not clause.kind and clause.id in by.in_guidance:
        return line._replace(disposition=Disposition.SHOWN)
    return line._replace(reason=_why_open(clause, by))


_KINDS_OF_USE = {"auto": Label("规则", "rule"), "manual": Label("问题", "question"), "guidance": Label("提示", "hint")}


def _why_open(clause: "Clause", by: _ClauseUses) -> Label:
    """Say what stands for a clause that promises something else; nothing where nothing does."""
    kinds = {"manual": clause.id in by.asked, "guidance": clause.id in by.in_guidance}
    present = next((kind for kind, is_there in kinds.items() if is_there), "")
    promised = _KINDS_OF_USE.get(clause.kind)
    if not present or promised is None:
        return Label("")
    found = _KINDS_OF_USE[present]
    return Label(
        f"条款表写着 kind: {clause.kind}（{promised.zh}），现在只有一个{found.zh}：加上，或改成 kind: {present}",
        f"kind: {clause.kind} promises a {promised.text('en')}, there is only a {found.text('en')}: add it, or "
        f"write kind: {present}",
    )


def _rules_by_clause(profile: Profile) -> dict[str, tuple[str, ...]]:
    """Rules that are on, by each clause they cite; `build`, `office` and `forms` stand for what these keep to."""
    rules: dict[str, list[str]] = {}
    for rule in profile.rules:
        if not rule.off:
            for clause in rule.all_clauses:
                rules.setdefault(clause, []).append(rule.id)
    for clause in profile.build.clauses:
        rules.setdefault(clause, []).append(BUILD)
    for clause in profile.office.clauses:
        rules.setdefault(clause, []).append(OFFICE)
    for clause in dict.fromkeys(clause for form in profile.word_forms if form.template for clause in form.clauses):
        rules.setdefault(clause, []).append(FORMS)
    return {clause: tuple(ids) for clause, ids in rules.items()}


_ALIKE = 0.75
_NO_GUESS = Label(
    "；检查结果里的代码（ZC101）、方括号里的规则名和依据后面的条款号都可以查",
    "; the codes (ZC101), the rules in brackets and the clauses that lint prints can be looked up",
)


class ExplainedKind(NamedTuple):
    """A check kind, with the rules of the profiles that use it."""

    kind: CheckKind
    uses: tuple[tuple[Profile, Rule], ...]


class ExplainedRule(NamedTuple):
    """A rule of a profile, with its kind."""

    profile: Profile
    rule: Rule
    kind: CheckKind


class ExplainedClause(NamedTuple):
    """A clause of a profile's notice."""

    profile: Profile
    clause: str


Explained = ExplainedKind | ExplainedRule | ExplainedClause


def explain_name(name: str, search_from: Path | None = None) -> tuple[Explained, ...]:
    """Return what `name` stands for: one kind, or every rule or clause of that id. Raises CannotRunError."""
    name = _as_printed(half_width(name))
    profiles = _profiles_below(search_from)
    kind = BY_CODE.get(name.upper()) or BY_NAME.get(name) or _kind_by_title(name)
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
    clauses = [
        ExplainedClause(profile, clause)
        for profile in profiles
        for clause in profile.clauses
        if clause.casefold() == name.casefold()
    ]
    if clauses:
        return tuple(clauses)
    raise _unknown_name_error(name, profiles)


def _as_printed(text: str) -> str:
    """A name copied with what lint prints around it: [papers-star], ZC205 前后一致, HZNU-3.9-14（三.9）."""
    bare = text.strip().strip("[]【】“”")
    first = re.split(r"[\s（(：:]", bare, maxsplit=1)[0]
    is_name = first.upper() in BY_CODE or (first.isascii() and "-" in first)
    return first if is_name else bare


def clauses_about(word: str, search_from: Path | None = None) -> list[tuple[str, Label]]:
    """Return the clauses of all notices in whose words a word stands, with those."""
    wanted = half_width(word).strip()
    texts = {clause: text for profile in _profiles_below(search_from) for clause, text in profile.clauses.items()}
    found = ((clause, text) for clause, text in texts.items() if wanted in text.zh or wanted in text.text("en"))
    return list(found) if wanted else []


def clauses_within(name: str, search_from: Path | None = None) -> list[tuple[str, Label]]:
    """Return the clauses of a paragraph of a notice: HZNU-3.9, or 三.9 as lint prints it behind a clause."""
    wanted = half_width(name).strip().strip("()（）")
    return [
        (clause, text)
        for profile in _profiles_below(search_from)
        for clause, text in profile.clauses.items()
        if clause.rpartition("-")[0].casefold() == wanted.casefold() or profile.places.get(clause) == wanted
    ]


def _kind_by_title(name: str) -> CheckKind | None:
    titled = (kind for kind in BY_NAME.values() if name in (kind.title.zh, kind.title.en))
    return next(titled, None)


def _profiles_below(search_from: Path | None) -> list[Profile]:
    """Every profile that can be named here, and the private ones of the dossiers below, each once."""
    by_folder: dict[Path, Profile] = {}
    for place in profile_folders(search_from) if search_from is not None else [None]:
        for stored in locations.available_profiles(place):
            if stored.folder.resolve() in by_folder:
                continue
            try:
                by_folder[stored.folder.resolve()] = with_clauses(load(stored.id, place))
            except ProfileError:
                continue  # `profile check` tells what is wrong with it
    return list(by_folder.values())


def _unknown_name_error(name: str, profiles: list[Profile]) -> CannotRunError:
    names = [
        *BY_CODE,
        *BY_NAME,
        *(kind.title.zh for kind in BY_NAME.values()),
        *(rule.id for profile in profiles for rule in profile.rules),
    ]
    names += [clause for profile in profiles for clause in profile.clauses]
    close = [candidate for candidate in names if candidate.endswith(f"-{name.upper()}")]
    close += difflib.get_close_matches(name, names, n=1, cutoff=_ALIKE)
    guess = Label(f"，您是不是要查 {close[0]}？", f", do you mean {close[0]}?") if close else _NO_GUESS
    return CannotRunError(
        Label(f"没有代码、规则或条款 {name}{guess.zh}", f"there is no code, rule or clause {name}{guess.en}")
    )
