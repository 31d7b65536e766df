"""What a hint shows that can be done by hand as printed: lines to paste, lines to take away, files to rename or add.

`ways_of` finds them; a hint without any has a class of its own (`class_of`), and what looks like a line or a file name
and is taken up by no way is left over (`left_over`): a hint of a new sort can't slip past.
"""

import re
from typing import NamedTuple

from zcdossier.model.finding import Finding
from zcdossier.report.messages import hint_text

SUFFIX = r"(?:jpe?g|png|pdf|tiff?|md|txt|docx)"
NAME = re.compile(rf"[\w（）()+《》\-]+\.{SUFFIX}\b", re.IGNORECASE)
KEY = r"(?<![\w\"{/（“-])(?P<key>[A-Za-z][\w-]*(?:\.[\w-]+)*|[一-龥（）/]+)"
LINE = re.compile(
    rf"{KEY}: (?!下面|后面|前面|写明|内容|文件夹名|和|…)(?P<value>\"[^\"]*\"|(?:（[^）]*）|[^\s，。；：（）、])+)"
)
ENTRY = re.compile(r"- (?P<entry>\{[^}]*\}|(?:file|folder): (?!…)[^\s，。；]+)")
FILES = re.compile(r"(?:^|\n|, )(?P<files>\s*files:(?:\n.*|.*\])+)", re.MULTILINE)
WRITTEN = re.compile(r"写成(?: |：)?(?P<value>\"[^\"]*\"|[^，。；（]+?)(?= 的样子|[，。；（]|$)")
SUCH_AS = re.compile(r"例如(?:写成)?(?: |：)(?P<value>\"[^\"]*\"|[^。；]+?)(?=[。；]|$)")
REMOVED = re.compile(r"(?:删去|去掉)(?:这里的)? (?P<key>[a-z_]+): 那一行")
CHANGED = re.compile(r"(?:把“(?P<key>[^”]+)”改成|在“(?P<other>[^”]+)”填上) (?P<value>是|否)")
IN_FRONT = re.compile(r"在“(?P<key>[^”]+)”最前面加上 [^，；]+，写成 \"(?P<value>[^\"]+)\"")
FROM_HERE = re.compile(r"这一条去掉“(?P<key>[^”]+)”，在(?P<where>\w+)那一条加一行")
GUESS = re.compile(r"您是不是要[写填]“(?P<name>[^”]+)”")
RENAMED = re.compile(r"改名")


class Way(NamedTuple):
    """One way to follow a hint."""

    lines: tuple[tuple[str, str], ...] = ()
    entry: str = ""
    files: str = ""
    name: str = ""
    """A file to add, or what a file is renamed to."""

    rename: bool = False
    value: str = ""
    removed: str = ""
    elsewhere: str = ""
    """What the record says in which the lines belong: 在博士那一条."""

    guess: str = ""
    """What somebody probably meant: 您是不是要写“…”？"""

    example: bool = False
    """Whether it is shown as an example of one's own, which need not mend as it stands."""


CLASSES = {
    "run a command": re.compile(r"zcdossier"),
    "save or print it anew": re.compile(r"另存|表格里保存|打印|转正|导出|压缩|密码|UTF-8"),
    "bring a paper": re.compile(
        r"放上|放 |补扫|放进|放一份|放(?:报告|杂志社|在线)|扫描|补上|补齐|补充|补办|请|开一份|附上|再加|加一条|另加"
        r"|提供|截图|照片|单独|下载|拷贝|上传"
    ),
    "compare with the original": re.compile(
        r"核对|对照|看看|看一看|看清楚|数一数|检查|查|照(?:实|证|上面|这个|职称|身份|着|平台)"
    ),
    "move or merge": re.compile(r"移|排列|分成|合并|对调|顺序|序号|搬|归到|分开"),
    "leave out or shorten": re.compile(r"删|去掉|少放|空着|不用|不填|不要|不能|不算|只留|清空|可以都|不适用说明"),
    "replace": re.compile(r"换"),
    "write it otherwise": re.compile(r"写|填|改|选|加|引号|缩进|只留|分别"),
    "ask": re.compile(r"问"),
    "do it in order": re.compile(r"确认|复制|再报送|重新算|建一个|开头|格数|范围里|放到"),
}
"""What people are told to do that no paste can do for them; the first that fits counts."""


