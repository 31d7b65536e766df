"""The verdict on one file: the measure taken of it, of its pages or of its pictures, each held against the bounds."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from zcdossier.lint.measures.bounds import MeasureBounds, Status, judge_value, worst
from zcdossier.lint.measures.measure_types import (
    ABSENT,
    SUMS,
    Measure,
    MeasuredValue,
    PagePiece,
    PicturePiece,
    Scope,
)
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.document_facts import TOO_MUCH
from zcdossier.model.facts import PICTURE_FORMATS, FactGroup, FileFacts
from zcdossier.model.label import Label, join_labels


class JudgedPiece(NamedTuple):
    """What was measured in one place: on a page (from 1), or of the whole file (0); None where it could not be."""

    page: int
    value: MeasuredValue | None
    status: Status


class FileVerdict(NamedTuple):
    """The verdict on a file: its worst piece, and why some of it is open."""

    status: Status
    pieces: tuple[JudgedPiece, ...] = ()
    open_because: Label | None = None

    def with_status(self, status: Status) -> tuple[JudgedPiece, ...]:
        """Return the pieces of one verdict."""
        return tuple(piece for piece in self.pieces if piece.status == status)


def judge_file(bounds: MeasureBounds, facts: FileFacts, taken: tuple[int, ...] = ()) -> FileVerdict:
    """Measure a file and judge it by bounds that are all constants; `taken` are the pages that a record takes."""
    measure = MEASURES[bounds.measure]
    if measure.formats and facts.format not in measure.formats:
        return _judge_without(bounds, measure, facts)
    scope = bounds.scope(measure)
    pieces = []
    for page, value in _measure_pieces(bounds, measure, scope, facts, taken):
        status: Status = "unknown" if value is None else judge_value(bounds, measure, value)
        pieces.append(JudgedPiece(page, value, status))
    unmeasured = [piece.page for piece in pieces if piece.status == "unknown"]
    if unmeasured and pages_taken(bounds, facts, taken) is None:
        return FileVerdict("unknown", tuple(pieces), _without_headings(bounds))
    because = _untold(measure, scope, facts) or (_unmeasured(measure, scope, unmeasured) if unmeasured else None)
    status = worst(piece.status for piece in pieces) if pieces or because is None else "unknown"
    return FileVerdict(status, tuple(pieces), because)


def _judge_without(bounds: MeasureBounds, measure: Measure, facts: FileFacts) -> FileVerdict:
    """Judge a file that can't have such a thing: a picture has no links. That it lacks what it can't have is open."""
    has_none = facts.format in PICTURE_FORMATS and measure.in_pictures is not None
    if has_none and judge_value(bounds, measure, measure.value_of(measure.in_pictures)) == "ok":
        return FileVerdict("ok")
    return FileVerdict("unknown", open_because=_no_such_thing(measure, facts))


def measure_file(bounds: MeasureBounds, facts: FileFacts, taken: tuple[int, ...] = ()) -> MeasuredValue | None:
    """Return what is measured of the whole file (or of its first page or picture); None when it can't be told."""
    measure = MEASURES[bounds.measure]
    scope = bounds.scope(measure)
    pieces = _measure_pieces(bounds, measure, Scope.FILE if scope in SUMS else scope, facts, taken)
    return next((value for _, value in pieces), None)


def pages_taken(bounds: MeasureBounds, facts: FileFacts, taken: tuple[int, ...] = ()) -> tuple[int, ...] | None:
    """Return the numbers of the pages that are looked at; None where the headings around them can't be found."""
    chosen: tuple[int, ...] | None = tuple(range(1, facts.pages + 1))
    if bounds.chooses_pages:
        from zcdossier.lint.measures.page_choice import choose_pages  # most rules look at all pages

        chosen = choose_pages(bounds, facts)
    return None if chosen is None else tuple(number for number in chosen if not taken or number in taken)


def _measure_pieces(
    bounds: MeasureBounds, measure: Measure, scope: Scope, facts: FileFacts, taken: tuple[int, ...]
) -> Iterator[tuple[int, MeasuredValue | None]]:
    if scope is Scope.PICTURE:
        found = _take_of_pictures(bounds, measure, facts, taken)
    elif scope is Scope.PAGE:
        found = _take_of_pages(bounds, measure, facts, taken)
    else:
        found = iter([(0, _take_of_file(bounds, measure, facts, taken))])
    for page, value in found:
        if value != ABSENT:
            yield page, None if value is None else measure.value_of(value)


