"""Which language to speak: `--lang`, then ZCDOSSIER_LANG, then a locale that names a language, else Chinese.

`--lang` is taken out of the arguments before any other is read: it may stand anywhere, and even a help page or
a usage error has to know it.
"""

from collections.abc import Mapping, Sequence

from zcdossier.errors import CannotRunError

LANGUAGES = ("zh", "en")
OPTION = "--lang"
_VARIABLES = ("ZCDOSSIER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = {"C", "POSIX"}


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return what `--lang` asks for and the other arguments; what follows `--` is left alone."""
    rest: list[str] = []
    asked: str | None = None
    given = iter(arguments)
    for argument in given:
        if argument == "--":
            return asked, [*rest, argument, *given]
        if argument == OPTION:
            asked = _language(next(given, ""))
        elif argument.startswith(f"{OPTION}="):
            asked = _language(argument.partition("=")[2])
        else:
            rest.append(argument)
    return asked, rest


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise CannotRunError("--lang 后面要写 zh（中文）或 en（英文）。", "--lang takes zh (Chinese) or en (English).")
    return text


def spoken(environment: Mapping[str, str]) -> str:
    """The language of the environment; the first variable that is set decides, as POSIX has it."""
    name = next((environment[variable] for variable in _VARIABLES if environment.get(variable)), "")
    territory = name.partition(".")[0]
    if not territory or territory in _NO_LANGUAGE or territory.lower().startswith("zh"):
        return "zh"
    return "en"
