"""A composed value says what was read, and nothing else."""

from itertools import combinations
from pathlib import Path

import pytest

from zcdossier.model.profile import Field
from zcdossier.model.reading import composed_match
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.compose_value import compose_value

PARTS = {"name": "东海药学学报", "tier": "核心期刊", "rank": "2", "members": "5", "press": "东海药学杂志社"}


def field_of(notice: str, section: str, field: str) -> Field:
    return Profiles().get(notice, Path()).sections[section].fields[field]


@pytest.mark.parametrize(("notice", "field"), [("zj-hznu-2023", "journal"), ("sd-jinan-2024", "journal")])
def test_what_comes_out_reads_back_as_what_went_in(notice: str, field: str) -> None:
    declared = field_of(notice, "papers", field)
    named = [name for name in PARTS if f"(?P<{name}>" in declared.pattern]
    composed = 0
    for count in range(1, len(named) + 1):
        for chosen in combinations(named, count):
            parts = {name: PARTS[name] for name in chosen}
            text = compose_value(declared, parts)
            if text is not None:
                composed += 1
                match = composed_match(text, declared)
                assert match is not None
                assert {name: value for name, value in match.groupdict().items() if value} == parts
    assert composed


def test_what_was_not_read_is_left_out_with_its_marks() -> None:
    journal = field_of("zj-hznu-2023", "papers", "journal")
    assert compose_value(journal, {"name": "某刊", "rank": "1", "members": "3"}) == "《某刊》，1/3"
    assert compose_value(journal, {"tier": "核心期刊"}) is None
