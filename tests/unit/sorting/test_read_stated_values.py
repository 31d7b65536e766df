"""Values that papers state in their own wording: of diplomas, prizes, contests, journals, projects and appraisals."""

from pathlib import Path

import pytest
from pieces_of_print import Row, printed

from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.read_fields import FieldReader

DIPLOMA = printed(
    "普通高等学校毕业证书",
    "学生林晓 性别女，于2005年9月至2009年6月在本校药学专业四年制本科学习，准予毕业。",
    "校名：云川大学",
    {0.6: "2009年6月30日"},
)
DEGREE = printed("学士学位证书", "林晓，女。在云川大学完成了本科学习计划，授予理学学士学位。", {0.6: "2009年6月30日"})


def read(notice: str, section: str, *pieces: HeapPiece) -> dict[str, str]:
    profile = Profiles().get(notice, Path())
    sections = sections_by_name(profile)
    fields = FieldReader(profile, sections.values(), "林晓").read(sections[section], pieces)
    return {field.field: field.text for field in fields}


def values(section: str, *lines: Row) -> dict[str, str]:
    return read("zj-hznu-2023", section, printed(*lines))


def test_a_diploma_and_a_degree_fill_an_education_as_each_form_wants_it() -> None:
    assert read("zj-hznu-2023", "education", DIPLOMA, DEGREE) == {
        "school": "云川大学",
        "education_level": "本科",
        "degree": "学士",
        "from": "2005-09",
        "to": "2009-06",
    }
    texts = read("sd-jinan-2024", "education", DIPLOMA, DEGREE)
    assert texts["basis_degree"] == texts["fulltime_degree"] == "理学学士"
    assert texts["basis_major"] == texts["fulltime_major"] == "药学"
    assert texts["fulltime_school"] == "云川大学"


def test_of_two_levels_none_is_said() -> None:
    other = printed("研究生毕业证书", "研究生林晓，修完硕士研究生培养计划规定的课程，准予毕业。", "校名：云川大学")
    assert "education_level" not in read("zj-hznu-2023", "education", DIPLOMA, other)


def test_a_prize_has_its_grade_level_place_and_number_of_people() -> None:
    texts = values(
        "awards",
        "获奖证书",
        "林晓同志：",
        "你完成的“雪松叶二萜的发现”荣获东海省科学",
        "技术进步奖二等奖（第1完成人，共7人）。",
        {0.6: "东海省人民政府"},
        {0.6: "2022年3月18日"},
    )
    assert texts["award_name"].startswith("东海省科学技术进步奖二等奖")
    assert (texts["rank"], texts["members"], texts["level"]) == ("1", "7", "省部级")


@pytest.mark.parametrize(
    ("contest", "level"),
    [
        ("第六届全国大学生新药创想大赛", "国家级"),
        ("第四届东海省大学生药学技能竞赛", "省级"),
        ("校园药学知识大赛", None),
    ],
)
def test_a_contest_is_of_the_level_in_its_name(contest: str, level: str | None) -> None:
    texts = values(
        "competition_coaching", "获奖证书", f"陆望舒同学在{contest}中荣获一等奖，", "指导教师：周映川、林晓。"
    )
    assert texts["title"] == f"{contest}一等奖"
    assert texts.get("level") == level
    assert texts["rank"] == "2/2"


@pytest.mark.parametrize(
    ("office", "level"),
    [("东海省科学技术厅", "省部级"), ("江州市科学技术局", "市厅级"), ("东海省教育厅", None), ("东海省药学会", None)],
)
def test_a_project_is_of_the_level_of_who_grants_it_where_that_is_sure(office: str, level: str | None) -> None:
    texts = values(
        "research_projects",
        "结题证书",
        "江州大学林晓主持的科研项目“雪松叶的评价”（2018年9月立项），准予结题。",
        {0.6: office},
        {0.6: "2020年10月20日"},
    )
    assert texts.get("level") == level
    assert (texts["role"], texts["closed"], texts["from"]) == ("主持", "是", "2018-09")
    assert texts["closed_date"] == "2020-10-20"


