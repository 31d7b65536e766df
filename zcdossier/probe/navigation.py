"""How one finds one's way in a PDF: its outline, where links lead, the labels of its pages, how it opens."""

from collections.abc import Iterator
from typing import Any

from zcdossier.model.document_facts import OutlineEntry
from zcdossier.model.page_numerals import page_numeral
from zcdossier.pdf_objects import dictionary, is_array

_MOST_ENTRIES = 5000
_MOST_NAMES = 50_000
_MOST_TITLE = 300
_MOST_DEPTH = 40
_MOST_LETTERS = 50
_STYLES = {"/D": "decimal", "/r": "roman", "/R": "upper_roman", "/a": "letters", "/A": "upper_letters"}
_ZOOMS = {
    "/Fit": "fit_page",
    "/FitB": "fit_visible",
    "/FitH": "fit_width",
    "/FitBH": "fit_visible",
    "/FitV": "fit_height",
    "/FitBV": "fit_visible",
}


class Destinations:
    """Where the places that a PDF names lie: the number of a page, or 0 for none."""

    def __init__(self, root: Any, pages: list[Any]) -> None:
        self._root = root
        self._numbers = {page.objgen: number for number, page in enumerate(pages, 1)}
        self._count = len(pages)
        self._named: dict[str, Any] | None = None

    def page_of(self, target: Any) -> int:
        """Return the page of a destination: an array, or the name of one."""
        array = self.array_of(target)
        if array is None or len(array) == 0:
            return 0
        first = array[0]
        if isinstance(first, int):
            return first + 1 if 0 <= first < self._count else 0
        return self._numbers.get(first.objgen, 0) if dictionary(first) else 0

    def array_of(self, target: Any) -> Any:
        """Return the array that a destination is, or that its name stands for; None for neither."""
        import pikepdf

        if isinstance(target, (pikepdf.Name, pikepdf.String)):
            target = self._names().get(str(target))
            if dictionary(target):
                target = target.get("/D")
        return target if is_array(target) else None

    def _names(self) -> dict[str, Any]:
        if self._named is None:
            old = dictionary(self._root.get("/Dests"))
            self._named = dict(old.items()) if old else {}
            tree = dictionary(dictionary(self._root.get("/Names")).get("/Dests"))
            self._named.update(_leaves(tree))
        return self._named

    def kind_of(self, link: Any) -> str:
        """Say whether a link leads to a page, to elsewhere, or to nothing."""
        action = dictionary(link.get("/A"))
        kind = str(action.get("/S", ""))
        if kind in ("/URI", "/GoToR", "/Launch", "/GoToE"):
            return "external"
        if kind == "/Named":
            return "internal"
        target = action.get("/D") if kind == "/GoTo" else link.get("/Dest")
        if target is None and kind not in ("", "/GoTo"):
            return "internal"
        return "internal" if self.page_of(target) else "broken"

    def page_of_entry(self, entry: Any) -> int:
        """Return the page that an entry of the outline leads to."""
        return self.page_of(_target_of(entry))

    def zoom_of_entry(self, entry: Any) -> str:
        """Return the zoom that an entry of the outline asks for."""
        return _zoom_of(self.array_of(_target_of(entry)))


def _target_of(entry: Any) -> Any:
    target = entry.get("/Dest")
    if target is None:
        action = dictionary(entry.get("/A"))
        target = action.get("/D") if str(action.get("/S", "")) == "/GoTo" else None
    return target


def _leaves(tree: Any) -> Iterator[tuple[str, Any]]:
    """Yield names and values of a tree of names."""
    seen: set[tuple[int, int]] = set()
    waiting, count = [tree], 0
    while waiting and count < _MOST_NAMES:
        node = dictionary(waiting.pop())
        if not node or (node.objgen != (0, 0) and node.objgen in seen):
            continue
        seen.add(node.objgen)
        pairs = node.get("/Names")
        for index in range(0, len(pairs) - 1, 2) if is_array(pairs) else ():
            count += 1
            yield str(pairs[index]), pairs[index + 1]
        waiting.extend(node.get("/Kids") if is_array(node.get("/Kids")) else ())


