"""ZC501 orphan: a file or folder that no record names."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message, Severity
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC501",
    name="orphan",
    title=Label("没有归属的文件", "orphan file"),
    params=NoParams,
    check=problem_check("ZC501"),
    messages={
        "file": Message(
            Label("{name} 不属于任何一条记录", "{name} belongs to no record"),
            Label(
                "是佐证就移进那条记录的文件夹，不用的移出材料文件夹",
                "if it is evidence, move it into the folder of its record; otherwise move it out of the dossier",
            ),
        ),
        "photo": Message(
            Label("{name} 不属于任何一条记录", "{name} belongs to no record"),
            Label(
                "是要用的证件照，就把清单里的“证件照”改成它；是佐证就移进那条记录的文件夹，不用的移出材料文件夹",
                "if it is the ID photo, name it under 证件照 in the manifest; if it is evidence, move it into "
                "the folder of its record; otherwise move it out of the dossier",
            ),
        ),
        "archive": Message(
            Label("{name} 是压缩包，里面的文件没有用上", "{name} is an archive; the files in it are not used"),
            Label(
                "解压，要用的放进那条记录的文件夹，再把压缩包移出材料文件夹",
                "unpack it, put what is needed into the folders of the records, then move the archive out of "
                "the dossier",
            ),
        ),
        "unlisted": Message(
            Label(
                "{name} 没有列在这条记录的“文件”（files:）里，不会合并",
                "{name} is not among this record's files and will not be merged",
            ),
            Label(
                "要合并的，在“文件”里加一行；文件夹里的全要合并，就把“文件”这一项整个删去；不用的移出材料文件夹",
                "to merge it, add a line to files; to merge the whole folder, delete files altogether; if it "
                "is not needed, move it out of the dossier",
            ),
        ),
        "manifest": Message(
            Label(
                "{name} 像是清单的另一份，没有读；只读 {read}",
                "{name} looks like another copy of the manifest; only {read} is read",
            ),
            Label(
                "要用的内容抄进 {read}，再把这一份移出材料文件夹",
                "copy what you need into {read}, then move this one out of the dossier",
            ),
        ),
        "dossier": Message(
            Label("{name} 是另一份申报材料（里面有自己的清单）", "{name} is a dossier of its own (it has a manifest)"),
            Label(
                "把它移出去，和这一份并排放：一份材料一个文件夹",
                "move it out, next to this one: each dossier is a folder of its own",
            ),
        ),
        "folder": Message(
            Label(
                "文件夹 {name}（{count} 个文件）没有写进清单",
                "folder {name} is not in the manifest (files in it: {count})",
            ),
            Advice.ADD_RECORD,
        ),
        "folder-of-section": Message(
            Label(
                "文件夹 {name}（{count} 个文件）没有写进清单",
                "folder {name} is not in the manifest (files in it: {count})",
            ),
            Advice.ADD_RECORD_TO_SECTION,
        ),
        "subfolder": Message(
            Label(
                "{name} 是记录文件夹里面的文件夹，其中的文件不会合并",
                "{name} is a folder inside a record's folder; its files will not be merged",
            ),
            Label("把里面的文件移到 {record} 里", "move its files into {record}"),
        ),
    },
    card=Card(
        why=Label(
            "没写进清单的扫描件不会上传，等于没交。",
            "Scans that the manifest does not name are not uploaded, and so count as missing.",
        ),
        wrong="05-获奖情况/2022 优秀论文奖/   （清单里没有）",
        right="- folder: 05-获奖情况/2022 优秀论文奖",
        mend=Label("写进清单或移走。", "Name it in the manifest, or move it away."),
    ),
    severity=Severity.WARNING,
    always=True,
)
