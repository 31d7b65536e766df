"""ZC505 encrypted-file: a PDF that needs a password, or may not be printed. One that opens and prints is merged."""

from collections.abc import Iterator

from zcdossier.lint.context import Context, files_in_use
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.facts import FORBIDS_PRINTING, Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once."""
    for place, facts in files_in_use(context):
        if facts.trouble is Trouble.ENCRYPTED:
            why = "unprintable" if facts.detail == FORBIDS_PRINTING else "encrypted"
            yield Hit(place, why, {"file": facts.name})


KIND = CheckKind(
    code="ZC505",
    name="encrypted-file",
    title=Label("要密码或禁止打印的 PDF", "PDF with a password"),
    params=NoParams,
    check=check,
    messages={
        "encrypted": Message(
            Label("{file} 要密码才能打开，不能合并", "{file} needs a password to open and can't be merged"),
            Label(
                "用密码打开后“打印”为新的 PDF（Windows：Microsoft Print to PDF），换掉这一份",
                "open it with the password, print it to a new PDF (Windows: Microsoft Print to PDF), and use that one",
            ),
        ),
        "unprintable": Message(
            Label("{file} 被设为禁止打印，不能合并", "{file} forbids printing and can't be merged"),
            Label(
                "请出具单位给一份可以打印的，或者放纸质件的扫描件、照片",
                "ask the issuer for one that may be printed, or use a scan or photo of the paper original",
            ),
        ),
    },
    card=Card(
        why=Label(
            "要密码的 PDF 打不开，禁止打印的也不许合并；不用密码就能打开和打印的，照打印的样子合并。",
            "A PDF with a password can't be opened, and one that forbids printing may not be merged. One that opens "
            "and prints without a password is merged as it would print.",
        ),
        wrong="1-收录证明.pdf（有密码）",
        right="1-收录证明.pdf（打印另存的）",
        mend=Label("另存为不加密的 PDF。", "Print it to an unencrypted PDF."),
    ),
    always=True,
    waivable=False,
)
