"""ZC005 unknown-name: a profile, level, section, part or attachment that does not exist."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC005",
    name="unknown-name",
    title=Label("名称不存在", "unknown name"),
    params=NoParams,
    check=problem_check("ZC005"),
    messages={
        "no-profile": Message(Label("清单没有写按哪个通知申报", "the manifest names no profile"), Advice.NAME_PROFILE),
        "profile": Message(
            Label("没有“{name}”这个申报要求", "there is no profile {name}"),
            Label("{guess}可选：{names}", "{guess}choose one of: {names}"),
        ),
        "abstract": Message(
            Label("“{name}”只是各地通知共用的底本，不能直接申报", "{name} is only a base for other profiles"),
            Label("改成具体通知的申报要求：{names}", "name the notice you apply under: {names}"),
        ),
        "no-level": Message(Label("没有写申报级别", "the level is missing"), Advice.NAME_LEVEL),
        "level": Message(
            Label("没有“{name}”这个级别", "there is no level {name}"),
            Label("{guess}可选：{names}", "{guess}choose one of: {names}"),
        ),
        "section": Message(
            Label("这个通知没有“{name}”栏目", "the notice has no section {name}"),
            Label(
                "{guess}改成栏目的名称，不需要就删去；zcdossier status 列出全部栏目",
                "{guess}use the name of a section, or remove it; zcdossier status lists all",
            ),
        ),
        "attachment": Message(
            Label("这个通知没有“{name}”这种附件", "the notice has no attachment {name}"),
            Label("{guess}可选：{names}；不需要就删去", "{guess}choose one of: {names}; remove it if it is not needed"),
        ),
        "attachments": Message(
            Label("这个通知不收附件：{name}", "the notice takes no attachments: {name}"),
            Label(
                "要上传的，写成所属栏目里的一条记录；不需要就删去",
                "make a record of it in the section it belongs to, or remove it if it is not needed",
            ),
        ),
        "text": Message(
            Label("这个通知没有“{name}”这份文字材料", "the notice has no text {name}"),
            Advice.USE_KNOWN_NAME,
        ),
        "several-parts": Message(
            Label("“{name}”是几种佐证，这里只能写一种", "{name} are several parts; only one can be given here"),
            Label(
                "一种佐证写一行：文件名照写，各写各的佐证和页码",
                "write one line for each part: the same file name, with that part and its pages",
            ),
        ),
        "part": Message(
            Label("这个栏目没有“{name}”这种佐证", "this section has no part {name}"),
            Label("{guess}可选：{names}", "{guess}choose one of: {names}"),
        ),
    },
    card=Card(
        why=Label("名称对不上就不知道按哪条要求检查。", "Without the right name it is not known which rules apply."),
        wrong="profile: zj-hznu\nlevel: 副教授",
        right="profile: zj-hznu-2023\nlevel: associate_senior   # 或 副高",
        mend=Label("从提示列出的名称里选。", "Choose one of the names in the message."),
    ),
    always=True,
    waivable=False,
)
