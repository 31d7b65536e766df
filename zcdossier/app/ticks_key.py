"""What a browser knows the ticks of a dossier by: chosen once, then kept beside it when folder or name change."""

import re
from contextlib import suppress
from pathlib import Path

from zcdossier.assemble.keeping.atomic import write_whole
from zcdossier.manifest.keys import OWN_FOLDER

KEY_NAME = "ticks.key"
_KEY = re.compile(r"[0-9a-f]{16}")


def ticks_key(root: Path, first: str) -> str:
    """The key kept in the dossier; the first time, `first` is kept, if it can be."""
    path = root / OWN_FOLDER / KEY_NAME
    kept = ""
    with suppress(OSError, UnicodeDecodeError):
        kept = path.read_text(encoding="ascii").strip()
    if _KEY.fullmatch(kept):
        return kept
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, f"{first}\n".encode("ascii"))
    return first
