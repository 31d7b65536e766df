"""One reading of people's words for all kinds of rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.label import Label
from zcdossier.model.people import count_people, split_people
from zcdossier.model.profile import Choice, Field, FieldType
from zcdossier.model.ranks import parse_rank
from zcdossier.model.reading import pieces, read_value
from zcdossier.model.spelling import fold, half_width, spellings

ROLES = (Choice("lead", Label("主持")), Choice("member", Label("参与")))
LEVELS = tuple(Choice(name, Label(name)) for name in ("国家级", "省部级", "市厅级", "校级"))
FINE = tuple(Choice(name, Label(name)) for name in ("省级", "部级", "市级", "厅级", "负责人", "主持"))
TITLES = (
    Choice("senior", Label("高级工程师（副高）")),
    Choice("none", Label("无")),
    Choice("full", Label("正高级工程师")),
)
RANK = r"(?P<rank>[1-9][0-9]*)(?P<star>[*＊]?)[/／](?P<members>[1-9][0-9]*)"
JOURNAL = rf"《?(?P<name>[^《》，]+)》?，(?P<tier>[^，]+?)(?:，{RANK})?"


def field(type_: FieldType, zh: str = "某项", name: str = "some", **more: object) -> Field:
    return Field(name, Label(zh), type_, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("choices", "text", "meant"),
    [
        (ROLES, "负责人", "lead"),
        (ROLES, "主持人", "lead"),
        (ROLES, "课题主持人", "lead"),
        (ROLES, "第一起草人", "lead"),
        (ROLES, "主持制定", "lead"),
        (ROLES, "第一作者", "lead"),
        (ROLES, "主持（第一）", "lead"),
        (ROLES, "主持，排名1/5", "lead"),
        (ROLES, "ＰＩ", "lead"),
        (ROLES, "项目组成员", "member"),
        (ROLES, "顾问", None),
        (ROLES, "主持、参与", None),
        (ROLES, "", None),
        (LEVELS, "厅局级", "市厅级"),
        (LEVELS, "省级", "省部级"),
        (LEVELS, "市(厅)级", "市厅级"),
        (LEVELS, "国家", "国家级"),
        (LEVELS, "国家级。", "国家级"),
        (LEVELS, "县级", None),
        (FINE, "省部级", None),
        (FINE, "负责人", "负责人"),
        (FINE, "课题负责人", None),
        (TITLES, "高级工程师", "senior"),
        (TITLES, "高级工程师(副高)", "senior"),
        (TITLES, "未定级", "none"),
        (TITLES, "工程师", None),
    ],
)
def test_choices(choices: tuple[Choice, ...], text: str, meant: str | None) -> None:
    assert read_value(text, field(FieldType.CHOICE, choices=choices)) == meant


@pytest.mark.parametrize("text", ["是", "是的", "对", "有", "√", "☑", "Yes", "是（2021年）", "是。", "１"])
def test_yes(text: str) -> None:
    assert read_value(text, field(FieldType.FLAG)) == "是"


@pytest.mark.parametrize("text", ["否", "不是", "没有", "无", "×", "X", "ｎｏ", "不", "未", "否（以后再办）"])
def test_no(text: str) -> None:
    assert read_value(text, field(FieldType.FLAG)) == "否"


@pytest.mark.parametrize("text", ["是否", "大概", "是，但没有证书", "不清楚", "2", "有时"])
def test_neither(text: str) -> None:
    assert read_value(text, field(FieldType.FLAG)) is None


@pytest.mark.parametrize(
    ("text", "label", "meant"),
    [
        ("64学时", "学时", "64"),
        ("６４课时", "学时", "64"),
        ("约64", "学时", "64"),
        ("16学时左右", "学时", "16"),
        ("5人", "人数", "5"),
        ("十六", "人数", "16"),
        ("一百零八", "字数", "108"),
        ("1,200", "字数", "1200"),
        ("16.50", "学时", "16.5"),
        ("−1", "空缺", "-1"),
        ("2小时", "分钟", None),
        ("5个月", "聘任年限", None),
        ("3学分", "学时", None),
        ("3万元", "金额（元）", None),
        ("3万元", "经费（万元）", "3"),
        ("3-5", "学时", None),
        ("三五", "人数", None),
        ("nan", "学时", None),
        ("1e9", "学时", None),
        ("20（住院15门诊5）", "例数", "20"),
        ("148（96+52）", "学时", "148"),
        ("20（实际19）", "例数", None),
        ("20（住院12门诊7）", "例数", None),
        ("本人等7人", "人数", "7"),
        ("实到23人", "实际参加推荐的人数", "23"),
        ("23人全部签字", "实际参加推荐的人数", "23"),
        ("23名专技人员", "实际参加推荐的人数", "23"),
        ("推荐3人", "被推荐申报人数", "3"),
        ("学时30", "学时", "30"),
        ("30学时，已完成", "学时", "30"),
        ("30学时合格证", "学时", "30"),
        ("累计10年", "专业工作年限", "10"),
        ("10年工龄", "专业工作年限", "10"),
        ("应到25人", "实际参加推荐的人数", None),
        ("缺席2人", "人数", None),
        ("另有3人", "人数", None),
        ("每组5人", "人数", None),
        ("三组5人", "人数", None),
        ("23人以上", "人数", None),
        ("23人未到", "人数", None),
        ("学分3", "学时", None),
        ("30分钟", "学时", None),
        ("2014年开始", "专业工作年限", None),
        ("不足30", "学时", None),
        ("名额5", "人数", None),
        ("100+48", "学时", "148"),
        ("100+48=148", "学时", "148"),
        ("100+48=150", "学时", None),
        ("理论100、实验48", "学时", "148"),
        ("理论100，实验48，共148", "学时", "148"),
        ("理论100，实验48，共150", "学时", None),
        ("148学时，其中实验48学时", "学时", "148"),
        ("上80下68", "学时", "148"),
        ("80（秋）+68（春）", "学时", "148"),
        ("本科生64，研究生32", "学时", None),
        ("80、68", "学时", None),
        ("12例住院+8例门诊", "例数", "20"),
        ("32（16周×2）", "学时", "32"),
        ("30（16周×2）", "学时", None),
        ("640分钟（含测验40分钟）", "分钟", "640"),
        ("共3天，24学时", "学时", "24"),
        ("药理96+实验52", "学时", "148"),
        ("药理学96、实验52，合计148", "学时", "148"),
        ("每周4学时，共148", "学时", "148"),
        ("148课时/学年", "学时", "148"),
        ("32/2学分", "学时", "32"),
        ("80/68", "学时", None),
        ("20例（2016-2020）", "例数", "20"),
        ("7（排名第1）", "参与人数", "7"),
        ("江予安等5人", "参与人数", "5"),
        ("2学分/32学时", "学时", "32"),
        ("32（2学分）", "学时", "32"),
        ("3天（24学时）", "学时", "24"),
        ("208学时（一学年）", "学时", "208"),
        ("14学时（45分钟/学时）", "学时", "14"),
        ("16周*4=64", "学时", "64"),
        ("16周*4=60", "学时", None),
        ("640/45≈14", "学时", "14"),
        ("24h", "学时", "24"),
        ("148课堂学时", "课堂教学自然课时数", "148"),
        ("10小时40分", "分钟", "640"),
        ("住院16例+门诊4例", "例数", "20"),
        ("5人，本人排名第1", "参与人数", "5"),
        ("共3位作者", "作者总数", "3"),
        ("3、心血管内科", "申报专业序号", "3"),
        ("专业序号3", "申报专业序号", "3"),
        ("33-36", "申报专业序号", None),
        ("168学时（药学院）", "学时", "168"),
        ("208学时（待核）", "学时", None),
        ("208学时（未完成）", "学时", None),
        ("30学时作废", "学时", None),
        ("5人（含本人）", "参与人数", "5"),
        ("5人（不含本人）", "参与人数", None),
    ],
)
def test_numbers(text: str, label: str, meant: str | None) -> None:
    assert read_value(text, field(FieldType.NUMBER, label)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2020-2021学年", "2020"), ("2020－2021", "2020"), ("2020", "2020"), ("2018-2020学年", None), ("3.5", None)],
)
def test_school_years(text: str, meant: str | None) -> None:
    assert read_value(text, field(FieldType.INTEGER, "学年")) == meant


@pytest.mark.parametrize(
    ("text", "some_day", "beginning"),
    [
        ("2017年11月—12月", "2017", "2017-11"),
        ("2019年5月1日至3日", "2019-05", "2019-05-01"),
        ("2018.03-2018.05", "2018", "2018-03"),
        ("2018年全年", "2018", "2018"),
        ("2016-2019", None, None),
        ("2017年12月至2018年1月", None, None),
        ("2018.05-2018.03", None, None),
        ("2021年3月至今", None, "2021-03"),
    ],
)
def test_a_date_that_is_a_period_of_one_year(text: str, some_day: str | None, beginning: str | None) -> None:
    assert read_value(text, field(FieldType.DATE, "时间")) == some_day
    assert read_value(text, field(FieldType.DATE, "开始时间")) == beginning
    assert read_value(text, field(FieldType.DATE, "授予日期")) == (some_day if "年全年" in text else None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1", "1"),
        ("1/5", "1/5"),
        ("1／5", "1/5"),
        ("第1/共5", "1/5"),
        ("第一/共五", "1/5"),
        ("第一", "1"),
        ("排名第2（共5人）", "2/5"),
        ("第2名，共5人", "2/5"),
        ("5人中排第2", "2/5"),
        ("共5人，排名第2", "2/5"),
        ("第二(共十二人)", "2/12"),
        ("独立完成", "1/1"),
        ("独立发明", "1/1"),
        ("唯一完成人", "1/1"),
        ("本人独立撰写", "1/1"),
        ("共同第一作者（排第二）", "2"),
        ("第二作者（共同第一）", "2"),
        ("首位发明人", "1"),
        ("1:3", "1/3"),
        ("第一指导，共2人", "1/2"),
        ("第一作者，排名1", "1"),
        ("第一作者，排名2", None),
        ("发明人第三位", "3"),
        ("主持（排第一）", "1"),
        ("指导教师1/2", "1/2"),
        ("指导教师2人", None),
        ("第一通讯", "1"),
        ("共同第一作者", None),
        ("独立第二", None),
        ("1*/2", "1/2"),
        ("1＊／2", "1/2"),
        ("一作", "1"),
        ("二作（共4人）", "2/4"),
        ("共同一作", None),
        ("0/4", None),
        ("1/0", None),
        ("1/3/5", None),
        ("靠前", None),
        ("-1/3", None),
    ],
)
def test_ranks(text: str, meant: str | None) -> None:
    read_rank = parse_rank(text)
    assert (None if read_rank is None else str(read_rank)) == meant


@given(
    st.integers(1, 99),
    st.integers(0, 50),
    st.sampled_from(["{}/{}", "{}／{}", "第{}/共{}", "排名第{}（共{}人）", "第{}名，共{}人"]),
)
def test_a_rank_is_the_same_in_every_form(own: int, more: int, form: str) -> None:
    assert read_value(form.format(own, own + more), field(FieldType.RANK)) == f"{own}/{own + more}"


@pytest.mark.parametrize(("text", "meant"), [("1/5", "1"), ("第二", "2"), ("3", "3"), ("5/4", None)])
def test_a_whole_number_that_is_a_rank(text: str, meant: str | None) -> None:
    assert read_value(text, field(FieldType.INTEGER, "本人排名")) == meant
    assert read_value(text, field(FieldType.INTEGER, "名次", name="own_rank")) == meant


@pytest.mark.parametrize(("text", "meant"), [("陈柏、李想、王梅", "3"), ("教师五人、学生两人", None), ("若干", None)])
def test_people_where_their_number_is_asked(text: str, meant: str | None) -> None:
    assert read_value(text, field(FieldType.INTEGER, "参与人数")) == meant


@pytest.mark.parametrize(
    ("text", "label", "meant"),
    [
        ("2022-12-15发布，2023-01-01实施", "发布时间", "2022-12-15"),
        ("2022年12月15日发布 2023年3月1日实施", "实施日期", "2023-03-01"),
        ("2022-12-15、2023-01-01", "发布时间", None),
        ("2017.12取得，2018.01聘任", "任现职时间", None),
        ("2010.09-2014.06", "毕业时间", "2014-06"),
        ("2024年8月5日至9日", "公示结束日期", "2024-08-09"),
        ("2014.06-2010.09", "毕业时间", None),
        ("申请日2020-03-02，授权日2021-07-16", "授权/登记时间", "2021-07-16"),
        ("2020.3.2申请，2021.7.16授权", "授权/登记时间", "2021-07-16"),
        ("2021年3月在线，2021年3月见刊", "发表时间", "2021-03"),
        ("2021年3月前", "发表时间", None),
        ("2017年上半年", "年份", "2017"),
        ("二〇一六", "年份", "2016"),
        ("2017年上半年", "时间", None),
    ],
)
def test_a_date_by_what_is_asked(text: str, label: str, meant: str | None) -> None:
    assert read_value(text, field(FieldType.DATE, label)) == meant


def test_another_whole_number_is_no_rank() -> None:
    assert read_value("1/5", field(FieldType.INTEGER, "人数")) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wei Zhang、Li Na", ["Wei Zhang", "Li Na"]),
        ("白朝晖、程知远、Wei Zhang", ["白朝晖", "程知远", "Wei Zhang"]),
        ("张三 李四", ["张三", "李四"]),
        ("王 明 李四", ["王明", "李四"]),
        ("张三*，李四（通讯）; 1.王五", ["张三", "李四", "王五"]),
        ("阿依古丽·买买提/张三", ["阿依古丽·买买提", "张三"]),
        ("Wei Zhang and Li Na", ["Wei Zhang", "Li Na"]),
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert split_people(text) == names
    assert count_people(text) == len(names)


@pytest.mark.parametrize(
    ("text", "count"), [("张三等", None), ("张三、李四等5人", 5), ("张三、李四等1人", None), ("", None)]
)
def test_others_that_are_not_named(text: str, count: int | None) -> None:
    assert count_people(text) == count


@pytest.mark.parametrize(
    ("text", "own", "members"),
    [
        ("《教育研究》，一级，1/2", "1", "2"),
        ("《教育研究》,一级,1／2", "1", "2"),
        ("《教育研究》，一级，第1/共2", "1", "2"),
        ("《教育研究》，一级，排名第一（共二人）", "1", "2"),
        ("《教育研究》，一级，2#/6", "2", "6"),
        ("《教育研究》，一级，1*/2（共同通讯）", "1", "2"),
        ("《教育研究》，一级，４＊／４", "4", "4"),
        ("《教育研究》，一级", "", ""),
    ],
)
def test_the_rank_in_a_journal(text: str, own: str, members: str) -> None:
    found = {piece.name: piece.canon for piece in pieces(text, field(FieldType.COMPOSED, pattern=JOURNAL))}
    assert (found.get("rank", ""), found.get("members", "")) == (own, members)


def test_a_piece_says_where_it_stands() -> None:
    text = " 《教育研究》,一级,1/2"
    for piece in pieces(text, field(FieldType.COMPOSED, pattern=JOURNAL)):
        assert piece.start is not None
        assert text[piece.start : piece.start + len(piece.text)] == piece.text


def test_numbers_of_cards() -> None:
    assert read_value("11010519491231002x", field(FieldType.ID_NUMBER)) == "11010519491231002X"
    assert read_value("110105 19491231 002Ｘ", field(FieldType.ID_NUMBER)) == "11010519491231002X"


ANY_TEXT = st.text(alphabet="0123456789０５／/第一二三共名人年月日至今是否主持级省（）(),，.。-* x学时", max_size=12)


@pytest.mark.parametrize("type_", list(FieldType))
@given(text=ANY_TEXT)
def test_what_is_read_is_read_again_the_same(type_: FieldType, text: str) -> None:
    made = field(type_, "学时", choices=(*ROLES, *LEVELS), pattern=JOURNAL)
    once = read_value(text, made)
    if once is not None:
        assert read_value(once, made) == once


@given(st.text(max_size=20))
def test_half_width_keeps_every_place(text: str) -> None:
    assert all(len(spelling) == len(text) for spelling in spellings(text))
    assert half_width(half_width(text)) == half_width(text)


def test_marks_and_widths_make_no_other_text() -> None:
    assert fold("济南澄源水务（集团）有限公司") == fold("济南澄源水务(集团) 有限公司")
    assert fold("Ｗｅｂ——开发") == fold("web--开发")
    assert half_width("＊题目") == "＊题目", "a full-width star is a mistake that is to be found"


@pytest.mark.parametrize(
    ("text", "birth", "sex"),
    [
        ("330599198103150127", "1981-03-15", "女"),
        ("33059919810315013X", "1981-03-15", "男"),
        ("330599 19810315 013x", "1981-03-15", "男"),
        ("330599198102300137", None, None),
        ("33059981031501", None, None),
        ("在编", None, None),
    ],
)
def test_an_id_number_tells_birth_and_sex(text: str, birth: str | None, sex: str | None) -> None:
    found = {piece.name: piece.canon for piece in pieces(text, field(FieldType.ID_NUMBER))}
    assert (found.get("birth"), found.get("sex")) == (birth, sex)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("白朝晖、程知远、顾行舟，陆渐青和沈慕云", ["白朝晖", "程知远", "顾行舟", "陆渐青", "沈慕云"]),
        ("1.白朝晖 2.程知远 3.顾行舟", ["白朝晖", "程知远", "顾行舟"]),
        ("赵国梁工程师、李和平", ["赵国梁", "李和平"]),
        ("赵国梁 高级工程师；王明教授", ["赵国梁", "王明"]),
        ("阿依古丽.买买提、陆 渐 青", ["阿依古丽·买买提", "陆渐青"]),
        ("组长：白朝晖；组员：程知远/Wei Zhang", ["白朝晖", "程知远", "Wei Zhang"]),
        ("第一：白朝晖 第二：程知远", ["白朝晖", "程知远"]),
        ("Zhang Wei, Li Na and J. Smith", ["Zhang Wei", "Li Na", "J. Smith"]),
        ("欧阳和平", ["欧阳和平"]),
    ],
)
def test_people_with_titles_and_mixed_signs(text: str, names: list[str]) -> None:
    assert split_people(text) == names
    assert count_people(text) == len(names)


@given(
    st.lists(
        st.sampled_from(["白朝晖", "李和平", "欧阳明月", "王明", "阿依古丽·买买提", "Wei Zhang"]),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.sampled_from("、，,；;/|"), min_size=6, max_size=6),
    st.sampled_from(["", "工程师", "教授", "（组长）", "*"]),
)
def test_signs_and_titles_change_nobody(names: list[str], signs: list[str], after: str) -> None:
    typed = "".join(
        name + (after if not name.isascii() else "") + sign for name, sign in zip(names, signs, strict=False)
    )
    assert split_people(typed) == names
