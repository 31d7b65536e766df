"""Words of a letter where a check kind's own are for those who type the manifest. By code and message key."""

from zcdossier.model.label import Label

MESSAGES: dict[tuple[str, str], Label] = {
    ("ZC006", "no-code"): Label("有一条豁免没有写明豁免什么", "a waiver does not say what it waives"),
    ("ZC006", "no-reason"): Label("有一条豁免没有写理由", "a waiver gives no reason"),
    ("ZC006", "unknown-code"): Label("有一条豁免的代码不存在", "a waiver has a code that does not exist"),
    ("ZC006", "unused"): Label("有一条豁免没有对应的问题", "a waiver fits no problem"),
    ("ZC006", "not-waivable"): Label(
        "有一条豁免不能用：这种问题必须改正", "a waiver is void: such a problem must be mended"
    ),
    ("ZC007", "unknown"): Label("有一个回答不知道是回答哪个问题的", "an answer belongs to no question"),
    ("ZC008", "answered"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC008", "answered-about"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC008", "remark"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC008", "remark-about"): Label("{question}您答的是“{answer}”", "{question} You answered {answer}"),
    ("ZC501", "folder"): Label(
        "文件夹 {name}（{count} 个文件）不属于任何一条记录", "folder {name} belongs to no record"
    ),
    ("ZC501", "folder-of-section"): Label(
        "文件夹 {name}（{count} 个文件）不属于任何一条记录", "folder {name} belongs to no record"
    ),
    ("ZC101", "no-photo"): Label("没有放“{label}”", "{label} is missing"),
    ("ZC101", "no-text"): Label("没有放“{label}”", "{label} is missing"),
}
_NOTHING = Label("", "")
_RECORD = Label("加上这样一条记录，并放好它的佐证", "add such a record with its evidence")
_SETTLE = Label(
    "办好以后告诉我们改成“{wanted}”；对您不适用的，回答“不适用”",
    "when it is done tell us to change the answer to {wanted}; if it does not apply to you, say so",
)
_ANSWER = Label(
    "只回答“是”“否”或“不适用”；要说明的，写在后面的括号里",
    "answer yes, no or does not apply; an explanation may follow in brackets",
)
_WHICH_PAGES = Label(
    "告诉我们哪几页是哪种佐证；或者分成几个文件，各写各的名字",
    "tell us which pages are which part; or make it several files with a name each",
)
FIXES: dict[tuple[str, str], Label] = {
    ("ZC008", "answered"): _SETTLE,
    ("ZC008", "answered-about"): _SETTLE,
    ("ZC008", "remark"): _ANSWER,
    ("ZC008", "remark-about"): _ANSWER,
    ("ZC006", "unused"): Label("问题已经解决就删去这条豁免", "if the problem is gone take the waiver away"),
    ("ZC007", "unknown"): Label("照下面列出的问题回答", "answer the questions below"),
    ("ZC101", "many"): Label("只留最有分量的 {max} 项，删去其余的", "keep the best {max}, remove the others"),
    ("ZC101", "by-level"): Label("只留最有分量的 {max} 项，删去其余的", "keep the best {max}, remove the others"),
    ("ZC101", "few"): Label("再加 {more} 条记录，并放好佐证", "add {more} more with their evidence"),
    ("ZC101", "none-such"): _RECORD,
    ("ZC101", "none-so"): _RECORD,
    ("ZC101", "none-suitable"): _RECORD,
    ("ZC101", "empty"): Label("至少加一条记录，并放好它的佐证", "add at least one record with its evidence"),
    ("ZC101", "no-photo"): Label("把照片交来", "hand it in"),
    ("ZC101", "no-text"): Label("写好以后交来", "write it and hand it in"),
    ("ZC101", "no-attachment"): Label("扫描以后放进文件夹“附件/{label}”", "scan it into the folder 附件/{label}"),
    ("ZC201", "absent"): _NOTHING,
    ("ZC201", "blank"): _NOTHING,
    ("ZC201", "piece"): Label("写进“{owner}”里", "write it into “{owner}”"),
    ("ZC401", "no-folder"): Label("建一个文件夹，放进扫描件，例如 {example}", "make a folder and put the scans there"),
    ("ZC405", "beyond"): Label("告诉我们要的是哪几页", "tell us which pages are meant"),
    ("ZC406", "in-records"): Label(
        "放错了就换成对的；一份证明确实说明两件事的，请告诉我们",
        "replace the wrong one; or tell us that it proves both",
    ),
    ("ZC502", "everything"): _WHICH_PAGES,
    ("ZC502", "several-parts"): _WHICH_PAGES,
    ("ZC501", "folder"): Label(
        "是佐证就补上它的记录，不用的请移走", "add its record if it is evidence, else move it away"
    ),
    ("ZC501", "folder-of-section"): Label(
        "是佐证就补上它的记录，不用的请移走", "add its record if it is evidence, else move it away"
    ),
    ("ZC503", "folder"): Label(
        "核对文件夹的名称，或建好它并放入扫描件", "check its name, or make it and put the scans there"
    ),
    ("ZC503", "file"): Label("核对文件名，或把文件放到这个位置", "check its name, or put the file there"),
    ("ZC508", "heic"): Label(
        "转成 JPG，或在手机上设为“兼容性最佳”重拍",
        "turn it into a JPEG, or set the phone to the most compatible format",
    ),
    ("ZC601", "outside"): Label("换一张合要求的，或者重新拍", "use another one that complies, or take it again"),
}
