"""ZC209 text-unread: a text that can't be read, so that neither its length nor its words were checked."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import PICTURE_FORMATS
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule

_TEXT_KINDS = frozenset({"length", "names"})
_MESSAGES = {"docx": "word", "doc": "old-word", "rtf": "old-word", "text": "old-word", "pdf": "pdf"}


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report a text file that a rule of the notice would have judged; one that is not there is said elsewhere."""
    for identity, records in context.dossier.texts.items():
        if not _is_judged(f"texts.{identity}", context):
            continue
        for record in records:
            for scan in record.scans:
                facts = context.facts.get(scan.file)
                if facts is None or not facts.bytes or scan.file in context.texts:
                    continue
                message = "picture" if facts.format in PICTURE_FORMATS else _MESSAGES.get(facts.format, "other")
                label = context.label(record.section)
                yield Hit(Place(scan.file, path=record.place.path), message, {"file": facts.name, "label": label})


def _is_judged(section: str, context: Context) -> bool:
    return any(
        rule.kind in _TEXT_KINDS
        and not rule.off
        and section in rule.sections
        and not rule.params.field
        and Evaluation(context).holds(rule.when) is not False
        for rule in context.profile.rules
    )


_NOT_CHECKED = "{label}没有检查（字数、姓名等）："
_NOT_CHECKED_EN = "{label} was not checked for its length and for names: "

KIND = CheckKind(
    code="ZC209",
    name="text-unread",
    title=Label("文字没有检查", "a text that was not checked"),
    params=NoParams,
    check=check,
    messages={
        "word": Message(
            Label(
                _NOT_CHECKED + "{file} 打不开（损坏、加了密码，或者太大）",
                _NOT_CHECKED_EN + "{file} can't be opened (damaged, with a password, or too large)",
            ),
            Label(
                "用 Word 或 WPS 打开，去掉密码，另存为新的 .docx 再放回来",
                "open it in Word or WPS, remove the password, and save it as a new .docx",
            ),
        ),
        "old-word": Message(
            Label(_NOT_CHECKED + "读不出 {file} 里的文字", _NOT_CHECKED_EN + "the text in {file} can't be read"),
            Label(
                "用 Word 或 WPS 打开，“另存为”选 Word 文档（.docx），再放回来，清单里改成新的文件名",
                "open it in Word or WPS, save it as .docx, and write the new file's name in the manifest",
            ),
        ),
        "pdf": Message(
            Label(
                _NOT_CHECKED + "{file} 里没有读得出的文字（可能是扫描件）",
                _NOT_CHECKED_EN + "{file} holds no text that can be read (a scan, perhaps)",
            ),
            Label(
                "放 Word 原稿（.docx）或纯文本（.md、.txt），清单里改成它的文件名",
                "put the Word original (.docx) or a plain text (.md, .txt) there, and write its name in the manifest",
            ),
        ),
        "picture": Message(
            Label(_NOT_CHECKED + "{file} 是图片", _NOT_CHECKED_EN + "{file} is a picture"),
            Label(
                "放 Word 原稿（.docx）或纯文本（.md、.txt），清单里改成它的文件名",
                "put the Word original (.docx) or a plain text (.md, .txt) there, and write its name in the manifest",
            ),
        ),
        "other": Message(
            Label(_NOT_CHECKED + "读不出 {file} 的内容", _NOT_CHECKED_EN + "the content of {file} can't be read"),
            Label(
                "放 Word 文档（.docx）或纯文本（.md、.txt）",
                "put a Word document (.docx) or a plain text (.md, .txt) there",
            ),
        ),
    },
    card=Card(
        why=Label(
            "述职、总结有字数上限，有的不得出现姓名；读不出文字就什么也没有检查。",
            "Statements have a limit of characters, and some may not contain names; what can't be read is not checked.",
        ),
        wrong="texts: {statement: 述职.doc}",
        right="texts: {statement: 述职.docx}",
        mend=Label("用 Word 或 WPS 另存为 .docx，或存成纯文本。", "Save it as .docx or as plain text."),
    ),
    severity=Severity.WARNING,
    always=True,
)
