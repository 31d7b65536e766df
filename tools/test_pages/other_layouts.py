"""The kinds of pages once more, by another design: other headings, wording, order and places of date and seal.

For figures alone: nothing that reads or checks pages was tuned on them.
"""

import random
from collections.abc import Callable

from tools.test_pages import words
from tools.test_pages.sheet import RED, Colour, Sheet
from tools.test_pages.stamps import id_photo

Place = tuple[float, float]
_PAPERS: tuple[Colour, ...] = ((255, 255, 255), (254, 252, 244), (250, 252, 255))
_INK: Colour = (20, 24, 40)


class OtherSheet(Sheet):
    """A page in other faces."""

    FACES = ("song", "sans", "light", "song")
    HEADS = ("song-bold", "sans-bold", "sans", "song-bold")

    def __init__(
        self, chance: random.Random, width: float = 210, height: float = 297, paper: Colour = (255, 255, 255)
    ) -> None:
        super().__init__(chance, width, height, paper)
        self.body, self.head = chance.choice(self.FACES), chance.choice(self.HEADS)


def _signed(sheet: Sheet, facts: words.Facts, chance: random.Random, y: float, *, numerals: bool = False) -> Place:
    """Who signs and when, left or right of the middle; the seal lies anywhere on the two lines."""
    x = chance.choice((62.0, sheet.width - 66))
    facts.written = {"date": words.numerals(facts.date) if numerals else words.plain(facts.date)}
    sheet.text(x, y, words.office(chance), 5, anchor="ma")
    sheet.text(x, y + 10, facts.written["date"], 5, anchor="ma")
    return x + chance.uniform(-14, 14), y + chance.uniform(-4, 12)


