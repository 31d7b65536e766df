"""What a scan's name says: its number, and its part by number, label, alias or id."""

import unicodedata

import pytest

from zcdossier.manifest.part_names import ScanName, read_scan_name
from zcdossier.manifest.part_values import words_of_values
from zcdossier.model.dossier import Doubt, Record, Value
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Choice, Field, FieldType, Part, Section


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
        ("2-正文", 2, "body"),
        ("正文.jpg", None, "body"),
        ("正文首页.jpg", None, "body_first"),
        ("2-正文本.jpg", 2, "body"),
        ("12345-正文.jpg", None, "body"),
        ("2021-03-正文.jpg", None, "body"),
        ("2021年8月-正文.jpg", None, "body"),
        ("2021年8月3日正文.jpg", None, "body"),
        ("20230512-正文.jpg", None, "body"),
        ("20230512_143005_正文.jpg", None, "body"),
        ("2021.3.5 正文.jpg", None, "body"),
        ("2-2021年8月-正文.jpg", 2, "body"),
        ("2021年8月-2-正文.jpg", 2, "body"),
        ("一、正文.jpg", 1, "body"),
        ("（十二）正文.jpg", 12, "body"),
        ("第二页 正文.jpg", 2, "body"),
        ("第3页正文.jpg", 3, "body"),
        ("二十一、正文.jpg", 21, "body"),
        ("附件2：正文.jpg", 2, "body"),
        ("扫描件_正文.jpg", None, "body"),
        ("扫描件_2-正文.jpg", 2, "body"),
        ("CamScanner 05-12-2023 14.30 正文.jpg", None, "body"),
        ("IMG_2031正文.jpg", None, "body"),
        ("微信图片_20230512143005 正文.jpg", None, "body"),
        ("【2】正 文.jpg", 2, "body"),
        ("论文正文.jpg", None, "body"),
        ("论文“收录证明的研究”正文.jpg", None, "body"),
        ("正文（论文《收录证明》）.jpg", None, "body"),
        ("1-收录证明-雪松和正文.pdf", 1, "inclusion_proof"),
        ("1-收录证明-论文.pdf", 1, "inclusion_proof"),
        ("其他-正文.jpg", None, "body"),
        ("My Text.jpg", None, "body"),
    ],
)
def test_number_and_part(papers, name, number, part) -> None:
    assert read_scan_name(name, papers) == ScanName(number, part)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("IMG_2031.jpg", None),
        ("4.jpg", 4),
        ("0.jpg", 0),
        ("2-收录证名.jpg", 2),
        ("context.jpg", None),
        ("texts.jpg", None),
        ("20230512.jpg", None),
        ("扫描0001.pdf", None),
        ("“正文的研究”.pdf", None),
        (".jpg", None),
    ],
)
def test_what_a_name_does_not_tell(papers, name, number) -> None:
    expected = "body" if "正文" in name else ""  # nothing but a title in quotes is better than nothing at all
    assert read_scan_name(name, papers) == ScanName(number, expected, None if expected else Doubt.UNKNOWN)


@pytest.mark.parametrize(
    "name",
    [
        "收录证明+正文.pdf",
        "收录证明、正文.pdf",
        "收录证明正文.pdf",
        "收录证明和论文正文.pdf",
        "正文-收录证明.pdf",
        "雪松_收录证明_正文.pdf",
    ],
)
def test_a_name_of_several_parts(papers, name) -> None:
    found = read_scan_name(name, papers)
    assert (found.part, found.doubt) == ("", Doubt.SEVERAL)
    assert {*found.named} == {"inclusion_proof", "body"}


@pytest.mark.parametrize(("name", "part"), [("1.jpg", "inclusion_proof"), ("2.jpg", "body"), ("（２）.jpg", "body")])
def test_a_bare_number_is_the_part_of_that_number(papers, name, part) -> None:
    assert read_scan_name(name, papers)[1:3] == (part, Doubt.GENERAL)


def test_the_sections_own_word_says_little() -> None:
    parts = (Part("cover", Label("封面")), Part("body", Label("正文"), ("论文",)))
    section = Section("s", Label("论文"), 9, parts={part.id: part for part in parts})
    assert read_scan_name("论文.pdf", section) == ScanName(None, "body", Doubt.GENERAL)
    assert read_scan_name("论文封面.jpg", section) == ScanName(None, "cover")
    assert read_scan_name("封面+论文.pdf", section).named == ("cover", "body")
    assert read_scan_name("论文1-front.png", section) == ScanName(None, "cover")


