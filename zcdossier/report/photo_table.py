"""`photo-check`: every measure of a photo beside the range it must lie in."""

from collections.abc import Mapping, Sequence

from zcdossier.model.facts import Trouble
from zcdossier.model.label import Label
from zcdossier.model.results import MeasureRow
from zcdossier.report.json_document import Json, failure_object
from zcdossier.report.messages import join_words, one_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table

_VERDICTS = {"ok": Label("合格", "ok"), "doubt": Label("存疑", "doubtful"), "bad": Label("不合格", "not ok")}


_TROUBLES = {
    Trouble.EMPTY: Label("文件是空的", "the file is empty"),
    Trouble.NOT_A_FILE: Label("不是文件", "not a file"),
    Trouble.NO_PERMISSION: Label("没有读取的权限", "no permission to read it"),
    Trouble.TRUNCATED: Label("文件不完整，请重新复制或拍摄", "the file is incomplete; copy it or take the photo again"),
    Trouble.TOO_LARGE: Label("像素太多，打不开", "too many pixels to open"),
    Trouble.UNSUPPORTED: Label(
        "不是能打开的图片（PDF、Word 这样的不行），请用原来的照片文件",
        "not a picture that can be opened (PDF and Word files are not); use the original photo file",
    ),
    Trouble.NEEDS_HEIC: Label(
        "HEIC 照片，请先另存为 JPG（或安装 zcdossier[heic]）",
        "a HEIC photo; save it as JPG first (or install zcdossier[heic])",
    ),
}
_LOOK = Label("  还要自己看一看：", "  Check for yourself:")
_LOOK_AT_ALL = Label(
    "是本人的近照，正面，只有一个人，清楚不糊，没有歪倒吗？",
    "Is it a recent photo of you, from the front, of one person, sharp and upright?",
)
_UNREADABLE = Label("不是能打开的图片", "not a picture that can be opened")


def photo_trouble_text(name: str, trouble: Trouble, style: Style) -> str:
    """A photo that can't be measured."""
    reason = _TROUBLES.get(trouble, _UNREADABLE).text(style.lang)
    verdict = style.paint.bad(f"{style.say(Label('不合格', 'not acceptable'))}{style.say(Label('：', ': '))}{reason}")
    return f"{style.paint.strong(escape_controls(name))}{style.say(Label('：', ': '))}{verdict}\n"


def photo_text(
    name: str, rows: Sequence[MeasureRow], hints: Mapping[str, Label], style: Style, questions: Sequence[Label] = ()
) -> str:
    """The table of one photo, what to do about the measures that do not fit (`hints` by rule), what a person sees."""
    head = style.say(Label("项目,实测,要求,结论,依据", "measure,measured,allowed,verdict,clause")).split(",")
    columns = len(head) if any(row.clauses for row in rows) else len(head) - 1
    lines = lay_out_table([cells[:columns] for cells in (head, *(_cells(row, style) for row in rows))], indent="  ")
    body = [
        style.paint.graded(line, bad=row.status == "bad", doubtful=row.status != "ok")
        for line, row in zip(lines[1:], rows, strict=True)
    ]
    title = f"{style.paint.strong(escape_controls(name))}{style.say(Label('：', ': '))}{conclusion(rows, style)}"
    wrong = dict.fromkeys(
        one_line(hints[row.rule], style.lang) for row in rows if row.status != "ok" and row.rule in hints
    )
    mend = [f"  {style.paint.faint('=')} {style.paint.label(style.say(Label('改法', 'fix')))} {text}" for text in wrong]
    seen = [one_line(question, style.lang) for question in questions or (_LOOK_AT_ALL,)]
    asked = [style.say(_LOOK), *(f"  {style.paint.faint('?')} {question}" for question in seen)]
    return "\n".join([title, style.paint.faint(lines[0]), *body, *mend, *asked]) + "\n"


def fixed_photo_text(
    target: str, sizes: Sequence[tuple[int, int]], size: int, notes: Sequence[Label], style: Style
) -> str:
    """What was done to make a conforming copy: the sizes it went through, in order."""
    steps = " → ".join(dict.fromkeys(f"{width}×{height}" for width, height in sizes))
    written = style.say(Label(f"已写出 {escape_controls(target)}", f"wrote {escape_controls(target)}"))
    measured = style.say(Label(f"{steps} 像素，{size:,} 字节", f"{steps} px, {size:,} bytes"))
    lines = [f"{style.paint.strong(written)}{style.say(Label('：', ': '))}{measured}"]
    lines += [f"  {one_line(note, style.lang)}" for note in notes]
    return "\n".join(lines) + "\n"


def conclusion(rows: Sequence[MeasureRow], style: Style) -> str:
    """The photo as a whole: as bad as its worst measure."""
    statuses = {row.status for row in rows}
    if "bad" in statuses:
        return style.paint.bad(style.say(Label("不合格", "not acceptable")))
    if "doubt" in statuses:
        return style.paint.doubtful(style.say(Label("存疑，请改到要求之内", "doubtful: better make it fit")))
    return style.paint.good(style.say(Label("合格", "acceptable")))


def _cells(row: MeasureRow, style: Style) -> list[str]:
    return [
        one_line(row.measure, style.lang),
        escape_controls(one_line(row.value, style.lang)),
        one_line(row.allowed, style.lang),
        _VERDICTS[row.status].text(style.lang),
        join_words(list(row.clauses), style.lang),
    ]


def photo_object(name: str, rows: Sequence[MeasureRow], trouble: Trouble | None, lang: str) -> Json:
    """The same as data; `trouble` is null for a photo that could be measured."""
    return {
        "path": name,
        "trouble": trouble.value if trouble is not None else None,
        "measures": [
            {
                "measure": row.measure.text(lang),
                "value": row.value.text(lang),
                "allowed": row.allowed.text(lang),
                "status": row.status,
                "rule": row.rule,
                "clauses": list(row.clauses),
            }
            for row in rows
        ],
    }


def failed_photo_object(name: str, reason: str) -> Json:
    """A photo that nothing could be done with, so that it is missed by nobody."""
    return failure_object(name, reason, {"trouble": None, "measures": []})
