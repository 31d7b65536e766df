"""zcdossier: check and assemble a professional-title application (职称申报) against a notice.

From Python: `zcdossier.lint(path)`, `zcdossier.build(path)`, `zcdossier.check_photo(path)`; see `zcdossier.api`.
"""

import zcdossier.lint as _rules  # noqa: F401 - loaded first, so that loading it later does not take `lint` its name
from zcdossier.api import (
    BuiltDossier,
    BuiltRecord,
    LintedDossier,
    PhotoMeasure,
    ReportedFinding,
    ReportedQuestion,
    build,
    check_photo,
    find_dossiers,
    lint,
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
    "build",
    "check_photo",
    "find_dossiers",
    "lint",
]
