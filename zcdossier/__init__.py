"""zcdossier: check and assemble a professional-title application (职称申报) against a notice.

From Python: `lint_dossier`, `build_dossier`, `check_photo` and `find_dossiers` take a path; see `zcdossier.api`.
"""

from zcdossier.api import (
    BuiltDossier,
    BuiltRecord,
    LintedDossier,
    PhotoMeasure,
    ReportedFinding,
    ReportedQuestion,
    build_dossier,
    check_photo,
    find_dossiers,
    lint_dossier,
)
from zcdossier.errors import CannotRunError
from zcdossier.version import __version__

__all__ = [
    "BuiltDossier",
    "BuiltRecord",
    "CannotRunError",
    "LintedDossier",
    "PhotoMeasure",
    "ReportedFinding",
    "ReportedQuestion",
    "__version__",
    "build_dossier",
    "check_photo",
    "find_dossiers",
    "lint_dossier",
]
