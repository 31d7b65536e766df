"""Every hint of the golden cases that shows something to paste, to rename or to add is followed: the finding goes."""

import copy
import re
import shutil
from pathlib import Path

import pytest
import yaml
from edits import Sample, link_or_copy
from hint_outcomes import is_still_there, new_errors, wrong_with
from hint_paste import follow
from hint_ways import LINE, WRITTEN, class_of, hint_of, left_over, ways_of

from tests.rules.test_cases import AS_OF, FAILING, HERE, findings, linted, name_of, only_the_case  # noqa: F401
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.finding import Finding
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import start_of
from zcdossier.profiles.load import Profiles, load

ENOUGH = 120
TYPED = {"ZC001", "ZC004"}
"""What is wrong with how the manifest is typed is mended in its text, not in what was read from it."""


def _with_ways(case: Path) -> list[Finding]:
    if not (case / "dossier.yaml").exists():  # what a hint shows is pasted into a text manifest
        return []
    return [finding for finding in findings(case) if ways_of(finding) or (finding.code in TYPED and _typed(finding))]


def _typed(finding: Finding) -> str:
    """The line, or the text after its colon, that a hint wants to be typed."""
    found = LINE.search(hint_of(finding)) or (WRITTEN.search(hint_of(finding)) if finding.code == "ZC001" else None)
    if found is None or found["value"].startswith("名称"):
        return ""
    return found[0] if found.re is LINE else found["value"]


def _beside(case: Path, tmp_path: Path) -> Path:
    """A folder for a copy of the case, with the profiles that lie beside it."""
    beside = tmp_path / "kind"
    beside.mkdir()
    (tmp_path / "tiny").symlink_to(HERE / "tiny")
    if (case.parent / "profiles").is_dir():
        shutil.copytree(case.parent / "profiles", beside / "profiles")
    return beside / "case"


def _retyped(text: str, finding: Finding) -> str:
    typed = _typed(finding)
    lines = text.splitlines()
    at = start_of(finding.place)[0] - 1
    lead = re.match(r"\s*(?:- )?", lines[at])
    assert lead is not None
    key = "" if LINE.match(typed) else lines[at][lead.end() :].partition(":")[0] + ": "
    lines[at] = f"{lead[0]}{key}{typed}"
    return "\n".join([*lines, ""])


def _followed(case: Path, finding: Finding, tmp_path: Path) -> list[str]:
    root = _beside(case, tmp_path)
    before = linted(case)
    if finding.code in TYPED and _typed(finding):
        shutil.copytree(case, root)
        manifest = root / "dossier.yaml"
        manifest.write_text(_retyped(manifest.read_text(encoding="utf-8"), finding), encoding="utf-8")
        after = _lint(root)
        if not is_still_there(finding, before, after):
            return []
        shutil.rmtree(root)
    profile = before.profile or load("case", case)
    outcomes = []
    sample = Sample(case, root)
    sample.write()
    for number, way in enumerate(ways_of(finding)):
        tried = copy.copy(sample)
        tried.data = copy.deepcopy(sample.data)
        tried.root = root.with_name(f"case{number}")
        shutil.copytree(root, tried.root, copy_function=link_or_copy)
        (tried.root / "dossier.yaml").unlink()
        outcome = []
        try:
            follow(way, finding, tried, profile)
        except (KeyError, ValueError, AssertionError, yaml.YAMLError, OSError) as error:
            outcome.append(f"{type(error).__name__}: {error}")
        tried.write()
        after = _lint(tried.root)
        outcome += new_errors(before, after, [finding])
        outcome += [f"still {finding.code}"] if is_still_there(finding, before, after) else []
        outcomes.append(outcome)
    return wrong_with(finding, ways_of(finding), outcomes)


def _lint(root: Path) -> LintResult:
    return lint_dossier(root, as_of=AS_OF, profiles=Profiles())


@pytest.mark.parametrize("case", FAILING, ids=name_of)
def test_what_a_hint_shows_mends(case: Path, tmp_path: Path) -> None:
    for number, finding in enumerate(_with_ways(case)):
        (tmp_path / str(number)).mkdir()
        assert _followed(case, finding, tmp_path / str(number)) == [], (finding.code, hint_of(finding))


def test_a_hint_that_shows_nothing_is_of_a_known_sort() -> None:
    for case in FAILING:
        followed = _with_ways(case)
        for hint in (hint_of(finding) for finding in findings(case) if finding not in followed):
            assert class_of(hint) is not None, (name_of(case), hint)
            assert not left_over(hint), (name_of(case), hint)


def test_enough_hints_are_followed() -> None:
    assert sum(len(_with_ways(case)) for case in FAILING) > ENOUGH
    assert HERE.is_dir()
