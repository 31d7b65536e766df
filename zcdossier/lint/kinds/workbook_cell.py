"""ZC009 workbook-cell: what a spreadsheet program, or the way a sheet was filled, made of what was meant."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.model.finding import Message
from zcdossier.model.label import Label

_WARNINGS = frozenset(
    {
        "became-fraction",
        "became-date",
        "october",
        "merged-down",
        "merged-across",
        "hidden-rows",
        "hidden-sheet",
        "unknown-sheet",
        "no-sheet",
        "copied-sheet",
        "long-sheet",
        "note",
        "answer-beside",
        "value-beside",
        "stray",
        "no-heading",
        "spare-column",
        "struck",
        "pictures",
        "macros",
        "links",
    }
)

KIND = CheckKind(
    code="ZC009",
    name="workbook-cell",
    title=Label("表格单元格", "workbook cell"),
    params=NoParams,
    check=problem_check("ZC009", warnings=_WARNINGS),
    messages={
        "became-fraction": Message(
            Label(
                "Excel 把这里变成了日期“{other}”，按 {text} 读",
                "Excel turned this into a date ({other}); it was read as {text}",
            ),
            Label(
                "把这一格的格式改成“文本”，再重新输入 {text}",
                "set the cell's format to Text and type {text} again",
            ),
        ),
        "became-date": Message(
            Label(
                "这一格被 Excel 变成了日期，按“{text}”读",
                "Excel turned this cell into a date; it was read as {text}",
            ),
            Label(
                "和本来要填的不一样，就把这一格的格式改成“文本”，再重新输入",
                "if that is not what you meant, set the cell's format to Text and type it again",
            ),
        ),
        "october": Message(
            Label(
                "这一格是数字 {text}，分不清是 1 月，还是 {other} 丢了末尾的 0",
                "this cell holds the number {text}: either January, or {other} with its last zero lost",
            ),
            Label(
                "把这一格的格式改成“文本”，写成 2021-01 或 2021-10 这样",
                "set the cell's format to Text and write it like 2021-01 or 2021-10",
            ),
        ),
        "lost-digits": Message(
            Label(
                "这一格是数字，Excel 只留得住前 15 位，后面的变成了 0：{text}",
                "this cell holds a number, of which Excel keeps only 15 digits and makes the rest 0: {text}",
            ),
            Label(
                "把这一格的格式改成“文本”，再重新输入全部数字",
                "set the cell's format to Text and type all digits again",
            ),
        ),
        "error-value": Message(
            Label(
                "这一格里是出错的公式（{other}）",
                "the formula in this cell gives an error ({other})",
            ),
            Label(
                "删去公式，直接输入内容",
                "delete the formula and type the text itself",
            ),
        ),
        "uncalculated": Message(
            Label(
                "这一格里是公式，文件里没有存下它的结果",
                "this cell holds a formula whose result is not in the file",
            ),
            Label(
                "用 Excel 或 WPS 打开后保存一次，或删去公式、直接输入内容",
                "open the file in Excel or WPS and save it, or type the text itself",
            ),
        ),
        "merged-down": Message(
            Label(
                "第 {rows} 行的这一格合并在一起，每一行都按同样的内容读",
                "this cell is merged over rows {rows}; each row was read with the same text",
            ),
            Label(
                "取消合并单元格，每一行各填各的",
                "split the merged cell and fill each row by itself",
            ),
        ),
        "merged-across": Message(
            Label(
                "这一格和右边的格子合并了，内容只算在第一列",
                "this cell is merged with those to its right; its text counts for the first column only",
            ),
            Label(
                "取消合并单元格，各列分别填写",
                "split the merged cell and fill each column by itself",
            ),
        ),
        "hidden-rows": Message(
            Label(
                "第 {rows} 行被隐藏或筛选掉了，也算作记录",
                "row {rows} is hidden or filtered out, but still counts as a record",
            ),
            Label(
                "取消筛选或隐藏，看一看；不要的整行删去",
                "clear the filter or unhide it and look; delete the whole row if it is not meant",
            ),
        ),
        "hidden-sheet": Message(
            Label(
                "工作表“{sheet}”被隐藏了，里面的内容也算",
                "sheet {sheet} is hidden, but what it holds still counts",
            ),
            Label(
                "取消隐藏，看一看；不要的内容删去",
                "unhide it and look; delete what is not meant",
            ),
        ),
        "no-sheet": Message(
            Label("没有这张工作表：{sheets}", "missing sheet: {sheets}"),
            Label(
                "改了名的改回来；删掉了的，照新建这一份时的 --profile 和 --level，用 zcdossier init "
                "另一个文件夹 --as xlsx 再新建一份，在 Excel 里把这张表复制过来，再填",
                "if it was renamed, rename it back; if it was deleted, make a new workbook with zcdossier init "
                "ANOTHER --as xlsx, with the same --profile and --level, copy the sheet from it in Excel, and "
                "fill it in",
            ),
        ),
        "unknown-sheet": Message(
            Label(
                "工作表“{sheet}”不是哪个栏目，里面的内容没有读",
                "sheet {sheet} belongs to no section; what it holds was not read",
            ),
            Label(
                "{guess}是栏目就改成栏目的名称，自己用的草稿不用管",
                "{guess}if it is a section, rename it to the section's name; if it is a draft of your own, leave it",
            ),
        ),
        "copied-sheet": Message(
            Label(
                "工作表“{sheet}”像是“{first}”的副本，里面的内容没有读",
                "sheet {sheet} seems to be a copy of {first}; what it holds was not read",
            ),
            Label(
                "要申报的内容放进“{first}”，再删去这个副本",
                "move what you want to submit into {first}, then delete this copy",
            ),
        ),
        "long-sheet": Message(
            Label(
                "工作表“{sheet}”在第 {row} 行后面有上万个空行，再往后没有读",
                "sheet {sheet} has ten thousand empty rows after row {row}; nothing below them was read",
            ),
            Label(
                "选中表格下面的空行，整行删除，再保存",
                "select the empty rows below the table, delete them and save",
            ),
        ),
        "no-headings": Message(
            Label(
                "工作表“{sheet}”里找不到表头，没有读",
                "no row of headings was found in sheet {sheet}; it was not read",
            ),
            Label(
                "补上表头那一行：{names}",
                "put the row of headings back: {names}",
            ),
        ),
        "note": Message(
            Label(
                "这一行像是说明文字，没有当成一条记录",
                "this row looks like a remark and was not taken as a record",
            ),
            Label(
                "说明写在“备注”列，或删去这一行",
                "write remarks into the column 备注, or delete the row",
            ),
        ),
        "stray": Message(
            Label(
                "这一格不在哪个表头下面，没有读",
                "this cell is under no heading and was not read",
            ),
            Label(
                "要填的，移到对应的列；自己记的不用管",
                "if it is meant to be read, move it into its column; leave notes of your own as they are",
            ),
        ),
        "no-heading": Message(
            Label(
                "这一列没有表头，没有读",
                "this column has no heading and was not read",
            ),
            Label(
                "要填的内容，补上表头{lost}；自己记的不用管",
                "if it is meant to be read, add its heading{lost}; leave notes of your own as they are",
            ),
        ),
        "spare-column": Message(
            Label(
                "表头“{key}”不是要填的哪一项，这一列没有读",
                "the heading {key} is not one of the fields; its column was not read",
            ),
            Label(
                "是要填的，把表头改成那一项的名称；自己记的不用管",
                "if it is meant to be read, rename the heading to the field's name; leave notes of your own as "
                "they are",
            ),
        ),
        "struck": Message(
            Label(
                "这一行有划了删除线的内容，仍然算数",
                "this row has struck-through text, which still counts",
            ),
            Label(
                "不要的把整行删去；要的去掉删除线",
                "if it is not meant, delete the row; if it is, remove the strikethrough",
            ),
        ),
        "pictures": Message(
            Label(
                "工作表“{sheet}”里贴了图片，表里的图片不算佐证，也不会上传",
                "there are pictures on sheet {sheet}; pictures in the workbook don't count as evidence and are "
                "not uploaded",
            ),
            Label(
                "是佐证就存成文件，放进那条记录的文件夹，再从表里删去",
                "if one is evidence, save it as a file in the folder of its record, then delete it from the sheet",
            ),
        ),
        "no-clause": Message(
            Label(
                "看不出这个回答（{answer}）是回答哪一条的，没有读",
                "which question this answer ({answer}) is for is not clear; it was not read",
            ),
            Label(
                "在“条款”这一格补上条款编号，zcdossier checklist 列出全部问题",
                "write the clause number back into the cell 条款; zcdossier checklist lists all questions",
            ),
        ),
        "answer-beside": Message(
            Label(
                "“回答”空着，“{answer}”写在了“{column}”里，没有算",
                "the cell 回答 is empty: {answer} was written under {column}, where it does not count",
            ),
            Label("把它移到“回答”这一格", "move it into the cell 回答"),
        ),
        "value-beside": Message(
            Label(
                "“填写内容”空着，“{value}”写在了“怎么填”里，没有算",
                "nothing is filled in here: {value} stands in the column 怎么填, where it does not count",
            ),
            Label("把它移到“填写内容”这一格", "move it into this cell"),
        ),
        "macros": Message(
            Label(
                "这个表格带有宏；宏不会运行，内容照读",
                "this workbook has macros; they are not run, only the cells are read",
            ),
            Label(
                "在 Excel 里另存为“Excel 工作簿（*.xlsx）”",
                "save it again as an Excel workbook (*.xlsx)",
            ),
        ),
        "links": Message(
            Label(
                "这个表格引用了别的文件，读的是上次存下的结果",
                "this workbook refers to other files; the values last saved were read",
            ),
            Label(
                "把引用的内容复制后“选择性粘贴—值”",
                "copy the cells that refer to them and use Paste Special, Values",
            ),
        ),
    },
    card=Card(
        why=Label(
            "Excel 会改动输入的内容：1/3 变成日期，末尾的 0 丢失，长数字只留 15 位。",
            "Excel changes what is typed: 1/3 becomes a date, a final 0 is lost, long numbers keep only 15 digits.",
        ),
        wrong="[论文] E5: 1月3日",
        right="[论文] E5: 1/3",
        mend=Label("把单元格的格式改成“文本”，再重新输入。", "Set the cell's format to Text and type it again."),
    ),
    always=True,
    waivable=False,
)
