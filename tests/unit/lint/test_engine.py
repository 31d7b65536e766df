"""The one pass over the rules: what applies, what is graded, what is set aside, in which order it comes."""

import pytest

from zcdossier.lint.engine import facts_needed, judge_dossier, judge_problems, rules_of
from zcdossier.lint.kind import NoParams
from zcdossier.lint.kinds import BY_CODE, BY_NAME, LISTED, Runs, date_window, required
from zcdossier.lint.measures.bounds import Bound
from zcdossier.lint.measures.read_bound import read_bound
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.condition import Comparison, Operand, Operator
from zcdossier.model.dossier import Problem, Waiver
from zcdossier.model.facts import FactGroup
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place, text_place
from zcdossier.model.profile import Field, Rule
from zcdossier.model.yaml_form import YAML_FORM

ERROR, WARNING = Severity.ERROR, Severity.WARNING
PLACE = text_place("dossier.yaml", 90, 1)


def rule(name: str = "title-required", **more) -> Rule:
    return Rule(name, "required", more.pop("severity", ERROR), required.RequiredParams(("title",)), ("things",), **more)


def waiver(code: str, at: str = "") -> Waiver:
    return Waiver(code, at, "人事处同意", PLACE)


@pytest.fixture
def case(make_case):
    made = make_case([Field("title", Label("题目", "title"))], [Field("post", Label("岗位", "post"), required=ERROR)])
    made.rules = (rule(),)
    return made


def found(case):
    return [(finding.code, finding.rule, finding.place.path) for finding in judge_dossier(case.context()).findings]


def test_a_rule_finds(case) -> None:
    case.record()
    case.record(title="甲")
    assert found(case) == [("ZC201", "title-required", "sections.things[0].title")]


def test_a_rule_that_is_off_finds_nothing(case) -> None:
    case.record()
    case.rules = (rule(off="这所学校不要求"),)
    assert found(case) == []
    assert judge_dossier(case.context()).not_evaluated == ()


@pytest.mark.parametrize(("post", "applies"), [("教师", True), ("实验", False), (None, None)])
def test_a_rule_for_some(case, post, applies) -> None:
    case.record()
    case.rules = (rule(when=Comparison("post", Operator.ONE_OF, ("教师",))),)
    if post:
        case.about(post=post)
    verdict = judge_dossier(case.context())
    assert len(verdict.findings) == (1 if applies else 0)
    assert [unjudged.reason.zh for unjudged in verdict.not_evaluated] == (["没有填写：岗位"] if applies is None else [])


def test_severity_clauses_reason_and_hint_are_the_rules(case) -> None:
    case.record()
    clauses = {"*": ("A-1",), "senior": ("A-2",), "full": ("A-3",)}
    says, hint = Label("要有题目", "a title is wanted"), Label("写{题目}", "")
    case.rules = (rule(severity=WARNING, clauses=clauses, says=says, hint=hint),)
    (finding,) = judge_dossier(case.context()).findings
    assert (finding.severity, finding.clauses, finding.says) == (WARNING, ("A-1", "A-2"), says)
    assert finding.hint == ("写{{题目}}", "写{{题目}}")


def test_always_on_kinds_need_no_row_and_a_row_grades_them() -> None:
    assert {rule.kind for rule in rules_of(())} == {kind.name for kind in LISTED if kind.runs is Runs.ALWAYS}
    problem = Problem("ZC501", "file", Place("x.jpg"), {"name": "x.jpg"})
    assert "orphan" in {rule.kind for rule in rules_of((), (problem,))}
    graded = Rule("orphan", "orphan", ERROR, NoParams())
    assert [rule for rule in rules_of((graded,), (problem,)) if rule.kind == "orphan"] == [graded]


@pytest.mark.parametrize(
    ("at", "left"),
    [
        ("", []),
        ("sections.things[0]", ["sections.things[1].title"]),
        ("sections.things[1].title", ["sections.things[0].title"]),
        ("sections.things", []),
        ("sections.thing", ["sections.things[0].title", "sections.things[1].title", ""]),
        ("sections.things[0].titl", ["sections.things[0].title", "sections.things[1].title", ""]),
    ],
)
def test_a_waiver_covers_its_place_and_what_is_inside(case, at, left) -> None:
    case.record()
    case.record()
    case.more = {"waivers": (waiver("ZC201", at),)}
    verdict = judge_dossier(case.context())
    assert [finding.place.path for finding in verdict.findings] == left
    assert {waived.reason for waived in verdict.waived} <= {"人事处同意"}
    assert len(verdict.waived) == 3 - len(left) if "" in left else 2 - len(left)


def test_a_waiver_of_record_1_is_none_of_record_10(case) -> None:
    for _ in range(11):
        case.record()
    case.more = {"waivers": (waiver("ZC201", "sections.things[1]"),)}
    assert [waived.finding.place.path for waived in judge_dossier(case.context()).waived] == [
        "sections.things[1].title"
    ]


