"""ZC510 name-clash: two names that differ only in case or Unicode form."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC510",
    name="name-clash",
    title=Label("名称冲突", "name clash"),
    params=NoParams,
    check=problem_check("ZC510"),
    messages={
        "names": Message(
            Label(
                "{name} 与 {other} 只差大小写或字形编码",
                "{name} and {other} differ only in upper and lower case or in how characters are encoded",
            ),
            Label(
                "改掉其中一个名称，否则在别的电脑上会互相覆盖",
                "rename one of them, or on other computers one will overwrite the other",
            ),
        ),
    },
    card=Card(
        why=Label(
            "同名的文件在别的系统上会互相覆盖。",
            "Files whose names count as equal overwrite each other on other computers.",
        ),
        wrong="1-封面.JPG 1-封面.jpg",
        right="1-封面-1.jpg 1-封面-2.jpg",
        mend=Label("改成明显不同的名称。", "Choose clearly different names."),
    ),
    always=True,
)
