"""What a person says is honoured: waivers with a reason, answers, the day to judge on, how strict to be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LATE = """\
profile: tiny
level: senior
sections:
  awards:
    - {folder: 01-获奖/2021 甲, title: 甲, date: 2023-07}
    - {folder: 01-获奖/2022 乙, title: 乙, date: 2023-08}
"""


@pytest.fixture
def judge(zc: Run, office: Any, scan: bytes) -> Callable[..., Any]:
    """Lint a dossier with two awards that come too late, and what else is written below."""
    root: Path = office.with_scan("an", scan)

    def judged(more: str = "", *options: str) -> Any:
        (root / "dossier.yaml").write_text(LATE + more, encoding="utf-8")
        return zc("lint", "an", *options, cwd=office.path)

    return judged


def dossier(ran: Any) -> Any:
    (dossier,) = ran.json["dossiers"]
    return dossier


def test_without_a_waiver(judge: Callable[..., Any]) -> None:
    ran = judge("", "--format", "json")
    assert ran.code == 1
    assert [(finding["code"], finding["line"]) for finding in dossier(ran)["findings"]] == [("ZC301", 5), ("ZC301", 6)]


def test_a_waiver_of_one_record(judge: Callable[..., Any]) -> None:
    waiver = 'waivers:\n  - {code: ZC301, at: "sections.awards[0]", reason: 人事处 2023-06-01 同意}\n'
    ran = judge(waiver, "--format", "json")
    assert ran.code == 1
    assert [finding["line"] for finding in dossier(ran)["findings"]] == [6]
    assert [(waived["line"], waived["reason"]) for waived in dossier(ran)["waived"]] == [(5, "人事处 2023-06-01 同意")]
    assert dossier(ran)["counts"] == {"error": 1, "warning": 0}


def test_a_waiver_for_the_dossier(judge: Callable[..., Any]) -> None:
    waiver = "waivers: [{code: ZC301, reason: 人事处 2023-06-01 同意}]\n"
    ran = judge(waiver)
    assert ran.code == 0
    assert "2 个问题写了不适用说明" in ran.out
    assert "人事处" not in ran.out
    assert judge(waiver, "-v").out.count("人事处 2023-06-01 同意") == 2
    assert judge(waiver, "-q").both == ""


def test_what_cannot_be_read_cannot_be_waived(zc: Run, office: Any) -> None:
    office.with_scan("an", b"\x01\x02\x03\x04" * 50)
    with (office.path / "an" / "dossier.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("waivers: [{code: ZC504, reason: 同意}]\n")
    ran = zc("lint", "an", "--format", "json", cwd=office.path)
    assert ran.code == 1
    assert {"ZC504", "ZC006"} <= {finding["code"] for finding in dossier(ran)["findings"]}


def test_answers_are_counted(zc: Run, judge: Callable[..., Any], office: Any) -> None:
    assert "人工确认 2 项，还有 2 项没有回答" in judge().out
    assert "人工确认 2 项，还有 1 项没有回答" in judge("answers: {T-5: 是}\n").out
    assert "人工确认 2 项，都已回答" in judge("answers: {T-5: 是, T-6: 是}\n").out
    assert "请您确认 2 项，都已回答\n" in zc("checklist", "an", cwd=office.path).out
    answers = 'answers: {T-5: 否, T-6: {"sections.awards[1]": 是}}\n'
    asked = dossier(judge(answers, "--format", "json"))["checklist"]
    assert [(each["clause"], each["answered"]) for each in asked] == [("T-5", True), ("T-6", False), ("T-6", True)]
    said_no = judge(answers)
    assert "没有发现问题" not in said_no.out
    assert "ZC008" in said_no.out
    checklist = zc("checklist", "an", cwd=office.path).out
    assert "[否] T-5 都是真的吗？" in checklist
    assert "[  ] 获奖 1 甲" in checklist
    assert "[是] 获奖 2 乙" in checklist


@pytest.mark.parametrize("answer", ["{X-1: 是}", "[是]"])
def test_answers_that_answer_nothing(judge: Callable[..., Any], answer: str) -> None:
    ran = judge(f"answers: {answer}\n", "--format", "json")
    found = [finding for finding in dossier(ran)["findings"] if finding["code"] in {"ZC004", "ZC007"}]
    assert [finding["line"] for finding in found] == [7]
    assert not any(item["answered"] for item in dossier(ran)["checklist"])


@pytest.fixture
def young(office: Any) -> Any:
    """A notice under which an award may not lie in the future, and an award of 2023-05."""
    notice = office.path / "profiles" / "tiny" / "profile.yaml"
    text = notice.read_text(encoding="utf-8").replace("not_after: 2023-06-30", "not_after: today")
    notice.write_text(text, encoding="utf-8")
    office.dossier("an", awards="    - {title: 甲, date: 2023-05-20}\n")
    return office


@pytest.mark.parametrize(("day", "code"), [("2023-05-19", 1), ("2023-05-20", 0), ("2030-01-01", 0)])
def test_the_day_decides(zc: Run, young: Any, day: str, code: int) -> None:
    for command in ("lint", "build"):
        assert zc(command, "an", "--as-of", day, cwd=young.path).code == code
    assert zc("lint", "an", cwd=young.path).code == 0


@pytest.mark.parametrize("day", ["2023-02-30", "yesterday", "2023", ""])
def test_a_day_that_is_none(zc: Run, young: Any, day: str) -> None:
    ran = zc("lint", "an", f"--as-of={day}", cwd=young.path)
    assert ran.code == (2 if day else 0)
