"""PDFium, the library that reads and draws PDFs: started once for the whole program, used by one thread at a time.

It keeps state of its own, so that whoever uses it must hold `ONE_AT_A_TIME`, whether lint asks for facts or build for
pixels. The raw binding is used because its helpers cost as much start-up again, and lint must answer at once.
"""

from functools import cache
from threading import Lock
from typing import Any

ONE_AT_A_TIME = Lock()
"""To be held by whoever calls the library."""

_STARTING = Lock()


def library() -> Any:
    """Return the library, ready for use; two threads that ask at once don't start it twice, which ends the program."""
    with _STARTING:
        return _started()


@cache
def _started() -> Any:
    import pypdfium2_raw as pdfium  # noqa: PLC0415 - 25 ms, for PDFs only

    config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=None, m_pIsolate=None, m_v8EmbedderSlot=0)
    pdfium.FPDF_InitLibraryWithConfig(config)  # a second call, by another user of the library, does nothing
    return pdfium
