"""Whether two pages are the same page scanned or photographed twice, told by their fingerprints.

Two pages of one layout with other words are not the same. A fingerprint is a map of bits, more print than around or
not, with two short sums of it (as it stands and upside down) by which most pairs are told apart at once.
"""

import base64
import zlib

MAP_SIDE = 288
_VERSION = "f1"
_SUM_DIGITS = 64


def write_fingerprint(upright: int, turned: int, bits: bytes) -> str:
    """The fingerprint as it is kept: `bits` are MAP_SIDE rows of MAP_SIDE bits, packed."""
    packed = base64.b85encode(zlib.compress(bits, 9)).decode("ascii")
    return f"{_VERSION}:{upright:0{_SUM_DIGITS}x}{turned:0{_SUM_DIGITS}x}:{packed}"
