"""Filling the forms of a dossier: which are wanted, what they are called, and what is never overwritten."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import word_file

from zcdossier.app.editable_folder import REMEMBERED_NAME, EditableFolder, unique_names
from zcdossier.app.fill_forms import FormsResult, fill_forms
from zcdossier.errors import CannotRunError
from zcdossier.model.word_form import FileOutcome, FilledForm

PROFILE = """\
id: case
title: {zh: 例, en: example}
levels: {senior: 副高}
applicant:
  name: {label: 姓名}
  kind: {label: 性质, type: choice, choices: [事业单位, 企业], required: error}
sections:
  works:
    label: 服务
    number: 1
    fields: {title: {label: 名称}, place: {label: 地点}}
    parts: {proof: 证明}
attachments: {posts: {label: 岗位表}}
word_forms:
  each: {title: 服务证明, template: each.docx, file: 20-服务, each: works, scan: works.proof, clauses: [A-1]}
  all: {title: 一览, template: all.docx, rows: works}
  some: {title: 岗位信息, template: all.docx, file: 岗位, when: {kind: 事业单位}, scan: attachments.posts}
  other: {title: 鉴定, note: 向人事科要}
"""
MANIFEST = """\
profile: case
level: senior
applicant: {name: 林晓, kind: 企业}
sections:
  works:
    - {title: 科技特派员, place: 云岭县}
    - {title: "*科普/讲座?", place: }
