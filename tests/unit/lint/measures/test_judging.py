"""Bounds against what was measured: exactly, within what a K may be, with doubt at both ends, in words."""

from fractions import Fraction

import pytest

from zcdossier.lint.measures.bounds import Bound, MeasureBounds, judge_value
from zcdossier.lint.measures.describe_bounds import describe_bounds
from zcdossier.lint.measures.font_families import is_one_of_fonts
from zcdossier.lint.measures.judge_file import judge_file, measure_file, pages_text
from zcdossier.lint.measures.read_bound import read_band_bound, read_bound
from zcdossier.lint.measures.registry import MEASURES, find_measure
from zcdossier.model.document_facts import (
    TOO_MUCH,
    OutlineEntry,
    PageFrame,
    PageText,
    PageTexts,
    PdfFont,
    PdfStructure,
    PictureCoding,
    PlacedPicture,
    PlacedPictures,
    TextRun,
)
from zcdossier.model.facts import NEEDS_PASSWORD, FileFacts, PageSize, PdfFacts, Trouble
from zcdossier.model.quantities import Interval, Kilobyte

A4 = PageSize(595.28, 841.89)
PDF = FileFacts("a.pdf", 1000, "pdf", pages=3, sizes=(A4, A4, PageSize(841.89, 595.28)), pdf=PdfFacts("1.7", 0))
JPEG = FileFacts("a.JPG", 30_500, "jpeg", pages=1, sizes=(PageSize(358, 441),), mode="RGB", dpi=299.72)


def bounds(measure: str, **written: object) -> MeasureBounds:
    """Bounds as a profile would write them."""
    found = MEASURES[measure]

    def read(text: str) -> Bound:
        bound = read_bound(text, found)
        assert bound is not None, text
        return bound

    plain = {"of", "part", "pages", "fonts", "formats", "matches"}
    given = {
        name: value if name in plain else tuple(map(read, value)) if isinstance(value, list) else read(str(value))
        for name, value in written.items()
    }
    return MeasureBounds(measure, **given)  # type: ignore[arg-type]


def status(facts: FileFacts, measure: str, **written: object) -> str:
    return judge_file(bounds(measure, **written), facts).status


@pytest.mark.parametrize(
    ("written", "size", "wanted"),
    [
        ({"below": "30K"}, 29_999, "ok"),
        ({"below": "30K"}, 30_000, "doubt"),
        ({"below": "30K"}, 30_719, "doubt"),
        ({"below": "30K"}, 30_720, "bad"),
        ({"at_most": "30K"}, 30_000, "ok"),
        ({"at_most": "30K"}, 30_721, "bad"),
        ({"above": "30K"}, 30_721, "ok"),
        ({"above": "30K"}, 30_001, "doubt"),
        ({"above": "30K"}, 30_000, "bad"),
        ({"at_least": "30K"}, 30_720, "ok"),
        ({"at_least": "30K"}, 29_999, "bad"),
        ({"between": ["14K", "40K"]}, 20_000, "ok"),
        ({"between": ["14K", "40K"]}, 14_100, "doubt"),
        ({"between": ["14K", "40K"]}, 41_000, "bad"),
        ({"at_least": 100, "doubt_at_least": 90}, 90, "doubt"),
        ({"at_least": 100, "doubt_at_least": 90}, 89, "bad"),
        ({"at_most": 100, "doubt_at_most": 110}, 110, "doubt"),
        ({"at_most": 100, "doubt_at_most": 110}, 111, "bad"),
        ({"above": 200, "doubt_above": 150}, 200, "doubt"),
        ({"above": 200, "doubt_above": 150}, 150, "bad"),
        ({"equals": 5}, 5, "ok"),
        ({"one_of": ["5", "7"]}, 7, "ok"),
        ({"one_of": ["5", "7"]}, 6, "bad"),
        ({"none_of": ["5", "7"]}, 7, "bad"),
        ({"none_of": ["5", "7"]}, 6, "ok"),
        ({"equals": "1K"}, 1010, "doubt"),
    ],
)
def test_sizes(written, size, wanted) -> None:
    assert status(PDF._replace(bytes=size), "bytes", **written) == wanted


