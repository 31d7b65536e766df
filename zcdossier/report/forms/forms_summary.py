"""What `forms` did: the sheets and what is still to be written by hand, the list of a notice's forms, both as data."""

from collections.abc import Iterator, Sequence

from zcdossier.model.label import Label
from zcdossier.model.word_form import Figure, FileOutcome, FilledForm, FilledForms, FormSheet
from zcdossier.report.json_document import Json
from zcdossier.report.messages import count_noun, join_words, one_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import LABEL_CELLS, clip, lay_out_table

OUTCOME_LABELS = {
    FileOutcome.MISSING: Label("未写", "not written"),
    FileOutcome.OUTDATED: Label("有变化", "out of date"),
    FileOutcome.WRITTEN: Label("已写", "written"),
    FileOutcome.UNCHANGED: Label("没有变化", "unchanged"),
    FileOutcome.EDITED: Label("保留您的改动", "kept as you edited it"),
    FileOutcome.BESIDE: Label("您改过，没有覆盖", "you edited it, not overwritten"),
    FileOutcome.FAILED: Label("没写成", "not written"),
}
WRITTEN_OUTCOMES = frozenset({FileOutcome.UNCHANGED, FileOutcome.EDITED, FileOutcome.WRITTEN})
DOUBTFUL_OUTCOMES = frozenset({FileOutcome.OUTDATED, FileOutcome.BESIDE})


def form_state_text(form: FilledForm, style: Style) -> str:
    """How it stands with a form, in a few words."""
    if form.asked is False:
        return style.say(Label("不需要", "not needed"))
    if form.doubt is not None:
        return doubt_text(form, style)
    if not form.form.template:
        return style.say(Label("通知没有印这张表", "the notice does not print it"))
    if form.lacks_records:
        return style.say(Label("还没有记录", "no records yet"))
    if form.trouble is not None:
        return style.say(Label("模板有错", "its template is wrong"))
    return join_words(
        [OUTCOME_LABELS[outcome].text(style.lang) for outcome in dict.fromkeys(sheet.outcome for sheet in form.sheets)],
        style.lang,
    )


def doubt_text(form: FilledForm, style: Style) -> str:
    """Why it can't be told whether a form is wanted."""
    doubt = one_line(form.doubt, style.lang) if form.doubt is not None else ""
    return style.say(Label(f"不知道要不要这张表（{doubt}）", f"can't tell whether it is needed ({doubt})"))


def figure_text(figure: Figure, lang: str) -> str:
    """What there is to say of a computed figure: it was filled in, it can't be decided, or it disagrees."""
    label, either = one_line(figure.label, lang), Label(" 或 ", " or ").text(lang)
    formulas = either.join(one_line(formula, lang) for formula in figure.how)
    values = either.join(escape_controls(value) for value in figure.expected)
    if figure.computed:
        return Label(f"{label}：没有填，算出 {values} ＝ {formulas}", f"{label}: computed, {values} = {formulas}").text(
            lang
        )
    if not figure.given:
        return Label(
            f"{label}：{values}（{formulas}），请手写", f"{label}: {values} ({formulas}), write it by hand"
        ).text(lang)
    if figure.agrees:
        return ""
    given = escape_controls(figure.given)
    return Label(
        f"{label}：填的是 {given}，但 {values} ＝ {formulas}；表上照您填的写，请核对",
        f"{label}: the manifest says {given}, but {values} = {formulas}; the form shows what the manifest says",
    ).text(lang)


_NAMED = 12


def forms_text(name: str, out: str, filled: FilledForms, style: Style) -> str:
    """One dossier's run: the sheets by form, then what else the notice asks for, then what to do next."""
    if style.detail is Detail.QUIET:
        return "".join(f"{escape_controls(name)}: {line}\n" for line in _problem_lines(filled, style))
    lines = [style.paint.strong(escape_controls(name))]
    for form in filled.forms:
        if form.sheets or form.trouble:
            lines += ["", *_form_lines(form, style)]
    lines += _unfilled_forms(filled, style)
    lines += ["", *_closing_lines(filled, out, style)]
    return "\n".join(lines) + "\n"


