"""ZC001 manifest-unreadable: the manifest can't be read as YAML, or not safely."""

from zcdossier.lint.kind import Card, CheckKind, NoParams, problem_check
from zcdossier.lint.unreadable_workbook import UNREADABLE_WORKBOOK
from zcdossier.model.finding import Message
from zcdossier.model.label import Label

KIND = CheckKind(
    code="ZC001",
    name="manifest-unreadable",
    title=Label("清单读不出来", "manifest unreadable"),
    params=NoParams,
    check=problem_check("ZC001", warnings=frozenset({"bom", "open-workbook"})),
    messages={
        "no-access": Message(
            Label("打不开清单文件：{reason}", "the manifest can't be opened: {reason}"),
            Label("检查文件是否存在、是否有读取权限", "check that the file exists and may be read"),
        ),
        "not-a-file": Message(
            Label(
                "叫这个名称的不是文件，多半是文件夹",
                "what has the manifest's name is not a file, but probably a folder",
            ),
            Label("把它改名或移走，清单文件放在这里", "rename it or move it away, and put the manifest here"),
        ),
        "too-large": Message(
            Label("清单文件超过 {limit} MB，不像是清单", "the manifest is larger than {limit} MB"),
            Label("确认没有把别的文件存成 dossier.yaml", "make sure no other file was saved as dossier.yaml"),
        ),
        "binary": Message(
            Label("清单不是文本文件，或编码认不出来", "the manifest is not text, or in an unknown encoding"),
            Label("用记事本或 VS Code 打开，另存为 UTF-8 编码", "open it in an editor and save it as UTF-8"),
        ),
        "gbk": Message(
            Label("清单是 GBK（ANSI）编码", "the manifest is in GBK encoding"),
            Label("用记事本打开，“另存为”时编码选 UTF-8", "save it again as UTF-8"),
        ),
        "big5": Message(
            Label("清单是 Big5（繁体）编码", "the manifest is in Big5 encoding"),
            Label(
                "用 VS Code 打开，点右下角的编码名称：先“通过编码重新打开”选 Big5，再“通过编码保存”选 UTF-8",
                "open it as Big5 in an editor (VS Code: click the encoding at the bottom) and save it as UTF-8",
            ),
        ),
        "damaged": Message(
            Label(
                "从这里起的字坏了，多半是文件没有拷完，或两种编码混在一起",
                "the text is broken from here on: the file was not copied completely, or it mixes two encodings",
            ),
            Label(
                "找回完整的那一份清单；没有，就把这里的字重新输入，存成 UTF-8",
                "go back to a complete copy; if there is none, type this part again and save the file as UTF-8",
            ),
        ),
        "garbled": Message(
            Label("清单里的字已经是乱码", "the manifest's text is garbled"),
            Label(
                "多半是用错了编码打开又保存过，改编码也救不回来：找回保存以前的那一份，或重新填",
                "it was opened in the wrong encoding and saved, which can't be undone: go back to an earlier "
                "copy, or fill it in again",
            ),
        ),
        "utf-16": Message(
            Label("清单是 UTF-16（Unicode）编码", "the manifest is in UTF-16"),
            Label("用记事本打开，“另存为”时编码选 UTF-8", "save it again as UTF-8"),
        ),
        "bom": Message(
            Label("清单开头有 BOM 标记（带有 BOM 的 UTF-8）", "the manifest starts with a byte order mark"),
            Label(
                "不影响检查；要消除就在编辑器里另存为“UTF-8”（不带 BOM）",
                "this is harmless; to get rid of it, save the file as UTF-8 without BOM",
            ),
        ),
        "tab": Message(
            Label("这一行用了制表符（Tab）缩进，YAML 不允许", "this line is indented with a tab, which YAML forbids"),
            Label("删去行首的 Tab，改打空格，和上下各行对齐", "type spaces instead, aligned with the lines around it"),
        ),
        "wide-space": Message(
            Label("这一行前面有全角空格或看不见的字符", "this line begins with wide spaces or invisible characters"),
            Label(
                "删去行首的空格，在英文输入法下重新打，和上下各行对齐",
                "delete them and type plain spaces instead, aligned with the lines around it",
            ),
        ),
        "wide-dash": Message(
            Label("这一行开头不是“英文减号加空格”", "this line does not begin with a plain hyphen and a space"),
            Label("改成英文减号加一个空格：- ", "begin it with a plain hyphen and a space: - "),
        ),
        "equals-sign": Message(
            Label("“{key}”后面是等号", "{key} is followed by an equals sign"),
            Label("改成英文冒号加一个空格，写成 {key}: {text}", "use a colon and a space: {key}: {text}"),
        ),
        "is-workbook": Message(
            Label("这个文件其实是 Excel 表格，不是文本", "this file is really an Excel workbook, not text"),
            Label(
                "是填好的申报表，就叫它 申报表.xlsx（和 zcdossier init --as xlsx 写的一样）；不是就移走",
                "if it is the filled-in workbook, name it 申报表.xlsx; otherwise move it away",
            ),
        ),
        "is-document": Message(
            Label(
                "这个文件其实是 Word、PDF 这样的文件，不是文本",
                "this file is really a document such as Word or PDF, not text",
            ),
            Label(
                "把它移走；用 zcdossier init 新建一份清单，内容抄进去",
                "move it away, make a manifest with zcdossier init, and copy the content into it",
            ),
        ),
        "is-web-page": Message(
            Label("这个文件其实是网页，不是清单", "this file is a web page, not a manifest"),
            Label(
                "多半是下载时存成了网页：回到原来的地方重新下载清单；没有，就用 zcdossier init 新建一份，内容抄进去",
                "probably a download that went wrong: download the manifest again, or make one with zcdossier init",
            ),
        ),
        "wide-after-colon": Message(
            Label("“{key}”的冒号后面是全角空格", "a wide space follows the colon of {key}"),
            Label("在英文输入法下改打一个空格，写成 {key}: {text}", "type a plain space instead: {key}: {text}"),
        ),
        "full-width-colon": Message(
            Label("“{key}”后面是中文冒号“：”", "{key} is followed by a full-width colon"),
            Label("改成英文冒号加一个空格，写成 {key}: {text}", "use a plain colon and a space: {key}: {text}"),
        ),
        "full-width-colon-last": Message(
            Label("“{key}”后面是中文冒号“：”", "{key} is followed by a full-width colon"),
            Label(
                "是清单里的名称，就把“：”换成英文冒号；是从聊天里带来的话，就删去这一行",
                "if it is a key of the manifest, use a plain colon; if the line was pasted along from a chat, "
                "delete it",
            ),
        ),
        "cited": Message(
            Label(
                "这一行前面有 > 号，像是从邮件里引用来的", "this line begins with >, like a line quoted in an e-mail"
            ),
            Label(
                "删去每一行开头的 > 和它后面的一个空格",
                "delete the > at the beginning of each line, and one space after it",
            ),
        ),
        "no-space": Message(
            Label("“{key}”的冒号后面少了一个空格", "a space is missing after the colon of {key}"),
            Label("在冒号后面加一个空格，写成 {key}: {text}", "put a space after the colon: {key}: {text}"),
        ),
        "open-quote": Message(
            Label("引号没有配对", "a quotation mark is not closed"),
            Label(
                "在这段文字的末尾补上同样的引号（末尾是中文引号的，改成英文引号）；不需要引号就把开头的也删去",
                "close it with the same mark (not a curly one), or remove the one in front",
            ),
        ),
        "colon-in-value": Message(
            Label(
                "这一行里有两个“冒号加空格”，分不清哪个是名称",
                "there are two colons in this line, so which one ends the key is not clear",
            ),
            Label("给冒号后面的整段文字加上英文双引号", "put the text after the first colon in double quotes"),
        ),
        "open-bracket": Message(
            Label(
                "从这里开始的括号没有配对，或里面少了逗号",
                "the bracket opened here is not closed, or a comma is missing inside",
            ),
            Label(
                "检查这一对括号：要用英文的 [ ] { }，各项之间用英文逗号",
                "check the pair: plain [ ] or { }, with commas between the items",
            ),
        ),
        "indentation": Message(
            Label(
                "这一行前面空了 {here} 格，第 {line} 行空了 {above} 格，没有对齐",
                "this line is indented by {here} spaces, line {line} by {above}: they are not aligned",
            ),
            Label(
                "两行都是同一条记录里的，或都是栏目的，前面空的格数要一样（“- ”也算两格），只用空格",
                'keys of one record, and sections, must start in the same column ("- " counts as two); use spaces only',
            ),
        ),
        "text-above-items": Message(
            Label(
                "“{key}”后面写了“{text}”，下面又是一条条记录",
                "{key} holds {text}, and records below it as well",
            ),
            Label(
                "冒号后面空着，记录写在下面；要留着这句话，就写成 {key}: # {text}",
                "leave nothing behind the colon where records follow; to keep the remark write {key}: # {text}",
            ),
        ),
        "no-line-above": Message(
            Label(
                "从这一行起往里缩进了，上面却没有它们所属的那一行",
                "the lines from here on are indented, but the line they belong under is missing",
            ),
            Label(
                "清单里没有{missing}这一行，在这里的上面补上（前面不空格）；不是少了它，就删去行首的空格",
                "the manifest has no line {missing}: add it above, starting in the first column; if that is "
                "not the cause, remove the spaces in front",
            ),
        ),
        "no-dash": Message(
            Label("这条记录的第一行前面少了横线", "the first line of this record has no hyphen in front"),
            Label(
                "在这一行最前面的字前加上英文减号和一个空格，减号和第 {line} 行的减号上下对齐",
                "put a hyphen and a space in front of it, with the hyphen straight above the one in line {line}",
            ),
        ),
        "item-in-remark": Message(
            Label("这条记录的第一行前面还留着 #，没有读到", "the first line of this record still has a # in front"),
            Label(
                "删去这一行前面的 #，减号和第 {line} 行的减号上下对齐；不要这条记录，就在它的每一行前面都加上 #",
                "delete the #, so that the hyphen stands straight above the one in line {line}; if you don't "
                "want this record, put a # before each of its lines",
            ),
        ),
        "no-colon": Message(
            Label("这一行没有冒号，看不出是哪一项", "this line has no colon, so which field it is for is not clear"),
            Label(
                "写成 名称: 内容，冒号后面空一格；是上一行没写完的，接在上一行后面；是说明文字就在前面加英文的 "
                "#，多余的就删去",
                "write key: value, with a space after the colon; if it continues the line above, join it to "
                "that line; put # before a remark; delete anything else",
            ),
        ),
        "two-fields": Message(
            Label("一行里像是写了两项：{typed}", "this line seems to hold two fields: {typed}"),
            Label(
                "一行只写一项：把 {typed} 移到下一行，和上一项的第一个字对齐；其实是同一段文字的，给整段加英文双引号",
                "write one field per line: move {typed} to a line of its own, aligned with the one above; if "
                "it is all one text, put it in double quotes",
            ),
        ),
        "below-field": Message(
            Label(
                "“{text}”写在第 {line} 行“{key}”的下面，没有接在它后面",
                "{text} is written below {key} (line {line}) instead of after it",
            ),
            Label(
                "接在第 {line} 行的冒号后面，空一格：{key}: {text}",
                "write it after the colon in line {line}: {key}: {text}",
            ),
        ),
        "merge-mark": Message(
            Label(
                "清单里留着两个人的修改没有合并（<<<<<<<、=======、>>>>>>> 三行之间）",
                "two people's changes were left unmerged here (between <<<<<<<, ======= and >>>>>>>)",
            ),
            Label(
                "两种写法留下要的那一种，再删去 <<<<<<<、=======、>>>>>>> 这三行；后面还有的也这样改",
                "keep the version you want, then delete the three lines <<<<<<<, ======= and >>>>>>>; do the "
                "same with any further below",
            ),
        ),
        "dash-in-value": Message(
            Label("冒号后面又写了“- ”", 'a "- " follows the colon'),
            Label(
                "删去冒号后面的“- ”；文字本来就以减号开头的，给整段文字加英文双引号",
                'delete the "- " after the colon; if the text does begin with a hyphen, put it in double quotes',
            ),
        ),
        "after-quote": Message(
            Label("引号后面多了文字", "text follows a closing quotation mark"),
            Label(
                "引号要包住冒号后面的整段文字；文字里本来有引号就改成中文引号",
                "put the quotes around the whole text after the colon; use Chinese quotation marks inside it",
            ),
        ),
        "backslash": Message(
            Label(
                "英文双引号里的反斜杠 \\ 有特殊含义，这里读不通",
                "a backslash inside double quotes has a special meaning, and this one can't be read",
            ),
            Label(
                "把 \\ 改成 /，或把双引号换成英文单引号", "change \\ to /, or use single quotes instead of double ones"
            ),
        ),
        "needs-quotes": Message(
            Label("以 {sign} 开头的文字要加引号", "a text beginning with {sign} needs quotes"),
            Label('给整段文字加英文双引号，写成 "{typed}"', 'put the text in double quotes: "{typed}"'),
        ),
        "unknown-alias": Message(
            Label("以 * 开头的文字要加英文双引号", "a text beginning with * needs double quotes"),
            Label('给整段文字加英文双引号，写成 "{typed}"', 'put the text in double quotes: "{typed}"'),
        ),
        "too-deep": Message(
            Label("清单嵌套超过 {limit} 层", "the manifest is nested deeper than {limit} levels"),
            Label("检查这里的括号和缩进", "check brackets and indentation here"),
        ),
        "too-many-nodes": Message(
            Label(
                "清单展开后过大（反复引用了同一段内容）",
                "the manifest becomes far too large when its aliases (& and *) are expanded",
            ),
            Label("不要用 & 和 * 引用，直接写出内容", "write the content out instead of using & and *"),
        ),
        "many-documents": Message(
            Label("清单里有多个文档（--- 分隔）", "the manifest holds more than one document"),
            Label(
                "只是多了一行 --- 的，删去它；后面是另一个人的，移到他自己的材料文件夹里，存成他的清单",
                "if it is just an extra --- line, delete it; if another person follows, move that part into a "
                "dossier of its own",
            ),
        ),
        "key-not-text": Message(
            Label("冒号前面的名称不是文字", "this key is not text"),
            Label("检查 ? 或方括号", "check for ? or brackets"),
        ),
        "control-character": Message(
            Label("这里有看不见的控制字符", "there is an invisible control character here"),
            Label("删去这个字符（多半是从别处粘贴带来的）", "delete it; it probably came with pasted text"),
        ),
        "syntax": Message(
            Label("这里读不通，前后的写法对不上", "this can't be read ({problem})"),
            Label(
                "检查这一行和上一行的缩进、冒号、引号",
                "check indentation, colons and quotes here and in the line above",
            ),
        ),
        "two-manifests": Message(
            Label(
                "这个文件夹里既有 申报表.xlsx，又有 {other}，不知道以哪个为准",
                "there are both 申报表.xlsx and {other} here, so which one counts is not clear",
            ),
            Label(
                "只留一个，另一个移走或改名",
                "keep one, and move or rename the other",
            ),
        ),
        **UNREADABLE_WORKBOOK,
        "only-remarks": Message(
            Label(
                "清单里每一行前面都有 #，都算说明，没有内容",
                "every line of the manifest begins with #, so all of it counts as remarks",
            ),
            Label(
                "要填的那几行，把前面的“# ”（井号和一个空格）去掉，从 profile: 那一行起",
                'delete the "# " (hash sign and space) in front of the lines that you fill in, beginning with profile:',
            ),
        ),
        "empty": Message(
            Label("清单是空的", "the manifest is empty"),
            Label("用 zcdossier init 生成一份带说明的清单", "make one with zcdossier init"),
        ),
        "not-mapping": Message(
            Label("清单最外层应是“名称: 内容”的形式", "the manifest must be a mapping of keys to values"),
            Label(
                "第一行写 profile: …，参看 zcdossier init 生成的样子", "begin with profile: …, as zcdossier init does"
            ),
        ),
    },
    card=Card(
        why=Label(
            "清单是全部检查的根据，读不出来就什么也判断不了。",
            "Everything is checked against the manifest; if it can't be read, nothing can be checked.",
        ),
        wrong="applicant：\n	name: 林晓",
        right="applicant:\n  name: 林晓",
        mend=Label("按提示改这一处，再运行一次。", "Fix this place as the message says, then run it again."),
    ),
    always=True,
    waivable=False,
)
