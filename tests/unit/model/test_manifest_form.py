import pytest

from zcdossier.lint.kinds import all_kinds
from zcdossier.model.finding import Advice, slots
from zcdossier.model.manifest_form import ManifestForm, Phrase
from zcdossier.model.yaml_form import YAML_FORM

FORMS = [YAML_FORM]


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
    given = {message.advice for kind in all_kinds() for message in kind.messages.values()}
    assert given - {None} == set(Advice)


def test_a_kind_gives_a_hint_or_an_advice_but_not_both() -> None:
    messages = [message for kind in all_kinds() for message in kind.messages.values()]
    assert [message for message in messages if message.advice is not None and message.hint_zh] == []


def test_a_phrase_is_filled_in() -> None:
    assert YAML_FORM.phrase(Phrase.NAME_NEW_FOLDER, folder="甲").zh.endswith("folder: 甲")
