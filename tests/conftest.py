"""What every test may use: one flag that rewrites golden files, and a quiet profile for hypothesis."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.register_profile("ci", _QUIET, derandomize=True, max_examples=40)  # always the same
settings.register_profile("deep", _QUIET, max_examples=1000)  # others each time, for a night
settings.load_profile("deep" if os.environ.get("ZCDOSSIER_TEST_DEEP") == "1" else "ci")

# What a terminal, a CI system or an image asks of all programs is nothing that what is started here should hear of.
_SPOKEN = "ZCDOSSIER_LANG LC_ALL LC_MESSAGES LC_CTYPE LANG LANGUAGE"
_DRAWN = "COLUMNS LINES NO_COLOR FORCE_COLOR CLICOLOR_FORCE"
for _name in f"{_SPOKEN} {_DRAWN} PYTHONDONTWRITEBYTECODE PYTHONWARNINGS".split():
    os.environ.pop(_name, None)

_SHORT = 30
Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is produced now as what is expected")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes made while collecting hold the time (zip files do) and are packed: their length varies, too."""
    return f"{argname}-bytes" if isinstance(val, bytes) and len(val) > _SHORT else None


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard() -> None:
    """A test run in the background may have been told to ignore Ctrl-C, and would hand that down to what it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a file, to the letter; with --update-golden write the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        assert text == expected, f"{path} says otherwise; --update-golden rewrites it"

    return compare
