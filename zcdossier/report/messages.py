"""Words in one language: a finding's message filled in, its hint, its severity, clauses, lists, days."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from zcdossier.model.finding import SLOT, Argument, Finding, Lines, NotEvaluated, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.report.sanitize import escape_controls

_SEVERITY = {Severity.ERROR: Label("错误", "error"), Severity.WARNING: Label("警告", "warning")}


def fill_slots(template: str, args: Mapping[str, Argument], lang: str) -> str:
    """Put arguments into their slots. Braces inside an argument, and slots nobody fills, stay as they are.

    `str.format` is not used: a hint may come from a profile, whose author need not know about braces.
    """

    def slot(match: re.Match[str]) -> str:
        name = match["name"]
        if name is None:
            return match[0][0]
        return argument_text(args[name], lang, match["spec"] or "") if name in args else match[0]

    return SLOT.sub(slot, template)


def argument_text(value: Argument, lang: str, spec: str = "") -> str:
    """One argument as text; 0.650000 shows as 0.65."""
    if isinstance(value, Label):
        return escape_controls(value.text(lang))
    if isinstance(value, Lines):
        return "".join(f"\n{escape_controls(line.text(lang))}" for line in value.lines)
    if isinstance(value, str):
        return escape_controls(value)
    return format(value, spec or (".10g" if isinstance(value, float) else ""))


def severity_word(severity: Severity, lang: str) -> str:
    """错误 or 警告, error or warning."""
    return _SEVERITY[severity].text(lang)


def message_text(finding: Finding, lang: str) -> str:
    """What is wrong."""
    return fill_slots(one_line(finding.message, lang), finding.args, lang)


def hint_text(finding: Finding, lang: str) -> str:
    """What to do about it, or an empty text."""
    return fill_slots(one_line(finding.hint, lang), finding.args, lang)


def clause_name(clause: str, profile: Profile | None, lang: str) -> str:
    """A clause with its place in the notice, where that is known: `HZNU-3.9-02（三.9）`."""
    place = escape_controls(profile.places.get(clause, "")) if profile is not None else ""
    if not place:
        return clause
    return Label(f"{clause}（{place}）", f"{clause} ({place})").text(lang)


def clause_text(clause: str, profile: Profile | None, lang: str) -> str:
    """A clause with its place and what it says."""
    name = clause_name(clause, profile, lang)
    words = one_line(profile.clauses.get(clause, Label("")), lang) if profile is not None else ""
    return f"{name}{Label('：', ': ').text(lang)}{words}" if words else name


def clause_names(clauses: Iterable[str], profile: Profile | None, lang: str) -> str:
    """Clauses with their places, in a row."""
    return join_words([clause_name(clause, profile, lang) for clause in clauses], lang)


def authority_texts(finding: Finding, profile: Profile | None, lang: str, *, in_full: bool = False) -> tuple[str, ...]:
    """The requirement in our words with its clauses, or the clauses in theirs; both where it is told in full."""
    texts = {clause: clause_text(clause, profile, lang) for clause in finding.clauses}
    worded = [clause for clause in texts if texts[clause] != clause_name(clause, profile, lang)]
    in_their_words = tuple(texts[clause] for clause in worded)
    reason = reason_text(finding, lang)
    if not reason:
        wordless = clause_names((clause for clause in texts if clause not in worded), profile, lang)
        return (*in_their_words, wordless) if wordless else in_their_words
    cited = clause_names(texts, profile, lang)
    requirement = f"{cited}{Label('：', ': ').text(lang)}{reason}" if cited else reason
    return (requirement, *in_their_words) if in_full else (requirement,)


def not_evaluated_text(missed: NotEvaluated, lang: str) -> str:
    """Which rule could not be judged of what, and why."""
    place = f"{escape_controls(missed.place.path)} " if missed.place is not None and missed.place.path else ""
    return f"{missed.code} [{missed.rule}] {place}{one_line(missed.reason, lang)}"


def reason_text(finding: Finding, lang: str) -> str:
    """The requirement behind a finding in our own words; an empty text when there is none, or the message says it."""
    if "{says}" in finding.message.zh:
        return ""
    return one_line(finding.says, lang) if finding.says is not None else ""


def one_line(label: Label, lang: str) -> str:
    """A text of the profile or of a check kind on one line, safe to print."""
    return escape_controls(" ".join(label.text(lang).split()))


def join_words(words: list[str], lang: str) -> str:
    """A list as a sentence has it: 、 in Chinese, commas in English."""
    return Label("、", ", ").text(lang).join(words)


_WEEKDAYS = "一二三四五六日"


def day_text(day: date, lang: str) -> str:
    """2026年9月14日; 14 September 2026."""
    if lang == "en":
        import calendar  # it loads locales

        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def day_with_weekday(day: date, lang: str) -> str:
    """2026年9月14日（星期一）; Monday 14 September 2026."""
    if lang == "en":
        import calendar

        return f"{calendar.day_name[day.weekday()]} {day_text(day, lang)}"
    return f"{day_text(day, lang)}（星期{_WEEKDAYS[day.weekday()]}）"


def count_noun(count: int, noun: str) -> str:
    """`1 form`, `2 forms`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


_SHORTEST_RUN = 3


def join_numbers(numbers: Iterable[int], lang: str) -> str:
    """Row or page numbers, three and more that follow each other as a run: 4–23、25."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]}–{run[-1]}"] if len(run) >= _SHORTEST_RUN else map(str, run)
    return join_words(words, lang)
