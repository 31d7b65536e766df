"""The parser made ours: help pages and usage errors in the reader's language, near misses, `--lang` anywhere.

Which language to speak: `--lang`, then ZCDOSSIER_LANG, then a locale that names a language, else Chinese. `--lang` is
taken out of the arguments before any other is read: even a help page or a usage error has to know it.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label
from zcdossier.report.text_layout import cell_width, pad, wrap

LANGUAGES = ("zh", "en")
OPTION = "--lang"
_VARIABLES = ("ZCDOSSIER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = {"C", "POSIX"}


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
    if text not in LANGUAGES:
        raise CannotRunError(
            Label("--lang 后面要写 zh（中文）或 en（英文）。", "--lang takes zh (Chinese) or en (English).")
        )
    return text


def detect_language(environment: Mapping[str, str]) -> str:
    """The language of the environment; the first variable that is set decides, as POSIX has it."""
    name = next((environment[variable] for variable in _VARIABLES if environment.get(variable)), "")
    territory = name.partition(".")[0]
    if not territory or territory in _NO_LANGUAGE or territory.lower().startswith("zh"):
        return "zh"
    return "en"


_SEPARATOR = "␟"


def bilingual(text: Label) -> str:
    """Join the two."""
    return f"{text.zh}{_SEPARATOR}{text.en}"


def in_language(text: str | None, lang: str) -> str:
    """Take out the one to show; a text in one language only is that text."""
    zh, _, en = (text or "").partition(_SEPARATOR)
    return (en if lang == "en" and en else zh).strip()


_WIDEST = 100
_WIDEST_LEFT = 32
Entry = tuple[str, str]


class Command(TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: Any) -> str:
        """Lay out the page."""
        return _page(self, ctx)


class Group(TyperGroup):
    """A group whose help page is ours; an unknown command names the one most like it."""

    def get_help(self, ctx: Any) -> str:
        """Lay out the page."""
        return _page(self, ctx, (self.get_command(ctx, name) for name in self.list_commands(ctx)))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which ones there are."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            commands = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], commands, n=1)
            names = "、".join(near or commands)
            raise CannotRunError(
                Label(
                    f"没有 {args[0]} 这个命令{'，是不是' if near else '；有'} {names}{'？' if near else '。'}",
                    f"No command {args[0]}{'; do you mean' if near else '; there are'} "
                    f"{', '.join(near or commands)}{'?' if near else '.'}",
                ),
            )
        return super().resolve_command(ctx, args)


def run_language(ctx: Any) -> str:
    """The language chosen for this run."""
    return str(getattr(ctx.find_root().obj, "lang", "zh"))


def _page(command: Any, ctx: Any, commands: Iterable[Any] = ()) -> str:
    lang = run_language(ctx)
    arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == "option"]
    sections = {
        ("命令", "Commands"): [
            (subcommand.name, _first_line(in_language(subcommand.help, lang))) for subcommand in commands
        ],
        ("参数", "Arguments"): [(_metavar(parameter), in_language(parameter.help, lang)) for parameter in arguments],
        ("选项", "Options"): [*(_option(parameter, lang) for parameter in options), _language_option(lang)],
    }
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    lines = [_usage(ctx, arguments, lang, group=bool(sections["命令", "Commands"])), ""]
    for paragraph in in_language(command.help, lang).split("\n"):
        lines += wrap(paragraph, width)
    for (zh, en), entries in sections.items():
        if entries:
            lines += ["", en if lang == "en" else zh, *_entries(entries, width)]
    return "\n".join(lines)


def _usage(ctx: Any, arguments: list[Any], lang: str, *, group: bool) -> str:
    words = [ctx.command_path, "[OPTIONS]" if lang == "en" else "[选项]"]
    words += (
        [("COMMAND" if lang == "en" else "命令") + " ..."]
        if group
        else [_metavar(parameter) for parameter in arguments]
    )
    return ("Usage: " if lang == "en" else "用法：") + " ".join(words)


def _metavar(param: Any) -> str:
    name = str(param.metavar or param.human_readable_name.upper())
    many = "..." if param.nargs == -1 else ""
    return f"{name}{many}" if param.required else f"[{name}]{many}"


def _option(param: Any, lang: str) -> Entry:
    names = ", ".join(sorted([*param.opts, *param.secondary_opts], key=len))
    if param.name == "help":
        return names, "Show this page." if lang == "en" else "显示这一页。"
    choices = getattr(param.type, "choices", None)
    value = (
        "|".join(str(getattr(choice, "value", choice)) for choice in choices) if choices else str(param.metavar or "")
    )
    return f"{names} {value}".rstrip(), in_language(param.help, lang)


def _language_option(lang: str) -> Entry:
    text = "Language of messages, anywhere on the line." if lang == "en" else "输出语言，可以写在任何位置。"
    return f"{OPTION} {'|'.join(LANGUAGES)}", text


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def _entries(entries: list[Entry], width: int) -> Iterator[str]:
    """Two columns; a left cell that is too wide has its line to itself."""
    left = min(max(cell_width(name) for name, _ in entries), _WIDEST_LEFT)
    for name, text in entries:
        lines = [piece for line in text.split("\n") for piece in wrap(line, width - left - 4)]
        if cell_width(name) > left:
            yield f"  {name}"
            lines.insert(0, "")
        else:
            yield f"  {pad(name, left)}  {lines[0]}".rstrip()
        yield from (f"  {' ' * left}  {line}" for line in lines[1:])


USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""The parser's own base class of usage errors; its module has moved between versions of typer, this has not."""


def explain_usage(error: Exception, console: Console) -> int:
    """Say what is wrong with the command line and where help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        console.tell(Label(str(error), str(error)))
        return ExitCode.CANNOT_RUN
    english = cast("Any", error).format_message()
    console.complain(Label(_usage_in_chinese(error, english), english))
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "zcdossier"
    console.tell(Label(f"用法见 {command} --help", f"See {command} --help"))
    return ExitCode.CANNOT_RUN


def _usage_in_chinese(error: Any, english: str) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        return f"没有 {error.option_name} 这个选项" + (f"，是不是 {near}？" if near else "。")
    if kind == "MissingParameter" and error.param is not None:
        return f"缺少 {error.param.opts[0] if error.param.param_type_name == 'option' else _missing_name(error)}。"
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 的用法不对（{english}）"
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", None)
    if choices:
        return f"{error.param.opts[0]} 只能是 {'、'.join(map(_word, choices))}。"
    bounds_text = _wanted_number(getattr(error, "param", None))
    if bounds_text:
        return bounds_text
    return f"命令的写法不对（{english}）"


def _wanted_number(parameter: Any) -> str:
    """What an option takes that takes a number within bounds."""
    least, most = (getattr(getattr(parameter, "type", None), name, None) for name in ("min", "max"))
    if least is None or most is None:
        return ""
    return f"{parameter.opts[-1]} 应是 {least} 到 {most} 之间的整数。"


def _missing_name(error: Any) -> str:
    return str(error.param.metavar or error.param.human_readable_name)


def _word(choice: Any) -> str:
    return str(getattr(choice, "value", choice))
