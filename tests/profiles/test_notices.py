"""Real notices that zcdossier was not made for, stated from the guide alone: each rule is met, broken, and found.

A folder of `notices/` holds a notice: `profile.yaml` and `clauses.yaml`; `sample/dossier.yaml`, a clean dossier
(`profile: ../profile.yaml`), with its files, or with `files:` of `cases.yaml`, which are drawn (drawn_files.draw_file).
`cases.yaml` is a mapping:

    as_of: 2024-09-01
    folder: 林晓                                             # what the dossier's folder is called, if that matters
    files: {照片.jpg: {size: 413x626, head: true}}            # path in the dossier: how it is drawn
    cases:                                                   # each breaks the sample and gives just these findings
      - {rule: photo-size, at: photo, edits: [{draw: {照片.jpg: {size: 300x400}}}]}
      - {rule: two, edits: [{set: {path: …, value: …}}], expect: [{rule: …, at: …, severity: warning}]}
    build:                                                   # what build writes of the sample ('*': the rest)
      01.pdf: {pages: 3, below: 8000000, texts: [目录], bookmarks: [身份证], size: 413x626, format: JPEG}
    unbroken: {sealed: needs scans that were read}           # rules without a case, and why
    built:                                                   # the same of a changed sample
      - {name: larger, edits: […], build: {…}, failed: [record]}

Edits are those of edits.Sample; `draw` writes files, `remove` takes some away, `rename` gives some another path.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pypdfium2
import pytest
from drawn_files import draw_file
from edits import Sample
from fast_yaml import load_values
from page_findings import assert_each_finding_stands_once
from people_words import assert_people_can_read
from PIL import Image

from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.inspect_profiles import check_profile, cover_clauses
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.lint.measures.bounds import MeasureBounds
from zcdossier.lint.measures.judge_file import measure_file
from zcdossier.lint.parameter_types import MeasureName
from zcdossier.model.facts import FactGroup
from zcdossier.model.lint_result import LintResult
from zcdossier.model.receipt import BuildOutcome
from zcdossier.model.results import Disposition
from zcdossier.probe.inspect_file import inspect_file
from zcdossier.probe.look_inside import look_inside
from zcdossier.profiles.load import Profiles

NOTICES = Path(__file__).resolve().parent / "notices"
NAMES = sorted(folder.name for folder in NOTICES.iterdir() if folder.is_dir())
MOST_BYTES = 1_500_000
PROFILES = Profiles()
DRAWN = TemporaryDirectory(prefix="notices-")


@cache
def _kept(name: str) -> dict[str, Any]:
    return load_values((NOTICES / name / "cases.yaml").read_text(encoding="utf-8")) or {}


def _sample(name: str, root: Path) -> Sample:
    """The clean dossier, its profile found at its place, its files drawn."""
    sample = Sample(_drawn(name), root)
    sample.data["profile"] = str(NOTICES / name / "profile.yaml")
    return sample


@cache
def _drawn(name: str) -> Path:
    """The sample with its files, drawn once; the cases link them and never write through."""
    folder = Path(DRAWN.name) / name
    shutil.copytree(NOTICES / name / "sample", folder)
    for path, drawing in (_kept(name).get("files") or {}).items():
        draw_file(folder / path, drawing)
    return folder


def _folder(name: str, case: dict[str, Any] | None = None) -> str:
    """What the dossier's folder is called; `folder` says it where the notice asks for a name."""
    folder: str = (case or {}).get("folder") or _kept(name).get("folder", "sample")
    return folder


def _change(sample: Sample, edits: list[dict[str, Any]]) -> None:
    for edit in edits:
        ((operation, arguments),) = edit.items()
        if operation == "draw":
            for path, drawing in arguments.items():
                draw_file(sample.root / path, drawing)
        elif operation == "remove":
            for path in [arguments] if isinstance(arguments, str) else arguments:
                (sample.root / path).unlink()
        elif operation == "rename":
            for old, new in arguments.items():
                (sample.root / old).rename(sample.root / new)
        else:
            sample.apply(edit)


def _lint(sample: Sample, name: str, as_of: str = "") -> LintResult:
    sample.write()
    return lint_dossier(sample.root, as_of=_day(name, as_of), profiles=PROFILES)


def _day(name: str, as_of: str = "") -> date:
    return date.fromisoformat(str(as_of or _kept(name)["as_of"]))


def _found(linted: LintResult) -> list[tuple[str, str, str]]:
    return sorted((finding.rule, str(finding.severity), finding.place.path) for finding in linted.verdict.findings)


def _cases() -> Iterator[Any]:
    for name in NAMES:
        for number, case in enumerate(_kept(name).get("cases") or ()):
            yield pytest.param(name, case, id=f"{name}-{number}-{case['rule']}-{case.get('name', '')}")


