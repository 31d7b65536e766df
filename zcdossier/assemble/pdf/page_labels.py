"""What a viewer's page box calls each page (pure): its evidence part, and its number where the part has several.

“封面” or “正文-2” beside the page's number tells a reviewer which proof is on the screen; a number typed into the
box still means the page of that number, since no label is a bare number.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zcdossier.assemble.plan import Bookmark

_LONGEST = 20
_CUT = "…"


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Pages from `page` (from 1) on: the prefix, then numbers from `start`; no numbers where `start` is 0."""

    page: int
    prefix: str
    start: int


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
        name = mark.label if len(mark.label) <= _LONGEST else mark.label[: _LONGEST - 1] + _CUT
        numbered = whole[mark.label] > 1 or mark.label.isdigit()
        runs.append(LabelRun(mark.page, f"{name}-" if numbered else name, seen[mark.label] + 1 if numbered else 0))
        seen[mark.label] += size
    return tuple(runs)