def test_of_two_names_that_overlap_the_later_is_the_head() -> None:
    parts = (Part("main", Label("职称证书")), Part("cover", Label("证书封面")))
    section = Section("s", Label("职称"), 2, parts={part.id: part for part in parts})
    assert read_scan_name("职称证书封面.jpg", section) == ScanName(None, "cover")
    assert read_scan_name("职称证.jpg", section) == ScanName(None, "main")


def test_the_longer_of_two_names_wins() -> None:
    parts = (Part("main", Label("证书")), Part("proof", Label("推广应用证明")))
    section = Section("s", Label("专利"), 11, parts={part.id: part for part in parts})
    assert read_scan_name("证书所列成果推广应用证明.pdf", section) == ScanName(None, "proof")
    assert read_scan_name("证书与推广应用证明.pdf", section).named == ("main", "proof")


def test_diploma_and_degree_in_one() -> None:
    parts = (Part("diploma", Label("学历证书"), ("毕业证书",)), Part("degree", Label("学位证书")))
    section = Section("s", Label("学历"), 1, parts={part.id: part for part in parts})
    assert read_scan_name("学历学位证书.pdf", section).named == ("diploma", "degree")
    assert read_scan_name("1-本科毕业证.pdf", section) == ScanName(1, "diploma")
    assert read_scan_name("本科毕业证.pdf", section) == ScanName(None, "diploma", Doubt.GENERAL)  # it may hold all


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
    assert read_scan_name("证书.jpg", section) == ScanName(None, "")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("3zw.jpg", "body"),
        ("ZW2.jpg", "body"),
        ("zhengwen (1).jpg", "body"),
        ("main text.pdf", "body"),
        ("main_text.pdf", "body"),
        ("內文.jpg", "body"),
        ("证文.jpg", "body"),
        ("收錄證明.jpg", "inclusion_proof"),
        ("檢索證明（蓋章）.jpg", "inclusion_proof"),
        ("1slzm.jpg", "inclusion_proof"),
        ("第3期p12-p18.pdf", "body"),
        ("PP. 45–58.pdf", "body"),
        ("第12至18页.pdf", "body"),
        ("第12页.pdf", ""),
        ("app1-2.pdf", ""),
        ("zwx.jpg", ""),
        ("context.jpg", ""),
        ("fm.jpg", ""),  # this section has no cover
        ("zw 收录证明.jpg", "inclusion_proof"),  # what is said plainly goes first
    ],
)
def test_people_s_own_spellings(papers, name, part) -> None:
    assert read_scan_name(name, papers).part == part


def test_a_gap_in_a_name_takes_a_few_characters_and_no_and() -> None:
    parts = (Part("toc", Label("目录")), Part("found", Label("目录检索截图"), ("知网…目录", "万方…目录")))
    section = Section("s", Label("论文"), 9, parts={part.id: part for part in parts})
    for name in ("知网目录.png", "3-知网 - 本期目录.png", "万方期刊当期目录页.png"):
        assert read_scan_name(name, section).part == "found"
    for name in ("目录.png", "目录（知网）.png", "知网上能查到的这一本书的目录.png"):
        assert read_scan_name(name, section).part == "toc"
    assert read_scan_name("知网截图和目录.png", section).part == "toc"


LEVELS = (Choice("college", Label("大专"), ("专科",)), Choice("bachelor", Label("本科")))


def _education(**values: str) -> Record:
    fields = {name: Value(text, Place("x"), canon) for name, (text, canon) in values.items()}
    return Record("education", 0, Place("x"), fields=fields)


def _certificates() -> Section:
    parts = (
        Part("first", Label("全日制毕业证书"), ("毕业证书",), value_names=("{first_level}毕业证书",)),
        Part("last", Label("依据毕业证书"), value_names=("{last_level}毕业证书",)),
        Part("degree", Label("学位证书")),
        Part("last_degree", Label("依据学位证书"), value_names=("{last_degree}学位证书",)),
    )
    fields = {
        name: Field(name, Label(name), FieldType.CHOICE, choices=LEVELS) for name in ("first_level", "last_level")
    }
    fields["last_degree"] = Field("last_degree", Label("依据学位"))
    return Section("education", Label("学历"), 1, fields=fields, parts={part.id: part for part in parts})


