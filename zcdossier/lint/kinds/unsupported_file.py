"""ZC508 unsupported-file: a scan in a format that can't be merged: Word, OFD, HEIC without its reader."""

from collections.abc import Iterator

from zcdossier.lint.build_limits import files_kept_as_they_are
from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_MESSAGES = {"docx": "word", "doc": "word", "ofd": "ofd", "heic": "heic", "text": "text"}


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once; texts of the manifest are meant to be texts, and some files need no merging."""
    kept = files_kept_as_they_are(context)
    texts = {scan.file for group in context.dossier.texts.values() for record in group for scan in record.scans}
    for place, facts in files_in_use(context):
        if facts.trouble in (Trouble.UNSUPPORTED, Trouble.NEEDS_HEIC) and facts.path not in texts | kept:
            key = _MESSAGES.get(facts.format, "other")
            yield Hit(place, key, {"file": facts.name, "format": facts.format})


KIND = CheckKind(
    code="ZC508",
    name="unsupported-file",
    title=Label("不支持的格式", "unsupported format"),
    params=NoParams,
    check=check,
    messages={
        "word": Message(
            Label("{file} 是 Word 文件，不能合并", "{file} is a Word file and can't be merged"),
            Label("在 Word 里“另存为”PDF，再放回来", "save it as PDF in Word"),
        ),
        "ofd": Message(
            Label("{file} 是 OFD 文件，不能合并", "{file} is an OFD file and can't be merged"),
            Label("用 OFD 阅读器（如 WPS、数科）导出或打印为 PDF", "export or print it to PDF from an OFD reader"),
        ),
        "heic": Message(
            Label(
                "{file} 是苹果手机的 HEIC 照片，这里还没有装它的解码组件",
                "{file} is a HEIC photo, and its reader is not installed",
            ),
            Label(
                '安装：pip install "zcdossier[heic]"；或在手机上设为“兼容性最佳”重拍成 JPG',
                "install zcdossier[heic], or set the phone to its most compatible format",
            ),
        ),
        "text": Message(
            Label("{file} 是文本，不是扫描件", "{file} is text, not a scan"),
            Label(
                "打印为 PDF 或换成扫描件；不是佐证就移出这个文件夹",
                "print it to PDF or replace it; otherwise take it out",
            ),
        ),
        "other": Message(
            Label("{file} 的格式（{format}）不能合并", "{file}: its format ({format}) can't be merged"),
            Label("换成 PDF、JPG、PNG 或 TIFF", "use PDF, JPG, PNG or TIFF"),
        ),
    },
    card=Card(
        why=Label("只有 PDF 和图片能合并成一个 PDF。", "Only PDF and pictures can be merged."),
        wrong="1-证明.docx",
        right="1-证明.pdf",
        mend=Label("转成 PDF 再放进来。", "Convert it to PDF."),
    ),
    always=True,
    waivable=False,
)
