"""A regular expression of a profile in the words of people: what it holds, where that can be said; else nothing of it.

Findings are read by teachers, to whom `.*WPS.*` says nothing.
"""

import re

from zcdossier.model.label import Label, join_labels

_ANYTHING = re.compile(r"(?:\(\?:)?(?:\.|\[\\s\\S\]|\[\\S\\s\])(?:\*|\+)\??\)?")
_NOT_PLAIN = re.compile(r"[\\.^$*+?{}\[\]()|]")
_ESCAPED = re.compile(r"\\([^\w\s])")
_FILLED = (".+", r"[\s\S]+", r"\S+", r".*\S.*")
_OR, _THEN = Label(" 或 ", " or "), Label("，后面有", ", later ")


def describe_whole(pattern: str) -> Label:
    """Say what a text is that a pattern fits from end to end: “应” goes in front of it."""
    if pattern in _FILLED:
        return Label("填写，不空着", "filled in")
    words = _alternatives(pattern, is_whole=True)
    return words if words is not None else Label("写成要求的样子", "written as the notice asks")


def describe_unwanted(pattern: str) -> Label:
    """Say what a text is that a pattern does not fit from end to end: “应” goes in front of it."""
    if pattern in _FILLED:
        return Label("空着", "empty")
    words = _alternatives(pattern, is_whole=True)
    if words is None:
        return Label("没有通知不许的写法", "without what the notice does not allow")
    return Label(f"不{words.zh}", f"not {words.text('en')}")


def describe_found(pattern: str) -> Label | None:
    """Say what a pattern looks for somewhere in a text; nothing where only the pattern itself could say it."""
    return _alternatives(pattern, is_whole=False)


def _alternatives(pattern: str, *, is_whole: bool) -> Label | None:
    words = [_pieces(alternative, is_whole=is_whole) for alternative in pattern.split("|")]
    sure = [label for label in words if label is not None]
    return join_labels(sure, _OR) if len(sure) == len(words) else None


def _pieces(pattern: str, *, is_whole: bool) -> Label | None:
    """Say one alternative: plain words, and anything between, before and after them."""
    bare = pattern.removeprefix("^").removesuffix("$")
    words = [_plain(piece) for piece in _ANYTHING.split(bare)]
    if any(word is None for word in words) or not any(words):
        return None
    quoted = [Label(f"“{word}”") for word in words if word]
    listed = join_labels(quoted, _THEN)
    text, english = listed.zh, listed.text("en")
    if not is_whole:
        return listed
    if len(words) == 1:
        return Label(f"是{text}", english)
    if words[0] and len(quoted) == 1:
        return Label(f"以{text}开头", f"beginning with {english}")
    if words[-1] and len(quoted) == 1:
        return Label(f"以{text}结尾", f"ending in {english}")
    return Label(f"含有{text}", f"with {english}")


def _plain(piece: str) -> str | None:
    """Return what a piece of a pattern says letter by letter; None where it is more than that."""
    marks = _ESCAPED.sub("", piece)
    return None if _NOT_PLAIN.search(marks) else _ESCAPED.sub(r"\1", piece).strip()
