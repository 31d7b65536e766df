"""What a lint of a dossier came to, kept in its own hidden folder for as long as nothing has changed that shapes it.

It is shaped by what was asked, by all that lies in the dossier's folder, by the shipped profiles, by our own code and
by what is installed beside it. That is written down before the lint begins, and what it came to is used again only
where the very same is written down once more. What can't be written down so is not kept: a verdict by somebody's own
profile, or beside which one could turn up; one on files that links lead to, that changed a moment ago, or that could
not be read, which may be mended elsewhere.
"""

import json
import os
import sys
import time
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zcdossier.model.manifest_names import MANIFEST_NAMES, OWN_FOLDER, PROFILES_FOLDER
from zcdossier.profiles import locations
from zcdossier.source.file_stamps import SETTLED_NS, FileStamp, stamp_file, stamp_program
from zcdossier.source.regular_file import read_regular_file, write_cache_file
from zcdossier.version import __version__

if TYPE_CHECKING:
    from zcdossier.model.lint_result import LintResult

FILE = "verdict-{form}.json"
_OURS = (f"{OWN_FOLDER}/facts.json", f"{OWN_FOLDER}/verdict-")
"""How the paths begin of what lint itself writes. Facts are those of files that are stamped here."""

_MOST_FILES = 5000
_UNSETTLED = frozenset({"ZC209", "ZC509"})
"""A text that can't be read, a path that leads elsewhere: what mends them need not show in the folder."""


class VerdictMemory:
    """What `asked` of one dossier came to. Made before the work begins: only what was there by then counts.

    Each `form` has a memory of its own: an editor that asks for JSON does not make people wait who ask for text.
    """

    def __init__(self, root: Path, asked: object, form: str) -> None:
        self._path = root / OWN_FOLDER / FILE.format(form=form)
        self._shaped_by, self._is_settled = _describe(root, asked)

    def recall(self) -> Any:
        """Return what `keep` was given if it would come out the same, else None."""
        if not self._shaped_by:
            return None
        try:
            shaped_by, _, outcome = read_regular_file(self._path).decode("ascii").partition("\n")
            return json.loads(outcome) if shaped_by == self._shaped_by else None
        except (OSError, ValueError, RecursionError):
            return None

    def keep(self, outcome: object, result: "LintResult") -> None:
        """Keep what it came to, if that lasts and is plain enough for JSON to give it back as it was."""
        if not (self._is_settled and _lasts(result)):
            return
        text = json.dumps(outcome)
        if json.loads(text) == outcome:
            write_cache_file(self._path, f"{self._shaped_by}\n{text}".encode("ascii"))


def _lasts(result: "LintResult") -> bool:
    """Whether only what `_describe` writes down can change it: so not what kept a file from being read."""
    from zcdossier.model.facts import Trouble  # not for what is known already

    verdict, by_content = result.verdict, (None, Trouble.UNSUPPORTED, Trouble.EMPTY)
    findings = (*verdict.findings, *(waived.finding for waived in verdict.waived))
    return (
        result.profile is not None
        and all(member.shipped for member in result.profile.chain)
        and all(facts.trouble in by_content for facts in result.facts.values())
        and not any(finding.code in _UNSETTLED for finding in findings)
    )


def _describe(root: Path, asked: object) -> tuple[str, bool]:
    """Write down all that shapes a verdict, and whether it is old enough to be relied on; nothing if it can't be."""
    try:
        if locations.has_own_profiles(root):
            return "", False
        inside = list(islice(_stamps_below(str(root), ""), _MOST_FILES + 1))
        if len(inside) > _MOST_FILES:
            return "", False
        templates = locations.templates_folder()
        words = [stamp_file(file, file.name) for file in templates.glob(locations.PART_WORDS_NAME)]
        shipped = _stamps_below(str(templates / PROFILES_FOLDER), "")
        profiles = [*words, *(stamp for stamp in shipped if "__pycache__" not in stamp.path)]
        shaped_by = {
            "asked": asked,
            "by": getattr(os, "getuid", int)(),
            "root": os.path.realpath(root),
            "inside": inside,
            "manifest": [zlib.crc32(read_regular_file(root / name)) for name, *_ in inside if name in MANIFEST_NAMES],
            "profiles": profiles,
            "code": (__version__, stamp_program()),
            "installed": (sys.version, _last_installed()),
        }
    except (OSError, RecursionError):
        return "", False
    newest = max(max(stamp.changed, stamp.moved) for stamp in (*inside, *profiles))
    return json.dumps(shaped_by, default=str), newest < time.time_ns() - SETTLED_NS


def _last_installed() -> list[int]:
    """When something was last installed in each of the places Python imports from, or taken away (ns)."""
    here = str(Path.cwd())
    folders = [Path(folder) for folder in sys.path if folder not in ("", here)]
    return [folder.stat().st_mtime_ns for folder in folders if folder.exists()]


def _stamps_below(folder: str, below: str) -> Iterator[FileStamp]:
    """Stamp all files in a folder and name its folders, in the order of their names. Raises OSError, for links too."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{below}{entry.name}"
        if entry.is_symlink():
            raise OSError(entry.name)
        if entry.is_dir(follow_symlinks=False):
            if path != OWN_FOLDER:  # it need not be there before the first lint
                yield FileStamp(f"{path}/", 0, 0, 0)
            yield from _stamps_below(entry.path, f"{path}/")
        elif not path.startswith(_OURS):
            yield stamp_file(entry.path, path)
