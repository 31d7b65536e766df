"""A JPEG inside a TIFF, taken out as it is: one strip or tile, with the tables it shares put back in."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.coded import Coded, Coding
from zcdossier.assemble.pictures.raster import profile_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_COMPRESSION, _PHOTOMETRIC, _ORIENTATION, _TABLES = 259, 262, 274, 347
_PLACES = ((273, 279), (324, 325))  # offsets and sizes of strips, of tiles
_JPEG, _UPRIGHT = 7, 1
_GREY, _COLOURS, _YCBCR = 1, 2, 6
_PLANES = {_GREY: 1, _COLOURS: 3, _YCBCR: 3}


def from_tiff(image: "Picture") -> Coded | None:
    """Return the JPEG that an opened TIFF frame is made of, when it is a single one that lies upright; else None.

    A turned one is left to the decoder, which hands out upright pixels.
    """
    tags: Any = getattr(image, "tag_v2", {})
    part = next(((tags[at], tags[size]) for at, size in _PLACES if at in tags and size in tags), None)
    if tags.get(_COMPRESSION) != _JPEG or tags.get(_ORIENTATION, _UPRIGHT) != _UPRIGHT or part is None:
        return None
    offsets, sizes = part
    if len(offsets) != 1 or len(sizes) != 1:
        return None
    file = cast("Any", image).fp
    file.seek(offsets[0])
    coded = _whole(file.read(sizes[0]), tags.get(_TABLES, b""), tags.get(_PHOTOMETRIC))
    if coded is None or (coded.width, coded.height) != image.size:
        return None
    image.load()  # a damaged picture must not pass unseen
    return Coded(Coding.JPEG, coded.data, coded.width, coded.height, icc=profile_of(image))


def _whole(strip: bytes, tables: bytes, photometric: int) -> jpeg.Jpeg | None:
    """Return the JPEG where a PDF shows it in the colours that the TIFF says, else None."""
    try:
        found = jpeg.clean(jpeg.START + tables[2:-2] + strip[2:])
    except jpeg.NotJpegError:
        return None
    if not found.fits_pdf or found.components != _PLANES.get(photometric) or (found.marked and found.components > 1):
        return None
    return replace(found, data=jpeg.marked_rgb(found.data)) if photometric == _COLOURS else found