def _form_lines(form: FilledForm, style: Style) -> Iterator[str]:
    yield style.paint.label(one_line(form.form.title, style.lang))
    if form.doubt is not None:
        yield "  " + style.paint.doubtful(doubt_text(form, style))
    if form.trouble is not None:
        yield "  " + style.paint.bad(style.say(Label("错误：", "error: ")) + one_line(form.trouble, style.lang))
    for sheet in form.sheets:
        yield f"  [{_sheet_state(sheet, style)}] {escape_controls(sheet.file)}"
        for line in _remark_lines(sheet, style):
            yield f"      {line}"
    if form.form.note is not None:
        yield "  " + one_line(form.form.note, style.lang)
    if form.sheets:
        yield from (f"  {line}" for line in _next_step_lines(form, style))


def _sheet_state(sheet: FormSheet, style: Style) -> str:
    word = OUTCOME_LABELS[sheet.outcome].text(style.lang)
    if sheet.outcome is FileOutcome.FAILED:
        return style.paint.bad(word)
    return style.paint.doubtful(word) if sheet.outcome in DOUBTFUL_OUTCOMES else style.paint.good(word)


def _remark_lines(sheet: FormSheet, style: Style) -> Iterator[str]:
    if sheet.reason is not None:
        yield style.paint.bad(one_line(sheet.reason, style.lang))
    if sheet.beside:
        beside = escape_controls(sheet.beside)
        yield style.say(
            Label(
                f"新填的放在旁边：{beside}；对照着改好，或者用 --force 覆盖",
                f"the newly filled one is {beside}; carry over what you need, or use --force",
            ),
        )
    if sheet.blanks:
        labels = [one_line(blank.label, style.lang) for blank in sheet.blanks]
        names, count = join_words(labels[:_NAMED], style.lang), len(labels)
        more = style.say(Label(f" 等 {count} 处", f" and more, {count} in all")) if count > _NAMED else ""
        yield style.say(Label(f"仍需手写：{names}{more}", f"still to be written by hand: {names}{more}"))
    for figure in sheet.figures:
        remark = figure_text(figure, style.lang)
        if remark:
            yield remark if figure.agrees else style.paint.doubtful(style.say(Label("警告：", "warning: ")) + remark)


def _next_step_lines(form: FilledForm, style: Style) -> Iterator[str]:
    if form.form.signed is None:
        return
    signed = one_line(form.form.signed, style.lang)
    place = one_line(form.where, style.lang) if form.where is not None else ""
    if place:
        yield style.say(
            Label(f"打印，{signed}，扫描后放到{place}里", f"print it, have it {signed}, scan it into {place}")
        )
    else:
        yield style.say(Label(f"打印，{signed}", f"print it, have it {signed}"))


def _unfilled_forms(filled: FilledForms, style: Style) -> Iterator[str]:
    """The forms that were not filled here, with what is to be said of them."""
    rows = []
    for form in filled.forms:
        if form.sheets or form.trouble or form.asked is False:
            continue
        rows.append([one_line(form.form.title, style.lang), _why_unfilled(form, style)])
    if rows:
        yield ""
        yield style.paint.label(style.say(Label("没有填的表", "Forms not filled here")))
        yield from (f"  {title}{style.say(Label('：', ': '))}{reason}" for title, reason in rows)


def _why_unfilled(form: FilledForm, style: Style) -> str:
    """Why a form was not filled; for one that the notice does not print, where to get it and where it goes."""
    if form.form.template or form.form.note is None or form.doubt is not None:
        return form_state_text(form, style)
    text = one_line(form.form.note, style.lang)
    if form.where is None:
        return text
    place = one_line(form.where, style.lang)
    return text + style.say(Label(f"；扫描后放到{place}里", f"; scan it into {place}"))


def _closing_lines(filled: FilledForms, out: str, style: Style) -> Iterator[str]:
    for name in filled.removed:
        yield style.say(
            Label(f"已删除不再需要的 {escape_controls(name)}", f"removed {escape_controls(name)}, no longer needed")
        )
    for name in filled.left:
        yield style.say(
            Label(
                f"{escape_controls(name)} 不再需要，但您改过，没有删",
                f"{escape_controls(name)} is no longer needed, but was kept because you edited it",
            ),
        )
    sheets = filled.sheets
    blanks = sum(bool(sheet.blanks) for sheet in sheets)
    if sheets:
        place = escape_controls(out)
        text = style.say(Label(f"共 {len(sheets)} 份表格，在 {place}", f"{count_noun(len(sheets), 'form')} in {place}"))
        if blanks:
            text += style.say(
                Label(f"；{blanks} 份还有要手写的地方", f"; something is to be written by hand on {blanks}")
            )
        yield text
    elif not filled.forms:
        yield style.say(Label("这份通知没有要填的表", "this notice asks for no forms"))
    else:
        yield style.say(Label("没有能从清单填的表", "none that can be filled from the manifest"))


