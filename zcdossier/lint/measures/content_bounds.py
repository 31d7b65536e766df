"""Bounds on what a long text holds: whether words occur in it, and how to say which do not or should not."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.measures.bounds import Bound, MeasureBounds, Status, worst
from zcdossier.lint.measures.measure_types import SOME_PAGES_UNREAD, Measure, MeasuredValue
from zcdossier.lint.measures.readable_pattern import describe_found
from zcdossier.model.label import Label, concat_labels, join_labels

_MOST_QUOTED = 40
_COMMA = Label("，", ", ")


class _Fault(NamedTuple):
    """What is wrong; `lacks` where something is not there, which a page that can't be read may still have."""

    label: Label
    lacks: bool


def judge_content(bounds: MeasureBounds, measure: Measure, value: MeasuredValue) -> Status:
    """Judge a text: what lacks is a doubt where some pages have no text to be seen."""
    text = value.names[0][0]
    is_whole = not text.endswith(SOME_PAGES_UNREAD)
    found = _faults(bounds, measure, text.removesuffix(SOME_PAGES_UNREAD))
    return worst("bad" if is_whole or not fault.lacks else "doubt" for fault in found)


def describe_fault(bounds: MeasureBounds, measure: Measure, value: MeasuredValue) -> Label:
    """Say what lacks and what is too much."""
    text = value.names[0][0].removesuffix(SOME_PAGES_UNREAD)
    return join_labels((fault.label for fault in _faults(bounds, measure, text)), _COMMA)


def _faults(bounds: MeasureBounds, measure: Measure, text: str) -> Iterator[_Fault]:
    contains = measure.contains or (lambda held, wanted: wanted in held)
    if bounds.equals is not None:
        wanted = bounds.equals.text
        if wanted and not contains(text, wanted):
            yield _lacks((bounds.equals,))
        elif not wanted and text.strip():
            yield _Fault(
                Label(f"有{_quoted(text)}，应是空的", f"holds {_quoted(text)}, but is to be empty"), lacks=False
            )
    missing = tuple(bound for bound in bounds.all_of if not contains(text, bound.text))
    if missing:
        yield _lacks(missing)
    if bounds.one_of and not any(contains(text, bound.text) for bound in bounds.one_of):
        listed = _listed(bounds.one_of)
        none = Label(f"{listed.zh}一个也没有", f"has none of {listed.text('en')}")
        yield _lacks(bounds.one_of) if len(bounds.one_of) == 1 else _Fault(none, lacks=True)
    present = tuple(bound for bound in bounds.none_of if contains(text, bound.text))
    if present:
        listed = _listed(present)
        yield _Fault(Label(f"不该有{listed.zh}", f"holds {listed.text('en')}, which must not be there"), lacks=False)
    yield from _pattern_faults(bounds, text)


def _pattern_faults(bounds: MeasureBounds, text: str) -> Iterator[_Fault]:
    if bounds.matches and not re.search(bounds.matches, text, re.MULTILINE):
        wanted = describe_found(bounds.matches)
        lacks = Label("没有要求的内容", "lacks what the notice asks for")
        yield _Fault(lacks if wanted is None else concat_labels(Label("没有", "lacks "), wanted), lacks=True)
    unwanted = re.search(bounds.not_matches, text, re.MULTILINE) if bounds.not_matches else None
    if unwanted is not None:
        quoted = _quoted(unwanted[0])
        yield _Fault(Label(f"不该有{quoted}", f"holds {quoted}, which must not be there"), lacks=False)


def _lacks(bounds: tuple[Bound, ...]) -> _Fault:
    listed = _listed(bounds)
    return _Fault(concat_labels(Label("没有", "lacks "), listed), lacks=True)


def _listed(bounds: tuple[Bound, ...]) -> Label:
    return join_labels(Label(_quoted(bound.text)) for bound in bounds)


def _quoted(text: str) -> str:
    short = " ".join(text.split())
    return f"“{short[:_MOST_QUOTED]}…”" if len(short) > _MOST_QUOTED else f"“{short}”"
