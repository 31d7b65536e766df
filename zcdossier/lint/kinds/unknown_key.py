"""ZC003 unknown-key: a key that neither the manifest nor the profile knows."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC003",
    name="unknown-key",
    title=Label("不认识的名称", "unknown key"),
    params=NoParams,
    check=problem_check("ZC003"),
    messages={
        "top": Message(
            Label("不认识“{key}”", "unknown key {key}"),
            Advice.USE_KNOWN_NAME,
        ),
        "section-outside": Message(
            Label("“{key}”是一个栏目，要写在 sections: 下面", "{key} is a section and belongs under sections"),
            Label(
                "把它整段移到 sections: 下面，并多缩进两格",
                "move all of it under sections: and indent it by two more spaces",
            ),
        ),
        "no-sections-line": Message(
            Label(
                "从“{key}”起是各个栏目，但前面没有 sections: 这一行",
                "the sections begin here, with {key}, but the line sections: is missing",
            ),
            Label(
                "在“{key}”上面加一行 sections:（前面不空格）",
                "put a line sections: above {key}, beginning in the first column",
            ),
        ),
        "no-section-line": Message(
            Label(
                "从这一条起，填的是“{label}”的内容，却在“{key}”下面",
                "from here on the fields are those of {label}, but they are under {key}",
            ),
            Label(
                "在这一条上面加一行 {section}:（和“{key}:”左边对齐）",
                "add a line {section}: above it, aligned with {key}:",
            ),
        ),
        "record-elsewhere": Message(
            Label(
                "这里填的是“{label}”的内容，却在“{key}”下面",
                "these are fields of {label}, but they are under {key}",
            ),
            Label("移到“{section}:”下面", "move it under {section}:"),
        ),
        "top-inside": Message(
            Label("“{key}”不该缩进在这里面", "{key} must not be indented here"),
            Label(
                "把“{key}:”移到一行的最左边，前面不留空格；比它缩进得更多的行一起往左移",
                "move {key}: to the very left, together with the lines below it that are indented more",
            ),
        ),
        "field": Message(
            Label("这里没有“{key}”这一项", "there is no field {key} here"),
            Advice.USE_KNOWN_NAME,
        ),
        "column": Message(
            Label("不认识表头“{key}”，这一列没有读", "unknown heading {key}; its column was not read"),
            Label(
                "{guess}是就把表头改成它；自己记的，写在“备注”列",
                "{guess}if so, rename the heading; write notes of your own into the column 备注",
            ),
        ),
        "column-read": Message(
            Label("表头“{key}”按“{near}”读", "the heading {key} is read as {near}"),
            Label(
                "把表头改成“{near}”；不是这一项的，改成那一项的名称",
                "rename it to {near}; if that is not what it is, use the name of the right field",
            ),
        ),
        "waiver": Message(
            Label("不适用说明里没有“{key}”这一项", "a waiver has no {key}"),
            Advice.USE_KNOWN_NAME,
        ),
        "file": Message(
            Label("列文件的这一行没有“{key}”这一项", "a file entry has no {key}"),
            Advice.USE_KNOWN_NAME,
        ),
    },
    card=Card(
        why=Label("名称写错了，后面的内容就读不到。", "What stands behind a mistyped key is not read."),
        wrong="tilte: …",
        right="title: …",
        mend=Label(
            "改成正确的名称；在 VS Code 里打开清单会自动补全。",
            "Use the right name; VS Code completes it when the manifest is opened there.",
        ),
    ),
    always=True,
    waivable=False,
)
