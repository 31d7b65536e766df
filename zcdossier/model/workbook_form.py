"""How a manifest in Excel is filled in: cells, rows and sheets, and not a colon."""

from collections.abc import Sequence

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Lines
from zcdossier.model.label import Label
from zcdossier.model.manifest_form import FileEntry, FilesAdvice, ManifestForm, Phrase
from zcdossier.model.workbook_hints import reword_hint
from zcdossier.model.workbook_lines import join_listed_file

_HINTS = {
    Advice.ADD_FIELD: Label(
        "在{where}的“{field}”里填上您自己的内容，例如 {example}{choices}（表里删掉了“{field}”的，先照原样加上）",
        "fill in your own {field} {where}, for example {example}{choices} (add {field} to the sheet if it was deleted)",
    ),
    Advice.ADD_FLAG: Label(
        "在{where}的“{field}”里照实填 是 或 否", "fill in {field} {where} truthfully: 是 (yes) or 否 (no)"
    ),
    Advice.FILL_FIELD: Label(
        "在这一格填上您自己的内容，例如 {example}{choices}", "fill in this cell, for example {example}{choices}"
    ),
    Advice.FILL_FLAG: Label("在这一格照实填 是 或 否", "fill in this cell truthfully: 是 (yes) or 否 (no)"),
    Advice.FILL_PIECE: Label(
        "照原件写进“{owner}”这一格，例如 {example}",
        "write it into the cell of {owner} as the original says, for example {example}",
    ),
    Advice.CLEAR_FIELD: Label("清空这一格", "clear this cell"),
    Advice.NAME_PHOTO: Label(
        "在“申报人”表的“{label}”一行写上照片的文件名，例如 photo.jpg",
        "write the name of the photo file beside {label} in the sheet 申报人, for example photo.jpg",
    ),
    Advice.NAME_TEXT: Label(
        "在“申报人”表的“{label}”一行写上文件名，例如 {label}.md",
        "write the file's name beside {label} in the sheet 申报人, for example {label}.md",
    ),
    Advice.ADD_ATTACHMENT: Label(
        "把扫描件放进文件夹 附件/{label}，在“附件”表里加一行，“类别”选 {label}",
        "put the scans into the folder 附件/{label} and add a row of the kind {label} to the sheet 附件",
    ),
    Advice.ADD_RECORD: Label(
        "在相应栏目的工作表里加一行（已经填了这一条的，就在那一行），“文件夹”写 {name}；不用的移出材料文件夹",
        "add a row with the folder {name} to the sheet of its section; if the record has a row already, write "
        "the folder there; if it is not needed, move it out of the dossier",
    ),
    Advice.ADD_RECORD_TO_SECTION: Label(
        "在“{label}”表里加一行（已经填了这一条的，就在那一行），“文件夹”写 {name}；不用的移出材料文件夹",
        "add a row with the folder {name} to the sheet of {label}; if the record has a row already, write the "
        "folder there; if it is not needed, move it out of the dossier",
    ),
    Advice.CORRECT_FOLDER: Label(
        "{guess}文件夹叫别的名称，就写在“文件夹”这一格；还没有的，运行 zcdossier init 材料文件夹 --folders 建好",
        "{guess}if the folder has another name, write that into the cell 文件夹; if there is none yet, run "
        "zcdossier init FOLDER --folders to create it",
    ),
    Advice.NAME_FOLDER: Label(
        "{guess}扫描件放在一个文件夹里，“文件夹”这一格只写文件夹的名称，不写文件名",
        "{guess}keep the scans in a folder, and write only the folder's name into the cell 文件夹, not a file's",
    ),
    Advice.MAKE_FOLDER: Label(
        "运行 zcdossier init 材料文件夹 --folders 建好这一行的文件夹，放进扫描件（例如 {example}）；"
        "自己建的，在“文件夹”里写上名称，例如 {new}",
        "run zcdossier init FOLDER --folders to create the folder of this row, and put the scans into it (for "
        "example {example}); if you create one yourself, write its name into the cell 文件夹, for example {new}",
    ),
    Advice.NAME_PROFILE: Label(
        "在“申报人”表的“申报要求”一行写上按哪份通知申报，zcdossier profile list 列出可选的；"
        "这张表删掉了的，从另一份新建的申报表里复制过来",
        "write the profile of your notice beside 申报要求 in the sheet 申报人; zcdossier profile list shows "
        "them; if the sheet was deleted, copy it from a newly made workbook",
    ),
    Advice.NAME_LEVEL: Label(
        "在“申报人”表的“申报级别”一行选一个：{names}", "choose one beside 申报级别 in the sheet 申报人: {names}"
    ),
    Advice.NAME_KIND: Label("在这一行的“类别”里选一种", "choose the kind in the column 类别 of this row"),
    Advice.NAME_FILE: Label("例如 1-封面.jpg", "for example 1-封面.jpg"),
    Advice.NAME_LISTED_FILES: Label(
        "一个文件一行，例如 全文.pdf；佐证：封面；页码：1；不必逐个列出的，把这一格清空",
        "one line per file, for example 全文.pdf；佐证：封面；页码：1; if you need not list the files one by "
        "one, clear the cell",
    ),
    Advice.WRITE_ANSWER: Label(
        "在“确认”表 {clause} 这一行的“回答”里选 是、否 或 不适用",
        "choose 是 (yes), 否 (no) or 不适用 (not applicable) in the row of {clause} of the sheet 确认",
    ),
    Advice.WRITE_WAIVER: Label(
        "例如 代码 ZC101，位置 09-论文/2021 教育研究，理由 人事处同意",
        "for example 代码 ZC101, 位置 09-论文/2021 教育研究, 理由 agreed by the personnel office",
    ),
    Advice.WRITE_WAIVER_CODE: Label("在“代码”里写明是哪个代码，例如 ZC101", "name the code in 代码, for example ZC101"),
    Advice.WRITE_WAIVER_REASON: Label(
        "在“理由”里写明谁在什么时候同意的，例如 人事处5月8日电话同意",
        "say in 理由 who agreed and when, for example: personnel office by telephone on 8 May",
    ),
    Advice.CHECK_WAIVER_PLACE: Label(
        "问题已经解决就清空这一行；否则核对“位置”里写的是哪一条",
        "clear the row if the finding is gone; otherwise check what 位置 says",
    ),
    Advice.USE_KNOWN_NAME: Label(
        "{guess}不需要就删去；可用的名称见 zcdossier init --as xlsx 新生成的申报表",
        "{guess}remove it if it is not needed; a workbook newly made by zcdossier init --as xlsx shows the names",
    ),
    Advice.ADD_SUCH_RECORD: Label(
        "在“{label}”表里加上这样一行，并放好它的佐证", "add such a row to the sheet of {label}, with its evidence"
    ),
    Advice.ADD_FIRST_RECORD: Label(
        "在“{label}”表里至少填一行，并放好它的佐证",
        "fill in at least one row of the sheet of {label}, with its evidence",
    ),
    Advice.KEEP_ONE: Label("只留一处，清空或删去另一处", "keep one and clear or delete the other"),
}
_PHRASES = {
    Phrase.IN_RECORD: Label("这一行", "in this row"),
    Phrase.IN_APPLICANT: Label("“申报人”表", "in the sheet 申报人"),
    Phrase.LIST_FILE: Label("，这一行的“文件”里也加上这个文件名", ", add that name to the cell 文件 of this row too"),
    Phrase.NAME_NEW_FOLDER: Label(
        "，再在这一行的“文件夹”里写上 {folder}", ", then write {folder} into the cell 文件夹 of this row"
    ),
}