def test_a_journal_is_written_as_the_form_has_it_with_what_was_read() -> None:
    proof = (
        "论文收录检索证明",
        "林晓老师以通信作者身份（排名第4，共4位作者）发表的论文“某题”",
        "（《东海药学学报》，2021年第37卷第3期）已被收录，该刊为权威期刊。",
    )
    texts = values("papers", *proof)
    assert texts["journal"] == "《东海药学学报》，权威期刊，4/4"
    assert texts["corresponding"] == "是"
    texts = values("papers", proof[0], "林晓发表的论文“某题”", "（《东海药学学报》，2021年第37卷第3期）已被收录。")
    assert "corresponding" not in texts


def test_the_running_date_of_a_journal_is_a_date_also_below_its_number() -> None:
    texts = values("papers", {0.1: "第41卷 第4期", 0.4: "东海学报", 0.7: "Vol.41 No.4"}, "2020年8月", "某题的研究")
    assert texts["date"] == "2020-08"


@pytest.mark.parametrize(
    ("line", "grade"),
    [
        ("兹证明林晓同志2020年度考核结果为合格。", "合格"),
        ("单位考核意见优秀", "优秀"),
        ("考核等次分为优秀、合格、基本合格、不合格。", None),
        ("考核合格以上等次", None),
    ],
)
def test_a_grade_is_what_an_appraisal_came_to(line: str, grade: str | None) -> None:
    assert values("appraisals", "证明", line).get("grade") == grade


def test_a_certificate_of_training() -> None:
    texts = values(
        "continuing_education",
        "结业证书",
        "林晓同志于2018年3月至2019年1月参加“青年教师助讲教学能力培养”，共208学时，考核合格。",
        {0.6: "江州大学教师发展中心"},
        {0.6: "2019年1月28日"},
    )
    assert (texts["class_hours"], texts["organizer"]) == ("208", "江州大学教师发展中心")
    assert texts["course_type"] == "助讲"


def test_a_row_of_several_lines_is_of_the_person_whose_row_it_is() -> None:
    texts = values(
        "teaching_reform",
        "2019年度教学改革项目立项名单",
        {0.1: "序号", 0.3: "项目名称", 0.7: "负责人"},
        {0.1: "1", 0.2: "中药渣循环利用技术的研究", 0.7: "顾沉舟"},
        {0.1: "2", 0.2: "基于问题链的药理学混合式", 0.7: "林晓"},
        {0.2: "课堂教学改革"},
    )
    assert texts["title"] == "基于问题链的药理学混合式课堂教学改革"
    assert texts["role"] == "主持"


def test_a_standard_by_its_cover_and_its_drafters() -> None:
    cover = printed("ICS 91", "DB33/T 2481-2022", "灌浆质量检测规程", "2022-08-20 发布", "2022-09-20 实施")
    foreword = printed("前言", "本标准主要起草人：何以诚、林晓、冯砚。")
    texts = read("zj-hznu-2023", "standards", cover, foreword)
    assert texts == {"title": "灌浆质量检测规程", "role": "参与", "date": "2022-08-20"}


def test_certificates_are_told_apart_by_what_they_certify() -> None:
    assert (
        values("certificates", "专业技术资格证书", "资格名称：讲师", "资格级别：中级")["title"]
        == "讲师专业技术资格证书"
    )
    assert values("certificates", "教师资格证书", "资格种类 高等学校教师资格")["title"] == "高等学校教师资格证书"


def test_a_title_has_its_type_where_the_form_wants_both() -> None:
    patent = printed("实用新型专利证书", "实用新型名称：一种护坡结构", "发明人：林晓")
    assert read("sd-jinan-2024", "patents", patent)["title"] == "实用新型专利：一种护坡结构"
    assert read("sd-jinan-2024", "patents", printed("名称：一种护坡结构"))["title"] == "一种护坡结构"


