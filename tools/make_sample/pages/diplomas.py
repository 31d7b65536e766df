"""Certificates of a person with a portrait: 毕业证书, 学位证书, 资格证书."""

from dataclasses import dataclass

from tools.make_sample import ornament
from tools.make_sample.kit import BORN, GENDER, Kit
from tools.make_sample.manifest import Entry, formal_date, long_date
from tools.make_sample.portrait import portrait
from tools.make_sample.sheet import Colour, Sheet
from tools.make_sample.typeset import Frame, Style, paragraph

WIDTH, HEIGHT = 285.0, 204.0
BROWN: Colour = (150, 96, 44)
MAROON: Colour = (132, 34, 42)
TEAL: Colour = (38, 104, 112)
BODY = Style(6.2, 2.0, 2)

SUBJECTS = {"博士研究生": "药物化学", "硕士研究生": "药物化学", "本科": "药学"}
FIELDS = {"博士": "理学", "硕士": "理学", "学士": "理学"}
PRESIDENTS = {"北屏大学": "温见山", "南屿药科大学": "顾沉舟", "云川大学": "贺云归"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a printer of certificates would set one kind: colours and paper."""

    colour: Colour
    title: Colour
    paper: Colour = (252, 248, 236)


def diploma(kit: Kit, record: Entry) -> Sheet:
    """Draw the 毕业证书 of an education record."""
    level = record["education_level"]
    graduate = level.endswith("研究生")
    sheet = _ground(kit, Look(MAROON, (170, 30, 36)))
    if not graduate:
        sheet.text(WIDTH / 2, 26, "普通高等学校", 6, align="centre", spacing=2)
    sheet.text(
        WIDTH / 2,
        37,
        "毕业证书" if not graduate else "研究生毕业证书",
        12.5,
        bold=True,
        colour=(170, 30, 36),
        align="centre",
        spacing=4,
    )
    _picture(kit, sheet, 34, 64)
    start, end = long_date(record["from"]), long_date(record["to"])
    years = {"本科": "四年", "硕士研究生": "三年", "博士研究生": "三年"}[level]
    subject = SUBJECTS[level]
    kind = "修完教学计划规定的全部课程，成绩合格"
    if graduate:
        kind = f"修完{level}培养计划规定的全部课程，成绩合格，毕业论文答辩通过"
    what = "研究生" if graduate else "学生"
    text = (
        f"{what}　{kit.name}　性别　{GENDER}，{long_date(BORN)}生，于{start}至{end}在本校"
        f"{subject}专业学习，学制{years}，{kind}，准予毕业。"
    )
    paragraph(sheet, text, Frame(88, 66, 168), BODY)
    _close(kit, sheet, record["school"], record["to"], "校（院）长：")
    _number(sheet, "证书编号：" + _code(record, "1"))
    return sheet


def degree(kit: Kit, record: Entry) -> Sheet:
    """Draw the 学位证书 of an education record."""
    look = Look(BROWN, (150, 40, 36), (253, 246, 228))
    sheet = _ground(kit, look)
    degree_name = record["degree"]
    sheet.text(WIDTH / 2, 32, f"{degree_name}学位证书", 14, bold=True, colour=look.title, align="centre", spacing=5)
    _picture(kit, sheet, 34, 64)
    way = {"学士": "完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定"}.get(
        degree_name, f"已通过{degree_name}学位的课程考试和论文答辩，成绩合格"
    )
    text = (
        f"{kit.name}，{GENDER}，{long_date(BORN)}生。在{record['school']}"
        f"{SUBJECTS[record['education_level']]}专业{way}，授予{FIELDS[degree_name]}{degree_name}学位。"
    )
    paragraph(sheet, text, Frame(88, 68, 168), BODY)
    _close(kit, sheet, record["school"], record["to"], "校长、学位评定委员会主席：")
    _number(sheet, "证书编号：" + _code(record, "2"))
    return sheet


def title_certificate(kit: Kit, record: Entry) -> Sheet:
    """Draw a certificate of a professional title."""
    issuer = "东海省人力资源和社会保障厅"
    sheet = _ground(kit, Look(TEAL, (24, 80, 92), (244, 249, 246)))
    sheet.text(WIDTH / 2, 30, "专业技术资格证书", 13, bold=True, colour=(24, 80, 92), align="centre", spacing=3)
    _picture(kit, sheet, 40, 62)
    rows = (
        ("姓　　名", kit.name),
        ("性　　别", GENDER),
        ("出生年月", long_date(BORN)),
        ("系　　列", "高等学校教师"),
        ("资格名称", record.title.split("专业")[0]),
        ("资格级别", record["title_level"]),
        ("工作单位", kit.school),
        ("取得时间", long_date(record["date"])),
    )
    _lines(sheet, rows, 104, 58)
    kit.issued(sheet, 254, 148, issuer, record["date"], size=5.2)
    _number(sheet, "证书编号：00" + record["date"].replace("-", "") + "0001")
    return sheet


def teaching_licence(kit: Kit, record: Entry) -> Sheet:
    """Draw the 教师资格证书."""
    sheet = _ground(kit, Look((64, 92, 60), (150, 40, 36), (250, 250, 240)))
    sheet.text(WIDTH / 2, 30, "教师资格证书", 14, bold=True, colour=(150, 40, 36), align="centre", spacing=4)
    _picture(kit, sheet, 40, 62)
    rows = (
        ("持 证 人", kit.name),
        ("性　　别", GENDER),
        ("出生年月", long_date(BORN)),
        ("资格种类", "高等学校教师资格"),
        ("任教学科", "药学"),
        ("证书号码", "0000" + record["date"].replace("-", "") + "00017"),
    )
    _lines(sheet, rows, 104, 60)
    kit.issued(sheet, 252, 138, "东海省教育厅", record["date"], size=5.4, below="教师资格认定专用章")
    return sheet


def language_certificate(kit: Kit, record: Entry) -> Sheet:
    """Draw the certificate of a test of spoken Mandarin."""
    issuer = "东海省语言文字培训测试中心"
    blue = (52, 64, 118)
    sheet = _ground(kit, Look((70, 84, 130), blue, (246, 247, 252)))
    sheet.text(WIDTH / 2, 32, "普通话水平测试等级证书", 11.5, bold=True, colour=blue, align="centre", spacing=2)
    _picture(kit, sheet, 34, 64)
    text = (
        f"{kit.name}，{GENDER}，{long_date(BORN)}生，于{long_date(record['date'])}参加普通话水平测试，"
        "测试成绩88.6分，等级为二级甲等，特发此证。"
    )
    paragraph(sheet, text, Frame(92, 70, 160), BODY)
    kit.issued(sheet, 254, 142, issuer, record["date"], size=5.2)
    _number(sheet, "证书编号：DH00" + record["date"].replace("-", "") + "021")
    return sheet


def _ground(kit: Kit, look: Look) -> Sheet:
    sheet = kit.sheet(WIDTH, HEIGHT, paper=look.paper)
    ornament.fine_ground(sheet, look.colour)
    ornament.rosette(sheet, WIDTH / 2, HEIGHT / 2, 66, look.colour)
    ornament.waves(sheet, look.colour, 8, 7)
    sheet.mark()
    return sheet


def _picture(kit: Kit, sheet: Sheet, x: float, y: float) -> None:
    photo = portrait(kit.rng, 240, 320).resize((sheet.px(42), sheet.px(56)))
    sheet.place(photo, x, y)
    sheet.box(x, y, x + 42, y + 56, weight=0.3, colour=(150, 150, 150))


def _lines(sheet: Sheet, rows: tuple[tuple[str, str], ...], x: float, y: float) -> None:
    for label, text in rows:
        sheet.text(x, y, label, 5.2)
        sheet.text(x + 34, y, text, 5.2, face="sans")
        sheet.line(x + 31, y + 7.2, x + 128, y + 7.2, weight=0.2, colour=(150, 150, 150))
        y += 10.4


def _close(kit: Kit, sheet: Sheet, school: str, date: str, officer: str) -> None:
    """Close a university's certificate: name, seal over it, the president's hand, the date."""
    sheet.text(64, 140, "校　名：", 5.6)
    sheet.text(90, 140, school, 6.4, bold=True)
    sheet.text(152, 140, officer, 5.6)
    kit.sign(sheet, 152 + len(officer) * 5.6 + 15, 142, PRESIDENTS[school])
    sheet.text(208, 160, formal_date(date + "-30"), 5.4, align="centre")
    kit.seal(sheet, 104, 148, school, diameter=46)


def _number(sheet: Sheet, text: str) -> None:
    sheet.text(40, HEIGHT - 34, text, 4.2, face="sans")


def _code(record: Entry, kind: str) -> str:
    return "00000" + kind + record["to"].replace("-", "") + "000001"
