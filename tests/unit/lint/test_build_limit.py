"""Which settings of `build` hold for a record, and what is told before building."""

from pathlib import Path

from zcdossier.lint.build_limits import files_kept_as_they_are, filled_modules, limits_of
from zcdossier.lint.context import Context
from zcdossier.lint.kinds.build_limit import KIND, check
from zcdossier.model.build_rules import BuildCase, BuildLimits, BuildModule, OutputForm
from zcdossier.model.condition import ALWAYS, Comparison, Not, Operator
from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.facts import FileFacts
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType, Profile, Rule, Section

PLACE = Place("dossier.yaml", path="sections.papers[0]")
FIELDS = {
    "title": Field("title", Label("题目")),
    "kind": Field("kind", Label("类别"), FieldType.TEXT, required=Severity.ERROR),
}
BOOK = Comparison("kind", Operator.ONE_OF, ("专著",))


def context(limits: BuildLimits, *, kind: str = "", size: int = 10) -> Context:
    fields = {"title": Value("甲", PLACE, "甲"), **({"kind": Value(kind, PLACE, kind)} if kind else {})}
    record = Record("papers", 0, PLACE, "甲", fields=fields, scans=(Scan("甲/1.ofd", "", PLACE),))
    profile = Profile(
        "case", Label("例"), sections={"papers": Section("papers", Label("论文"), 9, fields=FIELDS)}, build=limits
    )
    dossier = Dossier(Path(), "case", "", PLACE, PLACE, sections={"papers": (record,)})
    facts = {"甲/1.ofd": FileFacts("甲/1.ofd", size, "ofd", trouble=None, pages=1)}
    return Context(dossier, profile, facts)


def limits_for(kind: str, *cases: BuildCase) -> BuildLimits:
    case = context(BuildLimits(max_bytes=9_000_000, cases=cases), kind=kind)
    return limits_of(case.dossier.sections["papers"][0], case)


def test_the_later_of_two_cases_counts() -> None:
    limits = limits_for(
        "专著",
        BuildCase(("papers",), changes=(("max_bytes", 5_000_000), ("max_pages", 30))),
        BuildCase(where=BOOK, changes=(("max_bytes", 7_000_000),)),
        BuildCase(("books",), changes=(("max_bytes", 1),)),
    )
    assert (limits.max_bytes, limits.max_pages, limits.cases) == (7_000_000, 30, ())


def test_what_does_not_hold_changes_nothing() -> None:
    changes = (("max_bytes", 1_000_000),)
    assert limits_for("期刊", BuildCase(where=BOOK, changes=changes)).max_bytes == 9_000_000
    for kind in ("专著", "", "期刊"):
        assert limits_for(kind, BuildCase(when=Not(ALWAYS), where=BOOK, changes=changes)).max_bytes == 9_000_000
    untold = Comparison("level", Operator.ONE_OF, ("senior",))
    assert limits_for("期刊", BuildCase(when=untold, where=BOOK, changes=changes)).max_bytes == 9_000_000
    assert limits_for("专著", BuildCase(when=untold, where=BOOK, changes=changes)).max_bytes == 1_000_000


def test_of_what_can_not_be_told_the_stricter_limits_are_kept() -> None:
    changes = (("max_bytes", 1_000_000), ("max_pages", 3), ("form", OutputForm.JPG))
    limits = limits_for("", BuildCase(where=BOOK, changes=changes))
    assert (limits.max_bytes, limits.max_pages, limits.form) == (1_000_000, 3, OutputForm.PDF)
    assert limits_for("", BuildCase(where=BOOK, changes=(("max_bytes", 99_000_000),))).max_bytes == 9_000_000


def test_a_module_without_records_is_none() -> None:
    filled = BuildModule("全部", ("papers",))
    empty = BuildModule("全部", ("papers",), where=BOOK)
    case = context(BuildLimits(modules=(filled, empty)), kind="期刊")
    assert [module.module for module in filled_modules(case)] == [filled]


def test_a_file_that_stays_as_it_is_and_is_too_large() -> None:
    case = context(BuildLimits(max_bytes=100_000, form=OutputForm.AS_IS), size=100_000)
    (hit,) = check(Rule("build-limit", KIND.name, Severity.WARNING, KIND.params()), case)
    assert (KIND.code, hit.message, hit.args["bytes"]) == ("ZC514", "heavy", 100_000)  # type: ignore[union-attr]


def test_any_format_will_do_for_what_stays_as_it_is() -> None:
    case = context(BuildLimits(form=OutputForm.AS_IS))
    assert files_kept_as_they_are(case) == {"甲/1.ofd"}
    assert files_kept_as_they_are(context(BuildLimits())) == frozenset()