@pytest.mark.parametrize(
    ("notice", "section", "lines", "expected"),
    [
        (
            "zj-hznu-2023",
            "honors",
            ("荣誉证书", "林晓同志：", "被评为二二一年度江州大学优秀班主任。", "江州大学"),
            {"title": "江州大学优秀班主任"},
        ),
        (
            "zj-hznu-2023",
            "awards",
            ("东海省高等教育教学成果奖", "获奖证书", "主要完成人：许怀舟、林晓", "获奖等级：二等奖"),
            {"award_name": "东海省高等教育教学成果奖二等奖", "rank": "2", "award_kind": "教学成果奖"},
        ),
        (
            "zj-hznu-2023",
            "awards",
            (
                "东海省科学技术进步奖证书",
                "表彰东海省科学技术进步奖获得者",
                "获奖等级：三等奖",
                "东海省人民政府",
                "2022年3月",
            ),
            {"award_name": "东海省科学技术进步奖三等奖（省部级）"},
        ),
        (
            "zj-hznu-2023",
            "competition_coaching",
            ("获奖证书", "你们的作品《智能小车》在2022年东海省机器人竞赛中荣获二等奖。", "指导教师：林晓　苗青"),
            {"title": "2022年东海省机器人竞赛二等奖", "rank": "1/2"},
        ),
        ("zj-hznu-2023", "appraisals", ({0.1: "年度", 0.4: "2020", 0.6: "2021", 0.8: "2022"},), {"year": None}),
        (
            "zj-hznu-2023",
            "research_projects",
            ("批准通知", "项目批准号：62002417，项目名称：异构节点的任务调度研究，直接费用：24.00万元，有关意见附后。"),
            {"title": "异构节点的任务调度研究"},
        ),
        (
            "zj-hznu-2023",
            "research_projects",
            ("结项证书", "课题名称：乡村药房服务体系研究", "课题负责人：林晓", "课题组成员：许怀舟"),
            {"role": "主持", "closed": "是"},
        ),
        (
            "zj-hznu-2023",
            "research_projects",
            ("立项通知书", "林晓同志：您申报的课题已批准立项。", "完成时间：2021年6月", {0.6: "2019年5月17日"}),
            {"from": "2019-05-17"},
        ),
        ("zj-hznu-2023", "teaching_reform", ("关于公布校级教学改革项目立项名单的通知",), {"level": "校级"}),
        (
            "zj-hznu-2023",
            "continuing_education",
            ("结业证书", "林晓于2021年3月参加由东海高校网络培训中", "心组织的“课程思政能力提升”在线培训，共32学时。"),
            {"title": "课程思政能力提升", "organizer": "东海高校网络培训中心", "class_hours": "32"},
        ),
        (
            "zj-hznu-2023",
            "patents",
            (
                "计算机软件著作权登记证书",
                "开发完成日期：2020年09月18日",
                "首次发表日期：未发表",
                {0.6: "2021年04月25日"},
            ),
            {"date": "2021-04-25"},
        ),
        (
            "zj-hznu-2023",
            "student_mentoring",
            ("证明", "林晓于2018年9月至2022年6月担任药学20", "18级2班班主任，认真负责。"),
            {"work_name": "药学2018级2班班主任", "kind": "学生思想政治教育", "to": "2022-06"},
        ),
        (
            "zj-hznu-2023",
            "work_history",
            ("工作证明", "林晓于2011年8月在江州市第三中学工作，任教师。", {0.6: "汪州市第三中学"}),
            {"employer": "江州市第三中学"},
        ),
        ("zj-hznu-2023", "appraisals", ("考核登记表", "经研究，建议定为合格等次。"), {"grade": "合格"}),
        (
            "zj-huzhou-2020",
            "appointment",
            (
                "聘任书",
                "林晓同志：",
                "聘任你为本院工程师职务，聘期三年。",
                {0.6: "云溪市设计研究院"},
                {0.6: "2016年1月5日"},
            ),
            {"title": "工程师", "employer": "云溪市设计研究院"},
        ),
        (
            "zj-huzhou-2020",
            "current_title",
            ("东海省中级专业技术职务", "任职资格证书", "资格名称：工程师", "取得资格时间：2013年11月30日"),
            {"title_level": "中级", "obtained": "2013年11月30日"},
        ),
        (
            "zj-huzhou-2020",
            "achievements",
            (
                "工程业绩证明",
                "林晓在“云溪医院迁建工程”（建筑面积8万平方米）中任负责人，该工程于2",
                "018年6月通过验收。",
            ),
            {"title": "云溪医院迁建工程", "date": "2018-06"},
        ),
    ],
)
def test_what_papers_of_other_hands_state(
    notice: str, section: str, lines: tuple[Row, ...], expected: dict[str, str]
) -> None:
    texts = read(notice, section, printed(*lines))
    assert {name: texts.get(name) for name in expected} == expected


