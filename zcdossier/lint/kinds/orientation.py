"""ZC511 orientation: a photo whose EXIF orientation makes no sense."""

from collections.abc import Iterator

from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import ORIENTATIONS
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once."""
    for place, facts in files_in_use(context):
        if facts.orientation not in ORIENTATIONS:
            yield Hit(place, "invalid", {"file": facts.name, "value": facts.orientation})


KIND = CheckKind(
    code="ZC511",
    name="orientation",
    title=Label("照片方向标记无效", "invalid orientation"),
    params=NoParams,
    check=check,
    messages={
        "invalid": Message(
            Label(
                "{file} 的方向标记无效（{value}），将按原样放置",
                "{file} has an invalid orientation mark ({value}) and will be placed as it is",
            ),
            Label(
                "打开看看方向对不对；不对就在看图软件里转正后保存",
                "check whether it is upright; if not, turn it in an image viewer and save it",
            ),
        ),
    },
    card=Card(
        why=Label(
            "手机照片靠方向标记转正，标记坏了可能横着或倒着。",
            "Phone photos are turned upright by this mark; if it is broken, they may lie on their side or upside down.",
        ),
        wrong="EXIF Orientation 0",
        right="EXIF Orientation 1–8",
        mend=Label("转正后另存。", "Turn it upright and save it."),
    ),
    severity=Severity.WARNING,
    always=True,
)