def _builds() -> Iterator[Any]:
    for name in NAMES:
        kept = _kept(name)
        if "build" in kept:
            yield pytest.param(name, {"build": kept["build"]}, id=name)
        for case in kept.get("built") or ():
            yield pytest.param(name, case, id=f"{name}-{case['name']}")


def test_there_are_notices() -> None:
    assert NAMES
    size = sum(path.stat().st_size for path in NOTICES.rglob("*") if path.is_file())
    assert size < MOST_BYTES


@pytest.mark.parametrize("name", NAMES)
def test_profile_has_no_mistakes(name: str) -> None:
    assert [str(found) for found in check_profile(str(NOTICES / name / "profile.yaml"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_has_its_use(name: str) -> None:
    coverage = cover_clauses(str(NOTICES / name / "profile.yaml"))
    assert [clause.id for clause in coverage.clauses if clause.disposition is Disposition.OPEN] == []


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_clean(name: str, tmp_path: Path) -> None:
    linted = _lint(_sample(name, tmp_path / _folder(name)), name)
    assert _found(linted) == []
    assert [(left.rule, left.reason.zh) for left in linted.verdict.not_evaluated] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_has_a_case(name: str) -> None:
    """Every rule that cites a clause, also those that a section's lines make; `unbroken` says why one has none."""
    kept = _kept(name)
    profile = PROFILES.get(str(NOTICES / name / "profile.yaml"), NOTICES)
    rules = {rule.id for rule in profile.rules if rule.all_clauses}
    cases = {found["rule"] for case in kept.get("cases") or () for found in _wanted(case)}
    assert sorted(rules - cases - set(kept.get("unbroken") or ())) == []


def _wanted(case: dict[str, Any]) -> list[dict[str, Any]]:
    """What a case expects; `at` and `severity` are short for one finding of the rule, `at: null` for none."""
    if "expect" in case:
        wanted: list[dict[str, Any]] = case["expect"]
        return wanted
    return [{key: case[key] for key in ("rule", "at", "severity") if key in case}]


@pytest.mark.parametrize(("name", "case"), list(_cases()))
def test_case_gives_just_its_findings(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    sample = _sample(name, tmp_path / _folder(name, case))
    _change(sample, case["edits"])
    linted = _lint(sample, name, case.get("as_of", ""))
    wanted = sorted((found["rule"], found.get("severity", "error"), found["at"]) for found in _wanted(case))
    assert _found(linted) == wanted
    assert_each_finding_stands_once(linted)
    assert_people_can_read(linted)


@pytest.mark.parametrize(("name", "case"), list(_builds()))
def test_build_writes_what_the_notice_asks(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    sample = _sample(name, tmp_path / _folder(name, case))
    _change(sample, case.get("edits") or [])
    sample.write()
    built = build_dossier(sample.root, as_of=_day(name), out=tmp_path / "out", profiles=PROFILES)
    receipt = built.receipt
    assert receipt is not None
    failed = [record.record for record in receipt.records if record.outcome is BuildOutcome.FAILED]
    assert failed == (case.get("failed") or [])
    written = {path.relative_to(built.uploads).as_posix(): path for path in built.uploads.rglob("*") if path.is_file()}
    wanted = dict(case["build"])
    others = wanted.pop("*", None)
    assert sorted(wanted) == sorted(written if others is None else written.keys() & wanted.keys())
    for path, file in written.items():
        _assert_built(file, wanted.get(path, others) or {})


def _assert_built(path: Path, expected: dict[str, Any]) -> None:
    """Hold a finished file against what a case says, read by other libraries than those that wrote it."""
    size = path.stat().st_size
    assert int(expected.get("at_least", 0)) <= size < int(expected.get("below", size + 1)), size
    if path.suffix not in {".pdf", ".jpg"}:
        return
    if path.suffix == ".jpg":
        with Image.open(path) as image:
            assert expected.get("size", f"{image.width}x{image.height}") == f"{image.width}x{image.height}"
            assert expected.get("format", image.format) == image.format
        return
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == expected.get("pages", len(pdf.pages))
        with pdf.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
        assert expected.get("bookmarks", titles) == titles
        if "page_below" in expected:
            assert max(_page_bytes(page) for page in pdf.pages) < expected["page_below"]
    if "measures" in expected:
        facts = look_inside(inspect_file(path, path.name), path, frozenset({FactGroup.TEXT, FactGroup.STRUCTURE}))
        for name, word in expected["measures"].items():
            value = measure_file(MeasureBounds(MeasureName(name)), facts)
            assert value is not None
            assert [names[0] for names in value.names] == [word], name
    if "texts" in expected:
        document = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert [word for word in expected["texts"] if word not in text] == []


def _page_bytes(page: pikepdf.Page) -> int:
    return sum(len(image.read_raw_bytes()) for image in page.get_images().values())
