"""Which versions of zcdossier and of the libraries shape the bytes of an upload."""

import os
import re
import sys
import zlib
from functools import cache

from zcdossier import __version__

_LIBRARIES = ("pikepdf", "pillow", "img2pdf", "pypdfium2", "simplejpeg", "numpy", "pillow-heif")
_OPTIONAL = frozenset(["pillow-heif"])
_INSTALLED = re.compile(r"([A-Za-z0-9_.-]+?)-([^-]+)\.dist-info")


@cache
def current_version() -> str:
    """Return our version and the libraries': what codes, draws or weighs pictures, and what packs streams."""
    names = _installed()
    found = [(name, names.get(name) or ("" if name in _OPTIONAL else _asked(name))) for name in _LIBRARIES]
    ours, packer = f"zcdossier {__version__}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return "; ".join([ours, *(f"{name} {version}" for name, version in found if version), packer])


def _installed() -> dict[str, str]:
    """Read the versions off the names of the folders that installers leave: asking the library costs a tenth of lint.

    As with imports, the first place on the path that has one counts.
    """
    versions: dict[str, str] = {}
    for place in sys.path:
        try:
            entries = os.listdir(place or ".")  # noqa: PTH208 - names only, and fast
        except OSError:
            continue
        for entry in sorted(entries):
            if match := _INSTALLED.fullmatch(entry):
                versions.setdefault(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2])
    return versions


def _asked(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and seldom needed

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
