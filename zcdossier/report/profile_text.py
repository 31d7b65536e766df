"""`profile list|show|check|coverage`: notices as data, laid out for people who use or write them."""

from collections.abc import Iterator, Sequence

from zcdossier.model.label import Label
from zcdossier.model.profile import Field, Profile, Rule, Section
from zcdossier.model.results import ClauseCoverage, Diagnostic
from zcdossier.model.word_form import WordForm
from zcdossier.report.json_document import VERSION, Json
from zcdossier.report.messages import join_words, one_line, severity_word
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import LABEL_CELLS, clip, lay_out_table


def profile_list_text(entries: Sequence[tuple[str, Profile | None, str]], style: Style) -> str:
    """One line per notice: id, title, and where it lies when it is not one of ours."""
    rows = []
    for name, profile, folder in entries:
        if profile is None:
            title = style.say(
                Label(f"有错误，见 zcdossier profile check {name}", f"see zcdossier profile check {name}")
            )
        else:
            title = one_line(profile.title, style.lang)
            title += style.say(Label("（只供引用）", " (to be extended only)")) if profile.abstract else ""
        rows.append([escape_controls(name), title, escape_controls(folder)])
    return "".join(f"{line}\n" for line in lay_out_table(rows))


def profile_text(profile: Profile, style: Style) -> str:
    """A whole notice: levels, sections with limits and parts; with -v the fields and the rules too."""
    lines = [style.paint.strong(f"{profile.id}  {one_line(profile.title, style.lang)}")]
    if profile.authority is not None:
        lines.append(one_line(profile.authority, style.lang))
    if profile.levels:
        levels = [f"{level.id}{_bracket(one_line(level.label, style.lang), style)}" for level in profile.levels]
        lines.append(style.say(Label("级别：", "levels: ")) + join_words(levels, style.lang))
    for heading, sections in _groups_of_sections(profile, style):
        if sections:
            lines += [
                "",
                style.paint.label(heading),
                *lay_out_table(_section_rows(sections, profile, style), indent="  "),
            ]
    if profile.word_forms:
        lines += ["", style.paint.label(style.say(Label("要盖章的表", "Forms to be sealed")))]
        lines += lay_out_table([_word_form_row(form, style) for form in profile.word_forms], indent="  ")
    if style.detail is Detail.VERBOSE:
        lines += [line for section in profile.sections.values() for line in _field_lines(section, style)]
        lines += ["", style.paint.label(style.say(Label("规则", "Rules"))), *_rule_lines(profile.rules, style)]
    counts = f"{len(profile.rules)} / {len(profile.checklist)} / {len(profile.clauses)}"
    lines += ["", style.say(Label("规则 / 人工确认 / 条款：", "rules / questions / clauses: ")) + counts]
    if style.detail is not Detail.VERBOSE:
        lines.append(style.say(Label("-v 还列出每个字段和每条规则", "-v also lists every field and every rule")))
    return "\n".join(lines) + "\n"


def _bracket(text: str, style: Style) -> str:
    return style.say(Label(f"（{text}）", f" ({text})"))


def _groups_of_sections(profile: Profile, style: Style) -> Iterator[tuple[str, list[Section]]]:
    yield style.say(Label("栏目", "Sections")), list(profile.sections.values())
    yield style.say(Label("附件", "Attachments")), list(profile.attachments.values())
    yield style.say(Label("文本", "Texts")), list(profile.texts.values())


def _section_rows(sections: Sequence[Section], profile: Profile, style: Style) -> list[list[str]]:
    return [
        [
            str(section.number or ""),
            clip(one_line(section.label, style.lang), LABEL_CELLS),
            section.id,
            _limit_text(section, profile, style),
            join_words([one_line(part.label, style.lang) for part in section.parts.values()], style.lang),
        ]
        for section in sections
    ]


def _limit_text(section: Section, profile: Profile, style: Style) -> str:
    limits = [
        f"{'' if level == '*' else one_line(profile.level_label(level), style.lang) + ' '}≤ {most}"
        for level, most in section.limit.items()
    ]
    need = [style.say(Label("必填", "required"))] if section.required else []
    return join_words([*need, *limits], style.lang)


def _word_form_row(form: WordForm, style: Style) -> list[str]:
    template = form.template or style.say(Label("没有印", "not printed"))
    return [clip(one_line(form.title, style.lang), LABEL_CELLS), form.id, template]


def _field_lines(section: Section, style: Style) -> Iterator[str]:
    yield ""
    yield style.paint.label(f"{one_line(section.label, style.lang)} {section.id}")
    yield from lay_out_table([_field_row(field, style) for field in section.fields.values()], indent="  ")


def _field_row(field: Field, style: Style) -> list[str]:
    need = severity_word(field.required, style.lang) if field.required is not None else ""
    choices = join_words([one_line(choice.label, style.lang) for choice in field.choices], style.lang)
    example = escape_controls(field.example or choices)
    return [one_line(field.label, style.lang), field.id, field.type.value, need and f"* {need}", example]


def _rule_lines(rules: Sequence[Rule], style: Style) -> list[str]:
    rows = [
        [rule.id, rule.kind, severity_word(rule.severity, style.lang), join_words(list(rule.all_clauses), style.lang)]
        for rule in rules
    ]
    return lay_out_table(rows, indent="  ")


