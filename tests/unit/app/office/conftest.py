"""An office's folder: copies of a sample with things wrong, and one nobody can read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from edits import Data, Sample

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.lint_result import LintResult
from zcdossier.profiles.load import Profiles

ROOT = Path(__file__).resolve().parents[4]
SAMPLE = ROOT / "sample_dossier"
HUZHOU = ROOT / "tests" / "profiles" / "zj-huzhou-2020" / "sample"
DAY = date(2023, 6, 30)
PROFILES = Profiles()

Make = Callable[..., LintResult]


def linted(root: Path, day: date = DAY) -> LintResult:
    """Lint with the words of the clauses, as letters want it."""
    found = lint_dossier(root, as_of=day, profiles=PROFILES)
    return found._replace(profile=PROFILES.with_clauses(found.profile)) if found.profile else found


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A dossier in the office's folder: a sample with these edits, under a person's name."""

    def make(name: str, edits: list[Data] = [], person: str = "", source: Path = SAMPLE) -> LintResult:  # noqa: B006
        sample = Sample(source, tmp_path / name)
        if person:
            sample.data["applicant"]["name"] = person
        for edit in edits:
            sample.apply(edit)
        sample.write()
        return linted(sample.root)

    return make
