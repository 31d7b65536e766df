"""The pages of a printed paper in Chinese: a title across the page, then two columns."""

from collections.abc import Sequence

from tools.make_sample.article import Article, blocks, references
from tools.make_sample.kit import Kit
from tools.make_sample.pages.illustrations import illustrations
from tools.make_sample.sheet import Sheet
from tools.make_sample.typeset import Block, Frame, Note, Style, columns, paragraph

BODY = Style(3.65, 1.62, 2)
SMALL = Style(3.2, 1.5, 0)
LEFT, RIGHT, COLUMN = 19.0, 108.0, 83.0
BOTTOM = 274.0


def pages(kit: Kit, paper: Article, text: str, *, count: int, first: bool = True, sources: int = 12) -> list[Sheet]:
    """Set a text of `prose/` on `count` pages; without `first` it continues a paper begun before."""
    waiting = blocks(text, illustrations(kit.rng))
    abstract = [str(waiting.pop(0)), str(waiting.pop(0))] if first else []
    waiting += [Note(text) for text in references(sources, len(paper.title))]
    number = paper.magazine.first if first else paper.magazine.last - count + 1
    done = []
    for turn in range(count):
        sheet = _page(kit, paper, number + turn)
        top = _head(sheet, paper, abstract) if first and turn == 0 else 27.0
        waiting = _run(sheet, waiting, top, BOTTOM - (14 if first and turn == 0 else 0))
        if first and turn == 0:
            _footnote(sheet, paper, kit)
        done.append(sheet)
    return done


def _run(sheet: Sheet, waiting: Sequence[Block], top: float, bottom: float) -> list[Block]:
    """Fill both columns and return what found no room."""
    frames = [Frame(LEFT, top, COLUMN, bottom), Frame(RIGHT, top, COLUMN, bottom)]
    return columns(sheet, waiting, frames, BODY)


def _page(kit: Kit, paper: Article, number: int) -> Sheet:
    sheet = kit.sheet()
    issue = f"第{paper.volume}卷第{paper.issue}期"
    sheet.text(LEFT, 14, f"{paper.year}年{paper.issue}月", 3.4)
    sheet.text(105, 14, paper.journal, 3.8, align="centre")
    sheet.text(191, 14, issue, 3.4, align="right")
    sheet.line(LEFT, 20.5, 191, 20.5, weight=0.35)
    sheet.text(105, 279, f"· {number} ·", 3.4, align="centre")
    sheet.mark()
    return sheet


def _head(sheet: Sheet, paper: Article, abstract: Sequence[str]) -> float:
    """Set title, authors with their order, affiliations and abstract; return the y below."""
    size = min(7.4, 165 / sheet.width_of(paper.title, 1.0, bold=True))
    y = sheet.text(105, 31, paper.title, size, bold=True, align="centre") + 5
    names = "，".join(_marked(paper, number) for number in range(len(paper.authors)))
    y = sheet.text(105, y, names, 4.8, align="centre") + 3
    place = "1. 江州大学药学院，东海 江州 000000"
    if len(paper.authors) > 2:
        place += "；2. 东海省药物研究院，东海 江州 000000"
    y = sheet.text(105, y, f"（{place}）", 3.3, align="centre") + 5
    for text in abstract:
        y = paragraph(sheet, text, Frame(27, y, 156), Style(3.35, 1.55, 0)) + 1
    code = f"中图分类号：R000　　文献标识码：A　　文章编号：0000-0000（{paper.year}）00-0000-00"
    y = sheet.text(27, y, code, 3.1) + 3
    return y + 2


def _marked(paper: Article, number: int) -> str:
    name = paper.authors[number]
    mark = "²" if number == 2 else "¹"
    star = "*" if paper.corresponding and number == paper.rank - 1 else ""
    if not paper.corresponding and number == len(paper.authors) - 1:
        star = "*"
    return name + mark + star


def _footnote(sheet: Sheet, paper: Article, kit: Kit) -> None:
    sheet.line(LEFT, 264, LEFT + 50, 264, weight=0.25)
    own = "通信作者" if paper.corresponding else "第一作者"
    text = f"收稿日期：{paper.year - 1}-09-15　　{own}：{kit.name}，女，讲师，博士，研究方向：天然药物化学"
    paragraph(sheet, text, Frame(LEFT, 266, 172), SMALL)
