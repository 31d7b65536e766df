"""Forms that draw forms: how many drawings a page comes to. Viewers follow them all, some for ever.

Such a page must not get into an upload, nor before our own renderer.
"""

from typing import Any

from zcdossier.assemble.pdf.content import TooMuchContentError, operations

_MOST = 20_000
_DEEPEST = 50
_DRAW = "Do"


def check_nesting(page: Any) -> None:
    """Raise TooMuchContentError for a page that draws itself, or far too many forms in forms."""
    resources = page.get("/Resources", {})
    if any(_forms(form, resources) for form in _forms(page, resources).values()):
        _Count(resources).of(page)


class _Count:
    """The drawings below each form; what several draw is counted once."""

    def __init__(self, resources: Any) -> None:
        self._resources = resources
        self._known: dict[tuple[int, int], int] = {}
        self._open: set[tuple[int, int]] = set()

    def of(self, holder: Any) -> int:
        """Return how many forms are drawn, directly and by those drawn."""
        if holder.objgen in self._known:
            return self._known[holder.objgen]
        forms = _forms(holder, self._resources)
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
            if count > _MOST:
                raise TooMuchContentError("a page draws forms in forms without end")
        self._open.discard(holder.objgen)
        self._known[holder.objgen] = count
        return count


def _forms(holder: Any, resources: Any) -> dict[str, Any]:
    """Return the forms that a page or a form may draw, by name; one without resources of its own has the page's."""
    import pikepdf  # noqa: PLC0415 - heavy

    things = holder.get("/Resources", resources).get("/XObject", {})
    if not isinstance(things, pikepdf.Dictionary):
        return {}
    return {
        name: thing
        for name, thing in things.items()
        if isinstance(thing, pikepdf.Stream) and str(thing.get("/Subtype", "")) == "/Form"
    }