def diagnostics_text(name: str, mistakes: Sequence[Diagnostic], style: Style) -> str:
    """Every mistake of a profile with its place, or that there is none."""
    if not mistakes:
        fine = style.paint.good(style.say(Label("没有错误", "no mistakes")))
        return f"{escape_controls(name)}{style.say(Label('：', ': '))}{fine}\n"
    lines = []
    for mistake in mistakes:
        place = mistake.place
        place_name = escape_controls(f"{place.file}{place.suffix}")
        error = style.paint.bad(style.say(Label("错误", "error")))
        lines.append(f"{style.paint.strong(place_name)}: {error} {escape_controls(mistake.text.text(style.lang))}\n")
    return "".join(lines)


_WORDS = {
    "enforced": Label("程序检查", "enforced"),
    "asked": Label("人工确认", "asked"),
    "shown": Label("给出提示", "shown"),
    "excluded": Label("不检查", "excluded"),
    "open": Label("还没有处理", "open"),
}
_SAYS_CELLS = 46


def coverage_text(name: str, clauses: Sequence[ClauseCoverage], style: Style) -> str:
    """Every clause on a line, then the totals; quiet: what is open and the totals only."""
    listed = [clause for clause in clauses if style.detail is not Detail.QUIET or clause.disposition == "open"]
    rows = [
        [
            clause.id,
            clause.where,
            _disposition_text(clause, style),
            str(clause.cases) if clause.disposition == "enforced" else "",
            clip(one_line(clause.says, style.lang), _SAYS_CELLS),
            ", ".join(clause.rules) or one_line(clause.reason, style.lang),
        ]
        for clause in listed
    ]
    head = style.say(
        Label("条款,位置,处理,用例,内容,规则或理由", "clause,place,done,cases,says,rules or reason")
    ).split(",")
    lines = lay_out_table([head, *rows], right=(3,)) if rows else []
    if lines:
        lines = [style.paint.faint(lines[0]), *lines[1:], ""]
    totals = [
        f"{_WORDS[word].text(style.lang)} {count}"
        for word in _WORDS
        if (count := sum(clause.disposition == word for clause in clauses))
    ]
    in_part = sum(clause.enforced_in_part for clause in clauses)
    if in_part:
        totals.append(
            style.say(
                Label(
                    f"其中程序检查一部分、其余请人确认 {in_part}",
                    f"of these enforced in part, the rest asked {in_part}",
                )
            )
        )
    summary = style.say(Label(f"{name}：共 {len(clauses)} 条，", f"{name}: {len(clauses)} clauses, "))
    return "\n".join([*lines, summary + style.say(Label("，", ", ")).join(totals)]) + "\n"


def _disposition_text(clause: ClauseCoverage, style: Style) -> str:
    words = ("enforced", "asked") if clause.enforced_in_part else (clause.disposition,)
    return style.say(Label("、", ", ")).join(_WORDS[word].text(style.lang) for word in words)


def coverage_object(name: str, clauses: Sequence[ClauseCoverage], lang: str) -> Json:
    """The same as data (a contract)."""
    return {
        "version": VERSION,
        "profile": name,
        "clauses": [
            {
                "id": clause.id,
                "disposition": str(clause.disposition),
                "asked": clause.asked,
                "rules": list(clause.rules),
                "cases": clause.cases,
                "reason": clause.reason.text(lang),
            }
            for clause in clauses
        ],
    }


def new_profile_text(
    name: str,
    folder: str,
    files: Sequence[str],
    counts: tuple[int, int, int, int],
    style: Style,
    *,
    is_read: bool = True,
) -> str:
    """What was begun. `counts` are sentences, sentences with a row, questions, rows left as comments.

    `is_read` is whether the notice is in a language that is understood.
    """
    sentences, rows, questions, left = counts
    lines = [style.say(Label(f"写好了 {folder}：{'、'.join(files)}", f"Wrote {folder}: {', '.join(files)}"))]
    if not is_read:
        not_read = Label(
            f"通知不是中文，没有起草规则：{sentences} 句编了号，在 clauses.yaml 里，规则照指南自己写",
            f"The notice is not in Chinese, so no rules were drafted: its {sentences} sentences are numbered in "
            "clauses.yaml, write the rules yourself, following the guide",
        )
        lines.append(style.say(not_read))
    elif sentences:
        lines.append(
            style.say(
                Label(
                    f"通知 {sentences} 句：{rows} 句起草了规则，{questions} 句作为问题，{left} 行注释着，还差一点",
                    f"{sentences} sentences: {rows} drafted as rules, {questions} asked, {left} rows still comments",
                )
            )
        )
    steps = Label(
        f"1. 打开 {folder}/profile.yaml，逐行核对，改掉不对的\n"
        f"2. zcdossier profile check {name}\n3. zcdossier profile try {name}",
        f"1. Open {folder}/profile.yaml and go through it row by row\n"
        f"2. zcdossier profile check {name}\n3. zcdossier profile try {name}",
    )
    return "\n".join([*lines, style.say(steps)]) + "\n"
