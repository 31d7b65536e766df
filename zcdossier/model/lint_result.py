"""One dossier as judged, as it is handed to reports: the verdict with what it was made of."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from zcdossier.model.dossier import Dossier
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Verdict
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.profile import Profile
from zcdossier.model.yaml_form import YAML_FORM


class LintResult(NamedTuple):
    """One dossier as judged. `name` is its path as the user gave it; `lines` are the manifest's own, by file.

    `dossier` and `profile` are None when reading did not get that far. `unread_pages` are those that were not read,
    or changed since, in a dossier whose scans `read` has read.
    """

    root: Path
    name: str
    verdict: Verdict
    dossier: Dossier | None = None
    profile: Profile | None = None
    facts: Mapping[str, FileFacts] = {}
    lines: Mapping[str, tuple[str, ...]] = {}
    form: ManifestForm = YAML_FORM
    unread_pages: int = 0
