"""ZC004 wrong-shape: a list, a mapping or a text stands where another is wanted."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC004",
    name="wrong-shape",
    title=Label("写法结构不对", "wrong shape"),
    params=NoParams,
    check=problem_check("ZC004", warnings=frozenset({"remark", "behind", "markup", "form-remark", "garbled"})),
    messages={
        "mapping": Message(
            Label("“{key}”下面应是“名称: 内容”", "under {key}, write lines of key: value"),
            Label(
                "每行写 名称: 内容，前面不加“- ”，向里缩进两格",
                'write key: value, with no "- " in front, indented by two spaces',
            ),
        ),
        "list": Message(
            Label("“{key}”下面应是一个列表", "{key} must be a list"),
            Label("每一项以“- ”开头", 'begin each item with "- "'),
        ),
        "list-of-records": Message(
            Label("“{key}”下面应是一条条记录", "{key} must be a list of records"),
            Label("每条记录以“- ”开头，例如 - folder: …", 'begin each record with "- ", for example - folder: …'),
        ),
        "record": Message(
            Label("这里应是一条记录", "there should be a record here"),
            Label("写成 - folder: …，其余各项在下面对齐", "write - folder: …, with the other fields aligned below"),
        ),
        "full-width": Message(
            Label("这里用了中文冒号“：”", "there is a full-width colon here"),
            Label("改成英文冒号加一个空格，写成 名称: 内容", "use a plain colon and a space: key: value"),
        ),
        "no-space": Message(
            Label("冒号后面少了一个空格", "a space is missing after the colon"),
            Label("写成 名称: 内容，冒号后面空一格", "write key: value, with a space after the colon"),
        ),
        "remark": Message(
            Label(
                "“{key}”的内容和后面的说明连在一起了，当作“{text}”来检查",
                "the value of {key} runs into the remark after it; it was read as {text}",
            ),
            Label("在 # 前面加一个空格", "put a space before the #"),
        ),
        "behind": Message(
            Label(
                "“{key}”后面的 {behind} 算备注，不算内容；读到的是“{text}”",
                "{behind} counts as a remark, not as part of {key}, which was read as {text}",
            ),
            Label(
                "是内容：全部用英文双引号括起来；是备注：在 # 后面空一格",
                "if it is part of the value, put all of it in double quotes; if it is a remark, put a space "
                "after the #",
            ),
        ),
        "curly-quotes": Message(
            Label(
                "“{key}”外面用的是中文引号，会被当成内容的一部分",
                "the value of {key} is in Chinese quotation marks, which count as part of the text",
            ),
            Label('改成英文双引号，写成 {key}: "{text}"', 'use plain double quotes: {key}: "{text}"'),
        ),
        "markup": Message(
            Label("“{key}”里有网页的记号 {sign}", "{key} contains web page markup: {sign}"),
            Label(
                "从网页粘贴带来的：删去，只留字；申报系统里会照样显示出来",
                "it was pasted from a web page: delete it, or the portal will show it as it is",
            ),
        ),
        "form-remark": Message(
            Label("“{key}”里还留着清单自己的说明“{sign}”", "{key} still holds a remark of the form: {sign}"),
            Label(
                "这是告诉您怎么填的：删去，只留您自己的内容；平台上会照样显示出来",
                "it says how to fill this in: delete it and keep your own text, or the platform will show it as it is",
            ),
        ),
        "garbled": Message(
            Label("“{key}”里的字像是乱码：{sign}", "the text of {key} looks garbled: {sign}"),
            Label(
                "多半是用错了编码打开又保存过：照原件重新输入；确实是这样写的就不用改",
                "a wrong encoding does this: type it again; if it is meant to be so leave it",
            ),
        ),
        "ditto": Message(
            Label("“{key}”写的是“{text}”", "{key} says {text} (“the same as above”)"),
            Label(
                "每一条都要写全：把上一条的内容照抄过来", "every record must be complete: copy what the one above says"
            ),
        ),
        "text": Message(
            Label("“{key}”应是一段文字", "{key} must be a text"),
            Label(
                "写在同一行；内容里有特殊符号就加英文引号",
                "write it on the same line; if it has special characters, put it in double quotes",
            ),
        ),
        "file": Message(Label("这里应写文件名", "write a file name here"), Advice.NAME_FILE),
        "one-file": Message(
            Label("“{key}”后面应写一个文件名", "{key} must be the name of one file"),
            Label("写在同一行，只写一个，例如 {key}: 文件名.jpg", "write it on the same line, such as {key}: name.jpg"),
        ),
        "waiver": Message(
            Label("一条不适用说明要写代码、位置和理由", "a waiver needs code, at and reason"), Advice.WRITE_WAIVER
        ),
        "answer": Message(
            Label(
                "{clause} 的回答只能是“是”“否”或“不适用”",
                "the answer to {clause} must be 是 (yes), 否 (no) or 不适用 (does not apply)",
            ),
            Advice.WRITE_ANSWER,
        ),
        "no-kind": Message(Label("这个附件没有写类别", "this attachment has no kind"), Advice.NAME_KIND),
        "pages": Message(
            Label("页码读不出来：{pages}", "the pages can't be read: {pages}"),
            Label('例如写成 "1,8" 或 "1-4"', 'for example "1,8" or "1-4"'),
        ),
    },
    card=Card(
        why=Label("清单的层次决定了内容属于谁。", "The indentation of the manifest says what belongs to what."),
        wrong="sections:\n  papers: 教育研究",
        right="sections:\n  papers:\n    - folder: 09-论文/2021 教育研究",
        mend=Label("对照 zcdossier init 生成的清单改。", "Compare with what zcdossier init writes."),
    ),
    always=True,
    waivable=False,
)
