"""Pictures coded without keeping other threads waiting."""

import os
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def saved(image: "Picture", kind: str, **how: Any) -> bytes:
    """Return a picture as the bytes of a file of some kind (JPEG, PNG, TIFF); the options are Pillow's.

    Pillow holds the interpreter's lock while it codes into memory, and lets go of it when it writes to a file of the
    system. Coding is most of what a build does, so that only this lets two threads do it at once.
    """
    with _file() as file:
        image.save(file, kind, **how)
        file.seek(0)
        return file.read()


def _file() -> IO[bytes]:
    """Open a file without a name: in memory where the system has such, else one that goes when it is closed."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("zcdossier"), "w+b")
    return cast("IO[bytes]", TemporaryFile())