def test_which_of_two_certificates_it_is_the_record_tells() -> None:
    section = _certificates()
    record = _education(
        first_level=("专科", "college"), last_level=("本科", "bachelor"), last_degree=("工学学士", "工学学士")
    )
    values = words_of_values(record, section)
    assert values == {
        "first_level": ("大专", "专科"),
        "last_level": ("本科", "学士"),
        "last_degree": ("工学学士", "学士"),
    }

    def part(name: str) -> str:
        return read_scan_name(name, section, values).part

    assert [part(name) for name in ("大专毕业证.jpg", "专科毕业证书.jpg", "毕业证.jpg")] == ["first"] * 3
    assert [part(name) for name in ("2-本科毕业证.jpg", "本科毕业证书（成人）.jpg")] == ["last"] * 2
    assert [part(name) for name in ("学士学位证.jpg", "工学学士学位证书.jpg")] == ["last_degree"] * 2
    assert part("学位证.jpg") == "degree"
    assert read_scan_name("本科毕业证.jpg", section).part == "first"


def test_where_both_are_one_education_it_is_the_first() -> None:
    section = _certificates()
    values = words_of_values(_education(first_level=("本科", "bachelor"), last_level=("本科", "bachelor")), section)
    assert read_scan_name("本科毕业证.jpg", section, values).part == "first"


def test_a_value_that_is_not_there_names_nothing() -> None:
    section = _certificates()
    assert words_of_values(_education(last_level=(" ", "")), section) == {}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("课堂里的追问.pdf", "body"),
        ("2-课堂里的追问_林晓.pdf", "body"),
        ("课堂里的追问 封面.jpg", "cover"),
        ("课堂里的追问（封面）.jpg", "cover"),
        ("封面-课堂里的追问.jpg", "cover"),
        ("课堂.pdf", ""),
    ],
)
def test_a_paper_is_called_by_its_title_and_so_are_its_pages(name: str, part: str) -> None:
    parts = (Part("cover", Label("封面")), Part("body", Label("正文"), value_names=("{title}",)))
    section = Section(
        "papers",
        Label("论文"),
        9,
        fields={"title": Field("title", Label("论文题目"))},
        parts={part.id: part for part in parts},
    )
    record = Record("papers", 0, Place("x"), fields={"title": Value("*课堂里的追问", Place("x"), "*课堂里的追问")})
    found = read_scan_name(name, section, words_of_values(record, section))
    assert found.part == part
    assert part != "body" or found.doubt is Doubt.GENERAL


def test_a_short_title_names_nothing() -> None:
    parts = (Part("cover", Label("封面")), Part("body", Label("正文"), value_names=("{title}",)))
    section = Section("papers", Label("论文"), 9, parts={part.id: part for part in parts})
    assert read_scan_name("追问.pdf", section, {"title": ("追问",)}).part == ""


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("正.jpg", "front"),
        ("2023(反).jpg", "back"),
        ("身份证【背】.jpg", "back"),
        ("身份证 正面 2.jpg", "front"),
        ("修正.jpg", ""),
        ("反映情况.jpg", ""),
        ("正文.jpg", ""),
    ],
)
def test_a_side_may_be_one_character_that_stands_alone(name: str, part: str) -> None:
    parts = (Part("front", Label("正面")), Part("back", Label("反面")))
    section = Section("s", Label("证件"), 1, parts={part.id: part for part in parts})
    assert read_scan_name(name, section).part == part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("论文-封.jpg", "cover"),
        ("目1.jpg", "toc"),
        ("版.jpg", "imprint"),
        ("底.jpg", "back_cover"),
        ("封 面.jpg", "cover"),
        ("正 文.jpg", "body"),
        ("信封.jpg", ""),
        ("出版.jpg", ""),
    ],
)
def test_a_page_may_be_one_character_that_stands_alone(name: str, part: str) -> None:
    labels = {"cover": "封面", "toc": "目录", "imprint": "版权页", "body": "正文", "back_cover": "封底"}
    section = Section("s", Label("著作"), 1, parts={name: Part(name, Label(label)) for name, label in labels.items()})
    assert read_scan_name(name, section).part == part


