"""The `build` block of a profile: what it may say, what the sizes mean, and what is refused with what to write."""

import pytest

from zcdossier.model.build_rules import LabelRange, LabelStyle, OutputForm, Panel, Range, TotalLimit, Zoom
from zcdossier.model.condition import Comparison, Operator


def built(profiles, text: str):
    return profiles.case(f"build: {text}\n").build


def test_a_size_with_a_unit_is_read_the_safe_way(profiles) -> None:
    assert built(profiles, "{max_bytes: 20 MB}").max_bytes == 20_000_000
    assert built(profiles, "{max_bytes: 600 K}").max_bytes == 600_000
    binary = profiles.case("units: {kilobyte: 1024}\nbuild: {max_bytes: 20 MB}\n").build
    assert binary.max_bytes == 20 * 1024 * 1024


def test_a_band_is_the_narrower_of_its_readings(profiles) -> None:
    case = built(profiles, "{sections: {papers: {output: jpg, bytes: 14K..40K, size: 358x441, dpi: 350}}}").cases[0]
    assert case.sections == ("papers",)
    picture = dict(case.changes)["picture"]
    assert dict(case.changes)["form"] is OutputForm.JPG
    assert picture.bytes == Range(14 * 1024, 40_000)
    assert (picture.width, picture.height, picture.dpi) == (Range(358, 358), Range(441, 441), 350)


@pytest.mark.parametrize(
    ("written", "band"),
    [
        ("800", Range(800, 800)),
        ("600..1200", Range(600, 1200)),
        ("{at_most: 1200}", Range(0, 1200)),
        ("..9", Range(0, 9)),
    ],
)
def test_sides_of_a_picture(profiles, written, band) -> None:
    limits = built(profiles, f"{{output: jpg, width: {written}}}")
    assert limits.picture.width == band


def test_cases_and_sections_keep_their_order(profiles) -> None:
    limits = profiles.case(
        "build:\n"
        "  max_bytes: 9 MB\n"
        "  max_total_bytes: 90 MB\n"
        "  sections:\n"
        "    papers: [{max_pages: 30}, {where: {best: 是}, max_pages: 60}]\n"
        "    books: {max_bytes: 5 MB, max_total_bytes: 20 MB}\n"
        "  cases:\n"
        "    - {when: {level: full}, sections: [books], max_bytes: 7 MB}\n"
    ).build
    assert [case.sections for case in limits.cases] == [("papers",), ("papers",), ("books",), ("books",)]
    assert limits.cases[1].where == Comparison("best", Operator.ONE_OF, ("是",), ("是",))
    assert dict(limits.cases[3].changes) == {"max_bytes": 7_000_000}
    assert limits.totals == (TotalLimit(90_000_000), TotalLimit(20_000_000, ("books",)))


def test_what_a_viewer_shows(profiles) -> None:
    look = profiles.case(
        "build:\n"
        "  bookmarks: {record: '{title} … p. {page}', part: no, depth: 2}\n"
        "  page_labels: [{from: 1, style: roman}, {from: 3, style: decimal, prefix: A-}]\n"
        "  open: {panel: bookmarks, zoom: width}\n"
        "  document: {author: '{applicant.post}'}\n"
        "  page_numbers: {text: '{page} / {pages}', at: bottom-right, first: 2}\n"
        "  contents: yes\n"
    ).build.look
    assert (look.bookmarks.record, look.bookmarks.parts, look.bookmarks.depth) == ("{title} … p. {page}", False, 2)
    assert look.labels == (LabelRange(1, LabelStyle.ROMAN), LabelRange(3, LabelStyle.DECIMAL, "A-"))
    assert (look.panel, look.zoom, look.author, look.contents) == (
        Panel.BOOKMARKS,
        Zoom.WIDTH,
        "{applicant.post}",
        "目录",
    )
    assert (look.numbers.text, look.numbers.at, look.numbers.first) == ("{page} / {pages}", "bottom-right", 2)


