"""ZC505 encrypted-file: a PDF with a password or with restrictions."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.files import scans
from zcdossier.lint.kind import Card, Hit, Kind, NoParams, Unjudged
from zcdossier.model.facts import Trouble
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each such file once."""
    for place, facts in scans(context):
        if facts.trouble is Trouble.ENCRYPTED:
            yield Hit(place, "encrypted", {"file": facts.name})


KIND = Kind(
    code="ZC505",
    name="encrypted-file",
    title=Label("加密的 PDF", "encrypted PDF"),
    params=NoParams,
    check=check,
    messages={
        "encrypted": Message(
            "{file} 是加密或限制编辑的 PDF，不能合并",
            "{file} is an encrypted or restricted PDF and can't be merged",
            "打开后“打印”为新的 PDF（Windows：Microsoft Print to PDF），换掉这一份",
            "open it, print it to a new PDF, and use that",
        ),
    },
    card=Card(
        why=Label(
            "加密的 PDF 无法合并，审核系统也常常打不开。",
            "Encrypted PDFs can't be merged, and portals often reject them.",
        ),
        wrong="1-收录证明.pdf（有密码）",
        right="1-收录证明.pdf（打印另存的）",
        mend=Label("另存为不加密的 PDF。", "Print it to an unencrypted PDF."),
    ),
    always=True,
    waivable=False,
)
