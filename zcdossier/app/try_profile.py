"""A profile tried: a clean dossier of its examples, a broken variant for each rule, the cases kept beside it."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.find_dossiers import find_search_folder
from zcdossier.app.lint_dossier import gather_facts, lint_dossier, read_texts
from zcdossier.errors import CannotRunError, ExitCode, explain_os_errors
from zcdossier.lint.context import APPLICANT, LEVEL, Context
from zcdossier.lint.engine import judge_dossier
from zcdossier.manifest.manifest_location import has_manifest
from zcdossier.model.finding import Finding, NotEvaluated
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import MANIFEST_NAME
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import Profiles, load, with_clauses
from zcdossier.source.yaml_scalars import yaml_scalar
from zcdossier.trial.break_rules import Broken, TrialLine, break_rules
from zcdossier.trial.changed_dossier import Assigned
from zcdossier.trial.draw_sample import draw_file
from zcdossier.trial.mend_sample import mend_sample
from zcdossier.trial.rename_sample import rename_sample, wanted_names
from zcdossier.trial.sample_dossier import Data, SampleDossier, make_sample, profile_of_sample

SAMPLE_FOLDER = "sample"
CASES_FOLDER = "cases"


class CaseLine(NamedTuple):
    """A case kept beside the profile: `rule/pass-…` or `rule/fail-…`; `found` are the rules that found something."""

    name: str
    right: bool
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. `sample` is the clean dossier's folder, None when it was only made for the moment."""

    profile: Profile
    sample: Path | None
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    lines: tuple[TrialLine, ...]
    cases: tuple[CaseLine, ...]

    @property
    def proven(self) -> frozenset[str]:
        """The rules of which a case kept beside the profile shows that they fire."""
        return frozenset(case.name.partition("/")[0] for case in self.cases if case.right and "/fail-" in case.name)

    @property
    def exit_code(self) -> ExitCode:
        """Wrong are a sample that is not clean, a rule that never fires, a case that is not as its name says."""
        never = any(line.outcome is Broken.NEVER and line.rule not in self.proven for line in self.lines)
        wrong = self.findings or never or not all(case.right for case in self.cases)
        return ExitCode.FINDINGS if wrong else ExitCode.OK


def try_profile(name: str, search_from: Path, *, as_of: date) -> Trial:
    """Try a profile. Its sample stands beside it, is made where there is none, and is taken as it is where there is."""
    profile = with_clauses(load(name, find_search_folder(name, search_from)))
    if profile.abstract:
        raise CannotRunError(
            Label(f"{profile.id} 只是共用的底本，试用它的子本", f"{profile.id} is only a base: try what extends it")
        )
    stored = profile.chain[0]
    if stored.shipped:
        with tempfile.TemporaryDirectory() as scratch:
            return _try(profile, Path(scratch) / SAMPLE_FOLDER, stored.id, None, as_of)
    sample = stored.folder / SAMPLE_FOLDER
    return _try(profile, sample, "../profile.yaml", sample, as_of)


def _try(profile: Profile, root: Path, named: str, kept: Path | None, as_of: date) -> Trial:
    if not has_manifest(_dossier_in(root)):
        _write_sample(root, profile, named, as_of)
    root = _dossier_in(root)
    linted = lint_dossier(root, as_of=as_of)
    context = _context_of(linted, as_of)
    if context is None:
        return Trial(profile, kept, linted.verdict.findings, (), (), ())
    lines = tuple(break_rules(context))
    cases = tuple(_run_cases(profile.chain[0].folder / CASES_FOLDER, as_of))
    return Trial(profile, kept, linted.verdict.findings, linted.verdict.not_evaluated, lines, cases)


def _dossier_in(folder: Path) -> Path:
    """The sample's own folder, or the one in it where the notice says what a dossier's folder is called."""
    inner = next((path for path in sorted(folder.glob("*/")) if has_manifest(path)), None)
    return folder if inner is None or has_manifest(folder) else inner


def _context_of(linted: LintResult, as_of: date) -> Context | None:
    """What the rules judge; None where the manifest can't be read."""
    dossier, profile = linted.dossier, linted.profile
    if dossier is None or profile is None:
        return None
    return Context(dossier, profile, gather_facts(dossier, profile), as_of, read_texts(dossier), linted.form)


