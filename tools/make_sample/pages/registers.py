"""Entries in registers: an invention, a program, a standard of a society."""

from tools.make_sample import ornament
from tools.make_sample.kit import PEOPLE, Kit
from tools.make_sample.manifest import Entry, long_date
from tools.make_sample.sheet import Colour, Sheet
from tools.make_sample.typeset import Frame, Style, paragraph

REGISTRAR = "东海省知识产权登记中心"
SOCIETY = "江州市中药材行业协会"
RED: Colour = (170, 34, 38)
BLUE: Colour = (36, 74, 132)


def patent(kit: Kit, record: Entry) -> Sheet:
    """Draw the certificate of an invention."""
    inventors = "；".join((kit.name, *PEOPLE[:3]))
    rows = (
        ("发明名称", record.title),
        ("发　明　人", inventors),
        ("专　利　号", "ZL 0000 0 0000000.0（样例）"),
        ("申　请　日", "2019年11月20日"),
        ("专利权人", kit.school),
        ("授权公告日", long_date(record["date"])),
    )
    return _certificate(kit, "发明专利证书", rows, date=record["date"], colour=RED, number="证书号第 0000000 号")


def software(kit: Kit, record: Entry) -> Sheet:
    """Draw the certificate of a registered program."""
    rows = (
        ("软件名称", record.title),
        ("著作权人", f"{kit.school}；{kit.name}"),
        ("开发完成日期", "2022年06月30日"),
        ("首次发表日期", "未发表"),
        ("权利取得方式", "原始取得"),
        ("权利范围", "全部权利"),
        ("登　记　号", "2022SR0000000（样例）"),
        ("登记日期", long_date(record["date"])),
    )
    return _certificate(
        kit, "计算机软件著作权登记证书", rows, date=record["date"], colour=BLUE, number="证书号：软著登字第 0000000 号"
    )


def _certificate(
    kit: Kit, heading: str, rows: tuple[tuple[str, str], ...], *, date: str, colour: Colour, number: str
) -> Sheet:
    sheet = kit.sheet(paper=(253, 251, 243))
    ornament.fine_ground(sheet, colour, 3.0)
    ornament.rosette(sheet, 105, 160, 60, colour, share=0.9)
    ornament.frame(sheet, colour, 9, 1.2)
    sheet.text(182, 24, number, 3.9, face="sans", align="right")
    size = 14.0 if len(heading) < 8 else 9.5
    sheet.text(105, 44, heading, size, bold=True, colour=colour, align="centre", spacing=size * 0.25)
    y = 80.0
    for label, text in rows:
        sheet.text(30, y, label, 4.8, face="sans", bold=True)
        y = paragraph(sheet, text, Frame(70, y, 112), Style(4.9, 1.6, 0)) + 4
    words = "本登记机关依照有关规定进行审查，准予登记，颁发本证书并予以公告。本证书记载登记时的法律状况。"
    paragraph(sheet, words, Frame(30, y + 8, 152), Style(4.6, 1.85, 2))
    kit.issued(sheet, 180, 232, REGISTRAR, date, size=5.0)
    sheet.mark()
    return sheet


def standard(kit: Kit, record: Entry) -> list[Sheet]:
    """Draw cover, foreword and first page of a standard."""
    year = record["date"][:4]
    number = f"T/JZYX 003—{year}"
    return [_standard_cover(kit, record, number), _foreword(kit), _standard_text(kit, record, number)]


def _standard_cover(kit: Kit, record: Entry, number: str) -> Sheet:
    sheet = kit.sheet(scale=8.0, paper=(255, 255, 255))
    sheet.text(24, 22, "ICS 00.000.00", 3.8, face="sans")
    sheet.text(24, 28, "C 00", 3.8, face="sans")
    sheet.text(105, 50, "团　体　标　准", 12, face="sans", bold=True, align="centre", spacing=3)
    sheet.text(186, 76, number, 6, face="sans", align="right")
    sheet.line(24, 88, 186, 88, weight=0.6)
    sheet.text(105, 124, record.title, 9.5, face="sans", bold=True, align="centre", spacing=1.5)
    sheet.text(105, 142, "Quality specification for cedar needle extract", 5, face="sans", align="centre")
    year, month, _ = record["date"].split("-")
    sheet.text(24, 236, f"{record['date']} 发布", 5, face="sans")
    sheet.text(186, 236, f"{int(year) + 1}-{month}-31 实施".replace("-12-31", "-01-01"), 5, face="sans", align="right")
    sheet.line(24, 246, 186, 246, weight=0.6)
    sheet.text(105, 254, f"{SOCIETY}　发布", 6.4, face="sans", bold=True, align="centre")
    sheet.mark((90, 90, 90))
    return sheet


def _foreword(kit: Kit) -> Sheet:
    sheet = kit.sheet(scale=8.0, paper=(255, 255, 255))
    sheet.text(105, 44, "前　　言", 7.5, face="sans", bold=True, align="centre")
    others = "、".join(PEOPLE[:5])
    lines = (
        "本文件按照标准化工作导则的规则起草。",
        "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
        f"本文件由{SOCIETY}提出并归口。",
        f"本文件起草单位：{kit.school}、东海省药物研究院、江州市食品药品检验所。",
        f"本文件主要起草人：{kit.name}（主持）、{others}。",
        "本文件为首次发布。",
    )
    y = 70.0
    for text in lines:
        y = paragraph(sheet, text, Frame(28, y, 154), Style(4.6, 1.9, 2)) + 2
    sheet.text(105, 274, "Ⅰ", 4, align="centre")
    sheet.mark((90, 90, 90))
    return sheet


def _standard_text(kit: Kit, record: Entry, number: str) -> Sheet:
    sheet = kit.sheet(scale=8.0, paper=(255, 255, 255))
    sheet.text(186, 18, number, 3.8, face="sans", align="right")
    sheet.text(105, 40, record.title, 7, face="sans", bold=True, align="centre")
    parts = (
        (
            "1　范围",
            "本文件规定了雪松叶提取物的术语和定义、技术要求、试验方法、检验规则以及标志、包装、运输和贮存。",
            "本文件适用于以雪松叶为原料，经乙醇提取、浓缩、纯化、干燥制成的提取物。",
        ),
        ("2　术语和定义", "雪松叶提取物：以雪松的干燥叶为原料，按规定工艺制成的粉末，以总二萜和总黄酮为质量标志成分。"),
        (
            "3　技术要求",
            "感官要求：棕黄色至棕褐色粉末，具特有香气，味微苦，无正常视力可见的外来杂质。",
            "理化指标：总二萜不少于12.0%，总黄酮不少于20.0%，干燥失重不超过5.0%，灼烧残渣不超过3.0%。",
            "重金属及有害元素应符合相关规定，乙醇残留量不超过0.5%。",
        ),
        ("4　试验方法", "总二萜含量采用高效液相色谱法测定，总黄酮含量采用分光光度法测定，水分采用减压干燥法测定。"),
        ("5　检验规则", "同一批原料、同一工艺生产的产品为一批。每批产品应经出厂检验合格后方可出厂。"),
    )
    y = 60.0
    for heading, *texts in parts:
        y = sheet.text(28, y + 3, heading, 4.6, face="sans", bold=True) + 2
        for text in texts:
            y = paragraph(sheet, text, Frame(28, y, 154), Style(4.4, 1.8, 2))
    sheet.text(105, 274, "1", 4, align="centre")
    sheet.mark((90, 90, 90))
    return sheet
