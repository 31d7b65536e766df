"""What other programs read: the JSON of `lint` exactly as promised, SARIF, annotations, the other documents."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from json_promise import check_promise

Run = Callable[..., Any]


@pytest.fixture
def mixed(office: Any, scan: bytes) -> Any:
    """Everything a document can hold: findings with and without a line, waived ones, what can't be judged or run."""
    root = office.with_scan("an", scan)
    (root / "多余.jpg").write_bytes(scan)
    manifest = root / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8").replace("title: 甲, date: 2021-03", "title: 甲, date: 2023-07")
    text = text.replace("title: 乙, date: 2022-04", "date: 2022-04")
    waiver = 'waivers: [{code: ZC301, at: "sections.awards[0]", reason: 人事处 2023-06-01 同意}]\nanswers: {T-5: 是}\n'
    manifest.write_text(text + waiver, encoding="utf-8")
    office.dossier("broken", "profile: tiny\na: [1\n")
    office.dossier("hopeless", "profile: bad\nlevel: senior\n")
    (office.path / "profiles" / "bad").mkdir()
    (office.path / "profiles" / "bad" / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    return office


def test_the_json_of_lint_is_the_promise(zc: Run, mixed: Any) -> None:
    ran = zc("lint", ".", "--format", "json", cwd=mixed.path)
    assert ran.code == 2
    check_promise(ran.json, "lint")
    an, broken, hopeless = ran.json["dossiers"]
    assert (an["path"], an["profile"], an["level"]) == ("an", "tiny", "senior")
    assert an["counts"] == {"error": 1, "warning": 1}
    found = {finding["code"]: finding for finding in an["findings"]}
    assert (found["ZC201"]["line"], found["ZC201"]["path"]) == (6, "sections.awards[1].title")
    assert found["ZC201"]["clauses"] == ["T-3"]
    assert (found["ZC501"]["file"], found["ZC501"]["line"]) == ("多余.jpg", None)
    (waived,) = an["waived"]
    assert (waived["code"], waived["rule"], waived["reason"]) == ("ZC301", "award-not-future", "人事处 2023-06-01 同意")
    assert [unjudged["rule"] for unjudged in an["not_evaluated"]] == ["star-dated"]
    answered = {(item["clause"], item.get("path")): item["answered"] for item in an["checklist"]}
    assert answered == {("T-5", None): True, ("T-6", "sections.awards[0]"): False, ("T-6", "sections.awards[1]"): False}
    assert (broken["profile"], broken["counts"]) == (None, {"error": 1, "warning": 0})
    assert "bad" in hopeless["error"]


def test_the_json_of_lint_changes_with_no_option(zc: Run, mixed: Any) -> None:
    plain = zc("lint", ".", "--format", "json", cwd=mixed.path)
    for option in ("-v", "-q", "--strict"):
        assert zc("lint", ".", "--format", "json", option, cwd=mixed.path).out == plain.out
    english = zc("lint", ".", "--format", "json", "--lang", "en", cwd=mixed.path).json
    check_promise(english, "lint")
    assert without_words(english) == without_words(plain.json)


def without_words(document: Any) -> Any:
    """The document without what is worded in a language."""
    if isinstance(document, dict):
        worded = {"message", "hint", "reason", "question", "error"}
        return {key: without_words(value) for key, value in document.items() if key not in worded or value == 1}
    return [without_words(item) for item in document] if isinstance(document, list) else document


def test_a_sample_that_is_clean_conforms_too(zc: Run, built: Any) -> None:
    ran = zc("lint", built.root.name, "--format", "json", cwd=built.root.parent)
    check_promise(ran.json, "lint")
    (dossier,) = ran.json["dossiers"]
    assert (dossier["profile"], dossier["level"], dossier["findings"]) == ("zj-hznu-2023", "associate_senior", [])


def test_sarif_points_at_files_that_are_there(zc: Run, mixed: Any) -> None:
    (run,) = zc("lint", ".", "--format", "sarif", cwd=mixed.path).json["runs"]
    rules = run["tool"]["driver"]["rules"]
    codes = []
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert (mixed.path / unquote(uri)).exists(), uri
        codes.append((result["ruleId"].partition("/")[0], "suppressions" in result))
    assert sorted(codes) == [("ZC001", False), ("ZC201", False), ("ZC301", True), ("ZC501", False)]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "hopeless" in invocation["toolExecutionNotifications"][0]["message"]["text"]


ANNOTATION = re.compile(r"::(?P<level>error|warning) (?P<properties>[^:]*)::(?P<text>.+)")


def test_annotations_parse(zc: Run, mixed: Any) -> None:
    lines = zc("lint", ".", "--format", "github", cwd=mixed.path).out.splitlines()
    parsed = [ANNOTATION.fullmatch(line) for line in lines]
    assert all(parsed), lines
    annotations = [
        dict(pair.split("=", 1) for pair in annotation["properties"].split(",")) for annotation in parsed if annotation
    ]
    places = [
        (annotation["title"].partition(" ")[0], annotation.get("file"), annotation.get("line"))
        for annotation in annotations
    ]
    assert ("ZC201", "an/dossier.yaml", "6") in places
    assert ("ZC501", "an/多余.jpg", None) in places
    assert ("ZC001", "broken/dossier.yaml", "2") in places
    assert places[-1][:2] == ("zcdossier", None)


def test_the_json_of_build(zc: Run, mixed: Any) -> None:
    (mixed.path / "an" / "01-获奖" / "2022 乙" / "1-证书.jpg").write_bytes(b"rubbish")
    ran = zc("build", "an", "broken", "--format", "json", cwd=mixed.path)
    assert ran.code == 1
    check_promise(ran.json, "build")
    an, broken = ran.json["dossiers"]
    good, bad = an["records"]
    assert (good["outcome"], good["pages"], good["error"]) == ("built", 1, None)
    assert (mixed.path / an["out"] / good["file"]).stat().st_size == good["bytes"]
    assert (bad["outcome"], bad["file"]) == ("failed", None)
    assert "1-证书.jpg" in bad["error"]
    assert broken["records"] is None
    assert (an["stale"], an["moved"], broken["stale"]) == ([], None, [])
    assert (mixed.path / an["report"]).is_file()
    assert broken["report"] is None


def test_the_json_of_uploads_that_belong_to_no_record(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    listed = (root / "dossier.yaml").read_text(encoding="utf-8")
    (before,) = zc("build", "an", "--format", "json", cwd=office.path).json["dossiers"]
    kept, gone = [record["file"] for record in before["records"]]
    (root / "dossier.yaml").write_text(listed[: listed.index("    - {folder: 01-获奖/2022 乙")], encoding="utf-8")
    (left,) = zc("build", "an", "--format", "json", cwd=office.path).json["dossiers"]
    assert [record["file"] for record in left["records"]] == [kept]
    assert (left["stale"], left["moved"]) == ([f"upload/{gone}"], None)
    pruned = zc("build", "an", "--prune", "--format", "json", cwd=office.path).json
    check_promise(pruned, "build")
    (after,) = pruned["dossiers"]
    assert (after["stale"], after["moved"]["files"]) == ([], [f"upload/{gone}"])
    assert not (root / "build" / "upload" / gone).exists()
    assert len(list(Path(office.path, after["moved"]["to"]).rglob("*.pdf"))) == 1


def test_the_json_of_status_and_checklist(zc: Run, mixed: Any) -> None:
    (status,) = zc("status", "an", "--format", "json", cwd=mixed.path).json["dossiers"]
    rows = {row["section"]: row for row in status["sections"]}
    assert (rows["awards"]["records"], rows["awards"]["limit"], rows["awards"]["errors"]) == (2, 2, 1)
    (checklist,) = zc("checklist", "an", "--format", "json", cwd=mixed.path).json["dossiers"]
    assert [(item["clause"], item["answer"]) for item in checklist["checklist"]] == [
        ("T-5", "是"),
        ("T-6", ""),
        ("T-6", ""),
    ]


def test_the_same_input_gives_the_same_document(zc: Run, mixed: Any, tmp_path: Path) -> None:
    """Nothing of the machine or of the folder above gets into a document."""
    texts = [zc("lint", "an", "--format", name, cwd=mixed.path).out for name in ("json", "sarif", "github")]
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("an", "profiles"):
        (mixed.path / name).rename(moved / name)
    assert [zc("lint", "an", "--format", name, cwd=moved).out for name in ("json", "sarif", "github")] == texts
    assert json.dumps(str(tmp_path)).strip('"') not in "".join(texts)
