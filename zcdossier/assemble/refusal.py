"""The one exception of this room: a record that can't be built, said in both languages.

Errors of the picture and PDF libraries are wrapped here and nowhere else.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from zcdossier.assemble import build_messages
from zcdossier.model.facts import Trouble
from zcdossier.model.label import Label
from zcdossier.source.regular_file import NotARegularFileError


class RefusedError(Exception):
    """A record can't be built; `text` names the file, the reason and what to do."""

    def __init__(self, text: Label) -> None:
        super().__init__(text.text("en"))
        self.text = text


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Turn whatever a library raises over the content of `file` into a refusal that names it.

    A hostile file makes the libraries raise almost anything, so nothing narrower than Exception will do. Errors that
    may as well be ours, or come of a library of another version, are not called damage of the scan.
    """
    try:
        yield
    except RefusedError:
        raise
    except FileNotFoundError:
        raise RefusedError(build_messages.vanished(file)) from None
    except PermissionError:
        raise RefusedError(build_messages.no_permission(file)) from None
    except NotARegularFileError:
        raise RefusedError(build_messages.trouble(file, Trouble.NOT_A_FILE, "")) from None
    except MemoryError:
        raise RefusedError(build_messages.too_large(file)) from None
    except (AttributeError, NameError, TypeError, AssertionError) as error:
        raise RefusedError(build_messages.not_handled(file, short(error))) from error
    except Exception as error:
        raise RefusedError(build_messages.unreadable(file, short(error))) from error


def short(error: Exception) -> str:
    """Return one short line of a library's message, without the path some of them repeat."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST = 120
