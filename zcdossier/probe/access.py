"""The way to a file: inside the dossier or not, there or not, a plain file or not. Opens nothing."""

import re
import stat
from pathlib import Path

from zcdossier.model.facts import Trouble
from zcdossier.probe.reading import UnusableError, foreign

# A path that starts at a root, here or on Windows: the verdict is the same on every machine.
_ABSOLUTE = re.compile(r"[\\/]|[A-Za-z]:[\\/]")


class Access:
    """Leads to files below one folder and nowhere else, whatever links say."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._folders: dict[str, Path] = {}

    def find(self, relative: str) -> Path:
        """Return the real path of a file given relative to the folder; raise when it leads outside."""
        if _ABSOLUTE.match(relative):
            raise UnusableError(Trouble.OUTSIDE)
        try:
            real = self._real(relative)
        except ValueError as error:  # a NUL or half a character: no file can have such a name
            raise UnusableError(Trouble.MISSING) from error
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
            raise foreign(error) from error
        if not real.is_relative_to(self._root):
            raise UnusableError(Trouble.OUTSIDE)
        return real

    def _real(self, relative: str) -> Path:
        # A folder is resolved once for all its files; of a file the name only matters when it is a link or dots.
        folder, _, name = relative.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = (self._root / folder).resolve()
        path = self._folders[folder] / name
        return path.resolve() if name == ".." or path.is_symlink() else path


def size_of(path: Path) -> int:
    """Return the size of a plain file; raise when it is anything else (a pipe would wait for ever)."""
    try:
        status = path.stat()
    except OSError as error:
        raise foreign(error) from error
    except ValueError as error:
        raise UnusableError(Trouble.MISSING) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError(Trouble.NOT_A_FILE)
    if status.st_size == 0:
        raise UnusableError(Trouble.EMPTY)
    return status.st_size
