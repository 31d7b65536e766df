"""What is proposed for pages given as data: placed where something says so, left with the reason where nothing does."""

from pathlib import Path

import pytest
from pieces_of_print import printed_page

from zcdossier.lint.context import Context
from zcdossier.manifest.binder import bind
from zcdossier.model.label import Label
from zcdossier.model.left_reasons import LeftReason
from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.profile import Profile
from zcdossier.model.sort_proposal import FieldRead, FilePiece, Proposal
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.cut_heap import split_pages
from zcdossier.sorting.heap_pieces import HeapFile, HeapPiece
from zcdossier.sorting.join_by_wording import join_groups
from zcdossier.sorting.piece_group import PieceGroup
from zcdossier.sorting.plan_heap import HeapPlanner
from zcdossier.sorting.record_match import known_records, same_record
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

MANIFEST = """\
profile: zj-hznu-2023
level: 副高
applicant: {name: 林晓, employer: 江州大学}
sections:
  awards:
    - {folder: 05-获奖情况/a, title: 雪松叶二萜成分的发现, award_name: 江州市自然科学奖, date: 2022-03-18}
    - {folder: 05-获奖情况/b, title: 问题链混合式教学的探索, award_name: 江州市教学成果奖, date: 2021-12-10}
"""


@pytest.fixture(scope="module")
def profile() -> Profile:
    return Profiles().get("zj-hznu-2023", Path())


def page(*texts: str, number: int = 1, blank: bool = False) -> PageFacts:
    lines = tuple(
        TextLine(text, 0.99, Box(0.1, 0.1 + 0.05 * at, 0.9, (0.16 if not at else 0.12) + 0.05 * at))
        for at, text in enumerate(texts)
    )
    return PageFacts(number, TextSource.OCR, lines, 0, 1.0, is_blank=blank)