def _write_sample(root: Path, profile: Profile, named: str, as_of: date) -> None:
    """Write the sample; again with what its rules work out from it; and with the values that they like better."""
    made = not root.exists()
    with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
        try:
            sample = make_sample(profile, named)
            context = _written(root, sample, as_of)
            if context is not None:
                first, sample = sample, make_sample(profile_of_sample(context), named)
                _remove_files(root, {file.path for file in first.files} - {file.path for file in sample.files})
                context = _written(root, sample, as_of)
            if context is not None:
                root, sample, context = _with_names(root, sample, context, as_of)
            changes = mend_sample(context).changes if context is not None else ()
            for change in changes:
                _put(sample.manifest, change)
            if changes:
                _write_manifest(root, sample.manifest)
        except BaseException:
            if made:
                shutil.rmtree(root, ignore_errors=True)
            raise


def _with_names(
    root: Path, sample: SampleDossier, context: Context, as_of: date
) -> tuple[Path, SampleDossier, Context | None]:
    """Name files and folders as the profile wants; folders first, whose names the files' may not hold."""
    written: Context | None = context
    for _ in range(2):
        names = wanted_names(judge_dossier(written).findings) if written is not None else {}
        if not names:
            break
        if "" in names:
            root = _move_into(root, names.pop(""))
            named = sample.manifest["profile"]
            above = f"../{named}" if named.startswith("..") else named
            sample = sample._replace(manifest={**sample.manifest, "profile": above})
        before, sample = sample, rename_sample(sample, context.profile, names)
        _remove_files(root, {file.path for file in before.files} - {file.path for file in sample.files})
        written = _written(root, sample, as_of)
    return root, sample, written


def _move_into(root: Path, name: str) -> Path:
    """Move what is in a folder into a folder in it."""
    inside = [path for path in root.iterdir() if path.name != name]
    target = root / name
    target.mkdir(exist_ok=True)
    for path in inside:
        path.rename(target / path.name)
    return target


def _written(root: Path, sample: SampleDossier, as_of: date) -> Context | None:
    _write_files(root, sample)
    _write_manifest(root, sample.manifest)
    return _context_of(lint_dossier(root, as_of=as_of), as_of)


def _remove_files(root: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (root / path).unlink()
        with suppress(OSError):  # its folder holds others
            (root / path).parent.rmdir()


def _put(manifest: Data, change: Assigned) -> None:
    kind, _, identity = change.section.partition(".")
    if change.section == APPLICANT and change.field == LEVEL:
        manifest[LEVEL] = change.text
    elif change.section == APPLICANT:
        manifest["applicant"][change.field] = change.text
    elif kind == "attachments":
        next(item for item in manifest["attachments"] if item["kind"] == identity)[change.field] = change.text
    elif change.section in manifest["sections"]:
        manifest["sections"][change.section][change.position][change.field] = change.text


def _write_files(root: Path, sample: SampleDossier) -> None:
    for file in sample.files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw_file(file))
    root.mkdir(parents=True, exist_ok=True)
    for name, text in sample.texts.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")


def _write_manifest(root: Path, manifest: Data) -> None:
    text = "".join(f"{line}\n" for line in _yaml_lines(manifest, ""))
    (root / MANIFEST_NAME).write_text(text, encoding="utf-8", newline="\n")


def _yaml_lines(data: Data, indent: str) -> Iterator[str]:
    """A mapping of texts, mappings and lists of mappings of texts: what a manifest is made of."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _yaml_lines(value, f"{indent}  ")
        elif isinstance(value, list):
            yield f"{indent}{key}:"
            for item in value:
                lines = list(_yaml_lines(item, ""))
                yield from (f"{indent}  {'  ' if number else '- '}{line}" for number, line in enumerate(lines))
        else:
            yield f"{indent}{key}: {yaml_scalar(value)}" if value else f"{indent}{key}:"


def _run_cases(folder: Path, as_of: date) -> Iterator[CaseLine]:
    """Lint each case; `expected.txt` beside its manifest may name the rules that are to find something."""
    profiles = Profiles()
    for case in sorted(path for path in folder.glob("*/*") if path.name.startswith(("pass-", "fail-"))):
        findings = lint_dossier(case, as_of=as_of, profiles=profiles).verdict.findings
        found = tuple(dict.fromkeys(finding.rule for finding in findings))
        rule = case.parent.name
        right = found == (rule,) if case.name.startswith("fail-") else rule not in found
        yield CaseLine(f"{rule}/{case.name}", right, found)
