"""JPEGs: how they are coded, what phones put behind them, how the camera was held."""

import base64
from collections.abc import Callable
from functools import partial
from typing import Any

from PIL import Image, ImageChops

from picture_kinds import jpeg as parts
from picture_kinds.scene import BLUE, SIZE, Kind, exif, in_grey, saved, scene, turned


def kinds() -> dict[str, Callable[[], Kind]]:

    def jpeg(expected: Image.Image | None = None, off: float = 5.0, **how: Any) -> Kind:
        image = expected or scene()
        return Kind(parts.jpeg(image, **how), "jpeg", image, off)

    def of(data: bytes, expected: Image.Image | None = None, off: float = 5.0) -> Kind:
        return Kind(data, "jpeg", expected or scene(), off)

    def mpo() -> Kind:
        return of(saved(scene(), "MPO", save_all=True, append_images=[Image.new("RGB", SIZE, BLUE)], quality=92))

    def gain_map() -> Kind:
        """A phone's bright photo: what it looks like elsewhere, and behind it a map of how to brighten it."""
        name = b"http://ns.adobe.com/xap/1.0/\0"
        both = saved(scene(), "MPO", save_all=True, append_images=[ImageChops.invert(in_grey())], quality=92)
        return of(parts.with_segments(both, segment_xmp(name + b'<x hdrgm:Version="1.0" secret="SecretGain"/>')))

    def segment_xmp(payload: bytes) -> bytes:
        return parts.segment(0xE1, payload)

    def plain_inks() -> Kind:
        """Inks without the marker: every browser takes them as inverted all the same."""
        return of(parts.without_segment(parts.inks(scene()), 0xEE), off=24)

    def bare_rgb() -> Kind:
        """Red, green and blue planes that only their names tell."""
        return of(parts.without_segment(parts.jpeg(scene(), keep_rgb=True), 0xEE))

    def arithmetic() -> Kind:
        return of(base64.b64decode(_ARITHMETIC), scene((48, 64), grainy=False), off=14)

    kinds: dict[str, Callable[[], Kind]] = {
        "jpeg": lambda: jpeg(subsampling=2),
        "jpeg 4:4:4": lambda: jpeg(subsampling=0),
        "jpeg 4:2:2": lambda: jpeg(subsampling=1),
        "jpeg progressive": lambda: jpeg(progressive=True),
        "jpeg with restarts": lambda: jpeg(restart_marker_blocks=3),
        "jpeg grey": lambda: jpeg(in_grey()),
        "jpeg of rgb": lambda: jpeg(keep_rgb=True),
        "jpeg of rgb by name": bare_rgb,
        "jpeg of inks": lambda: of(parts.inks(scene()), off=24),
        "jpeg of ycck": lambda: of(parts.ycck(scene()), off=24),
        "jpeg of inks without marker": plain_inks,
        "jpeg arithmetic": arithmetic,
        "jpeg mpo": mpo,
        "jpeg with gain map": gain_map,
        "jpeg with a tail": lambda: of(parts.jpeg(scene()) + b"SecretTail" * 9 + b"\xff\xd8\xff\xd9"),
        "jpeg dpi 1": lambda: jpeg(dpi=(1, 1)),
        "jpeg dpi 10 by 5000": lambda: jpeg(dpi=(10, 5000)),
        "jpeg xmp says turned": lambda: of(
            parts.with_segments(
                parts.jpeg(turned(6)), segment_xmp(b'http://ns.adobe.com/xap/1.0/\0<x tiff:Orientation="6"/>')
            )
        ),
    }
    for number in range(1, 9):
        kinds[f"jpeg turned {number}"] = partial(_turned_jpeg, number)
    kinds["jpeg of inks turned 6"] = lambda: of(parts.inks(turned(6), exif=exif(6)), off=24)
    return kinds


def _turned_jpeg(number: int) -> Kind:
    return Kind(parts.jpeg(turned(number), exif=exif(number), subsampling=0), "jpeg", scene())


