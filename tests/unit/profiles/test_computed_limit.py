"""`limit` of a section that has to be worked out: a field, other records, by level."""

import pytest

from zcdossier.model.condition import Operand

SECTION = "  talks: {label: 报告, limit: %s, fields: {title: 题}}\n"


@pytest.mark.parametrize(
    ("limit", "top"),
    [
        ("{max: {field: applicant.since.year, minus: 2020}}", {"*": "applicant.since.year"}),
        ("{max: applicant.since.year, clauses: [A-1]}", {"*": "applicant.since.year"}),
        ("{max: {senior: {section: papers, pick: count}, full: 3}}", {"senior": "", "full": 3}),
    ],
)
def test_a_limit_may_be_worked_out(profiles, limit, top):
    profile = profiles.case(SECTION % limit)
    rule = next(rule for rule in profile.rules if rule.id == "talks-limit")
    found = {name: bound.field if isinstance(bound, Operand) else bound for name, bound in rule.params.max.items()}
    assert found == top


@pytest.mark.parametrize("limit", ["{max: 五项}", "{max: five}", "{max: {senior: x}}", "{max: {field: nothing}}"])
def test_a_limit_that_is_neither_number_nor_field_is_refused(profiles, limit):
    assert profiles.wrong(SECTION % limit)