def _list_files(_record: Record, entries: Sequence[FileEntry]) -> FilesAdvice:
    where = Label(
        "在这一行的“文件”这一格里写下面几行（按 Alt+Enter 换行；没有“文件”列就加一列，表头写“文件”）",
        "write these lines into the cell 文件 of this row "
        "(Alt+Enter begins a line; add a column headed 文件 if there is none)",
    )
    lines = tuple(
        Label(*(join_listed_file(entry.name, entry.part.text(lang), entry.pages) for lang in ("zh", "en")))
        for entry in entries
    )
    return FilesAdvice(where, Lines(lines))


def _answer_lines(clause: str, record: str) -> tuple[str, ...]:
    if record:
        return (f"    条款 {clause} · 哪一条 {record} · 回答 是",)
    return (f"    条款 {clause} · 回答 是",)


WORKBOOK_FORM = ManifestForm(
    hints=_HINTS,
    phrases=_PHRASES,
    list_files=_list_files,
    reword=reword_hint,
    answer_here=Label(
        "核对以后，在 申报表.xlsx 的“确认”表里选回答（是、否或不适用），例如：",
        "Once checked, choose the answer in the sheet 确认 of 申报表.xlsx "
        "(是 yes, 否 no, 不适用 not applicable), such as:",
    ),
    answer_place=Label("申报表.xlsx 的“确认”表", "the sheet 确认 of 申报表.xlsx"),
    answer_record_here=Label(
        "只回答其中一条记录时，把那一行复制一份，“哪一条”照抄括号里的名称：",
        "To answer for one record only, copy the row and write what stands in brackets behind it into 哪一条:",
    ),
    answer_lines=_answer_lines,
    paste_answers=Label(
        "打开 申报表.xlsx 的“确认”表，点最后一行下面的第一格，粘贴。每个回答一行，列和表里的一样。",
        "Open the sheet 确认 of 申报表.xlsx, click the first cell below its last row and paste: a row per answer, "
        "in the sheet's own columns.",
    ),
    answers_in_rows=True,
    quotes=False,
)
