"""Every hint that shows a line for the manifest is pasted as printed: the manifest stays readable, the finding goes.

One case for each rule, taken from the notices' cases by what they expect. Of several lines that a hint shows (是 for
some, 否 for others) each must keep the manifest readable and one must mend. What comes next may be asked: a scan, a
field. An example of one's own (例如) and what is done by hand besides need not mend, but must be readable.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from edits import Sample

from tests.profiles.test_cases import SHIPPED, _cases, _lint
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.profile import Profile
from zcdossier.model.results import LintResult
from zcdossier.profiles.load import load
from zcdossier.report.messages import hint_text

UNREADABLE = {"ZC001", "ZC002", "ZC003", "ZC004", "ZC005"}
NEXT = {"ZC201", "ZC401", "ZC402", "ZC503"}
"""What a new line may lead to: the next honest question about what it says."""
LINE = re.compile(r"(?<![\w{])(?P<key>[a-z][a-z_0-9]*): (?!下面|后面|前面|写明)(?P<value>[^\s，。；：（）、]+)")
REMOVED = "那一行"
ENTRY = re.compile(r"- \{[^}]*\}")
EVERY = 6
"""Of the rules that a field must be filled in, all of which say the same, every so many-th."""


NEXT_QUESTION = {
    "applicant-insurance_employer-same": "attachments.dispatch_agreement-required",
    "grassroots_service-required": "grassroots_exemption-required",
    "education-abroad-doubt": "education-abroad",
    "education-party-school-doubt": "education-party-school",
}
"""What a rule's hint leads to and has to: who says that she is sent by an agency shows the agreement."""
BY_HAND = {
    "clinical_cases-evidence": "the scans of this case are to be added, or all cases are one record",
    "achievements-since-title": "the sample has one achievement only, which is then not chosen",
    "achievements-before-application": "as above",
    "achievements-before-the-end": "as above",
    "post_roster-applicant": "the row that is hers is no longer counted as one of the others",
    "applicant-specialty_years-sum": "the years are counted again without that time",
    "applicant-specialty_years-short": "as above",
    "current_title-title_series-engineering": "the appraisals then name the title held before",
    "current_title-title_series-pharmacy": "as above",
    "awards-award_of-allowed": "the award is moved to its paper, patent or project",
    "awards-of-project": "as above",
    "awards-of-paper": "as above",
}
"""Rules whose hint shows a line beside something that hands do."""


OF_ATTACHMENTS = ("kind", "folder", "year", "years", "publicity_end")


class Pasted(NamedTuple):
    """One way to follow a hint: lines to write, or to remove, or an entry of a list."""

    lines: tuple[tuple[str, str], ...] = ()
    entry: str = ""
    example: bool = False


def _shows_a_line(profile: Profile) -> list[str]:
    required = [rule.id for rule in profile.rules if rule.kind == "required" and rule.hint is None]
    own = [rule.id for rule in profile.rules if rule.hint is not None and _ways(rule.hint.zh)]
    return [*required[::EVERY], *own]


def _ways(hint: str) -> list[Pasted]:
    """Each line by itself, and those together that one clause shows together (sci: 是 和 corresponding_rank: 1)."""
    ways = []
    for clause in hint.split("；"):
        example = "例如" in clause
        ways += [Pasted(entry=found[0], example=example) for found in ENTRY.finditer(clause)]
        lines = tuple((found["key"], found["value"]) for found in LINE.finditer(ENTRY.sub(" ", clause)))
        ways += [Pasted((line,), example=example) for line in lines]
        if len({key for key, _ in lines}) > 1:
            ways.append(Pasted(lines, example=example))
    return ways


def _chosen() -> Iterator[Any]:
    for name in SHIPPED:
        wanted = set(_shows_a_line(load(name)))
        for case in _cases(name):
            for expected in case["expect"]:
                if expected["rule"] in wanted and len(case["expect"]) == 1:
                    wanted.discard(expected["rule"])
                    yield pytest.param(name, case, expected, id=f"{name}-{expected['rule']}")


CHOSEN = list(_chosen())


@pytest.mark.parametrize(("name", "case", "expected"), CHOSEN)
def test_what_a_hint_shows_mends(name: str, case: dict[str, Any], expected: dict[str, str], tmp_path: Path) -> None:
    sample = Sample(SHIPPED[name], tmp_path / "sample")
    for edit in case["edits"]:
        sample.apply(edit)
    sample.write()
    manifest = sample.root / "dossier.yaml"
    before = _lint(sample.root, name, case.get("as_of", ""))
    (finding,) = [found for found in before.verdict.findings if found.rule == expected["rule"]]
    hint = hint_text(finding, "zh")
    ways = _ways(hint)
    assert ways, hint
    written = manifest.read_text(encoding="utf-8")
    left: dict[Pasted, list[str]] = {}
    for way in ways:
        manifest.write_text(_pasted(way, finding, written, load(name), sample.root), encoding="utf-8")
        after = _lint(sample.root, name, case.get("as_of", ""))
        assert not UNREADABLE & {found.code for found in after.verdict.findings}, (hint, way)
        left[way] = _left(finding, before, after)
        assert not [line for line in left[way] if line.startswith("ZC203")], (hint, way)
    by_hand = finding.rule in BY_HAND or (all(way.example for way in ways) and not _is_required(finding))
    assert by_hand or [] in left.values(), (hint, left)