@pytest.mark.parametrize(
    ("name", "part"),
    [("考核表A.jpg", "front"), ("20考核b.jpg", "back"), ("考核反.jpg", "back"), ("方案A.jpg", ""), ("考核Ab.jpg", "")],
)
def test_a_sheet_has_two_sides(name: str, part: str) -> None:
    parts = (Part("front", Label("正面")), Part("back", Label("反面")))
    section = Section("s", Label("年度"), 1, parts={part.id: part for part in parts})
    assert read_scan_name(name, section).part == part


@pytest.mark.parametrize(
    ("name", "part", "doubt"),
    [
        ("聘审表.pdf", "form", Doubt.GENERAL),
        ("2020聘审.pdf", "form", Doubt.GENERAL),
        ("聘文.pdf", "letter", Doubt.GENERAL),
        ("聘.pdf", "", Doubt.UNKNOWN),
        ("审表.pdf", "", Doubt.UNKNOWN),
        ("聘任.pdf", "", Doubt.UNKNOWN),
        ("表审聘.pdf", "", Doubt.UNKNOWN),
    ],
)
def test_a_name_in_short_is_its_characters_in_their_order(name: str, part: str, doubt: Doubt) -> None:
    parts = (Part("form", Label("聘任审批表"), aliases=("聘用审批表",)), Part("letter", Label("聘任文件")))
    section = Section("s", Label("职务"), 1, parts={part.id: part for part in parts})
    found = read_scan_name(name, section)
    assert (found.part, found.doubt) == (part, doubt)


def test_cnki_is_called_by_its_chinese_name() -> None:
    parts = (Part("toc", Label("目录")), Part("query", Label("查询"), aliases=("知网…目录",)))
    section = Section("s", Label("论文"), 1, parts={part.id: part for part in parts})
    assert read_scan_name("CNKI目录.png", section).part == "query"
    assert read_scan_name("目录.png", section).part == "toc"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("第一页.jpg", "body"),  # nothing else is named
        ("目录（第一页）.jpg", "toc"),  # what the notice calls a part is heard first
        ("期刊目录.jpg", "toc"),
        ("主要完成人证明.jpg", "proof"),  # before what may be anything
        ("分工证明.jpg", "proof"),
        ("证明.jpg", "main"),
    ],
)
def test_what_people_call_a_part_is_heard_where_the_notice_s_names_say_nothing(name: str, part: str) -> None:
    parts = (
        Part("main", Label("佐证材料"), aliases=("证明",)),
        Part("toc", Label("目录"), everyday=("期刊目录",)),
        Part("body", Label("正文"), everyday=("第一页",)),
        Part("proof", Label("贡献依据"), everyday=("主要完成人证明", "分工")),
    )
    section = Section("s", Label("论文"), 1, parts={part.id: part for part in parts})
    assert read_scan_name(name, section).part == part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("温针灸-1.jpg", "body"),
        ("温针灸治疗 (2).jpg", "body"),
        ("温针灸-全.pdf", "body"),
        ("温针灸-封面.jpg", "cover"),
        ("温针灸治疗膝_林晓.pdf", "body"),
        ("温针灸_林晓.pdf", ""),
        ("温针-1.jpg", ""),
        ("针灸治疗1.jpg", ""),
        ("IMG_1.jpg", ""),
    ],
)
def test_a_name_may_be_how_the_title_begins(name: str, part: str) -> None:
    parts = (Part("cover", Label("封面")), Part("body", Label("正文"), value_names=("{title}",)))
    section = Section("papers", Label("论文"), 9, parts={part.id: part for part in parts})
    found = read_scan_name(name, section, {"title": ("温针灸治疗膝骨关节炎",)})
    assert found.part == part
    assert part != "body" or found.doubt is Doubt.GENERAL


def test_a_title_may_be_a_piece_of_a_value() -> None:
    parts = (Part("cover", Label("封面")), Part("body", Label("正文"), value_names=("{title.name}",)))
    section = Section("papers", Label("论文"), 9, parts={part.id: part for part in parts})
    values = {"title.name": ("平原河网闸泵联合调度",)}
    assert read_scan_name("平原河网闸泵联合调度_邵明泽.caj.pdf", section, values).part == "body"


