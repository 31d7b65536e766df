"""Runs the rules of a profile over a dossier: one pass, one sort, waivers applied and counted, nothing hidden."""

from collections.abc import Iterable, Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.echoes import without_echoes
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Hit, Kind, NoParams
from zcdossier.lint.kinds import BY_CODE, BY_NAME, LISTED, Runs
from zcdossier.lint.problems import hit as hit_of
from zcdossier.lint.questions import asked
from zcdossier.lint.record_selection import missing_facts
from zcdossier.model.dossier import Problem, Waiver
from zcdossier.model.finding import Finding, Message, NotEvaluated, Severity, Verdict, Waived, slots
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def run(context: Context) -> Verdict:
    """Judge a dossier."""
    findings: list[Finding] = []
    not_evaluated: list[NotEvaluated] = []
    for rule in rules_of(context.profile.rules, context.dossier.problems):
        for outcome in _outcomes(rule, context):
            if isinstance(outcome, Finding):
                findings.append(outcome)
            else:
                not_evaluated.append(outcome)
    kept, waived = _waive(findings, context.dossier.waivers)
    return Verdict(
        findings=tuple(sorted(without_echoes(kept, context.profile.rules), key=_sort_key)),
        waived=tuple(sorted(waived, key=lambda one: _sort_key(one.finding))),
        not_evaluated=tuple(dict.fromkeys(not_evaluated)),
        checklist=tuple(asked(context)),
    )


def of_problems(problems: Iterable[Problem]) -> Verdict:
    """Judge what can't be read far enough for rules to apply."""
    findings = []
    for problem in problems:
        kind = BY_CODE[problem.code]
        found = hit_of(problem)
        warning = problem.key == "bom"
        severity = Severity.WARNING if warning else kind.severity
        findings.append(_finding(found, kind, Rule(kind.name, kind.name, severity, NoParams()), ""))
    return Verdict(findings=tuple(sorted(findings, key=_sort_key)))


def rules_of(rules: tuple[Rule, ...], problems: Iterable[Problem] = ()) -> Iterator[Rule]:
    """Yield the always-on rules that the profile does not grade itself, then the profile's own.

    A kind that words problems has nothing to say where there is none under its code.
    """
    graded = {rule.kind for rule in rules}
    met = {problem.code for problem in problems}
    for one in LISTED:
        if one.name not in graded and (one.runs is Runs.ALWAYS or (one.runs is Runs.PROBLEM and one.code in met)):
            yield Rule(one.name, one.name, BY_NAME[one.name].severity, BY_NAME[one.name].params())
    yield from rules


def _outcomes(rule: Rule, context: Context) -> Iterator[Finding | NotEvaluated]:
    kind = BY_NAME[rule.kind]
    if rule.off:
        return
    evaluation = Evaluation(context)
    applies = evaluation.holds(rule.when)
    if applies is None:
        yield NotEvaluated(rule.id, kind.code, missing_facts(context, evaluation.missing))
    if not applies:
        return
    for outcome in kind.check(rule, context):
        if isinstance(outcome, Hit):
            yield _finding(outcome, kind, rule, context.dossier.level)
        else:
            yield NotEvaluated(rule.id, kind.code, outcome.reason, outcome.place)


def _finding(hit: Hit, kind: Kind, rule: Rule, level: str) -> Finding:
    message = kind.messages[hit.message]
    if rule.message is not None and _fits(rule.message, hit):
        message = Message(rule.message.zh, rule.message.text("en"), message.hint_zh, message.hint_en)
    if rule.hint is not None:
        message = Message(message.zh, message.en, _literal(rule.hint.zh), _literal(rule.hint.text("en")))
    return Finding(
        code=kind.code,
        rule=rule.id,
        severity=hit.severity or rule.severity,
        place=hit.place,
        message=message,
        args=hit.args,
        clauses=hit.clauses or rule.clauses_for(level),
        says=rule.says,
        related=hit.related,
    )


def _fits(words: Label, hit: Hit) -> bool:
    """Whether a rule's own words tell this hit: one that is graded by itself tells something else."""
    return hit.severity is None and {*slots(words.zh), *slots(words.text("en"))} <= {*hit.args}


def _literal(text: str) -> str:
    """A profile's hint is plain text: its braces are not arguments."""
    return text.replace("{", "{{").replace("}", "}}")


def _waive(findings: list[Finding], waivers: tuple[Waiver, ...]) -> tuple[list[Finding], list[Waived]]:
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        index = next((number for number, one in enumerate(waivers) if _covers(one, finding)), None)
        if index is None or not BY_CODE[finding.code].waivable:
            kept.append(finding)
        else:
            used.add(index)
            waived.append(Waived(finding, waivers[index].reason))
    for number, one in enumerate(waivers):
        kind = BY_CODE.get(one.code)
        problem = "unknown-code" if kind is None else "" if kind.waivable else "not-waivable"
        if problem or number not in used:
            key = problem or "unused"
            found = Problem("ZC006", key, one.place, {"code": one.code, "at": one.typed or one.at})
            grade = Severity.WARNING if key == "unused" else Severity.ERROR
            kept.append(_finding(hit_of(found), BY_CODE["ZC006"], Rule("waiver", "waiver", grade, NoParams()), ""))
    return kept, waived


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.code != finding.code:
        return False
    if not waiver.at:
        return True
    path, file = finding.place.path, finding.place.file
    typed = (waiver.typed or waiver.at).replace("\\", "/").removeprefix("./").rstrip("/")
    about_file = finding.place.line is None and (file == typed or file.startswith(f"{typed}/"))
    return about_file or path == waiver.at or path.startswith((f"{waiver.at}.", f"{waiver.at}["))


def _sort_key(finding: Finding) -> tuple[bool, str, int, int, str, str, str]:
    """The manifest first, then files; by line, column, code and rule."""
    place = finding.place
    outside = place.line is None
    return (outside, place.file, place.line or 0, place.column or 0, finding.code, finding.rule, place.path)
