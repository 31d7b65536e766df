"""Chinese texts for people: no key of the manifest outside a line that can be typed, no example given as an order."""

import re
from collections.abc import Iterator

import pytest

from zcdossier.lint.kinds import all_kinds
from zcdossier.model.profile import Profile, Section
from zcdossier.model.yaml_form import YAML_FORM
from zcdossier.profiles import locations
from zcdossier.profiles.load import load

SHIPPED = ["zj-hznu-2023", "zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024"]
OWN_KEYS = frozenset(
    {"profile", "level", "applicant", "sections", "attachments", "texts", "photo", "answers", "waivers"}
)
OWN_KEYS |= {"profile", "files", "file", "part", "pages", "folder", "kind", "code", "at", "reason"}
_PLACEHOLDER = re.compile(r"\{\w+\}")
_COMMAND = re.compile(r"zcdossier(?: [a-z-]+)+|--[a-z-]+")
_FILE_NAME = re.compile(r"[\w.-]+\.(?:ya?ml|jpe?g|png|pdf|md|txt|docx)", re.ASCII)
_QUOTED = re.compile(r'"[^"]*"')
_WORD = re.compile(r"(?<![\w./-])[a-z][a-z_0-9]*(?![\w./-])(?!:)", re.ASCII)
_ORDERS = re.compile(r"改到.{0,12}为止|核对后改正|删去这条好的")


def bare_keys(text: str, keys: frozenset[str]) -> list[str]:
    """The keys of a manifest that stand in a text otherwise than as `key:`."""
    for pattern in (_PLACEHOLDER, _COMMAND, _FILE_NAME, _QUOTED):
        text = pattern.sub(" ", text)
    return [word for word in _WORD.findall(text) if word in keys]


def keys_of(profile: Profile) -> frozenset[str]:
    sections: list[Section] = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    fields = {name for section in sections for name in section.fields}
    return OWN_KEYS | fields | {*profile.applicant, *profile.sections, *profile.attachments, *profile.texts}


def texts_of_kinds() -> Iterator[tuple[str, str]]:
    for kind in all_kinds():
        for key, message in kind.messages.items():
            yield f"{kind.code} {key}", message.text.zh
            yield f"{kind.code} {key} hint", YAML_FORM.hint_of(message).zh
        yield f"{kind.code} why", kind.card.why.zh
        yield f"{kind.code} mend", kind.card.mend.zh


def texts_of(profile: Profile) -> Iterator[tuple[str, str]]:
    for rule in profile.rules:
        for name, label in (("hint", rule.hint), ("says", rule.says), ("message", rule.message)):
            if label is not None:
                yield f"{rule.id} {name}", label.zh


def test_kinds_name_keys_as_they_are_typed() -> None:
    bare_texts = {where: bare for where, text in texts_of_kinds() if (bare := bare_keys(text, OWN_KEYS))}
    assert bare_texts == {}


@pytest.mark.parametrize("name", SHIPPED)
def test_notices_name_keys_as_they_are_typed(name: str) -> None:
    profile = load(name)
    keys = keys_of(profile)
    bare_texts = {where: bare for where, text in texts_of(profile) if (bare := bare_keys(text, keys))}
    assert bare_texts == {}


@pytest.mark.parametrize("name", SHIPPED)
def test_no_figure_is_to_be_changed_until_it_fits(name: str) -> None:
    texts = [*texts_of_kinds(), *texts_of(load(name))]
    assert [(where, text) for where, text in texts if _ORDERS.search(text)] == []


def test_bare_keys_are_seen() -> None:
    keys = frozenset({"kind", "selected"})
    assert bare_keys("加上 selected 否", keys) == ["selected"]
    assert bare_keys("加上 kind 岗位信息表 和文件夹", keys) == ["kind"]
    assert bare_keys("加一行 selected: 否", keys) == []
    assert bare_keys("例如 - {kind: 专业科目}；在 {kind} 处；1-kind.jpg；zcdossier kind", keys) == []


def test_templates_are_shipped() -> None:
    assert all((locations.templates_folder() / "profiles" / name).is_dir() for name in SHIPPED)
