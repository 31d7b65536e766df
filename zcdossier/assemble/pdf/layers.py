"""Layers (optional content) of source PDFs: what was switched off stays hidden in the merged file."""

from collections.abc import Iterator
from typing import Any

from zcdossier.assemble.pdf.objects import dictionaries, dictionary


def hidden_layers(pdf: Any) -> tuple[list[Any], list[Any]]:
    """Return all layers of a PDF and those that are off when it is opened."""
    properties = dictionary(pdf.Root.get("/OCProperties"))
    layers = dictionaries(properties.get("/OCGs"))
    usual = dictionary(properties.get("/D"))
    off = {layer.objgen for layer in dictionaries(usual.get("/OFF"))}
    if str(usual.get("/BaseState", "/ON")) == "/OFF":
        off = {layer.objgen for layer in layers} - {layer.objgen for layer in dictionaries(usual.get("/ON"))}
    for layer, shown in _by_usage(usual):
        off = off - {layer.objgen} if shown else off | {layer.objgen}
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


class Layers:
    """Gathers the layers of all sources into one PDF."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._all: list[Any] = []
        self._off: list[Any] = []

    def add(self, source: Any) -> None:
        """Take over the layers of `source`; to be called once for each."""
        layers, off = hidden_layers(source)
        self._all += [self._copied(layer) for layer in layers if layer.is_indirect]
        self._off += [self._copied(layer) for layer in off if layer.is_indirect]

    def _copied(self, layer: Any) -> Any:
        """Copy a layer without what its maker noted about it; nobody is shown its name."""
        import pikepdf  # noqa: PLC0415 - heavy

        copied = self._pdf.copy_foreign(layer)
        for key in set(copied.keys()) - {"/Type", "/Name", "/Intent"}:
            del copied[key]
        copied.Name = pikepdf.String("")
        return copied

    def settle(self) -> None:
        """Write down what is hidden, when any source had layers."""
        import pikepdf  # noqa: PLC0415 - heavy

        if self._all:
            usual = pikepdf.Dictionary(OFF=pikepdf.Array(self._off), Order=pikepdf.Array())
            self._pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(self._all), D=usual)
