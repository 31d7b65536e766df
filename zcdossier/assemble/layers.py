"""Layers (optional content) of source PDFs: what was switched off stays hidden in the merged file."""

from typing import Any


def hidden_layers(pdf: Any) -> tuple[list[Any], list[Any]]:
    """Return all layers of a PDF and those that are off when it is opened."""
    properties = pdf.Root.get("/OCProperties")
    if properties is None:
        return [], []
    layers = list(properties.get("/OCGs", []))
    usual = properties.get("/D", {})
    off = list(usual.get("/OFF", []))
    if str(usual.get("/BaseState", "/ON")) == "/OFF":
        on = {layer.objgen for layer in usual.get("/ON", [])}
        off = [layer for layer in layers if layer.objgen not in on]
    return layers, off


class Layers:
    """Gathers the layers of all sources into one PDF."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._all: list[Any] = []
        self._off: list[Any] = []

    def add(self, source: Any) -> None:
        """Take over the layers of `source`; to be called once for each."""
        layers, off = hidden_layers(source)
        self._all += [self._pdf.copy_foreign(layer) for layer in layers if layer.is_indirect]
        self._off += [self._pdf.copy_foreign(layer) for layer in off if layer.is_indirect]

    def settle(self) -> None:
        """Write down what is hidden, when any source had layers."""
        import pikepdf  # noqa: PLC0415 - heavy

        if self._all:
            usual = pikepdf.Dictionary(OFF=pikepdf.Array(self._off), Order=pikepdf.Array())
            self._pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(self._all), D=usual)
