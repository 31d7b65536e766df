"""ZC502 part-name: a scan whose name does not say which part it is."""

from zcdossier.lint.kind import Card, Kind, NoParams
from zcdossier.lint.problems import reporting
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label

KIND = Kind(
    code="ZC502",
    name="part-name",
    title=Label("文件名看不出佐证", "file name without a part"),
    params=NoParams,
    check=reporting("ZC502"),
    messages={
        "no-number": Message(
            "{name} 前面没有序号",
            "{name} has no number in front",
            "在前面加上序号，例如改名为 {example}",
            "put a number in front, for example {example}",
        ),
        "unknown-part": Message(
            "{name} 看不出是哪种佐证",
            "{name} does not say which part it is",
            "{guess}打开看一看是什么，改名为“序号-佐证名”，例如 {example}；“{section}”的佐证有：{parts}",
            "{guess}look at it and name it number-part, for example {example}; the parts of {section} are: {parts}",
        ),
        "unknown-parts": Message(
            "{count} 个文件看不出是哪种佐证：{names}",
            "{count} files do not say which part they are: {names}",
            "逐个打开看一看，改名为“序号-佐证名”，例如 {example}；“{section}”的佐证有：{parts}",
            "look at each and name it number-part, for example {example}; the parts of {section} are: {parts}",
        ),
    },
    card=Card(
        why=Label("合并的先后和齐全与否都看文件名。", "Order and completeness are read from file names."),
        wrong="IMG_2031.jpg",
        right="2-封面.jpg",
        mend=Label("改文件名：序号-佐证名。", "Rename it: number-part."),
    ),
    severity=Severity.WARNING,
    always=True,
)
