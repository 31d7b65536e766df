"""A dossier watched while somebody works on it: judged again whenever a file is saved, and what that changed."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.report_dossier import ReportOptions, render_report
from zcdossier.errors import CannotRunError
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER, OWN_FOLDER
from zcdossier.profiles.load import Profiles
from zcdossier.report.messages import message_text

_NOT_WATCHED = frozenset({BUILD_FOLDER, OWN_FOLDER, ".git"})
_MOST_FILES = 20_000


class CheckedState(NamedTuple):
    """What a check found: the page, the counts, and what differs from the check before.

    `number` grows with each check. `failure` says why nothing could be judged; the page is then that of before.
    """

    number: int
    page: bytes
    errors: int = 0
    warnings: int = 0
    appeared: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    failure: Label = Label("")


class WatchedDossier:
    """One dossier and its last state. `root` is its folder; a page is made in `lang`."""

    def __init__(self, root: Path, lang: str, as_of: date) -> None:
        self.root, self.options = root, ReportOptions(lang, as_of)
        self.state = CheckedState(0, b"")
        self._seen: frozenset[tuple[str, int, int]] = frozenset()
        self._findings: dict[tuple[str, ...], str] = {}
        self._profile_folders: tuple[Path, ...] = ()

    def has_changed(self) -> bool:
        """Whether a file of the dossier or of its profile was saved, added or removed since it was last asked."""
        now = frozenset(self._file_marks())
        changed = now != self._seen
        self._seen = now
        return changed

    def check(self) -> CheckedState:
        """Judge again and make the page. While the manifest can't be read nothing counts as mended."""
        number = self.state.number + 1
        try:
            rendered = render_report(self.root, self.options, Profiles())
        except CannotRunError as error:
            self.state = self.state._replace(number=number, appeared=(), mended=(), failure=error.why)
            return self.state
        verdict, profile = rendered.linted.verdict, rendered.linted.profile
        self._profile_folders = (
            tuple(stored.folder for stored in profile.chain if not stored.shipped) if profile is not None else ()
        )
        findings = {_identity(finding): message_text(finding, self.options.lang) for finding in verdict.findings}
        before = self._findings if self.state.page else findings
        is_readable = rendered.linted.dossier is not None
        if is_readable or not self.state.page:
            self._findings = findings
        self.state = CheckedState(
            number,
            rendered.page,
            verdict.count(Severity.ERROR),
            verdict.count(Severity.WARNING),
            tuple(text for identity, text in findings.items() if identity not in before),
            tuple(text for identity, text in before.items() if identity not in findings and is_readable),
        )
        return self.state

    def _file_marks(self) -> Iterator[tuple[str, int, int]]:
        """Name, time and size of every file that a judgement may look at."""
        count = 0
        for top in (self.root, *self._profile_folders):
            for folder, names, files in os.walk(top):
                names[:] = [name for name in names if name not in _NOT_WATCHED]
                for name in files:
                    path = Path(folder, name)
                    with suppress(OSError):
                        status = path.stat()
                        yield str(path), status.st_mtime_ns, status.st_size
                    count += 1
                    if count > _MOST_FILES:
                        return


def _identity(finding: Finding) -> tuple[str, ...]:
    """What stays the same of a finding when lines above it are added: not its line, but its place and its words."""
    return finding.rule, finding.place.file, finding.place.path, message_text(finding, "zh")
