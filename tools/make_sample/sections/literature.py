"""What was written: papers, books, patents, standards."""

from functools import partial

from tools.make_sample.article import Article, article
from tools.make_sample.kit import Kit
from tools.make_sample.manifest import Entry, Manifest
from tools.make_sample.pages import books as book_pages
from tools.make_sample.pages import journal, letters, registers, screens
from tools.make_sample.pages import papers as paper_pages
from tools.make_sample.scan import How, Scan
from tools.make_sample.sheet import Sheet

STATION = "东海省科技信息查新中心"


def papers(manifest: Manifest, record: Entry, index: int) -> list[Scan]:
    """Inclusion proof, cover, contents, body, back cover; every paper shows another way to give the body."""
    paper = article(record, manifest.applicant["name"])
    how = How.FLATBED if index == 3 else How.PHONE
    curl = 0.03 if how is How.PHONE else 0.0
    proof = Scan("1-收录证明", partial(_proof, paper=paper), How.PHONE if index % 2 == 0 else How.FLATBED, desk="linen")
    found = [
        Scan("2-封面", partial(journal.cover, paper=paper), how, (1, 6, 8, 1)[index]),
        Scan("3-目录", partial(journal.contents, paper=paper), how, (6, 1, 1, 1)[index], curl=curl),
        Scan("5-封底", partial(journal.back_cover, paper=paper), how, (1, 3, 1, 1)[index]),
    ]
    body = (_two_photos, _printed, _ends, _one_scan)[index](paper)
    if index == 1:
        proof = Scan("1-收录证明-检索报告", proof.draw, How.PHONE)
        body.insert(0, Scan("1-收录证明-网页截图", partial(screens.screenshot, paper=paper), How.SCREEN))
    if index == 2:
        found[2] = Scan("6-封底", found[2].draw, how)
    return [proof, *body, *found]


def _two_photos(paper: Article) -> list[Scan]:
    draws = [partial(_body, paper=paper, page=page, count=2, sources=6) for page in range(2)]
    return [Scan("4-正文-1", draws[0], curl=0.04), Scan("4-正文-2", draws[1], turn=6, curl=0.04)]


def _printed(paper: Article) -> list[Scan]:
    return [Scan("4-正文", partial(_electronic, paper=paper), How.PRINT)]


def _ends(paper: Article) -> list[Scan]:
    last = partial(paper_pages.pages, paper=paper, text=paper.magazine.prose + "_end", count=1, first=False)
    return [
        Scan("4-正文首页", partial(_body, paper=paper, page=0, count=1, sources=0), curl=0.035),
        Scan("5-正文尾页", last, turn=3, curl=0.035),
    ]


def _one_scan(paper: Article) -> list[Scan]:
    return [Scan("4-正文", partial(paper_pages.pages, paper=paper, text=paper.magazine.prose, count=2), How.SCANNER)]


def books(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """Cover, imprint, contents, back cover: one book by phone, one on the scanner."""
    how = (How.PHONE, How.FLATBED)[index % 2]
    curl = 0.03 if how is How.PHONE else 0.0
    return [
        Scan("1-封面", partial(book_pages.cover, record=record), how, 6, "linen"),
        Scan("2-版权页", partial(book_pages.imprint, record=record), how, 1, "linen", curl),
        Scan("3-目录", partial(book_pages.contents, record=record), how, 8, "linen", curl),
        Scan("4-封底", partial(book_pages.back_cover, record=record), how, 1, "linen"),
    ]


def patents(_: Manifest, record: Entry, index: int) -> list[Scan]:
    """The certificate of the register."""
    if index == 0:
        return [Scan("1-佐证-专利证书", partial(registers.patent, record=record), How.FLATBED)]
    return [Scan("1-佐证-登记证书", partial(registers.software, record=record), turn=6)]


def standards(_: Manifest, record: Entry, __: int) -> list[Scan]:
    """Cover, foreword and first page from the office copier."""
    return [Scan("1-佐证-标准文本", partial(registers.standard, record=record), How.COPIER)]


def _body(kit: Kit, paper: Article, page: int, count: int, sources: int) -> Sheet:
    return paper_pages.pages(kit, paper, paper.magazine.prose, count=count, sources=sources)[page]


def _electronic(kit: Kit, paper: Article) -> bytes:
    from tools.make_sample.pages.electronic import electronic  # fpdf2 only for this one

    return electronic(kit, paper)


def _proof(kit: Kit, paper: Article) -> Sheet:
    """Draw the search station's report on one paper."""
    kind = "通信作者" if paper.corresponding else "作者"
    place = f"排名第{paper.rank}，共{len(paper.authors)}位作者"
    where = f"{paper.year}年第{paper.volume}卷第{paper.issue}期，{paper.spread}页"
    name = f"《{paper.journal}》" if not paper.latin else paper.journal
    text = (
        f"经检索“学海”学术文献数据库，{kit.school}{kit.name}老师以{kind}身份（{place}）发表的论文"
        f"“{paper.title}”（{name}，{where}）已被收录，该刊为{paper.tier}。"
    )
    note = f"收录编号：XH{paper.year}{paper.issue:02d}{paper.magazine.first:04d}　　检索日期：2023年6月5日"
    letter = letters.Letter("论文收录检索证明", [text, note], STATION, "2023-06-05", below="检索专用章", hand="孟书遥")
    return letters.letter(kit, letter)
