"""The most memory that another process held. What the system tells at its end would count its parent's in as well."""

import re
import subprocess
import time
from pathlib import Path
from threading import Thread

_GLANCE = 0.01  # seconds
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


class Watched:
    """Looks at a process until it ends (Linux; elsewhere it sees nothing)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._status = Path(f"/proc/{process.pid}/status")
        self._most = 0
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def most(self) -> int:
        """Return the bytes; to be asked after the process has ended."""
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while True:
            try:
                found = _PEAK.search(self._status.read_text(encoding="utf-8"))
            except OSError:
                return
            if found is None:  # it has ended, and nobody has asked for its exit code yet
                return
            self._most = max(self._most, int(found[1]) * 1024)
            time.sleep(_GLANCE)
