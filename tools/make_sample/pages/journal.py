"""The outside of a journal and its contents: cover, table of contents, back cover."""

import math

from tools.make_sample.article import Article
from tools.make_sample.kit import PEOPLE, Kit
from tools.make_sample.ornament import blend
from tools.make_sample.pages.art import ART
from tools.make_sample.sheet import INK, MARK, WHITE, Sheet

CONTENTS = (
    "松针挥发油的化学成分分析",
    "基于网络药理学的清热方作用机制探讨",
    "某院抗菌药物使用情况的回顾性分析",
    "纳米脂质载体的制备及其体外释药特性",
    "液质联用法测定血浆中三种成分的浓度",
    "中药饮片质量标志物研究思路",
    "老年患者多重用药风险的评估与干预",
    "响应面法优化多糖的提取工艺",
    "微生物发酵法制备活性肽的研究",
    "药品说明书中儿童用药信息的调查",
    "天然多酚的抗氧化构效关系",
    "缓释片处方筛选与释放机制",
    "药学本科生科研训练模式的探索",
    "临床药师参与会诊的案例分析",
)
CONTENTS_EN = (
    "Volatile constituents of pine needles from three altitudes",
    "Flavonoid glycosides from a mountain tea",
    "A validated method for seven iridoids in plasma",
    "Polysaccharides of cultivated mushrooms: a review",
    "Alkaloids from the bark of an evergreen shrub",
    "Stability of anthocyanins in frozen berries",
    "Antioxidant phenols of roasted chestnut shells",
    "Triterpenes and the repair of skin cells",
    "Quality markers of dried ginger",
    "A new lignan from the roots of a climbing fern",
    "Seasonal variation of diterpenes in conifers",
    "Notes for contributors",
)


def cover(kit: Kit, paper: Article) -> Sheet:
    """Draw the front cover of the issue."""
    dark, light = paper.magazine.colours
    sheet = kit.sheet(paper=dark)
    sheet.tint(dark, light)
    ART[paper.magazine.art](kit, sheet, light)
    sheet.box(0, 0, 210, 82, weight=0, fill=blend(dark, WHITE, 0.06))
    if paper.latin:
        _latin_head(sheet, paper)
    else:
        _chinese_head(sheet, paper)
    sheet.box(0, 82, 210, 104, weight=0, fill=blend(dark, (0, 0, 0), 0.22))
    sheet.box(0, 258, 210, 297, weight=0, fill=blend(dark, (0, 0, 0), 0.22))
    issue = f"{paper.year}年　第{paper.issue}期" if not paper.latin else f"June {paper.year}"
    sheet.text(190, 92, issue, 6.0, face="sans", bold=True, colour=WHITE, align="right")
    sheet.text(20, 93, f"ISSN {paper.magazine.issn}", 4.4, face="sans", colour=WHITE)
    sheet.text(105, 268, paper.magazine.publisher, 5.2, face="sans", colour=WHITE, align="centre")
    sheet.mark((225, 230, 228))
    return sheet


def contents(kit: Kit, paper: Article) -> Sheet:
    """Draw the table of contents, the applicant's paper in its place."""
    sheet = kit.sheet()
    dark = paper.magazine.colours[0]
    sheet.text(105, 20, paper.journal, 7 if len(paper.journal) < 24 else 5.6, bold=True, colour=dark, align="centre")
    line = f"{paper.year}年第{paper.issue}期（总第{paper.volume * 12}期）　{paper.year}年{paper.issue}月出版"
    if paper.latin:
        line = f"Volume {paper.volume}, Number {paper.issue}, June {paper.year}"
    sheet.text(105, 33, line, 4.0, align="centre")
    sheet.line(20, 42, 190, 42, weight=0.8, colour=dark)
    sheet.text(105, 48, "CONTENTS" if paper.latin else "目　次", 6.5, bold=True, align="centre", spacing=2)
    y = 64.0
    for title, authors, page, own in _entries(paper):
        y = _entry(kit, sheet, y, (title, authors, page), own)
    sheet.mark()
    return sheet


def back_cover(kit: Kit, paper: Article) -> Sheet:
    """Draw the back cover: what the journal is, barcode, price."""
    dark, light = paper.magazine.colours
    sheet = kit.sheet(paper=blend(light, WHITE, 0.82))
    sheet.box(0, 0, 210, 26, weight=0, fill=dark)
    sheet.text(105, 10, paper.journal, 6.0 if len(paper.journal) < 24 else 5, bold=True, colour=WHITE, align="centre")
    y = 54.0
    for label, text in _imprint(paper):
        sheet.text(38, y, label, 4.6, face="sans", bold=True, colour=dark)
        sheet.text(78, y, text, 4.6)
        y += 10.5
    sheet.line(30, y + 6, 180, y + 6, weight=0.4, colour=dark)
    barcode(kit, sheet, 122, 216, f"ISSN {paper.magazine.issn}")
    price = "Price: 30.00" if paper.latin else "定价：30.00元"
    sheet.text(30, 240, price, 4.8, face="sans")
    sheet.text(
        30,
        228,
        "Founded " + str(paper.magazine.founded) if paper.latin else f"{paper.magazine.founded}年创刊",
        4.8,
        face="sans",
    )
    sheet.box(0, 283, 210, 297, weight=0, fill=dark)
    sheet.text(105, 276.5, MARK, 2.9, face="sans", colour=(130, 130, 130), align="centre")
    return sheet


