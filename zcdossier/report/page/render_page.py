"""The page itself: the templates filled in. One file that asks nothing of the network and runs no script but its own.

Style and script stand in the page; its content security policy admits exactly these two, by their hashes, and
pictures that are in the page. Everything else is data and escaped.
"""

import base64
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from zcdossier.report.page.page_findings import text_digest
from zcdossier.report.page.page_views import ReportView
from zcdossier.report.sanitize import escape_surrogates
from zcdossier.report.style import Style

FOLDER = "report"
_PAGE, _STYLE, _SCRIPT = "report.html.j2", "report.css", "report.js"
_SHAPE = "1"
HEAD_BYTES = 4096
"""How much of a page has to be read to know it again."""
_MARK = '<meta name="zcdossier-page" content="{}">'


class Picture(NamedTuple):
    """A JPEG to put into the page."""

    data: bytes
    width: int
    height: int


class PreparedPage(NamedTuple):
    """The templates a page is made with, and the name of what would come out."""

    folder: Path
    view: ReportView
    mark: str


def prepare_page(view: ReportView, templates: Path) -> PreparedPage:
    """Get ready: the mark tells whether a page that is there already would come out again."""
    folder = templates / FOLDER
    used = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*")) if path.is_file()]
    return PreparedPage(folder, view, text_digest(_SHAPE, repr(view), *used))


def is_up_to_date(start: bytes, prepared: PreparedPage) -> bool:
    """Whether a page that begins like this is the one that would be made."""
    return _MARK.format(prepared.mark).encode() in start[:HEAD_BYTES]


def render_page(prepared: PreparedPage, pictures: Mapping[str, Picture]) -> bytes:
    """Make the page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy
    from markupsafe import Markup  # noqa: PLC0415 - heavy

    environment = Environment(
        loader=FileSystemLoader(prepared.folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = (_asset(prepared.folder / name) for name in (_STYLE, _SCRIPT))
    text = environment.get_template(_PAGE).render(
        view=prepared.view,
        say=Style("en" if prepared.view.lang == "en" else "zh").say,
        pictures={name: (_data_uri(picture.data), picture.width, picture.height) for name, picture in pictures.items()},
        mark=Markup(_MARK.format(prepared.mark)),  # noqa: S704 - a digest of ours
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - the template's own
        script=Markup(script),  # noqa: S704 - the template's own
    )
    return escape_surrogates(text).encode("utf-8")


def _asset(path: Path) -> str:
    """Read a template that stands in the page as it is; a browser hashes it with plain line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "img-src data:",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _data_uri(data: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
