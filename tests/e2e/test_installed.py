"""What gets installed: a wheel with everything the program needs and nothing else, and two ways to start it."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_both_ways_to_start_say_the_same(zc: Run, script: Run, tmp_path: Path) -> None:
    ran = zc("--version", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("zcdossier ")
    assert script("--version", cwd=tmp_path) == ran
    assert script("--help", cwd=tmp_path) == zc("--help", cwd=tmp_path)


def test_it_runs_when_every_warning_is_an_error(built: Any, zc: Run) -> None:
    strict = {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"}
    ran = zc("lint", built.root.name, cwd=built.root.parent, env=strict)
    assert (ran.code, ran.err) == (0, "")


def test_a_build_runs_when_every_warning_is_an_error(office: Any, zc: Run, scan: bytes) -> None:
    office.with_scan("an", scan)
    ran = zc("build", "an", cwd=office.path, env={"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"})
    assert (ran.code, ran.err) == (0, "")


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip does, without a network and without isolation."""
    if not (root / "pyproject.toml").is_file():
        pytest.skip("the tests do not lie in the repository")
    out = tmp_path_factory.mktemp("wheel")
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(line, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_carries_every_template(names: list[str], root: Path) -> None:
    templates = [path for path in (root / "templates").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert any(path.name == "profile.yaml" for path in templates)
    expected = {f"zcdossier/{path.relative_to(root).as_posix()}" for path in templates}
    assert {name for name in names if name.startswith("zcdossier/templates/")} == expected


def test_the_wheel_carries_every_module(names: list[str], root: Path) -> None:
    modules = {path.relative_to(root).as_posix() for path in (root / "zcdossier").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules
    assert "zcdossier/py.typed" in names


def test_the_wheel_carries_nothing_else(names: list[str]) -> None:
    assert [name for name in names if "__pycache__" in name or name.endswith((".pickle", ".pyc"))] == []
    tops = {name.partition("/")[0] for name in names}
    assert len(tops) == 2, tops
    assert {top.endswith(".dist-info") for top in tops - {"zcdossier"}} == {True}


def test_the_wheel_says_what_it_is(wheel: Path, names: list[str]) -> None:
    def read(end: str) -> str:
        (name,) = (name for name in names if name.endswith(end))
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(name).decode()

    assert "MIT License" in read(".dist-info/licenses/LICENSE")
    assert "zcdossier = zcdossier.cli.entry:run" in read(".dist-info/entry_points.txt")
    metadata = read(".dist-info/METADATA")
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata


def test_the_wheel_works_where_it_can_write_nothing(wheel: Path, zc: Run, tmp_path: Path) -> None:
    """Unpacked anywhere it finds its own notices, also where compiled ones can't be kept."""
    home = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home)
    for folder in [home, *(path for path in home.rglob("*") if path.is_dir())]:
        folder.chmod(0o555)
    work = tmp_path / "work"
    work.mkdir()
    try:
        env = {"PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
        where = "import zcdossier.profiles.locations as s; print(s.templates_folder())"
        output = subprocess.run(
            [sys.executable, "-c", where], cwd=work, env={**os.environ, **env}, capture_output=True, check=True
        )
        assert Path(os.fsdecode(output.stdout.strip())) == home / "zcdossier" / "templates"
        ran = zc("init", "li", "--profile", "zj-hznu-2023", "--level", "副高", cwd=work, env=env)
        assert (ran.code, ran.err) == (0, "")
        assert zc("lint", "li", "-q", cwd=work, env=env).code == 1
    finally:
        for folder in [home, *(path for path in home.rglob("*") if path.is_dir())]:
            folder.chmod(0o755)


def test_what_is_published_links_to_where_it_can_be_read(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("METADATA")]
        metadata = archive.read(name).decode("utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", metadata)
    assert len(targets) > 10
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
    assert "Classifier: Typing :: Typed" in metadata
    assert "Project-URL: Issues, https://" in metadata
