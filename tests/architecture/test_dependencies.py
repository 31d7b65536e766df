"""What the program imports is what its installation brings: nothing that only the tests' tools bring along."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _name(requirement: str) -> str:
    """PEP 508's name of a requirement, as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", requirement)[0]).lower()


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    optional = [requirement for extra in ("heic", "read", "cluster", "open") for requirement in extras[extra]]
    return {_name(requirement) for requirement in (*project["dependencies"], *optional)}


BROUGHT_BY = packages_distributions() | {"cv2": ["opencv-python-headless"], "pillow_heif": ["pillow-heif"]}
"""By what a package is brought; those of extras, which may not be installed, are told."""


@cache
def _imported() -> dict[str, str]:
    """Each top-level package from outside that the program imports anywhere, also inside functions, and where."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "zcdossier").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                if top != "zcdossier" and top not in sys.stdlib_module_names:
                    found.setdefault(top, f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_every_import_is_a_declared_dependency() -> None:
    declared = _declared()
    strangers = {
        top: where
        for top, where in _imported().items()
        if not {_name(distribution) for distribution in BROUGHT_BY.get(top, [top])} & declared
    }
    assert not strangers


def test_every_declared_dependency_is_imported() -> None:
    used = {_name(distribution) for top in _imported() for distribution in BROUGHT_BY.get(top, [top])}
    assert _declared() - used <= {"onnxruntime"}
