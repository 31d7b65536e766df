"""What is told about measures: each can be looked up by its names, and its row can be copied."""

import pytest

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.lint.measures.registry import MEASURES, find_measure
from zcdossier.report.measure_text import example_of, measure_card, measures_table
from zcdossier.report.style import Style

PROFILE = """id: examples
title: {zh: 例子, en: Examples}
photo: 照片
sections: {papers: {label: 论文, fields: {title: 题目, people: {label: 人数, type: integer}}}}
"""


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_measures_row_can_be_copied(name, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "profiles" / "examples"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(f"{PROFILE}{example_of(MEASURES[name])}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [mistake.text.en for mistake in check_profile("examples")] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_measure_is_listed_and_found_by_its_names(lang: str) -> None:
    table = measures_table(Style(lang=lang))
    for measure in MEASURES.values():
        assert measure.id in table
        assert find_measure(measure.id) == measure
        assert find_measure(measure.label.zh) is not None
        assert measure.means.text(lang) in measure_card(measure, Style(lang=lang))
    assert find_measure("no such measure") is None
