"""ZC506 empty-file: a file of 0 bytes."""

from collections.abc import Iterator

from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once."""
    for place, facts in files_in_use(context):
        if facts.trouble is Trouble.EMPTY:
            yield Hit(place, "empty", {"file": facts.name})


KIND = CheckKind(
    code="ZC506",
    name="empty-file",
    title=Label("空文件", "empty file"),
    params=NoParams,
    check=check,
    messages={
        "empty": Message(
            Label("{file} 是 0 字节的空文件", "{file} is empty (0 bytes)"),
            Label(
                "重新拷贝或扫描（微信、网盘没下载完常会这样）；用不着的就删去",
                "copy or scan it again (unfinished downloads look like this); delete it if it is not needed",
            ),
        ),
    },
    card=Card(
        why=Label("空文件等于没有佐证。", "An empty file is no evidence."),
        wrong="1-证书.jpg（0 字节）",
        right="1-证书.jpg（1.2 MB）",
        mend=Label("换成真正的文件。", "Put the real file there."),
    ),
    always=True,
    waivable=False,
)
