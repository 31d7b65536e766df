"""Templates are compiled once, kept beside themselves, and compiled anew when anything they were made of changes."""

from pathlib import Path

import pytest
from jinja2 import Environment

from zcdossier.report import compiled_templates
from zcdossier.report.compiled_templates import CompiledTemplates, environment_of

Compiled = list[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html.j2").write_text("{{ name }}！", encoding="utf-8")
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """The names of the templates that are compiled, in turn."""
    names: Compiled = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str, *more: object) -> object:
        names.append(name)
        return compile_(self, source, name, *more)

    monkeypatch.setattr(Environment, "compile", counted)
    return names


def fill(folder: Path) -> str:
    """Fill the page in as a process does that begins."""
    environment_of.cache_clear()
    return environment_of(folder).get_template("page.html.j2").render(name="<甲>")


def kept_in(folder: Path) -> Path:
    (kept,) = (folder / "__pycache__").iterdir()
    return kept


def test_the_next_process_need_not_compile(folder: Path, compiled: Compiled) -> None:
    assert fill(folder) == fill(folder) == "&lt;甲&gt;！"
    assert compiled == ["page.html.j2"]


def test_one_process_compiles_once_where_nothing_can_be_kept(folder: Path, compiled: Compiled) -> None:
    (folder / "__pycache__").write_text("a file")
    assert fill(folder) == "&lt;甲&gt;！"
    assert environment_of(folder).get_template("page.html.j2").render(name="乙") == "乙！"
    assert compiled == ["page.html.j2"]
    fill(folder)
    assert compiled == ["page.html.j2"] * 2


def test_a_template_that_was_edited_is_compiled_anew(folder: Path, compiled: Compiled) -> None:
    fill(folder)
    (folder / "page.html.j2").write_text("{{ name }}？", encoding="utf-8")
    assert fill(folder) == "&lt;甲&gt;？"
    assert len(compiled) == 2


def test_another_jinja_compiles_anew(folder: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder)
    monkeypatch.setattr(compiled_templates, "_stamp_of_compiler", lambda: (1, 2))
    assert fill(folder) == "&lt;甲&gt;！"
    assert len(compiled) == 2


@pytest.mark.parametrize(("kept_bytes", "more"), [(0, b""), (-9, b""), (0, b"\x80nonsense")])
def test_what_is_spoilt_is_made_again(folder: Path, compiled: Compiled, kept_bytes: int, more: bytes) -> None:
    fill(folder)
    kept = kept_in(folder)
    good = kept.read_bytes()
    kept.write_bytes(good[:kept_bytes] + more)
    assert fill(folder) == "&lt;甲&gt;！"
    assert len(compiled) == 2
    assert kept.read_bytes() == good


def test_templates_of_one_name_are_kept_apart(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "page.html.j2").write_text("别的", encoding="utf-8")
    assert (fill(folder), fill(other)) == ("&lt;甲&gt;！", "别的")
    keep = CompiledTemplates().get_cache_key
    assert keep("page.html.j2", str(folder / "page.html.j2")) != keep("page.html.j2", str(other / "page.html.j2"))


def test_where_jinja_lies_in_an_archive_pages_are_made_all_the_same(
    folder: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_templates.jinja2.compiler, "__file__", str(folder / "archive" / "compiler.pyc"))
    compiled_templates._stamp_of_compiler.cache_clear()
    assert fill(folder) == "&lt;甲&gt;！"
    compiled_templates._stamp_of_compiler.cache_clear()
    assert compiled == ["page.html.j2"]