def test_a_report_of_a_school_record_has_the_days_of_study_in_its_rows() -> None:
    report = printed(
        "教育部学历证书电子注册备案表",
        {0.2: "姓名", 0.6: "林晓"},
        {0.2: "入学日期", 0.6: "2007年09月01日"},
        {0.2: "毕（结）业日期", 0.6: "2011年06月20日"},
        {0.2: "学校名称", 0.6: "云川大学"},
    )
    texts = read("zj-hznu-2023", "education", report)
    assert (texts["from"], texts["to"]) == ("2007年09月01日", "2011年06月20日")


@pytest.mark.parametrize(
    ("notice", "section", "rows", "field", "value"),
    [
        (
            "sd-jinan-2024",
            "papers",
            ("养护技术", "陈予安 林晓 顾行舟 编著", "北屏科学出版社"),
            "members",
            "陈予安、林晓、顾行舟",
        ),
        ("zj-hznu-2023", "awards", ("获奖证书", "陈予安、林晓：", "你们完成的成果荣获一等奖。"), "members", "2"),
        ("sd-jinan-2024", "awards", ("荣誉证书", "林晓 同志：", "被评为先进个人，"), "members", None),
        ("zj-hangzhou-health-2021", "papers", ("论文标题", "林晓，陈予安", "摘要：目的"), "corresponding_rank", None),
        ("zj-hangzhou-health-2021", "research_projects", ("证明", "林晓同志主持该项目，项目组共4人。"), "members", "4"),
        (
            "zj-hangzhou-health-2021",
            "awards",
            ("获奖证书", "证书编号：2020-3-27", {0.6: "2020年11月"}),
            "date",
            "2020-11",
        ),
        (
            "zj-hangzhou-health-2021",
            "lectures",
            ("培训班课程表", "时间：2018年11月8日 地点：会议室", "林晓", {0.6: "2018年10月30日"}),
            "date",
            "2018年11月8日",
        ),
        (
            "zj-hznu-2023",
            "continuing_education",
            ("结业证书", "林晓于2022年7月11日至7月15日参加学习，"),
            "to",
            "2022-07-15",
        ),
        (
            "zj-hangzhou-health-2021",
            "continuing_education",
            ("结业证书", "林晓于2019年6月14日至16日参加学习，"),
            "from",
            "2019-06-14",
        ),
        (
            "sd-jinan-2024",
            "admin_posts",
            (
                "任职的通知",
                "林晓同志任试验中心副主任（试用期一年）；",
                "以上任职时间自2021年5月10日起计算。",
                {0.6: "2021年5月8日"},
            ),
            "from",
            "2021-05-10",
        ),
        (
            "sd-jinan-2024",
            "admin_posts",
            ("通知", "林晓同志任试验中心副主任（试用期一年）；"),
            "post",
            "试验中心副主任",
        ),
        (
            "sd-jinan-2024",
            "appraisals",
            ("年度考核登记表", {0.1: "考核等次", 0.4: "经考核评定为：优秀"}),
            "grade",
            "优秀",
        ),
        ("sd-jinan-2024", "current_title", ("证书", "资格名称：助理工程师"), "qualification_name", None),
        ("sd-jinan-2024", "current_title", ("证书", "系列：工程技术", "级别：中级"), "title_series", "工程技术"),
        (
            "sd-jinan-2024",
            "attachments.publicity_report",
            ("公示情况报告表", {0.1: "公示时间", 0.3: "2024年6月21日至2024年6月27日"}),
            "publicity_end",
            "2024-06-27",
        ),
        (
            "sd-jinan-2024",
            "supervision_card",
            ("六公开监督卡", "单位（盖章）：东海路桥公司"),
            "employer",
            "东海路桥公司",
        ),
        (
            "sd-jinan-2024",
            "papers",
            (
                "图书在版编目（CIP）数据",
                "养护实用技术 / 林晓编著. —济南：北屏科学出版社，2023.5",
                "出版发行：北屏科学出版社（济南）",
            ),
            "journal",
            "养护实用技术+北屏科学出版社",
        ),
        (
            "sd-jinan-2024",
            "language_computer",
            ("合格证书", "林晓于2013年9月参加全国计算机等级考试，成绩合格，"),
            "exam",
            "全国计算机等级考试",
        ),
        ("sd-jinan-2024", "others", ("省级工法证书", "工法名称：装配式渠道施工工法"), "title", "装配式渠道施工工法"),
        ("sd-jinan-2024", "projects", ("验收意见", "课题完成人员：陈予安、林晓"), "rank", "2/2"),
        (
            "zj-hangzhou-health-2021",
            "grassroots_service",
            ("鉴定表", "受援单位：云岭县卫生院"),
            "place",
            "云岭县卫生院",
        ),
        (
            "zj-hangzhou-health-2021",
            "work_examples",
            ("代表性专业技术工作实例", "子痫前期并发症的抢救", "（2019年 林晓 江州医院）"),
            "year",
            "2019",
        ),
        (
            "zj-hangzhou-health-2021",
            "grassroots_service",
            ("证明", "林晓医师到云岭县中心卫生院开展对口帮扶工作，"),
            "place",
            "云岭县中心卫生院",
        ),
        (
            "zj-hznu-2023",
            "honors",
            ("荣誉证书", "林晓同志：", "被评为校级“三育人”先进个人，"),
            "title",
            "校级“三育人”先进个人",
        ),
        (
            "zj-hznu-2023",
            "work_history",
            ("聘任通知", "聘任林晓为美术学院讲师，", {0.6: "钱江师范学院"}, {0.6: "2018年8月30日"}),
            "employer",
            "钱江师范学院",
        ),
        # 没有冒号的证书：名称后面空一格就是值
        (
            "zj-huzhou-2020",
            "current_title",
            ("资格证书", "资格名称 农艺师", "授予时间 2013年12月9日"),
            "title",
            "农艺师",
        ),
        ("zj-huzhou-2020", "current_title", ("资格证书", "资格名称 级别"), "title", None),
        ("zj-huzhou-2020", "appointment", ("聘书", "聘任您为农艺师（专业技术十级），聘期三年。"), "title", "农艺师"),
        (
            "sd-jinan-2024",
            "appointment",
            ("关于聘任的通知", "陈予安同志为工程师；", "林晓、顾行舟同志为助理工程师。"),
            "title",
            "助理工程师",
        ),
        (
            "zj-hangzhou-health-2021",
            "certificates",
            ("关于聘任林晓等同志职务的通知", "林晓、顾行舟为主治医师；"),
            "title",
            "主治医师聘任文件",
        ),
        ("zj-hznu-2023", "academic_posts", ("证书", "您当选为东海省写作学会理事，任期五年。"), "post_title", "理事"),
        (
            "zj-hznu-2023",
            "continuing_education",
            ("结业证书", "林晓老师以国内访问学者身份进修，准予结业。"),
            "title",
            "国内访问学者",
        ),
        (
            "zj-hznu-2023",
            "continuing_education",
            ("结业证书", "准予结业。", "北屏大学", "2019年7月5日"),
            "organizer",
            "北屏大学",
        ),
        ("zj-hznu-2023", "education", ("学位证书", "在我校文艺与新闻学院新闻专业学习，"), "school", None),
        (
            "zj-hznu-2023",
            "work_history",
            ("证书", "在东海大学土木工程博士后科研流动站从事博士后研究工作，"),
            "employer",
            "东海大学",
        ),
        ("zj-hznu-2023", "competition_coaching", ("获奖证书", "作品名称：江南可采莲"), "title", None),
        ("sd-jinan-2024", "supervision_card", ("监督卡", "单位 (盖章)"), "employer", None),
        (
            "sd-jinan-2024",
            "education",
            ("学历证书", "于2015年至2017年业余专升本学习，准予毕业。"),
            "basis_level",
            "本科",
        ),
        ("sd-jinan-2024", "papers", ("手册", "副主编 林晓 顾行舟"), "members", None),
        (
            "sd-jinan-2024",
            "awards",
            ("获奖证书", "项目名称：热处理线能耗优化技术", "奖励等级：二等奖", "特颁发山东省机械工业科学技术奖证书。"),
            "title",
            "山东省机械工业科学技术奖二等奖：热处理线能耗优化技术",
        ),
        ("zj-hangzhou-health-2021", "appraisals", ("考核登记表", "☑优秀 □合格"), "grade", "优秀"),
        ("zj-hangzhou-health-2021", "papers", ("江州妇幼", "2019年第3期", "ISSN 2095-7718"), "kind", "发表论文"),
        (
            "zj-hangzhou-health-2021",
            "papers",
            ("工作经验报告", "参考文献：江州妇幼2019年3期"),
            "kind",
            "未发表的专业实践工作经验报告",
        ),
        (
            "zj-hangzhou-health-2021",
            "honors",
            ("荣誉证书", "荣获2020年度江滨区“最美医生”称号。"),
            "title",
            "江滨区“最美医生”",
        ),
        ("zj-hangzhou-health-2021", "mentoring", ("证明", "林晓医师承担实习生带教工作，"), "title", "实习生带教"),
        (
            "zj-hangzhou-health-2021",
            "work_examples",
            ("代表性专业技术工作实例", {0.11: "救治重症急性肾损伤一例"}, "申报人：林晓"),
            "title",
            "救治重症急性肾损伤一例",
        ),
        (
            "zj-hangzhou-health-2021",
            "work_history",
            ("参保证明", "缴费记录", "聘用合同书", "合同期限自2010年8月1日起至2013年7月31日止。"),
            "to",
            None,
        ),
        (
            "zj-huzhou-2020",
            "continuing_education",
            (
                {0.1: "学习内容", 0.4: "科目类别", 0.7: "学时"},
                {0.1: "水稻高产技术", 0.4: "专业科目", 0.7: "40"},
                {0.1: "农产品监管", 0.4: "专业科目", 0.7: "24"},
                {0.1: "合计", 0.7: "64"},
            ),
            "hours",
            "64",
        ),
        (
            "zj-huzhou-2020",
            "continuing_education",
            (
                {0.1: "学习内容", 0.4: "科目类别", 0.7: "学时"},
                {0.1: "水稻高产技术", 0.4: "专业科目", 0.7: "36"},
                {0.1: "农产品监管", 0.7: "28"},
            ),
            "hours",
            None,
        ),
        (
            "zj-hznu-2023",
            "papers",
            ("检索报告", "Title: Tracking of bridge bearings by sight", "Author(s): Lin, X"),
            "title",
            "Tracking of bridge bearings by sight",
        ),
        (
            "zj-hznu-2023",
            "papers",
            ("写作研究", "《写作研究》2019年第5期 2019年10月出版", "24 写作研究 2019.5"),
            "date",
            "2019-10",
        ),
        ("sd-jinan-2024", "papers", ("岱岳路桥", "2023年第1期 季刊 3月28日出版"), "date", "2023-03-28"),
        ("sd-jinan-2024", "papers", ("岱岳路桥2023.1", "林晓", "摘要：目的"), "date", None),
        (
            "sd-jinan-2024",
            "papers",
            ("期刊名称：岱岳路桥", "主办单位：岱岳路桥学会", "岱岳路桥杂志社 出版"),
            "journal",
            "岱岳路桥+岱岳路桥杂志社",
        ),
        (
            "zj-huzhou-2020",
            "achievements",
            ("证明", "编号：GC2018-07", "2019年10月24日通过验收。"),
            "date",
            "2019-10-24",
        ),
        ("zj-huzhou-2020", "achievements", ("证书", "获奖人员：林晓（第4位）"), "rank", "4"),
        (
            "zj-huzhou-2020",
            "achievements",
            ("农业局", "关于稻田综合种养示范项目通过验收的证明", "林晓同志为负责人。"),
            "title",
            "稻田综合种养示范项目",
        ),
        ("zj-hznu-2023", "papers", ("词块使用的历时变化", "林晓", "摘要：目的"), "members", "1"),
        ("zj-hznu-2023", "awards", ("获奖名单", "程知远 陆渐青 白朝晖", "顾行舟 林晓 陈予安"), "rank", None),
        ("zj-hznu-2023", "awards", ("名单", "程知远、陆渐青、白朝晖、顾行舟、", "林晓、陈予安"), "rank", None),
        ("sd-jinan-2024", "awards", ("获奖证书", "主要完成人：程知远 陆渐青林晓"), "members", None),
        ("zj-hznu-2023", "books", ("写作教程", "主编陈予安", "副主编 林晓 顾行舟"), "role", "副主编"),
        ("zj-hznu-2023", "books", ("写作教程", "主编陈予安", {0.3: "副主编", 0.5: "林晓顾行舟"}), "role", "副主编"),
        (
            "zj-hznu-2023",
            "competition_coaching",
            ("获奖证书", "在第九届“海风杯”全国大学生英语辩论赛中荣获二等奖。", "指导教师：林晓"),
            "title",
            "第九届“海风杯”全国大学生英语辩论赛二等奖",
        ),
        (
            "zj-hznu-2023",
            "work_history",
            ("江州大学", "自2015年8月起在我校药学院从事教学工作。"),
            "employer",
            "江州大学",
        ),
        (
            "zj-hangzhou-health-2021",
            "grassroots_service",
            ("证明", "林晓医师在云岭县中医院开展对口帮扶工作。"),
            "place",
            "云岭县中医院",
        ),
        (
            "zj-hangzhou-health-2021",
            "certificates",
            ("中华人民共和国专业技术资格证书", "资格名称：主治中医师", "资格级别：中级"),
            "title",
            "主治中医师专业技术资格证书",
        ),
        ("zj-hangzhou-health-2021", "certificates", ("聘任书", "聘任林晓为主治医师。"), "cert_kind", "聘任证书或证明"),
        (
            "zj-hangzhou-health-2021",
            "appraisals",
            ({0.1: "年度", 0.3: "2018", 0.5: "2019"}, {0.1: "考核结果", 0.3: "合格", 0.5: "优秀"}),
            "grade",
            None,
        ),
        (
            "zj-hangzhou-health-2021",
            "attachments.ce_certificate",
            ("合格证明", "林晓同志2016至2020年度参加继续教育。", "2021年3月22日"),
            "year",
            None,
        ),
        ("zj-huzhou-2020", "continuing_education", ("学习平台", "学习年度：2019"), "year", "2019"),
        ("zj-huzhou-2020", "appraisals", ("考核结果通报", "优秀：陈予安；", "合格：程知远、林晓。"), "grade", "合格"),
        (
            "zj-hznu-2023",
            "adopted_results",
            ("采纳证明", "林晓撰写的《关于加快锻造产业", "数字化改造的建议》，已被《锻造产业提升行动方案》采纳。"),
            "title",
            "关于加快锻造产业数字化改造的建议",
        ),
        ("zj-hznu-2023", "honors", ("荣誉证书", "林晓同志", "被评为“三育人”先进个人。"), "title", "“三育人”先进个人"),
        (
            "sd-jinan-2024",
            "papers",
            ("图书在版编目（CIP）数据", "海绵城市/林晓主编.—济南：岱岳建筑出版社，2022.11"),
            "journal",
            "海绵城市+岱岳建筑出版社",
        ),
        ("sd-jinan-2024", "appointment", ("聘书", "聘任林晓为助理工程师专业技术职务，"), "title", "助理工程师"),
        (
            "zj-hangzhou-health-2021",
            "grassroots_service",
            ("证明", "林晓自2017年7月至2018年6月到云岭县妇幼保健院开展服务。"),
            "from",
            "2017-07",
        ),
        (
            "zj-hangzhou-health-2021",
            "work_history",
            ({0.1: "起始年月", 0.5: "参保单位"}, {0.1: "2010-08", 0.5: "桐江市妇幼保健院"}),
            "employer",
            "桐江市妇幼保健院",
        ),
        (
            "zj-hangzhou-health-2021",
            "honors",
            ("荣誉证书", "授予 林晓 同志江州市先进个人荣誉称号。"),
            "title",
            "江州市先进个人",
        ),
        (
            "zj-huzhou-2020",
            "achievements",
            ("意见", "河道工程于2019年4月26日通过竣工验收。", {0.6: "2019年4月29日"}),
            "date",
            "2019-04-26",
        ),
        ("zj-hznu-2023", "education", ("备案表", {0.1: "层次", 0.4: "博士研究生"}), "education_level", "博士研究生"),
        ("zj-hangzhou-health-2021", "papers", ("减压训练的影响", "林晓陈予安", "【摘要】目的"), "rank", "1/2"),
    ],
)
def test_what_a_paper_states_is_read_and_nothing_else(
    notice: str, section: str, rows: tuple[Row, ...], field: str, value: str | None
) -> None:
    assert read(notice, section, printed(*rows)).get(field) == value


