"""How the workbook with a proposal is laid out: known to who writes it and to who reads it back."""

from zcdossier.model.label import Label

PLAN_STEM = "整理方案"
PIECES_SHEET, RECORDS_SHEET, CHOICES_SHEET = "文件", "新记录", "可选"
FILE, PAGES, PUT, SECTION, RECORD, PART, SURE, CLUE, REMARK, CHECK = range(10)
PIECE_HEADS = (
    Label("文件", "File"),
    Label("页", "Pages"),
    Label("放不放", "Put"),
    Label("栏目", "Section"),
    Label("哪一条", "Record"),
    Label("佐证", "Part"),
    Label("把握", "Confidence"),
    Label("看到的字", "Seen"),
    Label("说明", "Remark"),
    Label("校验", "Check"),
)
NEW, NEW_SECTION, NEW_FIELD, NEW_VALUE, NEW_SURE, NEW_FROM = range(6)
RECORD_HEADS = (
    Label("新记录", "New record"),
    Label("栏目", "Section"),
    Label("项目", "Field"),
    Label("内容", "Value"),
    Label("把握", "Confidence"),
    Label("读自", "Read from"),
)
YES, NO = "放", "不放"
CHECK_LENGTH = 16
