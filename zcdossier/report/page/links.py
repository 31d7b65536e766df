"""Links of the page: to places on it, and to files beside it. Names are data; every byte of them is quoted."""

import os
import re
from hashlib import sha256
from urllib.parse import quote

UPLOADS = "upload"


def anchor(route: str) -> str:
    """A name for a place on the page: `sections.papers[0]` becomes `sections-papers-0`."""
    return re.sub(r"\W+", "-", route, flags=re.ASCII).strip("-") or "top"


def upload_link(file: str) -> str:
    """From the page to a PDF below the folder of uploads."""
    return file_link(f"{UPLOADS}/{file}")


def file_link(path: str) -> str:
    """From the page to a file beside it; `./` keeps a name with a colon from being taken for an address."""
    return "./" + quote(os.fsencode(path), safe="/")


def digest(*texts: str) -> str:
    """A short name for texts that changes when they do."""
    whole = "\0".join(texts).encode("utf-8", errors="surrogatepass")
    return sha256(whole).hexdigest()[:16]