def plan(profile: Profile, *files: HeapFile, taken: dict[str, str] | None = None, manifest: str = MANIFEST) -> Proposal:
    tree = read_bytes(manifest.encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    return HeapPlanner(profile, Context(bind(Path(), tree, profile), profile), taken or {}).plan(files)


def heap_file(name: str, *pages: PageFacts, kind: str = "jpeg") -> HeapFile:
    return HeapFile(name, f"digest of {name}", kind, pages, len(pages))


AWARD = page("获奖证书", "项目名称：雪松叶二萜成分的发现", "完成人：林晓", "江州市自然科学奖", "2022年3月18日")
OTHER = page("获奖证书", "项目名称：问题链混合式教学的探索", "完成人：林晓", "江州市教学成果奖", "2021年12月10日")
PATENT = page(
    "发明专利证书",
    "发明名称：一种二萜的提取方法",
    "发明人：林晓",
    "专利号：ZL 2020 1 0123456.7",
    "授权公告日：2021年8月3日",
)


def test_another_photograph_of_what_was_put_before_is_left(profile: Profile) -> None:
    files = [heap_file("IMG_1.jpg", PATENT), heap_file("IMG_2.jpg", PATENT._replace(turn=90))]
    proposal = plan(profile, *files, taken={"digest of IMG_1.jpg": "11-专利/1-专利证书.jpg"})
    assert proposal.placements == ()
    assert {(left.piece.file, left.reason, left.other) for left in proposal.left} == {
        (file.file, LeftReason.IN_DOSSIER, "11-专利/1-专利证书.jpg") for file in files
    }


def test_another_photograph_of_a_scan_of_the_dossier_is_left(profile: Profile) -> None:
    tree = read_bytes(MANIFEST.encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    present = (heap_file("05-获奖情况/a/1-文件或证书.jpg", AWARD),)
    planner = HeapPlanner(profile, Context(bind(Path(), tree, profile), profile), {}, None, present)
    (left,) = planner.plan((heap_file("IMG_2.jpg", AWARD),)).left
    assert (left.reason, left.other) == (LeftReason.IN_DOSSIER, "05-获奖情况/a/1-文件或证书.jpg")


def test_a_certificate_goes_to_the_record_that_it_names(profile: Profile) -> None:
    proposal = plan(profile, heap_file("IMG_1.jpg", OTHER), heap_file("IMG_2.jpg", AWARD))
    assert {place.piece.file: place.record for place in proposal.placements} == {
        "IMG_1.jpg": "sections.awards[1]",
        "IMG_2.jpg": "sections.awards[0]",
    }
    assert proposal.new_records == ()


def test_what_the_manifest_does_not_have_is_a_new_record_with_what_was_read(profile: Profile) -> None:
    proposal = plan(profile, heap_file("IMG_3.jpg", PATENT))
    (record,) = proposal.new_records
    assert (record.section, record.title) == ("patents", "一种二萜的提取方法")
    assert all(0 < field.confidence <= 1 and field.file == "IMG_3.jpg" for field in record.fields)


@pytest.mark.parametrize(
    ("pages", "reason"),
    [
        ((page(blank=True),), LeftReason.BLANK),
        ((page("啊"),), LeftReason.ILLEGIBLE),
        ((), LeftReason.ILLEGIBLE),
        ((page("今日菜单", "红烧肉二十八元一份", "清炒时蔬十二元一份"),), LeftReason.NO_MATCH),
    ],
)
def test_what_nothing_is_known_of_is_left(profile: Profile, pages: tuple[PageFacts, ...], reason: LeftReason) -> None:
    proposal = plan(profile, heap_file("x.jpg", *pages))
    assert proposal.placements == ()
    assert [left.reason for left in proposal.left] == [reason]


def test_a_second_copy_is_left_and_names_the_first(profile: Profile) -> None:
    twice = plan(profile, heap_file("a.jpg", AWARD), heap_file("b.jpg", AWARD))
    assert [(left.piece.file, left.reason, left.other) for left in twice.left] == [
        ("b.jpg", LeftReason.DUPLICATE, "a.jpg")
    ]
    proposal = plan(profile, heap_file("a.jpg", AWARD), taken={"digest of a.jpg": "05/a/1.jpg"})
    assert [(left.reason, left.other) for left in proposal.left] == [(LeftReason.IN_DOSSIER, "05/a/1.jpg")]


def test_files_that_are_no_scans_are_left(profile: Profile) -> None:
    files = [
        HeapFile("a.zip", format="zip", kind=Label("压缩包", "an archive")),
        HeapFile("b.jpg", format="jpeg", trouble=Label("坏了", "damaged")),
    ]
    left = plan(profile, *files).left
    assert [piece.reason for piece in left] == [LeftReason.NOT_A_SCAN, LeftReason.UNREADABLE]


def test_a_pdf_of_two_things_is_taken_apart(profile: Profile) -> None:
    pages = [AWARD, PATENT._replace(page=2)]
    proposal = plan(profile, heap_file("all.pdf", *pages, kind="pdf"))
    assert {(place.section, place.piece.pages) for place in proposal.placements} == {
        ("awards", (1,)),
        ("patents", (2,)),
    }


def test_runs_begin_where_something_else_surely_does() -> None:
    pages = [page(number=number) for number in range(1, 6)]
    keys = {1: ("a", "x"), 2: None, 3: ("b", "x"), 4: ("b", "x"), 5: None}
    runs = split_pages(pages, lambda facts, _current: keys[facts.page], lambda facts: facts.page == 5)
    assert [[facts.page for facts in run] for run in runs] == [[1, 2], [3, 4], [5]]


@pytest.mark.parametrize(("begin", "route"), [("2009年7月", ""), ("2015年12月", "sections.work_history[0]")])
def test_of_records_that_differ_by_their_dates_alone_the_date_says_which(
    profile: Profile, begin: str, route: str
) -> None:
    manifest = """\
profile: zj-hznu-2023
level: 副高
applicant: {name: 林晓, employer: 江州大学}
sections:
  work_history:
    - {folder: 02-工作经历/a, employer: 江州市第二人民医院, from: 2015-12, to: 至今, post_title: 讲师}
"""
    tree = read_bytes(manifest.encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    letter = page("工作证明", "林晓同志在江州市第二人民医院工作，", f"自{begin}起。特此证明。", "江州市第二人民医院")
    planner = HeapPlanner(profile, Context(bind(Path(), tree, profile), profile), {})
    proposal = planner.plan([heap_file("IMG_1.jpg", letter)])
    assert [place.record for place in proposal.placements if place.record.startswith("sections")] == [route] * bool(
        route
    )


OF_ANOTHER = page(
    "荣誉证书", "沈慕云同志：", "被评为江州市优秀教师，特发此证，以资鼓励。", "江州市教育局", "2021年9月10日"
)
NAMELESS = page(
    "发明专利证书", "发明名称：一种温控支架", "专利号：ZL 2019 1 0765432.1", "专利权人：江州机械厂", "有效期二十年"
)


def test_what_names_another_person_or_nobody_is_asked_about(profile: Profile) -> None:
    proposal = plan(profile, heap_file("a.jpg", OF_ANOTHER), heap_file("b.jpg", NAMELESS))
    assert proposal.placements == ()
    assert {left.piece.file: left.reason for left in proposal.left} == {
        "a.jpg": LeftReason.OF_ANOTHER,
        "b.jpg": LeftReason.NO_NAME,
    }


def with_seal(words: str) -> PageFacts:
    seal = TextLine(words, 0.55, Box(0.6, 0.8, 0.8, 0.82))
    return PATENT._replace(lines=(*PATENT.lines, seal))


def test_a_page_taken_twice_is_one_though_its_seal_was_read_otherwise(profile: Profile) -> None:
    proposal = plan(profile, heap_file("a.jpg", with_seal("国家知识产")), heap_file("b.jpg", with_seal("权局专")))
    assert [place.piece.file for place in proposal.placements] == ["a.jpg"]
    assert [(left.piece.file, left.reason) for left in proposal.left] == [("b.jpg", LeftReason.DUPLICATE)]


def test_a_page_that_is_also_in_a_pdf_is_left(profile: Profile) -> None:
    both = heap_file("b.pdf", PATENT, page("说明书", "技术领域", "[0001] 本发明涉及提取方法", number=2), kind="pdf")
    proposal = plan(profile, heap_file("a.jpg", PATENT), both)
    assert ("a.jpg", LeftReason.DUPLICATE) in {(left.piece.file, left.reason) for left in proposal.left}


def test_two_certificates_that_differ_in_a_number_are_two(profile: Profile) -> None:
    lines = tuple(
        line._replace(text=line.text.replace("2020 1 0123456.7", "2020 1 0123457.7")) for line in PATENT.lines
    )
    proposal = plan(profile, heap_file("a.jpg", PATENT), heap_file("b.jpg", PATENT._replace(lines=lines)))
    assert not [left for left in proposal.left if left.reason is LeftReason.DUPLICATE]


def test_a_second_page_alone_makes_no_record(profile: Profile) -> None:
    listing = page("附件", "教学改革研究项目立项名单", "1 课程思政研究 林晓 江州大学", "教学改革项目", "-2-")
    proposal = plan(profile, heap_file("a.jpg", listing))
    assert proposal.new_records == ()


def test_a_decision_and_the_list_behind_it_are_one_record_though_the_first_sheet_names_others(profile: Profile) -> None:
    texts = "学校决定授予卢照邻等12名同志“教书育人先进个人”荣誉称号。", "2021年9月8日"
    decision = page("临海师范学院文件", "关于表彰教书育人先进个人的决定", *texts)
    listing = page("附件", "教书育人先进个人名单", "文学院：卢照邻 骆临海", "药学院：林晓 沈佺期", "-2-")
    files = [heap_file(f"IMG_20240512_1000{at}0.jpg", sheet) for at, sheet in enumerate((decision, listing))]
    placed = plan(profile, *files).placements
    assert [(place.section, place.record) for place in placed] == [("honors", "N1")] * 2


def test_pages_of_a_paper_taken_apart_are_joined_by_its_title(
    profile: Profile,
) -> None:
    first = page(
        "课堂等待时间研究", "林晓", "摘要：以十二节课为样本。", "关键词：课堂；等待", "1 研究设计 " + "样本" * 120
    )
    last = page("林晓：课堂等待时间研究", "讨论 " + "等待" * 120, "参考文献", "[1] 提问[J]. 教学，2016.")
    times = "100000", "103000"
    files = [heap_file(f"IMG_20240512_{at}.jpg", sheet) for at, sheet in zip(times, (last, first), strict=True)]
    assert len({place.record for place in plan(profile, *files).placements}) == 1


def appraisal(year: int, number: int) -> PageFacts:
    return page("年度考核登记表", f"({year}年度)", "姓名 林晓", "单位考核意见 合格", f"{year}年12月30日", number=number)


def test_the_same_form_of_another_year_is_another_piece(profile: Profile) -> None:
    proposal = plan(profile, heap_file("a.pdf", appraisal(2020, 1), appraisal(2021, 2), kind="pdf"))
    pieces = [left.piece for left in proposal.left] + [place.piece for place in proposal.placements]
    assert sorted(piece.pages for piece in pieces) == [(1,), (2,)]


OTHER_IMPRINT = page(
    "版权页 责任编辑：白朝晖 版次：2023年10月第1版",
    "基层心血管病诊疗问答/沈慕云主编.—江州：东海科学教育出版社，2023.10",
    "ISBN 978-7-5170-1046-3",
)


@pytest.mark.parametrize(("title", "is_joined"), [("基层心血管病诊疗问答", False), ("雪松属植物化学", True)])
def test_the_imprint_of_another_work_is_not_joined_by_its_publisher(
    profile: Profile, title: str, is_joined: bool
) -> None:
    lines = tuple(line._replace(text=line.text.replace("基层心血管病诊疗问答", title)) for line in OTHER_IMPRINT.lines)
    imprint = OTHER_IMPRINT._replace(lines=lines)
    contents = page(
        "目录", "《雪松属植物化学》", "第一章 绪论", "东海科学教育出版社，2023.10", "ISBN 978-7-5170-1046-3"
    )
    groups = []
    for part, facts in (("toc", contents), ("imprint", imprint)):
        groups.append(PieceGroup([HeapPiece(FilePiece(f"{part}.jpg"), (facts,))], {"books": 3.0}))
        groups[-1].parts[part] += 1
    assert (len(join_groups(groups, (), profile.sections)) == 1) == is_joined


@pytest.mark.parametrize("stroke", ["/", "／", ""])
def test_an_imprint_names_its_work_though_its_stroke_is_lost(stroke: str) -> None:
    text = f"平原河网闸泵联合调度模型研究{stroke}沈慕云主编.一北屏:北屏科学出版社，2023"
    piece = HeapPiece(FilePiece("a.jpg"), (page("版权页", text),))
    assert piece.work == "平原河网闸泵联合调度模型研究"


@pytest.mark.parametrize(
    ("years", "routes"), [((2024,), ["sections.supervision_card[0]"]), ((2023, 2024), ["N1", "N2"])]
)
def test_a_section_of_one_record_gets_no_second_one(years: tuple[int, ...], routes: list[str]) -> None:
    manifest = """\
profile: sd-jinan-2024
level: 副高
applicant: {name: 程知远}
sections:
  supervision_card:
    - {folder: 监督卡/a}
"""
    jinan = Profiles().get("sd-jinan-2024", Path())
    tree = read_bytes(manifest.encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    files = [
        heap_file(f"{year}.jpg", page("专业技术职称推荐监督卡", "申报人：程知远", "单位：济南水务", f"{year}年6月1日"))
        for year in years
    ]
    proposal = HeapPlanner(jinan, Context(bind(Path(), tree, jinan), jinan), {}).plan(files)
    assert sorted(place.record for place in proposal.placements) == routes


def test_two_certificates_in_one_pdf_are_two_records(profile: Profile) -> None:
    post = page(
        "专业技术资格证书", "姓名：林晓", "资格名称：讲师", "取得时间：2016年12月18日", "证书编号：ZG2016-11877"
    )
    teacher = page(
        "教师资格证书", "姓名：林晓", "资格种类：高等学校教师资格", "2017年6月10日", "证书编号：2017331", number=2
    )
    flat = [
        sheet._replace(
            lines=tuple(line._replace(box=line.box._replace(bottom=line.box.top + 0.02)) for line in sheet.lines)
        )
        for sheet in (post, teacher)
    ]
    proposal = plan(profile, heap_file("scan.pdf", *flat, kind="pdf"))
    assert sorted(place.piece.pages for place in proposal.placements) == [(1,), (2,)]
    assert len(proposal.new_records) == 2


KNOWN_YEARS = "  appraisals:\n    - {year: 2019, grade: 合格}\n    - {year: 2020, grade: 合格}\n"


@pytest.mark.parametrize(
    ("section", "read", "printed", "route"),
    [
        ("appraisals", {"year": "2019", "grade": "合格"}, "（2019年度）", "sections.appraisals[0]"),
        ("appraisals", {"year": "2019", "grade": "优秀"}, "（2019年度）", ""),
        ("appraisals", {"grade": "合格"}, "（2019年度）", ""),
        ("awards", {"title": "雪松叶二萜成分的发现", "date": "2022-03"}, "2022年3月", "sections.awards[0]"),
        ("awards", {"title": "雪松叶二萜成分的发现"}, "2022年3月18日", "sections.awards[0]"),
        ("awards", {"title": "雪松叶二萜成分的发现"}, "2021年3月18日", ""),
        ("awards", {"title": "雪松叶二萜成分的发现"}, "", ""),
        ("awards", {"date": "2022-03-18"}, "2022年3月18日", ""),  # a day is not enough
        ("awards", {"title": "雪松叶二萜成分的发现", "date": "2021-03-18"}, "2021年3月18日", ""),
        ("awards", {}, "2022年3月18日", ""),
    ],
)
def test_what_has_all_values_of_one_record_is_that(
    profile: Profile, section: str, read: dict[str, str], printed: str, route: str
) -> None:
    tree = read_bytes((MANIFEST + KNOWN_YEARS).encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    records = known_records(Context(bind(Path(), tree, profile), profile))
    values = [FieldRead(name, text, 0.9, "a.jpg", 1) for name, text in read.items()]
    piece = HeapPiece(FilePiece("a.jpg"), (page("林晓", printed),))
    assert same_record(profile.sections[section], values, [piece], records) == route


def test_the_approval_and_the_closing_of_one_project_are_one_record() -> None:
    health = Profiles().get("zj-hangzhou-health-2021", Path())
    manifest = "profile: zj-hangzhou-health-2021\nlevel: 副高\napplicant: {name: 林晓}\n"
    tree = read_bytes(manifest.encode(), "dossier.yaml").root
    assert isinstance(tree, MapNode)
    title = "项目名称：温润土壤中二萜的迁移"
    approval = page("东海省卫生厅文件", "关于公布科技计划项目立项的通知", title, "负责人：林晓", "2019年3月2日")
    closing = page("科技计划项目结题证书", title, "项目负责人：林晓", "准予结题", "2021年12月30日")
    files = [heap_file("a.jpg", approval), heap_file("b.jpg", closing)]
    proposal = HeapPlanner(health, Context(bind(Path(), tree, health), health), {}).plan(files)
    assert {place.section for place in proposal.placements} == {"research_projects"}
    assert len(proposal.new_records) == 1


def test_papers_of_one_education_are_one_record_and_of_two_levels_two(profile: Profile) -> None:
    report = (
        "教育部学历证书电子注册备案表",
        "姓名：林晓",
        "学校名称：云川大学",
        "层次：{level}",
        "证书编号：{level}号",
    )
    degree = ("学士学位证书", "林晓，女。在云川大学完成了本科学习计划，授予理学学士学位。", "2009年6月30日")
    files = [
        heap_file(f"{name}.jpg", page(*(text.format(level=level) for text in texts)))
        for name, level, texts in (("a", "本科", report), ("b", "", degree), ("c", "硕士研究生", report))
    ]
    records = {place.piece.file: place.record for place in plan(profile, *files).placements}
    assert records["a.jpg"] == records["b.jpg"] != records["c.jpg"]


def test_a_chat_about_certificates_is_no_certificate(profile: Profile) -> None:
    chat = page("教师通知群(73)", "林晓", "主任，聘书要原件还是复印件？", "院办", "复印件。毕业证书、学位证书都要。")
    assert not plan(profile, heap_file("Screenshot_1.jpg", chat)).placements


def test_who_signs_two_papers_does_not_make_them_one_record(profile: Profile) -> None:
    office = "江州市人力资源和社会保障局"
    title = page("专业技术资格证书", "姓名：林晓", "资格名称：讲师", "取得时间：2013年11月30日", office)
    notice = page(f"{office}文件", "关于公布青年技术能手名单的通知", "许怀舟 林晓 周映川", office, "2019年5月4日")
    files = (heap_file("a.jpg", title), heap_file("b.jpg", notice))
    placed = {place.piece.file: place.record for place in plan(profile, *files).placements}
    assert placed["a.jpg"] != placed.get("b.jpg")


def test_a_foreword_goes_on_from_the_cover_of_its_standard(profile: Profile) -> None:
    cover = page("东海省地方标准", "DB33/T 1168-2019", "雪松叶提取物质量规范", "2019-07-15发布", "东海省药监局发布")
    foreword = page("前言", "根据要求制定本规范。", "主要起草人：许怀舟、林晓、周映川", number=2)
    (placed,) = plan(profile, heap_file("a.pdf", cover, foreword, kind="pdf")).placements
    assert (placed.section, placed.piece.pages) == ("standards", ())


JINAN = """\
profile: sd-jinan-2024
level: 中级
applicant: {name: 林晓, employer: 东海路桥公司}
"""
PROJECT = "平原河网闸泵联合调度研究"


@pytest.fixture(scope="module")
def jinan() -> Profile:
    return Profiles().get("sd-jinan-2024", Path())


def test_a_form_is_what_its_title_says_whatever_stands_in_its_table(jinan: Profile) -> None:
    form = printed_page(
        "申报专业标准条件业绩成果对照表",
        "姓名：林晓 单位：东海路桥公司",
        {0.05: "序号", 0.2: "标准条件", 0.5: "对应业绩成果", 0.8: "佐证材料"},
        {0.05: "1", 0.2: "完成项目一项", 0.4: f"主持《{PROJECT}》", 0.8: "结题证书"},
        {0.05: "2", 0.2: "获得奖励一项", 0.4: "科学技术奖二等奖", 0.8: "获奖证书"},
        large=(0,),
    )
    closing = page("结题证书", f"项目名称：{PROJECT}", "项目负责人：林晓", "准予结题")
    proposal = plan(jinan, heap_file("a.jpg", form), heap_file("b.jpg", closing), manifest=JINAN)
    assert {place.piece.file: place.section for place in proposal.placements} == {
        "a.jpg": "attachments.comparison_table",
        "b.jpg": "projects",
    }
    project = f"{JINAN}sections:\n  projects:\n    - {{folder: 10-课题/a, title: '课题：{PROJECT}', date: 2021-06}}\n"
    (placed,) = plan(jinan, heap_file("a.jpg", form), manifest=project).placements
    assert placed.section == "attachments.comparison_table"


def test_two_parts_of_an_attachment_are_one_record(jinan: Profile) -> None:
    contract = page("劳动合同书", "乙方（劳动者）：林晓", "合同期限：自2020年7月1日起至2026年6月30日止")
    insurance = page("社会保险参保缴费证明", "姓名：林晓", "参保单位 缴费月数")
    proposal = plan(jinan, heap_file("a.jpg", contract), heap_file("b.jpg", insurance), manifest=JINAN)
    assert {place.part for place in proposal.placements} == {"contract", "insurance_record"}
    assert len(proposal.new_records) == 1


def test_the_abstract_of_a_patent_is_no_running_text(jinan: Profile) -> None:
    lines = ("授权公告号 CN 215253847 U", "实用新型名称：一种便携式路面弯沉检测支架", "专利权人：林晓")
    abstract = page(*lines, *["本实用新型公开了一种支架，包括底座、伸缩立柱与承载横臂，底座四角设有调平螺栓。"] * 8)
    (placed,) = plan(jinan, heap_file("a.jpg", abstract), manifest=JINAN).placements
    assert (placed.section, placed.part) == ("patents", "abstract_page")


def test_the_back_of_a_form_alone_is_of_no_record_that_can_be_told(jinan: Profile) -> None:
    text = "经考核委员会研究，同意考核等次：合格"
    lines = tuple(TextLine(row, 0.99, Box(0.1, top, 0.8, top + 0.02)) for row, top in ((text, 0.2), ("林晓同意", 0.5)))
    proposal = plan(jinan, heap_file("back.jpg", PageFacts(1, TextSource.OCR, lines, 0, 1.0)), manifest=JINAN)
    assert [left.reason for left in proposal.left] == [LeftReason.SEVERAL_RECORDS]


def test_words_of_two_sections_do_not_hide_those_of_one(profile: Profile) -> None:
    certificate = page(
        "荣誉证书", "程知远、林晓：", "你们完成的成果荣获2021年东海省高等教育教学成果奖二等奖。", "2021年12月20日"
    )
    assert [place.section for place in plan(profile, heap_file("a.jpg", certificate)).placements] == ["awards"]


def test_a_page_of_the_web_on_a_telephone_is_no_page_of_the_text(profile: Profile) -> None:
    web = page("12:08", "5G 76%", "kns.example.com 中国知网", "雪松叶的研究", "林晓", "摘要：目的", "关键词：雪松叶")
    proposal = plan(profile, heap_file("a.jpg", web))
    assert [place.part for place in proposal.placements if place.part.startswith("body")] == []


def test_photographs_of_a_text_are_in_the_order_of_its_numbers(profile: Profile) -> None:
    text = "研究发现，教学中的输入频率与词块的使用频率显著相关，但与准确性的相关程度较低。" * 2
    other = "词块是语言使用者作为整体存储和提取的多词单位，在二语写作的研究中受到持续关注。" * 2
    later = page("林晓：词块使用的历时变化", "26", *(other for _ in range(9)))
    first = page("词块使用的历时变化", "第25页", "林晓", "摘要：目的", "关键词：词块", *(text for _ in range(9)))
    names = ("IMG_20240603_091357.jpg", "IMG_20240603_091409.jpg")
    proposal = plan(profile, *(heap_file(name, sheet) for name, sheet in zip(names, (later, first), strict=True)))
    assert [place.piece.file for place in proposal.placements] == [*names[::-1]]


def test_the_card_of_a_library_is_on_neither_cover_and_an_answer_heads_nothing(jinan: Profile) -> None:
    card = page(
        "图书在版编目（CIP）数据",
        "海绵城市/林晓主编.—济南：岱岳建筑出版社，2022.11",
        "ISBN 978-7-5777-0321-9",
        "定价：72元",
    )
    (placed,) = plan(jinan, heap_file("a.jpg", card), manifest=JINAN).placements
    assert placed.part in ("cip", "imprint")


def test_a_query_of_a_journal_is_no_cover_for_saying_as_little() -> None:
    health = Profiles().get("zj-hangzhou-health-2021", Path())
    query = page(
        "国家新闻出版署 期刊查询", "期刊名称：东海护理学报", "ISSN 1007-5559", "CN 33-1224/R", "出版周期：月刊"
    )
    tree = read_bytes(b"profile: zj-hangzhou-health-2021\n", "dossier.yaml").root
    assert isinstance(tree, MapNode)
    planner = HeapPlanner(health, Context(bind(Path(), tree, health), health), {})
    piece = HeapPiece(FilePiece("a.jpg"), (query,))
    assert planner.choose.part_of("papers", piece, planner.clues.words_on(piece)) == "journal_query"
