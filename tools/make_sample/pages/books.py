"""A book as the notice wants it proved: cover, imprint, table of contents, back cover."""

from dataclasses import dataclass

from tools.make_sample.kit import Kit
from tools.make_sample.manifest import Entry, long_date
from tools.make_sample.ornament import blend
from tools.make_sample.pages.art import ART
from tools.make_sample.pages.journal import barcode
from tools.make_sample.sheet import MARK, WHITE, Colour, Sheet
from tools.make_sample.typeset import Frame, Style, paragraph

WIDTH, HEIGHT = 185.0, 260.0
PUBLISHER = "东海科学教育出版社"
SERIES = "高等学校药学类专业实验教材"


@dataclass(frozen=True, slots=True)
class Volume:
    """What is printed in one book beside title and author."""

    colours: tuple[Colour, Colour]
    art: str
    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    blurb: str
    words: int
    price: str


VOLUMES = {
    "雪松属植物化学": Volume(
        ((38, 52, 40), (146, 160, 112)),
        "leaves",
        (
            ("第一章　雪松属植物概述", ("分类与分布", "资源与利用历史", "研究现状")),
            ("第二章　挥发性成分", ("提取方法", "组成特征", "季节变化")),
            ("第三章　黄酮类成分", ("结构类型", "提取与纯化", "含量测定")),
            ("第四章　二萜类成分", ("分离方法", "波谱特征", "新化合物的结构鉴定")),
            ("第五章　生物活性", ("抗炎活性", "抗菌活性", "构效关系")),
            ("第六章　质量评价与开发", ("质量标志物", "制备工艺", "应用前景")),
        ),
        "本书系统总结作者多年来对雪松属植物化学成分的研究工作，介绍挥发油、黄酮和二萜等成分的提取、分离与结构鉴定，"
        "讨论其抗炎活性与构效关系，可供天然药物化学及相关专业的教师、研究生和科研人员参考。",
        286,
        "68.00",
    ),
    "天然药物化学实验指导": Volume(
        ((28, 66, 112), (150, 186, 214)),
        "lattice",
        (
            ("第一部分　基本知识", ("实验室安全", "常用仪器", "实验记录与报告")),
            ("第二部分　基本操作", ("提取", "薄层色谱", "柱色谱", "重结晶")),
            ("第三部分　基础实验", ("黄酮的提取与鉴别", "生物碱的提取与鉴别", "挥发油的提取")),
            ("第四部分　综合实验", ("雪松叶总黄酮的制备", "有效部位的活性筛选")),
            ("第五部分　虚拟仿真实验", ("软件使用说明", "波谱解析练习")),
            ("附录", ("常用试剂的配制", "显色剂一览表")),
        ),
        "本书是为药学类专业本科生编写的实验教材，内容包括基本操作、基础实验、综合实验和虚拟仿真实验，"
        "每个实验后附有思考题和注意事项，便于学生预习与自学。",
        198,
        "36.00",
    ),
}


def cover(kit: Kit, record: Entry) -> Sheet:
    """Draw the front cover."""
    book = VOLUMES[record.title]
    sheet = kit.sheet(WIDTH, HEIGHT, paper=book.colours[1])
    sheet.tint(blend(book.colours[1], WHITE, 0.25), book.colours[1])
    ART[book.art](kit, sheet, book.colours[1])
    sheet.box(0, 0, 210, 104, weight=0, fill=blend(book.colours[1], WHITE, 0.72))
    sheet.box(0, 104, WIDTH, 107, weight=0, fill=book.colours[0])
    if record["role"] == "主编":
        sheet.text(WIDTH / 2, 22, SERIES, 5.2, align="centre", colour=book.colours[0])
    size = min(15.5, 150 / (len(record.title) * 1.15))
    sheet.text(
        WIDTH / 2, 44, record.title, size, bold=True, align="centre", colour=book.colours[0], spacing=size * 0.12
    )
    sheet.text(WIDTH / 2, 80, f"{kit.name}　{_role(record)}", 6.6, align="centre")
    sheet.box(0, HEIGHT - 32, WIDTH, HEIGHT, weight=0, fill=book.colours[0])
    sheet.text(WIDTH / 2, HEIGHT - 24, PUBLISHER, 6, face="sans", colour=WHITE, align="centre")
    sheet.mark((210, 214, 214))
    return sheet


