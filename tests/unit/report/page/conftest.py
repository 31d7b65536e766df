"""The report's facts made by hand: a dossier of two records, one built, one not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.finding import ChecklistItem, Finding, Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import Place, text_place
from zcdossier.model.profile import Choice, Field, Part, Profile, Section
from zcdossier.model.receipt import BuildOutcome, RecodedReceipt, RecordReceipt, SourceReceipt
from zcdossier.report.page.report_facts import PagePart, RecordFacts, ReportFacts, UploadState

FOLDER = "09-论文/甲"


def place(path: str = "", file: str = "dossier.yaml", line: int | None = 4) -> Place:
    return Place(file, path=path) if line is None else text_place(file, line, 3, path=path)


def finding(path: str, *, severity: Severity = Severity.ERROR, **how: Any) -> Finding:
    where = how.pop("where", None) or place(path)
    return Finding(
        "ZC204",
        "rule",
        severity,
        where,
        Label("不对：{it}", "wrong: {it}"),
        Label("改 {it}", "mend {it}"),
        {"it": path},
        **how,
    )


def asked(answer: str = "", path: str = "", subject: str = "") -> ChecklistItem:
    return ChecklistItem("A-2", Label("属实吗？", "Is it true?"), path, subject, answer)


class Case:
    """Pieces of a report to be changed and put together."""

    finding = staticmethod(finding)
    asked = staticmethod(asked)
    place = staticmethod(place)

    def __init__(self) -> None:
        fields = {"title": Field("title", Label("题目", "Title"), required=Severity.ERROR)}
        papers = Section(
            "papers",
            Label("论文", "Papers"),
            9,
            folder="09-论文",
            fields=fields,
            parts={"cover": Part("cover", Label("封面", "Cover"))},
            limit={"*": 2},
            required=True,
        )
        self.profile = Profile(
            "case",
            Label("某通知", "Some notice"),
            levels=(Choice("senior", Label("副高", "senior")),),
            applicant={"name": Field("name", Label("姓名", "Name"))},
            sections={"papers": papers, "honors": Section("honors", Label("荣誉", "Honours"), 10, required=True)},
            clauses={"A-1": Label("最多两篇", "two at most")},
            places={"A-1": "一.1"},
        )
        self.papers = tuple(self.paper(number) for number in range(2))
        self.applicant = {"name": Value("林晓", place("applicant.name"), "林晓")}
        self.findings: tuple[Finding, ...] = ()
        self.checklist: tuple[ChecklistItem, ...] = ()
        self.receipts: tuple[RecordReceipt | None, ...] = (self.receipt(), None)
        self.states: tuple[UploadState, ...] = (UploadState.CURRENT, UploadState.MISSING)
        self.more: dict[str, Any] = {}

    @staticmethod
    def paper(number: int) -> Record:
        own = f"sections.papers[{number}]"
        folder = FOLDER.replace("甲", "甲乙"[number])
        scans = tuple(
            Scan(f"{folder}/{name}", "cover", place(f"{own}.files[{index}]"))
            for index, name in enumerate(("1-封面.jpg", "2-封面.pdf"))
        )
        title = f"题目{number}"
        return Record("papers", number, place(own), folder, None, {"title": Value(title, place(), title)}, scans)

    @staticmethod
    def receipt(**how: Any) -> RecordReceipt:
        given: dict[str, Any] = {
            "record": FOLDER,
            "section": "papers",
            "title": "题目0",
            "outcome": BuildOutcome.BUILT,
            "file": "09-论文/01 甲.pdf",
            "bytes": 5_000_000,
            "pages": 3,
            "sha256": "ab" * 32,
            "limit": 20_000_000,
            "sources": (
                SourceReceipt(f"{FOLDER}/1-封面.jpg", "cover", 9, "", (1,)),
                SourceReceipt(f"{FOLDER}/2-封面.pdf", "cover", 9, "", (2, 3)),
            ),
            "recoded": (RecodedReceipt(2, f"{FOLDER}/2-封面.pdf", 9_000_000, 4_000_000, 200, 70, "limit"),),
            "notes": (Label("去掉了一个附件", "an attachment was dropped"),),
        }
        return RecordReceipt(**(given | how))

    @property
    def dossier(self) -> Dossier:
        return Dossier(
            Path("li-ming"), "case", "senior", place(), place(), self.applicant, sections={"papers": self.papers}
        )

    @property
    def facts(self) -> ReportFacts:
        verdict = Verdict(findings=self.findings, checklist=self.checklist)
        parts = {number: PagePart(f"{FOLDER}/2-封面.pdf", Label("封面", "Cover")) for number in (1, 2, 3)}
        records = tuple(
            RecordFacts(record, state, f"09-论文/{record.position:02d}.pdf", receipt, parts if receipt else {})
            for record, state, receipt in zip(self.papers, self.states, self.receipts, strict=True)
        )
        given: dict[str, Any] = {
            "result": LintResult(Path("li-ming"), "li-ming", verdict, self.dossier, self.profile),
            "as_of": date(2026, 11, 21),
            "version": "1.0",
            "records": records,
            "folder": "li-ming",
            "look": "small",
        }
        return ReportFacts(**(given | self.more))


@pytest.fixture
def case() -> Case:
    return Case()
