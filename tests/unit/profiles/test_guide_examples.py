"""The whole profile that the guide prints about what is typed: it has no mistake, and both languages say the same."""

import re
from pathlib import Path

import pytest

from zcdossier.app.inspect_profiles import check_profile

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDES = ("writing-a-profile.md", "writing-a-profile.zh-CN.md")


def example_of(guide: str) -> str:
    text = (DOCS / guide).read_text(encoding="utf-8")
    return next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "id: typed-things" in block)


@pytest.mark.parametrize("guide", GUIDES)
def test_what_the_guide_prints_has_no_mistake(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "profiles" / "typed-things"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(example_of(guide), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [mistake.text.en for mistake in check_profile("typed-things")] == []


def test_both_guides_print_the_same_rows() -> None:
    first, second = (re.sub(r"\s*#.*", "", example_of(guide)) for guide in GUIDES)
    assert first == second
