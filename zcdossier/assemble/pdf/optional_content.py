"""Optional content (layers) of source PDFs: what was switched off stays hidden in the merged file."""

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from zcdossier.assemble.pdf.nested_content import nested_in
from zcdossier.assemble.pdf.safe_reading import annotations_of, operations
from zcdossier.pdf_objects import dictionaries, dictionary

_DEEPEST = 8
_Off = Collection[tuple[int, int]]


def hidden_layers(pdf: Any) -> tuple[list[Any], list[Any]]:
    """Return all layers of a PDF and those that are off when it is opened."""
    properties = dictionary(pdf.Root.get("/OCProperties"))
    layers = dictionaries(properties.get("/OCGs"))
    usual = dictionary(properties.get("/D"))
    off = {layer.objgen for layer in dictionaries(usual.get("/OFF"))}
    if str(usual.get("/BaseState", "/ON")) == "/OFF":
        off = {layer.objgen for layer in layers} - {layer.objgen for layer in dictionaries(usual.get("/ON"))}
    for layer, is_shown in _by_usage(usual):
        off = off - {layer.objgen} if is_shown else off | {layer.objgen}
    return layers, [layer for layer in layers if layer.objgen in off]


def _by_usage(usual: Any) -> Iterator[tuple[Any, bool]]:
    """Return the layers that viewers switch by what they are for, and whether they are shown on a screen."""
    for rule in dictionaries(usual.get("/AS")):
        if str(rule.get("/Event", "")) == "/View":
            for layer in dictionaries(rule.get("/OCGs")):
                usage = dictionary(dictionary(layer.get("/Usage")).get("/View"))
                state = str(usage.get("/ViewState", ""))
                if state in {"/ON", "/OFF"}:
                    yield layer, state == "/ON"


def is_off(content: Any, off: _Off) -> bool:
    """Whether optional content is unseen: of a layer that is off, or by a rule over several."""
    content = dictionary(content)
    if not content:
        return False
    import pikepdf

    if isinstance(content.get("/VE"), pikepdf.Array):
        return not _expression_holds(content.VE, off, _DEEPEST)
    if "/OCGs" not in content:
        return content.objgen in off
    layers = dictionaries(content.OCGs) if isinstance(content.OCGs, pikepdf.Array) else [content.OCGs]
    seen = [layer.objgen not in off for layer in layers]
    match str(content.get("/P", "/AnyOn")):
        case "/AllOn":
            is_shown = all(seen)
        case "/AnyOff":
            is_shown = not all(seen)
        case "/AllOff":
            is_shown = not any(seen)
        case _:
            is_shown = any(seen)
    return bool(seen) and not is_shown


def _expression_holds(expression: Any, off: _Off, depth: int) -> bool:
    """Whether an expression over layers holds; what is none counts as a layer that is on."""
    import pikepdf

    if not isinstance(expression, pikepdf.Array):
        return not dictionary(expression) or expression.objgen not in off
    if len(expression) == 0 or depth == 0:
        return True
    parts = (_expression_holds(part, off, depth - 1) for part in list(expression)[1:])
    match str(expression[0]):
        case "/Not":
            return not next(parts, False)
        case "/Or":
            return any(parts)
        case _:
            return all(parts)


def hides(page: Any, off: _Off) -> bool:
    """Whether a page draws, or bears, anything that is unseen because its layer is off."""
    if not off:
        return False
    if any(is_off(annotation.get("/OC"), off) for annotation in annotations_of(page)):
        return True
    return any(_hides(holder, off) for holder in chain([page], nested_in(page)))


def _hides(holder: Any, off: _Off) -> bool:
    if is_off(holder.get("/OC"), off):
        return True
    resources = dictionary(holder.get("/Resources"))
    if any(is_off(dictionary(xobject).get("/OC"), off) for xobject in dictionary(resources.get("/XObject")).values()):
        return True
    named = {name for name, rule in dictionary(resources.get("/Properties")).items() if is_off(rule, off)}
    return bool(named) and _marks_content(holder, named)


def _marks_content(holder: Any, names: Collection[str]) -> bool:
    """Whether a page or a form has parts that belong to layers of these names."""
    try:
        return any(str(operand) in names for part in operations(holder, "BDC") for operand in part.operands)
    except Exception:  # noqa: BLE001 - what can't be followed may well be hidden
        return True


class OptionalContent:
    """Gathers the layers of all sources into one PDF."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._all: list[Any] = []
        self._off: list[Any] = []

    def add(self, source: Any) -> None:
        """Take over the layers of `source`; to be called once for each."""
        layers, off = hidden_layers(source)
        self._all += [self._copy_layer(layer) for layer in layers if layer.is_indirect]
        self._off += [self._copy_layer(layer) for layer in off if layer.is_indirect]

    def _copy_layer(self, layer: Any) -> Any:
        """Copy a layer without what its maker noted about it; nobody is shown its name."""
        import pikepdf

        copied = self._pdf.copy_foreign(layer)
        for key in set(copied.keys()) - {"/Type", "/Name", "/Intent"}:
            del copied[key]
        copied.Name = pikepdf.String("")
        return copied

    def write(self) -> None:
        """Write down what is hidden, when any source had layers."""
        import pikepdf

        if self._all:
            usual = pikepdf.Dictionary(OFF=pikepdf.Array(self._off), Order=pikepdf.Array())
            self._pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(self._all), D=usual)
