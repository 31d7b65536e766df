"""The program that stands alone: what a double click or a folder dragged onto it means."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", ROOT / "packaging" / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_folder_is_opened_and_a_command_is_left_alone(start: ModuleType, tmp_path: Path) -> None:
    assert start.arguments_meant([str(tmp_path)]) == ["open", str(tmp_path)]
    assert start.arguments_meant(["lint", str(tmp_path)]) == ["lint", str(tmp_path)]
    assert start.arguments_meant(["--version"]) == ["--version"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/家/李明 材料", ["open", "/家/李明 材料"]),
        ("'/a b' ", ["open", "/a b"]),
        ("/a\\ b", ["open", "/a b"]),
        ("", ["--help"]),
    ],
)
def test_a_double_click_asks_for_the_folder(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, typed: str, meant: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: typed)
    assert start.arguments_meant([]) == meant


def test_without_a_person_nothing_is_asked(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert start.arguments_meant([]) == []
