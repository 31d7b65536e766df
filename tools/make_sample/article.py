"""A paper as a set of facts: which journal, which issue, who wrote it in which order, what it says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.make_sample.kit import PEOPLE
from tools.make_sample.manifest import Entry
from tools.make_sample.sheet import Colour
from tools.make_sample.typeset import Block, Figure, Heading

PROSE = Path(__file__).with_name("prose")
_JOURNAL = re.compile(r"《(?P<name>[^》]+)》，(?P<tier>[^，]+)，(?P<rank>\d+)(?P<star>\*?)/(?P<members>\d+)")


@dataclass(frozen=True, slots=True)
class Magazine:
    """What is printed on every issue of a journal."""

    english: str
    issn: str
    publisher: str
    colours: tuple[Colour, Colour]
    art: str
    founded: int
    first: int
    last: int
    prose: str


MAGAZINES: Mapping[str, Magazine] = {
    "东海药学学报": Magazine(
        "DONGHAI YAOXUE XUEBAO",
        "0000-1021",
        "东海省药学会　东海药学杂志社",
        ((16, 74, 92), (58, 146, 140)),
        "lattice",
        1985,
        56,
        57,
        "diterpenes",
    ),
    "Donghai Journal of Natural Medicines": Magazine(
        "Volume 8, Number 6",
        "0000-2064",
        "Donghai Academic Press",
        ((30, 60, 34), (126, 164, 84)),
        "leaves",
        2015,
        412,
        414,
        "cedranoid",
    ),
    "江州大学学报（自然科学版）": Magazine(
        "Journal of Jiangzhou University (Natural Science)",
        "0000-3117",
        "江州大学",
        ((122, 30, 36), (206, 150, 96)),
        "bands",
        1979,
        88,
        93,
        "extraction",
    ),
    "东海医学教育": Magazine(
        "DONGHAI MEDICAL EDUCATION",
        "0000-4053",
        "东海省医学教育学会",
        ((44, 54, 118), (126, 150, 206)),
        "circles",
        1996,
        41,
        42,
        "teaching",
    ),
}


@dataclass(frozen=True, slots=True)
class Article:
    """One paper of the applicant."""

    title: str
    journal: str
    magazine: Magazine
    authors: tuple[str, ...]
    rank: int
    corresponding: bool
    tier: str
    year: int
    issue: int

    @property
    def volume(self) -> int:
        """The volume, counted from the year of foundation."""
        return self.year - self.magazine.founded + 1

    @property
    def latin(self) -> bool:
        """Whether the journal is in English."""
        return self.journal.isascii()

    @property
    def spread(self) -> str:
        """First and last page."""
        return f"{self.magazine.first}-{self.magazine.last}"


def article(record: Entry, applicant: str) -> Article:
    """Read a paper's record: the authors are made up round the applicant's own place."""
    match = _JOURNAL.fullmatch(record["journal"])
    if match is None:
        raise ValueError(record["journal"])
    rank, members = int(match["rank"]), int(match["members"])
    others = list(PEOPLE[: members - 1])
    others.insert(rank - 1, applicant)
    year, month = (int(part) for part in record["date"].split("-")[:2])
    return Article(
        record.title,
        match["name"],
        MAGAZINES[match["name"]],
        tuple(others),
        rank,
        bool(match["star"]),
        match["tier"],
        year,
        month,
    )


def blocks(name: str, figures: Mapping[str, Figure]) -> list[Block]:
    """Read a text: `# ` begins a heading, `!name` calls a figure, every other line is a paragraph."""
    found: list[Block] = []
    for line in (PROSE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            found.append(Heading(line[2:]))
        elif line.startswith("!"):
            found.append(figures[line[1:]])
        else:
            found.append(line)
    return found


def references(count: int, start: int = 0) -> list[str]:
    """Return made-up entries of a list of references."""
    topics = (
        "松科植物二萜类成分研究进展",
        "雪松属植物的化学成分与药理活性",
        "天然产物抗炎活性筛选方法的比较",
        "超声辅助提取在天然药物中的应用",
        "响应面法优化提取工艺的若干问题",
        "混合式教学在药学课程中的实践",
        "问题驱动教学的设计与评价",
        "巨噬细胞炎症模型的建立与应用",
        "植物黄酮的含量测定方法",
    )
    journals = ("东海药学学报", "东海药学杂志", "北屏大学学报", "江州中医药", "东海医学教育", "天然产物通讯")
    lines = []
    for number in range(count):
        pick = number + start
        first, second = PEOPLE[(pick * 3 + 5) % len(PEOPLE)], PEOPLE[(pick * 5 + 2) % len(PEOPLE)]
        page = 100 + pick * 37 % 800
        lines.append(
            f"[{number + 1}] {first}, {second}. {topics[pick % len(topics)]}[J]. {journals[pick % len(journals)]}, "
            f"{2008 + pick % 10}, {20 + pick}({1 + pick % 6}): {page}-{page + 6}."
        )
    return lines
