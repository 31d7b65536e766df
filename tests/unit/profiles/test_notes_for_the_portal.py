"""What stands on the entry sheet is read at the portal: it names boxes by their labels, never by keys."""

import re

import pytest

from zcdossier.profiles.load import load

NOTICES = ("zj-hznu-2023", "zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024")


@pytest.mark.parametrize("name", NOTICES)
def test_notes_and_questions_name_no_key(name: str) -> None:
    profile = load(name)
    sections = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    keys = {field for section in sections for field in section.fields} | set(profile.applicant)
    keys |= {section.id for section in sections}
    texts = [section.hint.zh for section in sections if section.hint is not None]
    texts += [guidance.text.zh for guidance in profile.guidance]
    texts += [question.question.zh for question in profile.checklist]
    addresses = re.compile(r"(?:https?://)?\w+(?:\.\w+)+(?:/[\w./]*)?", re.ASCII)
    words = {word for text in texts for word in re.findall(r"[a-z][a-z_]+", addresses.sub("", text))}
    assert words & keys == set()
    assert not any("_" in word for word in words)


@pytest.mark.parametrize("name", NOTICES)
def test_what_comes_after_handing_over_is_known(name: str) -> None:
    """Payment, the printed and sealed form, and what only an authority knows block nothing earlier."""
    for question in load(name).checklist:
        text = question.question.zh
        late = re.search(r"《?评审表》?.*(?:打印|导出|盖章|盖了|一式|送到|原件)|缴费了吗", text)
        assert (question.stage.value == "after") or not late, text