@pytest.mark.parametrize(
    ("first_level", "first_degree", "last_degree", "part"),
    [
        ("大专", "无", "工学学士", "last_degree"),
        ("大专", "", "", "last_degree"),
        ("本科", "无", "学士", "last_degree"),
        ("本科", "学士", "", "first_degree"),
        ("本科", "学士", "硕士", "first_degree"),
        ("本科", "学士", "无", "first_degree"),
        ("大专", "无", "无", "first_degree"),
    ],
)
def test_a_degree_certificate_is_that_of_the_education_with_a_degree(
    first_level: str, first_degree: str, last_degree: str, part: str
) -> None:
    names = ("{%s_level}学位证书", "{%s_degree}学位证书")
    parts = (
        Part("first", Label("毕业证书"), value_names=("{first_level}毕业证书",)),
        Part(
            "first_degree", Label("全日制学位证书"), ("学位证书",), value_names=tuple(name % "first" for name in names)
        ),
        Part("last", Label("依据毕业证书"), value_names=("{last_level}毕业证书",)),
        Part("last_degree", Label("依据学位证书"), value_names=tuple(name % "last" for name in names)),
    )
    values = {
        "first_level": first_level,
        "first_degree": first_degree,
        "last_level": "本科",
        "last_degree": last_degree,
    }
    section = Section(
        "education",
        Label("学历"),
        1,
        fields={name: Field(name, Label(name)) for name in values},
        parts={entry.id: entry for entry in parts},
    )
    words = words_of_values(_education(**{name: (text, text) for name, text in values.items()}), section)
    assert read_scan_name("学位证.jpg", section, words).part == part
    assert read_scan_name("全日制学位证.jpg", section, words).part == "first_degree"
    assert read_scan_name("毕业证.jpg", section, words).part == "first"


def test_an_answer_that_is_a_part_s_own_name_names_that_part_alone() -> None:
    bachelor = Choice("bachelor", Label("本科"), ("第二学士学位", "大学本科"))
    parts = (
        Part("diploma", Label("毕业证书"), value_names=("{level}证书",)),
        Part("second_degree", Label("依据学位证书"), ("第二学士学位", "第二学士学位证书")),
    )
    section = Section(
        "education",
        Label("学历"),
        1,
        fields={"level": Field("level", Label("学历"), FieldType.CHOICE, choices=(bachelor,))},
        parts={part.id: part for part in parts},
    )
    words = words_of_values(_education(level=("本科", "bachelor")), section)
    assert words["level"] == ("本科", "大学本科", "学士")
    assert read_scan_name("第二学士学位证.jpg", section, words).part == "second_degree"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("学历认定.jpg", "certification"),
        ("学历.jpg", "diploma"),
        ("本科学历认定报告.jpg", "certification"),
        ("学历认定-学历.jpg", "diploma"),
        ("本科学历.jpg", "diploma"),
    ],
)
def test_what_people_call_a_part_is_heard_where_it_is_all_that_names_one(name: str, part: str) -> None:
    parts = (
        Part("diploma", Label("学历证书"), ("学历",)),
        Part("certification", Label("认证材料"), everyday=("学历认定",)),
    )
    section = Section("education", Label("教育"), 1, parts={entry.id: entry for entry in parts})
    assert read_scan_name(name, section).part == part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("下乡服务活动照片2.jpg", "other"),
        ("下乡义诊照片.jpg", "other"),
        ("下乡证明活动照片.jpg", "proof"),
        ("下乡-活动照片.jpg", "proof"),
        ("下乡和活动照片.jpg", "proof"),
        ("下乡.jpg", "proof"),
    ],
)
def test_what_stands_before_the_name_of_another_thing_says_of_what(name: str, part: str) -> None:
    parts = (
        Part("proof", Label("原始证明"), ("下乡", "证明")),
        Part("other", Label("其他"), ("活动照片",), everyday=("义诊照片",)),
    )
    section = Section("service", Label("帮扶"), 1, parts={entry.id: entry for entry in parts})
    assert read_scan_name(name, section).part == part


@pytest.mark.parametrize("label", ["学历学位证", "学历、学位证书", "论文、专著", "聘任证书"])
def test_a_part_is_known_by_its_own_name(label: str) -> None:
    parts = (Part("papers", Label(label)), Part("card", Label("身份证")))
    section = Section("identity", Label("基本证件"), 1, parts={part.id: part for part in parts})
    assert read_scan_name(f"2-{label}.pdf", section).part == "papers"
