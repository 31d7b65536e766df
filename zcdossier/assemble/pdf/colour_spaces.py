"""The colours of a picture inside a PDF: what its pixels stand for, and whether three equal values look grey."""

from dataclasses import dataclass, replace
from typing import Any

from zcdossier.assemble.pdf.safe_reading import contents_of
from zcdossier.assemble.pictures.colour_profiles import is_plain_profile

_NAMED = {"/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3, "/Separation": 1}
_CONVERTIBLE = frozenset(["/DeviceCMYK", "/CMYK", "/Lab", "/DeviceN"])
_PALETTES = ("/Indexed", "/I")
_CMYK = 4
_OWN = ("/DeviceRGB", "/RGB")
_RGB = 3
_INDEXED_PARTS = 4
_MOST_COLOURS = 256
_MOST = 1 << 22  # bytes of a profile or a palette


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space whose pixels can be coded as they are, with 1 or 3 channels.

    `palette` holds the entries of an indexed space, in those channels. `grey_is_grey` says that a colour of
    three equal values looks like that value in plain grey. With `keeps_channels` no space of one channel shows it as
    every viewer shows three: PDFium knows the gamma of CalRGB in a palette only, poppler always.
    """

    channels: int
    palette: bytes = b""
    grey_is_grey: bool = True
    keeps_channels: bool = False

    @property
    def is_indexed(self) -> bool:
        """Whether pixels are entries of the palette."""
        return bool(self.palette)


def colour_space_of(space: Any) -> ColourSpace | None:
    """Return what is to be known of a colour space; None where pixels must be converted, or are of no known colour."""
    if _is_palette(space) and len(space) == _INDEXED_PARTS:
        return _indexed_space(space)
    return _unindexed_space(space)


def is_convertible(space: Any) -> bool:
    """Whether the renderer may be trusted with the conversion: inks, Lab, and palettes of them."""
    import pikepdf

    if isinstance(space, pikepdf.Name):
        return str(space) in _CONVERTIBLE
    if not isinstance(space, pikepdf.Array) or not len(space) or not isinstance(space[0], pikepdf.Name):
        return False
    name = str(space[0])
    if name in _PALETTES:
        return len(space) == _INDEXED_PARTS and not _is_palette(space[1]) and is_convertible(space[1])
    if name == "/ICCBased":
        return int(space[1].N) == _CMYK
    return name in _CONVERTIBLE


def _is_palette(space: Any) -> bool:
    import pikepdf

    return isinstance(space, pikepdf.Array) and len(space) > 0 and str(space[0]) in _PALETTES


def base_of(space: Any, colours: ColourSpace) -> Any:
    """Return the space of the palette's entries, or the space itself where there is none."""
    return space[1] if colours.is_indexed else space


def ramp_over(space: Any) -> Any:
    """Return a space of one channel whose values stand for three equal values of `space`."""
    import pikepdf

    lookup = b"".join(bytes([value] * _RGB) for value in range(_MOST_COLOURS))
    return pikepdf.Array([pikepdf.Name.Indexed, space, _MOST_COLOURS - 1, pikepdf.String(lookup)])


def _unindexed_space(space: Any) -> ColourSpace | None:
    import pikepdf

    if isinstance(space, pikepdf.Name):
        channels = _NAMED.get(str(space))
        return ColourSpace(channels) if channels else None
    if not isinstance(space, pikepdf.Array) or not len(space):
        return None
    if len(space) == 1:
        return _unindexed_space(space[0])
    name = str(space[0])
    if name == "/ICCBased":
        return _space_by_profile(space[1])
    channels = _NAMED.get(name)
    if not channels:
        return None
    return ColourSpace(channels, grey_is_grey=channels != _RGB or name in _OWN, keeps_channels=name == "/CalRGB")


def _space_by_profile(stream: Any) -> ColourSpace | None:
    channels = int(stream.N)
    if channels == _RGB:
        return ColourSpace(_RGB, grey_is_grey=is_plain_profile(contents_of(stream, _MOST)))
    return ColourSpace(1) if channels == 1 else None


def _indexed_space(space: Any) -> ColourSpace | None:
    import pikepdf

    base = _unindexed_space(space[1])
    if base is None:
        return None
    lookup = contents_of(space[3], _MOST) if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    count = min(max(int(space[2]), 0), _MOST_COLOURS - 1) + 1
    palette = lookup[: count * base.channels].ljust(count * base.channels, b"\0")
    return replace(base, palette=palette)
