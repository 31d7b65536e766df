"""Made-up pages with plenty on them: dense Chinese text, ruled tables, red seals; every page differs.

Drawn with the typesetting and the seals of `tools/make_sample`, which needs the Noto CJK typefaces.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from PIL import Image

from tools.make_sample.article import PROSE
from tools.make_sample.fonts import DEFAULT_FOLDER, Fonts
from tools.make_sample.kit import PEOPLE, Kit
from tools.make_sample.pages.illustrations import illustrations
from tools.make_sample.sheet import PAPER, RED, Sheet
from tools.make_sample.typeset import Block, Frame, Heading, Style, Table, columns, paragraph, table

APPLICANT = {"name": "林晓", "employer": "江州大学", "department": "药学院"}
OWNERS = ("江州大学药学院", "东海省药学会", "江州市科学技术局", "东海省教育厅", "江州大学教务处", "东海药学学报编辑部")
TITLES = ("年度考核情况登记表", "教学工作量认定表", "科研项目经费汇总表", "课程考核成绩统计表", "学术活动登记表")
HEADS = ("关于公布评审结果的通知", "录用及收录情况证明", "教学成果推荐意见", "项目结题验收意见书")
COURSES = ("药理学", "天然药物化学", "药物分析", "生药学", "药剂学", "有机化学", "临床药学概论", "药事管理学")
REMARKS = ("按期完成", "优秀", "合格，同意", "延期至次年", "补充材料已交", "学院复核", "见附件三", "—")


def page(rng: np.random.Generator, kind: int, scale: float) -> Image.Image:
    """One page of a kind (any number counts), at `scale` pixels per millimetre."""
    kit = Kit(_fonts(), rng, APPLICANT, scale)
    return KINDS[kind % len(KINDS)](kit).image


def journal(kit: Kit) -> Sheet:
    """Two columns of small type with figures and formulas: a page of a paper."""
    sheet = kit.sheet()
    _running_head(kit, sheet)
    size = float(kit.rng.uniform(3.3, 3.8))
    frames = [Frame(19, 26, 83, 275), Frame(108, 26, 83, 275)]
    columns(sheet, _blocks(kit, figures=True), frames, Style(size, 1.5, 2))
    return sheet


def book(kit: Kit) -> Sheet:
    """One column of dense text from edge to edge."""
    sheet = kit.sheet(paper=(250, 247, 236))
    _running_head(kit, sheet)
    size = float(kit.rng.uniform(3.5, 4.2))
    columns(sheet, _blocks(kit, figures=False), [Frame(22, 27, 166, 276)], Style(size, 1.55, 2))
    return sheet


def gazette(kit: Kit) -> Sheet:
    """Three columns of fine print, the smallest that is still printed (2.4 mm, under 7 points)."""
    sheet = kit.sheet()
    _running_head(kit, sheet)
    frames = [Frame(15 + 62 * at, 26, 56, 274) for at in range(3)]
    columns(sheet, _blocks(kit, figures=False) + _blocks(kit, figures=False), frames, Style(2.4, 1.7, 2))
    return sheet


def register(kit: Kit) -> Sheet:
    """A form full of figures, names and remarks, with a seal at its foot."""
    sheet = kit.sheet()
    sheet.text(105, 18, str(kit.rng.choice(TITLES)), 6.4, face="sans", bold=True, align="centre")
    bottom = table(
        sheet, 14, 32, _figures(kit, rows=int(kit.rng.integers(22, 28)), widths=(12, 36, 26, 22, 22, 26, 38))
    )
    kit.issued(sheet, 180, min(bottom + 8, 262), _owner(kit), "2023-06")
    return sheet


def letter(kit: Kit) -> Sheet:
    """A letter with a red head, numbered paragraphs and two seals over the text."""
    sheet = kit.sheet()
    sheet.text(105, 20, f"{_owner(kit)}文件", 11, bold=True, colour=RED, align="centre")
    sheet.line(20, 40, 190, 40, weight=0.9, colour=RED)
    sheet.text(105, 50, str(kit.rng.choice(HEADS)), 6.6, bold=True, align="centre")
    y = 68.0
    for text in _sentences(kit)[:9]:
        y = paragraph(sheet, text[:230], Frame(24, y, 162), Style(4.3, 1.62, 2)) + 1.2
        if y > 218:
            break
    kit.seal(sheet, 62, min(y + 6, 238), _owner(kit), diameter=42)
    kit.issued(sheet, 180, min(y + 4, 238), _owner(kit), "2022-11", below="业务专用章")
    return sheet


def statement(kit: Kit) -> Sheet:
    """Text above, a table below, hand-written names and square seals: an expert's opinion."""
    sheet = kit.sheet()
    sheet.text(105, 18, str(kit.rng.choice(HEADS)), 6.2, face="sans", bold=True, align="centre")
    y = 32.0
    for text in _sentences(kit)[:4]:
        y = paragraph(sheet, text[:200], Frame(20, y, 170), Style(3.9, 1.55, 2)) + 1
    y = table(sheet, 20, y + 3, _figures(kit, rows=11, widths=(14, 40, 30, 28, 24, 34)))
    for number, name in enumerate(kit.rng.choice(PEOPLE, 3, replace=False)):
        kit.sign(sheet, 50 + number * 50, min(y + 13, 268), str(name))
        kit.chop(sheet, 50 + number * 50, min(y + 28, 280), str(name))
    kit.seal(sheet, 150, min(y - 14, 250), _owner(kit))
    return sheet


