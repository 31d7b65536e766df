"""Lint one dossier: manifest, profile, folders and facts gathered once, then judged."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from zcdossier.errors import ExitCode
from zcdossier.lint import engine
from zcdossier.lint.context import PHOTO, Context
from zcdossier.manifest.binder import bind, typed_profile
from zcdossier.manifest.folders import attach_scans
from zcdossier.manifest.manifest_file import Manifest, read_manifest
from zcdossier.model.dossier import Dossier, Problem
from zcdossier.model.facts import FactGroup, FileFacts
from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import join_words
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Profile
from zcdossier.probe.facts_cache import FactsCache
from zcdossier.probe.gather import gather
from zcdossier.probe.page_store import PageStore
from zcdossier.probe.text_files import TextRead, read_text
from zcdossier.profiles import locations
from zcdossier.profiles.load import Profiles
from zcdossier.source.nodes import MapNode


def read_dossier(root: Path, *, profiles: Profiles | None = None, name_folders: bool = False) -> LintResult:
    """Read the dossier in `root` without looking into its files or judging it; the verdict holds what stopped it.

    With `name_folders`, records of a workbook have the folders that are to be made for them.
    """
    name = str(root)
    manifest = read_manifest(root)
    form, lines = manifest.form, {manifest.name: manifest.lines}
    if manifest.tree is None:
        return LintResult(root, name, engine.judge_problems(manifest.problems, form), lines=lines, form=form)
    profile = _load_profile(manifest, manifest.tree, root, profiles or Profiles())
    if isinstance(profile, Problem):
        return LintResult(
            root, name, engine.judge_problems((*manifest.problems, profile), form), lines=lines, form=form
        )
    filled = manifest.in_terms_of(profile, root, name_folders=name_folders)
    dossier = attach_scans(bind(root, filled.tree or manifest.tree, profile, filled.problems), profile)
    return LintResult(root, name, engine.judge_problems(()), dossier, profile, lines=lines, form=form)


def lint_dossier(root: Path, *, as_of: date, profiles: Profiles | None = None) -> LintResult:
    """Judge the dossier in `root`. Bad input is a finding; only a profile with mistakes raises (ProfileError)."""
    profiles_read = profiles or Profiles()
    opened = read_dossier(root, profiles=profiles_read)
    dossier, profile = opened.dossier, opened.profile
    if dossier is None or profile is None:
        return opened
    facts = gather_facts(dossier, profile)
    verdict = engine.judge_dossier(Context(dossier, profile, facts, as_of, read_texts(dossier), opened.form))
    if any(finding.clauses for finding in verdict.findings):
        profile = profiles_read.with_clauses(profile)
    unread = unread_pages(dossier, profile, facts)
    return opened._replace(verdict=verdict, profile=profile, facts=facts, unread_pages=unread)


def verdict_code(verdict: Verdict, *, strict: bool) -> ExitCode:
    """What a verdict means to a script."""
    is_bad = verdict.count(Severity.ERROR) or (strict and verdict.count(Severity.WARNING))
    return ExitCode.FINDINGS if is_bad else ExitCode.OK


def gather_facts(dossier: Dossier, profile: Profile) -> dict[str, FileFacts]:
    """Return the facts of every file the dossier uses, each gathered once and as far as a rule looks at them."""
    files = _groups_by_file(dossier, profile)
    return gather(dossier.root, files, needs=files, cache=FactsCache(dossier.root), store=PageStore(dossier.root))


def unread_pages(dossier: Dossier, profile: Profile, facts: Mapping[str, FileFacts]) -> int:
    """How many pages `read` would read that a rule looks at. 0 where it never read any: then nobody expects it."""
    if not any(found.pages_seen for found in facts.values()):
        return 0
    asked = (file for file, groups in _groups_by_file(dossier, profile).items() if FactGroup.PAGES in groups)
    photo = {scan.file for scan in dossier.photo.scans} if dossier.photo else set()
    unread = (facts[file] for file in asked if file not in photo and facts[file].usable)
    return sum(found.pages - len(found.pages_seen or ()) for found in unread)


def _groups_by_file(dossier: Dossier, profile: Profile) -> dict[str, frozenset[FactGroup]]:
    needed = engine.facts_needed(profile)
    files: dict[str, frozenset[FactGroup]] = {}
    for record in dossier.everything():
        groups = needed.get(record.section, frozenset()) | needed.get("", frozenset())
        if record.section == PHOTO:  # the one picture that is uploaded as it is: damage inside it must show
            groups |= {FactGroup.BORDER}
        for scan in record.scans:
            files[scan.file] = files.get(scan.file, frozenset()) | groups
    return files


def read_texts(dossier: Dossier) -> dict[str, str]:
    """Return the contents of the dossier's text files that can be read as text."""
    files = [scan.file for group in dossier.texts.values() for record in group for scan in record.scans]
    texts = {file: read_text(dossier.root / file) for file in files}
    return {file: text.text for file, text in texts.items() if isinstance(text, TextRead)}


def _load_profile(manifest: Manifest, tree: MapNode, root: Path, profiles: Profiles) -> Profile | Problem:
    typed = typed_profile(tree)
    name = typed.text.strip() if typed else ""
    if typed is None or not name:
        place = manifest.start if typed is None else typed.place
        return Problem("ZC005", "no-profile", place.at("profile"))
    place = typed.place.at("profile")
    if locations.find_profile(name, root) is None:
        names = join_words(locations.profiles_to_apply_by(root))
        return Problem(
            "ZC005", "profile", place, {"name": name, "near": locations.nearest_profile(name, root), "names": names}
        )
    profile = profiles.get(name, root)
    if profile.abstract:
        names = join_words(locations.profiles_to_apply_by(root))
        return Problem("ZC005", "abstract", place, {"name": name, "names": names})
    return profile
