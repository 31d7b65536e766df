import pytest

from zcdossier.lint.kinds import all_kinds
from zcdossier.model.chinese_yaml_form import chinese_form
from zcdossier.model.finding import Advice, slots
from zcdossier.model.manifest_form import ManifestForm, Phrase
from zcdossier.model.workbook_form import WORKBOOK_FORM
from zcdossier.model.yaml_form import YAML_FORM

FORMS = [YAML_FORM, WORKBOOK_FORM, chinese_form(own_keys=True, fields=True), chinese_form(own_keys=False, fields=True)]


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_words_for_every_advice(form: ManifestForm) -> None:
    assert set(form.hints) == set(Advice)
    assert set(form.phrases) == set(Phrase)
    assert all(label.zh and label.en for label in (*form.hints.values(), *form.phrases.values()))


@pytest.mark.parametrize("form", FORMS)
def test_both_languages_ask_for_arguments_of_the_same_hits(form: ManifestForm) -> None:
    """English may leave out what a Chinese hint names, and take the id where Chinese takes the label."""
    for advice, label in form.hints.items():
        assert set(slots(label.en)) <= {*slots(label.zh), "id"}, advice


def test_every_advice_is_given_by_a_kind() -> None:
    hints = [message.hint for kind in all_kinds() for message in kind.messages.values()]
    given = {hint for hint in hints if isinstance(hint, Advice)}
    assert given == set(Advice)


def test_a_phrase_is_filled_in() -> None:
    assert YAML_FORM.phrase(Phrase.NAME_NEW_FOLDER, folder="甲").zh.endswith("folder: 甲")
