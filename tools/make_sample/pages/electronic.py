"""A paper as a publisher gives it: a PDF of real text and lines, with an embedded subset of the typeface."""

import datetime as dt
import io
import math
from collections.abc import Sequence

import pikepdf
from fpdf import FPDF

from tools.make_sample.article import PROSE, Article
from tools.make_sample.kit import Kit
from tools.make_sample.pages.journal import roman
from tools.make_sample.sheet import MARK

LEFT, RIGHT, MIDDLE = 18.0, 192.0, 105.0
GREEN = (30, 60, 34)
SOURCES = 26


class Print(FPDF):
    """A4 pages with the journal's running head and foot."""

    def __init__(self, kit: Kit, paper: Article) -> None:
        super().__init__(format="A4")
        self.paper = paper
        for face in ("serif", "sans"):
            for style in ("", "B"):
                path, index = kit.fonts.path(face, style == "B"), kit.fonts.index(face, style == "B")
                self.add_font(face, style, path, collection_font_number=index)
        self.set_creation_date(dt.datetime(2022, 6, 10, tzinfo=dt.UTC))
        self.set_title(paper.title)
        self.set_author(roman(paper.authors))
        self.set_margins(LEFT, 24, 210 - RIGHT)
        self.set_auto_page_break(True, 24)

    def header(self) -> None:
        self.set_font("sans", size=8)
        self.set_text_color(90)
        volume = f"{self.paper.journal} {self.paper.year}, {self.paper.volume}({self.paper.issue}), {self.paper.spread}"
        self.text(LEFT, 14, volume)
        self.set_draw_color(*GREEN)
        self.set_line_width(0.4)
        self.line(LEFT, 17, RIGHT, 17)
        self.set_y(24)

    def footer(self) -> None:
        self.set_font("sans", size=8)
        self.set_text_color(90)
        self.set_xy(LEFT, 281)
        self.cell(RIGHT - LEFT, 4, str(self.paper.magazine.first + self.page_no() - 1), align="C")
        self.set_xy(LEFT, 287)
        self.set_text_color(150)
        self.cell(RIGHT - LEFT, 4, MARK, align="C")


