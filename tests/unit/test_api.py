"""zcdossier from Python: plain values, the same as the commands say."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zcdossier

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample with one mistake: a star, and no representative paper."""
    dossier = tmp_path / "li-ming"
    shutil.copytree(ROOT / "sample_dossier", dossier)
    manifest = dossier / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("is_representative: 是", "is_representative: 否", 1), encoding="utf-8")
    return dossier


def test_lint_says_what_the_json_says(sample: Path) -> None:
    linted = zcdossier.lint_dossier(sample, lang="en")
    line = [sys.executable, "-m", "zcdossier", "lint", str(sample), "--format", "json", "--lang", "en"]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    (dossier,) = json.loads(done.stdout)["dossiers"]
    assert [finding._asdict() | {"clauses": list(finding.clauses)} for finding in linted.findings] == [
        {"sheet": None, "cell": None, "page": None, **finding} for finding in dossier["findings"]
    ]
    assert (linted.profile, linted.level, linted.path) == ("zj-hznu-2023", "associate_senior", sample)
    assert len(linted.questions) == len(dossier["checklist"])
    (error,) = linted.errors
    assert (error.code, error.severity, linted.warnings) == ("ZC205", "error", ())
    assert "是否代表论文" in zcdossier.lint_dossier(sample).errors[0].message


def test_build_and_build_again(sample: Path, tmp_path: Path) -> None:
    built = zcdossier.build_dossier(sample, out=tmp_path / "out", report=False)
    assert built.complete
    assert built.report is None
    assert {record.outcome for record in built.records} == {"built"}
    assert all(record.file is not None and record.file.stat().st_size == record.bytes for record in built.records)
    again = zcdossier.build_dossier(sample, out=tmp_path / "out")
    assert {record.outcome for record in again.records} == {"unchanged"}
    assert again.report == tmp_path / "out" / "report.html"
    assert again.report.is_file()


def test_what_cannot_be_done_is_one_kind_of_error(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(zcdossier.CannotRunError, match="there is no"):
        zcdossier.lint_dossier(tmp_path / "nowhere")
    shutil.copytree(sample, tmp_path / "zhao")
    assert [path.name for path in zcdossier.find_dossiers(tmp_path)] == ["li-ming", "zhao"]
    with pytest.raises(zcdossier.CannotRunError, match="holds 2 dossiers"):
        zcdossier.lint_dossier(tmp_path)
    (tmp_path / "photo.jpg").write_bytes(b"no photo")
    with pytest.raises(zcdossier.CannotRunError, match="can't be read"):
        zcdossier.check_photo(tmp_path / "photo.jpg")


def test_photo(sample: Path) -> None:
    measures = zcdossier.check_photo(sample / "photo.jpg", lang="en")
    assert {measure.status for measure in measures} == {"ok"}
    assert "file size" in {measure.measure for measure in measures}


def test_an_unreadable_manifest_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("profile: [", encoding="utf-8")
    built = zcdossier.build_dossier(tmp_path)
    assert not built.complete
    assert [finding.code for finding in built.linted.errors] == ["ZC001"]


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, zcdossier; sys.exit(str(sorted({'yaml', 'PIL', 'numpy', 'click'} & set(sys.modules)) or ''))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def examples_of(page: str) -> list[str]:
    blocks = (ROOT / "docs" / page).read_text(encoding="utf-8").split("```python\n")[1:]
    return [block.partition("```")[0] for block in blocks]


def test_the_examples_of_the_guide_run(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(sample, sample.parent / "2026" / "li-ming")
    monkeypatch.chdir(sample.parent)
    examples = examples_of("python.zh-CN.md")
    assert len(examples) == 2
    for example in examples:
        exec(example, {})
    assert sum("ZC205" in path.read_text(encoding="utf-8-sig") for path in sample.parent.glob("*.csv")) == 1


def test_both_guides_ask_for_the_same() -> None:
    """Names alone: texts that are printed, and the language, are each guide's own."""
    names = [
        [
            node.attr
            for example in examples_of(page)
            for node in ast.walk(ast.parse(example))
            if isinstance(node, ast.Attribute)
        ]
        for page in ("python.md", "python.zh-CN.md")
    ]
    assert names[0] == names[1] != []
