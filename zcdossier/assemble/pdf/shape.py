"""What a picture inside a PDF is: its size, depth, colours and packing, as plain values that threads may read."""

from dataclasses import dataclass
from enum import Enum, auto

from zcdossier.assemble.pdf.colours import Colours
from zcdossier.assemble.pdf.filters import Step

_MOST_CHANNELS = 4


class Way(Enum):
    """How the pixels are come by.

    `STORED` and `JPEG` are decoded here. The PDF renderer unpacks the bits of a `BITMAP`, and makes plain colours
    of what is to be `DRAWN`.
    """

    STORED = auto()
    JPEG = auto()
    BITMAP = auto()
    DRAWN = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture that can be decoded to mode 1, L, P or RGB.

    `wrappers` come off first, then `packing`. The pixels are in the channels of `colours`, with `decode` applied;
    without `colours` they are sRGB. `key` are the stored values that a colour key makes transparent. `husk` is
    a PDF with what the picture refers to, for the renderer. Of a `stencil` the bits are kept whatever they mean.
    """

    width: int
    height: int
    mode: str
    way: Way
    bits: int
    wrappers: tuple[Step, ...]
    packing: Step | None
    colours: Colours | None
    decode: tuple[float, ...] = ()
    key: tuple[int, ...] = ()
    husk: bytes = b""
    stencil: bool = False

    @property
    def lossless(self) -> bool:
        """Whether the pixels are stored as they are, only packed, and may be packed otherwise."""
        return self.way is Way.STORED and not self.key

    @property
    def bilevel(self) -> bool:
        """Whether it is black and white."""
        return self.mode == "1"

    @property
    def channels(self) -> int:
        """The values stored for a pixel; where that is not known, as many as there may be."""
        if self.colours is None:
            return _MOST_CHANNELS
        return 1 if self.colours.is_indexed else self.colours.channels

    @property
    def row(self) -> int:
        """The bytes of a row of pixels as stored."""
        return (self.width * self.channels * self.bits + 7) // 8

    @property
    def stored(self) -> int:
        """The bytes of all pixels: more is not read, so that a bomb stays small."""
        return self.row * self.height
