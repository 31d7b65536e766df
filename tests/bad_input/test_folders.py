"""Folders and paths that are not what the manifest says, or lead where nobody may follow."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own here")


@pytest.mark.parametrize(
    ("folder", "code", "key"),
    [
        ("..", "ZC509", "path"),
        ("../乙", "ZC509", "path"),
        ("甲/../../乙", "ZC509", "path"),
        ("/etc", "ZC509", "path"),
        ("C:\\论文", "ZC509", "path"),
        ("\\\\server\\论文", "ZC509", "path"),
        (".", "ZC509", "itself"),
        ("没有", "ZC503", "folder"),
        ("甲/1-封面.jpg", "ZC503", "folder-is-file"),
        ("甲/1-封面.jpg/x", "ZC503", "folder"),
        ("长" * 300, "ZC503", "folder"),
        ("a/" * 3000, "ZC503", "folder"),
        ('"a\\0b"', "ZC503", "file"),
        ("'~'", "ZC503", "folder"),
        ("'*'", "ZC503", "folder"),
    ],
    ids=lambda name: name[:20],
)
def test_a_folder_that_is_none(spoiled, make, folder, code, key) -> None:
    spoiled.manifest(f"{make.head}sections:\n  papers:\n    - folder: 甲\n    - folder: {folder}\n")
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    assert spoiled.says() == [(code, key, "dossier.yaml", 6, "error")]


@pytest.mark.parametrize("file", ["..", "../x.jpg", "/etc/hostname", "C:\\x.jpg", "甲/../../x.jpg"])
def test_a_file_outside(spoiled, make, file) -> None:
    spoiled.manifest(
        f"{make.head}photo: {file}\ntexts: {{statement: {file}}}\nsections:\n  papers:\n    - files: [{file}]\n"
    )
    findings = spoiled.says()
    assert [(finding.code, finding.key, finding.line) for finding in findings] == [
        ("ZC509", "path", line) for line in (3, 4, 7)
    ]


@LINKS
def test_links_that_lead_out(spoiled, make) -> None:
    spoiled.manifest(
        f"{make.head}photo: 照片.jpg\nsections:\n  papers:\n    - folder: 甲\n    - folder: 乙\n    - folder: 丙/丁\n"
    )
    outside = spoiled.root.parent / "outside"
    outside.mkdir()
    (outside / "1-封面.jpg").write_bytes(make.jpeg())
    (outside / "丁").mkdir()
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲" / "2-正文.jpg").symlink_to(outside / "1-封面.jpg")
    (spoiled.root / "乙").symlink_to(outside)
    (spoiled.root / "丙").symlink_to(outside)
    (spoiled.root / "照片.jpg").symlink_to(outside / "1-封面.jpg")
    findings = [finding for finding in spoiled.says() if finding.code != "ZC501"]
    assert findings == [
        ("ZC509", "link", "dossier.yaml", 3, "error"),
        ("ZC509", "link", "dossier.yaml", 7, "error"),
        ("ZC509", "link", "dossier.yaml", 8, "error"),
        ("ZC509", "link", "甲/2-正文.jpg", None, "error"),
    ]


@LINKS
def test_links_that_stay_inside_are_files_like_others(spoiled, make) -> None:
    spoiled.manifest(f"{make.head}sections:\n  papers:\n    - folder: 甲\n    - folder: 乙\n")
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲" / "2-正文.jpg").symlink_to(spoiled.root / "甲" / "1-封面.jpg")
    (spoiled.root / "乙").symlink_to("甲")
    assert [finding for finding in spoiled.says() if finding.severity == "error"] == []


@LINKS
def test_links_in_a_circle_and_to_nothing(spoiled, make) -> None:
    spoiled.manifest(make.record + "    - folder: 圈\n    - folder: 空\n")
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲" / "2-正文.jpg").symlink_to("2-正文.jpg")
    (spoiled.root / "甲" / "3-正文.jpg").symlink_to("没有.jpg")
    (spoiled.root / "圈").symlink_to("圈")
    (spoiled.root / "空").symlink_to("没有")
    findings = [finding for finding in spoiled.says() if finding.severity == "error"]
    assert {finding.code for finding in findings} <= {"ZC503", "ZC504", "ZC509"}
    assert {7, 8} <= {finding.line for finding in findings}
    assert {"甲/2-正文.jpg", "甲/3-正文.jpg"} <= {finding.file for finding in findings}


@LINKS
def test_a_folder_inside_itself_through_a_link(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲" / "2-正文").symlink_to(spoiled.root)
    assert [finding[:3] for finding in spoiled.says()] == [("ZC509", "link", "甲/2-正文")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    os.mkfifo(spoiled.root / "甲" / "2-正文.jpg")
    assert spoiled.says() == [("ZC504", "not-a-file", "甲/2-正文.jpg", None, "error")]


def test_a_folder_without_read_permission(guarded, make) -> None:
    spoiled, as_nobody = guarded
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲").chmod(0)
    with as_nobody():
        assert spoiled.says() == [("ZC503", "no-access", "dossier.yaml", 5, "error")]


def test_a_section_folder_without_read_permission(guarded, make) -> None:
    spoiled, as_nobody = guarded
    spoiled.manifest(make.record.replace("甲", "论文/甲"))
    spoiled.file("论文/甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "论文").chmod(0)
    with as_nobody():
        findings = spoiled.says()
    assert ("ZC503", "folder", "dossier.yaml", 5, "error") in findings
    assert {finding.code for finding in findings} == {"ZC503"}


def test_a_file_without_read_permission(guarded, make) -> None:
    spoiled, as_nobody = guarded
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg()).chmod(0)
    with as_nobody():
        assert spoiled.says() == [("ZC504", "no-permission", "甲/1-封面.jpg", None, "error")]


def test_an_orphan_folder_without_read_permission(guarded, make) -> None:
    spoiled, as_nobody = guarded
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    spoiled.file("乙/1-封面.jpg", make.jpeg())
    (spoiled.root / "乙").chmod(0)
    with as_nobody():
        assert spoiled.says() == [("ZC503", "no-access", "乙", None, "error")]


def test_names_that_clash(spoiled, make) -> None:
    spoiled.manifest(make.record)
    composed, decomposed = "1-封面\u00e9.jpg", "1-封面e\u0301.jpg"
    spoiled.file(f"甲/{composed}", make.jpeg())
    spoiled.file(f"甲/{decomposed}", make.jpeg())
    if len(os.listdir(spoiled.root / "甲")) < 2:  # noqa: PTH208
        pytest.skip("this file system knows one form only")
    findings = [finding for finding in spoiled.says() if finding.code == "ZC510"]
    assert [finding[:2] for finding in findings] == [("ZC510", "names")]
    assert findings[0].severity == "error"


def test_names_in_another_unicode_form_are_found(spoiled, make) -> None:
    spoiled.manifest(f"{make.head}sections:\n  papers:\n    - folder: 论文/cafe\u0301\n      title: 甲\n")
    spoiled.file("论文/caf\u00e9/1-封面.jpg", make.jpeg())
    assert spoiled.says() == []


@pytest.mark.skipif(sys.platform != "linux", reason="names are text here")
def test_a_name_that_is_no_text(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲" / os.fsdecode(b"2-\xd5\xfd\xce\xc4.jpg")).write_bytes(make.jpeg())
    assert [finding.code for finding in spoiled.says()] == ["ZC502"]


@pytest.mark.skipif(sys.platform == "win32", reason="such names can't be here")
@pytest.mark.parametrize(
    "name", ["²", "1²3", "٣", "\n", "1-封面\n.jpg", "[red]", "-rf", "CON.jpg", "a" * 200, "🀄.jpg"]
)
def test_odd_names(spoiled, make, name) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    spoiled.file(f"甲/{name}", make.jpeg())
    assert {finding.code for finding in spoiled.says()} <= {"ZC502", "ZC507"}


@LINKS
def test_a_link_to_nothing_among_the_scans(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / "甲" / "2-正文.jpg").symlink_to("没有.jpg")
    assert spoiled.says() == [("ZC504", "missing", "甲/2-正文.jpg", None, "error")]


@pytest.fixture
def settled(monkeypatch) -> None:
    """Facts of files just made are kept too."""
    monkeypatch.setattr("zcdossier.probe.facts_cache._SETTLED_NS", -(10**18))


@pytest.mark.usefixtures("settled")
def test_a_file_where_our_hidden_folder_should_be(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    spoiled.file(".zcdossier", b"x")
    assert spoiled.says() == []


@pytest.mark.usefixtures("settled")
def test_a_hidden_folder_that_may_not_be_entered(guarded, make) -> None:
    spoiled, as_nobody = guarded
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    (spoiled.root / ".zcdossier").mkdir()
    (spoiled.root / ".zcdossier").chmod(0)
    with as_nobody():
        assert spoiled.says() == []


@LINKS
@pytest.mark.usefixtures("settled")
def test_a_hidden_folder_that_leads_out_is_not_written_to(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.jpg", make.jpeg())
    outside = spoiled.root.parent / "outside"
    outside.mkdir()
    (spoiled.root / ".zcdossier").symlink_to(outside)
    assert spoiled.says() == []
    assert list(outside.iterdir()) == []


@pytest.fixture
def any_case(monkeypatch) -> None:
    """Windows and macOS: a name opens a file whose own name has another case or Unicode form."""

    def opens(path: Path, **_: object) -> bool:
        folder = Path(path.anchor)
        for step in path.parts[1:]:
            wanted = unicodedata.normalize("NFC", step).casefold()
            names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
            alike = [name for name in names if unicodedata.normalize("NFC", name).casefold() == wanted]
            if not alike:
                return False
            folder = folder / alike[0]
        return True

    monkeypatch.setattr(Path, "exists", opens)


@pytest.mark.parametrize(("typed", "own"), [("01/sci paper", "01/SCI paper"), ("01/Ä", "01/A\u0308"), ("a/b", "A/B")])
@pytest.mark.usefixtures("any_case")
def test_a_name_that_differs_in_case_or_form_only(spoiled, make, typed, own) -> None:
    spoiled.manifest(
        f"{make.head}sections:\n  papers:\n    - folder: {typed}\n    - files: [{typed.upper()}/1-封面.jpg]\n"
    )
    spoiled.file(f"{own}/1-封面.jpg", make.jpeg())
    assert spoiled.says() == []


def test_elsewhere_another_case_is_another_name(spoiled, make) -> None:
    spoiled.manifest(f"{make.head}sections:\n  papers:\n    - folder: sci paper\n")
    spoiled.file("SCI paper/1-封面.jpg", make.jpeg())
    assert [(finding.code, finding.key) for finding in spoiled.says()] == [("ZC503", "folder")]
