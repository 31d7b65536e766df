"""Pictures of a screen: a literature database in a browser window, with rounded corners and a soft shadow."""

from PIL import Image, ImageDraw, ImageFilter

from tools.make_sample.article import Article
from tools.make_sample.kit import Kit
from tools.make_sample.pages.journal import roman
from tools.make_sample.sheet import MARK, WHITE, Colour, Sheet
from tools.make_sample.typeset import Frame, Style, paragraph

WIDTH, HEIGHT, PAD = 1520, 1000, 36
BLUE: Colour = (26, 92, 168)
PALE: Colour = (240, 244, 249)
GREY: Colour = (110, 116, 124)


def screenshot(kit: Kit, paper: Article) -> Image.Image:
    """Return an RGBA picture of the database's page about a paper."""
    sheet = kit.sheet(WIDTH, HEIGHT, scale=1.0, paper=WHITE)
    _browser(sheet, paper)
    _banner(sheet, paper)
    _facts(sheet, paper)
    sheet.text(WIDTH / 2, HEIGHT - 34, MARK, 16, face="sans", colour=(150, 150, 150), align="centre")
    return _window(sheet.image)


def _browser(sheet: Sheet, paper: Article) -> None:
    sheet.box(0, 0, WIDTH, 64, weight=0, fill=(222, 226, 232))
    for number, colour in enumerate(((236, 106, 94), (245, 191, 79), (98, 197, 84))):
        x = 24 + number * 26
        sheet.draw.ellipse((x, 25, x + 14, 39), fill=colour)
    sheet.draw.rounded_rectangle((120, 14, WIDTH - 40, 50), 18, fill=WHITE)
    page = f"https://xuehai.example/detail/{paper.year}{paper.issue:02d}{paper.magazine.first:04d}"
    sheet.text(148, 24, page, 17, face="sans", colour=GREY)


def _banner(sheet: Sheet, paper: Article) -> None:
    sheet.box(0, 64, WIDTH, 140, weight=0, fill=BLUE)
    name = "XueHai Citation Index" if paper.latin else "学海 · 学术文献数据库"
    sheet.text(48, 88, name, 28, face="sans", bold=True, colour=WHITE)
    sheet.draw.rounded_rectangle((760, 82, 1320, 122), 6, fill=WHITE)
    sheet.text(780, 93, paper.title[:26] + "…", 17, face="sans", colour=GREY)
    sheet.draw.rounded_rectangle((1336, 82, 1440, 122), 6, fill=(242, 156, 44))
    button, *tabs = ("检 索", "文献信息", "参考文献", "引证文献", "指标")
    if paper.latin:
        button, *tabs = ("Search", "Overview", "References", "Cited by", "Metrics")
    sheet.text(1388, 92, button, 18, face="sans", bold=True, colour=WHITE, align="centre")
    for number, tab in enumerate(tabs):
        sheet.text(48 + number * 150, 166, tab, 20, face="sans", bold=number == 0, colour=BLUE if number == 0 else GREY)
    sheet.box(48, 200, 140, 203, weight=0, fill=BLUE)
    sheet.line(48, 204, WIDTH - 48, 204, weight=1, colour=(210, 214, 220))


def _facts(sheet: Sheet, paper: Article) -> None:
    y = paragraph(sheet, paper.title, Frame(48, 236, 1100), Style(30, 1.4, 0, "sans", True, (30, 34, 40), False))
    star = "*" if paper.corresponding else ""
    names = roman(paper.authors) if paper.latin else "；".join(paper.authors)
    rows = _rows(paper, names, star)
    y += 22
    for label, text in rows:
        sheet.box(48, y - 6, 1190, y + 34, weight=0, fill=PALE)
        sheet.text(66, y + 5, label, 18, face="sans", bold=True, colour=GREY)
        sheet.text(270, y + 5, text, 18, face="sans")
        y += 46
    box = (1226, 236, WIDTH - 48, 560)
    sheet.draw.rounded_rectangle(box, 10, outline=(206, 212, 220), width=2, fill=(250, 251, 253))
    side = ("Indexed", "Citations", "Downloads") if paper.latin else ("收录情况", "被引次数", "下载次数")
    for number, (label, text) in enumerate(zip(side, ("Yes" if paper.latin else "已收录", "9", "426"), strict=True)):
        sheet.text(1250, 262 + number * 96, label, 18, face="sans", colour=GREY)
        sheet.text(1250, 290 + number * 96, text, 32, face="sans", bold=True, colour=BLUE)


def _rows(paper: Article, names: str, star: str) -> tuple[tuple[str, str], ...]:
    place = f"{paper.year}, {paper.volume}({paper.issue}): {paper.spread}"
    if paper.latin:
        return (
            ("Authors", names),
            ("Corresponding", f"Xiao Lin{star} ({paper.rank} of {len(paper.authors)} authors)"),
            ("Affiliation", "School of Pharmacy, Jiangzhou University"),
            ("Source", paper.journal),
            ("Issue", place),
            ("ISSN", paper.magazine.issn),
            ("DOI", f"10.00000/djnm.{paper.year}.{paper.magazine.first:04d}"),
            ("Document type", "Article"),
            ("Quartile", "Q2 (SCI二区)"),
            ("Accession number", f"XH:{paper.year}0000000"),
            ("Retrieved", "2023-06-05"),
        )
    return (
        ("作　　者", names),
        ("通信作者", paper.authors[paper.rank - 1] + star if star else paper.authors[-1]),
        ("作者单位", "江州大学药学院"),
        ("来源期刊", f"《{paper.journal}》（{paper.tier}）"),
        ("年卷期页", place),
        ("ISSN", paper.magazine.issn),
        ("文献类型", "期刊论文"),
        ("收录数据库", "学海核心期刊数据库"),
        ("收录编号", f"XH{paper.year}-{paper.issue:02d}-{paper.magazine.first:04d}"),
        ("检索日期", "2023-06-05"),
    )


def _window(image: Image.Image) -> Image.Image:
    """Round the corners and let the window float on nothing."""
    size = (WIDTH + 2 * PAD, HEIGHT + 2 * PAD)
    shape = Image.new("L", size)
    ImageDraw.Draw(shape).rounded_rectangle((PAD, PAD, PAD + WIDTH - 1, PAD + HEIGHT - 1), 22, fill=255)
    shadow = shape.filter(ImageFilter.GaussianBlur(PAD / 3)).point(lambda value: value // 3)
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    picture.putalpha(shadow)
    window = Image.new("RGBA", size)
    window.paste(image, (PAD, PAD))
    window.putalpha(shape)
    return Image.alpha_composite(picture, window)
