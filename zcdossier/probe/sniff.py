"""What a file is: by its first bytes, and by what its name claims. Nothing is believed of the name."""

from pathlib import PurePath
from typing import BinaryIO

from zcdossier.probe.file_access import read_at

UNKNOWN = "unknown"

_SUFFIXES = {
    "jpeg": ".jpg .jpeg .jpe .jfif",
    "png": ".png",
    "tiff": ".tif .tiff",
    "webp": ".webp",
    "bmp": ".bmp .dib",
    "gif": ".gif",
    "heic": ".heic .heif .hif",
    "avif": ".avif",
    "jp2": ".jp2 .jpx .j2k .jpf",
    "pdf": ".pdf",
    "ofd": ".ofd",
    "caj": ".caj .kdh .nh",
    "docx": ".docx .docm",
    "doc": ".doc .wps",
    "xlsx": ".xlsx .xlsm",
    "xls": ".xls .et",
    "pptx": ".pptx",
    "ppt": ".ppt .dps",
    "zip": ".zip",
    "rar": ".rar",
    "7z": ".7z",
    "html": ".htm .html .mht",
    "video": ".mp4 .mov .m4v",
    "text": ".txt .md .csv",
}
_CAMERA_RAW = frozenset([".dng", ".nef", ".cr2", ".arw", ".orf", ".rw2", ".pef", ".srw", ".nrw"])
_BY_SUFFIX = {suffix: name for name, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}

_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"CAJ", "caj"),  # papers downloaded from CNKI
    (b"KDH ", "caj"),
    (b"L\0\0\0\x01\x14\x02\0", "shortcut"),  # of Windows
    (b"book\0\0\0\0mark", "shortcut"),  # an alias of a Mac, which goes by the name of what it leads to
)
_ZIPPED = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"OFD.xml", "ofd"))
_OLE = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"), ("EncryptedPackage", "docx"))
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"})
_BMP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})
_HEAD = 1024
_WINDOW = 64 * 1024
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b") + b"\x7f"


def format_of_name(name: str) -> str:
    """Return the format that the suffix claims; empty when the suffix says nothing."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), "")


def is_camera_raw(name: str) -> bool:
    """Whether a name claims a camera's own format: such a file begins as a TIFF does, whose page is a small preview."""
    return PurePath(name).suffix.lower() in _CAMERA_RAW


def format_of_content(file: BinaryIO, size: int) -> str:
    """Return the format by content, `unknown` when nothing fits."""
    head = read_at(file, 0, _HEAD)
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file, size)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(file, head)
    return _riff_or_box(head) or _pdf_or_text(head)


def _riff_or_box(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "bmp"
    if head[4:8] != b"ftyp":
        return ""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, length, 4))}
    if brands & {b"avif", b"avis"}:
        return "avif"
    return "heic" if brands & _HEIC_BRANDS else "video"


def _pdf_or_text(head: bytes) -> str:
    if b"%PDF-" in head:  # junk before the header is common and allowed
        return "pdf"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if head.translate(None, _CONTROL) != head:
        return UNKNOWN
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "text"


def _zipped(file: BinaryIO, size: int) -> str:
    # The names stand in front of every member and again in the directory at the end.
    names = read_at(file, 0, _WINDOW) + read_at(file, max(0, size - _WINDOW), _WINDOW)
    return next((name for member, name in _ZIPPED if member in names), "zip")


def _ole(file: BinaryIO, head: bytes) -> str:
    shift = int.from_bytes(head[30:32], "little")
    first = int.from_bytes(head[48:52], "little")
    directory = read_at(file, (first + 1) << min(shift, 12), _WINDOW)
    return next((name for stream, name in _OLE if stream.encode("utf-16-le") in directory), "ole")
