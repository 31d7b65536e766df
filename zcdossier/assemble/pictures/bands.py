"""Something done to a picture band by band: of the steps in between only a band is ever in memory."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PIXELS = 16_000_000  # a page at 400 dpi is done in one go


def by_bands(image: "Picture", turn: Callable[["Picture"], "Picture"], *, pixels: int = PIXELS) -> "Picture":
    """Return `turn(image)`, where `turn` looks at each pixel alone."""
    rows = max(1, pixels // image.width)
    if rows >= image.height:
        return turn(image)
    from PIL import Image  # noqa: PLC0415 - heavy

    whole: Picture | None = None
    for top in range(0, image.height, rows):
        band = turn(image.crop((0, top, image.width, min(top + rows, image.height))))
        if whole is None:
            whole = Image.new(band.mode, image.size)
            whole.info = band.info
        whole.paste(band, (0, top))
    return whole if whole is not None else turn(image)
