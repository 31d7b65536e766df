"""A small dossier with its verdict, made by hand: what every report is tried on."""

from pathlib import Path

import pytest

from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.finding import ChecklistItem, Finding, NotEvaluated, Related, Severity, Verdict, Waived
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import Place, text_place
from zcdossier.model.profile import Choice, Profile, Section

MANIFEST = """\
profile: zj-hznu-2023
level: 副高
sections:
  论文:
    - folder: 09-论文/2021-03 教育研究
      title: 课堂里的追问
      date: 2023-07
  获奖情况:
    - {title: 校一等奖, date: 2022-05}
"""

ROOT = Path("li-ming")


def manifest_place(line: int, column: int, end: int, path: str) -> Place:
    return text_place("dossier.yaml", line, column, end, path=path)


def title_error() -> Finding:
    return Finding(
        code="ZC204",
        rule="papers-star",
        severity=Severity.ERROR,
        place=manifest_place(6, 14, 20, "sections.papers[0].title"),
        message=Label("送审论文的题目前要加 *，这里是 {title}", "a paper for review is starred, not {title}"),
        hint=Label("写成 *{title}", "write *{title}"),
        args={"title": "课堂里的追问"},
        clauses=("HZNU-3.9-05", "HZNU-1.1-01"),
        says=Label("送审的论文在题目前加星号", "papers sent out for review are starred"),
    )


def date_warning() -> Finding:
    return Finding(
        code="ZC301",
        rule="papers-window",
        severity=Severity.WARNING,
        place=manifest_place(7, 13, 20, "sections.papers[0].date"),
        message=Label("{date} 晚于截止日期", "{date} is after the cut-off"),
        hint=Label("核对日期", "check the date"),
        args={"date": "2023-07"},
        clauses=("HZNU-1.1-01",),
        related=(Related(manifest_place(2, 1, 6, "level"), Label("级别写在这里", "the level stands here")),),
    )


def orphan() -> Finding:
    return Finding(
        code="ZC501",
        rule="ZC501",
        severity=Severity.ERROR,
        place=Place("09-论文/多余\x1b[2J.jpg"),
        message=Label("{name} 不属于任何记录", "{name} belongs to no record"),
        hint=Label("移到记录的文件夹里", "move it"),
        args={"name": "多余\x1b[2J.jpg"},
    )


@pytest.fixture
def profile() -> Profile:
    papers = Section("papers", Label("论文", "Papers"), 9, folder="09-论文", limit={"*": 4}, required=True)
    awards = Section("awards", Label("获奖情况", "Awards"), 5, folder="05-获奖情况", limit={"associate_senior": 5})
    honors = Section("honors", Label("荣誉称号", "Honors"), 6, required=True)
    return Profile(
        id="zj-hznu-2023",
        title=Label("杭师大 2023", "HZNU 2023"),
        levels=(Choice("associate_senior", Label("副高", "associate senior")),),
        sections={"papers": papers, "awards": awards, "honors": honors},
        photo=Section("photo", Label("照片", "Photo"), 0),
        clauses={"HZNU-1.1-01": Label("截止日期是 2023 年 6 月 30 日。", "The cut-off is 2023-06-30.")},
        places={"HZNU-3.9-05": "三.9", "HZNU-1.1-01": "一"},
    )


@pytest.fixture
def dossier() -> Dossier:
    paper = Record(
        section="papers",
        position=0,
        place=manifest_place(5, 7, 13, "sections.papers[0]"),
        folder="09-论文/2021-03 教育研究",
        fields={"title": Value("课堂里的追问", manifest_place(6, 14, 20, "sections.papers[0].title"), "课堂里的追问")},
        scans=(Scan("09-论文/2021-03 教育研究/1-封面.jpg", "cover", Place("dossier.yaml")),),
    )
    award = Record("awards", 0, manifest_place(9, 7, 8, "sections.awards[0]"))
    return Dossier(
        root=Path("li-ming"),
        profile="zj-hznu-2023",
        level="associate_senior",
        place=text_place("dossier.yaml", 1, 1),
        level_place=text_place("dossier.yaml", 2, 8),
        sections={"papers": (paper,), "awards": (award,)},
    )


@pytest.fixture
def verdict() -> Verdict:
    return Verdict(
        findings=(orphan(), title_error(), date_warning()),
        waived=(Waived(date_warning(), "人事处 2023-06-01 同意"),),
        not_evaluated=(NotEvaluated("papers-years", "ZC103", Label("没有填日期", "no date given")),),
        checklist=(
            ChecklistItem("HZNU-1.8-01", Label("材料都是真实的吗？", "Is everything true?")),
            ChecklistItem(
                "HZNU-3.9-09", Label("是第一作者吗？", "First author?"), "sections.papers[0]", "课堂里的追问", "是"
            ),
        ),
    )


@pytest.fixture
def linted(dossier: Dossier, profile: Profile, verdict: Verdict) -> LintResult:
    return LintResult(ROOT, "li-ming", verdict, dossier, profile, lines={"dossier.yaml": tuple(MANIFEST.splitlines())})


@pytest.fixture
def clean(dossier: Dossier, profile: Profile) -> LintResult:
    return LintResult(ROOT, "li-ming", Verdict(), dossier, profile)


@pytest.fixture
def unread() -> LintResult:
    broken = Finding("ZC001", "ZC001", Severity.ERROR, text_place("dossier.yaml", 1, 3), Label("读不懂", "unreadable"))
    return LintResult(ROOT, "li-ming", Verdict((broken,)), lines={"dossier.yaml": ("a: b: c",)})