def imprint(kit: Kit, record: Entry) -> Sheet:
    """Draw the page with the publishing facts."""
    book = VOLUMES[record.title]
    sheet = kit.sheet(WIDTH, HEIGHT)
    sheet.text(24, 30, "内　容　简　介", 4.6, face="sans", bold=True)
    y = paragraph(sheet, book.blurb, Frame(24, 42, WIDTH - 48), Style(4.2, 1.8, 2))
    sheet.line(24, y + 12, WIDTH - 24, y + 12)
    y = sheet.text(24, y + 17, "图书在版编目数据（样例）", 4.4, face="sans", bold=True) + 3
    year = record["date"][:4]
    data = (
        f"{record.title}／{kit.name}{_role(record)}．—江州：{PUBLISHER}，{year}",
        "ISBN 978-0-00-000000-0",
        f"Ⅰ．①{record.title[:2]}…　Ⅱ．①林…　Ⅲ．①药物化学　Ⅳ．①R000",
        f"样例图书馆数据核字（{year}）第000000号",
    )
    for text in data:
        y = sheet.text(30, y, text, 4.0) + 3
    sheet.line(24, y + 4, WIDTH - 24, y + 4)
    y += 22
    rows = (
        ("责任编辑", "唐疏影"),
        ("封面设计", "叶知微"),
        ("出版发行", PUBLISHER),
        ("印　　刷", "江州印刷厂"),
        ("开　　本", "787 mm×1092 mm　1/16"),
        ("字　　数", f"{book.words}千字"),
        ("版　　次", f"{long_date(record['date'])}第1版　{long_date(record['date'])}第1次印刷"),
        ("定　　价", f"{book.price}元"),
    )
    for label, text in rows:
        sheet.text(24, y, label, 4.1, face="sans")
        sheet.text(52, y, text, 4.1)
        y += 8.4
    sheet.mark()
    return sheet


def contents(kit: Kit, record: Entry) -> Sheet:
    """Draw the table of contents."""
    sheet = kit.sheet(WIDTH, HEIGHT)
    sheet.text(WIDTH / 2, 26, "目　录", 8, bold=True, align="centre", spacing=3)
    y, page = 48.0, 1
    for chapter, parts in VOLUMES[record.title].chapters:
        y = _dotted(sheet, 24, y, chapter, page, bold=True)
        for number, part in enumerate(parts, 1):
            page += 3 + (len(part) * 5 + number) % 9
            y = _dotted(sheet, 34, y, f"第{'一二三四五'[number - 1]}节　{part}", page)
        page += 8
        y += 2.2
    sheet.mark()
    return sheet


def back_cover(kit: Kit, record: Entry) -> Sheet:
    """Draw the back cover."""
    book = VOLUMES[record.title]
    sheet = kit.sheet(WIDTH, HEIGHT, paper=blend(book.colours[1], WHITE, 0.55))
    sheet.box(0, 0, WIDTH, 20, weight=0, fill=book.colours[0])
    paragraph(sheet, book.blurb, Frame(28, 50, WIDTH - 56), Style(4.6, 1.9, 2))
    barcode(kit, sheet, WIDTH - 78, 192, "ISBN 978-0-00-000000-0")
    sheet.text(24, 208, f"定价：{book.price}元", 5, face="sans")
    sheet.text(24, 218, PUBLISHER, 4.4, face="sans")
    sheet.box(0, HEIGHT - 14, WIDTH, HEIGHT, weight=0, fill=book.colours[0])
    sheet.text(WIDTH / 2, HEIGHT - 20, MARK, 2.9, face="sans", colour=(110, 110, 110), align="centre")
    return sheet


def _role(record: Entry) -> str:
    return "著" if record["role"] == "独著" else "主编"


def _dotted(sheet: Sheet, x: float, y: float, text: str, page: int, *, bold: bool = False) -> float:
    size = 4.2
    sheet.text(x, y, text, size, bold=bold)
    dot = sheet.width_of("…", size)
    count = int((WIDTH - 36 - x - sheet.width_of(text, size, bold=bold)) / dot)
    sheet.text(WIDTH - 32, y, "…" * count, size, colour=(140, 140, 140), align="right")
    sheet.text(WIDTH - 22, y, str(page), size, align="right")
    return y + 7.6