@pytest.mark.parametrize(
    ("measure", "written", "wanted"),
    [
        ("format", {"one_of": ["jpg", "png"]}, "ok"),
        ("suffix", {"one_of": [".jpg"]}, "ok"),
        ("size", {"equals": "358x441"}, "ok"),
        ("size", {"at_least": "358x442"}, "bad"),
        ("size", {"one_of": ["413x626", "358×441像素"]}, "ok"),
        ("dpi", {"at_least": "300 dpi"}, "ok"),
        ("dpi", {"at_least": 301}, "bad"),
        ("mode", {"one_of": ["彩色"]}, "ok"),
        ("mode", {"one_of": ["RGB"]}, "ok"),
        ("mode", {"one_of": ["grey", "CMYK"]}, "bad"),
        ("orientation", {"equals": "竖"}, "ok"),
        ("upright", {"equals": "是"}, "ok"),
        ("bookmarks", {"at_least": 1}, "unknown"),
        ("links", {"equals": 0}, "ok"),
        ("attachments", {"at_least": 1}, "unknown"),
        ("encryption", {"equals": "none"}, "ok"),
        ("portfolio", {"equals": "no"}, "ok"),
        ("quality", {"at_least": 80}, "unknown"),
    ],
)
def test_a_picture(measure, written, wanted) -> None:
    assert status(JPEG, measure, **written) == wanted


def test_an_estimate_of_quality_is_a_doubt_near_the_bound() -> None:
    coded = JPEG._replace(coding=PictureCoding((78, 88), 8))
    assert [status(coded, "quality", at_least=least) for least in (78, 80, 89)] == ["ok", "doubt", "bad"]
    assert status(JPEG._replace(format="png"), "quality", at_least=80) == "ok"


@pytest.mark.parametrize(
    ("measure", "written", "wanted"),
    [
        ("paper", {"one_of": ["A4"]}, "ok"),
        ("paper", {"of": "file", "equals": "a4"}, "ok"),
        ("paper_size", {"at_most": "A4"}, "ok"),
        ("paper_size", {"at_most": "205x297"}, "bad"),
        ("paper_size", {"at_most": "297x210 mm"}, "ok"),
        ("paper_width", {"at_most": "21 cm"}, "bad"),
        ("paper_width", {"at_most": "21 cm", "pages": "1-2"}, "ok"),
        ("orientation", {"equals": "portrait", "pages": "last"}, "bad"),
        ("orientation", {"of": "file", "equals": "mixed"}, "ok"),
        ("pages", {"at_most": 3}, "ok"),
        ("pages", {"equals": 2, "pages": "odd"}, "ok"),
        ("encryption", {"equals": "none"}, "ok"),
        ("permissions", {"all_of": ["print", "copy"]}, "ok"),
        ("pdf_version", {"at_most": "1.6"}, "bad"),
        ("background", {"above": 229}, "unknown"),
    ],
)
def test_a_pdf(measure, written, wanted) -> None:
    assert status(PDF, measure, **written) == wanted


def test_what_is_locked() -> None:
    locked = PDF._replace(trouble=Trouble.ENCRYPTED, detail=NEEDS_PASSWORD)
    assert status(locked, "encryption", equals="none") == "bad"
    damaged = PDF._replace(trouble=Trouble.UNREADABLE, pdf=None)
    assert status(damaged, "encryption", equals="none") == "unknown"
    opens = PDF._replace(pdf=PdfFacts("1.7", 0, locked=True), structure=PdfStructure(permissions=("print",)))
    assert status(opens, "encryption", none_of=["password"]) == "ok"
    assert status(opens, "permissions", all_of=["copy"]) == "bad"


