"""What is wrong with a command line, in the reader's language, and where help is."""

import re
from collections.abc import Sequence

import click

from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label


def explain_usage(error: click.UsageError, console: Console, arguments: Sequence[str] = ()) -> int:
    """Say what is wrong with the command line (`arguments`, as typed) and where help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        console.tell(Label(str(error), str(error)))
        return ExitCode.CANNOT_RUN
    english = error.format_message()
    meant = _long_option(error, arguments)
    if meant:
        console.complain(Label(f"{meant} 前面是两个减号：-{meant}", f"{meant} needs two hyphens: -{meant}"))
    else:
        console.complain(Label(_in_chinese(error, english), english))
    command = error.ctx.command_path if error.ctx is not None else "zcdossier"
    console.tell(Label(f"用法见 {command} --help", f"See {command} --help"))
    return ExitCode.CANNOT_RUN


def _in_chinese(error: click.UsageError, english: str) -> str:
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(error, click.NoSuchOption):
        near = "、".join(error.possibilities or ())
        return f"没有 {error.option_name} 这个选项" + (f"，是不是 {near}？" if near else "。")
    if isinstance(error, click.MissingParameter) and parameter is not None:
        choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
        listed = f"，可以是 {'、'.join(map(str, choices))}" if choices else ""
        meaning = "" if choices else getattr(parameter, "label", Label("")).zh.partition("\n")[0].rstrip("。")
        return f"缺少 {_typed_name(parameter)}{listed}{f'：{meaning}' if meaning else ''}。"
    extra = re.search(r"unexpected extra arguments? \((.*)\)", english)
    if extra is not None:
        return f"多了 {extra[1]}；名字里有空格的，要用英文双引号括起来。"
    if isinstance(error, click.BadOptionUsage):
        if "requires" in english:
            return f"{error.option_name} 后面还要写内容。"
        if "does not take" in english:
            return f"{error.option_name} 后面不写内容，单独写就行。"
        return f"选项 {error.option_name} 的用法不对（{english}）"
    if parameter is not None and isinstance(parameter.type, click.Choice):
        return f"{_typed_name(parameter)} 只能是 {'、'.join(map(str, parameter.type.choices))}。"
    if parameter is not None and isinstance(parameter.type, click.IntRange):
        return f"{parameter.opts[-1]} 应是 {parameter.type.min} 到 {parameter.type.max} 之间的整数。"
    return f"命令的写法不对（{english}）"


def _long_option(error: click.UsageError, arguments: Sequence[str]) -> str:
    """An option of more than a letter that was typed with one hyphen, which is read as options of a letter each."""
    if not isinstance(error, click.NoSuchOption) or error.ctx is None:
        return ""
    options = {name for parameter in error.ctx.command.get_params(error.ctx) for name in parameter.opts}
    typed = (argument.partition("=")[0] for argument in arguments)
    return next((name for name in typed if f"-{name}" in options), "")


def _typed_name(parameter: click.Parameter) -> str:
    is_option = isinstance(parameter, click.Option)
    return parameter.opts[0] if is_option else parameter.metavar or parameter.human_readable_name
