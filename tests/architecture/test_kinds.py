"""The registry of check kinds: complete, in order, with codes that never change their meaning."""

from pathlib import Path

import pytest

from zcdossier.lint import kinds
from zcdossier.lint.kinds import BY_CODE, BY_NAME, LISTED, RETIRED_CODES, ListedKind, Runs, all_kinds
from zcdossier.model.yaml_form import YAML_FORM

HERE = Path(__file__).parent
FOLDER = Path(kinds.__file__).parent


def test_every_module_is_listed_once() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert sorted(kind.module for kind in LISTED) == sorted(modules)


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [kind.code for kind in LISTED]
    assert codes == sorted(set(codes))
    assert len({kind.name for kind in LISTED}) == len(LISTED)


def test_codes_keep_their_meaning() -> None:
    """`codes.txt` only grows: a code that goes is named in RETIRED_CODES and never used again."""
    promised = dict(line.split() for line in (HERE / "codes.txt").read_text(encoding="utf-8").splitlines())
    now = {kind.code: kind.name for kind in LISTED}
    assert {code: name for code, name in promised.items() if code not in RETIRED_CODES} == now
    assert promised.keys() >= RETIRED_CODES
    assert not RETIRED_CODES & now.keys()


@pytest.mark.parametrize("listed", LISTED, ids=lambda kind: kind.code)
def test_kind_is_what_the_list_says(listed: ListedKind) -> None:
    kind = BY_CODE[listed.code]
    assert BY_NAME[listed.name] is kind
    assert (kind.code, kind.name) == (listed.code, listed.name)
    assert kind.always == (listed.runs is not Runs.RULE)
    source = (FOLDER / f"{listed.module}.py").read_text(encoding="utf-8")
    assert source.startswith(f'"""{kind.code} {kind.name}: ')


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_every_word_is_there_in_both_languages(kind) -> None:
    card = kind.card
    assert all(
        (kind.title.zh, kind.title.en, card.why.zh, card.why.en, card.wrong, card.right, card.mend.zh, card.mend.en)
    )
    assert kind.messages
    for message in kind.messages.values():
        assert all((*message.text, *YAML_FORM.hint_of(message)))


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_parameters_are_described(kind) -> None:
    assert kind.params.__doc__
    assert kind.check.__doc__ or kind.always
    assert set(kind.asks) <= set(kind.params._fields)