"""
DAY = date(2026, 11, 21)
Fill = Callable[..., FormsResult]


@pytest.fixture
def root(desk) -> Path:
    folder = desk.profile(text=PROFILE, clauses="A-1: {where: 一, kind: auto, says: 盖章}\n")
    (folder / "each.docx").write_bytes(word_file.made("{{applicant.name}}：{{record.title}}，{{record.place}}"))
    (folder / "all.docx").write_bytes(word_file.made([["{{row.title}}"], [""]]))
    return desk.dossier(manifest=MANIFEST)


@pytest.fixture
def filled(root: Path) -> Fill:
    return lambda **how: fill_forms(root, as_of=DAY, **how)


def by_id(run: FormsResult) -> dict[str, FilledForm]:
    assert run.filled is not None
    return {form.form.id: form for form in run.filled.forms}


def outcomes(run: FormsResult) -> dict[str, str]:
    assert run.filled is not None
    return {sheet.file: sheet.outcome.value for sheet in run.filled.sheets}


FILES = ["20-服务-1 科技特派员.docx", "20-服务-2 科普_讲座_.docx", "一览.docx"]


def test_a_sheet_for_every_record_one_for_the_table_none_for_others(root: Path, filled: Fill) -> None:
    run = filled()
    folder = root / "build" / "forms"
    assert run.out == folder
    assert sorted(path.name for path in folder.glob("*.docx")) == FILES
    assert outcomes(run) == dict.fromkeys(FILES, "written")
    assert [word_file.seen((folder / name).read_bytes()) for name in FILES] == [
        "林晓：科技特派员，云岭县\n",
        "林晓：*科普/讲座?，\n",
        "| 科技特派员 |\n| *科普/讲座? |\n",
    ]
    forms = by_id(run)
    assert [forms[name].asked for name in ("each", "all", "some", "other")] == [True, True, False, True]
    assert (forms["some"].sheets, forms["other"].sheets) == ((), ())
    assert [sheet.record for sheet in forms["each"].sheets] == ["sections.works[0]", "sections.works[1]"]
    assert [[blank.label.zh for blank in sheet.blanks] for sheet in forms["each"].sheets] == [[], ["地点"]]
    assert forms["each"].where is not None
    assert forms["each"].where.zh == "“服务”各条记录的“证明”"
    assert run.filled is not None
    assert run.filled.complete


def test_wanted_is_unknown_while_a_fact_is_missing(root: Path, filled: Fill) -> None:
    (root / "dossier.yaml").write_text("profile: case\nlevel: senior\n", encoding="utf-8")
    forms = by_id(filled())
    assert (forms["some"].asked, forms["some"].sheets) == (None, ())
    assert forms["some"].doubt is not None
    assert "性质" in forms["some"].doubt.zh
    assert forms["each"].lacks_records
    assert [sheet.file for sheet in forms["all"].sheets] == ["一览.docx"]


def test_again_nothing_changes_and_listing_touches_nothing(root: Path, filled: Fill) -> None:
    assert outcomes(filled(dry_run=True)) == dict.fromkeys(FILES, "missing")
    assert not (root / "build").exists()
    filled()
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in (root / "build" / "forms").iterdir()}
    assert outcomes(filled(dry_run=True)) == dict.fromkeys(FILES, "unchanged")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before
    assert outcomes(filled()) == dict.fromkeys(FILES, "unchanged")


def change(root: Path, old: str, new: str) -> None:
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    assert old in text
    (root / "dossier.yaml").write_text(text.replace(old, new), encoding="utf-8")


def test_our_own_forms_follow_the_manifest(root: Path, filled: Fill) -> None:
    filled()
    change(root, "云岭县", "滨江街道")
    expected = {FILES[0]: "outdated", FILES[1]: "unchanged", FILES[2]: "unchanged"}
    assert outcomes(filled(dry_run=True)) == expected
    assert outcomes(filled()) == {**expected, FILES[0]: "written"}
    assert "滨江街道" in word_file.seen((root / "build/forms" / FILES[0]).read_bytes())


def test_what_a_person_edited_is_kept(root: Path, filled: Fill) -> None:
    filled()
    path = root / "build" / "forms" / FILES[0]
    mine = word_file.made("我改的")
    path.write_bytes(mine)
    assert outcomes(filled()) == {FILES[0]: "edited", FILES[1]: "unchanged", FILES[2]: "unchanged"}
    change(root, "云岭县", "滨江街道")
    assert outcomes(filled(dry_run=True))[FILES[0]] == "beside"
    assert len(list(path.parent.glob("*.docx"))) == 3
    run = filled()
    assert run.filled is not None
    assert not run.filled.complete
    sheet = run.filled.sheets[0]
    assert (sheet.outcome, sheet.beside) == (FileOutcome.BESIDE, "20-服务-1 科技特派员（新）.docx")
    assert "滨江街道" in word_file.seen((path.parent / sheet.beside).read_bytes())
    assert path.read_bytes() == mine

    assert outcomes(filled())[FILES[0]] == "edited"  # it was told, and there is nothing newer
    assert (path.parent / sheet.beside).exists()

    (path.parent / sheet.beside).write_bytes(b"edited too")
    change(root, "滨江街道", "云岭县")
    change(root, "林晓", "林大晓")
    again = filled().filled
    assert again is not None
    assert again.sheets[0].beside == "20-服务-1 科技特派员（新2）.docx"
    assert path.read_bytes() == mine

    assert outcomes(filled(force=True))[FILES[0]] == "written"
    assert "林大晓" in word_file.seen(path.read_bytes())


def test_without_its_ledger_every_other_file_counts_as_edited(root: Path, filled: Fill) -> None:
    filled()
    folder = root / "build" / "forms"
    for remembered in ("{", "[]", '{"一览.docx": 3}', '{"一览.docx": {"sha256": "x"}}'):
        (folder / REMEMBERED_NAME).write_text(remembered, encoding="utf-8")
        (folder / FILES[2]).write_bytes(b"mine")
        (folder / "一览（新）.docx").unlink(missing_ok=True)
        assert outcomes(filled()) == {FILES[0]: "unchanged", FILES[1]: "unchanged", FILES[2]: "beside"}
        assert (folder / FILES[2]).read_bytes() == b"mine"


def test_forms_wanted_no_more_go_unless_edited(root: Path, filled: Fill) -> None:
    filled()
    folder = root / "build" / "forms"
    (folder / "别人的.docx").write_bytes(b"x")
    (folder / FILES[1]).write_bytes(b"mine")
    (root / "dossier.yaml").write_text("profile: case\nlevel: senior\napplicant: {kind: 企业}\n", encoding="utf-8")
    run = filled()
    assert run.filled is not None
    assert (run.filled.removed, run.filled.left) == ((FILES[0],), (FILES[1],))
    assert sorted(path.name for path in folder.glob("*.docx")) == [FILES[1], "一览.docx", "别人的.docx"]
    again = filled().filled
    assert again is not None
    assert (again.removed, again.left) == ((), (FILES[1],))


def test_into_another_folder(root: Path, filled: Fill, tmp_path: Path) -> None:
    run = filled(out=tmp_path / "a" / "b")
    assert run.out == tmp_path / "a" / "b"
    assert sorted(path.name for path in run.out.glob("*.docx")) == FILES
    assert not (root / "build").exists()


def test_a_template_that_is_wrong_stops_only_its_own_form(root: Path, filled: Fill) -> None:
    template = root.parent / "profiles" / "case" / "each.docx"
    template.write_bytes(word_file.made("{{record.tilte}}"))
    run = filled()
    forms = by_id(run)
    assert forms["each"].trouble is not None
    assert forms["each"].trouble.zh == f"模板 {template} 里看不懂 {{{{record.tilte}}}}"
    assert outcomes(run) == {FILES[2]: "written"}
    template.unlink()
    trouble = by_id(filled())["each"].trouble
    assert trouble is not None
    assert trouble.zh == "找不到模板 each.docx；放进申报要求的文件夹里"


def test_a_file_that_can_not_be_written_is_told(root: Path, filled: Fill) -> None:
    (root / "build" / "forms" / FILES[0]).mkdir(parents=True)
    run = filled()
    assert outcomes(run) == {FILES[0]: "failed", FILES[1]: "written", FILES[2]: "written"}
    assert run.filled is not None
    assert not run.filled.complete
    reason = run.filled.sheets[0].reason
    assert reason is not None
    assert "打开着" in reason.zh


def test_forms_are_not_put_among_the_scans(root: Path, filled: Fill) -> None:
    with pytest.raises(CannotRunError) as raised:
        filled(out=root)
    assert "在申报材料里面" in raised.value.why.zh
    assert not list(root.glob("*.docx"))


def test_a_folder_that_can_not_be_made_stops(root: Path, filled: Fill) -> None:
    (root / "build").write_bytes(b"")
    with pytest.raises(CannotRunError, match="can't write to"):
        filled()


def test_a_manifest_that_can_not_be_read_is_a_finding(root: Path, filled: Fill) -> None:
    (root / "dossier.yaml").write_text("- a\n", encoding="utf-8")
    run = filled()
    assert run.filled is None
    assert [finding.code for finding in run.linted.verdict.findings] == ["ZC001"]
    assert not (root / "build").exists()


def test_names_that_one_system_takes_for_the_same() -> None:
    assert unique_names(["a.docx", "A.docx", "b.docx", "a.docx"]) == ["a.docx", "A-2.docx", "b.docx", "a-3.docx"]


def test_the_ledger_is_plain_and_complete(tmp_path: Path) -> None:
    files = EditableFolder(tmp_path)
    files.prepare()
    files.put("甲.docx", b"1")
    files.finish()
    remembered = json.loads((tmp_path / REMEMBERED_NAME).read_text(encoding="utf-8"))
    assert list(remembered) == ["甲.docx"]
    assert remembered["甲.docx"]["sha256"] == remembered["甲.docx"]["newest"]


def test_an_edited_form_follows_its_record(root: Path, filled: Fill) -> None:
    out = filled().out
    edited = out / "20-服务-1 科技特派员.docx"
    edited.write_bytes(edited.read_bytes() + b"by hand")
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    more = text.replace("    - {title: 科技特派员", "    - {title: 新来的, place: 甲县}\n    - {title: 科技特派员")
    (root / "dossier.yaml").write_text(more, encoding="utf-8")
    listed = {sheet.file: sheet.outcome for sheet in _each(filled(dry_run=True))}
    run = filled()
    outcomes = {sheet.file: sheet.outcome for sheet in _each(run)}
    assert outcomes == {
        "20-服务-1 新来的.docx": FileOutcome.WRITTEN,
        "20-服务-2 科技特派员.docx": FileOutcome.EDITED,
        "20-服务-3 科普_讲座_.docx": FileOutcome.UNCHANGED,
    }
    assert listed == outcomes | {"20-服务-1 新来的.docx": FileOutcome.MISSING}
    assert (out / "20-服务-2 科技特派员.docx").read_bytes().endswith(b"by hand")
    assert not edited.exists()
    assert run.filled is not None
    assert run.filled.left == ()


def _each(run: FormsResult) -> tuple[Any, ...]:
    assert run.filled is not None
    return next(form.sheets for form in run.filled.forms if form.form.id == "each")
