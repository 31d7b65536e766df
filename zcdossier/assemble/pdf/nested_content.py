"""What a page may draw besides its own content: forms, patterns, soft masks and the letters of Type 3 fonts.

Forms may draw forms; viewers follow them all, some for ever. A page that comes to too many must not get into an
upload, nor before our own renderer.
"""

from collections.abc import Iterator
from typing import Any

from zcdossier.assemble.pdf.safe_reading import TooMuchContentError, operations
from zcdossier.pdf_objects import dictionary

_MOST_NESTED = 5_000  # of a page
_NAMING = {"Do": "/XObject", "Tf": "/Font"}
_Named = frozenset[tuple[str, str]]
_MOST_FORMS = 20_000
_DEEPEST = 50
_DRAW = "Do"


def nested_in(page: Any) -> Iterator[Any]:
    """Yield every form, pattern, soft mask and Type 3 font that a page's resources lead to, each once."""
    waiting, seen = [page], set[tuple[int, int]]()
    for holder in waiting:  # grows while it is walked
        for drawing in _drawn_by(dictionary(holder.get("/Resources"))):
            if drawing.is_indirect and drawing.objgen in seen:
                continue
            seen.add(drawing.objgen)
            waiting.append(drawing)
            if len(waiting) > _MOST_NESTED:
                return
            yield drawing


def _drawn_by(resources: Any) -> Iterator[Any]:
    import pikepdf

    for group in ("/XObject", "/ExtGState", "/Pattern", "/Font"):
        for value in dictionary(resources.get(group)).values():
            drawing = value
            if group == "/ExtGState":
                drawing = dictionary(dictionary(value).get("/SMask")).get("/G")
            is_font = group == "/Font" and dictionary(drawing).get("/Subtype") == pikepdf.Name.Type3
            is_drawing = group != "/Font" and isinstance(drawing, pikepdf.Stream) and not _is_picture(drawing)
            if is_font or is_drawing:
                yield drawing


def _is_picture(stream: Any) -> bool:
    return str(stream.get("/Subtype", "")) == "/Image"


def borrowed_by(page: Any, names_by_object: dict[tuple[int, int], _Named]) -> list[tuple[str, str, Any]]:
    """Return what is drawn from a page's own resources by things that bring none: group, name and object.

    Letters of Type 3 fonts often do so. The library, asked to leave out what a page does not use, looks for such use
    in forms only. `names_by_object` is what was found out for other pages: a font has hundreds of letters.
    """
    own = dictionary(page.get("/Resources"))
    names = set[tuple[str, str]]()
    for drawing in nested_in(page):
        if "/Resources" in drawing:
            continue
        if not drawing.is_indirect:
            names |= frozenset(_names_used_by(drawing))
            continue
        if drawing.objgen not in names_by_object:
            names_by_object[drawing.objgen] = frozenset(_names_used_by(drawing))
        names |= names_by_object[drawing.objgen]
    resources = ((group, name, dictionary(own.get(group)).get(name)) for group, name in sorted(names))
    return [(group, name, drawing) for group, name, drawing in resources if drawing is not None]


def _names_used_by(drawing: Any) -> Iterator[tuple[str, str]]:
    import pikepdf

    letters = [drawing] if isinstance(drawing, pikepdf.Stream) else dictionary(drawing.get("/CharProcs")).values()
    for letter in letters:
        if not isinstance(letter, pikepdf.Stream):
            continue
        try:
            instructions = operations(letter, " ".join(_NAMING))
        except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
            continue
        for instruction in instructions:
            if len(instruction.operands):
                yield _NAMING[str(instruction.operator)], str(instruction.operands[0])


def lend_resources(page: Any, borrowed: list[tuple[str, str, Any]]) -> None:
    """Put back what was found to be borrowed."""
    import pikepdf

    for group, name, resource in borrowed:
        resources = page.Resources
        if group not in resources:
            resources[group] = pikepdf.Dictionary()
        resources[group][name] = resource


def check_nesting(page: Any) -> None:
    """Raise TooMuchContentError for a page that draws itself, or far too many forms in forms."""
    resources = page.get("/Resources", {})
    if any(_forms_of(form, resources) for form in _forms_of(page, resources).values()):
        _FormCount(resources).of(page)


class _FormCount:
    """The drawings below each form; what several draw is counted once."""

    def __init__(self, resources: Any) -> None:
        self._resources = resources
        self._known: dict[tuple[int, int], int] = {}
        self._open: set[tuple[int, int]] = set()

    def of(self, holder: Any) -> int:
        """Return how many forms are drawn, directly and by those drawn."""
        if holder.objgen in self._known:
            return self._known[holder.objgen]
        forms = _forms_of(holder, self._resources)
        if not forms:
            return 0
        if holder.objgen in self._open or len(self._open) > _DEEPEST:
            raise TooMuchContentError("a form on a page draws itself")
        self._open.add(holder.objgen)
        count = 0
        for instruction in operations(holder, _DRAW):
            form = forms.get(str(instruction.operands[0])) if len(instruction.operands) else None
            if form is not None:
                count += 1 + self.of(form)
            if count > _MOST_FORMS:
                raise TooMuchContentError("a page draws forms in forms without end")
        self._open.discard(holder.objgen)
        self._known[holder.objgen] = count
        return count


def _forms_of(holder: Any, resources: Any) -> dict[str, Any]:
    """Return the forms that a page or a form may draw, by name; one without resources of its own has the page's."""
    import pikepdf

    xobjects = holder.get("/Resources", resources).get("/XObject", {})
    if not isinstance(xobjects, pikepdf.Dictionary):
        return {}
    return {
        name: xobject
        for name, xobject in xobjects.items()
        if isinstance(xobject, pikepdf.Stream) and str(xobject.get("/Subtype", "")) == "/Form"
    }
