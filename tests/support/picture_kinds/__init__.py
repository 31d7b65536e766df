"""One picture in every kind of file an applicant may have, each with how it has to look on its page.

The looks are those of the picture drawn here, not of a decoder: a decoder that misreads a file proves nothing.
"""

from collections.abc import Callable

from picture_kinds import jpegs, others, pngs, profiled, tiffs
from picture_kinds.scene import Kind

KINDS: dict[str, Callable[[], Kind]] = {
    **jpegs.kinds(),
    **profiled.kinds(),
    **pngs.kinds(),
    **tiffs.kinds(),
    **others.kinds(),
    **others.heics(),
}
