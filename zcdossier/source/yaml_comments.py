"""The comments of a YAML text, each with where it stands: what a parser leaves out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import yaml


class YamlComment(NamedTuple):
    """`line` and `column` count from 1; `text` is without its hash sign. `alone` when nothing stands before it."""

    line: int
    column: int
    text: str
    alone: bool


def read_comments(lines: Sequence[str]) -> tuple[YamlComment, ...]:
    """Return the comments of a text that was parsed without a problem, in its order."""
    text = "".join(f"{line}\n" for line in lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    comments: list[YamlComment] = []
    end = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        comments += _comments_between(text, end, token.start_mark.index, starts)
        end = max(end, token.end_mark.index)
    return (*comments, *_comments_between(text, end, len(text), starts))


def _comments_between(text: str, start: int, end: int, starts: Sequence[int]) -> Iterator[YamlComment]:
    """Between two tokens lie white space, line ends and comments alone."""
    while (at := text.find("#", start, end)) >= 0:
        line = bisect_right(starts, at)
        before = text[starts[line - 1] : at]
        start = starts[line]
        yield YamlComment(line, len(before) + 1, text[at + 1 : start].strip(), not before.strip())
