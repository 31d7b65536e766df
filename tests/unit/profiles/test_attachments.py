"""A required attachment is nothing but its files: one listed without any counts as not handed in."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from zcdossier.profiles.load import load

PLEDGE = "attachments.pledge-evidence"


def rules(tmp_path: Path, attachment: Any, *rows: Any) -> list[str]:
    profile = {
        "id": "desk",
        "title": "桌",
        "levels": {"senior": {"label": {"zh": "副高", "en": "senior"}}},
        "applicant": {"post": {"label": "岗位"}},
        "attachments": {"pledge": attachment},
        "rules": list(rows),
    }
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "profile.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return [rule.id for rule in load(str(folder)).rules]


@pytest.mark.parametrize("required", [True, {"when": {"post": "教师"}}, {"severity": "warning"}])
def test_it_has_to_have_files(tmp_path: Path, required: Any) -> None:
    assert PLEDGE in rules(tmp_path, {"label": "承诺书", "required": required})


@pytest.mark.parametrize(
    "attachment",
    [
        {"label": "承诺书"},
        {"label": "承诺书", "required": True, "evidence": False},
        {"label": "承诺书", "required": True, "parts": {"form": {"label": "签名页", "required": "error"}}},
    ],
)
def test_what_may_be_left_out_or_is_asked_for_already(tmp_path: Path, attachment: Any) -> None:
    assert PLEDGE not in rules(tmp_path, attachment)


@pytest.mark.parametrize("when", [None, {"post": "教师"}])
def test_a_row_of_its_own_takes_its_place_where_it_always_applies(tmp_path: Path, when: Any) -> None:
    row = {"id": "signed", "kind": "parts", "section": "attachments.pledge", "all_of": ["form"]}
    attachment = {"label": "承诺书", "required": True, "parts": {"form": "签名页"}}
    made = rules(tmp_path, attachment, row | ({"when": when} if when else {}))
    assert (PLEDGE in made) is (when is not None)
