"""What `forms` says: which sheets were written, what is still to be written by hand on them, what to do next."""

from collections.abc import Iterator

from zcdossier.model.filled_form import FilledForm, FilledForms, Sheet, SheetOutcome
from zcdossier.report.forms.states import DONE, DOUBTFUL, condition_text, counted, doubt_text, figure_text
from zcdossier.report.style import Detail, Style
from zcdossier.report.visible import visible
from zcdossier.report.words import joined, one_line

_NAMED = 12


def forms_text(name: str, out: str, filled: FilledForms, style: Style) -> str:
    """One dossier's run: the sheets by form, then what else the notice asks for, then what to do next."""
    if style.detail is Detail.QUIET:
        return "".join(f"{visible(name)}: {line}\n" for line in _problems(filled, style))
    lines = [style.paint.strong(visible(name))]
    for form in filled.forms:
        if form.sheets or form.trouble:
            lines += ["", *_form(form, style)]
    lines += _elsewhere(filled, style)
    lines += ["", *_ending(filled, out, style)]
    return "\n".join(lines) + "\n"


def _form(form: FilledForm, style: Style) -> Iterator[str]:
    yield style.paint.label(one_line(form.form.title, style.lang))
    if form.doubt is not None:
        yield "  " + style.paint.doubtful(doubt_text(form, style))
    if form.trouble is not None:
        yield "  " + style.paint.bad(style.say("错误：", "error: ") + one_line(form.trouble, style.lang))
    for sheet in form.sheets:
        yield f"  [{_state(sheet, style)}] {visible(sheet.file)}"
        for line in _remarks(sheet, style):
            yield f"      {line}"
    if form.form.note is not None:
        yield "  " + one_line(form.form.note, style.lang)
    if form.sheets:
        yield from (f"  {line}" for line in _next_step(form, style))


def _state(sheet: Sheet, style: Style) -> str:
    word = DONE[sheet.outcome].text(style.lang)
    if sheet.outcome is SheetOutcome.FAILED:
        return style.paint.bad(word)
    return style.paint.doubtful(word) if sheet.outcome in DOUBTFUL else style.paint.good(word)


def _remarks(sheet: Sheet, style: Style) -> Iterator[str]:
    if sheet.reason is not None:
        yield style.paint.bad(one_line(sheet.reason, style.lang))
    if sheet.beside:
        beside = visible(sheet.beside)
        yield style.say(
            f"新填的放在旁边：{beside}；对照着改好，或者用 --force 覆盖",
            f"the newly filled one is {beside}; carry over what you need, or use --force",
        )
    if sheet.blanks:
        labels = [one_line(blank.label, style.lang) for blank in sheet.blanks]
        named, count = joined(labels[:_NAMED], style.lang), len(labels)
        more_zh, more_en = (f" 等 {count} 处", f" and more, {count} in all") if count > _NAMED else ("", "")
        yield style.say(f"仍需手写：{named}{more_zh}", f"still to be written by hand: {named}{more_en}")
    for figure in sheet.figures:
        said = figure_text(figure, style.lang)
        if said:
            yield said if figure.agrees else style.paint.doubtful(style.say("警告：", "warning: ") + said)


def _next_step(form: FilledForm, style: Style) -> Iterator[str]:
    if form.form.signed is None:
        return
    signed = one_line(form.form.signed, style.lang)
    where = one_line(form.where, style.lang) if form.where is not None else ""
    if where:
        yield style.say(f"打印，{signed}，扫描后放到{where}里", f"print it, have it {signed}, scan it into {where}")
    else:
        yield style.say(f"打印，{signed}", f"print it, have it {signed}")


def _elsewhere(filled: FilledForms, style: Style) -> Iterator[str]:
    """The forms that were not filled here, with what is to be said of them."""
    rows = []
    for form in filled.forms:
        if form.sheets or form.trouble or form.asked is False:
            continue
        rows.append([one_line(form.form.title, style.lang), _why_not_here(form, style)])
    if rows:
        yield ""
        yield style.paint.label(style.say("没有填的表", "Forms not filled here"))
        yield from (f"  {title}{style.say('：', ': ')}{said}" for title, said in rows)


def _why_not_here(form: FilledForm, style: Style) -> str:
    """Why a form was not filled; for one that the notice does not print, where to get it and where it goes."""
    if form.form.template or form.form.note is None or form.doubt is not None:
        return condition_text(form, style)
    said = one_line(form.form.note, style.lang)
    if form.where is None:
        return said
    where = one_line(form.where, style.lang)
    return said + style.say(f"；扫描后放到{where}里", f"; scan it into {where}")


def _ending(filled: FilledForms, out: str, style: Style) -> Iterator[str]:
    for name in filled.removed:
        yield style.say(f"已删除不再需要的 {visible(name)}", f"removed {visible(name)}, wanted no more")
    for name in filled.left:
        yield style.say(
            f"{visible(name)} 不再需要，但您改过，没有删", f"{visible(name)} is wanted no more, kept as you edited it"
        )
    sheets = filled.sheets
    blanks = sum(bool(sheet.blanks) for sheet in sheets)
    if sheets:
        zh = f"共 {len(sheets)} 份表格，在 {visible(out)}" + (f"；{blanks} 份还有要手写的地方" if blanks else "")
        en = f"{counted(len(sheets), 'form')} in {visible(out)}" + (
            f"; something is to be written by hand on {blanks}" if blanks else ""
        )
        yield style.say(zh, en)
    elif not filled.forms:
        yield style.say("这份通知没有要填的表", "this notice asks for no forms")
    else:
        yield style.say("没有能从清单填的表", "none that can be filled from the manifest")


def _problems(filled: FilledForms, style: Style) -> Iterator[str]:
    for form in filled.forms:
        if form.trouble is not None:
            yield f"{one_line(form.form.title, style.lang)}{style.say('：', ': ')}{one_line(form.trouble, style.lang)}"
        for sheet in form.sheets:
            remarks = [figure_text(one, style.lang) for one in sheet.figures if not one.agrees]
            if sheet.outcome in (SheetOutcome.BESIDE, SheetOutcome.FAILED):
                remarks.insert(0, DONE[sheet.outcome].text(style.lang))
            yield from (f"{visible(sheet.file)}{style.say('：', ': ')}{one}" for one in remarks)