def _is_required(finding: Finding) -> bool:
    return finding.code == "ZC201"


def _left(finding: Finding, before: LintResult, after: LintResult) -> list[str]:
    """What is still wrong, or newly an error."""
    old = {(found.code, found.rule, found.place.path) for found in before.verdict.findings}
    return [
        f"{found.code} {found.rule} {found.place.path}"
        for found in after.verdict.findings
        if (found.code, found.rule, found.place.path) == (finding.code, finding.rule, finding.place.path)
        or (
            (found.code, found.rule, found.place.path) not in old
            and found.severity is Severity.ERROR
            and found.code not in NEXT
            and found.rule != NEXT_QUESTION.get(finding.rule)
        )
    ]


def _pasted(way: Pasted, finding: Finding, written: str, profile: Profile, root: Path) -> str:
    if way.entry:
        return _with_record(way.entry, finding, written.splitlines(), root)
    for line in way.lines:
        written = _with_key(line, finding, written.splitlines(), profile, root)
    return written


def _with_key(line: tuple[str, str], finding: Finding, lines: list[str], profile: Profile, root: Path) -> str:
    """Write a line where it belongs: into the finding's record, the applicant's facts, or where the key is known."""
    key, value = line
    path = finding.place.path
    record = re.match(r"(?P<group>sections\.(?P<section>\w+)|attachments)\[\d+\]", path)
    section = profile.sections.get(record["section"] or "") if record is not None else None
    own = {*section.fields, "folder"} if section is not None else {*OF_ATTACHMENTS} - {*profile.applicant}
    if record is not None and key in own:
        return _with_line(key, value, lines, *_record(record[0], lines))
    if key in profile.applicant:
        return _with_line(key, value, lines, _line_of('"applicant":', lines), "  ")
    named = re.fullmatch(r"sections\.(\w+)", path)
    if named is not None and key in {*profile.sections[named[1]].fields, "folder"}:
        return _with_record(f"- {key}: {value}", finding, lines, root)
    other = next(one.id for one in profile.sections.values() if key in one.fields and f'  "{one.id}":' in lines)
    return _with_line(key, value, lines, *_record(f"sections.{other}[0]", lines))


def _record(path: str, lines: list[str]) -> tuple[int, str]:
    """The line a record begins at, and the indentation of its keys."""
    start = _record_line(path, lines)
    first = lines[start - 1]
    return start, " " * (len(first) - len(first.lstrip(" -")))


def _record_line(path: str, lines: list[str]) -> int:
    """The line a record begins at, where the finding stands at a file."""
    head, number = path.rstrip("]").split("[")
    name = head.rpartition(".")[2]
    at = _line_of(f'"{name}":', lines)
    dash = re.match(r"\s*- ", lines[at])
    assert dash is not None
    begins = [index for index in range(at, len(lines)) if lines[index].startswith(dash[0])]
    return begins[int(number)] + 1


def _line_of(text: str, lines: list[str]) -> int:
    return next(index for index, line in enumerate(lines, start=1) if line.strip() == text)


def _with_line(key: str, value: str, lines: list[str], at: int, indent: str) -> str:
    """Put a line into what begins at a line, in the place of the same key there; or take that away."""
    end = at
    while end < len(lines) and lines[end].startswith(indent):
        end += 1
    for index in range(at - 1, end):
        lead = re.match(rf'(?P<lead>{indent}|{indent[:-2]}- )"{key}":', lines[index])
        if lead is not None:
            kept = [] if value == REMOVED else [f"{lead['lead']}{key}: {value}"]
            return "\n".join([*lines[:index], *kept, *lines[index + 1 :]]) + "\n"
    return "\n".join([*lines[:at], f"{indent}{key}: {value}", *lines[at:]]) + "\n"


def _with_record(entry: str, finding: Finding, lines: list[str], root: Path) -> str:
    """Add a record to the section that the finding is about, with the folder it names."""
    folder = re.search(r"folder: ([^,}]+)", entry)
    if folder is not None:
        target = root / folder[1].strip()
        target.mkdir(parents=True, exist_ok=True)
    path = finding.place.path.removeprefix("sections.")
    name = "attachments" if path.startswith("attachments") else re.split(r"[.\[]", path)[0]
    top = name == "attachments"
    heads = [index for index, line in enumerate(lines) if re.match(rf'\s*"{name}":', line)]
    indent = "" if top else "  "
    if not heads:
        parent = len(lines) if top else _line_of('"sections":', lines)
        return "\n".join([*lines[:parent], f'{indent}"{name}":', f"{indent}{entry}", *lines[parent:]]) + "\n"
    at = heads[0]
    lines[at] = f'{indent}"{name}":'
    return "\n".join([*lines[: at + 1], f"{indent}{entry}", *lines[at + 1 :]]) + "\n"


def test_enough_hints_are_tried() -> None:
    assert len(CHOSEN) > 60
