"""The import contract of pyproject.toml, and that it would notice."""

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

needs_linter = pytest.mark.skipif(not importlib.util.find_spec("importlinter"), reason="import-linter is not installed")


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", RUN], cwd=folder, capture_output=True, text=True, check=False)


@needs_linter
def test_contract_is_kept() -> None:
    done = check(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


@needs_linter
@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("lint/questions.py", "import zcdossier.manifest.folders", 0),
        ("manifest/folders.py", "import zcdossier.profiles.locations", 0),
        ("model/label.py", "import zcdossier.lint", 0),
        ("app/lint.py", "import click", 1),
        ("report/messages.py", "import rich.console", 2),
        ("manifest/folders.py", "import pikepdf", 3),
        ("profiles/locations.py", "import yaml", 4),
        ("assemble/pictures.py", "import zcdossier.assemble.pdf", 5),
        ("recognition/read_page.py", "import zcdossier.manifest.folders", 6),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, module: str, line: str, broken: int) -> None:
    """On a small copy: one empty module for each room, and the one that breaks the contract."""
    package = tmp_path / "zcdossier"
    outer = ["cli", "app", "recognition", "sorting", "report", "assemble", "manifest"]
    inner = ["probe", "profiles", "drafting", "trial", "lint", "source", "model"]
    for room in (*outer, *inner):
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").touch()
    for file in (
        "__init__.py",
        "__main__.py",
        "api.py",
        "errors.py",
        "version.py",
        "pdfium.py",
        "pdf_objects.py",
        "child_process.py",
        "manifest/folders.py",
        "profiles/locations.py",
        "report/terminal.py",
    ):
        (package / file).touch()
    for layer in CONTRACTS[5]["layers"]:
        for name in layer.split(" | "):
            (package / "assemble" / f"{name}.py").touch()
    (package / module).write_text(f"{line}\n")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    done = check(tmp_path)
    assert done.returncode != 0
    assert f"{CONTRACTS[broken]['name']} BROKEN" in done.stdout, done.stdout + done.stderr
