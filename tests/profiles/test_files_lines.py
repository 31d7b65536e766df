"""One PDF with everything, in every section of the four notices that wants several parts: one finding, which mends.

The lines that the hint shows are pasted as they are; nothing may be left to say about the record's parts.
"""

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from zcdossier.app.lint_dossier import Profiles, lint_dossier
from zcdossier.model.finding import Finding, Lines
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Profile, Section
from zcdossier.profiles.load import load

NOTICES = ("zj-hznu-2023", "zj-huzhou-2020", "zj-hangzhou-health-2021", "sd-jinan-2024")
ABOUT_PARTS = {"ZC001", "ZC003", "ZC004", "ZC005", "ZC402", "ZC403", "ZC405", "ZC502", "ZC503"}
PAGES = 20
FEWEST = 2


def sections_of_several_parts(profile: Profile) -> list[Section]:
    return [section for section in profile.sections.values() if len(section.named_parts) > 1]


def manifest_of(profile: Profile, section: Section, folder: str, lines: str = "") -> str:
    fields = [f"      {field.id}: {field.example}" for field in section.fields.values() if field.example]
    record = "\n".join([f"    - folder: {folder}", *([lines] if lines else []), *fields])
    return f"profile: {profile.id}\nlevel: {profile.levels[0].id}\nsections:\n  {section.id}:\n{record}\n"


def lint(root: Path) -> LintResult:
    return lint_dossier(root, as_of=date(2023, 6, 30), profiles=Profiles())


def about_parts(linted: LintResult, section: str) -> list[Finding]:
    found = linted.verdict.findings
    return [
        finding
        for finding in found
        if finding.code in ABOUT_PARTS and finding.place.path.startswith(f"sections.{section}[0]")
    ]


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    (tmp_path / "甲").mkdir()
    pdf = pikepdf.new()
    for _ in range(PAGES):
        pdf.add_blank_page()
    pdf.save(tmp_path / "甲" / "2021年8月.pdf")
    return tmp_path


def of_everything(profile: Profile, section: Section, root: Path) -> list[Finding]:
    (root / "dossier.yaml").write_text(manifest_of(profile, section, "甲"), encoding="utf-8")
    return about_parts(lint(root), section.id)


@pytest.mark.parametrize("name", NOTICES)
def test_one_finding_whose_lines_mend(name: str, everything: Path) -> None:
    profile = load(name)
    asked = 0
    for section in sections_of_several_parts(profile):
        found = of_everything(profile, section, everything)
        if not found:  # one part is wanted of such a record, or none: its only file is that
            continue
        asked += 1
        assert [finding.code for finding in found] == ["ZC502"], section.id
        for lang in ("zh", "en"):
            lines = found[0].args["lines"]
            assert isinstance(lines, Lines)
            pasted = manifest_of(profile, section, "甲", "\n".join(line.text(lang) for line in lines.lines))
            (everything / "dossier.yaml").write_text(pasted, encoding="utf-8")
            left = about_parts(lint(everything), section.id)
            assert [(finding.code, finding.rule, dict(finding.args)) for finding in left] == [], section.id
    assert asked >= FEWEST, "enough sections want several"


def test_a_picture_of_two_parts(tmp_path: Path) -> None:
    profile = load("zj-hznu-2023")
    (tmp_path / "甲").mkdir()
    source = Path(__file__).parents[1] / "rules/ZC402-parts/pass-all/甲/1-封面.jpg"
    for file in ("1-封面封底.jpg", "2-目录.jpg"):
        (tmp_path / "甲" / file).write_bytes(source.read_bytes())
    found = of_everything(profile, profile.sections["books"], tmp_path)
    assert [finding.code for finding in found] == ["ZC502"]
    lines = found[0].args["lines"]
    assert isinstance(lines, Lines)
    text = manifest_of(profile, profile.sections["books"], "甲", "\n".join(line.zh for line in lines.lines))
    (tmp_path / "dossier.yaml").write_text(text, encoding="utf-8")
    assert about_parts(lint(tmp_path), "books") == []
