"""Which language to speak: `--lang`, then ZCDOSSIER_LANG, then a locale that names a language, else Chinese.

Where Chinese can't be written English is spoken, unless one of the first two asks for Chinese.

`--lang` is taken out of the arguments before any other is read: even a help page or a usage error has to know it.
"""

from collections.abc import Mapping, Sequence

from zcdossier.errors import CannotRunError
from zcdossier.model.label import LANGUAGES, Label

OPTION = "--lang"
_OWN = "ZCDOSSIER_LANG"
_CHINESE = "职称申报"
_VARIABLES = (_OWN, "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = {"C", "POSIX"}
_NAMES_OF_CHINESE = ("zh", "cn", "chs", "cht", "chinese", "中文", "汉语")
"""What people write who want Chinese; a locale has `zh`."""


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return what `--lang` asks for and the other arguments; what follows `--` is left alone."""
    others: list[str] = []
    language: str | None = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            return language, [*others, argument, *remaining]
        if argument == OPTION:
            language = _language(next(remaining, ""))
        elif argument.startswith(f"{OPTION}="):
            language = _language(argument.partition("=")[2])
        else:
            others.append(argument)
    return language, others


def _language(text: str) -> str:
    language = "zh" if _names_chinese(text) else "en" if text.lower() == "english" else text.lower()
    if language not in LANGUAGES:
        raise CannotRunError(
            Label("--lang 后面要写 zh（中文）或 en（英文）。", "--lang must be zh (Chinese) or en (English).")
        )
    return language


def holds_chinese(encoding: str | None) -> bool:
    """Whether Chinese can be written in an encoding; one that nobody names is taken to be UTF-8."""
    try:
        _CHINESE.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def detect_language(environment: Mapping[str, str], encoding: str | None = None) -> str:
    """The language of the environment and of a stream; the first variable that is set decides, as POSIX has it."""
    if not environment.get(_OWN) and not holds_chinese(encoding):
        return "en"
    name = next((environment[variable] for variable in _VARIABLES if environment.get(variable)), "")
    territory = name.partition(".")[0]
    return "zh" if not territory or territory in _NO_LANGUAGE or _names_chinese(territory) else "en"


def _names_chinese(text: str) -> bool:
    return text.lower().startswith(_NAMES_OF_CHINESE)
