"""A page shown to this computer's browser only, for as long as the terminal runs.

Bound to the loopback address; every address carries a token that nobody else knows; a request under another name than
this computer's, or from another site's page, is refused. Nothing but the page and its state is served.
"""

import json
import secrets
import threading
import zlib
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from zcdossier.app.watch_dossier import CheckedState, WatchedDossier

HOST = "127.0.0.1"
_FIRST_PORT, _PORTS = 49_200, 16_000
_WAIT = 20.0  # seconds that a request for news is held open


class PageServer(ThreadingHTTPServer):
    """Serves one dossier's page. A browser knows its ticks by the port, so a dossier keeps its own if it is free."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, watched: WatchedDossier, frame: bytes) -> None:
        """Raise OSError when there is no free port at all."""
        self.watched, self.frame = watched, frame
        self.token = secrets.token_urlsafe(24)
        self.news = threading.Condition()
        self.ended = False
        try:
            super().__init__((HOST, _usual_port(watched.root)), _Handler)
        except OSError:
            super().__init__((HOST, 0), _Handler)

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def tell_news(self) -> None:
        """Wake who waits for the next state."""
        with self.news:
            self.news.notify_all()

    def end(self) -> None:
        """Answer who waits, and stop."""
        self.ended = True
        self.tell_news()
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that went away is no mistake."""


def _usual_port(root: Path) -> int:
    return _FIRST_PORT + zlib.crc32(str(root.resolve()).encode("utf-8", "surrogateescape")) % _PORTS


class _Handler(BaseHTTPRequestHandler):
    server: PageServer
    server_version = "zcdossier"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Serve the frame, the page, or the state once it is newer than the one that is known."""
        url = urlsplit(self.path)
        _, token, *rest = url.path.split("/", 2)
        name = rest[0] if rest else None
        if not self._is_ours() or not secrets.compare_digest(token.encode(), self.server.token.encode()):
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif name == "":
            self._send(HTTPStatus.OK, self.server.frame, "text/html; charset=utf-8")
        elif name == "page":
            self._send(HTTPStatus.OK, self.server.watched.state.page, "text/html; charset=utf-8")
        elif name == "state":
            after = parse_qs(url.query).get("after", ["0"])[0]
            state = self._wait_for_news(int(after) if after.isdecimal() else 0)
            self._send(HTTPStatus.OK, _state_json(state, self.server.watched.options.lang), "application/json")
        else:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _is_ours(self) -> bool:
        """Whether the browser means this computer by its own number, and the page that asks is ours or none."""
        host = f"{HOST}:{self.server.server_port}"
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        return (
            self.headers.get("Host") == host and origin in (None, f"http://{host}") and site in ("none", "same-origin")
        )

    def _wait_for_news(self, after: int) -> CheckedState:
        with self.server.news:
            self.server.news.wait_for(lambda: self.server.ended or self.server.watched.state.number > after, _WAIT)
        return self.server.watched.state

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Keep no log: addresses hold the token."""


_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


def _state_json(state: CheckedState, lang: str) -> bytes:
    return json.dumps(
        {
            "number": state.number,
            "errors": state.errors,
            "warnings": state.warnings,
            "appeared": state.appeared,
            "mended": state.mended,
            "failure": state.failure.text(lang),
        }
    ).encode("ascii")
