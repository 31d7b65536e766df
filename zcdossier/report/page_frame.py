"""The frame of every page we write: one file that asks nothing of the network and runs no script but its own.

Style and script stand in the page; its content security policy admits exactly these, by their hashes, and pictures
that are in the page. Everything else is data and escaped.
"""

import base64
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_surrogates

_HAN = re.compile(r"[\u4e00-\u9fff]")


class PageTemplate(NamedTuple):
    """The files of a page in their folder: the template, its style, its scripts if it has any (they run as one).

    A page that `is_served` may ask its own server, and frame what comes from there.
    """

    folder: Path
    page: str
    style: str
    scripts: tuple[str, ...] = ()
    pictures: bool = False
    is_served: bool = False


def render_template(template: PageTemplate, values: Mapping[str, Any], lang: str) -> bytes:
    """Fill in a template; it writes a text in both languages as `say(zh, en)`, and marks Chinese in an English page."""
    from markupsafe import Markup

    from zcdossier.report.compiled_templates import environment_of

    style = _read_asset(template.folder / template.style)
    script = "".join(_read_asset(template.folder / name) for name in template.scripts)
    text = (
        environment_of(template.folder)
        .get_template(template.page)
        .render(
            **values,
            say=lambda *texts: Label(*texts).text(lang),
            chinese=lambda text: Markup(' lang="zh"') if lang == "en" and _HAN.search(text) else "",
            policy=_policy(style, script, template),
            style=Markup(style),  # noqa: S704 - the template's own
            script=Markup(script),  # noqa: S704 - the template's own
        )
    )
    return escape_surrogates(text).encode("utf-8")


def _read_asset(path: Path) -> str:
    """Read a file that stands in the page as it is; a browser hashes it with plain line ends."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(style: str, script: str, template: PageTemplate) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            *(["img-src data:"] if template.pictures else []),
            *(["connect-src 'self'", "frame-src 'self'"] if template.is_served else []),
            f"style-src {_hash(style)}",
            *([f"script-src {_hash(script)}"] if script else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
