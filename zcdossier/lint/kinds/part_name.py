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
            "改名为“序号-佐证名”，例如 1-{name}",
            "name it number-part, for example 1-{name}",
        ),
        "unknown-part": Message(
            "{name} 看不出是哪种佐证",
            "{name} does not say which part it is",
            "{guess}“{section}”的佐证有：{parts}；例如 1-封面.jpg",
            "{guess}the parts of {section} are: {parts}",
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
