"""What a PDF shows besides its pages: bookmarks as a tree, page labels, how it opens, its properties.

Page labels name the evidence part (“封面” or “正文-2”) where a notice does not want others: beside the page's number in
a viewer's box that tells a reviewer which proof is on the screen, and a number typed into the box still means the page
of that number, since no label is a bare number.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.plan import Bookmark, Plan, RecordJob
from zcdossier.model.build_rules import DocumentLook, LabelStyle, Panel, Zoom

_LONGEST_LABEL = 20
_CUT_MARK = "…"
STYLES = {
    LabelStyle.DECIMAL: "/D",
    LabelStyle.ROMAN: "/r",
    LabelStyle.ROMAN_LARGE: "/R",
    LabelStyle.LETTERS: "/a",
    LabelStyle.LETTERS_LARGE: "/A",
}
PANELS = {Panel.NONE: "/UseNone", Panel.BOOKMARKS: "/UseOutlines", Panel.PAGES: "/UseThumbs"}
ZOOMS: dict[Zoom, tuple[Any, ...]] = {
    Zoom.PAGE: ("/Fit",),
    Zoom.WIDTH: ("/FitH", None),
    Zoom.ACTUAL: ("/XYZ", None, None, 1),
}


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Pages from `page` (from 1) on: the prefix, then numbers from `start`; no numbers where `start` is 0."""

    page: int
    prefix: str
    start: int
    style: str = "/D"


def label_runs(bookmarks: Sequence[Bookmark], count: int) -> tuple[LabelRun, ...]:
    """Return how `count` pages are called. A part that comes again goes on counting."""
    ends = [*(mark.page for mark in bookmarks[1:]), count + 1]
    sizes = [end - mark.page for mark, end in zip(bookmarks, ends, strict=True)]
    whole: Counter[str] = Counter()
    for mark, size in zip(bookmarks, sizes, strict=True):
        whole[mark.label] += size
    runs = []
    seen: Counter[str] = Counter()
    for mark, size in zip(bookmarks, sizes, strict=True):
        name = mark.label if len(mark.label) <= _LONGEST_LABEL else mark.label[: _LONGEST_LABEL - 1] + _CUT_MARK
        numbered = whole[mark.label] > 1 or mark.label.isdigit()
        runs.append(LabelRun(mark.page, f"{name}-" if numbered else name, seen[mark.label] + 1 if numbered else 0))
        seen[mark.label] += size
    return tuple(runs)


def runs_of(plan: Plan, look: DocumentLook) -> tuple[LabelRun, ...]:
    """Return how the pages are called, as the notice wants it; nothing where pages have no labels."""
    styles = {label.style for label in look.labels}
    count = len(plan.pages)
    if LabelStyle.PARTS in styles:
        named = [Bookmark(as_one_line(mark.label), mark.page) for mark in plan.bookmarks]
        return label_runs(named, count)
    return tuple(
        LabelRun(label.page, as_one_line(label.prefix), label.start, STYLES[label.style])
        for label in look.labels
        if label.style in STYLES and label.page <= count
    )


def as_one_line(text: str) -> str:
    """Return a text as one line that any PDF can hold; a file name may have bytes that are no text."""
    return " ".join(text.encode("utf-8", errors="replace").decode().split())


def write_look(pdf: Any, job: RecordJob, plan: Plan) -> None:
    """Put everything a viewer shows beside the pages into a document whose pages are in."""
    import pikepdf

    look, root = job.limits.look, pdf.Root
    root.Lang = pikepdf.String("zh-CN")
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    info = dict(job.info)
    pdf.docinfo["/Title"] = pikepdf.String(as_one_line(info.pop("Title", "") or job.title))
    for name, text in info.items():
        pdf.docinfo[f"/{name}"] = pikepdf.String(as_one_line(text))
    with pdf.open_outline() as outline:
        levels: list[Any] = [outline.root]
        for mark in plan.outline:
            item = pikepdf.OutlineItem(as_one_line(mark.label), mark.page - 1)
            levels[min(mark.level, len(levels) - 1)].append(item)
            levels[mark.level + 1 :] = []
            levels.append(item.children)
    _write_labels(pdf, runs_of(plan, look))
    if look.panel is not Panel.UNSAID:
        root.PageMode = pikepdf.Name(PANELS[look.panel])
    if look.zoom is not Zoom.UNSAID:
        name, *numbers = ZOOMS[look.zoom]
        root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name(name), *numbers])


def _write_labels(pdf: Any, runs: Sequence[LabelRun]) -> None:
    import pikepdf

    numbers: list[Any] = []
    for run in runs:
        name = pikepdf.Dictionary(P=pikepdf.String(run.prefix)) if run.prefix or not run.start else pikepdf.Dictionary()
        if run.start:
            name.S, name.St = pikepdf.Name(run.style), run.start
        numbers += [run.page - 1, name]
    if numbers:
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
