"""What is left open as long as the files of a record are not understood."""

from pathlib import Path

import pytest

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kinds.parts import NOT_UNDERSTOOD, PartsParams, check
from zcdossier.lint.record_parts import satisfies_alone, unclear_files
from zcdossier.model.condition import Comparison, Operator
from zcdossier.model.dossier import Dossier, Doubt, Record, Scan
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place, text_place
from zcdossier.model.profile import Part, Profile, Rule, Section

PLACE = text_place("dossier.yaml", 1, 1, path="papers[0]")
PARTS = {name: Part(name, Label(label)) for name, label in (("cover", "封面"), ("body", "正文"))}


def rule(*parts: str) -> Rule:
    return Rule(f"wants-{'-'.join(parts)}", "parts", Severity.ERROR, PartsParams(all_of=parts), ("papers",))


def case(rules: list[Rule], *scans: Scan, pages: int = 1) -> tuple[Context, Record]:
    record = Record("papers", 0, PLACE, scans=scans)
    section = Section("papers", Label("论文"), 9, parts=PARTS)
    profile = Profile("case", Label("例"), sections={"papers": section}, rules=tuple(rules))
    dossier = Dossier(Path("/nowhere"), "case", "", PLACE, PLACE, sections={"papers": (record,)})
    facts = {scan.file: FileFacts(scan.file, 9000, "pdf", pages=pages) for scan in scans}
    return Context(dossier, profile, facts), record


def scan(name: str, part: str = "", doubt: Doubt | None = None) -> Scan:
    return Scan(name, part, Place(name), doubt=doubt)


UNKNOWN = scan("a.pdf", doubt=Doubt.UNKNOWN)


@pytest.mark.parametrize(("wanted", "alone"), [([], True), ([("cover",)], True), ([("cover",), ("body",)], False)])
def test_the_only_file_of_a_record_needs_no_name_for_one_part(wanted, alone) -> None:
    context, record = case([rule(*parts) for parts in wanted], UNKNOWN)
    assert satisfies_alone(record, context) is alone
    assert bool(unclear_files(record, context)) is not alone


@pytest.mark.parametrize(("pages", "unclear"), [(1, False), (2, True)])
def test_a_general_name_may_be_everything_where_there_are_pages_enough(pages, unclear) -> None:
    context, record = case([rule("cover"), rule("body")], scan("论文.pdf", "body", Doubt.GENERAL), pages=pages)
    assert bool(unclear_files(record, context)) is unclear


def test_a_part_that_may_be_there_under_another_name_is_not_judged() -> None:
    context, _ = case([rule("cover"), rule("body")], UNKNOWN, scan("2-正文.pdf", "body"))
    assert [unjudged.reason for unjudged in check(context.profile.rules[0], context)] == [NOT_UNDERSTOOD]
    assert list(check(context.profile.rules[1], context)) == []


@pytest.mark.parametrize(("part", "holds"), [("body", True), ("cover", None)])
def test_a_condition_on_a_part_that_may_be_there_is_open(part, holds) -> None:
    context, record = case([], UNKNOWN, scan("2-正文.pdf", "body"))
    assert Evaluation(context, record).holds(Comparison(f"part.{part}", Operator.PRESENT, ("是",))) is holds
