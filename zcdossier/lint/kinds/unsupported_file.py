"""ZC508 unsupported-file: a scan in a format that can't be merged: Word, OFD, HEIC without its reader."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from zcdossier.lint.build_limits import files_kept_as_they_are
from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import FileFacts, Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_MESSAGES = {
    "docx": "word",
    "doc": "word",
    "xlsx": "office",
    "xls": "office",
    "pptx": "office",
    "ppt": "office",
    "ofd": "ofd",
    "caj": "caj",
    "heic": "heic",
    "text": "text",
    "html": "web-page",
    "zip": "archive",
    "rar": "archive",
    "7z": "archive",
    "video": "video",
    "avif": "picture",
    "jp2": "picture",
}
_BY_SUFFIX = {
    ".doc": "word",
    ".docx": "word",
    ".wps": "word",
    ".rtf": "word",
    ".xls": "office",
    ".xlsx": "office",
    ".et": "office",
    ".ppt": "office",
    ".pptx": "office",
    ".dps": "office",
    ".ofd": "ofd",
    ".caj": "caj",
    ".kdh": "caj",
    ".nh": "caj",
    ".psd": "picture",
    ".svg": "picture",
    ".ico": "picture",
    ".lnk": "shortcut",
    ".url": "shortcut",
    ".webloc": "shortcut",
}
"""What a name says where the content says no more than that it is a text, an archive, or nothing that is known."""
_VAGUE = frozenset({"zip", "ole", "text", "unknown"})


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once; texts of the manifest are meant to be texts, and some files need no merging."""
    kept = files_kept_as_they_are(context)
    texts = {scan.file for group in context.dossier.texts.values() for record in group for scan in record.scans}
    for place, facts in files_in_use(context):
        if facts.trouble in (Trouble.UNSUPPORTED, Trouble.NEEDS_HEIC) and facts.path not in texts | kept:
            yield Hit(place, _message(facts), {"file": facts.name})


def _message(facts: FileFacts) -> str:
    named = _BY_SUFFIX.get(PurePosixPath(facts.path).suffix.lower())
    if named is not None and facts.format in _VAGUE:
        return named
    return _MESSAGES.get(facts.format, "other")


KIND = CheckKind(
    code="ZC508",
    name="unsupported-file",
    title=Label("不支持的格式", "unsupported format"),
    params=NoParams,
    check=check,
    messages={
        "word": Message(
            Label("{file} 是 Word 文件，不能合并", "{file} is a Word file and can't be merged"),
            Label("在 Word 或 WPS 里“另存为”PDF，再放回来", "save it as PDF in Word"),
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
        "office": Message(
            Label("{file} 是 Excel 表格或幻灯片，不能合并", "{file} is a workbook or slides and can't be merged"),
            Label("用 Office 或 WPS 打开，“另存为”PDF，再放回来", "save it as PDF in the program that opens it"),
        ),
        "caj": Message(
            Label("{file} 是知网的 CAJ 文件，不能合并", "{file} is a CAJ file and can't be merged"),
            Label(
                "在知网另下一份 PDF；没有的，用 CAJViewer 打开，打印成 PDF",
                "download it as PDF, or print it to PDF from CAJViewer",
            ),
        ),
        "web-page": Message(
            Label("{file} 是存下来的网页，不能合并", "{file} is a saved web page and can't be merged"),
            Label("用浏览器打开，“打印”成 PDF，再放回来", "open it in a browser and print it to PDF"),
        ),
        "archive": Message(
            Label("{file} 是压缩包，不能合并", "{file} is an archive and can't be merged"),
            Label(
                "解压，把里面的扫描件放进这个文件夹，压缩包移走",
                "unpack it, put the scans into this folder and take the archive out",
            ),
        ),
        "video": Message(
            Label("{file} 是视频，不能合并", "{file} is a video and can't be merged"),
            Label(
                "移出这个文件夹（苹果手机的实况照片会带一段，不用它）；要用其中的画面就截图",
                "take it out (live photos come with one); if a picture of it is needed, take a screenshot",
            ),
        ),
        "picture": Message(
            Label("{file} 这种图片不能合并", "{file} is a kind of picture that can't be merged"),
            Label("用看图软件打开，另存为 JPG 或 PNG，再放回来", "open it and save it as JPG or PNG"),
        ),
        "shortcut": Message(
            Label("{file} 是快捷方式，不是文件本身", "{file} is a shortcut, not the file itself"),
            Label("打开它指向的位置，把原来的文件复制进来", "go where it leads and copy the file itself here"),
        ),
        "other": Message(
            Label("{file} 认不出是什么文件，不能合并", "{file} is of no kind that is known and can't be merged"),
            Label(
                "是佐证的，用平常打开它的程序另存为 PDF 或 JPG；不是佐证就移出这个文件夹",
                "if it is evidence, save it as PDF or JPG in the program that opens it; otherwise take it out",
            ),
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