def read_outline(root: Any, destinations: Destinations) -> tuple[tuple[OutlineEntry, ...], bool]:
    """Return the entries of the outline as they are shown, and whether all of them could be looked at."""
    entries: list[OutlineEntry] = []
    seen: set[tuple[int, int]] = set()
    waiting = [(dictionary(root.get("/Outlines")).get("/First"), 1)]
    while waiting:
        node, depth = waiting.pop()
        entry = dictionary(node)
        if not entry or entry.objgen in seen:
            continue
        if len(entries) >= _MOST_ENTRIES or depth > _MOST_DEPTH:
            return tuple(entries), False
        seen.add(entry.objgen)
        title = " ".join(str(entry.get("/Title", "")).split())[:_MOST_TITLE]
        page, zoom = destinations.page_of_entry(entry), destinations.zoom_of_entry(entry)
        entries.append(OutlineEntry(title, depth, page, zoom))
        waiting.append((entry.get("/Next"), depth))
        waiting.append((entry.get("/First"), depth + 1))
    return tuple(entries), True


def _label_ranges(root: Any) -> list[tuple[int, Any]]:
    """Return where each way of labelling begins (from page 0)."""
    seen: set[tuple[int, int]] = set()
    waiting = [dictionary(root.get("/PageLabels"))]
    ranges: list[tuple[int, Any]] = []
    while waiting and len(ranges) < _MOST_ENTRIES:
        node = dictionary(waiting.pop())
        if not node or (node.objgen != (0, 0) and node.objgen in seen):
            continue
        seen.add(node.objgen)
        pairs = node.get("/Nums")
        starts = range(0, len(pairs) - 1, 2) if is_array(pairs) else ()
        rules = ((pairs[index], pairs[index + 1]) for index in starts)
        ranges.extend((int(start), rule) for start, rule in rules if isinstance(start, int) and dictionary(rule))
        waiting.extend(node.get("/Kids") if is_array(node.get("/Kids")) else ())
    return sorted(ranges, key=lambda found: found[0])


def label_styles(root: Any) -> tuple[str, ...]:
    """Return the styles of the page labels in the order of their first use; none where there are no labels."""
    return tuple(dict.fromkeys(_STYLES.get(str(rule.get("/S", "")), "prefix") for _, rule in _label_ranges(root)))


def page_labels(root: Any, count: int) -> list[str]:
    """Return the label of each page; its number where there are none."""
    ranges = _label_ranges(root)
    if not ranges:
        return [str(number) for number in range(1, count + 1)]
    labels = []
    current = -1
    for page in range(count):
        while current + 1 < len(ranges) and ranges[current + 1][0] <= page:
            current += 1
        if current < 0:
            labels.append(str(page + 1))
            continue
        start, rule = ranges[current]
        first = rule.get("/St", 1)
        number = page - start + (int(first) if isinstance(first, int) else 1)
        labels.append(str(rule.get("/P", "")) + page_numeral(number, str(rule.get("/S", "")))[:_MOST_LETTERS])
    return labels


def opening(root: Any, destinations: Destinations) -> tuple[str, int]:
    """Return the zoom at which a PDF opens and the page (1 unless it says otherwise)."""
    action = root.get("/OpenAction")
    if dictionary(action):
        action = action.get("/D") if str(action.get("/S", "")) == "/GoTo" else None
    array = destinations.array_of(action)
    if array is None or len(array) < 2:  # noqa: PLR2004 - a page and how it is shown
        return "default", 1
    page = destinations.page_of(action) or 1
    return _zoom_of(array), page


def _zoom_of(array: Any) -> str:
    """Return the zoom of a destination."""
    if array is None or len(array) < 2:  # noqa: PLR2004 - a page and how it is shown
        return "default"
    kind = str(array[1])
    if kind == "/XYZ":
        zoom = array[4] if len(array) > 4 else None  # noqa: PLR2004 - left, top, zoom follow
        factor = float(zoom) if zoom is not None else 0.0
        return f"{factor * 100:g}%" if factor else "keep"
    return _ZOOMS.get(kind, "default")