def barcode(kit: Kit, sheet: Sheet, x: float, y: float, text: str) -> None:
    """Draw a barcode that says nothing, with a text above it."""
    sheet.box(x, y, x + 56, y + 34, weight=0, fill=WHITE)
    sheet.text(x + 28, y + 3, text, 3.6, face="sans", align="centre")
    at = x + 5.0
    while at < x + 50:
        width = float(kit.rng.choice([0.33, 0.66, 0.99]))
        sheet.box(at, y + 9, at + width, y + 27, weight=0, fill=INK)
        at += width + float(kit.rng.choice([0.33, 0.66, 0.99]))
    sheet.text(x + 28, y + 29, "9 770000 000000", 3.4, face="sans", align="centre")


def _chinese_head(sheet: Sheet, paper: Article) -> None:
    name, _, edition = paper.journal.partition("（")
    size = min(26.0, 168 / (len(name) * 1.12))
    sheet.text(105, 24, name, size, bold=True, colour=WHITE, align="centre", spacing=size * 0.1)
    if edition:
        sheet.text(105, 54, "（" + edition, 8, bold=True, colour=WHITE, align="centre")
    sheet.text(105, 67, paper.magazine.english, 4.6, face="sans", colour=WHITE, align="centre")


def _latin_head(sheet: Sheet, paper: Article) -> None:
    first, last = paper.journal.split(" of ")
    sheet.text(20, 20, first + " of", 11, bold=True, colour=WHITE)
    sheet.text(20, 38, last, 17, bold=True, colour=WHITE)
    sheet.text(20, 66, paper.magazine.english, 5, face="sans", colour=WHITE)


def _entries(paper: Article) -> list[tuple[str, str, int, bool]]:
    turn = paper.issue % 5
    pool = CONTENTS_EN if paper.latin else CONTENTS[turn:] + CONTENTS[:turn]
    entries = []
    page = 1 if not paper.latin else 380
    step = max(5, (paper.magazine.first - page) // 6)
    for number, title in enumerate(pool):
        if number == 6:
            authors = roman(paper.authors) if paper.latin else "，".join(paper.authors)
            entries.append((paper.title, authors, paper.magazine.first, True))
            page = paper.magazine.last + 1
        names = tuple(PEOPLE[(number * 2 + k + 4 + turn) % len(PEOPLE)] for k in range(2))
        entries.append((title, roman(names) if paper.latin else "，".join(names), page, False))
        page += step if number < 5 else 6
    return entries


def _entry(kit: Kit, sheet: Sheet, y: float, what: tuple[str, str, int], own: bool) -> float:
    """Set a title with dots up to its page number; mark the applicant's own with a pen."""
    title, authors, page = what
    size = 4.1 if sheet.width_of(title, 4.1) < 142 else 142 / sheet.width_of(title, 1.0)
    end = 20 + sheet.width_of(title, size)
    sheet.text(20, y, title, size, bold=own)
    dot = sheet.width_of("…", 4.1)
    count = int((180 - end - 4) / dot)
    if count > 0:
        sheet.text(182, y, "…" * count, 4.1, colour=(150, 150, 150), align="right")
    sheet.text(190, y, str(page), 4.1, align="right")
    sheet.text(28, y + 6, authors, 3.5, face="sans", colour=(90, 90, 90))
    if own:
        points = [
            ((20 + 164 * k / 40) * sheet.scale, (y + 5.2 + 0.5 * math.sin(k / 3 + kit.rng.random())) * sheet.scale)
            for k in range(41)
        ]
        sheet.draw.line(points, fill=(206, 52, 50), width=3)
    return y + 13.6


def roman(names: tuple[str, ...]) -> str:
    """Return names in Latin letters."""
    return ", ".join(ROMAN.get(name, name) for name in names)


ROMAN = {
    "陈予安": "Yuan Chen",
    "何知行": "Zhixing He",
    "沈若溪": "Ruoxi Shen",
    "许怀舟": "Huaizhou Xu",
    "周映川": "Yingchuan Zhou",
    "宋以宁": "Yining Song",
    "顾沉舟": "Chenzhou Gu",
    "孟书遥": "Shuyao Meng",
    "陆望舒": "Wangshu Lu",
    "温见山": "Jianshan Wen",
    "罗听澜": "Tinglan Luo",
    "方既白": "Jibai Fang",
    "江照野": "Zhaoye Jiang",
    "唐疏影": "Shuying Tang",
    "贺云归": "Yungui He",
    "叶知微": "Zhiwei Ye",
    "林晓": "Xiao Lin",
}


def _imprint(paper: Article) -> tuple[tuple[str, str], ...]:
    if paper.latin:
        return (
            ("Editor", "Jianshan Wen"),
            ("Publisher", paper.magazine.publisher),
            ("Frequency", "Monthly"),
            ("ISSN", paper.magazine.issn),
            ("Issue", f"{paper.volume}({paper.issue}), June {paper.year}"),
        )
    return (
        ("主　　管", "东海省科学技术协会"),
        ("主　　办", paper.magazine.publisher.split("　")[0]),
        ("编辑出版", paper.magazine.publisher.rsplit("　", maxsplit=1)[-1]),
        ("主　　编", "温见山"),
        ("刊　　期", "月刊"),
        ("国际标准刊号", f"ISSN {paper.magazine.issn}"),
        ("出版日期", f"{paper.year}年{paper.issue}月10日"),
    )