def wide(kit: Kit) -> Sheet:
    """A landscape table in small type."""
    sheet = kit.sheet(297, 210)
    sheet.text(148, 12, str(kit.rng.choice(TITLES)), 6, face="sans", bold=True, align="centre")
    widths = (12, 38, 28, 26, 26, 30, 34, 28, 43)
    table(sheet, 16, 25, _figures(kit, rows=21, widths=widths, size=3.3))
    kit.seal(sheet, 240, 165, _owner(kit))
    return sheet


KINDS: Sequence[Callable[[Kit], Sheet]] = (journal, register, book, letter, journal, statement, gazette, wide)


@cache
def _fonts() -> Fonts:
    fonts = Fonts(DEFAULT_FOLDER)
    fonts.check()
    return fonts


def _owner(kit: Kit) -> str:
    return str(kit.rng.choice(OWNERS))


def _running_head(kit: Kit, sheet: Sheet) -> None:
    sheet.text(20, 14, f"第{kit.rng.integers(20, 60)}卷第{kit.rng.integers(1, 7)}期", 3.4)
    sheet.text(105, 14, "东海药学学报", 3.8, align="centre")
    sheet.text(190, 14, "样例 · 非真实材料", 3.2, align="right")
    sheet.line(19, 20.5, 191, 20.5, weight=0.35)
    sheet.text(105, 280, f"· {kit.rng.integers(1, 900)} ·", 3.4, align="centre")


@cache
def _prose() -> tuple[str, ...]:
    lines = [
        line
        for name in ("diterpenes", "teaching", "extraction")
        for line in (PROSE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    ]
    return tuple(line for line in lines if len(line) > 40 and not line.startswith(("#", "!")))


def _sentences(kit: Kit) -> list[str]:
    """Paragraphs put together anew from the sentences of the sample's papers."""
    sentences = [f"{sentence}。" for line in _prose() for sentence in line.split("。") if len(sentence) > 8]
    order = kit.rng.permutation(len(sentences))
    groups = np.array_split(order, max(1, len(order) // 4))
    return ["".join(sentences[at] for at in group) for group in groups]


def _blocks(kit: Kit, *, figures: bool) -> list[Block]:
    blocks: list[Block] = []
    drawn = list(illustrations(kit.rng).values()) if figures else []
    for number, text in enumerate(_sentences(kit) + _sentences(kit)):
        if number % 5 == 2:
            blocks.append(Heading(f"{number // 5 + 1}.{kit.rng.integers(1, 5)} {text[:12].strip('，。')}"))
        if drawn and number % 7 == 4:
            blocks.append(drawn[int(kit.rng.integers(len(drawn)))])
        blocks.append(text)
    return blocks


def _figures(kit: Kit, *, rows: int, widths: Sequence[float], size: float = 3.5) -> Table:
    heads = ("序号", "课程名称", "负责人", "学时", "人数", "金额（元）", "备注", "时间", "说明")[: len(widths)]
    body = [tuple(_cell(kit, number, column) for column in range(len(widths))) for number in range(1, rows)]
    tint = (226, 232, 240) if kit.rng.random() < 0.5 else PAPER
    return Table(widths, [heads, *body], [9.0] + [7.2] * (rows - 1), size=size, head_fill=tint)


def _cell(kit: Kit, row: int, column: int) -> str:
    rng = kit.rng
    choices: tuple[Callable[[], str], ...] = (
        lambda: str(row),
        lambda: str(rng.choice(COURSES)),
        lambda: str(rng.choice(PEOPLE)),
        lambda: str(rng.integers(16, 128)),
        lambda: f"{rng.integers(20, 240)}",
        lambda: f"{rng.integers(1000, 999999) / 100:,.2f}",
        lambda: str(rng.choice(REMARKS)),
        lambda: f"20{rng.integers(10, 24)}-{rng.integers(1, 13):02d}",
        lambda: str(rng.choice(REMARKS)),
    )
    return choices[column]()