def certificate(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A certificate with a band at its head and the title in a line of its own."""
    sheet = OtherSheet(chance, 297, 210, chance.choice(_PAPERS))
    sheet.box(0, 0, 297, 22, RED, 0.3, chance.choice(((176, 24, 30), (30, 60, 120), (150, 120, 50))))
    sheet.text(148, 38, chance.choice(("证　书", "获 奖 证 书", "荣 誉 证 书")), 13, sheet.head, anchor="ma")
    sheet.text(40, 70, f"{facts.name}：", 6)
    sheet.text(54, 84, "在优秀成果评选活动中，您的作品", 5.6)
    sheet.text(148, 98, f"《{facts.title}》", 6, sheet.head, anchor="ma")
    sheet.text(54, 112, f"荣获{facts.rank}。特颁此证。", 5.6)
    sheet.text(40, 180, f"编号 {facts.number}", 4)
    return sheet, _signed(sheet, facts, chance, 146, numerals=chance.random() < 0.5)


def notice(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A notice with a list of results."""
    sheet = OtherSheet(chance)
    who = words.office(chance)
    sheet.text(105, 26, who, 9, sheet.head, RED, "ma", 2)
    sheet.line(20, 44, 190, 44, RED, 1.2)
    sheet.text(24, 50, f"〔{facts.date[:4]}〕第{chance.randint(2, 60)}号", 4.4)
    sheet.text(105, 66, "优秀成果评选结果公告", 7, sheet.head, anchor="ma")
    y = sheet.paragraph(26, 84, 158, "根据评选办法，经专家组评议、公示，现将结果公告如下：", 4.8)
    other = words.facts(chance)
    rows = [["成果名称", "完成人", "等次"], [facts.title, facts.name, facts.rank], [other.title, other.name, "优秀奖"]]
    y = sheet.table(26, y + 4, [104, 28, 28], rows, 12, 4.2)
    sheet.paragraph(26, y + 8, 158, words.prose(chance, 70), 4.8)
    return sheet, _signed(sheet, facts, chance, 236)


def cover(chance: random.Random, facts: words.Facts) -> tuple[Sheet, None]:
    """A journal's cover with its name at the left."""
    ground: Colour = chance.choice(((240, 240, 236), (20, 90, 90), (90, 30, 70), (228, 236, 226)))
    ink: Colour = (252, 252, 250) if sum(ground) < 420 else (30, 30, 50)
    sheet = OtherSheet(chance, 185, 260, ground)
    sheet.text(20, 24, facts.journal, 12 if len(facts.journal) > 8 else 15, sheet.head, ink)
    facts.date = facts.date[:7]
    year, month = facts.date.split("-")
    facts.written = {"date": f"{year}年第{int(month)}期"}
    sheet.text(20, 50, f"{facts.written['date']}　月刊", 6, colour=ink)
    sheet.box(20, 70, 165, 200, ink, 0.4, (150, 160, 150))
    sheet.text(20, 226, f"ISSN {chance.randint(1000, 2999)}-{chance.randint(1000, 9999)}", 4.6, colour=ink)
    return sheet, None


def contents(chance: random.Random, facts: words.Facts) -> tuple[Sheet, None]:
    """A table of contents with authors right beside their papers."""
    sheet = OtherSheet(chance, 185, 260)
    facts.date = facts.date[:7]
    year, month = facts.date.split("-")
    facts.written = {"date": f"{year}年第{int(month)}期"}
    sheet.text(92, 16, f"{facts.journal}　{facts.written['date']}", 4.4, anchor="ma")
    sheet.text(92, 28, "目　次", 8, sheet.head, anchor="ma")
    own = chance.randrange(12)
    for line in range(12):
        other = words.facts(chance)
        title, name = (facts.title, facts.name) if line == own else (other.title, other.name)
        y = 48 + line * 15.0
        sheet.text(18, y, title, 4)
        sheet.text(150, y, name, 4, anchor="ra")
        sheet.text(170, y, f"({3 + line * 6})", 4, anchor="ra")
    return sheet, None


def paper(chance: random.Random, facts: words.Facts) -> tuple[Sheet, None]:
    """The first page of a paper in one column."""
    sheet = OtherSheet(chance)
    facts.date = facts.date[:7]
    year, month = facts.date.split("-")
    facts.written = {"date": f"{year}年{int(month)}月"}
    sheet.text(24, 14, facts.written["date"], 3.6)
    sheet.text(186, 14, facts.journal, 3.6, anchor="ra")
    sheet.line(24, 19, 186, 19, width=0.6)
    sheet.text(105, 34, facts.title, 6.4, sheet.head, anchor="ma")
    sheet.text(105, 47, f"{facts.name}　（{facts.unit}）", 4.4, anchor="ma")
    y = sheet.paragraph(34, 60, 142, "【摘　要】" + words.prose(chance, 110), 3.8, 1.5)
    y = sheet.paragraph(34, y, 142, "【关键词】样本；分析；对策", 3.8, 1.5)
    sheet.paragraph(24, y + 8, 162, words.prose(chance, 900), 3.8, 1.6)
    return sheet, None


def approval(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A project's approval as a certificate with a table first."""
    sheet = OtherSheet(chance, paper=chance.choice(_PAPERS))
    sheet.text(105, 30, "科研项目立项证明", 9, sheet.head, anchor="ma")
    rows = [
        ["项目名称", facts.title],
        ["立项编号", facts.number],
        ["主持人", facts.name],
        ["所在单位", facts.unit],
        ["经费", f"{chance.randint(1, 30)}万元"],
    ]
    y = sheet.table(24, 54, [36, 126], rows, 13, 4.6)
    sheet.paragraph(24, y + 10, 162, "该项目已列入年度计划，请按任务书要求开展研究，按期结题。", 4.8)
    return sheet, _signed(sheet, facts, chance, 200)


def assessment(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A yearly assessment as a unit's statement in a table."""
    sheet = OtherSheet(chance)
    sheet.text(105, 30, "工作人员年度考核表", 8.4, sheet.head, anchor="ma")
    sheet.text(105, 44, f"（{facts.date[:4]}年度）", 5, anchor="ma")
    rows = [["姓　名", facts.name, "单　位", facts.unit], ["岗　位", "教师", "等　次", chance.choice(("优秀", "合格"))]]
    y = sheet.table(20, 56, [24, 40, 24, 82], rows, 12, 4.4)
    sheet.box(20, y, 190, y + 84)
    sheet.text(24, y + 4, "工作小结", 4.6, sheet.head)
    sheet.paragraph(24, y + 13, 160, words.prose(chance, chance.randint(170, 320)), 4, 1.7)
    sheet.box(20, y + 84, 190, y + 150)
    sheet.text(24, y + 88, "考核意见：同意。", 4.6)
    facts.title = facts.rank = facts.number = ""
    return sheet, _signed(sheet, facts, chance, y + 118)


def training(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A certificate of hours in words."""
    sheet = OtherSheet(chance, 285, 200, chance.choice(_PAPERS))
    sheet.box(8, 8, 277, 192, (40, 110, 150), 1.2)
    sheet.text(142, 26, "继续教育结业证书", 10, sheet.head, anchor="ma")
    what = f"{facts.name}同志参加“{facts.title}”专题培训，学完规定课程，共{facts.hours}学时，考核合格，准予结业。"
    sheet.paragraph(34, 62, 216, what, 6)
    facts.rank = facts.number = ""
    return sheet, _signed(sheet, facts, chance, 140)


def patent(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A patent certificate with its values in two columns."""
    sheet = OtherSheet(chance)
    sheet.text(105, 30, "发明专利证书", 11, sheet.head, anchor="ma")
    sheet.text(105, 48, f"第{chance.randint(1000000, 9999999)}号", 4.4, anchor="ma")
    facts.number = f"ZL {facts.date[:4]} 1 0{chance.randint(100000, 999999)}.{chance.randint(0, 9)}"
    facts.title = f"一种用于{facts.title[4:8]}的系统"
    facts.written = {"date": words.plain(facts.date)}
    for at, (label, value) in enumerate(
        (
            ("发明名称", facts.title),
            ("发 明 人", facts.name),
            ("专 利 号", facts.number),
            ("专利权人", facts.unit),
            ("授权公告日", facts.written["date"]),
        )
    ):
        sheet.text(30, 70 + at * 13, label, 4.8, sheet.head)
        sheet.text(70, 70 + at * 13, value, 4.8)
    sheet.paragraph(30, 150, 150, words.prose(chance, 130), 4.6)
    return sheet, (chance.choice((60.0, 150.0)), 236)


def register(chance: random.Random, facts: words.Facts) -> tuple[Sheet, Place]:
    """A certificate of a qualification, upright, with the photo at the right."""
    sheet = OtherSheet(chance, 150, 210, (248, 250, 246))
    sheet.text(75, 22, "教师资格证书", 8.4, sheet.head, anchor="ma")
    id_photo(sheet, 108, 44, chance.choice(((206, 40, 44), (240, 240, 244), (60, 120, 200))))
    facts.rank = facts.title = ""
    facts.written = {"date": words.plain(facts.date)}
    for at, (label, value) in enumerate(
        (
            ("姓名", facts.name),
            ("资格种类", "高等学校"),
            ("证书号码", facts.number),
            ("发证日期", facts.written["date"]),
        )
    ):
        sheet.text(20, 50 + at * 16, f"{label}：{value}", 4.8)
    sheet.text(20, 130, f"认定机构：{words.office(chance)}", 4.8, colour=_INK)
    return sheet, (chance.uniform(44, 100), 150)


OTHER_LAYOUTS: dict[str, Callable[[random.Random, words.Facts], tuple[Sheet, Place | None]]] = {
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
