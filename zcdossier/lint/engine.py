"""Runs the rules of a profile over a dossier: one pass, one sort, waivers applied and counted, nothing hidden.

One mistake, one finding. A wrong figure can break three sums: the rule that names the others in `echo_of` is quiet
while one of them has a finding at least as severe; with that mended (or set aside) it speaks for itself.
"""

import re
from collections.abc import Iterable, Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import CheckKind, Hit, NoParams, hit_from_problem
from zcdossier.lint.kinds import BY_CODE, BY_NAME, LISTED, Runs
from zcdossier.lint.questions import checklist_of
from zcdossier.lint.record_selection import missing_facts
from zcdossier.model.dossier import Problem, Waiver
from zcdossier.model.facts import FactGroup, Trouble
from zcdossier.model.finding import Finding, NotEvaluated, Severity, Verdict, Waived, slots
from zcdossier.model.label import Label, in_both
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.profile import Profile, Rule
from zcdossier.model.yaml_form import YAML_FORM

_RECORD = r"(?P<section>[a-z]+(?:\.[^.\[\]]+)?)(?P<record>\[\d+\])?"


def judge_dossier(context: Context) -> Verdict:
    """Judge a dossier."""
    context = context._replace(worked_out={})
    findings: list[Finding] = []
    not_evaluated: list[NotEvaluated] = []
    for rule in rules_of(context.profile.rules, context.dossier.problems, frozenset(_occasions(context))):
        for outcome in _judge_rule(rule, context):
            if isinstance(outcome, Finding):
                findings.append(outcome)
            else:
                not_evaluated.append(outcome)
    kept, waived = _apply_waivers(findings, context.dossier.waivers, context.form)
    return Verdict(
        findings=tuple(sorted(without_echoes(kept, context.profile.rules), key=_sort_key)),
        waived=tuple(sorted(waived, key=lambda waiver: _sort_key(waiver.finding))),
        not_evaluated=tuple(dict.fromkeys(not_evaluated)),
        checklist=tuple(checklist_of(context)),
    )


def judge_by_rule(rule: Rule, context: Context) -> list[Finding | NotEvaluated]:
    """Return what one rule finds and leaves open, whatever else would be found; waivers don't count."""
    return list(_judge_rule(rule, context._replace(worked_out={})))


def _occasions(context: Context) -> Iterator[Runs]:
    """Yield when the kinds run that may have something to say of this dossier though no rule asks for them."""
    yield Runs.ALWAYS
    if any(facts.pages_seen is not None for facts in context.facts.values()):
        yield Runs.READ
    texts = {scan.file for group in context.dossier.texts.values() for record in group for scan in record.scans}
    odd = (facts for facts in context.facts.values() if facts.is_odd)
    if any(facts.trouble is not Trouble.UNSUPPORTED or facts.path not in texts for facts in odd):
        yield Runs.ODD_FILE


def judge_problems(problems: Iterable[Problem], form: ManifestForm = YAML_FORM) -> Verdict:
    """Judge what can't be read far enough for rules to apply, in a manifest of this form."""
    findings = []
    for problem in problems:
        kind = BY_CODE[problem.code]
        hit = hit_from_problem(problem)
        warning = problem.key == "bom"
        severity = Severity.WARNING if warning else kind.severity
        findings.append(_make_finding(hit, kind, Rule(kind.name, kind.name, severity, NoParams()), "", form))
    return Verdict(findings=tuple(sorted(findings, key=_sort_key)))


def rules_of(
    rules: tuple[Rule, ...],
    problems: Iterable[Problem] = (),
    occasions: frozenset[Runs] = frozenset({Runs.ALWAYS}),
) -> Iterator[Rule]:
    """Yield the always-on rules that the profile does not grade itself, then the profile's own.

    A kind that words problems has nothing to say where there is none under its code, nor one about what scans say
    where none was read, nor one about odd files where there is none.
    """
    graded = {rule.kind for rule in rules if not rule.sections}
    met = {problem.code for problem in problems}
    for listed in LISTED:
        words_problem = listed.runs is Runs.PROBLEM and listed.code in met
        if listed.name not in graded and (words_problem or listed.runs in occasions):
            kind = BY_NAME[listed.name]
            yield Rule(kind.name, kind.name, kind.severity, kind.params())
    yield from rules


def facts_needed(profile: Profile) -> dict[str, frozenset[FactGroup]]:
    """Return which groups of facts the rules about each section need; `""` stands for what all of them need.

    What was read off scans is recalled for all: some kinds judge whatever was read.
    """
    needed: dict[str, frozenset[FactGroup]] = {"": frozenset({FactGroup.PAGES})}
    for rule in rules_of(profile.rules):
        for share in () if rule.off else rule.each_share():
            groups = BY_NAME[rule.kind].needs(share.params)
            for section in (share.sections or ("",)) if groups else ():
                needed[section] = needed.get(section, frozenset()) | groups
    return needed


