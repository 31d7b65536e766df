"""ZC503 missing-file: a folder or file that the manifest names is not there."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC503",
    name="missing-file",
    title=Label("文件或文件夹不存在", "missing file or folder"),
    params=NoParams,
    check=problem_check("ZC503"),
    messages={
        "folder": Message(Label("找不到文件夹 {name}", "there is no folder {name}"), Advice.CORRECT_FOLDER),
        "folder-of-loose-file": Message(
            Label("找不到文件夹 {name}，只有文件 {file}", "there is no folder {name}, only the file {file}"),
            Label("建一个文件夹 {name}，把 {file} 放进去", "create the folder {name} and put {file} into it"),
        ),
        "folder-is-file": Message(
            Label("{name} 是文件，不是文件夹", "{name} is a file, not a folder"), Advice.NAME_FOLDER
        ),
        "file": Message(
            Label("找不到文件 {name}", "there is no file {name}"),
            Label(
                "{guess}改正这里写的文件名，或把文件放到这个位置",
                "{guess}correct the name here, or put the file in its place",
            ),
        ),
        "folder-for-file": Message(
            Label("{name} 是文件夹，却写在文件的位置", "{name} is a folder, but is given where a file belongs"),
            Advice.NAME_FOLDER,
        ),
        "file-is-folder": Message(
            Label("{name} 是文件夹，这里要写文件名", "{name} is a folder; write the name of a file here"),
            Label("{guess}只写一个文件的名称", "{guess}write the name of one file"),
        ),
        "words-for-text": Message(
            Label(
                "这里要写文件名，写的像是正文：{name}",
                "write the name of a file here; this looks like the text itself: {name}",
            ),
            Label(
                "{guess}把正文存成一个文件，和清单放在一起，这里只写文件名，例如 工作总结.docx",
                "{guess}save the text as a file beside the manifest and write only its name here, "
                "for example statement.docx",
            ),
        ),
        "words-for-file": Message(
            Label("这里要写文件名，写的不像文件名：{name}", "write the name of a file here; this is not one: {name}"),
            Advice.NAME_LISTED_FILES,
        ),
        "not-downloaded": Message(
            Label("{name} 还在 iCloud 里，没有下载到这台电脑", "{name} is still in iCloud, not on this computer"),
            Label(
                "在访达里点它旁边的云朵，下载完再运行一次",
                "click the cloud beside it in Finder, then run this again once it is downloaded",
            ),
        ),
        "no-access": Message(
            Label("打不开文件夹 {name}：{reason}", "folder {name} can't be opened: {reason}"),
            Label("检查这个文件夹的读取权限", "check that you have permission to read this folder"),
        ),
    },
    card=Card(
        why=Label(
            "清单写了、文件夹里没有，就没有东西可以上传。",
            "What the manifest names and the folder does not have can't be uploaded.",
        ),
        wrong="folder: 09-论文/2021 教育硏究",
        right="folder: 09-论文/2021 教育研究",
        mend=Label("核对名称，一字不差。", "Check the name character by character."),
    ),
    always=True,
    waivable=False,
)
