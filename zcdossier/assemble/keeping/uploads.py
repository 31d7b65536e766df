"""What lies in the folder of uploads, apart from what belongs there."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePath

from zcdossier.assemble.keeping.names import meeting_form

UPLOAD_FOLDER = "upload"


def strangers(upload: Path, names: Iterable[PurePath | str]) -> tuple[str, ...]:
    """Return the PDFs below `upload` that none of the names means, as paths relative to it, sorted.

    A file system may spell a name otherwise than we did (another Unicode form, another case): what is the same
    file is the same name.
    """
    named = {meeting_form(PurePath(name).as_posix()): upload / name for name in names}
    found = []
    for folder, folders, files in os.walk(upload):
        folders.sort()
        for file in files:
            path = Path(folder, file)
            name = path.relative_to(upload).as_posix()
            if path.suffix.lower() == ".pdf" and not _is_same(path, named.get(meeting_form(name))):
                found.append(name)
    return tuple(sorted(found))


def _is_same(path: Path, named: Path | None) -> bool:
    if named is None:
        return False
    if path == named:
        return True
    try:
        return path.samefile(named)
    except OSError:
        return False
