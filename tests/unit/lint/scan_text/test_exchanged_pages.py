"""Single files that show another record of the section: exchanged with it, or mixed in; and when nothing is told."""

from collections.abc import Callable

import pytest
from text_as_read import page_of

from zcdossier.lint.scan_text.exchanged_pages import find_foreign_files, paths_with_foreign_files
from zcdossier.model.facts import FileFacts
from zcdossier.model.label import Label
from zcdossier.model.profile import Field

FIRST, SECOND = "松针提取物质量评价方法研究", "山区水库泥沙淤积的成因分析"
JOURNALS = "东海药学", "江州水利"
TITLE = Field("title", Label("题目"))
CITED = ("[1] 甲.", "某文[J].", "[2] 乙.", "另一文[J].", "[3] 丙.", "第三文[J].")

Pages = tuple[str, dict[str, tuple[str, ...]]]
"""A title, and the lines of each of a record's parts."""
Found = Callable[..., list[tuple[int, str, int, bool]]]


@pytest.fixture
def foreign(make_case) -> Found:
    """Which part of which record shows which other record, and whether it was exchanged."""

    def find(*records: Pages) -> list[tuple[int, str, int, bool]]:
        case = make_case([TITLE], parts=("cover", "contents", "text"))
        for title, parts in records:
            for scan in case.record(parts=tuple(parts), title=title).scans:
                case.facts[scan.file] = FileFacts(
                    scan.file, 9, "jpeg", pages=1, pages_seen=(page_of(*parts[scan.part]),)
                )
        context = case.context()
        found = find_foreign_files(context)
        assert bool(paths_with_foreign_files(context)) == bool(found)
        return [
            (foreign.reading.record.position, foreign.scan.part, foreign.owner.record.position, bool(foreign.back))
            for foreign in found
        ]

    return find


def test_covers_of_two_records_exchanged_are_told_once(foreign: Found) -> None:
    first = FIRST, {"cover": (SECOND,), "text": (FIRST,)}
    second = SECOND, {"cover": (FIRST,), "text": (SECOND,)}
    assert foreign(first, second) == [(0, "cover", 1, True)]


def test_a_page_mixed_in_is_told_where_it_is_missing_at_home(foreign: Found) -> None:
    first = FIRST, {"text": (FIRST,), "contents": (SECOND,)}
    assert foreign(first, (SECOND, {"cover": (SECOND,), "text": (SECOND,)})) == [(0, "contents", 1, False)]
    assert foreign(first, (SECOND, {"contents": (SECOND,), "text": (SECOND,)})) == []


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, SECOND),  # its own name is there as well
        ("与两者无关的一页",),
        (SECOND, *CITED),  # literature
        (SECOND[:-1],),
    ],
)
def test_pages_that_say_nothing_for_sure(foreign: Found, lines: tuple[str, ...]) -> None:
    first = FIRST, {"text": (FIRST,), "contents": lines}
    assert foreign(first, (SECOND, {"cover": (SECOND,), "text": (SECOND,)})) == []


def test_a_short_name_tells_only_of_pages_exchanged(foreign: Found) -> None:
    first, second = JOURNALS
    mixed = foreign(
        (first, {"text": (first,), "contents": (second,)}), (second, {"cover": (second,), "text": (second,)})
    )
    both = foreign((first, {"text": (first,), "cover": (second,)}), (second, {"text": (second,), "cover": (first,)}))
    assert (mixed, both) == ([], [(0, "cover", 1, True)])


def test_a_record_whose_scans_all_lie_elsewhere_is_told_as_such(foreign: Found) -> None:
    first = FIRST, {"cover": (SECOND,), "text": (SECOND,)}
    assert foreign(first, (SECOND, {"cover": (FIRST,), "text": (FIRST,)})) == []
