"""A short text that a regular expression fits, for conditions that look for one; none where that is not simple."""

import re
from contextlib import suppress

_LOOKS = re.compile(r"\(\?<?[=!]")
_ESCAPES = {"d": "1", "w": "a", "s": " ", "b": "", "B": "", "D": "甲", "W": "-", "S": "甲", "A": "", "Z": "", "n": "\n"}
_QUANTIFIER = re.compile(r"(?:\{(\d+)(?:,\d*)?\}|[*+?])\??")
_GROUP_START = re.compile(r"\?(?:P<\w+>|:)")
_ANY = "样"
_MOST_REPEATED = 1000
_MOST_CHOICES = 4


class _NotSimpleError(Exception):
    """What this module does not write a text for."""


def text_for_pattern(pattern: str, choice: int = 0) -> str | None:
    """Return a text in which `re.search` finds the pattern, or None. `choice` says which alternatives are taken."""
    with suppress(_NotSimpleError, re.error, ValueError, IndexError, StopIteration):
        re.compile(pattern)
        text, _ = _alternatives(pattern, 0, choice)
        if re.search(pattern, text):
            return text
    return None


def texts_for_pattern(pattern: str) -> tuple[str, ...]:
    """Return a few texts that the whole pattern fits, of other alternatives each."""
    texts = (text_for_pattern(f"^(?:{pattern})$", choice) for choice in range(_MOST_CHOICES))
    return tuple(dict.fromkeys(text for text in texts if text))


def _alternatives(pattern: str, at: int, choice: int) -> tuple[str, int]:
    """Read alternatives up to the bracket that ends them; of those that are not empty one is taken."""
    texts = [""]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            texts.append("")
            at += 1
            continue
        text, at = _piece(pattern, at, choice)
        texts[-1] += text
    filled = [text for text in texts if text]
    return filled[choice % len(filled)] if filled else "", at


def _piece(pattern: str, at: int, choice: int) -> tuple[str, int]:
    """Read one sign, class or group with its quantifier."""
    sign = pattern[at]
    if _LOOKS.match(pattern, at):
        return "", _end_of_group(pattern, at) + 1
    if sign in "^$":
        return "", at + 1
    if sign == "(":
        text, end = _alternatives(pattern, _inside_of_group(pattern, at + 1), choice)
        at = end + 1
    elif sign == "[":
        end = pattern.index("]", at + 2)
        inside = pattern[at + 1 : end]
        if inside.startswith("^"):
            text = next(letter for letter in "样a1-" if not re.match(f"[{inside[1:]}]", letter))
        else:
            text = _ESCAPES.get(inside[1], inside[1]) if inside.startswith("\\") else inside[0]
        at = end + 1
    elif sign == "\\":
        text, at = _ESCAPES.get(pattern[at + 1], pattern[at + 1]), at + 2
    else:
        text, at = (_ANY if sign == "." else sign), at + 1
    quantifier = _QUANTIFIER.match(pattern, at)
    if quantifier is None:
        return text, at
    least = int(quantifier[1]) if quantifier[1] else 1 if quantifier[0].startswith("+") else 0
    if least > _MOST_REPEATED:
        raise _NotSimpleError
    return text * least, quantifier.end()


def _inside_of_group(pattern: str, at: int) -> int:
    """Return where the pattern of a group begins, behind its name."""
    if not pattern.startswith("?", at):
        return at
    named = _GROUP_START.match(pattern, at)
    if named is None:
        raise _NotSimpleError
    return named.end()


def _end_of_group(pattern: str, at: int) -> int:
    depth, inside_class = 0, False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif inside_class:
            inside_class = sign != "]"
        elif sign == "[":
            inside_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
            if not depth:
                return at
        at += 1
    raise _NotSimpleError
