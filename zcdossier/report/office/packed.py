"""An office file packed so that the same contents give the same bytes: parts in order, all of one fixed date."""

import zipfile
from io import BytesIO

_DATE = (1980, 1, 1, 0, 0, 0)


def packed(data: bytes) -> bytes:
    """Pack once more."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
