# ruff: noqa: E501, RUF021, PLW0108
"""Pages of made-up proofs for the dossiers whose scans are placeholders: a certificate, a cover, a letter … in words.

Each is a list of lines with their places, so that it can be drawn and read, or taken as read. The wording is what such
papers say, not what a profile calls them.
"""

import random
from collections.abc import Callable
from typing import NamedTuple

from zcdossier.model.dossier import Record, Scan
from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.profile import Section


class DrawnLine(NamedTuple):
    """A text, its height and its left and top, in fractions of the page's height and width."""

    text: str
    height: float
    left: float
    top: float


WIDE = 1.27
"""A character's part of the page's width for each part of its height."""


def columns(text: str) -> float:
    """How many Chinese characters wide a text is."""
    return sum(0.55 if letter.isascii() else 1.0 for letter in text)


class Sheet:
    """One page being written."""

    def __init__(self) -> None:
        self.lines: list[DrawnLine] = []
        self._top = 0.08

    def head(self, text: str, height: float = 0.034) -> None:
        height = min(height, 0.9 / (max(1.0, columns(text)) * WIDE))
        self.lines.append(DrawnLine(text, height, max(0.05, 0.5 - columns(text) * height * WIDE / 2), self._top))
        self._top += height * 1.9

    def text(self, text: str, height: float = 0.017, left: float = 0.1) -> None:
        width = int((0.9 - left) / (height * WIDE))
        for start in range(0, len(text), width):
            self.lines.append(DrawnLine(text[start : start + width], height, left, self._top))
            self._top += height * 1.7

    def gap(self, size: float = 0.03) -> None:
        self._top += size

    def foot(self, unit: str, date: str) -> None:
        self._top = max(self._top + 0.04, 0.78)
        self.lines.append(DrawnLine(unit, 0.018, 0.55, self._top))
        self.lines.append(DrawnLine(date, 0.018, 0.6, self._top + 0.04))


_SUBJECTS = [
    "渗流",
    "荷载",
    "血压",
    "应力",
    "心率",
    "流量",
    "含沙量",
    "温度",
    "剂量",
    "水位",
    "渠床",
    "瓣膜",
    "护坡",
    "闸门",
    "输注",
    "通气",
    "炎症",
    "冠脉",
    "基质",
    "糙率",
]
_VERBS = ["影响", "决定", "降低", "提高", "制约", "反映", "改变", "加速", "延缓", "抵消"]
_WAYS = [
    "在现场调查的基础上",
    "与往年实测资料对照",
    "采用数值模拟",
    "按随机数字表法分组",
    "经重复试验",
    "借助回归分析",
    "逐月统计",
    "分三个阶段",
]
_ENDS = [
    "差异有统计学意义",
    "误差不超过百分之五",
    "结论较为一致",
    "可供同类情况参考",
    "仍有待长期跟踪",
    "与文献报道相符",
    "精度满足要求",
]


def sentence(chance: random.Random) -> str:
    """A line of running text; two seldom share more than a few words."""
    first, second, third = chance.sample(_SUBJECTS, 3)
    figure = chance.randrange(11, 990) / 10
    return (
        f"{chance.choice(_WAYS)}，{first}对{second}的作用{chance.choice(_VERBS)}了{third}的变化，均值为{figure}，"
        f"{chance.choice(_ENDS)}。"
    )


def dated(text: str) -> str:
    """A date as papers print it."""
    numbers = [int(piece) for piece in text.strip().split("至")[0].split("-") if piece.isdecimal()]
    return "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False)) or text


def write_pages(
    record: Record, scan: Scan, section: Section, person: dict[str, str], number: int
) -> list[list[DrawnLine]]:
    """The pages of one scan of a record."""
    chance = random.Random(f"{record.section}{record.position}{scan.file}")
    part = section.parts[scan.part].label.zh if scan.part in section.parts else ""
    name = scan.file.rpartition("/")[2]
    what = f"{section.label.zh} {part} {name}"
    values = {key: value.text.strip().lstrip("*") for key, value in record.fields.items() if "." not in key}
    title = values.get(section.title_field, "") or values.get("title", "")
    title = title.split("：")[-1]
    facts = _Facts(person, values, title, section, chance, number)
    for words, write in _KINDS:
        if any(word in what for word in words) and _fits(words, section):
            return write(facts, name)
    return _note(facts, name)


