"""Why a record can't be handed in as the notice wants it: too many pages, too much together, no such picture."""

from zcdossier.model.label import Label


def over_pages(limit: int, count: int) -> Label:
    """A record with more pages than the notice takes."""
    return Label(
        f"有 {count} 页，申报要求最多 {limit} 页。请用清单里的 pages 只放需要的页，或者少放几个文件",
        f"it has {count} pages, the notice takes {limit} at most. List only those needed by `pages` in the manifest, "
        "or leave files out",
    )
