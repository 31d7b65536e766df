"""PDFium, the library that reads and draws PDFs: started once for the whole program, used by one thread at a time.

It keeps state of its own, so that whoever uses it must hold `ONE_AT_A_TIME`, whether lint asks for facts or build for
pixels. The raw binding is used because its helpers cost as much start-up again, and lint must answer at once.
"""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

ONE_AT_A_TIME = Lock()
"""To be held by whoever calls the library."""

_STARTING = Lock()
_FILES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")
"""What the library is called beside its binding on Linux, macOS and Windows."""


def library() -> Any:
    """Return the library, ready for use; two threads that ask at once don't start it twice, which ends the program."""
    with _STARTING:
        return _started()


@cache
def _started() -> Any:
    import pypdfium2_raw as pdfium  # 25 ms, for PDFs only

    config = pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=None, m_pIsolate=None, m_v8EmbedderSlot=0)
    pdfium.FPDF_InitLibraryWithConfig(config)  # a second call, by another user of the library, does nothing
    return pdfium


def library_for_facts() -> Any:
    """Return the same library with the few functions that facts of a document need, started as well.

    The binding declares 450 and loads a tenth of Python's own library besides, to look for a file that lies next to
    it: 15 ms more. It is asked only where the file does not lie there.
    """
    with _STARTING:
        return _started_for_facts()


@cache
def _started_for_facts() -> Any:
    from importlib.util import find_spec  # for PDFs only

    binding = find_spec("pypdfium2_raw")
    folders = binding.submodule_search_locations if binding is not None else None
    files = [Path(folder, name) for folder in folders or () for name in _FILES]
    beside = [file for file in files if file.is_file()]
    return _declared(beside[0]) if beside else _started()


def _declared(file: Path) -> Any:
    from ctypes import CDLL, Structure, c_char_p, c_float, c_int, c_ulong, c_void_p  # for PDFs only

    class Size(Structure):
        _fields_ = (("width", c_float), ("height", c_float))

    pdfium: Any = CDLL(str(file))
    for function, result, arguments in (
        (pdfium.FPDF_InitLibrary, None, ()),
        (pdfium.FPDF_LoadDocument, c_void_p, (c_char_p, c_char_p)),
        (pdfium.FPDF_CloseDocument, None, (c_void_p,)),
        (pdfium.FPDF_GetLastError, c_ulong, ()),
        (pdfium.FPDF_GetDocPermissions, c_ulong, (c_void_p,)),
        (pdfium.FPDF_GetSecurityHandlerRevision, c_int, (c_void_p,)),
        (pdfium.FPDF_GetPageCount, c_int, (c_void_p,)),
        (pdfium.FPDF_GetPageSizeByIndexF, c_int, (c_void_p, c_int, c_void_p)),
        (pdfium.FPDF_GetFileVersion, c_int, (c_void_p, c_void_p)),
        (pdfium.FPDFDoc_GetJavaScriptActionCount, c_int, (c_void_p,)),
    ):
        function.restype, function.argtypes = result, arguments
    pdfium.FS_SIZEF, pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY = Size, 4, 5
    pdfium.FPDF_InitLibrary()
    return pdfium
