"""What a scan's name says: its number, and its part by number, label, alias or id."""

import unicodedata

import pytest

from zcdossier.manifest.part_names import ScanName, natural_key, read_scan_name
from zcdossier.model.label import Label
from zcdossier.model.profile import Part, Section


@pytest.mark.parametrize(
    ("name", "number", "part"),
    [
        ("1-收录证明.pdf", 1, "inclusion_proof"),
        ("1-检索证明.pdf", 1, "inclusion_proof"),
        ("1-Proof.pdf", 1, "inclusion_proof"),
        ("1-inclusion_proof.pdf", 1, "inclusion_proof"),
        ("1-inclusion-proof.pdf", 1, "inclusion_proof"),
        ("1 Inclusion Proof 2.PDF", 1, "inclusion_proof"),
        ("2-正文.jpg", 2, "body"),
        ("2-正文-1.jpg", 2, "body"),
        ("2-正文2.jpg", 2, "body"),
        ("2-正文（续）.jpg", 2, "body"),
        ("2-正文 (3).jpg", 2, "body"),
        ("2-正文【彩色】.jpg", 2, "body"),
        ("2-正文首页.jpg", 2, "body_first"),
        ("2-正文首页-1.jpg", 2, "body_first"),
        ("2-first page.jpg", 2, "body_first"),
        ("02_正文.jpg", 2, "body"),
        ("2.正文.jpg", 2, "body"),
        ("2、正文.jpg", 2, "body"),
        ("2—正文.jpg", 2, "body"),
        ("2 - 正文.jpg", 2, "body"),
        ("2正文.jpg", 2, "body"),
        ("(2)正文.jpg", 2, "body"),
        ("（2）正文.jpg", 2, "body"),
        ("2）正文.jpg", 2, "body"),
        ("②正文.jpg", 2, "body"),
        ("２－正文.jpg", 2, "body"),
        ("２．正文.jpg", 2, "body"),
        ("10-其他.jpg", 10, "other"),
        ("1.jpg", 1, "inclusion_proof"),
        ("03.jpg", 3, "body_first"),
        ("３.jpg", 3, "body_first"),
        ("2-正文", 2, "body"),
    ],
)
def test_number_and_part(papers, name, number, part) -> None:
    assert read_scan_name(name, papers) == ScanName(number, part)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("正文.jpg", ScanName(None, "body", "no-number")),
        ("正文首页.jpg", ScanName(None, "body_first", "no-number")),
        ("IMG_2031.jpg", ScanName(None, "", "unknown-part")),
        ("4.jpg", ScanName(4, "", "unknown-part")),
        ("0.jpg", ScanName(0, "", "unknown-part")),
        ("2-正文本.jpg", ScanName(2, "", "unknown-part", "正文")),
        ("2-收录证名.jpg", ScanName(2, "", "unknown-part", "收录证明")),
        ("2021-03-正文.jpg", ScanName(2021, "", "unknown-part")),
        ("12345-正文.jpg", ScanName(None, "", "unknown-part")),
        (".jpg", ScanName(None, "", "unknown-part")),
    ],
)
def test_what_a_name_does_not_tell(papers, name, expected) -> None:
    assert read_scan_name(name, papers) == expected


def test_unicode_forms_of_a_name_meet() -> None:
    section = Section(
        "s", Label("证书"), 1, parts={"deg": Part("deg", Label("dipl\u00f4me")), "x": Part("x", Label("x"))}
    )
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert read_scan_name(unicodedata.normalize(form, "1-dipl\u00f4me.jpg"), section).part == "deg"


def test_where_there_is_one_part_every_number_is_it() -> None:
    section = Section(
        "s", Label("奖"), 5, parts={"proof": Part("proof", Label("证书")), "other": Part("other", Label("其他"))}
    )
    assert [read_scan_name(f"{number}.jpg", section).part for number in (1, 2, 10)] == ["proof"] * 3


def test_where_there_are_no_parts_a_number_is_enough() -> None:
    section = Section("s", Label("奖"), 5)
    assert read_scan_name("1-证书.jpg", section) == ScanName(1, "")
    assert read_scan_name("1.jpg", section) == ScanName(1, "")
    assert read_scan_name("证书.jpg", section) == ScanName(None, "", "no-number")


@pytest.mark.parametrize(
    "names",
    [
        ["1-封面.jpg", "2-正文.jpg", "10-封底.jpg"],
        ["4-正文-1.jpg", "4-正文-2.jpg", "4-正文-10.jpg"],
        ["1.jpg", "02.jpg", "3.jpg", "010.jpg"],
        ["１-封面.jpg", "2-正文.jpg", "③-封底.jpg"],
        ["A1.jpg", "a2.jpg", "A10.jpg"],
    ],
)
def test_natural_order(names) -> None:
    turned = [*names[1:], names[0]]
    assert sorted(turned, key=natural_key) == names


@pytest.mark.parametrize("name", ["²", "1²3", "½", "٣", "", "1" * 255, "\udcff1", "1²"])
def test_any_name_has_its_place(name) -> None:
    assert sorted([name, "1", "a"], key=natural_key)