def test_members_are_read_from_the_column_of_their_names() -> None:
    rows: tuple[Row, ...] = (
        "课题组主要成员",
        {0.1: "序号", 0.3: "姓名", 0.6: "职称"},
        {0.1: "1", 0.3: "陈予安", 0.6: "教授"},
        {0.1: "2", 0.3: "林晓", 0.6: "讲师"},
    )
    texts = read("sd-jinan-2024", "projects", printed(*rows))
    assert (texts["members"], texts["rank"]) == ("陈予安、林晓", "2/2")


def test_a_list_of_names_goes_on_below_in_its_cell() -> None:
    piece = printed("获奖名单", {0.5: "成员：顾行舟、林晓、陈予"})
    page = piece.pages[0]
    box = page.lines[1].box
    rest = page.lines[1]._replace(text="安、沈慕云", box=box._replace(top=box.bottom + 0.002, bottom=box.bottom + 0.02))
    texts = read("sd-jinan-2024", "awards", HeapPiece(piece.piece, (page._replace(lines=(*page.lines, rest)),)))
    assert texts["members"] == "顾行舟、林晓、陈予安、沈慕云"


def test_what_the_rows_of_a_table_come_to_is_none_of_them_and_whom_it_is_for_is_no_class() -> None:
    rows: tuple[Row, ...] = (
        "2022学年（2022.9—2023.7） 授课对象：本科生",
        {0.1: "课程名称", 0.4: "讲授专业（年级）", 0.7: "自然课时"},
        {0.1: "药理学", 0.4: "药学2020级", 0.7: "56"},
        {0.1: "天然药物化学", 0.4: "药学2021级", 0.7: "56"},
        "本学年合计课堂教学自然课时：112",
    )
    texts = read("zj-hznu-2023", "teaching", printed(*rows))
    assert texts["class_hours"] == "112"
    assert "本科生" not in texts.get("majors", "")


def test_a_piece_of_a_latin_name_that_is_cut_is_no_journal() -> None:
    cover = printed("Donghai Journal of", "Natural Medicines", "ISSN 1009-2345", "Volume 12")
    page = printed("Donghai Journal of Natural Medicines 2021, 12, 3", "Cedranoid diterpenes", "Abstract: we studied")
    assert read("zj-hangzhou-health-2021", "papers", cover, page).get("journal") != "Natural Medicines"
