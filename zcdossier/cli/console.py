"""The reader at the other end: results to stdout, talk to stderr, in one language."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from zcdossier.cli import streams
from zcdossier.errors import CannotRunError
from zcdossier.report.style import Detail, Paint, Style
from zcdossier.report.visible import visible

_PIPE_WIDTH = 120


@dataclass(slots=True)
class Console:
    """Two streams and a language. A reader who went away (`| head`) is not an error: the work goes on."""

    out: TextIO
    err: TextIO
    lang: str
    gone: bool = False
    held: list[Callable[[], None]] | None = None

    @classmethod
    def on(cls, out: TextIO | None, err: TextIO | None, lang: str) -> "Console":
        """Take over the streams; one that is closed, or that a program without a console lacks, swallows."""
        out, err = out or streams.nowhere(), err or streams.nowhere()
        streams.make_safe(out)
        streams.make_safe(err)
        return cls(out, err, lang)

    def say(self, zh: str, en: str) -> str:
        """Choose the words of the reader's language."""
        return en if self.lang == "en" else zh

    def style(self, detail: Detail = Detail.NORMAL) -> Style:
        """How results are to look on stdout."""
        watched = streams.is_terminal(self.out)
        width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns if watched else _PIPE_WIDTH
        return Style(self.lang, Paint(streams.shows_colour(self.out)), width, detail)

    def show(self, text: str) -> None:
        """Write a result; a full disk or a closed file behind a redirection can't be worked around."""
        if self.gone or not text:
            return
        if self.held is not None and streams.is_terminal(self.out):
            self.held.append(partial(self.show, text))
            return
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:
            self._leave()
        except (OSError, ValueError) as error:
            self.gone = True
            reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
            raise CannotRunError(f"结果写不出去：{reason}。", f"Can't write the result: {reason}.") from error

    def show_json(self, document: dict[str, object]) -> None:
        """Write a JSON document, in plain ASCII when the stream does not carry everything."""
        from zcdossier.report.as_json import dumped

        self.show(dumped(document, ascii_only=not streams.carries_everything(self.out)))

    def tell(self, zh: str, en: str) -> None:
        """Say something that is not a result."""
        if self.held is not None:
            self.held.append(partial(self.tell, zh, en))
            return
        try:
            self.err.write(self.say(zh, en) + "\n")
            self.err.flush()
        except (OSError, ValueError):
            return

    def complain(self, zh: str, en: str) -> None:
        """Say why something can't be done; what a path or a file put into it can't move the cursor."""
        paint = Paint(streams.shows_colour(self.err))
        self.tell(f"{paint.bad('错误')}：{visible(zh)}", f"{paint.bad('error')}: {visible(en)}")

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep what would go to the terminal until the end, so that it does not run into what is drawn there."""
        held: list[Callable[[], None]] = []
        self.held = held
        try:
            yield
        finally:
            self.held = None
            for said in held:
                said()

    def _leave(self) -> None:
        """Point stdout at nothing, so that the interpreter's last flush does not complain either."""
        self.gone = True
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())
        except (OSError, ValueError):
            return