def _take_of_file(bounds: MeasureBounds, measure: Measure, facts: FileFacts, taken: tuple[int, ...]) -> Any:
    if measure.id == "pages" and (taken or bounds.chooses_pages):
        chosen = pages_taken(bounds, facts, taken)
        return None if chosen is None else len(chosen)
    if measure.over_pages is not None:
        chosen = pages_taken(bounds, facts, taken)
        return measure.over_pages([_piece(bounds, facts, number) for number in chosen]) if chosen else None
    if Scope.FILE in measure.takers:
        return measure.takers[Scope.FILE](facts)
    values = [value for _, value in _take_of_pages(bounds, measure, facts, taken)]
    taken_values = [value for value in values if value is not None and value != ABSENT]
    if not taken_values or measure.whole is None:
        return ABSENT if ABSENT in values else None
    return measure.whole(taken_values)


def _take_of_pages(
    bounds: MeasureBounds, measure: Measure, facts: FileFacts, taken: tuple[int, ...]
) -> Iterator[tuple[int, Any]]:
    chosen = pages_taken(bounds, facts, taken)
    if chosen is None:
        yield 0, None
        return
    for number in chosen:
        yield number, measure.takers[Scope.PAGE](_piece(bounds, facts, number))


def _piece(bounds: MeasureBounds, facts: FileFacts, number: int) -> PagePiece:
    return PagePiece(number, facts, bounds.fonts, bounds.area)


def _take_of_pictures(
    bounds: MeasureBounds, measure: Measure, facts: FileFacts, taken: tuple[int, ...]
) -> Iterator[tuple[int, Any]]:
    if facts.format in PICTURE_FORMATS:
        if not bounds.chooses_pages or pages_taken(bounds, facts, taken):
            yield 0, measure.takers[Scope.PICTURE](PicturePiece(0, facts))
    elif facts.placed is not None:
        pages = set(pages_taken(bounds, facts, taken) or ())
        for index, picture in enumerate(facts.placed.pictures):
            if picture.page in pages:
                yield picture.page, measure.takers[Scope.PICTURE](PicturePiece(picture.page, facts, index))
    else:
        yield 0, None


def _no_such_thing(measure: Measure, facts: FileFacts) -> Label:
    if measure.is_pdf_only:
        return Label(
            f"不是 PDF，没有{measure.label.zh}可量", f"it is no PDF: {measure.label.text('en')} can't be measured"
        )
    return Label(
        f"{facts.format.upper()} 文件量不出{measure.label.zh}",
        f"{measure.label.text('en')} can't be measured of {facts.format.upper()}",
    )


def _untold(measure: Measure, scope: Scope, facts: FileFacts) -> Label | None:
    """Why some of a file was not looked at."""
    sources = {FactGroup.TEXT: facts.texts, FactGroup.PLACED: facts.placed, FactGroup.STRUCTURE: facts.structure}
    groups = measure.needs.get(scope, frozenset())
    reasons = [found.untold for group, found in sources.items() if group in groups and found is not None]
    reason = next((reason for reason in reasons if reason), "")
    if not reason:
        return None
    label = measure.label
    if reason == TOO_MUCH:
        return Label(
            f"文件里的内容太多，没有全部量：{label.zh}", f"too much is in the file to measure all: {label.text('en')}"
        )
    return Label(f"文件里有的内容读不出来：{label.zh}", f"some of the file can't be read: {label.text('en')}")


def _without_headings(bounds: MeasureBounds) -> Label:
    wanted = join_labels(Label(f"“{text}”") for text in (bounds.pages_from, bounds.pages_until) if text)
    return Label(
        f"文件里找不到以 {wanted.zh} 开头的一行", f"no line that begins with {wanted.text('en')} is in the file"
    )


def _unmeasured(measure: Measure, scope: Scope, pages: list[int]) -> Label:
    label = measure.label
    numbers = sorted({page for page in pages if page})
    if FactGroup.TEXT in measure.needs.get(scope, frozenset()):
        where = pages_text(numbers) if numbers else Label("", "the file")
        return Label(
            f"{where.zh}没有看得见的文字（可能是扫描件），量不出{label.zh}",
            f"there is no text to be seen on {where.text('en')} (a scan?): {label.text('en')} can't be measured",
        )
    if not numbers:
        return Label(f"量不出{label.zh}", f"{label.text('en')} could not be measured")
    return Label(
        f"{pages_text(numbers).zh}量不出{label.zh}",
        f"{label.text('en')} could not be measured on {pages_text(numbers).en}",
    )


_MOST_LISTED = 5


def pages_text(numbers: list[int]) -> Label:
    """Say which pages, the first few by their numbers."""
    listed = [str(number) for number in numbers[:_MOST_LISTED]]
    more = (
        Label(f" 等 {len(numbers)} 页", f" and {len(numbers) - _MOST_LISTED} more")
        if len(numbers) > _MOST_LISTED
        else None
    )
    zh = f"第 {'、'.join(listed)} 页" if more is None else f"第 {'、'.join(listed)}{more.zh}"
    word = "page" if len(numbers) == 1 else "pages"
    return Label(zh, f"{word} {', '.join(listed)}{more.en if more else ''}")
