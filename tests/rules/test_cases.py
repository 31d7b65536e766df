"""Every check kind on tiny dossiers: all findings, exactly.

`<CODE>-<kind name>/pass-*` gives no finding; `fail-*` gives those of its `expected.txt` and no other, one a line:
`file:line:column severity CODE rule path | message | hint`. A case names the profile beside it: `profile: case`.
`readings.yaml` beside the manifest is what was read off its scans. What git can't hold (links, pipes, forbidden
folders) is made in `tests/bad_input`.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from case_readings import NAME as READINGS
from case_readings import with_readings
from page_findings import assert_each_finding_stands_once
from people_words import assert_people_can_read
from workbook_cases import BOOK as WORKBOOK
from workbook_cases import CASES as WORKBOOKS

from zcdossier.app.lint_dossier import gather_facts, lint_dossier
from zcdossier.lint.kinds import all_kinds
from zcdossier.model.finding import Finding
from zcdossier.model.lint_result import LintResult
from zcdossier.profiles import locations
from zcdossier.profiles.load import Profiles
from zcdossier.report.messages import hint_text, message_text

HERE = Path(__file__).parent
AS_OF = date(2023, 6, 30)
CASES = sorted(path for path in HERE.glob("ZC*/*") if path.name.startswith(("pass-", "fail-")))
FAILING = [case for case in CASES if case.name.startswith("fail-")]
MAX_BYTES = 8_000
# Messages whose cause can't lie in a repository, and the test elsewhere that makes each.
MADE_ELSEWHERE = {
    ("ZC001", "no-access"): "tests/bad_input/test_manifest.py",
    ("ZC001", "too-large"): "tests/bad_input/test_manifest.py",
    ("ZC001", "locked-workbook"): "tests/bad_input/test_workbook_files.py",
    ("ZC001", "too-many-cells"): "tests/bad_input/test_workbook_files.py",
    ("ZC001", "too-much-text"): "tests/bad_input/test_workbook_files.py",
    ("ZC001", "workbook-too-large"): "tests/bad_input/test_workbook_files.py",
    ("ZC503", "no-access"): "tests/bad_input/test_folders.py",
    ("ZC504", "missing"): "tests/bad_input/test_folders.py",
    ("ZC504", "no-permission"): "tests/bad_input/test_folders.py",
    ("ZC504", "not-a-file"): "tests/bad_input/test_folders.py",
    ("ZC504", "outside"): "tests/unit/lint/test_files.py",
    ("ZC508", "heic"): "tests/bad_input/test_files.py",
    ("ZC509", "link"): "tests/bad_input/test_folders.py",
    ("ZC514", "heavy"): "tests/unit/lint/test_build_limit.py",
    ("ZC510", "names"): "tests/bad_input/test_folders.py",
}
EXPECTED = "expected.txt"
_SLOT = re.compile(r"\{(\w+)\}")


@pytest.fixture(autouse=True)
def only_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep shipped and own profiles out (their names show in hints), and nothing of a run in the case."""
    monkeypatch.setattr("zcdossier.app.lint_dossier.FactsCache", lambda _root: None)
    monkeypatch.setattr(
        "zcdossier.app.lint_dossier.gather_facts",
        lambda dossier, profile: with_readings(dossier.root, gather_facts(dossier, profile)),
    )
    monkeypatch.setattr(
        locations, "_folders", lambda beside: [(beside.parent / locations.PROFILES_FOLDER, False)] if beside else []
    )


@cache
def linted(case: Path) -> LintResult:
    return lint_dossier(case, as_of=AS_OF, profiles=Profiles())


def findings(case: Path) -> tuple[Finding, ...]:
    """What the dossier gives; that the file with what is expected lies in it as well is not its fault."""
    return tuple(finding for finding in linted(case).verdict.findings if finding.place.file not in (EXPECTED, READINGS))


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def line_of(finding: Finding) -> str:
    place = finding.place
    where = f"{place.file}{place.suffix}"
    head = f"{where} {finding.severity} {finding.code} {finding.rule} {place.path or '-'}"
    return f"{head} | {message_text(finding, 'zh')} | {hint_text(finding, 'zh')}"


