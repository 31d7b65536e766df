"""A Word file as bytes: the same document gives the same bytes on any day, of any computer."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (2000, 1, 1, 0, 0, 0)


def packed(document: Any) -> bytes:
    """Return a python-docx document as a file without times."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
