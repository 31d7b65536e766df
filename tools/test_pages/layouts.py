"""The kinds of pages: each draws one made-up achievement and says where its seal goes."""

import random
from collections.abc import Callable

from tools.test_pages import words
from tools.test_pages.sheet import RED, Colour, Sheet
from tools.test_pages.stamps import id_photo

Place = tuple[float, float]
FRAMES: tuple[Colour, ...] = (RED, (176, 140, 60), (40, 90, 150), (40, 120, 80))


def certificate(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """An award certificate with a frame, upright or wide."""
    wide = chance.random() < 0.6
    sheet = Sheet(chance, 285 if wide else 210, 210 if wide else 297, chance.choice(((255, 252, 240), (253, 246, 226))))
    colour = chance.choice(FRAMES)
    sheet.box(9, 9, sheet.width - 9, sheet.height - 9, colour, 1.6)
    sheet.box(12.5, 12.5, sheet.width - 12.5, sheet.height - 12.5, colour, 0.5)
    for tick in range(15, int(sheet.width) - 15, 5):
        for y in (10.8, sheet.height - 10.8):
            sheet.line(tick, y - 1, tick + 2, y + 1, colour, 0.4)
    sheet.text(sheet.width / 2, 34, chance.choice(("获奖证书", "荣誉证书")), 15, sheet.head, RED, "ma", 6)
    y = sheet.paragraph(34, 74, sheet.width - 68, f"{facts.name}同志：", 6.2)
    what = f"你的成果《{facts.title}》在{facts.date[:4]}年度优秀成果评选中荣获{facts.rank}，特发此证，以资鼓励。"
    sheet.paragraph(34, y, sheet.width - 68, what, 6.2)
    sheet.text(30, sheet.height - 34, f"证书编号：{facts.number}", 4.2)
    facts.written = {"date": words.numerals(facts.date)}
    x, y = sheet.width - 74, sheet.height - 56
    sheet.text(x, y, words.office(chance), 5.4, anchor="ma")
    sheet.text(x, y + 11, facts.written["date"], 5.4, anchor="ma")
    return sheet, (x + chance.uniform(-10, 10), y + chance.uniform(0, 8))


def notice(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """An authority's notice of awards under a red heading."""
    sheet = Sheet(chance)
    who = words.office(chance)
    sheet.text(105, 34, f"{who}文件", 11 if len(who) < 12 else 8.4, "bold", RED, "ma", 2)
    sheet.text(105, 58, f"青教〔{facts.date[:4]}〕{chance.randint(3, 90)}号", 4.6, "kai", anchor="ma")
    sheet.line(24, 68, 186, 68, RED, 0.9)
    sheet.text(105, 82, f"关于公布{facts.date[:4]}年度优秀成果评选", 6.4, sheet.head, anchor="ma")
    sheet.text(105, 93, "结果的通知", 6.4, sheet.head, anchor="ma")
    y = sheet.paragraph(28, 112, 154, "各有关单位：", 5.2)
    y = sheet.paragraph(
        28, y, 154, f"经评审，{facts.unit}{facts.name}的《{facts.title}》获{facts.rank}，现予公布。", 5.2
    )
    sheet.paragraph(28, y, 154, words.prose(chance, 90), 5.2)
    facts.written = {"date": words.plain(facts.date)}
    sheet.text(146, 232, who, 5.2, anchor="ma")
    sheet.text(146, 242, facts.written["date"], 5.2, anchor="ma")
    return sheet, (146 + chance.uniform(-8, 8), 234)


def cover(chance: random.Random, facts: words.Facts) -> tuple[Sheet, None]:
    """A journal's cover."""
    ground: Colour = chance.choice(((26, 70, 120), (150, 30, 36), (236, 232, 220), (40, 100, 70), (214, 228, 240)))
    ink: Colour = (250, 250, 246) if sum(ground) < 420 else (40, 44, 60)
    sheet = Sheet(chance, 210, 285, ground)
    sheet.text(105, 30, facts.journal, 17 if len(facts.journal) < 8 else 13, sheet.head, ink, "ma", 3)
    facts.date = facts.date[:7]
    year, month = facts.date.split("-")
    facts.written = {"date": f"{year}年第{int(month)}期"}
    sheet.text(105, 62, facts.written["date"], 7, sheet.body, ink, "ma")
    for band in range(7):
        shade = [max(0, min(255, part + chance.randint(-30, 30))) for part in ground]
        y = 100 + band * 17
        sheet.box(0, y, 210, y + 17, tuple(shade), 0.3, tuple(shade))  # type: ignore[arg-type]
    sheet.text(30, 258, f"ISSN {chance.randint(1000, 2999)}-{chance.randint(1000, 9999)}", 4.4, "thin", ink)
    sheet.text(180, 258, f"{chance.choice(words.PLACES)}出版社", 5, sheet.body, ink, "ra")
    return sheet, None


def contents(chance: random.Random, facts: words.Facts) -> tuple[Sheet, None]:
    """A journal's table of contents with the applicant's paper among others."""
    sheet = Sheet(chance)
    sheet.text(105, 20, facts.journal, 5, sheet.body, anchor="ma")
    facts.date = facts.date[:7]
    year, month = facts.date.split("-")
    facts.written = {"date": f"{year}年第{int(month)}期"}
    sheet.text(185, 20, facts.written["date"], 4, sheet.body, anchor="ra")
    sheet.text(105, 34, "目　录", 9, sheet.head, anchor="ma")
    y, own = 54.0, chance.randrange(13)
    for line in range(13):
        other = words.facts(chance)
        title, name = (facts.title, facts.name) if line == own else (other.title, other.name)
        end = sheet.text(24, y, title, 4.2)
        sheet.text(end + 3, y, "·" * max(3, int((158 - end) / 1.9)), 3.2, "ming")
        sheet.text(186, y, str(1 + line * 7), 4.2, "thin", anchor="ra")
        sheet.text(38, y + 7, name, 3.8, "kai")
        y += 16.5
    return sheet, None


def paper(chance: random.Random, facts: words.Facts) -> tuple[Sheet, None]:
    """The first page of a paper in two columns."""
    sheet = Sheet(chance)
    facts.date = facts.date[:7]
    year, month = facts.date.split("-")
    facts.written = {"date": f"{year}年{int(month)}月"}
    sheet.text(22, 14, f"第{chance.randint(10, 40)}卷　第{int(month)}期", 3.4)
    sheet.text(105, 14, facts.journal, 3.6, anchor="ma")
    sheet.text(188, 14, facts.written["date"], 3.4, anchor="ra")
    sheet.line(22, 20, 188, 20)
    sheet.text(105, 30, facts.title, 7 if len(facts.title) < 21 else 6, sheet.head, anchor="ma")
    sheet.text(105, 44, facts.name, 5, "kai", anchor="ma")
    sheet.text(105, 53, f"（{facts.unit}，青禾 310000）", 3.6, anchor="ma")
    y = sheet.paragraph(32, 62, 146, "摘要：" + words.prose(chance, 130), 3.5, 1.55)
    for column in (22, 108):
        sheet.paragraph(column, y + 6, 80, words.prose(chance, 700), 3.6, 1.6)
    return sheet, None


def approval(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """The letter that approves a project."""
    sheet = Sheet(chance, paper=(255, 255, 250))
    sheet.text(105, 36, "项目立项通知书", 10, sheet.head, anchor="ma", spacing=1.5)
    y = sheet.paragraph(28, 62, 154, f"{facts.unit}：", 5.4)
    what = (
        f"你单位{facts.name}申报的课题《{facts.title}》经专家评审，准予立项，项目编号{facts.number}。请按计划组织实施。"
    )
    y = sheet.paragraph(28, y, 154, what, 5.4)
    rows = [["项目负责人", facts.name], ["项目编号", facts.number], ["资助金额", f"{chance.randint(1, 20)}万元"]]
    sheet.table(40, y + 8, [50, 80], rows, 11, 4.6)
    facts.written = {"date": words.plain(facts.date)}
    sheet.text(140, 226, words.office(chance), 5.2, anchor="ma")
    sheet.text(140, 237, facts.written["date"], 5.2, anchor="ma")
    return sheet, (140 + chance.uniform(-8, 10), 230)


def assessment(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A yearly assessment form."""
    sheet = Sheet(chance)
    sheet.text(105, 24, f"{facts.date[:4]}年度考核登记表", 8, sheet.head, anchor="ma")
    birth = f"{chance.randint(1970, 1990)}年{chance.randint(1, 12)}月"
    rows = [
        ["姓名", facts.name, "性别", chance.choice("男女"), "出生年月", birth],
        [
            "职务",
            chance.choice(("讲师", "教师", "主管护师", "工程师")),
            "学历",
            "本科",
            "考核结果",
            chance.choice(("优秀", "合格")),
        ],
    ]
    y = sheet.table(18, 42, [22, 36, 20, 24, 30, 42], rows, 11)
    sheet.box(18, y, 192, y + 90)
    sheet.text(22, y + 4, "个人总结", 4.4, sheet.head)
    sheet.paragraph(24, y + 14, 162, words.prose(chance, chance.randint(150, 330)), 4.2, 1.7)
    sheet.box(18, y + 90, 192, y + 160)
    sheet.text(22, y + 94, "单位意见", 4.4, sheet.head)
    sheet.text(30, y + 108, "同意评定等次。", 4.6)
    facts.written = {"date": words.plain(facts.date)}
    facts.title = facts.rank = facts.number = ""
    sheet.text(146, y + 132, facts.unit, 4.6, anchor="ma")
    sheet.text(146, y + 141, facts.written["date"], 4.6, anchor="ma")
    return sheet, (146 + chance.uniform(-6, 8), y + 132)


def training(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A list of continuing education with hours."""
    sheet = Sheet(chance, 297, 210)
    sheet.text(148, 20, "专业技术人员继续教育学时登记表", 8, sheet.head, anchor="ma")
    sheet.text(24, 38, f"姓名：{facts.name}", 4.6)
    sheet.text(120, 38, f"单位：{facts.unit}", 4.6)
    year = int(facts.date[:4])
    rows = [["年度", "学习内容", "形式", "学时"]]
    rows += [
        [
            str(year - 4 + row),
            words.facts(chance).title,
            chance.choice(("集中培训", "网络学习")),
            str(chance.choice((18, 24, 36, 48))),
        ]
        for row in range(chance.randint(4, 6))
    ]
    rows.append(["合计", facts.title, "", facts.hours])
    sheet.table(24, 50, [26, 136, 40, 46], rows, 11.5, 4.4)
    facts.written = {"date": words.plain(facts.date)}
    facts.rank = facts.number = ""
    sheet.text(236, 164, words.office(chance), 4.8, anchor="ma")
    sheet.text(236, 174, facts.written["date"], 4.8, anchor="ma")
    return sheet, (236 + chance.uniform(-8, 8), 166)


def patent(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A patent certificate with many labelled values."""
    sheet = Sheet(chance, paper=(255, 253, 246))
    sheet.box(10, 10, 200, 287, chance.choice(FRAMES), 1.2)
    sheet.text(30, 26, f"证书号第{chance.randint(1000000, 9999999)}号", 4.2)
    sheet.text(105, 46, "实用新型专利证书", 11, sheet.head, anchor="ma", spacing=1.5)
    facts.number = f"ZL {facts.date[:4]} 2 0{chance.randint(100000, 999999)}.{chance.randint(0, 9)}"
    facts.title = f"一种{facts.title[4:8]}装置"
    facts.written = {"date": words.plain(facts.date)}
    y = 80.0
    for label, value in (
        ("实用新型名称", facts.title),
        ("发明人", facts.name),
        ("专利号", facts.number),
        ("授权公告日", facts.written["date"]),
        ("专利权人", facts.unit),
    ):
        sheet.text(34, y, f"{label}：{value}", 5)
        y += 14
    sheet.paragraph(34, y + 6, 142, words.prose(chance, 120), 4.6)
    return sheet, (148 + chance.uniform(-8, 8), 244)


def register(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A certificate of a qualification with an ID photo."""
    sheet = Sheet(chance, 285, 200, (246, 250, 252))
    sheet.box(8, 8, 277, 192, chance.choice(FRAMES), 1)
    sheet.text(142, 24, "教师资格证书", 11, sheet.head, anchor="ma", spacing=3)
    id_photo(sheet, 36, 56, chance.choice(((206, 40, 44), (206, 40, 44), (60, 120, 200))))
    y = 56.0
    facts.rank = facts.title = ""
    facts.written = {"date": words.plain(facts.date)}
    for label, value in (("姓　名", facts.name), ("证书号码", facts.number), ("发证时间", facts.written["date"])):
        sheet.text(84, y, f"{label}　{value}", 5.2)
        y += 15
    sheet.text(84, y, f"认定机构　{words.office(chance)}", 5.2)
    return sheet, (214 + chance.uniform(-8, 8), 140)


LAYOUTS: dict[str, Callable[[random.Random, words.Facts], tuple[Sheet, Place | None]]] = {
    "certificate": certificate,
    "notice": notice,
    "cover": cover,
    "contents": contents,
    "paper": paper,
    "approval": approval,
    "assessment": assessment,
    "training": training,
    "patent": patent,
    "register": register,
}


def blank(chance: random.Random, kind: str) -> Sheet:
    """A page with nothing to read on it: empty, ruled, with its number only, or with the other side showing through."""
    sheet = Sheet(chance, paper=chance.choice(((255, 255, 255), (252, 248, 236))))
    if kind == "ruled":
        for y in range(30, 280, 10):
            sheet.line(20, y, 190, y, (120, 130, 150), 0.25)
    if kind == "number":
        sheet.text(105, 280, f"- {chance.randint(2, 40)} -", 3.6, "thin", anchor="ma")
    return sheet
