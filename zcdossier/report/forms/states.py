"""The words for what became of forms and sheets, and for figures that were computed or that disagree."""

from zcdossier.model.filled_form import Figure, FilledForm, SheetOutcome
from zcdossier.model.label import Label
from zcdossier.report.style import Style
from zcdossier.report.visible import visible
from zcdossier.report.words import joined, one_line

DONE = {
    SheetOutcome.MISSING: Label("未写", "not written"),
    SheetOutcome.OUTDATED: Label("有变化", "out of date"),
    SheetOutcome.WRITTEN: Label("已写", "written"),
    SheetOutcome.UNCHANGED: Label("没有变化", "unchanged"),
    SheetOutcome.EDITED: Label("保留您的改动", "kept as you edited it"),
    SheetOutcome.BESIDE: Label("您改过，没有覆盖", "you edited it, not overwritten"),
    SheetOutcome.FAILED: Label("没写成", "not written"),
}
THERE = frozenset({SheetOutcome.UNCHANGED, SheetOutcome.EDITED, SheetOutcome.WRITTEN})
DOUBTFUL = frozenset({SheetOutcome.OUTDATED, SheetOutcome.BESIDE})


def condition_text(form: FilledForm, style: Style) -> str:
    """How it stands with a form, in a few words."""
    if form.asked is False:
        return style.say("不需要", "not wanted")
    if form.doubt is not None:
        return doubt_text(form, style)
    if not form.form.template:
        return style.say("通知没有印这张表", "the notice does not print it")
    if form.lacks_records:
        return style.say("还没有记录", "no records yet")
    if form.trouble is not None:
        return style.say("模板有错", "its template is wrong")
    return joined(
        [DONE[one].text(style.lang) for one in dict.fromkeys(sheet.outcome for sheet in form.sheets)], style.lang
    )


def counted(number: int, thing: str) -> str:
    """`1 form`, `2 forms`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def doubt_text(form: FilledForm, style: Style) -> str:
    """Why it can't be told whether a form is wanted."""
    why = one_line(form.doubt, style.lang) if form.doubt is not None else ""
    return style.say(f"不知道要不要这张表（{why}）", f"can't tell whether it is wanted ({why})")


def figure_text(figure: Figure, lang: str) -> str:
    """What there is to say of a computed figure: it was filled in, it can't be decided, or it disagrees."""
    label, english = one_line(figure.label, lang), lang == "en"
    how = (" or " if english else " 或 ").join(one_line(one, lang) for one in figure.how)
    values = (" or " if english else " 或 ").join(visible(one) for one in figure.expected)
    if figure.computed:
        return f"{label}: computed, {values} = {how}" if english else f"{label}：没有填，算出 {values} ＝ {how}"
    if not figure.given:
        return f"{label}: {values} ({how}), write it by hand" if english else f"{label}：{values}（{how}），请手写"
    if figure.agrees:
        return ""
    given = visible(figure.given)
    return (
        f"{label}: the manifest says {given}, but {values} = {how}; the form shows what the manifest says"
        if english
        else f"{label}：填的是 {given}，但 {values} ＝ {how}；表上照您填的写，请核对"
    )
