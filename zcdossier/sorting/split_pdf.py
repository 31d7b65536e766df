"""Where one thing ends and another begins among the pages of a PDF that holds several."""

from collections.abc import Callable, Sequence

from zcdossier.model.page_facts import PageFacts

PageKey = tuple[str, str]


def split_pages(
    pages: Sequence[PageFacts],
    key_of: Callable[[PageFacts], PageKey | None],
    begins: Callable[[PageFacts], bool] = lambda _page: False,
    goes_on: Callable[[PageFacts, PageKey | None, PageKey | None], bool] = lambda _page, _key, _current: False,
) -> list[tuple[PageFacts, ...]]:
    """Return runs of pages. A page that is surely of another thing than the one before it begins a run.

    So does one of which nothing is sure but that something begins there; any other goes on with what stands before it,
    and so does one of which `goes_on` says so, given the page, its key and that of the run.
    """
    runs: list[list[PageFacts]] = []
    current: PageKey | None = None
    for page in pages:
        key = key_of(page)
        if runs and goes_on(page, key, current):
            runs[-1].append(page)
            current = key if current is None else current
        elif not runs or (key is not None and key != current) or ((key is None or not key[1]) and begins(page)):
            runs.append([page])
            current = key
        else:
            runs[-1].append(page)
    return [tuple(run) for run in runs]
