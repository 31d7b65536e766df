"""A command line that can't be understood, in words of our own. The parser's classes tell what happened."""

from typing import Any, cast

import typer

from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode

USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""The parser's own base class of usage errors; its module has moved between versions of typer, this has not."""


def explain_usage(error: Exception, console: Console) -> int:
    """Say what is wrong with the command line and where help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        console.tell(str(error), str(error))
        return ExitCode.CANNOT_RUN
    english = cast("Any", error).format_message()
    console.complain(_chinese(error, english), english)
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "zcdossier"
    console.tell(f"用法见 {command} --help", f"See {command} --help")
    return ExitCode.CANNOT_RUN


def _chinese(error: Any, english: str) -> str:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        return f"没有 {error.option_name} 这个选项" + (f"，是不是 {near}？" if near else "。")
    if kind == "MissingParameter" and error.param is not None:
        return f"缺少 {error.param.opts[0] if error.param.param_type_name == 'option' else _metavar(error)}。"
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 的用法不对（{english}）"
    choices = getattr(getattr(getattr(error, "param", None), "type", None), "choices", None)
    if choices:
        return f"{error.param.opts[0]} 只能是 {'、'.join(map(_word, choices))}。"
    wanted = _wanted_number(getattr(error, "param", None))
    if wanted:
        return wanted
    return f"命令的写法不对（{english}）"


def _wanted_number(parameter: Any) -> str:
    """What an option takes that takes a number within bounds."""
    least, most = (getattr(getattr(parameter, "type", None), name, None) for name in ("min", "max"))
    if least is None or most is None:
        return ""
    return f"{parameter.opts[-1]} 应是 {least} 到 {most} 之间的整数。"


def _metavar(error: Any) -> str:
    return str(error.param.metavar or error.param.human_readable_name)


def _word(choice: Any) -> str:
    return str(getattr(choice, "value", choice))
