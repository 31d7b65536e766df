"""The form fields of a source PDF: what they say, whether they bring their appearance, whether one is signed."""

from collections.abc import Iterable, Iterator
from typing import Any

from zcdossier.assemble.pdf.safe_reading import annotations_of, operations
from zcdossier.pdf_objects import dictionaries, dictionary

_DEEPEST = 20
_SHOWS_TEXT = "Tj TJ ' \""
_DRAWABLE = frozenset(["/Tx", "/Ch", "/Btn"])


def form_of(pdf: Any) -> Any:
    """Return the form of a PDF, an empty one where there is none."""
    return dictionary(pdf.Root.get("/AcroForm"))


def widgets_of(page: Any) -> list[Any]:
    """Return the annotations of a page that show form fields."""
    return [annotation for annotation in annotations_of(page) if str(annotation.get("/Subtype", "")) == "/Widget"]


def is_signed(pdf: Any, pages: Iterable[Any]) -> bool:
    """Whether a field has a digital signature; signing programs don't always tell the form of it."""
    fields = _fields(dictionaries(form_of(pdf).get("/Fields")))
    return any(map(_has_signature, fields)) or any(
        _has_signature(field) for page in pages for field in widgets_of(page)
    )


def has_appearance(annotation: Any) -> bool:
    """Whether an annotation brings what is to be seen of it."""
    import pikepdf

    appearances = dictionary(annotation.get("/AP")).get("/N")
    if isinstance(appearances, pikepdf.Stream):
        return True
    state = str(annotation.get("/AS", ""))
    return (
        isinstance(appearances, pikepdf.Dictionary)
        and bool(state)
        and isinstance(appearances.get(state), pikepdf.Stream)
    )


def choose_appearance(widget: Any) -> None:
    """Let a button with an appearance for each state, which does not say its state, be off, as viewers take it."""
    import pikepdf

    appearances = dictionary(widget.get("/AP")).get("/N")
    if not isinstance(appearances, pikepdf.Dictionary) or "/AS" in widget:
        return
    widget.AS = pikepdf.Name.Off


def is_on(widget: Any) -> bool:
    """Whether a button without appearances is ticked; its value alone ticks it in no viewer."""
    return str(widget.get("/AS", "/Off")) not in {"/Off", ""}


def wants_appearance(widget: Any, *, asked: bool) -> bool:
    """Whether a viewer would draw a field: it has no appearance, or the form asks for new ones.

    An appearance that shows text stays where the value has letters beyond Latin: it may be stale, but it has the
    right letters, wherever it is shown.
    """
    kind = str(inherited(widget, "/FT") or "")
    if kind not in _DRAWABLE:
        return False
    if not has_appearance(widget):
        return True
    return asked and kind != "/Btn" and (is_western(value_of(widget)) or not _shows_text(widget))


def is_doubtful(widget: Any, *, asked: bool) -> bool:
    """Whether what a field shows may not be what the applicant saw, unless it brings its appearance."""
    kind = str(inherited(widget, "/FT") or "")
    if kind == "/Btn":
        says_nothing = "/AS" not in widget and str(inherited(widget, "/V") or "/Off") not in {"/Off", ""}
        return says_nothing or (is_on(widget) and not has_appearance(widget))  # the kind of tick may be another
    if kind not in _DRAWABLE or (has_appearance(widget) and not asked):
        return False
    return not is_western(value_of(widget)) or not _is_text(inherited(widget, "/V"))


def value_of(widget: Any) -> str:
    """Return the text that was typed into a field."""
    import pikepdf

    value = inherited(widget, "/V")
    return str(value) if isinstance(value, pikepdf.String) else ""


def is_western(text: str) -> bool:
    """Whether a text has only letters that look the same everywhere: those of Western Europe."""
    return all(letter in "\r\n\t" or (letter.isprintable() and letter.encode("cp1252", "ignore")) for letter in text)


def inherited(field: Any, key: str) -> Any:
    """Return a value of a field, or of the fields it belongs to."""
    for _ in range(_DEEPEST):
        if key in field:
            return field[key]
        field = dictionary(field.get("/Parent"))
    return None


def _is_text(value: Any) -> bool:
    """Whether a value is a text, several, or none: of other values nobody knows what viewers make of them."""
    import pikepdf

    if isinstance(value, pikepdf.Array):
        return all(isinstance(part, pikepdf.String) for part in value)
    return value is None or isinstance(value, pikepdf.String)


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


def _has_signature(field: Any) -> bool:
    return str(inherited(field, "/FT") or "") == "/Sig" and inherited(field, "/V") is not None


def _shows_text(widget: Any) -> bool:
    import pikepdf

    if not has_appearance(widget) or not isinstance(widget.AP.N, pikepdf.Stream):
        return False
    return bool(operations(widget.AP.N, _SHOWS_TEXT))
