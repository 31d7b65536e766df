"""The installed script. Imports next to nothing itself, so that Ctrl-C is quiet even while the rest loads."""

import gc
import sys

from zcdossier.errors import ExitCode

_GC_THRESHOLD = 50_000


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_GC_THRESHOLD)  # hardly any garbage has cycles: collecting often would cost a tenth of a short run
    try:
        from zcdossier.cli.main import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    sys.exit(code)
