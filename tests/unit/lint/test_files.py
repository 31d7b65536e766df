"""What the kinds about files say of facts that no dossier on disk shows: a file that leads out after all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.lint.conftest import Case
from zcdossier.lint.engine import judge_dossier
from zcdossier.lint.kind import NoParams
from zcdossier.lint.kinds import BY_NAME, LISTED, Runs
from zcdossier.model.facts import FileFacts, PdfFacts, Trouble
from zcdossier.model.profile import Rule


@pytest.mark.parametrize("trouble", list(Trouble))
def test_every_trouble_has_one_finding(make_case, trouble) -> None:
    case = make_case([], parts=("cover",))
    (scan,) = case.record(("cover",)).scans
    case.facts = {scan.file: FileFacts(scan.file, 0, "jpeg", trouble=trouble)}
    (found,) = judge_dossier(case.context()).findings
    assert found.place.file == scan.file
    assert found.place.path == "sections.things[0]"


def test_a_file_that_leads_out_after_all(make_case) -> None:
    case = make_case([], parts=("cover",))
    (scan,) = case.record(("cover",)).scans
    case.facts = {scan.file: FileFacts(scan.file, 0, "unknown", trouble=Trouble.OUTSIDE)}
    (found,) = judge_dossier(case.context()).findings
    assert (found.code, found.key) == ("ZC504", "outside")


def test_usable_files_are_no_matter(make_case) -> None:
    case = make_case([], parts=("cover",))
    (scan,) = case.record(("cover",)).scans
    case.facts = {scan.file: FileFacts(scan.file, 9, "jpeg", "jpeg", orientation=6)}
    assert judge_dossier(case.context()).findings == ()


ABOUT_ODD_FILES = [BY_NAME[listed.name] for listed in LISTED if listed.runs is Runs.ODD_FILE]


@given(
    format_=st.sampled_from(["jpeg", "pdf", "text", "ofd", "unknown"]),
    suffix=st.sampled_from(["", "jpeg", "pdf", "text"]),
    trouble=st.none() | st.sampled_from(Trouble),
    orientation=st.integers(-1, 10),
    unseen=st.sampled_from([(), ("Stamp",)]),
)
def test_of_a_file_that_is_not_odd_no_kind_has_anything_to_say(format_, suffix, trouble, orientation, unseen) -> None:
    """Else that kind would be silent, as it runs where a file is odd; nor may it need facts beyond the header."""
    case = Case([], parts=("cover",))
    (scan,) = case.record(("cover",)).scans
    facts = FileFacts(
        scan.file, 9, format_, suffix, trouble, orientation=orientation, pdf=PdfFacts("1.7", 0, unseen=unseen)
    )
    case.facts = {scan.file: facts}
    context = case.context()
    hits = [
        hit
        for kind in ABOUT_ODD_FILES
        for hit in kind.check(Rule(kind.name, kind.name, kind.severity, NoParams()), context)
    ]
    assert facts.is_odd or not hits
    assert not any(kind.needs(NoParams()) for kind in ABOUT_ODD_FILES)
