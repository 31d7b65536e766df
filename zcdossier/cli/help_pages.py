"""Help pages in the reader's language, aligned by terminal cells; and near misses of command names."""

import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from zcdossier.cli.bilingual import in_language
from zcdossier.cli.language import LANGUAGES, OPTION
from zcdossier.errors import CannotRunError
from zcdossier.report.width import cell_width, pad, wrap

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
        return _page(self, ctx, self.commands.values())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which ones there are."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.commands, n=1)
            names = "、".join(near or self.commands)
            raise CannotRunError(
                f"没有 {args[0]} 这个命令{'，是不是' if near else '；有'} {names}{'？' if near else '。'}",
                f"No command {args[0]}{'; do you mean' if near else '; there are'} "
                f"{', '.join(near or self.commands)}{'?' if near else '.'}",
            )
        return super().resolve_command(ctx, args)


def language_of(ctx: Any) -> str:
    """The language chosen for this run."""
    return str(getattr(ctx.find_root().obj, "lang", "zh"))


def _page(command: Any, ctx: Any, commands: Iterable[Any] = ()) -> str:
    lang = language_of(ctx)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.get_params(ctx) if one.param_type_name == "option"]
    sections = {
        ("命令", "Commands"): [(one.name, _first_line(in_language(one.help, lang))) for one in commands],
        ("参数", "Arguments"): [(_metavar(one), in_language(one.help, lang)) for one in arguments],
        ("选项", "Options"): [*(_option(one, lang) for one in options), _language_option(lang)],
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
    words += [("COMMAND" if lang == "en" else "命令") + " ..."] if group else [_metavar(one) for one in arguments]
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
    value = "|".join(str(getattr(one, "value", one)) for one in choices) if choices else str(param.metavar or "")
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
