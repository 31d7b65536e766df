"""Words as people write them, made from words times forms, over the typed fields of all four notices."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from fast_yaml import load_values

from zcdossier.model.choices import find_choice, find_kind
from zcdossier.model.named_years import read_years
from zcdossier.model.profile import Field, FieldType, Profile
from zcdossier.model.ranks import Rank
from zcdossier.model.reading import canonical, is_rank, pieces, read_value
from zcdossier.model.spelling import Names, normalized_name
from zcdossier.profiles.load import Profiles

NOTICES = ("zj-hznu-2023", "zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024")
WORDS = "零一二三四五六七八九十"

DATE_FORMS = (
    "{y}-{m:02d}",
    "{y}.{m}",
    "{y}/{m:02d}",
    "{y}年{m}月",
    "{y} 年 {m} 月",
    "{y}年{m:02d}月份",
    "{y}{m:02d}",
    "自{y}年{m}月起",
    "{y}年{m}月（据证书）",
    "{y}年{m}月底",
    "{y}年{m}月发布",
    "时间：{y}.{m:02d}",
    "{m:02d}/{y}",
    "{e} {y}",
    "{y}年{m}月第1期",
)
DAY_FORMS = (
    "{y}-{m:02d}-{d:02d}",
    "{y}.{m}.{d}",
    "{y}年{m}月{d}日",
    "{y}年{m}月{d}号（周三）",
    "{y}/{m}/{d} 上午9时",
    "{y}{m:02d}{d:02d}",
    "{y}\\{m}\\{d}",
    "{e} {d}, {y}",
    "授予日期：{y}-{m}-{d}",
    "{y}年{m}月{d}日印发",
)
OPEN_FORMS = ("至今", "到现在", "目前", "至今（在任）", "仍在岗", "至目前为止")
PERIOD_FORMS = (
    "{a}-{b}",
    "{a}—{b}",
    "{a}——{b}",
    "{a} 至 {b}",
    "{a}~{b}",
    "从{a}到{b}",
    "自{a}起至{b}止",
    "{a}开始，至{b}",
)
RUNNING_FORMS = ("{a}至今", "{a}起至今", "自{a}起", "{a}—现在", "{a}担任至今", "{a}至今（仍在任）")
RANK_FORMS = (
    "{r}/{n}",
    "{r}／{n}",
    "{r} / {n}",
    "第{r}/共{n}",
    "第{w}（共{n}人）",
    "排名第{r}，共{n}人",
    "{n}人中排名第{r}",
    "{n}人排第{r}",
    "第{w}作者（{r}/{n}）",
    "{r}/{n}（第{w}完成人）",
    "第{w}指导教师，共{n}人",
    "本人排名{r}/{n}",
)
PLACE_FORMS = ("{r}", "第{r}", "第{w}", "第{r}名", "第{w}位", "第{w}完成人", "排名第{w}")
NUMBER_FORMS = ("{n}", "{n}.0", " {n} ", "共{n}", "约{n}", "{n}（含本人）", "计{n}")
UNITS = {
    "学时": ("{n}学时", "{n}课时", "{n}个学时"),
    "分钟": ("{n}分钟", "{n}min"),
    "人数": ("{n}人", "{n}名", "共{n}人"),
}
YES_FORMS = ("是", "是的", "√", "有", "Ｙ", "是（见附件）", "YES", "对")
NO_FORMS = ("否", "不是", "×", "没有", "ＮＯ", "否（暂无）", "无")
CHOICE_FORMS = ("{c}", " {c} ", "{c}。", "《{c}》", "“{c}”", "{c}（见附件）", "{c}；")
"""Forms that must hold for every choice of every notice."""
YEAR_FORMS = ("{y}", "{y}年", "{y}年度", "{y} 年", "{y}年度考核", "{y}.0")


@lru_cache
def profile(name: str) -> Profile:
    return Profiles().get(name, Path())


def fields(name: str) -> Iterator[tuple[str, Field]]:
    noticed = profile(name)
    yield from ((f"applicant.{field.id}", field) for field in noticed.applicant.values())
    for section in (*noticed.sections.values(), *noticed.attachments.values()):
        yield from ((f"{section.id}.{field.id}", field) for field in section.fields.values())


def dates(field: Field) -> Iterator[tuple[str, str]]:
    for forms, meant in ((DATE_FORMS, "2019-06"), (DAY_FORMS, "2019-06-19")):
        for form in forms:
            yield form.format(y=2019, m=6, d=19, e="June"), meant
    yield "二〇一九年六月", "2019-06"
    yield "一九九八年十二月八日", "1998-12-08"
    yield "98年12月", "1998-12"
    if field.open:
        yield from ((form, "至今") for form in OPEN_FORMS)


def periods(_field: Field) -> Iterator[tuple[str, str]]:
    for form in PERIOD_FORMS:
        for first, last in (("2018.03", "2020.12"), ("2018年3月", "2020年12月"), ("2018-03", "2020-12")):
            yield form.format(a=first, b=last), "2018-03~2020-12"
    for form in RUNNING_FORMS:
        yield form.format(a="2018年3月"), "2018-03~至今"
    yield "2018年3月-9月", "2018-03~2018-09"
    yield "2018年3-9月", "2018-03~2018-09"


def ranks(_field: Field) -> Iterator[tuple[str, str]]:
    for own, members in ((1, 5), (2, 3), (4, 4)):
        for form in RANK_FORMS:
            yield form.format(r=own, n=members, w=WORDS[own]), str(Rank(own, members))


def integers(field: Field) -> Iterator[tuple[str, str]]:
    if is_rank(field):
        yield from ((form.format(r=3, w=WORDS[3]), "3") for form in PLACE_FORMS)
        yield "3/7", "3"
        return
    if "年" in field.label.zh and "限" not in field.label.zh:
        yield from ((form.format(y=2019), "2019") for form in YEAR_FORMS)
        return
    yield from ((form.format(n=12), "12") for form in NUMBER_FORMS)
    yield "十二", "12"
    for word, forms in UNITS.items():
        if word in field.label.zh:
            yield from ((form.format(n=12), "12") for form in forms)


def flags(field: Field) -> Iterator[tuple[str, str]]:
    yield from ((form, "是") for form in YES_FORMS)
    yield from ((form, "否") for form in NO_FORMS)
    core = field.label.zh.removeprefix("是否").removeprefix("为")
    yield core, "是"
    yield f"是{core}", "是"


def choices(field: Field) -> Iterator[tuple[str, str]]:
    for choice in field.choices:
        for word in filter(None, dict.fromkeys((choice.label.zh, *choice.aliases))):
            yield from ((form.format(c=word), choice.id) for form in CHOICE_FORMS)


def numbers(field: Field) -> Iterator[tuple[str, str]]:
    return integers(field._replace(label=field.label._replace(zh=field.label.zh.replace("年", ""))))


SPELLINGS = {
    FieldType.DATE: dates,
    FieldType.PERIOD: periods,
    FieldType.RANK: ranks,
    FieldType.INTEGER: integers,
    FieldType.NUMBER: numbers,
    FieldType.FLAG: flags,
    FieldType.CHOICE: choices,
}


@pytest.mark.parametrize("name", NOTICES)
def test_every_spelling_is_read_as_its_meaning(name: str) -> None:
    made, wrong = 0, []
    for where, field in fields(name):
        for typed, meant in SPELLINGS.get(field.type, lambda _: ())(field):
            made += 1
            found = read_value(typed, field)
            if found != meant:
                wrong.append(f"{where}（{field.label.zh}）: {typed!r} is {found!r}, not {meant!r}")
    assert made >= 200
    assert not wrong, "\n".join(wrong)


LEVELS = {
    "zj-hznu-2023": ("associate_senior", ("副高", "副高级", "副高职称", "副高（副教授）", "副高级职称")),
    "zj-hangzhou-health-2021": ("associate_senior", ("副高", "副高级", "副高职称", "副高级职称")),
    "zj-huzhou-2020": ("associate_senior", ("副高级", "副高", "副高职称")),
    "sd-jinan-2024": ("intermediate", ("中级", "中级职称", "工程师（中级）", "中级（工程师）")),
}


@pytest.mark.parametrize("name", NOTICES)
def test_levels(name: str) -> None:
    level, words = LEVELS[name]
    assert {find_choice(word, profile(name).levels) for word in words} == {level}


@pytest.mark.parametrize("name", NOTICES)
def test_attachments(name: str) -> None:
    kinds = profile(name).attachments
    for kind in kinds.values():
        for word in (kind.label.zh, *kind.aliases):
            for form in ("{}", "《{}》", "{}（盖章）", "2020年度{}"):
                assert find_kind(form.format(word), kinds.values()) == kind.id


def a_field(type_: FieldType, name: str, label: str) -> Field:
    found = next(
        (field for notice in NOTICES for _, field in fields(notice) if (field.type, field.id) == (type_, name))
    )
    assert label in found.label.zh
    return found


PLAIN_WORDS = [
    (
        FieldType.FLAG,
        "closed",
        "结题",
        {"已结题": "是", "已结项": "是", "通过验收": "是", "在研": "否", "未结题": "否", "尚未结项": "否"},
    ),
    (
        FieldType.FLAG,
        "in_establishment",
        "在编",
        {"在编": "是", "事业编": "是", "编外": "否", "不在编": "否", "非在编": "否"},
    ),
    (
        FieldType.FLAG,
        "collective",
        "集体",
        {"集体": "是", "多人合作": "是", "是集体项目": "是", "个人": "否", "非集体项目": "否"},
    ),
    (FieldType.FLAG, "copies", "复印件", {"有复印件": "是", "全部原件": "否"}),
    (FieldType.FLAG, "not_indexed", "未被", {"未收录": "是", "未被数据库收录": "是", "已收录": "否", "收录": "否"}),
    (FieldType.FLAG, "off_campus", "校外", {"校外": "是", "校内": "否"}),
    (FieldType.FLAG, "is_representative", "代表", {"代表作": "是", "代表论文": "是", "非代表论文": "否"}),
    (FieldType.FLAG, "representative", "最能代表本人水平", {"最能代表": "是", "代表作": "是", "非代表作": "否"}),
    (FieldType.FLAG, "photo_replace", "需重新上传证件照", {"需要重新上传": "是", "更换": "是", "不用换": "否"}),
    (FieldType.FLAG, "selected", "选入", {"选入": "是", "不选": "否", "不选入本次申报": "否"}),
    (FieldType.FLAG, "is_applicant", "本人", {"本人": "是", "其他人": "否"}),
    (
        FieldType.CHOICE,
        "grade",
        "考核",
        {"优秀等次": "优秀", "考核合格": "合格", "年度考核优秀": "优秀", "合格级": "合格"},
    ),
    (FieldType.CHOICE, "award_kind", "类别", {"教学成果": "教学成果奖", "科研成果奖励": "科研成果奖"}),
    (FieldType.CHOICE, "level", "级别", {"市厅级奖": "市厅级", "国家级奖项": "国家级", "省部级项目": "省部级"}),
    (FieldType.CHOICE, "venue_kind", "场所", {"江州市医学会": "专业学会", "中华医学会心血管病学分会": "专业学会"}),
    (FieldType.CHOICE, "student_type", "学生", {"本科": "本科生", "硕士生": "研究生", "硕士研究生": "研究生"}),
    (FieldType.DATE, "current_post_since", "任现职", {"2015年12月至今": "2015-12", "2015.12起": "2015-12"}),
]


@pytest.mark.parametrize(("type_", "name", "label", "words"), PLAIN_WORDS)
def test_words_of_the_question(type_: FieldType, name: str, label: str, words: dict[str, str]) -> None:
    field = a_field(type_, name, label)
    assert {word: read_value(word, field) for word in words} == words


def test_a_date_that_says_more_has_its_month_too() -> None:
    field = a_field(FieldType.DATE, "current_post_since", "任现职")
    assert [(piece.name, piece.canon) for piece in pieces("2015年12月至今", field)] == [
        ("year", "2015"),
        ("month", "12"),
    ]


REFUSED = {
    (FieldType.DATE, "date"): (
        "2021-13",
        "5/4",
        "去年",
        "2021-02-30",
        "2021年3月前",
        "2021年3月或4月",
        "3/4/2022",
        "2021年春",
        "13/2021",
        "2021年3月（4月修订）",
        "Foo 2021",
        "21-03",
        "1月",
        "2021年底前",
        "2021年3月（以前）",
        "2021年3月（或更早）",
        "暑假",
        "2022年12月待刊",
        "预计2023年6月",
        "不早于2022年7月",
        "2022年7月受理",
    ),
    (FieldType.PERIOD, "date"): (
        "2018.09-",
        "2018.09—",
        "2019.03-06",
        "至今",
        "2019-13至2020-01",
        "2019年至",
        "去年到今年",
        "2020年3月-15月",
    ),
    (FieldType.RANK, "rank"): (
        "5/4",
        "第几",
        "0/3",
        "第0",
        "2/5（第三完成人）",
        "第二作者（1/2）",
        "前三",
        "第1或第2",
        "a/b",
    ),
    (FieldType.INTEGER, "members"): ("若干", "3-5", "3或4", "几人", "3.5", "7元", "三五人"),
    (FieldType.FLAG, "closed"): ("可能", "maybe", "待定", "是否", "部分结题", "基本结题", "结题中", "题", "2"),
    (FieldType.FLAG, "not_indexed"): ("不确定", "数据库", "部分收录"),
    (FieldType.CHOICE, "student_type"): ("学生", "本科生、研究生", "不是研究生", "生"),
}


@pytest.mark.parametrize(("kind", "texts"), REFUSED.items())
def test_what_is_not_certain_is_not_read(kind: tuple[FieldType, str], texts: tuple[str, ...]) -> None:
    field = a_field(*kind, "")
    assert {text: read_value(text, field) for text in texts} == dict.fromkeys(texts)


def test_how_many_are_refused() -> None:
    assert sum(map(len, REFUSED.values())) >= 50


@pytest.mark.parametrize(
    ("text", "years"), [("2016-2019年度", 4), ("2016、2017年", 2), ("2018-2019学年", 1), ("2019年度考核", 1)]
)
def test_years(text: str, years: int) -> None:
    assert len(read_years(text, "年度")) == years


# Answers as people give them where nobody has a list to choose from; not taken from the profiles.
ANSWERS: dict[str, dict[str, dict[str, str]]] = {
    "zj-hznu-2023": {
        "applicant.employer_nature": {
            "事业单位": "公益二类 全额事业单位 事业单位法人 公益二类事业单位 省属事业单位 全额拨款事业单位"
        },
        "applicant.post": {"专任教师": "教学科研并重型 教学为主型 教学科研型"},
        "research_projects.level": {
            "国家级": "国家自然科学基金 国家社科基金 国自然",
            "市厅级": "市级项目 厅级课题 市厅级一般 市厅级重点项目",
        },
        "student_mentoring.kind": {
            "学生思想政治教育": "班主任 兼职班主任 辅导员 学业导师",
            "指导青年教师": "青年教师导师 青蓝工程 传帮带青年教师",
        },
        "teaching.student_type": {"本科生": "全日制本科生 本科教学"},
        "continuing_education.course_type": {"助讲": "b.助讲 （b）助讲", "其他": "学术会议 专题研修 短期培训 d、其他"},
        "sanctions.kind": {"惩处": "处分 通报批评 党纪处分"},
        "competition_coaching.competition_kind": {"学科竞赛": "大学生学科竞赛"},
    },
    "zj-hangzhou-health-2021": {
        "applicant.practice_kind": {
            "护士": "护理 注册护士 主管护师",
            "医师": "全科医生 主治医师 临床执业医师",
            "药": "药学 中药师 主管中药师",
            "技": "医技 主管技师 检验师 康复治疗师",
        },
        "applicant.category": {"技术": "医学检验 卫技", "中医": "中医学", "护理": "护士"},
        "applicant.unit_tier": {
            "县属以上": "市属医院 三甲医院 二级甲等医院 县级及县级以上",
            "县以下": "镇卫生院 社区卫生服务站",
        },
        "applicant.grassroots": {"需要完成": "已完成 需 已下基层", "不适用": "无需 不涉及 非城市医生"},
    },
    "zj-huzhou-2020": {
        "applicant.employer_nature": {
            "事业单位": "全额拨款 公益性事业单位 公办学校 乡镇卫生院",
            "企业": "民营 股份公司 国有控股企业 非公企业",
            "其他": "民办非企业单位 合作社 社会团体",
        },
        "applicant.system": {"教育": "教育系统", "卫生": "卫生系统 医疗卫生 卫健"},
        "applicant.specialty": {"农业技术": "农技推广", "播音": "播音主持"},
        "education.school_class": {"高级工班": "高级工", "中级工班": "中级技工班"},
        "reviews.step": {"主管部门资格审查": "行业主管部门审核"},
        "applicant.method": {"正常晋升": "晋升 正常晋级 按期晋升 不破格", "破格晋升": "破格晋升中级"},
        "applicant.stage": {"准备": "填报中 正在准备"},
        "achievements.archive_review": {"通过": "已过审 审核无误 √"},
        "applicant.acceptance_point": {"安吉县人力社保局": "湖州市安吉县人力社保局"},
        "education.education_level": {"本科": "自考本科 成人本科 函授本科", "大专": "成人大专", "研究生": "在职研究生"},
        "current_title.title_level": {"初级": "助理级 员级"},
        "continuing_education.kind": {"一般公需科目": "公需科目 公需 公需课"},
    },
    "sd-jinan-2024": {
        "applicant.employer_nature": {"企业": "国企 私企 民营企业", "事业单位": "事业 公益二类事业单位 自收自支"},
        "applicant.method": {"高技能人才贯通": "高技能人才 技能人才贯通", "改系列": "转系列 改系列申报"},
        "applicant.series": {"药品技术": "药学"},
        "applicant.category": {"环境保护工程": "环保 环境工程", "交通工程": "公路 交通运输", "自然资源工程": "测绘"},
        "projects.status": {"已验收": "验收合格", "已竣工": "竣工验收"},
        "patents.status": {"已授权": "授权公告 获得授权 专利权维持"},
        "education.fulltime_level": {"高中及以下": "初中 职高"},
        "education.basis_level": {"本科": "函授本科 自考本科"},
        "education.basis_source": {"山东省委党校": "省委党校 中共山东省委党校"},
        "education.degree_verification_kind": {"学位在线验证报告": "在线报告 线上验证报告"},
        "awards.status": {"已获奖": "二等奖 已发证"},
        "awards.award_of": {"工程": "优秀设计 工程成果", "成果": "设计成果 质量管理成果"},
        "patents.acquired_by": {"原始取得": "非转让"},
        "papers.status": {"已发表": "已出刊 发表于2022年第7期"},
        "papers.medium": {"纸质": "纸质+电子 实体刊 非电子 期刊（纸质）"},
        "others.status": {"已发布": "现行有效 已公示并发布", "已登记": "已备案", "已批准": "评定通过"},
        "current_title.obtained_by": {"考核认定": "认定 初定", "职称考试": "考试 以考代评"},
    },
}
NONE_IS_A_VALUE = {"zj-huzhou-2020": {"exception_form.admin_post": "无"}}
NO_ANSWERS: dict[str, dict[str, str]] = {
    "zj-huzhou-2020": {
        "applicant.employer_nature": "非事业单位 非企业 事业单位下属企业 机关 机关事业单位",
        "education.education_level": "本科在读 大专以下",
        "continuing_education.kind": "公需和专业 非公需",
    },
    "zj-hznu-2023": {
        "research_projects.level": "省部级以下 非国家级",
        "applicant.post": "非教师",
        "student_mentoring.kind": "非班主任 班主任和青年教师导师 指导研究生论文",
        "standards.role": "第二主持 共同主持第二 共同主持人（第二）",
        "certificates.cert_kind": "讲师证和聘书 不是聘书",
        "awards.award_kind": "优秀班主任 学生竞赛指导奖",
    },
    "zj-hangzhou-health-2021": {
        "applicant.practice_kind": "非医师 护理员 检验医师",
        "applicant.grassroots": "未完成",
        "papers.kind": "会议论文摘要",
        "certificates.cert_kind": "非主治医师",
        "lectures.kind": "论文宣读比赛",
    },
    "sd-jinan-2024": {
        "patents.status": "待授权 受理",
        "projects.status": "未结题 待验收 申请结题 部分结题 验收中",
        "papers.status": "待发表 录用 拟刊发 在审",
        "papers.medium": "期刊",
        "others.status": "待发布 报批",
    },
}


@pytest.mark.parametrize("name", NOTICES)
def test_answers_without_a_list(name: str) -> None:
    form = dict(fields(name))
    read = {
        (place, word): read_value(word, form[place])
        for place, answers in ANSWERS[name].items()
        for words in answers.values()
        for word in words.split()
    }
    meant = {
        (place, word): next(choice.id for choice in form[place].choices if choice.label.zh == label)
        for place, answers in ANSWERS[name].items()
        for label, words in answers.items()
        for word in words.split()
    }
    assert read == meant


WRITTEN_ANSWERS: dict[str, dict[str, dict[str, list[str]]]] = load_values(
    (Path(__file__).parent / "natural_answers.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WRITTEN_ANSWERS)
def test_answers_as_people_write_them(name: str) -> None:
    form = dict(fields(name))
    meant = {
        (place, word): choice
        for place, answers in WRITTEN_ANSWERS[name].items()
        for choice, words in answers.items()
        for word in words
    }
    assert {(place, word): read_value(word, form[place]) for place, word in meant} == meant


@pytest.mark.parametrize("name", NOTICES)
def test_what_is_no_answer_stays_unread(name: str) -> None:
    form = dict(fields(name))
    for place, words in NO_ANSWERS[name].items():
        for word in words.split():
            assert find_choice(word, form[place].choices) is None, (place, word)


@pytest.mark.parametrize("name", NOTICES)
def test_none_in_a_field_that_may_be_left_out_leaves_it_empty(name: str) -> None:
    """The manual says so: what there is none of is left out, left blank, or 无."""
    kept = {}
    for place, field in fields(name):
        if field.required is None and field.type is not FieldType.FLAG:
            canon = canonical("无", field)
            is_choice = any(canon == choice.id for choice in field.choices)
            is_nought = canon == "0" and field.type in (FieldType.INTEGER, FieldType.NUMBER)
            if canon and not (is_choice or is_nought):
                kept[place] = canon
    assert kept == NONE_IS_A_VALUE.get(name, {})


@pytest.mark.parametrize(
    ("name", "section", "words"),
    [
        ("sd-jinan-2024", "papers", {"期刊": "journal", "发表时间": "date", "题目": "title", "排名": "rank"}),
        ("sd-jinan-2024", "patents", {"专利名称": "title", "授权公告日": "date"}),
        ("sd-jinan-2024", "appraisals", {"考核结果": "grade", "考核年度": "year"}),
        ("zj-huzhou-2020", "achievements", {"业绩名称": "title", "排名": "rank", "发表时间": "date"}),
        ("zj-huzhou-2020", "appointment", {"聘任开始时间": "from", "聘期止": "to"}),
    ],
)
def test_fields_by_what_people_call_them(name: str, section: str, words: dict[str, str]) -> None:
    names = Names.of(profile(name).sections[section].fields.values())
    assert {word: names.find(word) for word in words} == words


@pytest.mark.parametrize("name", NOTICES)
def test_no_name_means_two_fields(name: str) -> None:
    forms = {identity: section.fields for identity, section in profile(name).sections.items()}
    for identity, fields in {**forms, "applicant": profile(name).applicant}.items():
        called = [word for field in fields.values() for word in {*map(normalized_name, _names_of(field))}]
        assert sorted(called) == sorted(set(called)), identity


def _names_of(field: Field) -> tuple[str, ...]:
    return (field.label.zh, *field.aliases)
