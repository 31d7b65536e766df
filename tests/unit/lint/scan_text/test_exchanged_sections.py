"""Records of two sections exchanged: each is known on the other's pages, and a stranger on its own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from text_as_read import page_of

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.exchanged_scans import find_misplaced
from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.facts import FileFacts
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType, Part, Profile, Section

POST, TEACHING, FORM = "posts", "teaching", "forms"
ORGANISATION = "江州市食品药品检验所"
LETTER = ("证明", "兹证明林晓于2020年4月担任" + ORGANISATION + "技术顾问")
TABLE = ("业绩简表教学部分", "2021学年", "授课对象：本科生", "本学年合计课时:168")
SECTIONS = {
    POST: Section(
        POST,
        Label("兼职"),
        1,
        fields={"title": Field("title", Label("单位")), "date": Field("date", Label("时间"), FieldType.DATE)},
        parts={"a": Part("a", Label("佐证"))},
        title_field="title",
        looks_like=("聘书", "兼职证明"),
    ),
    TEACHING: Section(
        TEACHING,
        Label("教学"),
        2,
        fields={
            "year": Field("year", Label("学年"), FieldType.INTEGER),
            "hours": Field("hours", Label("课时"), FieldType.NUMBER),
        },
        parts={"a": Part("a", Label("简表"))},
        looks_like=("业绩简表", "教学部分", "授课对象"),
    ),
    FORM: Section(FORM, Label("登记"), 3, parts={"a": Part("a", Label("登记表"), looks_like=("考核登记表",))}),
}
Given = tuple[str, dict[str, str], tuple[str, ...]]
Exchanged = Callable[..., list[tuple[str, str, bool]]]


@pytest.fixture
def exchanged() -> Exchanged:
    """Which routes are told to be exchanged. A record is its section, what is typed and the lines of its page."""

    def find(*given: Given) -> list[tuple[str, str, bool]]:
        records: dict[str, list[Record]] = {}
        facts: dict[str, FileFacts] = {}
        for number, (section, typed, lines) in enumerate(given):
            path, file = f"sections.{section}[{len(records.get(section, ()))}]", f"{number}.jpg"
            values = {name: Value(text, Place(file, path=path), text) for name, text in typed.items()}
            scans = (Scan(file, "a", Place(file, path=path)),)
            made = Record(section, len(records.get(section, ())), Place(file, path=path), fields=values, scans=scans)
            records.setdefault(section, []).append(made)
            facts[file] = FileFacts(file, 9, "jpeg", pages=1, pages_seen=(page_of(*lines),))
        dossier = Dossier(
            root=Path("/nowhere"),
            profile="case",
            level="",
            place=Place("dossier.yaml"),
            level_place=Place("dossier.yaml"),
            applicant={},
            sections={name: tuple(made) for name, made in records.items()},
        )
        context = Context(dossier, Profile("case", Label("例"), sections=SECTIONS), facts, date(2023, 6, 30))
        return [(pair.record.place.path, pair.owner.place.path, pair.both) for pair in find_misplaced(context)]

    return find


def post(*lines: str, title: str = ORGANISATION, day: str = "2020-04") -> Given:
    return POST, {"title": title, "date": day}, lines


def teaching(*lines: str, year: str = "2021", hours: str = "168") -> Given:
    return TEACHING, {"year": year, "hours": hours}, lines


BOTH = [("sections.posts[0]", "sections.teaching[0]", True)]


def test_a_name_and_a_year_that_lie_with_each_other(exchanged: Exchanged) -> None:
    assert exchanged(post(*TABLE), teaching(*LETTER)) == BOTH


def test_right_records(exchanged: Exchanged) -> None:
    assert exchanged(post(*LETTER), teaching(*TABLE)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (post(*TABLE, ORGANISATION), teaching(*LETTER)),  # the name is at home as well
        (post(*TABLE), teaching(*LETTER, "2021学年", "168课时")),  # so are year and hours
        (post(*TABLE), teaching("证明", "与此无关的一页")),  # the name is nowhere
        (post("2021学年"), teaching(*LETTER, "168课时")),  # the hours are at home, and no word tells the section
        (post("与此无关的一页"), teaching(*LETTER)),  # the year is nowhere, nor what tells the section
    ],
)
def test_what_is_at_home_or_nowhere_tells_nothing(exchanged: Exchanged, first: Given, second: Given) -> None:
    assert exchanged(first, second) == []


def test_a_name_that_several_pages_have_tells_nothing(exchanged: Exchanged) -> None:
    others = [
        post("江州大学", title="别处" + str(number) + "研究会办公室", day=f"201{number}-01") for number in range(3)
    ]
    date_alone = post(*TABLE, "江州大学药学院", title="江州大学", day="2020-04")
    assert ("sections.posts[0]", "sections.teaching[0]", True) in exchanged(
        date_alone, teaching("江州大学", "2020年4月起担任顾问"), *others
    )


def test_words_of_the_sections_tell_where_nothing_else_does(exchanged: Exchanged) -> None:
    table = ("业绩简表教学部分", "授课对象：研究生")
    form: Given = (FORM, {}, table)
    assert exchanged((TEACHING, {"year": "2021"}, ("年度考核登记表",)), form) == [
        ("sections.teaching[0]", "sections.forms[0]", True)
    ]
    assert exchanged((TEACHING, {"year": "2021"}, ("年度考核登记表", "业绩简表")), form) == []
    assert exchanged((TEACHING, {"year": "2021"}, ("年度考核登记表",)), (FORM, {}, ("授课对象：研究生",))) == []


def test_a_record_is_exchanged_once(exchanged: Exchanged) -> None:
    assert len(exchanged(post(*TABLE), teaching(*LETTER), teaching(*LETTER))) == 1
