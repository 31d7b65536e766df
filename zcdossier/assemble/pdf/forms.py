"""The form fields of a source PDF: whether any is signed, and looks for those that leave them to the viewer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.pdf.content import operations
from zcdossier.assemble.pdf.objects import annotations_of, dictionaries, dictionary
from zcdossier.assemble.pdf.values import Value, fonts_of, look_of

_DEEPEST = 20
_SEVERAL_LINES, _PASSWORD = 1 << 12, 1 << 13
_SHOWS_TEXT = "Tj TJ ' \""
_SIDES = 4


@dataclass(frozen=True, slots=True)
class Forms:
    """What was found: a digital signature; values that may not look as the applicant saw them."""

    signed: bool
    doubtful: bool


def give_looks(pdf: Any, pages: Iterable[Any]) -> Forms:
    """Draw the values of fields that have no look of their own, or that ask the viewer for one."""
    form = dictionary(pdf.Root.get("/AcroForm"))
    drawer = _Drawer(pdf, form)
    signed, doubtful = any(map(_is_signed, _fields(dictionaries(form.get("/Fields"))))), "/XFA" in form
    for page in pages:
        for widget in _widgets(page):
            signed = signed or _is_signed(widget)
            doubtful = not drawer.give(widget) or doubtful
    if drawer.asked:
        form.NeedAppearances = False
    return Forms(signed, doubtful)


def has_look(annotation: Any) -> bool:
    """Whether an annotation brings what is to be seen of it."""
    import pikepdf  # noqa: PLC0415 - heavy

    looks = dictionary(annotation.get("/AP")).get("/N")
    if isinstance(looks, pikepdf.Stream):
        return True
    state = str(annotation.get("/AS", ""))
    return isinstance(looks, pikepdf.Dictionary) and bool(state) and isinstance(looks.get(state), pikepdf.Stream)


class _Drawer:
    """Gives fields their looks; the fonts are made when first needed."""

    def __init__(self, pdf: Any, form: Any) -> None:
        self._pdf = pdf
        self._form = form
        self._fonts: Any = None
        self.asked = bool(form.get("/NeedAppearances", False))

    def give(self, widget: Any) -> bool:
        """Draw a field's value if nobody did; False when it may not look as the applicant saw it."""
        import pikepdf  # noqa: PLC0415 - heavy

        kind, typed = str(_inherited(widget, "/FT") or ""), _inherited(widget, "/V")
        if kind not in {"/Tx", "/Ch", "/Btn"} or typed is None or (has_look(widget) and not self.asked):
            return True
        if kind == "/Btn":
            return has_look(widget) or str(widget.get("/AS", typed)) == "/Off" or typed == ""
        if not isinstance(typed, pikepdf.String):
            return has_look(widget)
        value = self._value(widget, str(typed))
        if not value.text or int(_inherited(widget, "/Ff") or 0) & _PASSWORD:
            return True
        if not value.is_plain and _shows_text(widget):
            return False
        self._fonts = self._fonts or fonts_of(self._pdf)
        widget.AP = pikepdf.Dictionary(N=look_of(self._pdf, self._fonts, value))
        return value.is_plain

    def _value(self, widget: Any, typed: str) -> Value:
        left, bottom, right, top = (float(side) for side in list(widget.Rect)[:_SIDES])
        kind, flags = str(_inherited(widget, "/FT")), int(_inherited(widget, "/Ff") or 0)
        said, alignment = _inherited(widget, "/DA"), _inherited(widget, "/Q")
        return Value(
            text=_chosen(_inherited(widget, "/Opt"), typed) if kind == "/Ch" else typed,
            width=abs(right - left),
            height=abs(top - bottom),
            appearance=str(self._form.get("/DA", "") if said is None else said),
            alignment=int(self._form.get("/Q", 0) if alignment is None else alignment),
            several_lines=kind == "/Tx" and bool(flags & _SEVERAL_LINES),
        )


def _widgets(page: Any) -> list[Any]:
    return [one for one in annotations_of(page) if str(one.get("/Subtype", "")) == "/Widget"]


def _fields(roots: Iterable[Any]) -> Iterator[Any]:
    """Yield every field once: a hostile one is its own child."""
    waiting = list(roots)
    seen: set[tuple[int, int]] = set()
    for field in waiting:  # grows while it is walked
        if field.is_indirect:
            if field.objgen in seen:
                continue
            seen.add(field.objgen)
        yield field
        waiting.extend(dictionaries(field.get("/Kids")))


def _is_signed(field: Any) -> bool:
    return str(_inherited(field, "/FT") or "") == "/Sig" and _inherited(field, "/V") is not None


def _inherited(field: Any, key: str) -> Any:
    """Return a value of a field, or of the fields it belongs to."""
    for _ in range(_DEEPEST):
        if key in field:
            return field[key]
        field = dictionary(field.get("/Parent"))
    return None


def _chosen(options: Any, typed: str) -> str:
    """Return what a list shows for the value chosen from it."""
    import pikepdf  # noqa: PLC0415 - heavy

    for option in options or ():
        if isinstance(option, pikepdf.Array) and len(option) > 1 and str(option[0]) == typed:
            return str(option[1])
    return typed


def _shows_text(widget: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    if not has_look(widget) or not isinstance(widget.AP.N, pikepdf.Stream):
        return False
    return bool(operations(widget.AP.N, _SHOWS_TEXT))
