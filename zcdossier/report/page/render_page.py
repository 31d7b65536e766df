"""The report as a page: the templates filled in, known again by the mark of what they were filled with."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from zcdossier.report.page.page_findings import text_digest
from zcdossier.report.page.page_views import ReportView
from zcdossier.report.page_frame import PageTemplate, render_template
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
    from markupsafe import Markup  # noqa: PLC0415 - heavy

    return render_template(
        PageTemplate(prepared.folder, _PAGE, _STYLE, _SCRIPT, pictures=True),
        {
            "view": prepared.view,
            "say": Style("en" if prepared.view.lang == "en" else "zh").say,
            "pictures": {
                name: (_data_uri(picture.data), picture.width, picture.height) for name, picture in pictures.items()
            },
            "mark": Markup(_MARK.format(prepared.mark)),  # noqa: S704 - a digest of ours
        },
    )


def _data_uri(data: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
