"""ZC509 outside: a path that leads out of the dossier."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC509",
    name="outside",
    title=Label("路径超出材料文件夹", "path outside the dossier"),
    params=NoParams,
    check=problem_check("ZC509"),
    messages={
        "path": Message(
            Label("{name} 指向材料文件夹之外", "{name} points outside the dossier"),
            Label(
                "把它放进材料文件夹，这里只写它在材料文件夹里的位置，例如 {example}",
                "put it into the dossier and write only where it is in there, for example {example}",
            ),
        ),
        "whole-path": Message(
            Label(
                "{name} 不是从材料文件夹写起的，换一台电脑就找不到",
                "{name} does not start from the dossier's folder, so it won't be found on another computer",
            ),
            Label(
                "就是材料文件夹里的那个，只写 {example}；不是的，先放进材料文件夹",
                "if it is the one in the dossier, write only {example}; if not, put it into the dossier first",
            ),
        ),
        "itself": Message(
            Label("{name} 就是材料文件夹本身", "{name} is the dossier's own folder"),
            Label(
                "给这条记录建一个自己的文件夹，例如 09-论文/2021 教育研究",
                "give this record a folder of its own, for example 09-论文/2021 教育研究",
            ),
        ),
        "link": Message(
            Label("{name} 是指向材料文件夹之外的链接", "{name} is a link to outside the dossier"),
            Label("把真正的文件复制进来", "copy the real files into the dossier"),
        ),
    },
    card=Card(
        why=Label(
            "材料要能整个文件夹拷走，别的电脑上也能合并；也防止误传他人文件。",
            "A dossier must be complete when its folder is copied elsewhere; this also keeps other people's "
            "files from slipping in.",
        ),
        wrong="folder: ../张三/论文",
        right="folder: 09-论文/2021 教育研究",
        mend=Label("把文件复制进材料文件夹。", "Copy the files into the dossier."),
    ),
    always=True,
    waivable=False,
)
