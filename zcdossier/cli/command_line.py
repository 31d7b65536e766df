"""Commands, options and arguments as click has them, each with its text in both languages."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from zcdossier.cli.console import Console
from zcdossier.cli.spoken_language import detect_language
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_HOME = r"[~～](?=[/\\]|$)"
_NAMED = r"%(?P<percent>[^%/\\]+)%|\$env:(?P<shell>\w+)|\$\{(?P<braced>\w+)\}|\$(?P<plain>\w+)"
_HOMES = frozenset({"home", "userprofile"})
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
Parameters = ParamSpec("Parameters")
_WIDE_DASHES = "－—–−―"


class TypedPath(click.Path):
    """A file or folder, with `~` and names such as %USERPROFILE% read where no shell read them.

    The old console of Windows leaves `~` to programs, PowerShell leaves %USERPROFILE%, and no shell reads what is in
    quotes or behind `--out=`. A file or folder that is really called so is meant itself.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read what stands for a folder, then what click reads."""
        if isinstance(value, str) and not os.path.lexists(value):
            value = expand_typed_path(value, os.environ, Path.home)
        return super().convert(value, param, ctx)


def expand_typed_path(typed: str, environment: Mapping[str, str], home: Callable[[], Path] = Path.home) -> str:
    """Return the path with `~` at its start, and the names that the environment has, replaced by what they stand for.

    A name that stands for nothing is left. `home` is called only when it is wanted.
    """
    if not any(sign in typed for sign in "~～%$"):
        return typed
    named = {name.casefold(): text for name, text in environment.items()}

    def meant(match: re.Match[str]) -> str:
        name = next(group for group in match.groups() if group is not None).casefold()
        return named.get(name) or (str(home()) if name in _HOMES else match[0])

    expanded = re.sub(_NAMED, meant, re.sub(rf"^{_HOME}", lambda _: str(home()), typed))
    return expanded if expanded == typed or os.sep == "\\" else expanded.replace("\\", "/")


PATH = TypedPath(readable=False, path_type=Path)
"""A file or folder. What may not be read is told in words of our own."""


class Command(click.Command):
    """A command whose help page is ours."""

    def __init__(self, *args: Any, label: Label, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.label = label

    def get_help(self, ctx: click.Context) -> str:
        """Lay out the page."""
        from zcdossier.cli.help_page import help_page

        return help_page(self.label, ctx, run_language(ctx))

    def get_short_help_str(self, limit: int = 80) -> str:
        """Return what a shell shows beside the command's name."""
        return _short_text(self.label, limit)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return what may follow, each option with its text."""
        return [_described(item, self, ctx) for item in super().shell_complete(ctx, incomplete)]


class Group(click.Group):
    """A group whose help page is ours; an unknown command names the one most like it."""

    def __init__(self, *args: Any, label: Label, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.label = label

    def get_help(self, ctx: click.Context) -> str:
        """Lay out the page."""
        from zcdossier.cli.help_page import Described, help_page

        commands = (self.get_command(ctx, name) for name in self.list_commands(ctx))
        described = [
            Described(name, command.label)
            for name, command in zip(self.list_commands(ctx), commands, strict=True)
            if isinstance(command, Command | Group)
        ]
        return help_page(self.label, ctx, run_language(ctx), described)

    def get_short_help_str(self, limit: int = 80) -> str:
        """Return what a shell shows beside the group's name."""
        return _short_text(self.label, limit)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which ones there are."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise self._unknown_command(args[0], ctx)
        return super().resolve_command(ctx, args)

    def _unknown_command(self, name: str, ctx: click.Context) -> CannotRunError:
        option = name.lstrip(_WIDE_DASHES)
        if option != name:
            return CannotRunError(
                Label(f"选项前面要两个英文减号：--{option}", f"an option begins with two plain hyphens: --{option}")
            )
        if ctx.parent is None and Path(name).exists():
            from zcdossier.report.dossier_summary import quote_for_shell

            typed = quote_for_shell(name)
            return CannotRunError(
                Label(
                    f"要对 {name} 做什么？检查写 zcdossier lint {typed}；别的命令见 zcdossier --help",
                    f"What should be done with {name}? To check it: zcdossier lint {typed}; "
                    "for other commands: zcdossier --help",
                )
            )
        commands = self.list_commands(ctx)
        if not name.isascii():  # by what it does, in the words of its help
            labels = {command: getattr(self.get_command(ctx, command), "label", Label("")).zh for command in commands}
            joined = next((command for command in commands if name.startswith(command)), "")
            if joined:  # without the space behind it
                rest = name.removeprefix(joined)
                return CannotRunError(
                    Label(f"{joined} 后面空一格：{joined} {rest}", f"put a space after {joined}: {joined} {rest}")
                )
            begins = [command for command, text in labels.items() if text.startswith(name)]
            commands = begins or [command for command, text in labels.items() if name in text] or commands
            return _no_command_error(name, commands, likely=commands != self.list_commands(ctx))
        import difflib

        near = difflib.get_close_matches(name.casefold(), commands, n=1)
        return _no_command_error(name, near or commands, likely=bool(near))


