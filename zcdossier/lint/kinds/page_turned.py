"""ZC706 page-turned: pages stand upright."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.scan_text.scan_pages import page_label, pages_read
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_SURE = 0.7
_TURNS = {
    90: Label("顺时针转 90 度", "by 90 degrees clockwise"),
    180: Label("转 180 度", "by 180 degrees"),
    270: Label("逆时针转 90 度", "by 90 degrees counterclockwise"),
}


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each page that surely lies on its side or its head."""
    for record, page in pages_read(context):
        turn = _TURNS.get(page.facts.turn or 0)
        if turn is not None and page.facts.turn_confidence >= _SURE and not page.facts.is_blank:
            args: dict[str, Argument] = {"file": page.scan.file, "page": page_label(page, context), "turn": turn}
            key = "upside-down" if page.facts.turn == 180 else "sideways"  # noqa: PLR2004  degrees
            yield Hit(page.place().at(record.place.path), key, args)


KIND = CheckKind(
    code="ZC706",
    name="page-turned",
    title=Label("页面倒了或横了", "turned pages"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "upside-down": Message(
            Label("{file}{page} 是倒着的", "{file}{page} is upside down"),
            Label(
                "用看图软件把它{turn}，保存以后再检查",
                "turn it {turn} in an image viewer, save it, then check again",
            ),
        ),
        "sideways": Message(
            Label(
                "{file}{page} 是横着的，要{turn}才是正的",
                "{file}{page} lies on its side; it is upright when turned {turn}",
            ),
            Label(
                "用看图软件把它转正，保存以后再检查", "turn it upright in an image viewer, save it, then check again"
            ),
        ),
    },
    card=Card(
        why=Label(
            "审核的人看到倒着的页面，只好转头看或退回。",
            "Reviewers who get a page on its side or upside down may send it back.",
        ),
        wrong="4-正文.jpg：手机横拿着拍的",
        right="4-正文.jpg：转正以后保存的",
        mend=Label("转正，再保存。", "Turn it upright and save it."),
    ),
    severity=Severity.WARNING,
    always=True,
)
