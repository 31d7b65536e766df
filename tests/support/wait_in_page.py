"""Waiting for what a page computes. Its policy forbids `eval`, by which the browser's own polling works."""

import time
from typing import Any

SECONDS, STEP_MS = 120.0, 50.0


def wait_in_page(frame: Any, expression: str) -> None:
    """Evaluate a JavaScript expression in a page or frame until it is true.

    Raises:
        AssertionError: It is still false after `SECONDS`.
    """
    deadline = time.monotonic() + SECONDS
    while not frame.evaluate(expression):
        assert time.monotonic() < deadline, f"still false: {expression}"
        frame.wait_for_timeout(STEP_MS)