def _problem_lines(filled: FilledForms, style: Style) -> Iterator[str]:
    for form in filled.forms:
        if form.trouble is not None:
            colon = style.say(Label("：", ": "))
            yield f"{one_line(form.form.title, style.lang)}{colon}{one_line(form.trouble, style.lang)}"
        for sheet in form.sheets:
            remarks = [figure_text(figure, style.lang) for figure in sheet.figures if not figure.agrees]
            if sheet.outcome in (FileOutcome.BESIDE, FileOutcome.FAILED):
                remarks.insert(0, OUTCOME_LABELS[sheet.outcome].text(style.lang))
            yield from (f"{escape_controls(sheet.file)}{style.say(Label('：', ': '))}{remark}" for remark in remarks)


def forms_list_text(name: str, filled: FilledForms, style: Style) -> str:
    """`--list`: one line for each form of the notice: wanted or not, its sheets, what is missing, the clauses."""
    head = style.say(Label("表,份数,现状,待手写,条款", "form,sheets,state,by hand,clauses")).split(",")
    rows = [
        [
            clip(one_line(form.form.title, style.lang), LABEL_CELLS),
            str(len(form.sheets) or "-"),
            form_state_text(form, style),
            str(sum(len(sheet.blanks) for sheet in form.sheets) or "-"),
            _abbreviate_clauses(form.form.clauses),
        ]
        for form in filled.forms
    ]
    if not rows:
        return forms_text(name, "", filled, style)
    lines = lay_out_table([head, *rows], right=(1, 3))
    fillable = [form for form in filled.forms if form.sheets]
    written = sum(sheet.outcome in WRITTEN_OUTCOMES for sheet in filled.sheets)
    totals = Label(
        f"可以填的 {len(fillable)} 张表，共 {len(filled.sheets)} 份，已写好 {written} 份",
        f"{count_noun(len(fillable), 'form')} to fill, {count_noun(len(filled.sheets), 'sheet')}, {written} written",
    )
    table_lines = [style.paint.faint(lines[0]), *lines[1:]]
    return "\n".join([style.paint.strong(escape_controls(name)), "", *table_lines, "", style.say(totals)]) + "\n"


def _abbreviate_clauses(clauses: Sequence[str]) -> str:
    """The first clause and how many more there are."""
    further = f" +{len(clauses) - 1}" if len(clauses) > 1 else ""
    return f"{clauses[0]}{further}" if clauses else ""


def forms_object(name: str, out: str, filled: FilledForms, lang: str) -> Json:
    """One dossier as data."""
    return {
        "path": name,
        "out": out,
        "forms": [_form_object(form, lang) for form in filled.forms],
        "removed": list(filled.removed),
        "left": list(filled.left),
    }


def _form_object(form: FilledForm, lang: str) -> Json:
    return {
        "form": form.form.id,
        "title": form.form.title.text(lang),
        "clauses": list(form.form.clauses),
        "printed": bool(form.form.template),
        "wanted": form.asked,
        "error": form.trouble.text(lang) if form.trouble is not None else None,
        "sheets": [_sheet_object(sheet, lang) for sheet in form.sheets],
    }


def _sheet_object(sheet: FormSheet, lang: str) -> Json:
    return {
        "file": sheet.file,
        "state": sheet.outcome.value,
        "record": sheet.record or None,
        "beside": sheet.beside or None,
        "error": sheet.reason.text(lang) if sheet.reason is not None else None,
        "by_hand": [{"label": blank.label.text(lang), "path": blank.path or None} for blank in sheet.blanks],
        "figures": [
            {
                "field": figure.field,
                "given": figure.given or None,
                "expected": list(figure.expected),
                "agrees": figure.agrees,
                "message": figure_text(figure, lang) or None,
            }
            for figure in sheet.figures
        ],
    }