def key_of(finding: Finding) -> tuple[str, str]:
    """The code and the key of the message, unless a profile's words took the place of the kind's."""
    return finding.code, finding.key


def test_there_are_cases() -> None:
    assert len(CASES) > 2 * len(all_kinds())


def test_nothing_of_a_run_is_kept() -> None:
    assert list(HERE.rglob("facts.json")) == []


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_case(case: Path, golden: Callable[[Path, str], None]) -> None:
    """What is found, to the letter, and all that holds of any: a test for each of these would take longer than they."""
    assert_tiny(case)
    assert_findings(case, golden)
    assert_each_finding_stands_once(linted(case))
    assert_people_can_read(linted(case))
    if case.name.startswith("pass-"):
        assert_judged(case)
    else:
        assert_english(case)


def assert_tiny(case: Path) -> None:
    assert sum(path.stat().st_size for path in case.rglob("*") if path.is_file()) < MAX_BYTES


def assert_findings(case: Path, golden: Callable[[Path, str], None]) -> None:
    text = "".join(f"{line_of(finding)}\n" for finding in findings(case))
    if case.name.startswith("pass-"):
        assert text == ""
        assert not (case / EXPECTED).exists()
    else:
        golden(case / EXPECTED, text)
        said_once = case.name.endswith("-is-said-once")
        assert said_once != (case.parent.name[:5] in {finding.code for finding in findings(case)})


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_is_what_its_maker_makes(name: str) -> None:
    """`python tests/support/workbook_cases.py` writes them all."""
    assert (HERE / name / WORKBOOK).read_bytes() == WORKBOOKS[name]()


def assert_judged(case: Path) -> None:
    """A rule that could not be evaluated has not passed."""
    open_rules = linted(case).verdict.not_evaluated
    assert bool(open_rules) == case.name.startswith("pass-unknown-")


def assert_english(case: Path) -> None:
    for finding in findings(case):
        for text in (message_text(finding, "en"), hint_text(finding, "en"), hint_text(finding, "zh")):
            assert text.strip()
        for template in (*finding.message, *finding.hint):
            assert set(_SLOT.findall(template.replace("{{", "").replace("}}", ""))) <= finding.args.keys()
        assert message_text(finding, "en") != message_text(finding, "zh")


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_each_kind_passes_and_fails(kind: object) -> None:
    code, name = kind.code, kind.name  # type: ignore[attr-defined]
    cases = {case.name[:5] for case in CASES if case.parent.name == f"{code}-{name}"}
    made_elsewhere = all((code, key) in MADE_ELSEWHERE for key in kind.messages)  # type: ignore[attr-defined]
    assert cases == ({"pass-"} if made_elsewhere else {"pass-", "fail-"})


def test_no_folder_is_of_another_kind() -> None:
    kinds = {f"{kind.code}-{kind.name}" for kind in all_kinds()}
    assert {path.name for path in HERE.glob("ZC*")} == kinds
    stray = [path for path in HERE.glob("ZC*/*") if path not in CASES and path.name != locations.PROFILES_FOLDER]
    assert stray == []


def test_every_message_has_a_case() -> None:
    made = {key_of(finding) for case in FAILING for finding in findings(case)}
    wanted = {(kind.code, key) for kind in all_kinds() for key in kind.messages}
    assert wanted - made == set(MADE_ELSEWHERE)


@pytest.mark.parametrize(("message", "path"), MADE_ELSEWHERE.items())
def test_messages_made_elsewhere(message: tuple[str, str], path: str) -> None:
    source = (HERE.parents[1] / path).read_text(encoding="utf-8")
    assert f'"{message[0]}"' in source
    assert f'"{message[1]}"' in source
