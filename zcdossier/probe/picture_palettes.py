"""The colours that palettes of pictures in a PDF are made of, which the library that draws does not tell.

By pikepdf, and only where a page has such a picture.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zcdossier.model.document_facts import CMYK, COLOUR, GREY
from zcdossier.source.regular_file import open_regular_file

PaletteKey = tuple[int, int, int]
"""A page from 1, and a picture on it by its width and height in pixels."""
_MOST_OBJECTS = 20_000
_DEVICE = {"/DeviceGray": GREY, "/CalGray": GREY, "/DeviceRGB": COLOUR, "/CalRGB": COLOUR, "/DeviceCMYK": CMYK}
_CHANNELS = {1: GREY, 3: COLOUR, 4: CMYK}


def read_palettes(path: Path, pages: set[int]) -> dict[PaletteKey, str]:
    """Return the mode of the palette of each picture of these pages that has one; nothing where that can't be read."""
    import pikepdf  # few pictures have a palette

    found: dict[PaletteKey, str] = {}
    try:
        with open_regular_file(path) as file, pikepdf.open(file) as pdf:
            for number in sorted(pages):
                resources = pdf.pages[number - 1].obj.get("/Resources")
                for picture in _pictures_below(resources):
                    mode = _mode_of_palette(picture.get("/ColorSpace"), resources)
                    if mode:
                        found[number, int(picture.get("/Width", 0)), int(picture.get("/Height", 0))] = mode
    except Exception:  # noqa: BLE001 - what can't be read here was found usable by another library
        return found
    return found


def _pictures_below(resources: Any) -> Iterator[Any]:
    """Yield the pictures that resources name, and those of forms among them, each once."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    waiting = [resources]
    while waiting and len(seen) < _MOST_OBJECTS:
        holder = waiting.pop()
        drawn = holder.get("/XObject") if isinstance(holder, pikepdf.Dictionary) else None
        for item in drawn.values() if isinstance(drawn, pikepdf.Dictionary) else ():
            if not isinstance(item, pikepdf.Stream) or item.objgen in seen:
                continue
            seen.add(item.objgen)
            if item.get("/Subtype") == "/Image":
                yield item
            else:
                waiting.append(item.get("/Resources"))


def _mode_of_palette(space: Any, resources: Any) -> str:
    """Return what `[/Indexed base …]` is made of; empty for a picture without a palette."""
    import pikepdf

    if isinstance(space, pikepdf.Name):
        named = resources.get("/ColorSpace") if isinstance(resources, pikepdf.Dictionary) else None
        space = named.get(str(space)) if isinstance(named, pikepdf.Dictionary) else None
    if not isinstance(space, pikepdf.Array) or str(space[0]) not in ("/Indexed", "/I"):
        return ""
    base = space[1]
    if isinstance(base, pikepdf.Array) and str(base[0]) == "/ICCBased":
        return _CHANNELS.get(int(base[1].get("/N", 0)), "")
    return _DEVICE.get(str(base[0] if isinstance(base, pikepdf.Array) else base), "")
