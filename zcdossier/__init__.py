"""zcdossier: check and assemble a professional-title application (职称申报) against a notice.

From Python: `lint_dossier`, `build_dossier`, `check_photo` and `find_dossiers` take a path; see `zcdossier.api`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

if not TYPE_CHECKING:  # checkers know the names from above, and no others

    def __getattr__(name: str) -> object:
        """Load what is asked for by name: the command line asks for nothing here, and starts the sooner."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        home = {"CannotRunError": "errors", "__version__": "version"}.get(name, "api")
        return getattr(import_module(f"{__name__}.{home}"), name)

    def __dir__() -> list[str]:
        return sorted((*globals(), *__all__))
