"""Where one thing ends and another begins among the pages of a PDF that holds several."""

from collections.abc import Callable, Sequence

from zcdossier.model.page_facts import PageFacts

PageKey = tuple[str, str]


def split_pages(
    pages: Sequence[PageFacts], key_of: Callable[[PageFacts], PageKey | None]
) -> list[tuple[PageFacts, ...]]:
    """Return runs of pages. A page that is surely of another thing than the one before it begins a run.

    A page of which nothing is sure goes on with what stands before it; a blank one between two things goes with the
    first of them.
    """
    runs: list[list[PageFacts]] = []
    current: PageKey | None = None
    for page in pages:
        key = key_of(page)
        if not runs or (key is not None and current is not None and key != current):
            runs.append([page])
            current = key
        else:
            runs[-1].append(page)
            current = current or key
    return [tuple(run) for run in runs]