def test_one_text_for_bookmarks(profiles) -> None:
    assert built(profiles, "{bookmarks: '{part.label} p. {page}'}").look.bookmarks.part == "{part.label} p. {page}"
    of_record = built(profiles, "{bookmarks: '{title}'}").look.bookmarks
    assert (of_record.record, of_record.parts) == ("{title}", False)
    assert not built(profiles, "{bookmarks: no}").look.bookmarks.parts


def test_an_output_of_several_sections(profiles) -> None:
    (module,) = built(
        profiles, "{outputs: [{name: '第二部分-{applicant.post}', sections: [papers, books], max_bytes: 50 MB}]}"
    ).modules
    assert (module.name, module.sections, module.each_too) == ("第二部分-{applicant.post}", ("papers", "books"), False)
    assert dict(module.changes) == {"max_bytes": 50_000_000}


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        ("{max_bytes: 很大}", "max_bytes 应是大小，例如 2 MB"),
        ("{sections: {paper: {max_pages: 3}}}", "没有栏目 paper，是不是 papers？"),
        ("{sections: {papers: {max_page: 3}}}", "不认识 max_page，是不是 max_pages？"),
        ("{max_pages: 0}", "max_pages 应是 1 到 5000 之间的数"),
        ("{width: 800}", "width 是对图片的要求，要和 output: jpg 写在一起"),
        ("{output: png}", "output 应是 pdf、jpg 或 as_is"),
        ("{output: jpg, bytes: 40K..14K}", "bytes 的下限比上限大"),
        ("{output: jpg, size: A4}", "size 应是像素，例如 358x441"),
        ("{cases: [{max_pages: 3}]}", "cases 的每一项要写 when、where 或 sections"),
        ("{cases: [{when: {level: 初级}, max_pages: 3}]}", "level"),
        ("{cases: [{where: {best: 是}, max_total_bytes: 3 MB}]}", "max_total_bytes 不能带条件"),
        ("{outputs: [{sections: [papers]}]}", "outputs 的每一项要有 name 和 sections"),
        ("{outputs: [{name: 甲, sections: [papers], output: jpg}]}", "几个栏目合成的只能是 PDF"),
        ("{outputs: [{name: '{title}', sections: [papers]}]}", "name 里填不出 {title}"),
        ("{bookmarks: '{titel}'}", "bookmarks 里填不出 {titel}，是不是 {title}？"),
        ("{bookmarks: {record: '{page}', deep: 1}}", "不认识 deep，是不是 depth？"),
        ("{page_labels: [{from: 2}]}", "page_labels 从第 1 页写起"),
        ("{page_labels: gothic}", "page_labels 应是"),
        ("{page_numbers: 第页}", "page_numbers 里要有 {page}"),
        ("{page_numbers: {at: middle}}", "at 应是 bottom"),
        ("{open: {zoom: big}}", "zoom 应是"),
        ("{document: {author: '{applicant.pst}'}}", "author 里填不出 {applicant.pst}，是不是 {applicant.post}？"),
        ("{paper: A9}", "paper 应是纸张，例如 A4"),
        ("{name: '{title'}", "name：“{title”里花括号不成对"),
    ],
)
def test_what_can_not_be_meant_is_refused(profiles, build, expected) -> None:
    diagnostics = profiles.wrong(f"build: {build}\n")
    assert len(diagnostics) == 1, diagnostics
    assert diagnostics[0][1].startswith(expected) or expected in diagnostics[0][1], diagnostics


def test_a_dropped_section_takes_along_what_build_says_of_it(profiles) -> None:
    profiles.case(
        "build:\n"
        "  sections: {books: {max_pages: 3}, papers: {max_pages: 5}}\n"
        "  cases: [{section: books, max_pages: 4}, {sections: [books, papers], max_pages: 9}]\n"
        "  outputs: [{name: 著作, sections: [books]}, {name: 全部, sections: [papers, books]}]\n"
    )
    profiles.write("child", "id: child\nextends: case\ntitle: {zh: 例, en: e}\nsections: {books: null}\n")
    limits = profiles.read("child").build
    assert profiles.complaints() == []
    assert [case.sections for case in limits.cases] == [("papers",), ("papers",)]
    assert [module.sections for module in limits.modules] == [("papers",)]
