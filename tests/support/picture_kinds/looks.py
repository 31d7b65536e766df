"""How far a rendered page is from the picture it has to show: fitted and centred, upright, in its colours."""

from PIL import Image, ImageChops, ImageStat

_COLUMNS = 30


def difference(page: Image.Image, expected: Image.Image) -> float:
    """The mean difference of the channel that is furthest off, seen coarsely: codings blur, mistakes don't."""
    width, height = expected.size
    scale = min(page.width / width, page.height / height)
    left, top = (page.width - width * scale) / 2, (page.height - height * scale) / 2
    coarse = (_COLUMNS, max(1, _COLUMNS * height // width))
    box = (left, top, page.width - left, page.height - top)
    seen = page.convert("RGB").resize(coarse, Image.Resampling.BOX, box)
    wanted = expected.convert("RGB").resize(coarse, Image.Resampling.BOX)
    return max(ImageStat.Stat(ImageChops.difference(seen, wanted)).mean)
