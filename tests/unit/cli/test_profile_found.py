"""One search order: whichever command is asked, from wherever, it finds the same profile."""

import json
from pathlib import Path

import pytest
from PIL import Image

PROFILE = """id: {id}
title: {{zh: 试, en: Trial}}
applicant:
  name: {{label: 姓名, required: error}}
photo: {{label: 证件照}}
sections:
  awards:
    label: {{zh: 获奖情况, en: Awards}}
    number: 5
    fields:
      title: {{label: 获奖名称, required: error, example: 教学成果奖}}
rules:
  - {{id: photo-wide, kind: measure, section: photo, measure: width, at_least: 10}}
"""


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE.format(id=folder.name), encoding="utf-8")


def _write_dossier(folder: Path, profile: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"profile: {profile}\napplicant: {{name: 林晓}}\nphoto: photo.jpg\n"
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    Image.new("RGB", (20, 30), "white").save(folder / "photo.jpg")


@pytest.mark.parametrize(
    ("profile_at", "named"),
    [
        ("desk/li/profiles/mine", "mine"),
        ("desk/profiles/mine", "mine"),
        ("here/profiles/mine", "mine"),
        ("desk/notices/mine", "../notices/mine"),
        ("desk/notices/mine", "../notices/mine/profile.yaml"),
    ],
)
def test_every_command_finds_it(run, tmp_path, monkeypatch, profile_at, named) -> None:
    _write_profile(tmp_path / profile_at)
    _write_dossier(tmp_path / "desk/li", named)
    (tmp_path / "here").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "here")
    dossier = tmp_path / "desk/li"
    for command in (
        ["lint", dossier],
        ["photo-check", dossier],
        ["status", dossier],
        ["checklist", dossier],
        ["build", dossier],
        ["report", dossier],
    ):
        result = run(*command)
        assert result.code == 0, (command, result.out, result.err)


@pytest.mark.parametrize("where", ["profiles/mine", "desk/profiles/mine"])
def test_a_profile_named_by_itself_is_found_by_every_command(run, tmp_path, monkeypatch, where) -> None:
    _write_profile(tmp_path / where)
    cwd = tmp_path / where.split("profiles/", maxsplit=1)[0]
    monkeypatch.chdir(cwd)
    photo = cwd / "photo.jpg"
    Image.new("RGB", (20, 30), "white").save(photo)
    for command in (
        ["profile", "check", "mine"],
        ["profile", "show", "mine"],
        ["profile", "coverage", "mine"],
        ["schema", "mine"],
        ["explain", "photo-wide"],
        ["photo-check", "photo.jpg", "--profile", "mine"],
        ["init", "new", "--profile", "mine"],
        ["lint", "new"],
    ):
        result = run(*command)
        assert result.code in ((0, 1) if command[0] == "lint" else (0,)), (command, result.out, result.err)
        assert "没有申报要求" not in result.out + result.err
    assert "mine" in run("profile", "list").out


@pytest.mark.parametrize("form", ["yaml", "xlsx"])
def test_a_dossier_of_a_notice_without_levels_can_be_begun(run, tmp_path, monkeypatch, form) -> None:
    _write_profile(tmp_path / "notices/mine")
    monkeypatch.chdir(tmp_path)
    begun = run("init", "li", "--profile", "notices/mine", "--as", form)
    assert begun.code == 0, begun.err
    linted = run("lint", "li", "--format", "json")
    [dossier] = json.loads(linted.out)["dossiers"]
    assert {finding["rule"] for finding in dossier["findings"]} == {"applicant-name-required"}
    refused = run("init", "wang", "--profile", "notices/mine", "--level", "副高")
    assert refused.code == 2
    assert "不分级别" in refused.err
    assert not (tmp_path / "wang").exists()


def test_a_base_is_found_beside_the_profile_that_extends_it(run, tmp_path, monkeypatch) -> None:
    _write_profile(tmp_path / "kept/base")
    monkeypatch.chdir(tmp_path)
    for name, extends in (("by-id", "base"), ("by-path", "../base")):
        folder = tmp_path / "kept" / name
        folder.mkdir()
        text = f"id: {name}\nextends: {extends}\ntitle: {{zh: 另一个, en: Another}}\n"
        (folder / "profile.yaml").write_text(text, encoding="utf-8")
        checked = run("profile", "check", f"kept/{name}")
        assert checked.code == 0, checked.out
