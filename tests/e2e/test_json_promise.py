"""Every command that prints JSON keeps to `docs/json.schema.json`, in failure too, and the pages tell every key.

Whatever JSON any test of this folder has printed is held against the schema by `zc` itself.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from json_promise import COMMANDS, PROMISE, SHORT, check_promise, promised_name

from zcdossier.cli.program import PROGRAM
from zcdossier.model.label import Label
from zcdossier.model.results import PagesRead, UnreadPage
from zcdossier.report.reading_summary import failed_reading_object, reading_object

Run = Callable[..., Any]
PAGES = ("json.md", "json.zh-CN.md")
DEFINITIONS: dict[str, Any] = json.loads(PROMISE.read_text(encoding="utf-8"))["$defs"]


def commands_with_json(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_with_json(command, (*words, name))
        elif command is not None and any(prints_json(parameter) for parameter in command.params):
            yield (*words, name)


def prints_json(parameter: click.Parameter) -> bool:
    return isinstance(parameter.type, click.Choice) and "json" in map(str, parameter.type.choices)


def test_every_command_that_prints_json_is_promised() -> None:
    found = set(commands_with_json(PROGRAM))
    assert found == set(COMMANDS) | {(name,) for name in SHORT}
    assert {promised_name([*words, "--format", "json"]) for words in found} <= DEFINITIONS.keys()


@pytest.mark.parametrize("name", ["lint", "status", "checklist", "report", "build", "verify", "forms"])
def test_a_dossier_that_can_not_be_worked_on_is_named_with_the_reason(zc: Run, office: Any, name: str) -> None:
    office.dossier("broken", "profile: tiny\na: [1\n")
    office.dossier("hopeless", "profile: bad\nlevel: senior\n")
    (office.path / "profiles" / "bad").mkdir()
    (office.path / "profiles" / "bad" / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    ran = zc(name, *(["hopeless"] if name == "verify" else ["."]), "--format", "json", cwd=office.path)
    assert ran.code == 2
    failed = {dossier["path"]: dossier.get("error") for dossier in ran.json["dossiers"]}
    assert failed["hopeless"]
    assert name == "verify" or not failed["broken"]


def test_a_photo_that_is_not_there_is_named_with_the_reason(zc: Run, tmp_path: Path) -> None:
    ran = zc("photo-check", "nowhere.jpg", "--format", "json", cwd=tmp_path)
    assert ran.code == 2
    (photo,) = ran.json["photos"]
    assert (photo["path"], photo["measures"]) == ("nowhere.jpg", [])
    assert "nowhere.jpg" in photo["error"]


def test_what_was_read_is_as_promised() -> None:
    """Without the extra no command can read: what it would print is made here."""
    unread = UnreadPage("01-获奖/甲/1-证书.jpg", 1, 1, Label("读不了", "not read"))
    done = reading_object("an", PagesRead(Path("an"), 3, 1, (unread,)), "zh")
    check_promise({"version": 1, "dossiers": [done, failed_reading_object("bo", "没有清单")]}, "read")


def test_a_key_that_is_not_promised_is_refused() -> None:
    with pytest.raises(jsonschema.ValidationError):
        check_promise({"version": 1, "dossiers": [], "more": 1}, "lint")
    with pytest.raises(jsonschema.ValidationError):
        check_promise({"version": 1, "dossiers": [{"path": "an", "sections": [], "more": 1}]}, "status")


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def words_of(schema: Any) -> Iterator[str]:
    """Every key, and every word that a value is one of."""
    if isinstance(schema, dict):
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        yield from schema.get("properties", ())
        for part in schema.values():
            yield from words_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from words_of(part)


def test_the_schema_leaves_no_object_open() -> None:
    found = list(objects(DEFINITIONS))
    assert len(found) > 30
    assert all(schema["additionalProperties"] is False for schema in found)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_tells_every_key_and_word(root: Path, page: str) -> None:
    text = re.sub(r"(?ms)^```.*?^```", "", (root / "docs" / page).read_text(encoding="utf-8"))
    documented = set(re.findall(r"`([^`]+)`", text))
    assert set(words_of(DEFINITIONS)) <= documented, sorted(set(words_of(DEFINITIONS)) - documented)


@pytest.mark.parametrize("page", PAGES)
def test_a_document_is_checked_as_the_page_says(zc: Run, built: Any, root: Path, page: str, tmp_path: Path) -> None:
    """Its lines of Python run as printed, on the sample, and refuse a document that is another."""
    (lines,) = re.findall(r"(?ms)^```python\n(.*?)^```", (root / "docs" / page).read_text(encoding="utf-8"))
    (tmp_path / "json.schema.json").write_bytes(PROMISE.read_bytes())
    zc("lint", built.root, "--output", tmp_path / "lint.json", cwd=tmp_path)
    check = [sys.executable, "-c", lines]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "lint.json").write_text('{"version": 1}', encoding="utf-8")
    assert subprocess.run(check, cwd=tmp_path, check=False, stderr=subprocess.DEVNULL).returncode == 1