class _Facts(NamedTuple):
    person: dict[str, str]
    values: dict[str, str]
    title: str
    section: Section
    chance: random.Random
    number: int

    @property
    def name(self) -> str:
        return self.person["name"]

    @property
    def unit(self) -> str:
        return (
            self.person.get("employer")
            or self.person.get("current_unit")
            or self.person.get("unit")
            or "江州市人民医院"
        )

    @property
    def date(self) -> str:
        for key in (
            "date",
            "awarded",
            "obtained",
            "graduated",
            "fulltime_graduated",
            "published",
            "granted",
            "to",
            "from",
            "finished_on",
            "year",
        ):
            if self.values.get(key):
                return dated(self.values[key])
        return "2020年6月"


def _fits(words: tuple[str, ...], section: Section) -> bool:
    if "论文" in section.label.zh or "著作" in section.label.zh:
        return True
    return not ({"封面", "目录", "封底", "正文"} & {*words})


def _pages(*sheets: Sheet) -> list[list[DrawnLine]]:
    return [sheet.lines for sheet in sheets]


def _diploma(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    values = facts.values
    school = values.get("school") or values.get("fulltime_school") or values.get("basis_school", "")
    major = values.get("major") or values.get("fulltime_major", "")
    date = dated(values.get("graduated") or values.get("fulltime_graduated") or values.get("to", "2010-06"))
    sheet.head("普通高等学校")
    sheet.head("毕业证书", 0.05)
    sheet.text(
        f"学生 {facts.name}，性别男，一九八六年三月十六日生，于二〇〇四年九月至{date}在本校{major}专业学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        0.02,
    )
    sheet.foot(f"校名：{school}", date)
    sheet.text(f"证书编号：{facts.chance.randrange(10**16, 10**17)}")
    return _pages(sheet)


def _degree(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    values = facts.values
    school = values.get("school") or values.get("fulltime_school", "")
    degree = values.get("degree") or values.get("fulltime_degree", "学士")
    date = dated(values.get("graduated") or values.get("degree_awarded") or values.get("to", "2010-06"))
    sheet.head(f"{degree[-2:]}学位证书", 0.045)
    sheet.text(
        f"{facts.name}，男，一九八六年三月生。在{school}完成了规定的学业，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予{degree}学位。",
        0.02,
    )
    sheet.foot(f"{school} 学位评定委员会主席", date)
    sheet.text(f"学位证书编号：{facts.chance.randrange(10**12, 10**13)}")
    return _pages(sheet)


def _register(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.head("毕业生登记表")
    for label, value in (
        ("姓名", facts.name),
        ("学校", facts.title),
        ("专业", facts.values.get("major", "")),
        ("学制", "四年"),
        ("政治面貌", "群众"),
    ):
        sheet.text(f"{label}  {value}")
    sheet.text("家庭主要成员  在校期间担任社会工作  本人自我鉴定  班级鉴定  学校意见")
    sheet.foot(facts.title, facts.date)
    return _pages(sheet)


def _verified(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    kind = "中国高等教育学位在线验证报告" if "学位" in name else "教育部学历证书电子注册备案表"
    school = facts.values.get("school") or facts.values.get("fulltime_school", "")
    sheet.head(kind)
    for label, value in (
        ("姓名", facts.name),
        ("学校名称", school),
        ("专业", facts.values.get("major") or facts.values.get("fulltime_major", "")),
        ("毕（结）业日期" if "学位" not in name else "学位授予日期", facts.date),
        ("在线验证码", "A1B2C3D4E5F6G7H8"),
        ("注意事项", "请登录学信网查验本报告"),
    ):
        sheet.text(f"{label}：{value}")
    return _pages(sheet)


def _letter(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    values = facts.values
    post = values.get("post_title") or values.get("title") or values.get("post", "")
    if "合同" in name:
        sheet.head("事业单位聘用合同书")
        sheet.text(f"甲方（聘用单位）：{values.get('employer', facts.unit)}")
        sheet.text(f"乙方（受聘人员）：{facts.name}")
        sheet.text(f"甲方聘用乙方从事{post}岗位工作，合同期限自{dated(values.get('from', ''))}起。")
    else:
        sheet.head("聘 书", 0.06)
        sheet.text(
            f"兹聘请 {facts.name} 同志为{values.get('organization', '')}{post}，聘期自{dated(values.get('from', facts.date))}至{dated(values.get('to', ''))}。",
            0.022,
        )
        sheet.text("特颁此证", 0.022)
    sheet.foot(
        values.get("organization") or values.get("employer") or facts.unit, dated(values.get("from", "")) or facts.date
    )
    return _pages(sheet)


def _qualification(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    title = facts.title
    if "封面" in _name:
        sheet.gap(0.2)
        sheet.head("中华人民共和国", 0.03)
        sheet.head("专业技术职称证书", 0.045)
        return _pages(sheet)
    if "扉页" in _name:
        sheet.text("本证书由省人力资源和社会保障厅统一印制，表明持证人具备相应的专业技术职称。", 0.02)
        return _pages(sheet)
    sheet.head(title if title.endswith("证书") else "资 格 证 书", 0.045)
    for label, value in (
        ("姓名", facts.name),
        ("性别", "男"),
        ("资格名称", title),
        ("专业", facts.values.get("cert_specialty", "")),
        ("取得时间", facts.date),
        ("证书编号", str(facts.chance.randrange(10**9, 10**10))),
        ("签发单位", "江州市人力资源和社会保障局"),
    ):
        sheet.text(f"{label}：{value}", 0.02)
    return _pages(sheet)


def _insurance(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.head("基本养老保险参保证明")
    sheet.text(f"姓名：{facts.name}  参保单位：{facts.values.get('employer', facts.unit)}")
    sheet.text(f"缴费起止年月：{dated(facts.values.get('from', ''))} 至 今  缴费月数 62")
    sheet.foot("江州市社会保险事业管理中心", "2021年3月2日")
    return _pages(sheet)


def _appraisal(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.head("专业技术人员年度考核登记表")
    sheet.head(f"（{facts.values.get('year', '2020')}年度）", 0.022)
    for text in (
        f"姓名 {facts.name}  性别 男  出生年月",
        f"单位 {facts.unit}",
        "本人总结",
        sentence(facts.chance),
        "主管领导评语和考核等次建议",
        f"单位考核意见 {facts.values.get('grade', '合格')}",
        "未确定等次或不参加考核情况说明",
    ):
        sheet.text(text)
    sheet.foot(facts.unit, f"{facts.values.get('year', '2020')}年12月30日")
    return _pages(sheet)


def _award(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    values = facts.values
    is_person = values.get("award_of") == "个人"
    if "文件" in _name:
        sheet.text("东海省人民政府文件", 0.036)
        sheet.head("关于表彰奖励的决定", 0.026)
        sheet.text(f"各有关单位：经研究，决定对{facts.title}等予以表彰，名单附后。")
        sheet.text(f"1. {facts.title}  {values.get('members') or facts.name}")
        sheet.foot("东海省人民政府", facts.date)
        return _pages(sheet)
    sheet.head("荣誉证书" if is_person else "获奖证书" if facts.chance.random() < 0.6 else "科学技术奖励证书", 0.05)
    if is_person:
        sheet.text(f"{facts.name} 同志：被评为{facts.title}，特发此证，以资鼓励。", 0.022)
    else:
        sheet.text("为表彰在推动科学技术进步中作出贡献者，特颁发此证书。", 0.02)
        sheet.text(f"项目名称：{facts.title}", 0.022)
        sheet.text(f"奖励等级：{values.get('grade') or values.get('award_name') or '三等奖'}", 0.022)
        sheet.text(f"获 奖 者：{values.get('members') or facts.name}", 0.022)
    sheet.foot("江州市科学技术奖励评审委员会", facts.date)
    return _pages(sheet)


def _honour(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.head("荣 誉 证 书", 0.05)
    sheet.text(f"{facts.name} 同志：", 0.022)
    sheet.text(f"荣获“{facts.title}”称号，特发此证，以资鼓励。", 0.022)
    sheet.foot("江州市卫生健康委员会", facts.date)
    return _pages(sheet)


def _patent(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    values = facts.values
    number = values.get("number") or values.get("patent_no") or f"ZL 2020 2 {facts.chance.randrange(10**6, 10**7)}.5"
    if "说明书" in name:
        sheet.head("说明书", 0.03)
        sheet.head(facts.title, 0.024)
        sheet.text("技术领域")
        sheet.text("[0001] 本实用新型涉及相关技术领域，尤其涉及一种结构。背景技术 [0002] " + sentence(facts.chance))
    elif "简介" in name:
        sheet.text("(19) 国家知识产权局  (12) 实用新型专利")
        sheet.text(f"(10) 授权公告号 CN 21{facts.chance.randrange(10**6)} U  (45) 授权公告日 {facts.date}")
        sheet.text(f"(54) 实用新型名称 {facts.title}")
        sheet.text("(57) 摘要 本实用新型公开了一种结构，包括本体与连接件。")
    elif "检索" in name:
        sheet.text("国家知识产权局 中国及多国专利审查信息查询")
        sheet.text(f"发明名称：{facts.title}  申请号 {number}  案件状态：专利权维持")
    elif "应用" in name:
        sheet.head("推广应用证明")
        sheet.text(f"由{facts.name}等完成的专利“{facts.title}”在我公司工程中应用，效果良好。")
        sheet.foot("东海建设集团有限公司", facts.date)
    else:
        sheet.text(f"证书号第{facts.chance.randrange(10**6, 10**7)}号")
        sheet.head("实用新型专利证书" if "发明" not in str(values) else "发明专利证书", 0.045)
        for label, value in (
            ("实用新型名称", facts.title),
            ("发 明 人", values.get("members", facts.name)),
            ("专 利 号", number),
            ("专利申请日", "2019年11月2日"),
            ("专利权人", facts.unit),
            ("授权公告日", facts.date),
        ):
            sheet.text(f"{label}：{value}", 0.02)
    return _pages(sheet)


def _journal(facts: _Facts) -> str:
    journal = facts.values.get("journal") or facts.values.get("periodical") or "东海技术学报"
    return journal.replace("《", "").replace("》", "").split("+")[0].split("，")[0].split("（")[0]


def _cover(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    if (
        "著作" in facts.title + facts.section.label.zh
        and facts.values.get("status") == "已出版"
        or "著" in facts.section.label.zh[:1]
    ):
        sheet.gap(0.1)
        sheet.head(facts.title, 0.045)
        sheet.text(f"{facts.name} 等 著", 0.024, 0.4)
        sheet.gap(0.3)
        sheet.text("北屏科学出版社", 0.024, 0.38)
        return _pages(sheet)
    year = facts.date[:4]
    sheet.head(_journal(facts), 0.06)
    sheet.text(f"{year}年 第{facts.number % 11 + 1}期  第{facts.number % 30 + 20}卷", 0.022)
    sheet.text("DONGHAI JOURNAL OF TECHNOLOGY", 0.02)
    sheet.gap(0.3)
    sheet.text(f"ISSN 1009-{1000 + facts.number}   CN 33-{1200 + facts.number}/T", 0.018)
    return _pages(sheet)


def _contents(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.head(facts.chance.choice(("目　录", "目  次", "目录")), 0.036)
    sheet.text(f"{_journal(facts)}  {facts.date[:4]}年第{facts.number % 11 + 1}期")
    others = ("浅谈施工组织与进度", "信息化平台的设计与实现", "影响因素回顾分析", "综述：近十年的进展", "一种简便算法")
    for at, other in enumerate(others):
        sheet.text(f"{other} ………… 张某某 ({at * 6 + 1})")
        if at == 2:
            sheet.text(f"{facts.title} ………… {facts.name} ({at * 6 + 4})")
    return _pages(sheet)


def _article(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    first = Sheet()
    second = Sheet()
    if "译" in name:
        first.head("（译　文）", 0.022)
    if not name.endswith("-2.jpg"):
        first.text(
            f"第{facts.number % 30 + 20}卷第{facts.number % 11 + 1}期  {_journal(facts)}  {facts.date}",
            0.014,
        )
        first.head(facts.title, 0.028)
        first.text(facts.values.get("members") or facts.name, 0.018, 0.35)
        first.text(f"（{facts.unit}，江州 310000）", 0.014, 0.25)
        first.text("摘要：" + sentence(facts.chance) + sentence(facts.chance), 0.014)
        first.text("关键词：模型；试验；优化", 0.014)
    else:
        first.text(f"{facts.name}等：{facts.title}", 0.013, 0.3)
    for _ in range(2):
        for _ in range(5):
            first.text(sentence(facts.chance), 0.014)
            second.text(sentence(facts.chance), 0.014)
    return _pages(first) if not name.endswith(".pdf") else _pages(first, second)


def _back(facts: _Facts, _name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.gap(0.45)
    sheet.text(f"{_journal(facts)}（月刊）")
    for text in (
        "主管单位：东海省科学技术协会",
        "主办单位：东海技术学会",
        f"国内统一刊号：CN 33-{1200 + facts.number}/T",
        "邮发代号：32-66",
        "国内定价：15.00元",
    ):
        sheet.text(text)
    return _pages(sheet)


def _query(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    if "刊" in name and "收录" not in name:
        sheet.text("国家新闻出版署  期刊／期刊社查询", 0.02)
        sheet.text(f"期刊名称 {_journal(facts)}  主管单位 东海省科学技术协会  ISSN 1009-{1000 + facts.number}")
    elif "出版" in name:
        sheet.text("国家新闻出版署  CIP数据核字号验证  出版物数据中心", 0.02)
        sheet.text(f"书名 {facts.title}  出版单位 北屏科学出版社")
    elif "目录" in name:
        sheet.text(f"中国知网  {_journal(facts)}  刊期浏览 {facts.date[:4]}年 目录", 0.02)
        sheet.text(f"{facts.title}  {facts.name}  24-31")
    elif "收录" in name:
        sheet.text("中国知网  期刊导航", 0.02)
        sheet.text(f"{_journal(facts)}  复合影响因子 0.8  收录情况 知网 万方 维普")
    else:
        sheet.text("中国知网 CNKI  文献检索  被引 下载", 0.02)
        sheet.text(f"篇名 {facts.title}  作者 {facts.name}  刊名 {_journal(facts)}  发表时间 {facts.date}")
    return _pages(sheet)


def _retrieval(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    sheet.head("论文真实性证明" if "真实" in name else "论文收录检索证明")
    sheet.text(
        f"经检索，{facts.name}作者的论文《{facts.title}》发表于{_journal(facts)}{facts.date[:4]}年，已被收录。特此证明。"
    )
    sheet.foot("东海省科技信息研究院查新站", "2021年4月9日")
    return _pages(sheet)


def _imprint(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    if "扉页" in name:
        sheet.head(facts.title, 0.036)
        sheet.text(f"主编 沈慕云  副主编 {facts.name}", 0.02)
        sheet.text("北屏科学出版社  北屏", 0.02)
    elif "作者" in name:
        sheet.head("编写人员", 0.028)
        sheet.text(f"主 编 沈慕云  编 者 {facts.name} 陆渐青  《{facts.title}》编写组")
    else:
        sheet.text(
            "图书在版编目（CIP）数据" if "在版" in name else "版权页  责任编辑：白朝晖  版次：2023年10月第1版  印张 12",
            0.02,
        )
        sheet.text(
            f"{facts.title}／沈慕云主编．—北屏：北屏科学出版社，2023.10  ISBN 978-7-5170-{1000 + facts.number}-3"
        )
    return _pages(sheet)


def _project(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    title = facts.title
    date = facts.date
    if "姓名" in name:
        sheet.head("课题组成员名单", 0.026)
        sheet.text(f"课题名称：{title}")
        sheet.text(f"序号 姓名 职称 分工  1 顾行舟 高级工程师 主持  2 {facts.name} 工程师 参加")
        return _pages(sheet)
    if "开题" in name:
        sheet.head("课题开题论证报告")
    elif "中期" in name:
        sheet.head("课题中期检查表")
    elif "结题" in name:
        sheet.head("结题证书", 0.045)
    elif "验收" in name:
        sheet.head("科技计划项目验收意见")
    elif "主要贡献" in name or "贡献" in name:
        sheet.head("主要贡献者证明")
        sheet.text(f"{facts.name}同志在“{title}”中承担主要技术工作，系主要贡献者，特此证明。")
        sheet.foot(facts.unit, date)
        return _pages(sheet)
    else:
        sheet.text("东海省水利厅文件", 0.036)
        sheet.head("关于下达年度科技计划项目的通知", 0.026)
    sheet.text(f"项目名称：{title}")
    sheet.text(f"项目负责人：顾行舟  承担单位：{facts.unit}")
    sheet.text(f"课题组成员：{facts.values.get('members') or facts.name}")
    sheet.text(sentence(facts.chance))
    sheet.foot("东海省水利厅", date)
    return _pages(sheet)


def _case(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    number = facts.values.get("case_no", f"Z{facts.chance.randrange(10**5, 10**6)}")
    sheet.head("江州市第二人民医院")
    sheet.head("出院记录" if "摘要" not in name else "病 历 摘 要", 0.03)
    sheet.text(f"姓名：李某  性别：男  年龄：61岁  住院号：{number}")
    sheet.text(f"入院诊断：{facts.values.get('diagnosis', '冠心病')}  出院日期：{facts.date}")
    if facts.title and facts.title != number:
        sheet.text(facts.title)
    sheet.text(
        "主诉：反复胸闷三年，加重一周。现病史：患者三年前无明显诱因出现胸闷。体格检查：血压正常。诊疗经过：完善检查后给予治疗。"
    )
    sheet.text(f"主治医师：{facts.name}")
    return _pages(sheet)


def _card(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    sheet = Sheet()
    stem = name.rpartition(".")[0].split("-")[-1]
    sheet.head(facts.section.label.zh if "扫描件" in stem else stem)
    sheet.text(f"单位：{facts.unit}  申报人：{facts.name}")
    sheet.text(
        "公开岗位数量 公开任职条件 公开推荐办法 公示结果 签名 序号 姓名"
        if "监督" in name
        else "项目 内容 说明 负责人签字 单位公章"
    )
    sheet.foot(facts.unit, facts.date)
    return _pages(sheet)


def _note(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    """A note by a unit, or a certificate of whatever the record is."""
    sheet = Sheet()
    section = facts.section.label.zh
    stem = name.rpartition(".")[0].split("-")[-1]
    if any(word in section for word in ("继续教育", "培训")):
        sheet.head("结 业 证 书" if "学时" not in name else "继续教育学时证明", 0.04)
        sheet.text(
            f"{facts.name} 同志参加{facts.title}学习，学时 {facts.values.get('hours') or facts.values.get('class_hours') or '60'} 学时，考核合格，准予结业。",
            0.02,
        )
    elif section == "其他":
        sheet.head("工 法 证 书" if "工法" in facts.title else "标准发布公告", 0.04)
        sheet.text(f"名称：{facts.title}", 0.02)
        sheet.text(f"主要完成人：沈慕云、{facts.name}", 0.02)
    elif "证书" in section or "证书" in stem or "语" in section:
        return _qualification(facts, name)
    elif "职务" in section and "行政" in section:
        sheet.head("关于顾行舟等同志任职的通知")
        sheet.text(f"经研究决定，{facts.name}任{facts.title}。")
    elif "讲座" in section:
        sheet.head("学术讲座证明")
        sheet.text(f"{facts.name}医师为我院职工作题为《{facts.title}》的学术报告。")
    elif "带教" in section:
        sheet.head("带教证明")
        sheet.text(f"{facts.name}同志在我院承担进修医师、实习生带教工作，{facts.title}，带教人数 12 人。")
    elif "帮扶" in section or "基层" in section:
        sheet.head("对口支援工作证明")
        sheet.text(
            f"{facts.name}医师受派到{facts.title}开展下基层服务，时间{dated(facts.values.get('from', ''))}至{dated(facts.values.get('to', ''))}。"
        )
    elif "技术" in section and "新" in section:
        sheet.head("新技术新项目开展证明")
        sheet.text(f"我院于{facts.date}开展{facts.title}，由{facts.name}主持推广应用。")
    else:
        sheet.head(stem if len(stem) > 3 else "证 明")
        sheet.text(f"兹证明 {facts.name} 同志：{facts.title}。情况属实。", 0.02)
    sheet.foot(facts.values.get("organizer") or facts.unit, facts.date)
    return _pages(sheet)


_KINDS: tuple[tuple[tuple[str, ...], Callable[[_Facts, str], list[list[DrawnLine]]]], ...] = (
    (("学位认证", "学历备案", "认证材料", "认证报告"), _verified),
    (("学位证",), _degree),
    (("学历证", "毕业证书"), _diploma),
    (("毕业生登记",), _register),
    (("养老保险",), _insurance),
    (("聘书", "聘用合同", "学术兼职", "现任专业技术职务资格聘书"), _letter),
    (("监督卡", "公示情况", "对照表", "岗位信息表", "医德医风", "合格证明", "审验"), _card),
    (("考核登记表", "考核"), _appraisal),
    (("主要贡献", "贡献者"), _project),
    (
        ("查询", "截图"),
        lambda facts, name: _patent(facts, name) if "专利" in facts.section.label.zh else _query(facts, name),
    ),
    (("检索证明", "真实性"), _retrieval),
    (("专利",), _patent),
    (
        ("论文",),
        lambda facts, name: _article(facts, name) if "业绩" in facts.section.label.zh else _by_page(facts, name),
    ),
    (("著作",), lambda facts, name: _by_page(facts, name)),
    (("荣誉",), _honour),
    (("获奖", "表彰"), _award),
    (("立项", "开题", "中期", "结题", "验收", "科研", "课题", "设计批复"), _project),
    (("病例", "病历", "工作实例"), _case),
    (("资格证书", "职业资格"), _qualification),
)


def _by_page(facts: _Facts, name: str) -> list[list[DrawnLine]]:
    for word, write in (
        ("封面", _cover),
        ("封底", _back),
        ("目录", _contents),
        ("扉页", _imprint),
        ("作者", _imprint),
        ("在版", _imprint),
        ("出版信息", _imprint),
        ("版权", _imprint),
    ):
        if word in name:
            return write(facts, name)
    if "著" in facts.section.label.zh[:2]:
        return _cover(facts, name)
    return _article(facts, name)


def as_read(lines: list[DrawnLine], page: int) -> PageFacts:
    """The page as a perfect reading would have it."""
    texts = tuple(
        TextLine(
            line.text.strip(),
            0.99,
            Box(
                line.left,
                line.top,
                min(0.98, line.left + columns(line.text) * line.height * WIDE),
                line.top + line.height,
            ),
        )
        for line in lines
        if line.text.strip()
    )
    return PageFacts(page, TextSource.OCR, texts, 0, 1.0, is_blank=not texts, sharpness=1.0, text_height=30.0)