def _judge_rule(rule: Rule, context: Context) -> Iterator[Finding | NotEvaluated]:
    kind = BY_NAME[rule.kind]
    if rule.off:
        return
    evaluation = Evaluation(context)
    applies = evaluation.holds(rule.when)
    if applies is None:
        yield NotEvaluated(rule.id, kind.code, missing_facts(context, evaluation.missing))
    if not applies:
        return
    for outcome in (outcome for share in rule.each_share() for outcome in kind.check(share, context)):
        if isinstance(outcome, Hit):
            yield _make_finding(outcome, kind, _reworded(rule, context), context.dossier.level, context.form)
        else:
            yield NotEvaluated(rule.id, kind.code, outcome.reason, outcome.place)


def _reworded(rule: Rule, context: Context) -> Rule:
    """The rule with its own hint in the words of the manifest's form."""
    if rule.hint is None:
        return rule
    return rule._replace(hint=context.form.reword(rule.hint, rule.sections, context.profile))


def _make_finding(hit: Hit, kind: CheckKind, rule: Rule, level: str, form: ManifestForm) -> Finding:
    worded = kind.messages[hit.message]
    own_words = rule.message if rule.message is not None and _fits(rule.message, hit) else None
    return Finding(
        code=kind.code,
        rule=rule.id,
        severity=hit.severity or rule.severity,
        place=hit.place,
        message=own_words or worded.text,
        hint=_escape_braces(rule.hint) if rule.hint is not None else form.hint_of(worded),
        args=hit.args,
        clauses=hit.clauses or rule.clauses_for(level),
        says=rule.says,
        related=hit.related,
        key=hit.message if own_words is None else "",
    )


def _fits(words: Label, hit: Hit) -> bool:
    """Whether a rule's own words tell this hit: one that is graded by itself tells something else."""
    return hit.severity is None and {*slots(words.zh), *slots(words.text("en"))} <= {*hit.args}


def _escape_braces(hint: Label) -> Label:
    """A profile's hint is plain text: its braces are not arguments."""
    return in_both(lambda lang: hint.text(lang).replace("{", "{{").replace("}", "}}"))


def _apply_waivers(
    findings: list[Finding], waivers: tuple[Waiver, ...], form: ManifestForm
) -> tuple[list[Finding], list[Waived]]:
    kept: list[Finding] = []
    waived: list[Waived] = []
    used: set[int] = set()
    for finding in findings:
        index = next((number for number, waiver in enumerate(waivers) if _covers(waiver, finding)), None)
        if index is None or not BY_CODE[finding.code].waivable:
            kept.append(finding)
        else:
            used.add(index)
            waived.append(Waived(finding, waivers[index].reason))
    for number, waiver in enumerate(waivers):
        kind = BY_CODE.get(waiver.code)
        refusal = "unknown-code" if kind is None else "" if kind.waivable else "not-waivable"
        if refusal or number not in used:
            key = refusal or "unused"
            problem = Problem("ZC006", key, waiver.place, {"code": waiver.code, "at": waiver.typed or waiver.at})
            grade = Severity.WARNING if key == "unused" else Severity.ERROR
            rule = Rule("waiver", "waiver", grade, NoParams())
            kept.append(_make_finding(hit_from_problem(problem), BY_CODE["ZC006"], rule, "", form))
    return kept, waived


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.code != finding.code:
        return False
    if not waiver.at:
        return True
    path, file = finding.place.path, finding.place.file
    typed = (waiver.typed or waiver.at).replace("\\", "/").removeprefix("./").rstrip("/")
    about_file = finding.place.spot is None and (file == typed or file.startswith(f"{typed}/"))
    return about_file or path == waiver.at or path.startswith((f"{waiver.at}.", f"{waiver.at}["))


def _sort_key(finding: Finding) -> tuple[tuple[bool, str, tuple[str, int, int]], str, str, str]:
    """The manifest first, then files; by spot, code and rule."""
    return finding.place.order, finding.code, finding.rule, finding.place.path


def without_echoes(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """Return the findings that stand for themselves.

    Only a rule that stands earlier is followed, and only while its own finding is kept: no two can hide each other.
    """
    standing: dict[str, list[Finding]] = {}
    for finding in findings:
        standing.setdefault(finding.rule, []).append(finding)
    earlier: set[str] = set()
    for rule in rules:
        if rule.id in standing:
            leaders = [leader for name in rule.echo_of if name in earlier for leader in standing.get(name, ())]
            standing[rule.id] = [own for own in standing[rule.id] if not _repeats(own, leaders)]
        earlier.add(rule.id)
    return [finding for findings_of_rule in standing.values() for finding in findings_of_rule]


def _repeats(finding: Finding, leaders: list[Finding]) -> bool:
    return any(
        leader.severity in (Severity.ERROR, finding.severity) and not _are_of_different_records(leader, finding)
        for leader in leaders
    )


def _are_of_different_records(leader: Finding, finding: Finding) -> bool:
    """Whether the two are about two records of one section: then neither repeats the other."""
    ours, theirs = re.match(_RECORD, finding.place.path), re.match(_RECORD, leader.place.path)
    if ours is None or theirs is None or ours["section"] != theirs["section"]:
        return False
    records = (ours["record"], theirs["record"])
    return None not in records and records[0] != records[1]
