"""The frame that a served report is shown in: it asks for news and shows what the last save changed."""

from pathlib import Path

from zcdossier.report.page.report_page import FOLDER
from zcdossier.report.page_frame import PageTemplate, render_template


def live_page(name: str, lang: str, templates: Path) -> bytes:
    """Make the frame for the dossier called `name`."""
    template = PageTemplate(templates / FOLDER, "live.html.j2", "live.css", ("live.js",), is_served=True)
    return render_template(template, {"name": name, "lang": "en" if lang == "en" else "zh-CN"}, lang)
