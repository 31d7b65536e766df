"""What is said of a workbook that can't be read, or not safely: part of the messages of ZC001."""

from zcdossier.model.finding import Message
from zcdossier.model.label import Label

UNREADABLE_WORKBOOK = {
    "open-workbook": Message(
        Label(
            "申报表.xlsx 正在 Excel 或 WPS 里打开着，读的是上次保存的内容",
            "申报表.xlsx is open in Excel or WPS; what was saved last is read",
        ),
        Label("在表格里保存以后，再运行一次", "save it there and run again"),
    ),
    "old-workbook": Message(
        Label(
            "申报表.xlsx 实际上是旧格式（.xls）的表格，或者加了密码",
            "申报表.xlsx is in fact of the old format (.xls), or has a password",
        ),
        Label(
            "用 Excel 或 WPS 打开，去掉密码，另存为“Excel 工作簿（*.xlsx）”",
            "open it in Excel or WPS, take the password away, and save it as an Excel workbook (*.xlsx)",
        ),
    ),
    "locked-workbook": Message(
        Label("申报表.xlsx 加了密码，读不出来", "申报表.xlsx has a password and can't be read"),
        Label("用 Excel 或 WPS 打开，去掉密码再保存", "open it in Excel or WPS, take the password away, and save it"),
    ),
    "no-workbook": Message(
        Label("申报表.xlsx 不是 Excel 工作簿", "申报表.xlsx is no Excel workbook"),
        Label(
            "用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”；打不开就用 zcdossier init 重新生成",
            "open it in Excel or WPS and save it as an Excel workbook (*.xlsx); else make one with zcdossier init",
        ),
    ),
    "empty-workbook": Message(
        Label("申报表.xlsx 是空文件", "申报表.xlsx is an empty file"),
        Label(
            "多半是没有保存成功，重新保存一次；或用 zcdossier init 重新生成一份",
            "it was probably not saved; save it again, or make a new one with zcdossier init",
        ),
    ),
    "damaged-workbook": Message(
        Label(
            "申报表.xlsx 损坏了，读不完整",
            "申报表.xlsx is damaged and can't be read to its end",
        ),
        Label(
            "用 Excel 或 WPS 打开，让它修复，再另存一次；从微信、邮箱得来的就重新下载",
            "open it in Excel or WPS, let it repair the file, and save it again; download it again if it was sent",
        ),
    ),
    "damaged-sheet": Message(
        Label(
            "申报表.xlsx 里的工作表“{sheet}”损坏了，读不完整",
            "sheet {sheet} of 申报表.xlsx is damaged and can't be read to its end",
        ),
        Label(
            "用 Excel 或 WPS 打开，让它修复，看看这张表的内容还在不在，再另存一次；从微信、邮箱得来的就重新下载",
            "open it in Excel or WPS, let it repair the file, look whether the sheet is whole, and save it again; "
            "download it again if it was sent",
        ),
    ),
    "missing-sheet": Message(
        Label(
            "申报表.xlsx 里的工作表“{sheet}”只有名称，内容丢失了",
            "sheet {sheet} of 申报表.xlsx has a name only; what it held is lost",
        ),
        Label(
            "换回原来那一份；或用 Excel、WPS 打开修复，把这张表的内容补上，再另存一次",
            "go back to an earlier copy; or let Excel or WPS repair the file, fill the sheet in again and save it",
        ),
    ),
    "hostile-workbook": Message(
        Label(
            "申报表.xlsx 里有表格软件不会写的内容（文档类型声明），没有读",
            "申报表.xlsx holds what no spreadsheet writes (a document type); it was not read",
        ),
        Label(
            "用 Excel 或 WPS 打开，另存一份",
            "open it in Excel or WPS and save it again",
        ),
    ),
    "workbook-too-large": Message(
        Label(
            "申报表.xlsx 超过 {limit} MB，不像是填写的表格",
            "申报表.xlsx is larger than {limit} MB, which is not what a filled form takes",
        ),
        Label(
            "删去表里的图片和多余的空行、空列，再保存；扫描件放进文件夹，不插在表里",
            "delete pictures and needless empty rows and columns; scans belong into folders, not into the workbook",
        ),
    ),
    "too-many-cells": Message(
        Label(
            "申报表.xlsx 里有字的格子超过 {limit} 个，不像是填写的表格",
            "申报表.xlsx has more than {limit} filled cells, which is not what a filled form takes",
        ),
        Label(
            "删去不是申报内容的工作表",
            "delete the sheets that are not part of the application",
        ),
    ),
    "too-much-text": Message(
        Label(
            "申报表.xlsx 里的文字超过 {limit} 个字，不像是填写的表格",
            "申报表.xlsx holds more than {limit} characters, which is not what a filled form takes",
        ),
        Label(
            "删去不是申报内容的工作表，和整篇贴进格子里的文章",
            "delete the sheets that are not part of the application, and whole articles pasted into cells",
        ),
    ),
}