@pytest.mark.parametrize(
    ("code", "key", "severity"),
    [("ZC301", "unused", WARNING), ("ZC9999", "unknown-code", ERROR), ("ZC503", "not-waivable", ERROR)],
)
def test_a_waiver_for_nothing_is_said(case, code, key, severity) -> None:
    case.more = {"waivers": (waiver(code),)}
    (finding,) = judge_dossier(case.context()).findings
    assert (finding.code, finding.key, finding.severity) == ("ZC006", key, severity)


def test_what_can_not_be_waived_stays(case) -> None:
    problem = Problem("ZC503", "folder", text_place("dossier.yaml", 5, 1), {"name": "甲", "near": ""})
    case.more = {"waivers": (waiver("ZC503"),), "problems": (problem,)}
    assert [finding.code for finding in judge_dossier(case.context()).findings] == ["ZC503", "ZC006"]


def test_the_manifest_comes_first_then_files_each_in_order(case) -> None:
    places = [Place("b.jpg"), text_place("dossier.yaml", 9, 2), Place("a.jpg"), text_place("dossier.yaml", 9, 1)]
    case.more = {"problems": tuple(Problem("ZC501", "file", place, {"name": "x"}) for place in places)}
    order = [
        (finding.place.file, finding.place.position.get("column")) for finding in judge_dossier(case.context()).findings
    ]
    assert order == [("dossier.yaml", 1), ("dossier.yaml", 2), ("a.jpg", None), ("b.jpg", None)]


def test_the_same_dossier_gets_the_same_verdict(case) -> None:
    for _ in range(5):
        case.record()
    assert judge_dossier(case.context()) == judge_dossier(case.context())


def test_problems_alone_are_findings_of_their_kinds() -> None:
    problems = [
        Problem("ZC001", "bom", text_place("dossier.yaml", 1, 1)),
        Problem("ZC005", "profile", text_place("dossier.yaml", 1, 5), {"name": "x", "near": "y", "names": "y"}),
    ]
    first, second = judge_problems(problems).findings
    assert (first.code, first.severity) == ("ZC001", WARNING)
    assert (second.code, second.severity) == ("ZC005", ERROR)
    assert second.args["guess"] == Label("您是不是要写“y”？", "do you mean y? ")


def test_a_rule_says_what_is_wrong_in_its_own_words(case) -> None:
    case.record()
    case.rules = (rule(message=Label("没有“{field}”这一格", "no box {field}")),)
    [finding] = judge_dossier(case.context()).findings
    assert (finding.message.zh, finding.message.en) == ("没有“{field}”这一格", "no box {field}")
    assert finding.hint.zh == YAML_FORM.hint_of(BY_CODE["ZC201"].messages["absent"]).zh


def test_words_that_can_not_be_filled_in_are_not_used(case) -> None:
    case.record()
    case.rules = (rule(message=Label("第 {nth} 条没有题目")),)
    [finding] = judge_dossier(case.context()).findings
    assert finding.key == "absent"
    assert finding.message.zh == BY_CODE["ZC201"].messages["absent"].text.zh


@pytest.mark.parametrize(("day", "words"), [("2024", "看不出"), ("2025-01", "太晚了"), ("2024-01", None)])
def test_what_is_only_doubtful_keeps_its_own_words(make_case, day, words) -> None:
    made = make_case([Field("day", Label("日期", "day"))], [])
    made.record(day=day)
    params = date_window.DateWindowParams(("day",), not_after=Operand(text="2024-06-30"))
    made.rules = (Rule("day", "date", ERROR, params, ("things",), message=Label("太晚了", "too late")),)
    texts = [finding.message.zh for finding in judge_dossier(made.context()).findings]
    assert [words in text for text in texts] == ([True] if words else [])


def test_a_kind_that_no_profile_grades_judges_with_its_own_parameters() -> None:
    for rule in rules_of(()):
        assert isinstance(rule.params, BY_NAME[rule.kind].params)


def test_only_facts_that_a_rule_looks_at_are_gathered(case) -> None:
    measure, date_rule = BY_NAME["measure"], BY_NAME["date"]
    wide, even = (read_bound(text, MEASURES[name]) for text, name in (("1", "width"), ("9", "spread")))
    rules = (
        Rule("white", "measure", ERROR, measure.params("background_color", one_of=(Bound("white"),)), ("photo",)),
        Rule("text", "measure", ERROR, measure.params("text_layer", one_of=(Bound("yes"),)), ("things",)),
        Rule("wide", "measure", ERROR, measure.params("width", above=wide), ("things",)),
        Rule("off", "measure", ERROR, measure.params("spread", below=even), ("things",), off="not asked"),
        Rule("late", "date", ERROR, date_rule.params(("date",)), ("things",)),
    )
    case.rules = rules
    needed = facts_needed(case.context().profile)
    assert needed == {
        "photo": {FactGroup.BORDER},
        "things": {FactGroup.TEXT_LAYER, FactGroup.PLACED},
        "": {FactGroup.DIGEST, FactGroup.PAGES},
    }