TEXTS = PageTexts(
    (
        PageText(1, (TextRun("ABCDEF+SimSun", 10.56, 90), TextRun("ArialMT", 8, 4)), lines=3, longest_line=40,
                 pitch=12.0, width=6.0, margins=(72, 56, 72, 72)),
        PageText(2, (TextRun("SimSun", 12, 90, certain=False),), margins=(50, 80, 80, 80)),
        PageText(3, hidden=20),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("measure", "written", "wanted", "pages"),
    [
        ("text_size", {"at_least": "五号"}, "bad", [1]),
        ("text_size", {"at_least": "五号", "fonts": ("宋体",)}, "ok", []),
        ("text_size", {"at_least": "11pt", "fonts": ("宋体",)}, "bad", [1]),
        ("text_size", {"at_least": "11pt", "pages": "even"}, "doubt", [2]),
        ("text_size", {"at_least": "11pt", "fonts": ("仿宋",), "pages": "1-2"}, "ok", []),
        ("margin", {"at_least": "20 mm", "pages": "1"}, "ok", []),
        ("margin", {"at_least": "20 mm"}, "bad", [2]),
        ("margin_top", {"at_least": "2.5cm"}, "bad", [1]),
        ("lines", {"at_most": 2}, "bad", [1]),
        ("line_length", {"at_most": 40}, "ok", []),
        ("lines_per_inch", {"at_most": 6, "pages": "first"}, "ok", []),
        ("lines_per_inch", {"at_most": 5}, "bad", [1]),
        ("lines_per_inch", {"at_most": 5, "pages": "2"}, "ok", []),
        ("characters_per_inch", {"at_most": 15, "pages": "first"}, "ok", []),
        ("characters", {"of": "file", "equals": 184}, "ok", []),
        ("text_layer", {"of": "page", "equals": "yes"}, "ok", []),
    ],
)
def test_text(measure, written, wanted, pages) -> None:
    verdict = judge_file(bounds(measure, **written), PDF._replace(texts=TEXTS))
    assert verdict.status == wanted
    assert [piece.page for piece in verdict.pieces if piece.status == wanted != "ok"] == pages


def test_a_page_without_text_stays_open_and_so_does_what_was_too_much() -> None:
    verdict = judge_file(bounds("text_size", at_least=5), PDF._replace(texts=TEXTS))
    assert verdict.open_because is not None
    assert "第 3 页没有看得见的文字" in verdict.open_because.zh
    cut = judge_file(bounds("text_size", at_least=5, pages="1"), PDF._replace(texts=TEXTS._replace(untold=TOO_MUCH)))
    assert (cut.status, cut.open_because is not None) == ("ok", True)


PLACED = PlacedPictures(
    (
        PlacedPicture(1, 600, 800, 300.0, "colour", 8, "jpeg", 5000, (90, 90)),
        PlacedPicture(2, 60, 80, 96.0, "bilevel", 1, "ccitt", 700),
    )
)


@pytest.mark.parametrize(
    ("measure", "written", "wanted"),
    [
        ("dpi", {"at_least": 300}, "bad"),
        ("dpi", {"at_least": 300, "pages": "first"}, "ok"),
        ("mode", {"none_of": ["cmyk"]}, "ok"),
        ("mode", {"one_of": ["grey", "黑白"]}, "bad"),
        ("bytes", {"of": "picture", "at_most": "1 K"}, "bad"),
        ("compression", {"none_of": ["ccitt"]}, "bad"),
        ("quality", {"at_least": 80}, "ok"),
        ("bit_depth", {"at_least": 8}, "bad"),
        ("pictures", {"of": "file", "equals": 2}, "ok"),
        ("pictures", {"at_most": 0, "pages": "last"}, "ok"),
        ("pictures", {"at_most": 0}, "bad"),
    ],
)
def test_pictures_in_a_pdf(measure, written, wanted) -> None:
    assert status(PDF._replace(placed=PLACED), measure, **written) == wanted


INSIDE = PdfStructure(
    frames=(PageFrame(0, "i"), PageFrame(90, "1"), PageFrame(0, "2", transparent=True)),
    fonts=(PdfFont("SimSun", "TrueType", True, True), PdfFont("Arial,Bold", "TrueType", False, False)),
    bookmarks=(OutlineEntry("前言 i", 1, 1), OutlineEntry("正文……2", 2, 3)),
    label_styles=("roman", "decimal"),
    links=2,
    external_links=1,
    zoom="100%",
    page_mode="bookmarks",
    page_layout="single",
    conformance="2b",
    title="题目",
    attachments=1,
)


@pytest.mark.parametrize(
    ("measure", "written", "wanted"),
    [
        ("fonts", {"one_of": ["宋体", "Arial"]}, "ok"),
        ("fonts", {"none_of": ["Arial"]}, "bad"),
        ("font_count", {"at_most": 2}, "ok"),
        ("fonts_embedded", {"equals": "yes"}, "bad"),
        ("fonts_subset", {"equals": "yes"}, "ok"),
        ("bookmarks", {"at_least": 1}, "ok"),
        ("bookmark_depth", {"at_most": 1}, "bad"),
        ("bookmark_titles", {"all_of": ["前言 i"]}, "ok"),
        ("bookmark_titles", {"matches": r".+\d"}, "bad"),
        ("bookmarks_numbered", {"equals": "yes"}, "ok"),
        ("broken_bookmarks", {"equals": 0}, "ok"),
        ("page_labels", {"equals": "有"}, "ok"),
        ("page_label_styles", {"one_of": ["roman", "阿拉伯数字"]}, "ok"),
        ("page_label", {"matches": "[ivx]+", "pages": "first"}, "ok"),
        ("external_links", {"equals": 0}, "bad"),
        ("broken_links", {"equals": 0}, "ok"),
        ("opening_zoom", {"equals": "100%"}, "ok"),
        ("opening_zoom", {"one_of": ["default", "fit_width"]}, "bad"),
        ("page_mode", {"equals": "bookmarks"}, "ok"),
        ("page_layout", {"equals": "单页"}, "ok"),
        ("upright", {"equals": "yes"}, "bad"),
        ("upright", {"equals": "yes", "pages": "odd"}, "ok"),
        ("transparency", {"of": "file", "equals": "no"}, "bad"),
        ("pdfa", {"one_of": ["PDF/A-2b"]}, "ok"),
        ("attachments", {"equals": 0}, "bad"),
        ("portfolio", {"equals": "no"}, "ok"),
        ("title", {"equals": "题 目"}, "ok"),
        ("author", {"equals": ""}, "ok"),
    ],
)
def test_the_inside_of_a_pdf(measure, written, wanted) -> None:
    assert status(PDF._replace(structure=INSIDE), measure, **written) == wanted


def test_bookmarks_without_their_pages() -> None:
    other = INSIDE._replace(bookmarks=(OutlineEntry("前言", 1, 1),))
    assert status(PDF._replace(structure=other), "bookmarks_numbered", equals="yes") == "bad"


@pytest.mark.parametrize("measure", list(MEASURES), ids=str)
def test_every_measure_is_whole(measure) -> None:
    found = MEASURES[measure]
    assert found.id == measure
    for label in (found.label, found.means, *(word.label for word in found.words)):
        assert label.zh.strip()
        assert label.text("en").strip()
    assert found.example
    assert found.scopes
    for name in (*found.aliases, measure.upper()):
        assert find_measure(name) is found
    assert find_measure(found.label.zh) is not None
    least = MeasureBounds(measure, at_least=read_bound("0", found))
    assert judge_file(least, FileFacts("x", 0, "zip")).status in {"unknown", "ok"}


def test_no_two_measures_share_a_name() -> None:
    names = [name for measure in MEASURES.values() for name in (measure.id, *measure.aliases)]
    assert len(names) == len(set(names))


def test_pages_that_a_record_takes() -> None:
    assert measure_file(MeasureBounds("pages"), PDF, (1, 3)).amounts == (Interval(Fraction(2), Fraction(2)),)
    assert pages_text([2]).en == "page 2"
    assert pages_text([1, 2, 3, 4, 5, 6, 7]) == ("第 1、2、3、4、5 等 7 页", "pages 1, 2, 3, 4, 5 and 2 more")


def test_bounds_in_words() -> None:
    assert describe_bounds(bounds("bytes", above="30K", below="1M")).zh == "大于 30,720，小于 1,000,000 字节"
    assert describe_bounds(bounds("paper_size", at_most="A4")).zh == "不大于 210 × 297 毫米"
    assert describe_bounds(bounds("mode", one_of=["grey", "colour"])) == ("灰度、彩色", "grey, colour")
    assert describe_bounds(bounds("fonts", none_of=["Arial"])) == ("不是 Arial", "not Arial")


def test_a_kilobyte_that_is_declared_leaves_no_doubt() -> None:
    exact = read_bound("30K", MEASURES["bytes"], Kilobyte.BINARY)
    assert exact is not None
    value = MEASURES["bytes"].value_of(30_500)
    assert judge_value(MeasureBounds("bytes", below=exact), MEASURES["bytes"], value) == "ok"


@pytest.mark.parametrize(
    ("name", "wanted", "same"),
    [
        ("ABCDEF+SimSun", "宋体", True),
        ("SimSun-ExtB", "宋体", True),
        ("宋体", "SimSun", True),
        ("STSong", "宋体", True),
        ("FangSong_GB2312", "仿宋", True),
        ("仿宋_GB2312", "仿宋", True),
        ("SimFang", "宋体", False),
        ("ArialMT", "Arial", True),
        ("Arial,BoldItalic", "arial", True),
        ("Arial-BoldMT", "Helvetica", False),
        ("TimesNewRomanPSMT", "Times New Roman", True),
        ("Times-Roman", "Times New Roman", False),
        ("MyOwnFont-Regular", "MyOwnFont", True),
    ],
)
def test_names_of_fonts(name, wanted, same) -> None:
    assert is_one_of_fonts(name, (wanted,)) is same


@pytest.mark.parametrize(("pages", "wanted"), [("portrait", "bad"), ("landscape", "ok"), ("first", "bad"), ("", "bad")])
def test_of_a_picture_that_lies_otherwise_nothing_is_asked(pages, wanted) -> None:
    assert status(JPEG, "width", pages=pages, at_least="400") == wanted


@pytest.mark.parametrize(("written", "wanted"), [({"one_of": ["rgb"]}, "ok"), ({"none_of": ["rgb"]}, "bad")])
def test_colour_in_a_pdf_is_rgb(written, wanted) -> None:
    pictures = PlacedPictures((PlacedPicture(1, 600, 800, 300.0, "colour", 8, "jpeg", 5000, (90, 90)),))
    assert status(PDF._replace(placed=pictures), "mode", of="picture", **written) == wanted


@pytest.mark.parametrize(
    ("listed", "size", "wanted"),
    [
        (("..2000x1500", "..1500x2000"), (2000, 1500), "ok"),
        (("..2000x1500", "..1500x2000"), (1500, 2000), "ok"),
        (("..2000x1500", "..1500x2000"), (1600, 1600), "bad"),
        (("300x400..358x441",), (358, 441), "ok"),
        (("300x400..358x441",), (299, 441), "bad"),
        (("400x400..",), (400, 9000), "ok"),
        (("400x400..",), (399, 9000), "bad"),
    ],
)
def test_one_of_several_bands_will_do(listed, size, wanted):
    bands = tuple(read_band_bound(text, MEASURES["size"]) for text in listed)
    facts = JPEG._replace(sizes=(PageSize(*size),))
    assert judge_file(MeasureBounds("size", one_of=bands), facts).status == wanted
