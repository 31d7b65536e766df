"""Every hint of the shipped notices, told to who types Chinese keys: no id is left, and each name is read."""

import re

import pytest

from tests.profiles.test_cases import SHIPPED
from zcdossier.model.chinese_yaml_form import chinese_form
from zcdossier.model.manifest_names import FILE_NAMES, KIND_NAMES, RECORD_NAMES, TOP_NAMES, WAIVER_NAMES
from zcdossier.model.spelling import Names
from zcdossier.profiles.load import load

_ID = re.compile(r"(?<![\w./-])[a-z][a-z0-9_]*:(?![/\w])", re.ASCII)
_TYPED = re.compile(r"(?:^|[\s{，；或和])(?P<key>[\w（）、/]+): ")


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_notices_hints_have_no_ids(name: str) -> None:
    profile, form = load(name), chinese_form(own_keys=True, fields=True)
    hints = [(rule.id, form.reword(rule.hint, rule.sections, profile).zh) for rule in profile.rules if rule.hint]
    assert {rule: hint for rule, hint in hints if _ID.search(hint)} == {}


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_what_hints_call_a_field_is_what_the_manifest_reads(name: str) -> None:
    profile, form = load(name), chinese_form(own_keys=True, fields=True)
    kinds = [*profile.sections.values(), *profile.attachments.values()]
    fields = [*profile.applicant.values(), *(field for kind in kinds for field in kind.fields.values())]
    names = [Names.of([*fields, *profile.texts.values(), *profile.sections.values()])]
    names += [TOP_NAMES, RECORD_NAMES, FILE_NAMES, KIND_NAMES, WAIVER_NAMES]
    unread = {
        (rule.id, typed["key"])
        for rule in profile.rules
        if rule.hint
        for typed in _TYPED.finditer(form.reword(rule.hint, rule.sections, profile).zh)
        if not any(field_names.find(typed["key"]) for field_names in names)
    }
    assert unread == set()
