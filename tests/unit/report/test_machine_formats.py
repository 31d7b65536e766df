"""JSON, SARIF and GitHub annotations: shapes that programs rely on."""

import json
from typing import Any

import jsonschema

from zcdossier.model.place import CellSpot, Place
from zcdossier.report.as_github import failure_text, github_text
from zcdossier.report.as_json import dossier_object, unread_dossier_object
from zcdossier.report.as_sarif import sarif_document, sarif_part
from zcdossier.report.json_document import dump_json, json_document

ESSENTIAL_SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {"required": ["id", "shortDescription"]},
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "results": {"items": {"$ref": "#/$defs/result"}},
                },
            },
        },
    },
    "$defs": {
        "result": {
            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
            "properties": {
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"required": ["text"]},
                "locations": {"items": {"$ref": "#/$defs/location"}, "minItems": 1},
                "relatedLocations": {"items": {"$ref": "#/$defs/location"}},
                "suppressions": {
                    "items": {"required": ["kind"], "properties": {"kind": {"enum": ["inSource", "external"]}}}
                },
            },
        },
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "required": ["uri"],
                            "properties": {"uri": {"pattern": "^[A-Za-z0-9._~:/%-]+$"}},
                        },
                        "region": {
                            "required": ["startLine"],
                            "additionalProperties": False,
                            "properties": {
                                key: {"type": "integer", "minimum": 1}
                                for key in ("startLine", "startColumn", "endColumn")
                            },
                        },
                    },
                }
            },
        },
    },
}


def test_json_is_the_contract(linted: Any) -> None:
    document = json_document([dossier_object(linted, "zh")])
    assert list(document) == ["version", "dossiers"]
    assert document["version"] == 1
    body = document["dossiers"][0]
    assert list(body) == [
        "path",
        "profile",
        "level",
        "findings",
        "waived",
        "not_evaluated",
        "checklist",
        "counts",
    ]
    assert (body["path"], body["profile"], body["level"]) == ("li-ming", "zj-hznu-2023", "associate_senior")
    assert body["findings"][1] == {
        "code": "ZC204",
        "rule": "papers-star",
        "severity": "error",
        "message": "送审论文的题目前要加 *，这里是 课堂里的追问",
        "hint": "写成 *课堂里的追问",
        "file": "dossier.yaml",
        "line": 6,
        "column": 14,
        "path": "sections.papers[0].title",
        "clauses": ["HZNU-3.9-05", "HZNU-1.1-01"],
    }
    assert body["waived"][0]["reason"] == "人事处 2023-06-01 同意"
    assert body["not_evaluated"] == [{"rule": "papers-years", "reason": "没有填日期"}]
    assert body["checklist"][0] == {
        "clause": "HZNU-1.8-01",
        "question": "材料都是真实的吗？",
        "answered": False,
        "answer": "",
        "reply": "open",
        "refused": False,
        "asks": "applicant",
        "stage": "before",
    }
    assert body["checklist"][1]["path"] == "sections.papers[0]"
    assert body["counts"] == {"error": 2, "warning": 1}


def test_json_of_what_was_not_read(unread: Any) -> None:
    body = dossier_object(unread, "en")
    assert (body["profile"], body["level"], body["counts"]["error"]) == (None, None, 1)
    failed = unread_dossier_object("li-ming", "no permission")
    assert list(failed)[:-1] == list(body)
    assert failed["error"] == "no permission"


def test_json_text_is_valid_whatever_the_names(linted: Any) -> None:
    finding = linted.verdict.findings[0]._replace(place=Place("09-论文/\udcff.jpg"))
    odd = linted._replace(verdict=linted.verdict._replace(findings=(finding,)))
    text = dump_json(json_document([dossier_object(odd, "zh")]))
    text.encode("utf-8")
    assert json.loads(text)["dossiers"][0]["findings"][0]["file"] == "09-论文/\\xff.jpg"
    assert json.loads(dump_json(json_document([dossier_object(odd, "zh")]), ascii_only=True)) == json.loads(text)
    assert dump_json({"a": "论"}, ascii_only=True).isascii()


def test_sarif(linted: Any, clean: Any) -> None:
    log = json.loads(dump_json(sarif_document([sarif_part(linted, "zh"), sarif_part(clean, "zh")], ["x: bad"])))
    jsonschema.validate(log, ESSENTIAL_SARIF)
    run = log["runs"][0]
    results, rules = run["results"], run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in results] == [result["ruleId"] for result in results]
    assert [result["ruleId"] for result in results][:2] == ["ZC501", "ZC204/papers-star"]
    assert results[1]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "li-ming/dossier.yaml"},
        "region": {"startLine": 6, "startColumn": 14, "endColumn": 20},
    }
    assert results[3]["suppressions"][0]["justification"] == "人事处 2023-06-01 同意"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_github(linted: Any) -> None:
    lines = github_text(linted, "zh").splitlines()
    assert lines[1] == (
        "::error file=li-ming/dossier.yaml,line=6,col=14,endColumn=19,title=ZC204 papers-star"
        "::送审论文的题目前要加 *，这里是 课堂里的追问%0A写成 *课堂里的追问"
    )
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::error", "::warning"]


def test_github_escapes(linted: Any) -> None:
    finding = linted.verdict.findings[0]._replace(place=Place("a,b:c%\n.jpg"))
    text = github_text(linted._replace(name=".", verdict=linted.verdict._replace(findings=(finding,))), "zh")
    assert text.startswith("::error file=a%2Cb%3Ac%25\\n.jpg,title=ZC501::")
    assert failure_text("x", "a%b") == "::error title=zcdossier::x: a%25b\n"


def in_cell(linted: Any) -> Any:
    """The result with its first finding in a cell of a workbook."""
    first, *others = linted.verdict.findings
    place = Place("申报表.xlsx", CellSpot("论文", 5, 3, "2021", 4), "sections.papers[0].date")
    return linted._replace(verdict=linted.verdict._replace(findings=(first._replace(place=place), *others)))


def test_cells_in_every_format(linted: Any) -> None:
    result = in_cell(linted)
    finding = dossier_object(result, "zh")["findings"][0]
    assert (finding["file"], finding["sheet"], finding["cell"]) == ("申报表.xlsx", "论文", "C5")
    assert (finding["line"], finding["column"]) == (None, None)
    document = sarif_document([sarif_part(result, "zh")], ())
    jsonschema.validate(document, ESSENTIAL_SARIF)
    (location,) = document["runs"][0]["results"][0]["locations"]
    assert location["logicalLocations"] == [{"name": "C5", "kind": "cell", "fullyQualifiedName": "论文!C5"}]
    assert "region" not in location["physicalLocation"]
    command = github_text(result, "zh").splitlines()[0]
    assert "申报表.xlsx,title=" in command
    assert "::[论文] C5 " in command
