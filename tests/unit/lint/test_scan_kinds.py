"""The kinds that look at pages, at their bounds: how sure a turn has to be, what is blank, when a seal is missing."""

from collections.abc import Callable

import pytest

from zcdossier.lint.kinds import page_blank, page_turned, seal
from zcdossier.lint.kinds.name_on_proof import Likelihood, find_person
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule

BOX = Box(0.1, 0.1, 0.9, 0.13)
PAGE = PageFacts(1, lines=(TextLine("证明", 0.99, BOX),), turn=0, turn_confidence=1.0, is_blank=False)
STAMP = Seal(BOX, "round", 0.9)


@pytest.fixture
def hits(make_case: Callable[..., object]):
    """What a kind finds on the pages of records whose scans are parts of one page each."""

    def find(kind, *records: dict[str, PageFacts], params=None):
        case = make_case([], parts=("a", "b"))
        for pages in records:
            made = case.record(parts=tuple(pages))
            for scan, facts in zip(made.scans, pages.values(), strict=True):
                case.facts[scan.file] = FileFacts(scan.file, 9, "jpeg", pages=1, pages_seen=(facts,), digest=scan.file)
        rule = Rule(
            "r", kind.KIND.name, Severity.WARNING, kind.KIND.params() if params is None else params, ("things",)
        )
        return [hit.message for hit in kind.check(rule, case.context())]

    return find


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"turn": 90, "turn_confidence": 0.7}, ["sideways"]),
        ({"turn": 270, "turn_confidence": 0.7}, ["sideways"]),
        ({"turn": 180, "turn_confidence": 0.7}, ["upside-down"]),
        ({"turn": 180, "turn_confidence": 0.69}, []),
        ({"turn": 180, "is_blank": True}, []),
        ({"turn": 180, "is_blank": None}, ["upside-down"]),
        ({"turn": 0}, []),
        ({"turn": None}, []),
    ],
)
def test_a_page_is_turned(hits, change: dict[str, object], found: list[str]) -> None:
    assert hits(page_turned, {"a": PAGE._replace(**change)}) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"is_blank": True}, ["blank"]),
        ({"is_blank": True, "seals": (STAMP,)}, []),
        ({"is_blank": True, "perhaps_sealed": True}, []),
        ({"is_blank": None}, []),
        ({"is_blank": False}, []),
    ],
)
def test_a_page_is_blank(hits, change: dict[str, object], found: list[str]) -> None:
    assert hits(page_blank, {"a": PAGE._replace(**change)}) == found


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"a": PAGE}, ["none"]),
        ({"a": PAGE._replace(seals=(STAMP,))}, []),
        ({"a": PAGE, "b": PAGE._replace(seals=(STAMP,))}, []),
        ({"a": PAGE, "b": PAGE}, ["none"]),
        ({"a": PAGE, "b": PAGE._replace(is_blank=True, has_colour=False)}, ["none"]),
        ({"a": PAGE, "b": PAGE._replace(has_colour=False)}, []),
        ({"a": PAGE, "b": PAGE._replace(is_blank=None)}, []),
        ({"a": PAGE, "b": PAGE._replace(cut_edges=("left",))}, []),
        ({"a": PAGE._replace(is_blank=True)}, []),
    ],
)
def test_a_seal_is_missing_where_all_pages_are_seen_in_colour(
    hits, pages: dict[str, PageFacts], found: list[str]
) -> None:
    assert hits(seal, pages) == found


def test_each_part_that_wants_a_seal_is_looked_at(hits) -> None:
    stamped = PAGE._replace(seals=(STAMP,))
    wanted = seal.SealParams(("a",))
    assert hits(seal, {"a": PAGE, "b": stamped}, params=wanted) == ["none"]
    assert hits(seal, {"a": stamped, "b": PAGE}, params=wanted) == []
    assert hits(seal, {"a": PAGE, "b": PAGE}, params=seal.SealParams(("a", "b"))) == ["none", "none"]
    assert hits(seal, {"b": PAGE}, params=wanted) == []


def text(*lines: str) -> RecordText:
    read = tuple(TextLine(line, 0.99, Box(0.1, row / 20, 0.9, row / 20 + 0.03)) for row, line in enumerate(lines))
    return RecordText([ScanPage(Scan("甲.jpg", "", Place("甲.jpg")), PageFacts(1, lines=read))])


LONG = "关于公布优秀成果评选结果的通知各有关单位"


@pytest.mark.parametrize(
    ("name", "lines", "likelihood"),
    [
        ("林晓", (LONG, "林晓同志"), Likelihood.PRESENT),
        ("林晓", (LONG, "林同志"), Likelihood.UNSURE),  # the other sign may have been lost
        ("林晓", (LONG, "森林同志"), Likelihood.ABSENT),
        ("林晓", ("许怀同志",), Likelihood.UNSURE),  # too little was read
        ("欧阳文华", (LONG, "欧阳文毕同志"), Likelihood.UNSURE),
        ("欧阳文华", (LONG, "许怀守同志"), Likelihood.ABSENT),
        ("林晓", ("Certificate of Appointment to the Board 林",), Likelihood.UNSURE),
        ("John Smith", (LONG, "许怀守同志"), Likelihood.UNSURE),
        ("买买提江阿布都", (LONG, "买买提汪阿布都同志"), Likelihood.PRESENT),  # a long name, a sign read wrong
        ("", (LONG,), Likelihood.UNSURE),
    ],
)
def test_how_likely_a_name_is_there(name: str, lines: tuple[str, ...], likelihood: Likelihood) -> None:
    assert find_person(name, text(*lines)) is likelihood


def test_the_labels_are_in_both_languages() -> None:
    for kind in (seal, page_turned, page_blank):
        assert isinstance(kind.KIND.title, Label)
        assert kind.KIND.title.en