def hint_of(finding: Finding) -> str:
    """The hint as printed, with its lines."""
    return hint_text(finding, "zh")


def ways_of(finding: Finding) -> list[Way]:
    """All ways that the hint of a finding shows."""
    example = finding.args.get("example") if finding.code == "ZC201" else None
    whole = f"{finding.args['id']}: {example}" if example is not None else ""
    return ways_in(hint_of(finding), finding.code, whole)


def ways_in(hint: str, code: str, whole: str = "") -> list[Way]:
    """All ways that a hint shows, each by itself, and those that one clause shows together."""
    files = FILES.search(hint)
    if files is not None:
        return [Way(files=files["files"].strip("\n"))]
    if whole and whole in hint:
        key, _, value = whole.partition(": ")
        return [Way(lines=((key, value),), example="例如" in hint)]
    guess = GUESS.search(hint)
    ways = [Way(guess=guess["name"])] if guess is not None and code in {"ZC003", "ZC005", "ZC203", "ZC503"} else []
    for clause in re.split("[；。]", hint):
        ways += _of_clause(clause, code)
    return list(dict.fromkeys(ways))


def _of_clause(clause: str, code: str) -> list[Way]:
    example = "例如" in clause
    ways = [Way(entry=found["entry"], example=example) for found in ENTRY.finditer(clause)]
    rest = GUESS.sub(" ", ENTRY.sub(" ", clause))
    ways += [Way(removed=found["key"]) for found in REMOVED.finditer(rest)]
    rest = REMOVED.sub(" ", rest)
    lines = tuple((found["key"], found["value"].strip('"')) for found in LINE.finditer(rest))
    lines += tuple((found["key"] or found["other"], found["value"]) for found in CHANGED.finditer(rest))
    lines += tuple((found["key"], found["value"]) for found in IN_FRONT.finditer(rest))
    place = FROM_HERE.search(rest)
    if place is not None:
        return [Way(lines=lines, removed=place["key"], elsewhere=place["where"])]
    ways += [Way(lines=(line,), example=example) for line in lines]
    if len({key for key, _ in lines}) > 1:
        ways.append(Way(lines=lines, example=example))
    rest = LINE.sub(" ", rest)
    if "zcdossier" not in rest and code != "ZC209":
        rename = bool(RENAMED.search(clause))
        ways += [Way(name=found[0].strip(), rename=rename, example=example) for found in NAME.finditer(rest)]
        rest = NAME.sub(" ", rest)
    if not ways and code in {"ZC203", "ZC204"}:
        found = WRITTEN.search(rest) or SUCH_AS.search(rest)
        if found is not None:
            ways += [Way(value=value, example=True) for value in _values(found["value"])]
    return ways


def _values(text: str) -> list[str]:
    """A value that is shown, or the first of several."""
    first = re.split(r" 或 |、", text)[0]
    return list(dict.fromkeys([text.strip().strip('"'), first.strip().strip('"')]))


def class_of(hint: str) -> str | None:
    """What a hint without a way tells people to do, or nothing: then it is of a sort that nobody has thought of."""
    return next((name for name, pattern in CLASSES.items() if pattern.search(hint)), None)


LOOKS_LIKE_A_LINE = re.compile(
    r"(?<![\w“\"])[A-Za-z_一-龥]+: (?!下面|后面|前面|写明|内容|文件夹名|那一行|…)\S|- \{|(?<!文件夹)改名为"
)


def left_over(hint: str) -> bool:
    """Whether a hint without a way shows what people would paste, or rename to; 〔…〕 is still to be filled in."""
    return bool(LOOKS_LIKE_A_LINE.search(hint)) and "zcdossier" not in hint and "〔" not in hint


MARKED = re.compile(rf"{KEY}: (?!那一行)|- \{{|\{{(?:line|lines|yes|example|so)\}}|改名|起名|写成|例如|\.{SUFFIX}\b")


def may_show_a_way(template: str) -> bool:
    """Whether a hint, filled in, could show something to paste, to rename or to add."""
    return "{mend}" in template or bool(MARKED.search(template) or REMOVED.search(template))
