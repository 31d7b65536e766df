"""What the kinds about files say of facts that no dossier on disk shows: a file that leads out after all."""

import pytest

from zcdossier.lint.engine import judge_dossier
from zcdossier.model.facts import FileFacts, Trouble


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
