"""Help pages in the reader's language, as wide as the terminal: what the parser knows, laid out by cells."""

import shutil
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import click

from zcdossier.cli.spoken_language import OPTION
from zcdossier.model.label import LANGUAGES, Label
from zcdossier.report.text_layout import cell_width, pad, wrap

_WIDEST = 100
_WIDEST_LEFT = 32


class Described(NamedTuple):
    """A line of the page: a command, an option or an argument as it is typed, and what it does."""

    name: str
    text: Label


def help_page(about: Label, ctx: click.Context, lang: str, commands: Iterable[Described] = ()) -> str:
    """Lay out the page of a command, or of a group with its commands."""
    arguments = [parameter for parameter in ctx.command.params if isinstance(parameter, click.Argument)]
    options = [parameter for parameter in ctx.command.get_params(ctx) if isinstance(parameter, click.Option)]
    described = list(commands)
    sections = (
        (Label("命令", "Commands"), [Described(line.name, _first_line(line.text)) for line in described]),
        (Label("参数", "Arguments"), [Described(_metavar(parameter), _text(parameter)) for parameter in arguments]),
        (Label("选项", "Options"), [*map(_described_option, options), _LANGUAGE]),
    )
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    lines = [_usage(ctx, arguments, lang, is_group=bool(described)), ""]
    for paragraph in about.text(lang).split("\n"):
        lines += wrap(paragraph, width)
    for heading, entries in sections:
        if entries:
            lines += ["", heading.text(lang), *_two_columns(entries, width, lang)]
    return "\n".join(lines)


_LANGUAGE = Described(
    f"{OPTION} {'|'.join(LANGUAGES)}",
    Label("输出语言，可以写在任何位置。", "Language of messages; may stand anywhere on the line."),
)


def _usage(ctx: click.Context, arguments: list[click.Argument], lang: str, *, is_group: bool) -> str:
    words = [ctx.command_path, Label("[选项]", "[OPTIONS]").text(lang)]
    words += [Label("命令 ...", "COMMAND ...").text(lang)] if is_group else map(_metavar, arguments)
    return Label("用法：", "Usage: ").text(lang) + " ".join(words)


def _metavar(parameter: click.Parameter) -> str:
    name = parameter.metavar or parameter.human_readable_name.upper()
    many = "..." if parameter.nargs == -1 else ""
    return f"{name}{many}" if parameter.required else f"[{name}]{many}"


def _text(parameter: click.Parameter) -> Label:
    label = getattr(parameter, "label", None)
    return label if isinstance(label, Label) else Label("")


def _described_option(parameter: click.Option) -> Described:
    names = ", ".join(sorted([*parameter.opts, *parameter.secondary_opts], key=len))
    if "--help" in parameter.opts:
        return Described(names, Label("显示这一页。", "Show this page."))
    kind = parameter.type
    value = "|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else parameter.metavar or ""
    return Described(f"{names} {value}".rstrip(), _text(parameter))


def _first_line(text: Label) -> Label:
    return Label(text.zh.partition("\n")[0], text.text("en").partition("\n")[0])


def _two_columns(entries: list[Described], width: int, lang: str) -> Iterator[str]:
    """Lay out names and texts; a name that is too wide has its line to itself."""
    left = min(max(cell_width(entry.name) for entry in entries), _WIDEST_LEFT)
    for entry in entries:
        lines = [piece for line in entry.text.text(lang).split("\n") for piece in wrap(line, width - left - 4)]
        if cell_width(entry.name) > left:
            yield f"  {entry.name}"
            lines.insert(0, "")
        else:
            yield f"  {pad(entry.name, left)}  {lines[0]}".rstrip()
        yield from (f"  {' ' * left}  {line}" for line in lines[1:])