def _no_command_error(name: str, commands: list[str], *, likely: bool) -> CannotRunError:
    near = commands if likely else []
    names = "、".join(near or commands)
    return CannotRunError(
        Label(
            f"没有 {name} 这个命令{'，是不是' if near else '；有'} {names}{'？' if near else '。'}",
            f"No command {name}{'; do you mean' if near else '; there are'} "
            f"{', '.join(near or commands)}{'?' if near else '.'}",
        ),
    )


def _short_text(label: Label, limit: int) -> str:
    text = label.text(detect_language(os.environ)).partition("\n")[0]
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _described(item: "CompletionItem", completed: click.Command, ctx: click.Context) -> "CompletionItem":
    for parameter in completed.get_params(ctx):
        if isinstance(parameter, Option) and item.value in (*parameter.opts, *parameter.secondary_opts):
            item.help = _short_text(parameter.label, 80)
    return item


def run_language(ctx: click.Context) -> str:
    """The language chosen for this run."""
    return str(getattr(ctx.find_root().obj, "lang", "zh"))


class Option(click.Option):
    """An option with its text."""

    def __init__(self, *args: Any, label: Label, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.label = label


class Argument(click.Argument):
    """An argument with its text."""

    def __init__(self, *args: Any, label: Label, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.label = label


_PROGRAM_FORMATS = {"excel": "xlsx", "表格": "xlsx", "word": "docx"}


class EnumChoice(click.Choice[str]):
    """One of the words that an enumeration has; the command gets its member."""

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__([member.value for member in members], case_sensitive=False)
        self.members = members

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> StrEnum:
        """Return the member; what people call a format by its program is that format."""
        meant = _PROGRAM_FORMATS.get(value.casefold(), value) if isinstance(value, str) else value
        return self.members(super().convert(meant if meant in self.choices else value, param, ctx))


def command(name: str, label: Label) -> Callable[[Callable[Concatenate[Console, Parameters], int]], Command]:
    """Declare a command; its function gets the console, then what its options and arguments say."""

    def decorate(function: Callable[Concatenate[Console, Parameters], int]) -> Command:
        declared = click.command(name, cls=Command, label=label, context_settings=CONTEXT)
        return declared(click.pass_obj(function))

    return decorate


def group(name: str, label: Label, commands: Iterable[click.Command]) -> Group:
    """Declare a group of commands."""
    return Group(
        name,
        commands={member.name or "": member for member in commands},
        no_args_is_help=True,
        label=label,
        context_settings=CONTEXT,
    )


COMPLETION_VARIABLE = "_ZCDOSSIER_COMPLETE"
"""Where a shell says that it wants completions."""
CONTEXT = {"help_option_names": ["-h", "--help"]}


def argument(name: str, label: Label, **attributes: Any) -> Decorator:
    """Declare what stands in a place of its own."""
    return click.argument(name, cls=Argument, label=label, **attributes)


def option(*names: str, label: Label, **attributes: Any) -> Decorator:
    """Declare an option that takes a value; text unless a type or a default says otherwise."""
    return click.option(*names, cls=Option, label=label, **attributes)


def flag(*names: str, label: Label) -> Decorator:
    """Declare an option that is there or not."""
    return click.option(*names, cls=Option, label=label, is_flag=True, default=False)


def choice(
    *names: str, label: Label, members: type[StrEnum], default: StrEnum | None = None, required: bool = True
) -> Decorator:
    """Declare an option that takes one of a few words; without a default it has to be given if `required`."""
    given = {"default": default.value} if default is not None else {"required": required}
    return click.option(*names, cls=Option, label=label, type=EnumChoice(members), **given)
