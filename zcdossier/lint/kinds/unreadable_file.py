"""ZC504 unreadable-file: a scan that is damaged, cut short, too large, or may not be read."""

from collections.abc import Iterator

from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_TROUBLES = frozenset(
    {
        Trouble.MISSING,
        Trouble.UNREADABLE,
        Trouble.TRUNCATED,
        Trouble.NO_PERMISSION,
        Trouble.TOO_LARGE,
        Trouble.NOT_A_FILE,
        Trouble.OUTSIDE,
    }
)


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once."""
    for place, facts in files_in_use(context):
        if facts.trouble in _TROUBLES:
            yield Hit(place, str(facts.trouble), {"file": facts.name, "detail": facts.detail})


KIND = CheckKind(
    code="ZC504",
    name="unreadable-file",
    title=Label("文件读不出来", "unreadable file"),
    params=NoParams,
    check=check,
    messages={
        "missing": Message(
            Label("{file} 是一个链接，它指向的文件不存在", "{file} is a link to a file that is not there"),
            Label("把真正的文件复制进来", "copy the real file into the dossier"),
        ),
        "unreadable": Message(
            Label("{file} 打不开，文件可能损坏", "{file} can't be opened; it may be damaged"),
            Label("重新扫描、拍照或重新下载这份文件", "scan, photograph or download it again"),
        ),
        "truncated": Message(
            Label("{file} 不完整，后半截缺失", "{file} is cut short"),
            Label(
                "重新拷贝或重新拍照；多半是传输时中断了",
                "copy it or take it again; the transfer was probably interrupted",
            ),
        ),
        "no-permission": Message(
            Label("没有权限读取 {file}", "no permission to read {file}"),
            Label("在文件属性里允许读取，或重新拷贝一份", "allow reading it, or make a new copy"),
        ),
        "too-large": Message(
            Label("{file} 的像素过大（{detail}），不予打开", "{file} has too many pixels to open ({detail})"),
            Label("用正常的扫描设置（300 dpi）重新扫描", "scan it again with normal settings (300 dpi)"),
        ),
        "not-a-file": Message(
            Label("{file} 不是普通文件", "{file} is not a regular file"),
            Label("换成真正的扫描件", "put the real scan there"),
        ),
        "outside": Message(
            Label("{file} 指向材料文件夹之外", "{file} points outside the dossier"),
            Label("把真正的文件复制进来", "copy the real file into the dossier"),
        ),
    },
    card=Card(
        why=Label(
            "读不出来的文件不能合并，上传了审核人也打不开。",
            "A file that can't be read can't be merged, and reviewers couldn't open it either.",
        ),
        wrong="4-正文.jpg（只下载了一半）",
        right="4-正文.jpg（能正常打开）",
        mend=Label("换一份完好的文件。", "Replace it with an intact one."),
    ),
    always=True,
    waivable=False,
)
