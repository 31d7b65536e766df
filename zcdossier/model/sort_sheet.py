"""How the workbook with a proposal is laid out: known to who writes it and to who reads it back."""

from zcdossier.model.label import Label

PLAN_STEM = "整理方案"
PIECES_SHEET, RECORDS_SHEET, GUIDE_SHEET, CHOICES_SHEET = "文件", "新记录", "怎么改", "可选"
IDENTITY = 4
"""The column of the hidden choices in whose first row a plan says which it is, whatever its file is called."""
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
GUIDE = (
    Label(
        "“文件”一行是一件：一个文件，或者 PDF 里的几页。黄色的格子可以改，别的不用管。",
        "Each row of 文件 is a piece: a file, or some pages of a PDF. Change the yellow cells and leave the rest.",
    ),
    Label(
        "放错了：改“栏目”“哪一条”“佐证”，从下拉列表里选，也可以自己写。",
        "In the wrong place: change section, record and part; choose from the lists, or type.",
    ),
    Label(
        "不想放：把“放”改成“不放”。没有放的在表的下面，“说明”里写着为什么、怎么办。",
        "To leave a piece out: set 放 to 不放. Pieces that were left out are at the end; the remark says why, "
        "and what to do.",
    ),
    Label(
        "同一条记录的文件，“哪一条”写一样的：两件都写“新 N3”就合成一条；"
        "拆成两条，就把其中一件改成没用过的编号，比如“新 N99”。",
        "Pieces with the same entry under 哪一条 go into one record: two with 新 N3 become one record; to "
        "separate them, give one a number no other has, such as 新 N99.",
    ),
    Label(
        "“新记录”是从页上读出来的内容，可能读错：对照原件改，空着的补上；补别的内容就加一行（编号、栏目、项目、内容）。",
        "The sheet 新记录 holds what was read off the pages and may be wrong: correct it from the original and "
        "fill in what is empty; for a further field add a row (number, section, field, value).",
    ),
    Label(
        "改完保存、关掉，再运行一次同样的命令，后面加 --apply。原来的文件不会动；不满意，用 --undo 撤销。",
        "Save and close it, then run the same command with --apply. The original files are not touched; --undo "
        "takes it back.",
    ),
)
"""How to correct a plan, line by line."""