def electronic(kit: Kit, paper: Article) -> bytes:
    """Return the whole paper as a PDF; the same bytes every time."""
    pdf = Print(kit, paper)
    pdf.add_page()
    lines = (PROSE / f"{paper.magazine.prose}.txt").read_text(encoding="utf-8").splitlines()
    _head(pdf, paper, lines[:2])
    results = lines.index("# 3. Results")
    sources = lines.index("# References")
    _text(pdf, lines[2:results])
    _trace(pdf, kit, "Fig. 1. Chromatogram of the ethyl acetate fraction; the peaks are numbered as the compounds.")
    _text(pdf, lines[results : results + 3])
    _bars(pdf, "Fig. 2. Effect of compound 5 on the release of nitric oxide (mean ± SD, n = 3; ** P < 0.01).")
    _text(pdf, lines[results + 3 : sources])
    _text(pdf, ["# References", *_sources()], 8.2)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bytes(pdf.output()))) as document:
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _head(pdf: Print, paper: Article, abstract: Sequence[str]) -> None:
    pdf.set_text_color(*GREEN)
    pdf.set_font("serif", "B", 19)
    pdf.multi_cell(0, 9, paper.title, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    pdf.set_text_color(30)
    pdf.set_font("serif", "", 12)
    names = roman(paper.authors) + ("*" if paper.corresponding else "")
    pdf.multi_cell(0, 6, names, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("serif", "", 9)
    place = "School of Pharmacy, Jiangzhou University, Jiangzhou 000000, Donghai"
    pdf.multi_cell(0, 5, place, new_x="LMARGIN", new_y="NEXT")
    pdf.multi_cell(0, 5, "* Corresponding author: Xiao Lin", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    pdf.set_fill_color(240, 244, 236)
    pdf.set_font("serif", "", 10)
    for text in abstract:
        pdf.multi_cell(0, 5.4, text, fill=True, padding=2, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(5)


def _text(pdf: Print, lines: Sequence[str], size: float = 10.5) -> None:
    pdf.set_text_color(25)
    with pdf.text_columns(ncols=2, gutter=7, text_align="J", line_height=1.45, balance=True) as flow:
        for line in lines:
            heading = line.startswith("# ")
            pdf.set_font("sans" if heading else "serif", "B" if heading else "", size + 0.5 if heading else size)
            flow.write(line[2:] if heading else line)
            flow.ln(1.2)
    pdf.ln(4)


def _room(pdf: Print, height: float) -> float:
    if pdf.get_y() + height > 272:
        pdf.add_page()
    return float(pdf.get_y())


def _trace(pdf: Print, kit: Kit, caption: str) -> None:
    top = _room(pdf, 66)
    bottom, width = top + 52, RIGHT - LEFT - 16
    _axes(pdf, top, bottom)
    places = [0.12 + 0.12 * k + float(kit.rng.uniform(-0.03, 0.03)) for k in range(7)]
    peaks = [(place, float(kit.rng.uniform(0.3, 0.95))) for place in places]
    points = []
    for step in range(600):
        at = step / 599
        level = 0.03 + sum(height * math.exp(-(((at - place) / 0.006) ** 2)) for place, height in peaks)
        points.append((LEFT + 10 + width * at, bottom - 48 * min(level, 1)))
    pdf.set_line_width(0.25)
    pdf.set_draw_color(20, 20, 20)
    pdf.polyline(points)
    for number, (place, height) in enumerate(peaks, 1):
        pdf.text(LEFT + 9 + width * place, bottom - 48 * height - 3, str(number))
    _caption(pdf, bottom + 6, caption)


def _bars(pdf: Print, caption: str) -> None:
    top = _room(pdf, 66)
    bottom = top + 52
    _axes(pdf, top, bottom)
    labels = ("Blank", "Model", "5 μM", "10 μM", "20 μM", "40 μM")
    for number, (label, value) in enumerate(zip(labels, (0.2, 0.98, 0.7, 0.54, 0.38, 0.27), strict=True)):
        x = LEFT + 18 + number * 26
        pdf.set_fill_color(*(60 + 26 * number, 110 + 20 * number, 60 + 24 * number))
        pdf.rect(x, bottom - 46 * value, 14, 46 * value, style="DF")
        pdf.line(x + 7, bottom - 46 * value - 2, x + 7, bottom - 46 * value + 2)
        pdf.text(x + 1, bottom + 4, label)
        if number > 1:
            pdf.text(x + 5, bottom - 46 * value - 3, "**")
    _caption(pdf, bottom + 8, caption)


def _axes(pdf: Print, top: float, bottom: float) -> None:
    pdf.set_draw_color(20, 20, 20)
    pdf.set_line_width(0.3)
    pdf.line(LEFT + 10, top, LEFT + 10, bottom)
    pdf.line(LEFT + 10, bottom, RIGHT - 6, bottom)
    pdf.set_font("sans", size=7.5)
    pdf.set_text_color(25)


def _caption(pdf: Print, y: float, caption: str) -> None:
    pdf.set_xy(LEFT, y)
    pdf.set_font("sans", size=8.5)
    pdf.multi_cell(0, 4.5, caption, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(5)


def _sources() -> list[str]:
    topics = (
        "Diterpenes of the pine family: a review",
        "Chemical constituents of cedar needles",
        "A simple assay for nitrite",
        "Circular dichroism of tricyclic acids",
        "Essential oils of conifers",
        "Macrophages as a model of inflammation",
        "Gel filtration of plant extracts",
        "Seasonal changes in resin acids",
    )
    names = ("Gu C", "Lu W", "Wen J", "Luo T", "Fang J", "Jiang Z", "Tang S", "He Y", "Ye Z")
    return [
        f"[{n + 1}] {names[n * 2 % 9]}, {names[(n * 4 + 3) % 9]}. {topics[n * 3 % 8]}. Donghai J Nat Med "
        f"{2009 + n % 12}; {1 + n % 8}: {100 + n * 31}-{107 + n * 31}."
        for n in range(SOURCES)
    ]
