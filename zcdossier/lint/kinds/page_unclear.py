"""ZC708 page-unclear: pages can be read, and are whole."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.scan_text.scan_pages import page_label, pages_read
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label, join_labels
from zcdossier.model.page_facts import PageFacts, TextSource
from zcdossier.model.profile import Rule

_BLURRED = 0.3
_SMALL = 9.0
"""Pixels of a line's height below which strokes of a character run together."""
_EDGES = {
    "left": Label("左边", "left"),
    "top": Label("上边", "top"),
    "right": Label("右边", "right"),
    "bottom": Label("下边", "bottom"),
}


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each page that is blurred, too small or cut off; the first of these is enough."""
    for record, page in pages_read(context):
        key = _flaw(page.facts)
        if key:
            args: dict[str, Argument] = {"file": page.scan.file, "page": page_label(page, context)}
            if key == "cut":
                args["edges"] = join_labels([_EDGES[edge] for edge in page.facts.cut_edges if edge in _EDGES])
            yield Hit(page.place().at(record.place.path), key, args)


def _flaw(page: PageFacts) -> str:
    """What makes a page hard to read; empty for nothing, or where it can't be told."""
    if page.is_blank or page.text_source is TextSource.TEXT_LAYER:
        return ""
    if page.sharpness is not None and page.sharpness < _BLURRED:
        return "blurred"
    if page.text_height is not None and page.text_height < _SMALL:
        return "small"
    return "cut" if page.cut_edges else ""


KIND = CheckKind(
    code="ZC708",
    name="page-unclear",
    title=Label("页面看不清或不完整", "pages hard to read"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "blurred": Message(
            Label("{file}{page} 模糊，字看不清", "{file}{page} is too blurred to read"),
            Label(
                "重新扫描，或对好焦、拿稳手机再拍一张",
                "scan it again, or take another photo: in focus, with a steady hand",
            ),
        ),
        "small": Message(
            Label("{file}{page} 太小，字看不清", "{file}{page} is too small to read"),
            Label(
                "换成原图：聊天软件里传过的图片可能被缩小了；或者重新扫描",
                "use the original picture (a messenger may have made it smaller), or scan it again",
            ),
        ),
        "cut": Message(
            Label("{file}{page} 没有拍全：{edges}的内容被切掉了", "{file}{page} is cut off at the {edges}"),
            Label("重新扫描或拍照，四边都要在画面里", "scan it again with all four edges in the picture"),
        ),
    },
    card=Card(
        why=Label(
            "看不清、不完整的材料不能作为依据。", "A page that can't be read or is cut off is not accepted as evidence."
        ),
        wrong="1-证书.jpg：聊天软件里转发过几次的小图",
        right="1-证书.jpg：原图或彩色扫描件",
        mend=Label("重新扫描，或换成原图。", "Scan it again, or use the original picture."),
    ),
    severity=Severity.WARNING,
    always=True,
)