# The scene of 48 by 64 pixels in arithmetic coding, which no PDF viewer knows.
_ARITHMETIC = """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBwwIBwcHBw8LCwkMEQ8SEhEPERETFhwXExQaFRERGCEYGh0dHx8fExciJCIeJBwe
Hx7/2wBDAQUFBQcGBw4ICA4eFBEUHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh7/yQARCABAADADAREAAhEB
AxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwDSrZAoAPJUaFKeXKyoY0kZGwsiB3QBj9Pyl9e4xl2V5pJNRJQ9mEFPp8JYWeRWTLNYHbc/5T4xax0t
OrCgRaTwHH8mduLBopc5hD3MnHVhUK13EYHrlu91GBtDdjgHhTHxuJ6EkUijQce4sIooROz57fzHC9bROAlz7WP0EQGu18mhaIaCEJu/Mo4smreARufe
usYQRyQZrbFim/2+MG5RFPCNtHKEUJQyXFPyOGGbSW3+XaR8YwVLdg4IMQRUIMJT1VA+phVoaGaGXB7LIABypU8EwpiijG8i5XbzgFXQqvkFMdtKSYDK
joS9cMFe0PaXkXYcKcr8PMezWsQ8ov8AP+Wh9F9koVl42yUt6b3ikoCC/I5etFqBFiCKwcfwSnfS7OkkYTeaRvRN1q/28y5UhqQwJ65vPYZaV5qc62YO
nGHs4ST6AvBmsywHkE3sovuLvcWMSG7g9nikBm/5/f4Q+IUvKbOPRsZgQUxlzhiZNtbRAfNtFRkOzYtkiexVamaM+XRhh4tznV/cuHoDrQLBxdLPmnpN
8gG6yQUP31YE8VvPyIvqpKHz6vO/7qCSF4MKyByohvlmjnm8quMKMRdL6chTMuHkLn31D3WKZPE9ht45MVol0cWxm4L3sFqNN1OJIqiiJdCVEmn0xmea
YZtyG+ljCTzPaxu3FWZjGJeLrbZ01SXs2Jpp2/gcWXDKrs9K6bLSG8/OoOHfg6yzd5J6aUBL3CaB+ZEDXsDNJo/aQn/cQEKbdTRFDN4WrjCYltnnMIEI
Okxdrask2YH22SgmfwPrn2rY2IEFTBzWo8WYjKdCobfTaA3hOtEbNaasQ3HL9a/uKsl3kEnzkGod1eynuTRrj5o4uNClsUvKHlL/AFHq+0QRkkXIwquH
zQLlvvcYlX3onOrAkeANS1CTWjfNVVdGeGKwdS/6oHrH/wAwmUPtSQ+imseA77o3gJfDwFR+vfV4zRU+PwvcyAlAyTn07guiHU5t9iFoI44WV9FWHfzR
/wDRHwis+wKRE9GC51jtRFgRp5xDTv3xvv0hIf0zWmuR3FOr1CULzVZLx3ShJyWxAtlyzPg4cx7x16Ukp9a+itHQJFf5UzkUXmIon6NfentCf3kioVrk
6I7QxFH7rHfkzCZy82OiOICB8uzoc6P9PaC94ZcrJ47zNGDTUpnpqJvhfjKV9tjdytuOGUj+r+Z0is/7O72w+zbq9d4TlupID4OS0g+1dPlzZEZ1Uxfz
QgNHAKVl0doMvvE7Z/2NaOkhWrc2gDv7Gs4mqT6waIpEIkOBY0cGhgaeKtAP3OEcOGmYKjl6wv8A3nA5NQVIdPy8mjvdChofV6T5hiWXXmcp7AxmaqoE
LOXcKoKSsTMqu6HSW4hxnNgNA/adW9o6RC0NBGX6xICaerk+l8pZFLUDvH+UQpfeQXm3ImPHDYBHYOVRRLkL9kDunHWp8OcV/Y5XPB9bs47/AHJeSC+7
5DRi5oRvDu8s2yD/2Q==
"""
