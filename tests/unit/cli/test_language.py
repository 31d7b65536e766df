"""Chinese unless --lang, ZCDOSSIER_LANG or a locale says otherwise."""

import pytest

from zcdossier.cli.language import spoken, take_language
from zcdossier.errors import CannotRunError


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "zh"),
        ({"LANG": ""}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "zh_CN.GBK"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "ZCDOSSIER_LANG": "en"}, "en"),
        ({"LANG": "en_US.UTF-8", "ZCDOSSIER_LANG": "zh"}, "zh"),
    ],
)
def test_spoken(environment: dict[str, str], lang: str) -> None:
    assert spoken(environment) == lang


@pytest.mark.parametrize(
    ("arguments", "asked", "rest"),
    [
        (["lint", "x"], None, ["lint", "x"]),
        (["lint", "--lang", "en", "x"], "en", ["lint", "x"]),
        (["--lang=zh", "lint"], "zh", ["lint"]),
        (["lint", "--", "--lang", "en"], None, ["lint", "--", "--lang", "en"]),
        (["--lang", "en", "lint", "--lang", "zh"], "zh", ["lint"]),
    ],
)
def test_take_language(arguments: list[str], asked: str | None, rest: list[str]) -> None:
    assert take_language(arguments) == (asked, rest)


@pytest.mark.parametrize("arguments", [["--lang"], ["--lang", "fr"], ["--lang="]])
def test_other_languages_are_refused(arguments: list[str]) -> None:
    with pytest.raises(CannotRunError):
        take_language(arguments)
